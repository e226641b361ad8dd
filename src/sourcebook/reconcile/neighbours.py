"""Which pairs of a block are worth comparing: all of a small block, of a crowded one each claim's likeliest partners.

Two reports of one incident stand in several blocks together. A pair that meets under its country and week need not be
looked at again under a common name. In a crowded block a claim is compared with those whose day, place and toll go
with its own best, and with whoever shares a name that is rare there; so the work grows with the claims, not with their
square. What is chosen depends on the block's claims alone, never on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, count
from typing import Any

from sourcebook.reconcile.blocking import NARROW, weekly_keys
from sourcebook.reconcile.features import MOST_KNOWN, Features
from sourcebook.reconcile.options import Options
from sourcebook.reconcile.places import is_country
from sourcebook.reconcile.wording import family, folded
from sourcebook.records.claims import Claim
from sourcebook.records.links import Link, Story
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import TimeBasis

Pair = tuple[int, int]

WEEK, DAY, MONTH, OPEN = "week|", "day|", "month|", "open|"
FEW = 12
"""Claims that share a name with so few others are compared with each of them, wherever else they meet."""
RARE = 8
"""A name that at most so many claims of a crowded block share sets an incident apart."""
NEVER = -99.0
"""The likeness of a pair that is not compared."""
UNTOLD = float("nan")
"""Stands for a day that is not told."""
DEGREES_APART = 2.75
"""Two points so many degrees of latitude apart lie more than 300 km from each other."""
DEGREE_KM = 111.2
REPEAT_DAYS = 31
"""For so long a sentence may be printed again, its "on Saturday" read from two papers, and may somebody die of it."""


_NUMBERS = count()


class Standing:
    """Where a claim stands in time and place: what tells cheaply whether two can be one."""

    __slots__ = (
        "act",
        "anchored",
        "claim_id",
        "day",
        "document_id",
        "features",
        "met",
        "number",
        "reach",
        "time",
        "told_day",
        "weeks",
    )

    def __init__(self, features: Features) -> None:
        claim = features.claim
        self.features = features
        self.claim_id = claim.claim_id
        self.document_id = claim.document_id
        self.day = features.day
        self.anchored = features.anchored
        self.reach = REPEAT_DAYS if claim.time.basis is TimeBasis.RELATIVE or features.dies else 1
        self.told_day = None if features.arrest or features.anchored else features.day
        self.weeks = frozenset(weekly_keys(claim))
        first, last = self.day or (UNTOLD, UNTOLD)
        self.time = (first, last, self.anchored, self.reach)
        self.act = (features.killed, family(claim.type), min(features.perpetrators, default=None))
        self.number = next(_NUMBERS)
        self.met: dict[int, Link | None] = {}
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
    one, other = left.told_day, right.told_day
    if one is None or other is None:
        return False
    reach = left.reach if left.reach > right.reach else right.reach
    return one[0] - other[1] > reach or other[0] - one[1] > reach


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
        if not calendar_excludes(left, right) and not (once and meet_by_week(left, right)):
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
    """Standings kept from block to block, since a claim stands in a dozen blocks; the last made are kept."""

    def __init__(self, most: int = MOST_KNOWN) -> None:
        self._most = most
        self._known: dict[str, Standing] = {}

    def of(self, claim: Claim, story: Story | None = None) -> Standing:
        """Where a claim stands, read once as long as the claim and its report's story stay what they were."""
        known = self._known.get(claim.claim_id)
        if known is None or not known.features.are_of(claim, story):
            known = self._known[claim.claim_id] = Standing(Features(claim, story))
            if len(self._known) > self._most:
                del self._known[next(iter(self._known))]
        return known


def numbered(values: Iterable[Hashable]) -> tuple[list[int], list[Any]]:
    """For each value the number of those that equal it, and the values by number."""
    numbers: dict[Any, int] = {}
    return [numbers.setdefault(value, len(numbers)) for value in values], list(numbers)


