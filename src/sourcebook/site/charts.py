"""Where events stand on the map and on the timeline of a publication: positions and words, drawn by templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log2

from sourcebook.publish.headlines import headline, tolls
from sourcebook.records.knowledge import Event
from sourcebook.records.vocabulary import PlacePrecision
from sourcebook.records.wording import counted
from sourcebook.review.drawings import Tick, nice_steps
from sourcebook.site.outlines import WIDTH, Window

REACH_KM: Mapping[PlacePrecision, float] = {
    PlacePrecision.DISTRICT: 25.0,
    PlacePrecision.REGION: 80.0,
    PlacePrecision.COUNTRY: 250.0,
    PlacePrecision.UNKNOWN: 40.0,
}
"""How far the words of each precision may be from the point that is drawn; as on the app's map."""
KM_IN_A_DEGREE = 111.32
ZOOM = 4.0
CHART_WIDTH, CHART_BASE, CHART_LEFT = 560, 330, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One place on the map with its events; ``area`` where no more than a district or region was named."""

    x: float
    y: float
    r: float
    area: bool
    contested: bool
    href: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The map of all events."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    events: int
    unplaced: int
    has_land: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One event's place, and the part of the map around it."""

    dot: Dot
    view: str


def window_of(events: Sequence[Event]) -> Window:
    """The window that holds all places of some events."""
    return Window.around([(e.place.longitude, e.place.latitude) for e in events if _placed(e) and e.place])  # type: ignore[misc]


def _placed(event: Event) -> bool:
    place = event.place
    return place is not None and place.latitude is not None and place.longitude is not None


def map_of(events: Sequence[Event], window: Window, *, has_land: bool) -> Map:
    """All events on one map: those at one point and of one precision share a mark."""
    at: dict[tuple[float, float, bool], list[Event]] = {}
    for event in filter(_placed, events):
        place = event.place
        assert place and place.latitude is not None and place.longitude is not None  # noqa: S101 - placed
        key = (round(place.longitude, 2), round(place.latitude, 2), place.precision in REACH_KM)
        at.setdefault(key, []).append(event)
    dots = [dot_of(held, window) for held in at.values()]
    return Map(
        width=WIDTH,
        height=window.height,
        dots=tuple(sorted(dots, key=lambda dot: (not dot.area, -dot.r, dot.href))),
        events=len(events),
        unplaced=sum(not _placed(event) for event in events),
        has_land=has_land,
    )


def dot_of(events: Sequence[Event], window: Window) -> Dot:
    """The mark of events at one place: as large as their dead, an area as wide as its words leave open."""
    first = events[0]
    place = first.place
    assert place and place.latitude is not None and place.longitude is not None  # noqa: S101 - asked for placed ones
    x, y = window.at(place.longitude, place.latitude)
    reach = REACH_KM.get(place.precision)
    dead = sum((e.killed.best if e.killed.best is not None else e.killed.low) or 0 for e in events if e.killed)
    radius = 5 + min(16, 1.8 * log2(1 + dead))
    if reach is not None:
        radius = max(7.0, reach / KM_IN_A_DEGREE * window.scale)
    href = f"/events/{first.event_id}" if len(events) == 1 else f"/#{first.event_id}"
    said = headline(first) + "".join(f", {toll}" for toll in tolls(first)[:1])
    words = said if len(events) == 1 else f"{counted(len(events), 'event')} in {place.name}, the first: {said}"
    return Dot(
        x=round(x, 1),
        y=round(y, 1),
        r=round(radius, 1),
        area=reach is not None,
        contested=any(event.contested for event in events),
        href=href,
        words=words,
    )


def spot_of(event: Event, drawn: Map, window: Window) -> Spot | None:
    """Where an event's place is, on a part of the map; nothing for one without a point."""
    if not _placed(event):
        return None
    dot = dot_of([event], window)
    wide = max(drawn.width / ZOOM, dot.r * 4)
    high = wide * 0.6
    left = min(max(0.0, dot.x - wide / 2), max(0.0, drawn.width - wide))
    top = min(max(0.0, dot.y - high / 2), max(0.0, drawn.height - high))
    radius = dot.r if dot.area else round(min(dot.r, 9.0) * wide / drawn.width, 1)
    return Spot(
        dot=Dot(x=dot.x, y=dot.y, r=radius, area=dot.area, contested=dot.contested, href=dot.href, words=dot.words),
        view=f"{left:.0f} {top:.0f} {wide:.0f} {high:.0f}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A bar of the timeline: the events of a day, month or year; the link leads to the first in the table."""

    x: float
    y: float
    width: float
    href: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events by day, month or year; ``rough`` counts those known less closely than that."""

    width: int
    height: int
    base: int
    unit: str
    bars: tuple[Period, ...]
    ticks: tuple[Tick, ...]
    labels: tuple[Tick, ...]
    rough: int


def timeline_of(events: Sequence[Event]) -> Timeline | None:
    """The timeline of all dated events; nothing where none is dated."""
    spans = [(e, e.time.earliest, e.time.latest) for e in events if e.time.earliest and e.time.latest]
    if not spans:
        return None
    first, last = min(start for _, start, _ in spans), max(end for _, _, end in spans)
    unit = _unit(first, last)
    held: dict[date, list[Event]] = {}
    for event, start, end in spans:
        if begin(start, unit) == begin(end, unit):
            held.setdefault(begin(start, unit), []).append(event)
    periods = list(_periods(begin(first, unit), last, unit))
    width = (CHART_WIDTH - CHART_LEFT) / len(periods)
    steps = nice_steps(max(map(len, held.values()), default=1))
    up = (CHART_BASE - 14) / (steps[-1] or 1)
    bars = [
        Period(
            x=round(CHART_LEFT + at * width + min(1.5, width * 0.1), 1),
            y=round(CHART_BASE - len(held[period]) * up, 1),
            width=round(max(1.0, width - min(3.0, width * 0.2)), 1),
            href=f"/#{held[period][0].event_id}",
            words=f"{label_of(period, unit)}: {counted(len(held[period]), 'event')}",
        )
        for at, period in enumerate(periods)
        if period in held
    ]
    every = max(1, -(-len(periods) // 6))
    return Timeline(
        width=CHART_WIDTH,
        height=CHART_BASE + 26,
        base=CHART_BASE,
        unit=unit,
        bars=tuple(bars),
        ticks=tuple(Tick(at=round(CHART_BASE - step * up, 1), label=f"{step:,}") for step in steps),
        labels=tuple(
            Tick(at=round(CHART_LEFT + (at + 0.5) * width, 1), label=label_of(period, unit))
            for at, period in enumerate(periods)
            if at % every == 0
        ),
        rough=len(spans) - sum(map(len, held.values())),
    )


def _unit(first: date, last: date) -> str:
    days = (last - first).days
    return "day" if days <= 62 else "month" if days <= 366 * 5 else "year"


def begin(day: date, unit: str) -> date:
    """The first day of the month or year in which a day lies.

    >>> begin(date(2004, 5, 7), "month"), begin(date(2004, 5, 7), "year")
    (datetime.date(2004, 5, 1), datetime.date(2004, 1, 1))
    """
    if unit == "day":
        return day
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def label_of(period: date, unit: str) -> str:
    """A day, month or year as it is written."""
    return period.isoformat() if unit == "day" else f"{period:%Y-%m}" if unit == "month" else f"{period.year}"


def _periods(first: date, last: date, unit: str) -> list[date]:
    found = []
    while first <= last:
        found.append(first)
        step = {"day": 1, "month": 31, "year": 366}[unit]
        first = begin(first + timedelta(days=step), unit)
    return found
