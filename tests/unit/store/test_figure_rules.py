"""The named rules for an event's figures, from the settings file to the book."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sourcebook import api, preview
from sourcebook.api import BuildOptions
from sourcebook.errors import SettingsError
from sourcebook.records.knowledge import Estimate
from sourcebook.records.vocabulary import Harm
from sourcebook.store import Quiet, checks, open_book
from sourcebook.testing.reports import write_reports
from sourcebook.testing.small import small_pipeline

SMALL = BuildOptions(workers=0, steps=small_pipeline)
REPORTS = (("Dawn", 24, 12), ("Herald", 24, 12), ("Tribune", 25, 10), ("Nation", 26, 11))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for outlet, day, killed in REPORTS:
        text = f"published 2016-08-{day:02} by {outlet}\nOn 2016-08-08 in Quetta, Jamaat killed {killed} people.\n"
        (folder / f"{outlet}.txt").write_text(text)
    api.build([folder], tmp_path / "a.book", SMALL)
    return tmp_path / "a.book"


class Counting(Quiet):
    """Progress that counts what each step was given to do."""

    def __init__(self) -> None:
        self.given: Counter[str] = Counter()

    def begin(self, stage: str, total: int) -> None:
        self.given[stage] += total


def ruled_by(book: Path, rule: str) -> BuildOptions:
    settings = book.with_name("sourcebook.toml")
    settings.write_text(f'[reconcile]\nfigure_rule = "{rule}"\n')
    return BuildOptions(workers=0, steps=small_pipeline, settings=settings)


def killed(book: Path) -> Estimate:
    (event,) = api.events(book)
    assert event.killed is not None
    return event.killed


@pytest.mark.parametrize(
    ("rule", "best"), [("lowest", 10), ("latest_reliable", 11), ("majority_of_origins", 12), ("range", None)]
)
def test_a_book_told_anew_by_a_named_rule_says_so_with_each_figure(book: Path, rule: str, best: int | None) -> None:
    api.rebuild(book, ruled_by(book, rule))
    assert (killed(book).rule, killed(book).best) == (rule, best)


def test_a_rule_once_given_stands_until_another_is_given(book: Path) -> None:
    plain = killed(book)
    api.rebuild(book, ruled_by(book, "lowest"))
    api.rebuild(book, SMALL)
    assert killed(book).rule == "lowest"
    api.rebuild(book, ruled_by(book, "latest_reliable"))
    assert killed(book) == plain


def test_an_unknown_rule_is_told_in_one_sentence_and_leaves_the_book_as_it_was(book: Path) -> None:
    with open_book(book) as opened:
        before = checks.digests(opened)
    with pytest.raises(SettingsError, match=r"'loudest' names no rule; choose one of latest_reliable, ") as told:
        api.rebuild(book, ruled_by(book, "loudest"))
    assert "\n" not in str(told.value)
    with open_book(book) as opened:
        assert checks.digests(opened) == before
    api.rebuild(book, SMALL)
    assert killed(book).rule == "latest_reliable"


def test_another_rule_tells_events_anew_and_reads_nothing_again(book: Path) -> None:
    progress = Counting()
    api.build([book.with_name("reports")], book, ruled_by(book, "lowest"), progress)
    assert killed(book).best == 10
    assert {"events", "links"} <= progress.given.keys()
    assert not {"ingest", "read", "clusters", "relations"} & progress.given.keys()


@pytest.mark.parametrize("option", ["link_threshold = 0.99", "copy_share = 0.1", "passage_cap = 2", "block_cap = 1"])
def test_settings_changed_later_tell_the_same_as_settings_given_from_the_start(option: str, tmp_path: Path) -> None:
    folder, settings = write_reports(tmp_path / "reports", 25), tmp_path / "sourcebook.toml"
    settings.write_text(f"[reconcile]\n{option}\n")
    changed = BuildOptions(workers=0, steps=small_pipeline, settings=settings)
    api.build([folder], tmp_path / "later.book", SMALL)
    api.build([folder], tmp_path / "later.book", changed)
    api.build([folder], tmp_path / "first.book", changed)
    with open_book(tmp_path / "later.book") as later, open_book(tmp_path / "first.book") as first:
        assert checks.digests(later) == checks.digests(first)


def test_the_whole_book_is_counted_by_each_rule_without_being_told_anew(book: Path) -> None:
    with open_book(book) as opened:
        ((event, by_rule),) = preview.figures_of_book(opened, Harm.KILLED)
    assert {rule: one.best for rule, one in by_rule.items() if one} == {
        "latest_reliable": 11,
        "majority_of_origins": 12,
        "range": None,
        "lowest": 10,
        "priority_of_sources": 11,
    }
    assert event.killed is not None and event.killed == by_rule["latest_reliable"]
