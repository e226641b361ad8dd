"""Drawings that the server makes: tolls as they rose with their bounds, and intervals on a calendar.

Plain SVG, so that a page without scripts shows them, and prints them. Positions only; words are escaped by the
template that draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sourcebook.records.knowledge import Estimate, Event, TollReport
from sourcebook.records.values import TimeRange
from sourcebook.records.vocabulary import TimeBasis, TimePrecision

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 52, 600, 18, 176
ROW = 26
UNDATED = "undated"
APART = 44
"""How far reports without a day stand from each other."""
NEAR = 30
"""Labels of points nearer to each other than this would lie over each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One report of a toll, where it is drawn, and where its words are read."""

    x: float
    y: float
    number: int
    day: str
    document_id: str
    below: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line of an axis with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TollChart:
    """The reports of a toll in the order of their publication, over the band from low to high.

    Reports without a day of publication stand right of the others, side by side. ``top`` null means that no upper
    bound was given: the band is open.
    """

    harm: str
    points: tuple[Point, ...]
    path: str
    ticks: tuple[Tick, ...]
    days: tuple[Tick, ...]
    low: float | None
    best: float | None
    top: float | None
    open_top: bool
    summary: str


def toll_charts(event: Event) -> list[TollChart]:
    """A chart for the killed and one for the injured, where at least two reports give a number."""
    made = (
        (event.killed, [(one, one.killed) for one in event.toll_series]),
        (event.injured, [(one, one.injured) for one in event.toll_series]),
    )
    charts = ((estimate, [(one, n) for one, n in told if n is not None]) for estimate, told in made)
    return [_toll_chart(estimate, told) for estimate, told in charts if estimate and len(told) > 1]


def _toll_chart(estimate: Estimate, told: Sequence[tuple[TollReport, int]]) -> TollChart:
    bounds = [n for n in (estimate.low, estimate.best, estimate.high) if n is not None]
    most = max([number for _, number in told] + bounds)
    steps = nice_steps(most)
    height = _scale(0, steps[-1] or 1, BOTTOM, TOP)
    dated = [(one, number) for one, number in told if one.published_on]
    undated = [(one, number) for one, number in told if not one.published_on]
    edge = RIGHT - min(len(undated) * APART, (RIGHT - LEFT) // 2) if dated else LEFT
    days = [one.published_on for one, _ in dated if one.published_on]
    across = _across(min(days, default=date.min), max(days, default=date.min), edge)
    places = [across(day) for day in days]
    places += [edge + (at + 0.5) * (RIGHT - edge) / len(undated) for at in range(len(undated))]
    points = [
        Point(
            x=round(x, 1),
            y=round(height(number), 1),
            number=number,
            day=one.published_on.isoformat() if one.published_on else UNDATED,
            document_id=one.document_id,
        )
        for x, (one, number) in zip(places, dated + undated, strict=True)
    ]
    points = [replace(p, below=at % 2 == 1 and p.x - points[at - 1].x < NEAR) for at, p in enumerate(points)]
    marks = (*calendar_ticks(min(days), max(days), edge),) if days else ()
    if undated:
        marks += (Tick(at=round((edge + RIGHT) / 2, 1), label=UNDATED),)
    low, best, high = (None if n is None else round(height(n), 1) for n in (estimate.low, estimate.best, estimate.high))
    return TollChart(
        harm=str(estimate.harm),
        points=tuple(points),
        path=" ".join(f"{'L' if at else 'M'}{p.x} {p.y}" for at, p in enumerate(points[: len(dated)])),
        ticks=tuple(Tick(at=round(height(step), 1), label=f"{step:,}") for step in steps),
        days=marks,
        low=low,
        best=best,
        top=high,
        open_top=estimate.high is None,
        summary=f"{len(told)} reports of {estimate.harm}, by publication: {', '.join(f'{n:,}' for _, n in told)}",
    )


def nice_steps(most: int) -> list[int]:
    """Round numbers from nought to at least the most.

    >>> nice_steps(202), nice_steps(7)
    ([0, 50, 100, 150, 200, 250], [0, 2, 4, 6, 8])
    """
    unit = 1
    while True:
        for factor in (1, 2, 5):
            step = unit * factor
            if step * 5 >= most:
                return list(range(0, most + step, step)) if most % step else list(range(0, most + 1, step))
        unit *= 10


def _scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    """A line through two points."""
    span = (high - low) or 1
    return lambda value: start + (value - low) / span * (end - start)


def _across(first: date, last: date, right: float = RIGHT) -> Callable[[date], float]:
    """Where a day stands between two days, from left to right."""
    if first == last:
        return lambda _: (LEFT + right) / 2
    scale = _scale(first.toordinal(), last.toordinal(), LEFT + 12, right - 12)
    return lambda day: scale(day.toordinal())


def calendar_ticks(first: date, last: date, right: float = RIGHT) -> Iterable[Tick]:
    """At most six days, months or years between two days, by the length of the span.

    >>> [tick.label for tick in calendar_ticks(date(2004, 3, 12), date(2007, 11, 1))]
    ['2005', '2006', '2007']
    """
    across = _across(first, last, right)
    days = (last - first).days
    if days <= 6:
        marks = [(first + timedelta(days=n), "%d %b") for n in range(days + 1)]
    elif days <= 90:
        step = max(1, days // 5)
        marks = [(first + timedelta(days=n), "%d %b") for n in range(0, days + 1, step)]
    elif days <= 900:
        months = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
        within = [month for month in months if first <= month <= last]
        marks = [(month, "%b %Y") for month in within[:: max(1, -(-len(within) // 6))]]
    else:
        years = [date(y, 1, 1) for y in range(first.year + 1, last.year + 1)]
        marks = [(year, "%Y") for year in years[:: max(1, -(-len(years) // 6))]]
    year = f" {first.year}" if days <= 90 else ""
    labels = [f"{day:{form}}".lstrip("0") + (year if not at else "") for at, (day, form) in enumerate(marks)]
    return [Tick(at=round(across(day), 1), label=label) for (day, _), label in zip(marks, labels, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An interval on the calendar; ``wide``: known no better than so; ``open``: it may have begun earlier."""

    label: str
    x: float
    width: float
    y: float
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Intervals one below the other over one calendar."""

    bars: tuple[Bar, ...]
    days: tuple[Tick, ...]
    height: int


def calendar(chosen: TimeRange, told: Sequence[tuple[str, TimeRange]]) -> Calendar | None:
    """When an event was, as chosen and as each origin tells; nothing where all tell one day, or nobody any."""
    rows = [("as told here", chosen), *told]
    known = [time for _, time in rows if time.earliest]
    if all(time == chosen for time in known) and chosen.precision is TimePrecision.DAY:
        return None
    return calendar_of(rows, chosen=bool(chosen.earliest))


def calendar_of(rows: Sequence[tuple[str, TimeRange]], *, chosen: bool = False) -> Calendar | None:
    """Intervals with their labels, those without a day left out; ``chosen``: the first is the one that counts."""
    known = [(label, time, time.earliest, time.latest) for label, time in rows if time.earliest and time.latest]
    if not known:
        return None
    first = min(earliest for _, _, earliest, _ in known) - timedelta(days=1)
    last = max(latest for _, _, _, latest in known) + timedelta(days=1)
    across = _across(first, last)
    day = across(first + timedelta(days=1)) - across(first)
    bars = tuple(
        Bar(
            label=label,
            x=round(across(earliest) - day / 2, 1),
            width=round(max(6.0, ((latest - earliest).days + 1) * day), 1),
            y=TOP + at * ROW,
            kind=_kind(time, chosen=chosen and at == 0),
            words=f"{earliest} to {latest}" if earliest != latest else str(earliest),
        )
        for at, (label, time, earliest, latest) in enumerate(known)
    )
    return Calendar(bars=bars, days=tuple(calendar_ticks(first, last)), height=TOP + len(known) * ROW + 24)


def number_scale(
    most: int, days: Sequence[date]
) -> tuple[Callable[[float], float], Callable[[date], float], tuple[Tick, ...], tuple[Tick, ...]]:
    """Where numbers and days stand on a chart, and the lines of its two axes."""
    steps = nice_steps(most)
    height = _scale(0, steps[-1] or 1, BOTTOM, TOP)
    ticks = tuple(Tick(at=round(height(step), 1), label=f"{step:,}") for step in steps)
    return height, _across(min(days), max(days)), ticks, tuple(calendar_ticks(min(days), max(days)))


def _kind(time: TimeRange, *, chosen: bool) -> str:
    """How a bar looks: full for a day that is stated, hollow for longer, dotted where only publication bounds it."""
    if time.basis is TimeBasis.PUBLICATION:
        return "open"
    if time.precision is not TimePrecision.DAY:
        return "wide"
    return "chosen" if chosen else ""
