"""Groups above the cap are still compared by their second key, and the run says how many there were."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from unittest.mock import patch

import pytest

from sourcebook import api
from sourcebook.api import BuildOptions, BuildReport
from sourcebook.reconcile import Options, stories
from sourcebook.store import open_book
from sourcebook.store.feeds import Feed
from sourcebook.store.oversized import Oversized, oversized
from sourcebook.testing.small import small_pipeline


def build(folder: Path, cap: int) -> BuildReport:
    settings = folder.with_name("sourcebook.toml")
    settings.write_text(f"[reconcile]\nblock_cap = {cap}\nblock_window = 1\n")
    options = BuildOptions(workers=0, steps=small_pipeline, settings=settings)
    return api.build([folder], folder.with_name("a.book"), options)


def found(folder: Path, cap: int) -> Oversized:
    with open_book(folder.with_name("a.book")) as book:
        return oversized(book, Options(block_cap=cap))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for number, outlet in enumerate(("Dawn", "Herald", "Tribune", "Nation", "Mirror", "Gazette")):
        text = f"published 2016-08-09 by {outlet}\nOn 2016-08-08 in Quetta, Jamaat killed {70 + number} people.\n"
        (made / f"{outlet}.txt").write_text(text)
    return made


def test_a_block_above_the_cap_is_counted_and_named(folder: Path) -> None:
    report = build(folder, cap=5)
    above = found(folder, cap=5)
    assert above.blocks and set(above.blocks.values()) == {6}
    assert report.oversized == above.count > 0


def test_a_block_above_the_cap_still_brings_neighbours_together(folder: Path) -> None:
    build(folder, cap=5)
    (event,) = api.events(folder.with_name("a.book"))
    assert len(event.document_ids) == 6


def test_nothing_is_counted_below_the_cap(folder: Path) -> None:
    assert build(folder, cap=6).oversized == 0


def test_the_count_stands_in_the_record_of_the_run(folder: Path) -> None:
    report = build(folder, cap=5)
    with sqlite3.connect(folder.with_name("a.book")) as plain:
        (noted,) = plain.execute("SELECT report FROM runs ORDER BY run_id DESC LIMIT 1").fetchone()
    plain.close()
    assert json.loads(noted)["oversized"] == report.oversized


def test_under_a_word_of_which_the_whole_book_speaks_reports_do_not_meet(tmp_path: Path) -> None:
    book, folder = tmp_path / "a.book", tmp_path / "reports"
    folder.mkdir()
    words = " and ".join(f"quarry{one}{other}" for one in "abcde" for other in "fghij")
    for number in range(6):
        told = f"On 2016-{1 + number:02}-08 in Town{number}, Group{number} killed {3 + number} people."
        text = f"published 2016-12-09 by Dawn\n{told}\nSome spoke of {words} there.\n"
        (folder / f"{number}.txt").write_text(text)
    api.build([folder], book, BuildOptions(workers=0, steps=small_pipeline))
    with open_book(book) as opened, patch.object(stories, "MOST_MEETING", 5):
        found = opened.connection.execute("SELECT key FROM claim_groups WHERE key LIKE 'story|quarry%' LIMIT 1")
        (block,) = found.fetchone()
        feed = Feed(opened, "links")
        assert list(feed.of(block)) == []
        above = oversized(opened, Options(block_cap=5))
        assert above.blocks[block] == 6
        assert above.pairs >= 15
        with patch.object(stories, "MOST_MEETING", 6):
            assert len(list(feed.of(block))) == 6
