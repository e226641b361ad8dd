"""What each coder and the program make of the same events, and how far they agree, field by field."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import Any

from sourcebook import preview
from sourcebook.agreement.alpha import alpha, apart, differ, exact, squared
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Verdict
from sourcebook.store import Book, journal
from sourcebook.store.event_queries import of_claims

CODING = "coding"
"""The ``field`` of a decision that binds nothing: what a second reviewer, who codes blind, would have decided."""
PROGRAM = "the program"
MOST_EVENTS = 400
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One event as one coder has it: the whole verdict, and the event with what the coder set.

    ``vouched`` says whether the coder gave a verdict on the whole, ``fields`` which ones were set by themselves, and
    ``overruled`` those of them for which another rule was chosen.
    """

    verdict: str
    event: Event
    vouched: bool = False
    fields: frozenset[str] = frozenset()
    overruled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How two coders agree on one field, over so many events that both coded."""

    field: str
    events: int
    exact: float | None
    alpha: float | None
    apart: float | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two coders with a measure for each field."""

    left: str
    right: str
    measures: tuple[Measure, ...]


def agreement_in(book: Book) -> tuple[list[str], list[Pair]]:
    """Who coded events of the book, and each pair of coders, the program among them, with their measures."""
    codings = codings_of(book)
    people = sorted({name for coded in codings for name in coded} - {PROGRAM})
    pairs = [Pair(left=a, right=b, measures=_measures(codings, a, b)) for a, b in combinations([*people, PROGRAM], 2)]
    return people, [pair for pair in pairs if pair.measures]


def between_people(book: Book) -> list[Pair]:
    """The pairs of people alone, each called by a number: what is published names no reviewer."""
    people, pairs = agreement_in(book)
    numbers = {name: f"reviewer {at}" for at, name in enumerate(people, 1)}
    return [
        replace(pair, left=numbers[pair.left], right=numbers[pair.right])
        for pair in pairs
        if pair.left in numbers and pair.right in numbers
    ]


def is_coding(decision: Decision) -> bool:
    """Whether a decision is a blind coding."""
    return decision.field is not None and decision.field.partition(":")[0] == CODING


def codings_of(book: Book) -> list[dict[str, Coded]]:
    """For each event that a person looked at, what each coder and the program make of it."""
    live = journal.live(book.connection).by_id.values()
    touched = [d for d in live if is_coding(d) or (d.verdict in _OWN and d.field in (None, *preview.fields()))]
    by_event: dict[str, list[Decision]] = {}
    for decision in touched:
        for name in of_claims(book, decision.subject_ids[:1]) or [""]:
            by_event.setdefault(name, []).append(decision)
    by_event.pop("", None)
    return [found for name in sorted(by_event)[:MOST_EVENTS] if (found := _coded(book, name, by_event[name]))]


_OWN = (Verdict.ACCEPT, Verdict.REJECT, Verdict.EDIT)


def _coded(book: Book, event_id: str, decisions: Sequence[Decision]) -> dict[str, Coded]:
    event = book.row(Event, event_id)
    program = preview.told_by_program(book, event) if event else None
    if program is None:
        return {}
    found = {PROGRAM: Coded(verdict="accept", event=program)}
    for decision in decisions:
        before = found.get(decision.decided_by, found[PROGRAM])
        found[decision.decided_by] = _after(before, decision)
    return found


def _after(before: Coded, decision: Decision) -> Coded:
    """What a coder has after one more decision."""
    field = decision.field
    if is_coding(decision):
        field = (decision.field or "").partition(":")[2] or None
    value = json.loads(decision.value) if decision.value else None
    if field is None:
        verdict = str(value) if decision.field == CODING else str(decision.verdict)
        return replace(before, verdict=verdict, vouched=True)
    told = getattr(before.event, field, None)
    ruled = value.get("rule") if isinstance(value, dict) else None
    other = {field} if ruled is not None and ruled != getattr(told, "rule", None) else set()
    return replace(
        before,
        event=preview.edited_by(before.event, field, value),
        fields=before.fields | {field},
        overruled=(before.overruled - {field}) | other,
    )


def _point(event: Event) -> Hashable:
    place = event.place
    return (place.latitude, place.longitude) if place and place.latitude is not None else None


def _count(name: str) -> Callable[[Coded], Hashable]:
    def read(coded: Coded) -> Hashable:
        estimate = getattr(coded.event, name)
        return None if estimate is None else estimate.best if estimate.best is not None else estimate.low

    return read


def kilometres(one: Any, other: Any) -> float:
    """How far two points are apart.

    >>> round(kilometres((51.5, -0.12), (48.86, 2.35)))
    342
    """
    (a, b), (c, d) = one, other
    half = sin(radians(c - a) / 2) ** 2 + cos(radians(a)) * cos(radians(c)) * sin(radians(d - b) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def _difference(one: Any, other: Any) -> float:
    return float(abs(one - other))


Reading = tuple[str, Callable[[Coded], Hashable], Callable[[Any, Any], float], Callable[[Any, Any], float] | None, str]
FIELDS: tuple[Reading, ...] = (
    ("whole event", lambda c: c.verdict, differ, None, ""),
    ("what", lambda c: str(c.event.type), differ, None, ""),
    ("first day", lambda c: c.event.time.earliest and c.event.time.earliest.toordinal(), squared, _difference, "days"),
    ("place", lambda c: c.event.place.name if c.event.place else None, differ, None, ""),
    ("point", lambda c: _point(c.event), lambda a, b: kilometres(a, b) ** 2, kilometres, "km"),
    ("killed", _count("killed"), squared, _difference, "people"),
    ("injured", _count("injured"), squared, _difference, "people"),
    ("by whom", lambda c: tuple(sorted(one.name for one in c.event.perpetrators)) or None, differ, None, ""),
)
"""Each field: how it is read, how far values are apart for alpha, and how that is told, in which unit."""


def _measures(codings: Sequence[Mapping[str, Coded]], left: str, right: str) -> tuple[Measure, ...]:
    both = [(coded[left], coded[right]) for coded in codings if left in coded and right in coded]
    return tuple(_measure(both, field) for field in FIELDS) if both else ()


def _measure(both: Sequence[tuple[Coded, Coded]], field: Reading) -> Measure:
    name, read, distance, told, unit = field
    units = [(read(one), read(other)) for one, other in both]
    known = [unit for unit in units if None not in unit]
    return Measure(
        field=name,
        events=len(known),
        exact=exact([unit for unit in units if unit != (None, None)]),
        alpha=alpha(known, distance),
        apart=apart(known, told) if told else None,
        unit=unit,
    )
