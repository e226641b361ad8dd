"""What a date expression says before it is counted out: its parts, its characters, what it counts from."""

from __future__ import annotations

from typing import NamedTuple


class Term(NamedTuple):
    """A date expression as read. ``kind`` names how it is counted out; parts that it does not have are null.

    ``modifier`` is "last", "this", "next", "earlier", "later" or "every"; ``part`` "early", "mid" or "late" and the
    like. ``open`` is true of a span that runs on ("since March"). ``weak`` terms count only as an end of a range.
    ``tells`` is false where no later expression may count from it.
    """

    kind: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    number: int = 0
    unit: str = ""
    modifier: str = ""
    part: str = ""
    open: bool = False
    weak: bool = False
    tells: bool = True
    possessive: bool = False
    until: Term | None = None  # the other end of a range
    base: Term | None = None  # the expression from which this one counts: "two days after 9 July"
    name: str = ""  # a feast, or the act from which "two weeks after the coup" counts
