"""Parts of months and years: "early", "mid", "late", halves, quarters, weeks."""

from __future__ import annotations

from datetime import date

from sourcebook.mentions.times_calendars import month_span

Span = tuple[date, date]

# Parts by their first and last day in a month, their first and last month in a year; 99 is the end.
MONTH_PARTS = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 99),
    "first half": (1, 15),
    "second half": (16, 99),
    "first week": (1, 7),
    "second week": (8, 14),
    "third week": (15, 21),
    "fourth week": (22, 28),
    "last week": (-7, 99),
    "first two days": (1, 2),
    "first three days": (1, 3),
    "first five days": (1, 5),
    "first ten days": (1, 10),
    "first two weeks": (1, 14),
    "first three weeks": (1, 21),
    "last two days": (-2, 99),
    "last three days": (-3, 99),
    "last five days": (-5, 99),
    "last ten days": (-10, 99),
    "last two weeks": (-14, 99),
}
YEAR_PARTS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "fourth quarter": (10, 12),
    "last quarter": (10, 12),
    "first two months": (1, 2),
    "first three months": (1, 3),
    "first four months": (1, 4),
    "first six months": (1, 6),
    "first nine months": (1, 9),
    "last two months": (11, 12),
    "last three months": (10, 12),
    "last four months": (9, 12),
    "last six months": (7, 12),
    "last nine months": (4, 12),
}
DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}


def part_of(whole: Span, part: str) -> Span:
    """The part of a month: its first ten days for "early", and so on."""
    if part not in MONTH_PARTS:
        return whole
    first, last = MONTH_PARTS[part]
    length = whole[1].day
    start = length + first + 1 if first < 0 else first
    return whole[0].replace(day=start), whole[0].replace(day=min(last, length))


def months_of(year: int, part: str) -> Span | None:
    """The months of a year that a part names; all of them without."""
    first, last = YEAR_PARTS.get(part, (1, 12))
    start, end = month_span(year, first), month_span(year, last)
    return (start[0], end[1]) if start and end else None
