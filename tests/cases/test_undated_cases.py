"""Reports that have no date of their own, beside others that have: which days their events get. Each row says why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sourcebook import api
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Event
from sourcebook.records.text import Document
from sourcebook.store import open_book

ROWS = [json.loads(line) for line in Path(__file__).with_name("undated.jsonl").read_text("utf-8").splitlines()]


def told(row: dict[str, Any], folder: Path) -> list[tuple[list[str] | None, tuple[str, ...]]]:
    """The days, and the reasons, of the events that rest on the row's undated report alone."""
    given = folder / "given.jsonl"
    reports = [{"id": "undated", "text": row["undated"]}, *row["others"]]
    lines = (json.dumps({"title": "Report", **r, "id": r.get("id", f"other-{n}")}) for n, r in enumerate(reports))
    given.write_text("\n".join(lines), encoding="utf-8")
    api.build([given], folder / "case.book", api.BuildOptions(workers=0))
    with open_book(folder / "case.book") as book:
        undated = {d.document_id for d in book.rows(Document) if d.published_on is None}
        assert all(
            c.time.earliest is None for c in book.rows(Claim) if c.document_id in undated and c.time_words is None
        )
        return [
            ([str(e.time.earliest), str(e.time.latest)] if e.time.earliest else None, e.reasons)
            for e in book.rows(Event)
            if set(e.document_ids) <= undated
        ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_an_undated_report_is_dated_by_what_it_recalls(row: dict[str, Any], tmp_path: Path) -> None:
    found = told(row, tmp_path)
    assert [days for days, _ in found] == [row["days"]], found
    assert any("which it recalls" in reason for _, reasons in found for reason in reasons) is bool(row["days"])


def test_a_report_that_comes_later_dates_an_undated_one_and_its_going_undates_it(tmp_path: Path) -> None:
    row, options = ROWS[0], api.BuildOptions(workers=0)
    first, later = tmp_path / "first.jsonl", tmp_path / "later.jsonl"
    first.write_text(json.dumps({"id": "undated", "text": row["undated"]}), encoding="utf-8")
    later.write_text(json.dumps({"id": "other", **row["others"][0]}), encoding="utf-8")
    book = tmp_path / "case.book"
    api.build([first], book, options)
    known = []
    steps = (lambda: None, lambda: api.add([later], book, options), lambda: api.remove(book, [dated_in(book)], options))
    for change in steps:
        change()
        assert api.verify(book).ok
        with open_book(book) as opened:
            known.append(sum(any("which it recalls" in reason for reason in e.reasons) for e in opened.rows(Event)))
    assert known == [0, 1, 0]


def dated_in(book: Path) -> str:
    """The one document that has a date."""
    with open_book(book) as opened:
        return next(d.document_id for d in opened.rows(Document) if d.published_on)
