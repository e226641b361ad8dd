"""Which claims of a block may tell one incident."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from sourcebook.reconcile.alike_when import days_exclude
from sourcebook.reconcile.blocking import OPEN, window
from sourcebook.reconcile.comparison import Comparison, compared, decided
from sourcebook.reconcile.features import Features, KnownFeatures
from sourcebook.reconcile.options import Options
from sourcebook.reconcile.tolls import claim_number
from sourcebook.reconcile.wording import folded
from sourcebook.records.claims import Claim
from sourcebook.records.links import Candidate, Link
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Harm


def second_key(claim: Claim) -> tuple[str, str, str]:
    """The order in which the claims of an oversized block meet only their neighbours: day, place, id."""
    place = f"{claim.place.admin1 or ''} {folded(claim.place.name)}" if claim.place else ""
    return str(claim.time.earliest or ""), place, claim.claim_id


def toll_key(claim: Claim) -> tuple[str, int, str]:
    """The order in which claims without a date meet their neighbours: place, dead, id."""
    return second_key(claim)[1], claim_number(claim, Harm.KILLED) or 0, claim.claim_id


def is_undated(claim: Claim) -> bool:
    """Whether nothing is known of the days."""
    return window(claim) is None


def is_oversized(candidates: Sequence[object], options: Options) -> bool:
    """Whether a block holds more claims than may be compared each with each."""
    return len(candidates) > options.block_cap


def pairs_of(claims: Sequence[Claim], options: Options) -> Iterator[tuple[int, int]]:
    """The pairs to compare, by index: all of them, or in an oversized block each with its neighbours."""
    if not is_oversized(claims, options):
        yield from combinations(range(len(claims)), 2)
        return
    undated = [is_undated(claim) for claim in claims]
    dated = [at for at in range(len(claims)) if not undated[at]]
    yield from neighbours(sorted(dated, key=lambda at: second_key(claims[at])), options)
    by_toll = sorted(range(len(claims)), key=lambda at: toll_key(claims[at]))
    yield from ((at, other) for at, other in neighbours(by_toll, options) if undated[at] or undated[other])


def neighbours(order: Sequence[int], options: Options) -> Iterator[tuple[int, int]]:
    """Each with those that follow it within the window."""
    for rank, at in enumerate(order):
        for other in order[rank + 1 : rank + 1 + options.block_window]:
            yield at, other


def open_pairs(claims: Sequence[Claim], options: Options) -> Iterator[tuple[int, int]]:
    """The pairs of a region's block: claims without a date with all others, those with one meet elsewhere."""
    undated = [is_undated(claim) for claim in claims]
    yield from ((at, other) for at, other in pairs_of(claims, options) if undated[at] or undated[other])


def judged(left: Features, right: Features, decisions: Iterable[Decision]) -> Comparison:
    """How likely two claims tell one incident: what a person decided, else what they say."""
    if decisions and (made := decided(left.claim, right.claim, decisions)):
        return made
    return compared(left, right)


def link_finder(options: Options) -> Callable[[Sequence[Candidate]], Iterable[Link]]:
    """The links within a block: pairs of claims that score at least the threshold, with the reasons in words."""

    known = KnownFeatures()

    def find(candidates: Sequence[Candidate]) -> Iterator[Link]:
        unique = sorted({c.claim_id: c for c in candidates}.values(), key=lambda c: c.claim_id)
        features = [known.of(candidate.claim) for candidate in unique]
        pairs = open_pairs if unique and unique[0].block.startswith(OPEN) else pairs_of
        for at, other in pairs([c.claim for c in unique], options):
            low, high = (at, other) if at < other else (other, at)
            decisions = unique[low].decisions + unique[high].decisions
            if not decisions and days_exclude(features[low], features[high]):
                continue
            found = judged(features[low], features[high], decisions)
            if found.score >= options.link_threshold:
                left, right = unique[low].claim_id, unique[high].claim_id
                yield Link(left=left, right=right, score=found.score, reasons=found.reasons)

    return find
