"""Which pairs of a block are worth comparing: all of a small block, of a crowded one each claim's likeliest partners.

Two reports of one incident stand in several blocks together. A pair that meets under its country and week need not be
looked at again under a common name. In a crowded block a claim is compared with those whose day, place and toll go
with its own best, and with whoever shares a name that is rare there; so the work grows with the claims, not with their
square. What is chosen depends on the block's claims alone, never on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, count
from typing import Any

from sourcebook.reconcile.blocking import NARROW, weekly_keys
from sourcebook.reconcile.comparison import Comparison
from sourcebook.reconcile.features import MOST_KNOWN, Features
from sourcebook.reconcile.options import Options
from sourcebook.reconcile.retelling import is_arrest
from sourcebook.reconcile.wording import family, folded
from sourcebook.records.claims import Claim
from sourcebook.records.vocabulary import PlacePrecision, TimeBasis

Pair = tuple[int, int]

WEEK, DAY, MONTH, OPEN = "week|", "day|", "month|", "open|"
FEW = 12
"""Claims that share a name with so few others are compared with each of them, wherever else they meet."""
RARE = 8
"""A name that at most so many claims of a crowded block share sets an incident apart."""
NEVER = -99.0
"""The likeness of a pair that is not compared."""
DEGREES_APART = 2.75
"""Two points so many degrees of latitude apart lie more than 300 km from each other."""
DEGREE_KM = 111.2
REPEAT_DAYS = 31
"""For so long a sentence may be printed again, its "on Saturday" read from two papers, and may somebody die of it."""


_NUMBERS = count()


class Standing:
    """Where a claim stands in time and place: what tells cheaply whether two can be one."""

    __slots__ = (
        "anchored",
        "arrest",
        "claim_id",
        "country",
        "day",
        "document_id",
        "features",
        "met",
        "number",
        "reach",
        "weeks",
    )

    def __init__(self, features: Features) -> None:
        claim, place = features.claim, features.claim.place
        self.features = features
        self.claim_id = claim.claim_id
        self.document_id = claim.document_id
        self.day = features.day
        self.anchored = features.anchored
        self.reach = REPEAT_DAYS if claim.time.basis is TimeBasis.RELATIVE or features.dies else 1
        self.arrest = is_arrest(features)
        self.country = place.country if place else None
        self.weeks = frozenset(weekly_keys(claim))
        self.number = next(_NUMBERS)
        self.met: dict[int, Comparison | None] = {}
        """What comparing gave with standings of these numbers, in whichever block they met; null where no link."""

    @property
    def asks(self) -> bool:
        """Whether no calendar brings the claim to its likes: no day told, only that of printing, or months."""
        return self.anchored or not self.weeks


def meet_by_week(left: Standing, right: Standing) -> bool:
    """Whether two claims stand in one block of a country and a week."""
    return not left.weeks.isdisjoint(right.weeks)


def calendar_excludes(left: Standing, right: Standing) -> bool:
    """Whether two told days lie so far apart that nothing can make them one."""
    one, other = left.day, right.day
    if one is None or other is None or left.arrest or right.arrest:
        return False
    gap = max(one[0] - other[1], other[0] - one[1])
    if left.anchored or right.anchored:
        return False
    return gap > max(left.reach, right.reach)


def pairs_in(block: str, standings: Sequence[Standing], options: Options) -> Iterator[Pair]:
    """The pairs of a block to be compared, by index, smaller first."""
    crowded = len(standings) > options.block_cap
    pairs: Iterator[Pair] = crowded_pairs(block, standings, options) if crowded else all_pairs(len(standings))
    once = block.startswith((DAY, MONTH)) or (len(standings) > FEW and not block.startswith(WEEK))
    undated_only = block.startswith(OPEN)
    for at, other in pairs:
        left, right = standings[at], standings[other]
        if undated_only and left.day is not None and right.day is not None:
            continue
        if not (once and meet_by_week(left, right)) and not calendar_excludes(left, right):
            yield at, other


def all_pairs(size: int) -> Iterator[Pair]:
    """Each with each."""
    return combinations(range(size), 2)


def crowded_pairs(block: str, standings: Sequence[Standing], options: Options) -> Iterator[Pair]:
    """Each claim with its likeliest partners, and with those who share a rare name; by week all ask, else some."""
    asking = [at for at, one in enumerate(standings) if block.startswith(WEEK) or one.asks]
    found = set(sharing_rare_names(standings))
    found.update(Likeness(standings).best_of(asking, options))
    yield from sorted(found)


def pairs_of_cluster(features: Sequence[Features], options: Options) -> Iterator[Pair]:
    """The pairs of a cluster: all, since those that contradict each other keep its parts apart."""
    if len(features) <= options.cluster_cap:
        return all_pairs(len(features))
    standings = [Standing(one) for one in features]
    return iter(sorted(Likeness(standings).best_of(range(len(standings)), options)))


def sharing_rare_names(standings: Sequence[Standing]) -> Iterator[Pair]:
    """The pairs that share a name which few others of the block have."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(standings):
        for name in one.features.own_names | one.features.victims:
            holders[name].append(at)
    for named in holders.values():
        if len(named) <= RARE:
            yield from combinations(named, 2)


