"""What a run changed in the book: events that are new, gone, joined, parted or told otherwise, and why.

Decisions are not listed here: whoever made them knows, and the journal holds them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sourcebook.records import wording
from sourcebook.records.knowledge import Event
from sourcebook.records.text import Document
from sourcebook.store import before, journal
from sourcebook.store.book import Book
from sourcebook.store.connection import sqlite_errors
from sourcebook.store.event_queries import of_claims
from sourcebook.tables import record_of

MOST = 5_000
"""So many differences of one run are kept in words; the rest is counted."""

_CHANGED = (
    f"SELECT told, CASE WHEN events.event_id IS NULL THEN NULL ELSE json_array({before.COLUMNS}) END AS now "  # noqa: S608 - our own names
    "FROM told_before LEFT JOIN events USING (event_id) WHERE now IS NULL OR now <> told ORDER BY told_before.event_id"
)
_NEW = (
    f"SELECT NULL, json_array({before.COLUMNS}) FROM told_now JOIN events USING (event_id) "  # noqa: S608 - the same
    "WHERE event_id NOT IN (SELECT event_id FROM told_before) ORDER BY event_id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One event before and after a run, field by field in words; ``decided``: people had decided about it."""

    run_id: int
    kind: str
    event_id: str | None
    words: str
    before: dict[str, str]
    after: dict[str, str]
    why: tuple[str, ...]
    decided: bool

    @property
    def fields(self) -> list[tuple[str, str, str]]:
        """Each field that is told otherwise, with what was told and what is."""
        names = dict.fromkeys([*self.before, *self.after])
        told = ((name, self.before.get(name, ""), self.after.get(name, "")) for name in names)
        return [each for each in told if each[1] != each[2]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChanges:
    """One run with what it changed; ``more`` counts what is not listed."""

    run_id: int
    ended_at: str
    differences: tuple[Difference, ...]
    more: int


@dataclass(kw_only=True)
class Comparison:
    """A run that ends, compared with what the book told before it.

    No document before it: another version of the program had to read all of them anew.
    """

    book: Book
    run_id: int
    documents_before: Collection[str]
    former: dict[str, str] = field(default_factory=dict)

    def note(self) -> None:
        """Write down what changed, and forget what was kept for it."""
        if not before.is_watched(self.book.connection):
            return
        connection = self.book.connection
        pairs = renamed([*connection.execute(_CHANGED).fetchall(), *connection.execute(_NEW).fetchall()])
        self.former = {name: told for told, _ in pairs if told for name in _event(told).claim_ids}
        found = [made for told, now in pairs[:MOST] if (made := self._difference(told, now))]
        for each in found:
            self._write(each)
        if len(pairs) > MOST:
            row = (self.run_id, "more", None, "", "{}", "{}", json.dumps([str(len(pairs) - MOST)]), 0)
            connection.execute(_INSERT, row)
        before.forget(connection)

    def _write(self, each: Difference) -> None:
        texts = (json.dumps(part, ensure_ascii=False) for part in (each.before, each.after, each.why))
        row = (each.run_id, each.kind, each.event_id, each.words, *texts, int(each.decided))
        self.book.connection.execute(_INSERT, row)

    def _difference(self, told: str | None, now: str | None) -> Difference | None:
        was, stands = _event(told) if told else None, _event(now) if now else None
        then, today = in_words(was), in_words(stands)
        if then == today:
            return None
        kind, event_id = self._kind(was, stands)
        shown = stands or was
        claim_ids = {name for event in (was, stands) if event for name in event.claim_ids}
        return Difference(
            run_id=self.run_id,
            kind=kind,
            event_id=event_id,
            words=_headline(shown) if shown else "",
            before=then,
            after=today,
            why=tuple(self._reasons(was, stands)),
            decided=bool(claim_ids & self._decided),
        )

    def _kind(self, was: Event | None, stands: Event | None) -> tuple[str, str | None]:
        if was and stands:
            return "changed", stands.event_id
        if was:
            others = of_claims(self.book, was.claim_ids)
            return ("joined", others[0]) if others else ("gone", None)
        parted = stands is not None and any(name in self.former for name in stands.claim_ids)
        return "parted" if parted else "new", stands.event_id if stands else None

    @cached_property
    def _decided(self) -> set[str]:
        return set(journal.live(self.book.connection).by_claim)

    def _reasons(self, was: Event | None, stands: Event | None) -> Iterator[str]:
        """Why it is told otherwise: reports that came or went, else what the run was told by."""
        had, has = set(was.document_ids) if was else set(), set(stands.document_ids) if stands else set()
        if not self.documents_before:
            yield self._told_by
            return
        for name in sorted(has - had)[:4]:
            words = "a report that came" if name not in self.documents_before else "a report that stood apart before"
            yield f"{words}: {self._name(name)}"
        for name in sorted(had - has)[:4]:
            held = self.book.row(Document, name)
            yield f"a report that now stands apart: {self._name(name)}" if held else "a report that was taken out"
        if had == has:
            yield self._told_by

    def _name(self, document_id: str) -> str:
        found = self.book.row(Document, document_id)
        return (found.title or found.path) if found else document_id

    @cached_property
    def _told_by(self) -> str:
        query = "SELECT program, settings FROM runs WHERE run_id <= ? ORDER BY run_id DESC LIMIT 2"
        rows = self.book.connection.execute(query, (self.run_id,)).fetchall()
        if len(rows) == 2 and rows[0][0] != rows[1][0]:
            return "another version of the program reads or weighs it otherwise"
        if len(rows) == 2 and rows[0][1] != rows[1][1]:
            return "the settings are others"
        return "what else was read, or which documents repeat each other, has changed"


_INSERT = (
    'INSERT INTO differences (run_id, kind, event_id, words, "before", "after", why, decided) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


Pair = tuple[str | None, str | None]


def renamed(pairs: list[Pair]) -> list[Pair]:
    """The pairs with an event that only goes by another id put together: it lost or gained its first claim."""
    new = {now: set(_event(now).claim_ids) for told, now in pairs if told is None and now}
    kept: list[Pair] = []
    for told, now in pairs:
        if told and now is None:
            own = set(_event(told).claim_ids)
            near = max(new, key=lambda each: (len(own & new[each]), each), default=None)
            if near is not None and 2 * len(own & new[near]) >= max(len(own), len(new[near])):
                del new[near]
                now = near
        if told:
            kept.append((told, now))
    return [*kept, *((None, now) for now in new)]


def _event(told: str) -> Event:
    found: Event = record_of(Event, json.loads(told))
    return found


def _headline(event: Event) -> str:
    return ", ".join(
        (wording.kind_words(event), wording.place_words(event.place, units=0), wording.time_words(event.time))
    )


def in_words(event: Event | None) -> dict[str, str]:
    """What of an event a reviewer would miss if it changed, in words; nothing for no event."""
    if event is None:
        return {}
    told = {
        "what": wording.kind_words(event),
        "when": wording.time_words(event.time),
        "where": wording.place_words(event.place, units=0),
        "by whom": "; ".join(one.name for one in event.perpetrators),
        "contested": ", ".join(event.contested),
        "origins": str(len(event.origins)),
        "review": wording.REVIEW[event.review],
    }
    harms = (event.killed, event.injured, event.missing, event.kidnapped, event.arrested)
    told |= {each.harm.value: wording.estimate_words(each) for each in harms if each}
    return {name: words for name, words in told.items() if words}


def runs_since(book: Book, run_id: int, size: int = 10) -> list[RunChanges]:
    """The runs after some run that changed anything, the last first."""
    query = (
        "SELECT DISTINCT run_id, coalesce(ended_at, began_at) FROM differences JOIN runs USING (run_id) "
        "WHERE run_id > ? ORDER BY run_id DESC LIMIT ?"
    )
    with sqlite_errors(book.path):
        return [_changes_of(book, *row) for row in book.connection.execute(query, (run_id, size)).fetchall()]


def _changes_of(book: Book, run_id: int, ended_at: str) -> RunChanges:
    query = (
        'SELECT kind, event_id, words, "before", "after", why, decided FROM differences WHERE run_id = ? '
        "ORDER BY decided DESC, kind, number"
    )
    rows = book.connection.execute(query, (run_id,)).fetchall()
    listed = tuple(_read(run_id, row) for row in rows if row[0] != "more")
    more = sum(int(json.loads(row[5])[0]) for row in rows if row[0] == "more")
    return RunChanges(run_id=run_id, ended_at=ended_at, differences=listed, more=more)


def _read(run_id: int, row: tuple[str, str | None, str, str, str, str, int]) -> Difference:
    kind, event_id, words, told, now, why, decided = row
    return Difference(
        run_id=run_id,
        kind=kind,
        event_id=event_id,
        words=words,
        before=json.loads(told),
        after=json.loads(now),
        why=tuple(json.loads(why)),
        decided=bool(decided),
    )


def number_since(book: Book, run_id: int) -> tuple[int, int]:
    """How many events runs after some run changed, and how many of these people had decided about."""
    query = "SELECT count(*), coalesce(sum(decided), 0) FROM differences WHERE run_id > ? AND kind <> 'more'"
    changed, decided = book.connection.execute(query, (run_id,)).fetchone()
    return changed, decided


def last_run(book: Book) -> int:
    """The last run over the book."""
    return book.number("SELECT coalesce(max(run_id), 0) FROM runs")
