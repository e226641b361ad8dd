"""The accuracy card: of the events that people looked at, how many the program had right, field by field.

Only what a person vouched for counts. Who accepts an event vouches for all of it; who sets one field vouches for that
field alone; who rejects an event says that it is none. What the program missed nobody was shown, so the card knows
nothing of it. A share stands with its Wilson interval of 95 %, so that five
events are not told like five hundred, and with its count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from sourcebook.agreement.coders import FIELDS, PROGRAM, Coded, codings_of
from sourcebook.records.knowledge import Event
from sourcebook.store import Book

Z = 1.959964
"""The 97.5th percentile of the normal distribution: intervals hold 95 %."""
WHOLE = "whole event"
SET_AS = {
    "what": "type",
    "first day": "time",
    "place": "place",
    "killed": "killed",
    "injured": "injured",
    "by whom": "perpetrators",
}
"""The field that a decision sets, for each field of the card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Of so many values that people vouched for, so many were the program's own; share and bounds from 0 to 1."""

    field: str
    right: int
    looked_at: int

    @property
    def share(self) -> float | None:
        """The share that was right; none where nobody looked."""
        return self.right / self.looked_at if self.looked_at else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The Wilson interval of 95 %."""
        return wilson(self.right, self.looked_at) if self.looked_at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The scores of a book, over so many of its events that people looked at."""

    events: int
    looked_at: int
    people: int
    scores: tuple[Score, ...]


def wilson(right: int, total: int) -> tuple[float, float]:
    """Between which shares the true one lies, 95 times in a hundred (Wilson 1927).

    >>> [round(bound, 3) for bound in wilson(9, 10)], [round(bound, 3) for bound in wilson(0, 4)]
    ([0.596, 0.982], [0.0, 0.49])
    """
    share, square = right / total, Z * Z / total
    middle = share + square / 2
    half = Z * sqrt(share * (1 - share) / total + square / (4 * total))
    low, high = (middle - half) / (1 + square), (middle + half) / (1 + square)
    return (0.0 if right == 0 else max(0.0, low), 1.0 if right == total else min(1.0, high))


def card_of(book: Book, events: int) -> Card:
    """The card of a book of so many events."""
    codings = codings_of(book)
    people = {name for coded in codings for name in coded} - {PROGRAM}
    judged = [judgement for coded in codings for judgement in _judged(coded)]
    names = [name for name, *_ in FIELDS if name == WHOLE or name in SET_AS]
    scores = tuple(
        Score(
            field=name,
            right=sum(right for field, right in judged if field == name),
            looked_at=sum(field == name for field, _ in judged),
        )
        for name in names
    )
    return Card(events=events, looked_at=len(codings), people=len(people), scores=scores)


def _judged(coded: dict[str, Coded]) -> Iterator[tuple[str, bool]]:
    """The fields of one event that a person vouched for, and whether the program had each right; by the last coder."""
    program = coded[PROGRAM]
    person = next((one for name, one in reversed(coded.items()) if name != PROGRAM), program)
    if person.vouched:
        yield WHOLE, person.verdict != "reject"
    if person.verdict == "reject":
        return
    for name, read, *_ in FIELDS:
        field = SET_AS.get(name)
        if field and (person.vouched or field in person.fields):
            yield name, field not in person.overruled and read(person) == read(program)


def lines_of(card: Card) -> Sequence[tuple[str, str, str]]:
    """The card in words: field, share with its interval, counts.

    >>> lines_of(Card(events=30, looked_at=10, people=1, scores=(Score(field="killed", right=9, looked_at=10),)))
    [('killed', '90 % (60–98 %)', '9 of 10')]
    """
    told = []
    for score in card.scores:
        if score.share is None or score.interval is None:
            told.append((score.field, "–", "nobody looked"))
            continue
        low, high = score.interval
        share = f"{score.share * 100:.0f} % ({low * 100:.0f}–{high * 100:.0f} %)"
        told.append((score.field, share, f"{score.right:,} of {score.looked_at:,}"))
    return told


def card_lines(book: Book) -> Sequence[tuple[str, str, str]]:
    """The card of a book in words."""
    return lines_of(card_of(book, book.count(Event)))