class Likeness:
    """How well days, places and tolls of a block's claims go together, in rough quarter points, for all pairs at once.

    It only chooses whom a claim is compared with; the score is another matter. All weights are quarters, so sums are
    exact and the same on every machine. Claims that tell the same day, place or toll are reckoned once.
    """

    def __init__(self, standings: Sequence[Standing]) -> None:
        import numpy

        self.numpy = numpy
        self.size = len(standings)
        days, times = numbered(one.time for one in standings)
        spots, settings = numbered(one.features.spot for one in standings)
        acts, told = numbered(one.act for one in standings)
        self.by_day, self.by_spot, self.by_act = (numpy.array(numbers, dtype=int) for numbers in (days, spots, acts))
        first, last, self.anchored, self.slack = map(numpy.array, zip(*times, strict=True))
        self.first, self.last = first.astype("float32"), last.astype("float32")
        self.set_in([spot.place if spot else None for spot in settings])
        killed, kinds, doers = zip(*told, strict=True)
        self.killed, self.kind, self.doer = self.floats(killed), self.codes(kinds), self.codes(doers)

    def set_in(self, settings: Sequence[PlaceUse | None]) -> None:
        """The places as numbers."""
        self.latitude = self.floats([place.latitude if place else None for place in settings])
        self.longitude = self.floats([place.longitude if place else None for place in settings])
        self.fine = self.numpy.array([place is not None and place.precision in NARROW for place in settings])
        told = [place if place and not is_country(place) else None for place in settings]
        self.place = self.codes([(place.place_id or folded(place.name)) if place else None for place in told])
        self.region = self.codes([folded(place.admin1) if place and place.admin1 else None for place in told])
        self.country = self.codes([place.country if place else None for place in settings])

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
        numpy, size = self.numpy, self.size
        if size <= options.block_reach:
            yield from self.best_in(numpy.array(asking, dtype=int), numpy.arange(size), options.block_window)
            return
        asks = numpy.zeros(size, dtype=bool)
        asks[asking] = True
        place = self.place[self.by_spot]
        by_day = numpy.lexsort((place, self.first[self.by_day]))
        by_place = numpy.lexsort((self.killed[self.by_act], place))
        step = options.block_reach // 2
        for order in (by_day, by_place):
            for begin in range(0, size, step):
                rows = order[begin : begin + step]
                near = numpy.sort(order[max(0, begin - step // 2) : begin + step + step // 2])
                yield from self.best_in(rows[asks[rows]], near, options.block_window)

    def best_in(self, rows: Any, columns: Any, most: int) -> Iterator[Pair]:
        """The likeliest partners of the claims ``rows`` among the claims ``columns``; ties go to the earlier."""
        if not len(rows):
            return iter(())
        numpy = self.numpy
        likeness = self.between(rows, columns)
        likeness[rows[:, None] == columns[None, :]] = NEVER
        order = (likeness * -4).astype("int64") * len(columns) + numpy.arange(len(columns))
        most = min(most, len(columns) - 1)
        best = numpy.argpartition(order, most, axis=1)[:, :most] if most else order[:, :0]
        likely = numpy.take_along_axis(likeness, best, axis=1) > NEVER
        ones, others = numpy.broadcast_to(rows[:, None], best.shape)[likely], columns[best][likely]
        return zip(numpy.minimum(ones, others).tolist(), numpy.maximum(ones, others).tolist(), strict=True)

    def between(self, rows: Any, columns: Any) -> Any:
        """How well each of the rows goes with each of the columns; ``NEVER`` where calendar or map exclude them."""
        numpy = self.numpy
        with numpy.errstate(invalid="ignore"):
            total = self.spread(self.days, self.by_day, rows, columns)
            total += self.spread(self.spots, self.by_spot, rows, columns)
            total += self.spread(self.acts, self.by_act, rows, columns)
        total[total < NEVER / 2] = NEVER
        return total

    def spread(self, points: Callable[[Any, Any], Any], alike: Any, rows: Any, columns: Any) -> Any:
        """The points of all pairs, reckoned once for claims that are alike in what counts."""
        numpy = self.numpy
        ones, of_row = numpy.unique(alike[rows], return_inverse=True)
        others, of_column = numpy.unique(alike[columns], return_inverse=True)
        return points(ones, others).astype("float32")[of_row][:, of_column]

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

    def acts(self, rows: Any, columns: Any) -> Any:
        """One kind of act, one perpetrator, and what the tolls say."""
        kindred = 0.75 * self.same(self.kind, rows, columns) + self.same(self.doer, rows, columns)
        return self.tolls(rows, columns) + kindred

    def tolls(self, rows: Any, columns: Any) -> Any:
        """Equal counts of dead, the larger the better; one many times the other speaks against it."""
        numpy = self.numpy
        one, other = self.killed[rows][:, None], self.killed[columns][None, :]
        low, high = numpy.minimum(one, other), numpy.maximum(one, other)
        equal = numpy.select([low >= 20, low >= 5, low > 1], [1.75, 1.25, 0.5], 0.25)
        unlike = numpy.select([high <= low * 1.6 + 3, high <= low * 4 + 3], [0.25, -0.25], -1.5)
        return numpy.where(numpy.isnan(low + high), 0.0, numpy.where(low == high, equal, unlike))