class KnownStandings:
    """Standings kept from block to block, since a claim stands in a dozen blocks; the last met are kept."""

    def __init__(self, most: int = MOST_KNOWN) -> None:
        self._most = most
        self._known: dict[str, Standing] = {}

    def of(self, claim: Claim) -> Standing:
        """Where a claim stands, read once as long as the claim stays what it was."""
        known = self._known.pop(claim.claim_id, None)
        if known is None or (known.features.claim is not claim and known.features.claim != claim):
            known = Standing(Features(claim))
        self._known[claim.claim_id] = known
        if len(self._known) > self._most:
            del self._known[next(iter(self._known))]
        return known


class Likeness:
    """How well days, places and tolls of a block's claims go together, in rough quarter points, for all pairs at once.

    It only chooses whom a claim is compared with; the score is another matter. All weights are quarters, so sums are
    exact and the same on every machine.
    """

    def __init__(self, standings: Sequence[Standing]) -> None:
        import numpy

        self.numpy = numpy
        features = [one.features for one in standings]
        places = [one.claim.place for one in features]
        self.first = self.floats([one.day[0] if one.day else None for one in standings])
        self.last = self.floats([one.day[1] if one.day else None for one in standings])
        self.anchored = numpy.array([one.anchored for one in standings])
        self.slack = numpy.array([one.reach for one in standings])
        self.latitude = self.floats([place.latitude if place else None for place in places])
        self.longitude = self.floats([place.longitude if place else None for place in places])
        self.fine = numpy.array([place is not None and place.precision in NARROW for place in places])
        wide = (PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN)
        told = [place if place and place.precision not in wide else None for place in places]
        self.place = self.codes([(place.place_id or folded(place.name)) if place else None for place in told])
        self.region = self.codes([folded(place.admin1) if place and place.admin1 else None for place in told])
        self.country = self.codes([place.country if place else None for place in places])
        self.killed = self.floats([one.killed for one in features])
        self.kind = self.codes([family(one.claim.type) for one in features])
        self.doer = self.codes([min(one.perpetrators, default=None) for one in features])

    def floats(self, values: Sequence[float | None]) -> Any:
        """Numbers as an array, the unknown as NaN."""
        return self.numpy.array([self.numpy.nan if value is None else value for value in values], dtype="float32")

    def codes(self, values: Sequence[str | None]) -> Any:
        """Names as numbers, the unknown as -1."""
        known: dict[str, int] = {}
        return self.numpy.array([-1 if value is None else known.setdefault(value, len(known)) for value in values])

    def best_of(self, asking: Sequence[int], options: Options) -> Iterator[Pair]:
        """The ``block_window`` likeliest partners of each of some claims.

        In a block beyond all measure a claim is held only against those near it by day, or by place and toll.
        """
        numpy, size = self.numpy, len(self.first)
        if size <= options.block_reach:
            yield from self.best_in(numpy.array(asking, dtype=int), numpy.arange(size), options.block_window)
            return
        asks = numpy.zeros(size, dtype=bool)
        asks[asking] = True
        by_day = numpy.lexsort((self.place, self.first))
        by_place = numpy.lexsort((self.killed, self.place))
        step = options.block_reach // 2
        for order in (by_day, by_place):
            for begin in range(0, size, step):
                rows = order[begin : begin + step]
                near = numpy.sort(order[max(0, begin - step // 2) : begin + step + step // 2])
                yield from self.best_in(rows[asks[rows]], near, options.block_window)

    def best_in(self, rows: Any, columns: Any, most: int) -> Iterator[Pair]:
        """The likeliest partners of the claims ``rows`` among the claims ``columns``; ties go to the earlier."""
        if not len(rows):
            return
        likeness = self.between(rows, columns)
        likeness[rows[:, None] == columns[None, :]] = NEVER
        best = self.numpy.argsort(-likeness, axis=1, kind="stable")[:, :most]
        for row, at, chosen in zip(rows.tolist(), range(len(rows)), best.tolist(), strict=True):
            for column in chosen:
                if likeness[at, column] > NEVER:
                    other = int(columns[column])
                    yield (row, other) if row < other else (other, row)

    def between(self, rows: Any, columns: Any) -> Any:
        """How well each of the rows goes with each of the columns; ``NEVER`` where calendar or map exclude them."""
        numpy = self.numpy
        with numpy.errstate(invalid="ignore"):
            total = self.days(rows, columns) + self.spots(rows, columns) + self.tolls(rows, columns)
            total += 0.75 * self.same(self.kind, rows, columns) + self.same(self.doer, rows, columns)
        return numpy.where(total < NEVER / 2, NEVER, total).astype("float32")

    def same(self, codes: Any, rows: Any, columns: Any) -> Any:
        """Where both have the same known name."""
        one, other = codes[rows][:, None], codes[columns][None, :]
        return (one == other) & (one >= 0)

    def days(self, rows: Any, columns: Any) -> Any:
        """Same day, touching days, a report printed soon after; nothing where a day is unknown."""
        numpy = self.numpy
        first, last = self.first[rows][:, None], self.last[rows][:, None]
        apart = numpy.maximum(first - self.last[columns][None, :], self.first[columns][None, :] - last)
        slack = numpy.maximum(self.slack[rows][:, None], self.slack[columns][None, :])
        anchored = self.anchored[rows][:, None] | self.anchored[columns][None, :]
        told = numpy.select([apart <= 0, apart <= 1, apart <= slack], [2.5, 1.5, -1.0], NEVER)
        printed = numpy.select([apart <= 1, apart <= 4, apart <= REPEAT_DAYS], [1.5, 1.25, 0.25], -1.0)
        return numpy.where(numpy.isnan(apart), 0.0, numpy.where(anchored, printed, told))

    def spots(self, rows: Any, columns: Any) -> Any:
        """One place, near ones, one region; towns far apart speak against it, countries and 300 km exclude it."""
        numpy = self.numpy
        north = self.latitude[rows][:, None] - self.latitude[columns][None, :]
        narrowing = numpy.cos(numpy.radians(self.latitude[rows]))[:, None]
        east = (self.longitude[rows][:, None] - self.longitude[columns][None, :]) * narrowing
        apart = DEGREE_KM * numpy.sqrt(north * north + east * east)
        fine = self.fine[rows][:, None] & self.fine[columns][None, :]
        near = numpy.select([apart <= 25, apart <= 60], [2.0, 0.0], numpy.where(fine, -2.5, -0.5))
        points = numpy.where(numpy.isnan(apart), 0.0, near)
        points = numpy.where(~fine & self.same(self.region, rows, columns), numpy.maximum(points, 1.5), points)
        points = numpy.where(self.same(self.place, rows, columns), 2.5, points)
        one, other = self.country[rows][:, None], self.country[columns][None, :]
        points = numpy.where((one != other) & (one >= 0) & (other >= 0), -2.5, points)
        return numpy.where(numpy.abs(north) > DEGREES_APART, NEVER, points)

    def tolls(self, rows: Any, columns: Any) -> Any:
        """Equal counts of dead, the larger the better; one many times the other speaks against it."""
        numpy = self.numpy
        one, other = self.killed[rows][:, None], self.killed[columns][None, :]
        low, high = numpy.minimum(one, other), numpy.maximum(one, other)
        equal = numpy.select([low >= 20, low >= 5, low > 1], [1.75, 1.25, 0.5], 0.25)
        unlike = numpy.select([high <= low * 1.6 + 3, high <= low * 4 + 3], [0.25, -0.25], -1.5)
        return numpy.where(numpy.isnan(low + high), 0.0, numpy.where(low == high, equal, unlike))
