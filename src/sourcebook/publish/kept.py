"""A view of a book whose records are read once: for whoever writes many files from the same records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

from sourcebook.publish.contract import BookView, CardLines
from sourcebook.records.links import Failure
from sourcebook.records.text import Mention

Row = TypeVar("Row")
STREAMED: frozenset[type] = frozenset({Mention})
"""What no page looks up by id and what there is most of: read anew each time, never held."""


class Kept:
    """A book whose records stay in memory once they were asked for."""

    def __init__(self, book: BookView) -> None:
        self.book = book
        self.card: CardLines | None = getattr(book, "card", None)
        self._rows: dict[type, list[Any]] = {}
        self._by_id: dict[type, dict[str, Any]] = {}

    def rows(self, record: type[Row], /) -> Iterator[Row]:
        """All records of a type, sorted by id."""
        if record in STREAMED:
            return iter(self.book.rows(record))
        if record not in self._rows:
            self._rows[record] = list(self.book.rows(record))
        return iter(self._rows[record])

    def row(self, record: type[Row], record_id: str, /) -> Row | None:
        """The record with this id."""
        if record not in self._by_id:
            assert is_dataclass(record)  # noqa: S101 - every record is one
            key = fields(record)[0].name
            self._by_id[record] = {getattr(row, key): row for row in self.rows(record)}
        return cast("Row | None", self._by_id[record].get(record_id))

    def origin_groups(self) -> Mapping[str, str]:
        """The origin group of each document."""
        return self._origin_groups

    @cached_property
    def _origin_groups(self) -> Mapping[str, str]:
        return self.book.origin_groups()

    def claim_events(self) -> Mapping[str, str]:
        """The event of each claim that has one."""
        return self.book.claim_events()

    def paths_behind(self, failure: Failure, /) -> Sequence[str]:
        """The paths of the documents that a failure concerns."""
        return self.book.paths_behind(failure)

    def withheld(self) -> tuple[tuple[str, int], ...]:
        """What the view below withholds, with counts."""
        counts: tuple[tuple[str, int], ...] = getattr(self.book, "withheld", tuple)()
        return counts
