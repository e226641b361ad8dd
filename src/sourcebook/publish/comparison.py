"""A book beside a dataset: what both tell, what one alone tells and why, where figures, dates, places, sides differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sourcebook.publish.comparing import Matching, Pair, RowIndex, as_claim, matching
from sourcebook.publish.contract import BookView
from sourcebook.publish.datasets import DatasetFile, DatasetRow, dataset_file
from sourcebook.publish.facts import Facts, facts_in, is_rejected, with_attackers
from sourcebook.reconcile.features import Features
from sourcebook.reconcile.places import distance_km
from sourcebook.records.claims import Claim
from sourcebook.records.values import Figure
from sourcebook.records.vocabulary import Composition, Harm, Realis, Role

TOLD = frozenset({Realis.HAPPENED, Realis.ATTEMPTED, Realis.FOILED})
FAR_KM = 25.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which an event and its row differ: both values, and why that may be."""

    field: str
    ours: str
    theirs: str
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """An event and the row that tells it."""

    event: str
    row: str
    said: str
    row_said: str
    score: float
    reasons: tuple[str, ...]
    differences: tuple[Difference, ...]
    further_rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alone:
    """An event without a row, or a row without an event, and why."""

    id: str
    said: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """A book beside a dataset. ``unused`` counts rows that could not be compared, by reason."""

    dataset: str
    path: str
    rows: int
    events: int
    both: tuple[Match, ...]
    only_ours: tuple[Alone, ...]
    only_theirs: tuple[Alone, ...]
    unused: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """As JSON: counts first, then each list in full."""
        counts = {
            "rows": self.rows,
            "events": self.events,
            "both": len(self.both),
            "differing": sum(bool(match.differences) for match in self.both),
            "only_ours": len(self.only_ours),
            "only_theirs": len(self.only_theirs),
        }
        lists = ("both", "only_ours", "only_theirs")
        told = {name: [asdict(each) for each in getattr(self, name)] for name in lists}
        return {"dataset": self.dataset, "path": self.path, "counts": counts, "unused": self.unused, **told}


def compare(book: BookView, path: Path) -> Corroboration:
    """Hold the events of a book beside the rows of a dataset's file."""
    events = [f for f in facts_in(book) if f.event.realis in TOLD and not is_rejected(f.event) and f.claims]
    file = dataset_file(path, {f.event.place.country for f in events if f.event.place and f.event.place.country})
    index = RowIndex(file.rows)
    found = matching(events, file.rows, index)
    both = tuple(_match(pair, events[pair.event], file.rows, found) for pair in found.pairs)
    ours, theirs = {pair.event for pair in found.pairs}, {pair.row for pair in found.pairs}
    return Corroboration(
        dataset=file.dataset,
        path=str(path),
        rows=len(file.rows) + file.without_claim + file.unreadable,
        events=len(events),
        both=tuple(sorted(both, key=lambda match: match.event)),
        only_ours=tuple(
            Alone(facts.event.event_id, summary_of(as_claim(facts)), _why_ours(facts, found.near_event.get(at), index))
            for at, facts in enumerate(events)
            if at not in ours
        ),
        only_theirs=tuple(
            Alone(row.row_id, row.text, _why_theirs(row, found.near_row.get(at), events))
            for at, row in enumerate(file.rows)
            if at not in theirs
        ),
        unused=_unused(file),
    )


def _unused(file: DatasetFile) -> dict[str, int]:
    counts = {
        "rows that tell no act of violence": file.without_claim,
        "rows without an id": file.unreadable,
        "rows taken with a reservation: figures out of order, a date or country not understood": file.reservations,
    }
    if file.without_day:
        mangled = (
            f"rows without a day that can be read, as spreadsheets leave them; the first is {file.first_without_day}"
        )
        counts[mangled] = file.without_day
    return {reason: count for reason, count in counts.items() if count}


def _match(pair: Pair, facts: Facts, rows: list[DatasetRow], found: Matching) -> Match:
    row = rows[pair.row]
    return Match(
        event=facts.event.event_id,
        row=row.row_id,
        said=summary_of(as_claim(facts)),
        row_said=row.text,
        score=pair.score,
        reasons=pair.reasons,
        differences=tuple(differences_between(facts, row)),
        further_rows=tuple(rows[other.row].row_id for other in found.further.get(pair.event, ())),
    )


def summary_of(claim: Claim) -> str:
    """An event in one line: days, type, place, dead."""
    time, place = claim.time, claim.place
    days = "undated" if time.earliest is None else f"{time.earliest}"
    if time.latest and time.latest != time.earliest:
        days += f" to {time.latest}"
    dead = Features(claim).killed
    where = ", ".join(part for part in (place.name, place.country) if part) if place else "no place"
    return f"{days} {claim.type.replace('_', ' ')}, {where}, {'?' if dead is None else dead} killed"


