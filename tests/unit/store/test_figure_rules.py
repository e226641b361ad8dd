"""The named rules for an event's figures, from the settings file to the book."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.errors import SettingsError
from sourcebook.records.knowledge import Estimate
from sourcebook.store import checks, open_book
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
