"""What a date expression may count from: publication, dateline, the sentence's own citation, the last date told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from sourcebook.mentions.times_lexicon import either, lexicon
from sourcebook.mentions.times_terms import Term

NEAR = 3  # segments; a date told longer ago is no longer what "the previous day" counts from
FAR = 8  # segments; the same where nothing else is there to count from


SPECIFIES = frozenset({"of", "that", "which", "where", "who", "at", "near"})
DETERMINERS = frozenset({"the", "his", "her", "its", "their", "that", "this"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A date that the text has told: its days, the segment and block it stood in, whether its year was written."""

    earliest: date
    latest: date
    segment: int
    block: int
    dated: bool

    @property
    def days(self) -> int:
        """How many days it spans."""
        return (self.latest - self.earliest).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is known at one point of a document.

    ``anchor`` is the day of writing: dateline or publication. ``latest_cited`` stands in where neither is known: the
    latest citation, near enough for years and months, not for weekdays. ``cited`` is the sentence's own citation.
    ``day_first`` is the document's order in "03/04/2024", null where it does not show. ``future`` is true of an
    expression in what is to come. ``years`` gives the one year with which the document writes a month and day.
    ``southern`` is true where summer is at the turn of the year; ``julian_easter`` and ``julian_christmas`` where the
    feast may be kept by the Julian calendar. ``acts`` are the words told beside each date so far.
    """

    anchor: date | None = None
    published_on: date | None = None
    latest_cited: date | None = None
    cited: date | None = None
    told: Told | None = None
    segment: int = 0
    block: int = 0
    day_first: bool | None = None
    future: bool = False
    southern: bool = False
    julian_easter: bool = False
    julian_christmas: bool = False
    acts: tuple[tuple[str, Told], ...] = ()
    years: Mapping[tuple[int, int], int] = field(default_factory=dict)

    @property
    def reach(self) -> int:
        """How many segments back a told date still counts."""
        return NEAR if self.writing_day else FAR

    @property
    def writing_day(self) -> date | None:
        """The day from which "yesterday" and "on Friday" count."""
        return self.anchor or self.cited

    @property
    def writing_year(self) -> date | None:
        """A day near enough to the writing for "last year" and "in February"."""
        return self.anchor or self.latest_cited

    @property
    def base(self) -> Told | None:
        """The date from which "the previous day" counts: the last told, else the day of writing."""
        if self.told and self.segment - self.told.segment <= self.reach:
            return self.told
        day = self.writing_day
        return Told(earliest=day, latest=day, segment=self.segment, block=self.block, dated=False) if day else None

    def day_of(self, name: str) -> Told | None:
        """The date last told beside an act: that of "The coup of 15 May" for "the coup"."""
        determiner, *following = name.lower().split()
        if determiner not in DETERMINERS:
            return None
        if SPECIFIES.intersection(following):
            return None  # "the shooting of an unarmed man" may be another than the one told
        nouns = [word for word in following[:2] if len(word) > 2]
        for words, told in reversed(self.acts):
            if any(re.search(rf"\b{re.escape(noun)}\b", words) for noun in nouns):
                return told
        return None


@cache
def _numeric() -> re.Pattern[str]:
    """Numeric dates whose order could tell the document's habit."""
    return re.compile(r"(?<![\w/.-])(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d\d)(?![\w/-])")


def day_first_in(text: str) -> bool | None:
    """Whether a document writes the day before the month in numbers; null where nothing shows it, or both do.

    >>> day_first_in("Entries of 13/02/2019 and 04/03/2019"), day_first_in("Entry of 04/03/2019")
    (True, None)
    """
    orders = set()
    for match in _numeric().finditer(text):
        first, second = int(match[1]), int(match[2])
        if 12 < first <= 31 and second <= 12:
            orders.add(True)
        elif 12 < second <= 31 and first <= 12:
            orders.add(False)
    return orders.pop() if len(orders) == 1 else None


@cache
def _future() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What turns a clause to the future, and what ends its reach."""
    words = lexicon().words
    return (
        re.compile(rf"\b(?:{either(words['future'])})\b", re.I),
        re.compile(
            rf"[;:]|\b(?:{either(words['future_ends'])})\b"
            rf"|(?<!\bbe )(?<!\bget )\b(?:{either(words['future_ends_done'])})\b",
            re.I,
        ),
    )


@cache
def _adjacent() -> re.Pattern[str]:
    """What turns to the future only the date that follows at once: "the strike called for 15 March"."""
    return re.compile(rf"\b(?:{either(lexicon().words['future_adjacent'])})\s+(?:the\s+|on\s+)?$", re.I)


def turns_to_future(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The words of a sentence that turn to what is to come."""
    return list(_future()[0].finditer(text, start, end))


def is_future(text: str, start: int, turns: list[re.Match[str]], term: Term) -> bool:
    """Whether the clause around an expression speaks of what is to come; ``start`` is where its sentence starts.

    >>> text = "Parliament will debate it on Saturday."
    >>> is_future(text, 0, turns_to_future(text, 0, len(text)), Term("weekday", 29, 37, weekday=5))
    True
    """
    if term.possessive:
        return False
    if _adjacent().search(text, max(start, term.start - 40), term.start):
        return True
    if not turns:
        return False
    closes = _future()[1]
    before = [turn for turn in turns if turn.end() <= term.start]
    reach = term.start - 5 if term.until and text[: term.start].endswith("from ") else term.start
    if before and not closes.search(text, before[-1].end(), reach):
        return True
    after = next((turn for turn in turns if turn.start() >= term.end), None)
    return after is not None and term.start - start <= 12 and not closes.search(text, term.end, after.start())