def differences_between(facts: Facts, row: DatasetRow) -> Iterator[Difference]:
    """Where an event and its row differ."""
    if row.claim is not None:
        for each in (_dates, _places, _dead, _sides):
            yield from each(facts, row.claim)


def _dates(facts: Facts, theirs: Claim) -> Iterator[Difference]:
    one, other = facts.event.time, theirs.time
    if (one.earliest, one.latest) == (other.earliest, other.latest):
        return
    assert one.earliest and one.latest and other.earliest and other.latest  # noqa: S101 - both met by their days
    if one.latest < other.earliest or other.latest < one.earliest:
        reason = "the days do not touch: a report's day may be read from its publication"
    elif one.earliest <= other.earliest and other.latest <= one.latest:
        reason = "ours is the wider interval"
    elif other.earliest <= one.earliest and one.latest <= other.latest:
        reason = "theirs is the wider interval"
    else:
        reason = "the days overlap in part"
    yield Difference("date", f"{one.earliest}/{one.latest}", f"{other.earliest}/{other.latest}", reason)


def _places(facts: Facts, theirs: Claim) -> Iterator[Difference]:
    one, other = facts.event.place, theirs.place
    if one is None or other is None:
        return
    apart = distance_km(one, other)
    if one.precision is not other.precision:
        reason = f"told to the {one.precision.value} here, to the {other.precision.value} there"
    elif apart is not None and apart > FAR_KM:
        reason = "two points of one precision that are not near"
    else:
        return
    far = "" if apart is None else f", {apart:.0f} km away"
    yield Difference("place", one.name, f"{other.name}{far}", reason)


def _toll(claim: Claim) -> Figure | None:
    totals = (f for f in claim.figures if f.harm is Harm.KILLED and f.composition is Composition.TOTAL)
    return next(totals, None)


def _dead(facts: Facts, row: Claim) -> Iterator[Difference]:
    killed, theirs = facts.event.killed, _toll(row)
    if killed is None and theirs is None:
        return
    numbers = (killed.low, killed.best, killed.high) if killed else (None, None, None)
    ours = tuple(with_attackers(killed, number) for number in numbers)
    told: tuple[int | None, ...] = (theirs.low, theirs.best, theirs.high) if theirs else (None, None, None)
    if ours == told or (ours[1] is not None and ours[1] == told[1] and None in (*ours, *told)):
        return
    yield Difference("killed", _range(ours), _range(told), _why_dead(ours, told))


def _range(numbers: tuple[int | None, ...]) -> str:
    return "/".join("–" if number is None else str(number) for number in numbers)


def _why_dead(ours: tuple[int | None, ...], theirs: tuple[int | None, ...]) -> str:
    one, other = (next((n for n in (told[1], told[0], told[2]) if n is not None), None) for told in (ours, theirs))
    if one is None or other is None:
        return "only one of the two gives the dead"
    if one == other:
        return "one number, other bounds"
    low, high = ours[0], ours[2]
    if (low is None or low <= other) and (high is None or other <= high):
        return "theirs lies within our range"
    return "theirs is higher than any of our sources" if other > one else "theirs is lower than any of our sources"


def _sides(facts: Facts, row: Claim) -> Iterator[Difference]:
    def doers(claim: Claim) -> dict[str, str]:
        acted = (party for party in claim.parties if party.role is Role.PERPETRATOR)
        return {party.actor_id or party.name: party.name for party in acted}

    one, other = doers(as_claim(facts)), doers(row)
    if one and other and not one.keys() & other.keys():
        ours, theirs = (", ".join(sorted(each.values())) for each in (one, other))
        yield Difference("perpetrators", ours, theirs, "no actor is named by both")


def _why_ours(facts: Facts, near: Pair | None, index: RowIndex) -> str:
    event = facts.event
    time, country = event.time, event.place.country if event.place else None
    if country is None:
        return "the event's country is not known, so no row could be met"
    if time.earliest is None or time.latest is None:
        return "the event's date is not known, so no row could be met"
    covered = index.countries.get(country)
    if covered is None:
        return f"the dataset has no row of {country}"
    if time.latest < covered[0] or time.earliest > covered[1]:
        return f"the dataset's rows of {country} run from {covered[0]} to {covered[1]}"
    if near is None:
        return "no row of the country touches the event's days, or all contradict it"
    return f"the nearest row scored {near.score:.2f}: {'; '.join(near.reasons) or 'little in common'}"


def _why_theirs(row: DatasetRow, near: Pair | None, events: list[Facts]) -> str:
    if row.country is None:
        return "the row's country is not known"
    if row.claim is None:
        return f"the book has no event of {row.country}"
    if row.claim.time.earliest is None:
        return "the row's date is not known"
    if near is None:
        return "no event of the book touches the row's country and days, or all contradict it"
    reasons = "; ".join(near.reasons) or "little in common"
    return f"the nearest event, {events[near.event].event.event_id}, scored {near.score:.2f}: {reasons}"
