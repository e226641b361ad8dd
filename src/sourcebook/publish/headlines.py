"""An event in one line, for formats whose things have a name and whose readers see nothing else."""

from __future__ import annotations

from sourcebook.datasets import countries
from sourcebook.records.knowledge import Estimate, Event
from sourcebook.records.values import TimeRange
from sourcebook.records.vocabulary import Realis
from sourcebook.records.wording import count_words

UNUSUAL = frozenset({Realis.ATTEMPTED, Realis.FOILED, Realis.PLANNED, Realis.THREATENED, Realis.DENIED})


def headline(event: Event) -> str:
    """The type of act, where and when: "Bombing in Omagh, United Kingdom, 1998-08-15"."""
    kind = event.type.value.replace("_", " ")
    said = f"{event.realis.value} {kind}" if event.realis in UNUSUAL else kind
    place = event.place
    state = countries().get(place.country or "") if place else None
    named = [place.name] if place else []
    if state and state.name not in named:
        named.append(state.name)
    where = f" in {', '.join(named)}" if named else ""
    return f"{said[:1].upper()}{said[1:]}{where}, {days_of(event.time)}"


def days_of(time: TimeRange) -> str:
    """The days of a time: one, two with a dash, or "undated".

    >>> from datetime import date
    >>> from sourcebook.records.values import days_between
    >>> from sourcebook.records.vocabulary import TimeBasis
    >>> days_of(days_between(date(2014, 5, 1), date(2014, 5, 31), TimeBasis.STATED))
    '2014-05-01 to 2014-05-31'
    """
    if time.earliest is None or time.latest is None:
        return "undated"
    return f"{time.earliest}" if time.earliest == time.latest else f"{time.earliest} to {time.latest}"


def tolls(event: Event) -> list[str]:
    """The estimates in words: "29 (29–31) killed"."""
    named: tuple[tuple[Estimate | None, str], ...] = (
        (event.killed, "killed"),
        (event.injured, "injured"),
        (event.missing, "missing"),
        (event.kidnapped, "kidnapped"),
        (event.arrested, "arrested"),
    )
    return [
        f"{count_words(one.low, one.best, one.high)} {harm}".replace("\N{NO-BREAK SPACE}", " ")
        for one, harm in named
        if one
    ]


def date_prefix(time: TimeRange) -> str | None:
    """A time as an ISO prefix where it is exactly a day, a month or a year; null for any other.

    >>> from datetime import date
    >>> from sourcebook.records.values import days_between
    >>> from sourcebook.records.vocabulary import TimeBasis
    >>> date_prefix(days_between(date(2012, 2, 1), date(2012, 2, 29), TimeBasis.STATED))
    '2012-02'
    """
    first, last = time.earliest, time.latest
    if first is None or last is None:
        return None
    if first == last:
        return first.isoformat()
    following = last.fromordinal(last.toordinal() + 1)
    if first.day == 1 and following.day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    whole_year = (first.month, first.day) == (1, 1) and (last.month, last.day) == (12, 31)
    return f"{first:%Y}" if whole_year and first.year == last.year else None
