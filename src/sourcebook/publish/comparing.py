"""Which events of a book a dataset's rows tell: weighed by the same features that link reports, with the reasons.

An event meets the rows of its country whose days touch its own. The likeliest pairs are taken first, each event and
each row once; what else came near is told. Nothing is taken into the book.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sourcebook.publish.datasets import DatasetRow
from sourcebook.publish.facts import Facts
from sourcebook.reconcile.comparison import compared
from sourcebook.reconcile.features import Features
from sourcebook.records.claims import Claim, Party
from sourcebook.records.values import Figure, TimeRange
from sourcebook.records.vocabulary import ClaimKind, Role

THRESHOLD = 0.5
"""The score from which two reports are linked; an event and a row are held to the same."""
SLACK_DAYS = 1
LONG_DAYS = 31
MOST_DAYS = 366
MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """An event and a row that may tell the same."""

    score: float
    event: int
    row: int
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Matching:
    """The pairs taken, and for each event and row left alone the best that it came near to."""

    pairs: list[Pair] = field(default_factory=list)
    near_event: dict[int, Pair] = field(default_factory=dict)
    near_row: dict[int, Pair] = field(default_factory=dict)
    further: dict[int, list[Pair]] = field(default_factory=dict)


def as_claim(facts: Facts) -> Claim:
    """An event as one claim: its own time and place, the words of its first claim, the parties and figures of all."""
    event, first = facts.event, facts.claims[0]
    seen: dict[tuple[Role, str], Party] = {}
    figures: dict[tuple[object, ...], Figure] = {}
    for claim in facts.claims:
        for party in claim.parties:
            seen.setdefault((party.role, party.actor_id or party.name), party)
        for figure in claim.figures:
            figures.setdefault((figure.harm, figure.population, figure.low, figure.best, figure.high), figure)
    return Claim(
        claim_id=event.event_id,
        document_id=event.event_id,
        kind=ClaimKind.EVENT,
        type=event.type.value,
        words=first.words,
        position=0,
        realis=event.realis,
        time=event.time,
        time_words=first.time_words,
        place=event.place,
        parties=tuple(seen.values()),
        weapons=tuple(weapon for claim in facts.claims[:1] for weapon in claim.weapons),
        figures=tuple(figures.values()),
        generated_by="event@1",
    )


class RowIndex:
    """Rows by country and day; rows of more than a month stand apart, since they meet every day of theirs."""

    def __init__(self, rows: Sequence[DatasetRow]) -> None:
        self.days: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.long: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        self.countries: dict[str, tuple[date, date]] = {}
        for at, row in enumerate(rows):
            if row.claim is not None and row.country is not None:
                self._file(at, row.country, row.claim.time)

    def _file(self, at: int, country: str, time: TimeRange) -> None:
        if time.earliest is None or time.latest is None:
            return
        first, last = time.earliest.toordinal(), time.latest.toordinal()
        self._widen(country, time.earliest, time.latest)
        if last - first > LONG_DAYS:
            self.long[country].append((first, last, at))
            return
        for day in range(first, last + 1):
            self.days[country, day].append(at)

    def _widen(self, country: str, first: date, last: date) -> None:
        known = self.countries.get(country, (first, last))
        self.countries[country] = (min(known[0], first), max(known[1], last))

    def meeting(self, claim: Claim) -> Iterator[int]:
        """The rows whose country and days the claim's touch, each once, in order."""
        time, country = claim.time, claim.place.country if claim.place else None
        if time.earliest is None or time.latest is None or country is None:
            return
        first, last = time.earliest.toordinal() - SLACK_DAYS, time.latest.toordinal() + SLACK_DAYS
        if last - first > MOST_DAYS:
            return
        found = {at for day in range(first, last + 1) for at in self.days.get((country, day), ())}
        found |= {at for start, end, at in self.long.get(country, ()) if start <= last and end >= first}
        yield from sorted(found)


def matching(events: Sequence[Facts], rows: Sequence[DatasetRow], index: RowIndex) -> Matching:
    """Events and rows brought together, the likeliest pair first; of equal ones the smaller ids."""
    found = Matching()
    candidates: list[Pair] = []
    features: dict[int, Features] = {}
    for number, facts in enumerate(events):
        ours = Features(as_claim(facts))
        for at in index.meeting(ours.claim):
            told = rows[at].claim
            if told is None:
                continue
            judged = compared(ours, features.setdefault(at, Features(told)))
            if not judged.vetoed:
                candidates.append(Pair(judged.score, number, at, judged.reasons))
    _take(candidates, found)
    return found


def _take(candidates: list[Pair], found: Matching) -> None:
    events: set[int] = set()
    taken: set[int] = set()
    for pair in sorted(candidates, key=lambda pair: (-pair.score, pair.event, pair.row)):
        if pair.score >= THRESHOLD and pair.event not in events and pair.row not in taken:
            found.pairs.append(pair)
            events.add(pair.event)
            taken.add(pair.row)
            continue
        if pair.score >= THRESHOLD:
            found.further.setdefault(pair.event, []).append(pair)
        found.near_event.setdefault(pair.event, pair)
        found.near_row.setdefault(pair.row, pair)
    for pairs in found.further.values():
        del pairs[MOST_NEAR:]
