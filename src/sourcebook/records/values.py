"""Values inside claims and mentions: words, times, places, figures. Unknown stays unknown in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sourcebook.errors import RecordError
from sourcebook.records.vocabulary import (
    Composition,
    FigureRule,
    Harm,
    PlacePrecision,
    Population,
    Qualifier,
    TimeBasis,
    TimePrecision,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a document: ``quote == text[start:end]``. The record that holds them names the document."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise RecordError(f"words {self.start}:{self.end} are empty or run backwards")
        if self.end - self.start != len(self.quote):
            raise RecordError(f"the quote {self.quote!r} does not have the length of {self.start}:{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRange:
    """The days between which something happened, both included; both null where nothing is known."""

    earliest: date | None
    latest: date | None
    precision: TimePrecision
    basis: TimeBasis

    def __post_init__(self) -> None:
        if (self.earliest is None) != (self.latest is None):
            raise RecordError("a time range needs both ends or neither; an open end is the publication day or unknown")
        if self.earliest is not None and self.latest is not None and self.latest < self.earliest:
            raise RecordError(f"a time range cannot end on {self.latest}, before it starts on {self.earliest}")
        if (self.earliest is None) != (self.precision is TimePrecision.UNKNOWN):
            raise RecordError(f"precision {self.precision} does not fit the time {self.earliest} to {self.latest}")


UNKNOWN_TIME = TimeRange(earliest=None, latest=None, precision=TimePrecision.UNKNOWN, basis=TimeBasis.NONE)


def days_between(earliest: date, latest: date, basis: TimeBasis) -> TimeRange:
    """The range between two days, its precision named by its length.

    >>> days_between(date(2016, 7, 1), date(2016, 7, 31), TimeBasis.STATED).precision.value
    'month'
    """
    days = (latest - earliest).days + 1
    limits = (
        (1, TimePrecision.DAY),
        (7, TimePrecision.WEEK),
        (31, TimePrecision.MONTH),
        (92, TimePrecision.SEASON),
        (366, TimePrecision.YEAR),
    )
    precision = next((name for limit, name in limits if days <= limit), TimePrecision.LONGER)
    return TimeRange(earliest=earliest, latest=latest, precision=precision, basis=basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceUse:
    """A place as one text uses it. ``precision`` says how precise the *words* are, not what the gazetteer knows.

    Coordinates are WGS 84 degrees; null where the gazetteer has none. ``country`` is ISO 3166-1 alpha-2.
    ``radius_km`` says how far from the point the place may lie, where the words move or blur it: "20 km north of
    Idlib", a mosque put at its town. It is null where the point is the gazetteer's own, or nothing is known.
    """

    place_id: str | None
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision
    radius_km: float | None = None

    def __post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise RecordError(f"the place {self.name!r} has one coordinate; it needs both or neither")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count of people, as stated. ``low`` is the number printed; ``high`` null means no upper bound was given.

    "at least 12" is low 12, best 12, high null; "up to 12" is low null, best null, high 12; "10 to 12" is 10, null, 12.
    ``more_than`` keeps the printed number as ``low`` and says in its name that the true count is above it.
    ``includes_perpetrators`` is null where the words do not tell. ``rules`` say why it is read so.
    """

    harm: Harm
    population: Population
    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    composition: Composition
    words: Words
    includes_perpetrators: bool | None = None
    cumulative: bool = False
    superseded: bool = False
    rules: tuple[FigureRule, ...] = ()

    def __post_init__(self) -> None:
        known = [number for number in (self.low, self.best, self.high) if number is not None]
        if not known:
            raise RecordError(f"the figure {self.words.quote!r} has no number; leave it out instead")
        if known != sorted(known) or known[0] < 0:
            raise RecordError(
                f"low {self.low}, best {self.best}, high {self.high} are out of order in {self.words.quote!r}"
            )
