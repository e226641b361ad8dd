"""Cutting a cluster of linked claims where it contradicts itself, so that each part can be one incident.

Links join in chains: a vague report may lie near two incidents of one city in one month. So the best pairs are joined
first, and two groups never join if a claim of one cannot be the same as a claim of the other. What people decided
stands above all: ``same`` joins first, ``different`` always keeps apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcebook.reconcile.comparison import compared
from sourcebook.reconcile.features import Features
from sourcebook.reconcile.judgements import parts_named, standing
from sourcebook.reconcile.linking import alike_key, judged, pairs_named
from sourcebook.reconcile.neighbours import pairs_of_cluster
from sourcebook.reconcile.options import Options
from sourcebook.reconcile.wording import folded
from sourcebook.records.claims import Claim
from sourcebook.records.links import Evidence
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Verdict

FEWEST_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Claims that can be one incident, sorted by id, and why they were joined."""

    evidence: tuple[Evidence, ...]
    reasons: tuple[str, ...]


def sentence_key(claim: Claim) -> tuple[object, ...]:
    """What makes two claims one sentence printed twice; a short one is a formula and stands alone."""
    said = folded(claim.words.quote)
    return (said,) if said.count(" ") >= FEWEST_WORDS else (said, claim.claim_id)


def sides_taken(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """On which side people put the claim: each decision that joins or parts it, with the part in which it stands.

    A claim stands for another only where people put both on the same side.
    """
    found = []
    for decision in standing(evidence.decisions):
        if decision.verdict is Verdict.SAME:
            found.append((decision.decision_id, ""))
        elif decision.verdict is Verdict.DIFFERENT:
            parts = parts_named(decision.value) if decision.value else ()
            own = (min(part) for part in parts if evidence.claim_id in part)
            found.append((decision.decision_id, next(own, evidence.claim_id)))
    return tuple(found)


def features_of(one: Evidence) -> Features:
    """What comparing needs of a claim and its report."""
    return Features(one.claim, one.story)


def representatives(evidence: Sequence[Evidence], threshold: float) -> tuple[list[Evidence], dict[str, str]]:
    """One claim for all copies of it, and whom each claim stands for.

    Ten thousand copies then cost no more than one. A sentence printed again, its "on Saturday" read from a later
    paper, stands with the one printed first, whatever its own date would rule out.
    """
    first: dict[tuple[object, ...], Evidence] = {}
    stands_for = {one.claim_id: one.claim_id for one in evidence}
    told = Counter((one.claim.document_id, sentence_key(one.claim)) for one in evidence)
    ordered = sorted(evidence, key=lambda e: (str(e.claim.time.earliest or "~"), e.claim_id))
    single = [one for one in ordered if told[one.claim.document_id, sentence_key(one.claim)] == 1]
    for key_of, candidates in ((alike_key, ordered), (sentence_key, single)):
        for one in candidates:
            if stands_for[one.claim_id] != one.claim_id:
                continue
            known = first.setdefault((key_of.__name__, sides_taken(one), *key_of(one.claim)), one)
            if known is not one and compared(features_of(known), features_of(one)).score >= threshold:
                stands_for[one.claim_id] = known.claim_id
    for claim_id, other in stands_for.items():
        stands_for[claim_id] = stands_for[other]
    chosen = set(stands_for.values())
    return [one for one in evidence if one.claim_id in chosen], stands_for


@dataclass(slots=True)
class Groups:
    """Groups that grow by joining, each with the claims that it can never hold."""

    group: list[int]
    members: dict[int, set[int]]
    barred: dict[int, set[int]]
    decided: dict[int, set[int]]
    reasons: dict[int, list[str]]

    @classmethod
    def of(cls, size: int) -> Groups:
        """Every claim in a group of its own."""
        return cls(
            group=list(range(size)),
            members={at: {at} for at in range(size)},
            barred={at: set() for at in range(size)},
            decided={at: set() for at in range(size)},
            reasons={at: [] for at in range(size)},
        )

    def bar(self, left: int, right: int, by_person: bool) -> None:
        """Keep two claims apart for good; what a person decided holds even against what a person joined."""
        for bars in (self.barred, self.decided) if by_person else (self.barred,):
            bars[left].add(right)
            bars[right].add(left)

    def join(self, left: int, right: int, reason: str, by_person: bool) -> None:
        """Join the groups of two claims, unless a claim of one is barred from the other."""
        keep, drop = sorted((self.group[left], self.group[right]))
        bars = self.decided if by_person else self.barred
        if keep == drop or bars[keep] & self.members[drop]:
            return
        for member in self.members[drop]:
            self.group[member] = keep
        self.members[keep] |= self.members.pop(drop)
        self.barred[keep] |= self.barred.pop(drop)
        self.decided[keep] |= self.decided.pop(drop)
        self.reasons[keep] += [reason, *self.reasons.pop(drop)]


def shared_decisions(left: Evidence, right: Evidence) -> tuple[Decision, ...]:
    """The decisions that name either claim."""
    return left.decisions + right.decisions


def grown(evidence: Sequence[Evidence], options: Options) -> Groups:
    """Groups joined pair by pair, the likeliest first, ties by claim id."""
    features = [features_of(one) for one in evidence]
    groups = Groups.of(len(evidence))
    named = pairs_named([one.claim_id for one in evidence], [one.decisions for one in evidence])
    likely: list[tuple[float, int, int, str]] = []
    for left, right in {*named, *pairs_of_cluster(features, options)}:
        found = judged(features[left], features[right], shared_decisions(evidence[left], evidence[right]))
        if found.vetoed:
            groups.bar(left, right, by_person=bool(found.reasons))
        elif found.score >= options.link_threshold:
            likely.append((-found.score, left, right, "; ".join(found.reasons)))
    for certainty, left, right, reason in sorted(likely):
        groups.join(left, right, reason, by_person=-certainty >= 1.0)
    return groups


def parts_of(evidence: Sequence[Evidence], options: Options) -> Iterator[Part]:
    """The parts of a cluster, each without a contradiction, ordered by their smallest claim."""
    ordered = sorted({one.claim_id: one for one in evidence}.values(), key=lambda e: e.claim_id)
    chosen, stands_for = representatives(ordered, options.link_threshold)
    groups = grown(chosen, options)
    home = {one.claim_id: groups.group[at] for at, one in enumerate(chosen)}
    parts: dict[int, list[Evidence]] = {}
    for one in ordered:
        parts.setdefault(home[stands_for[one.claim_id]], []).append(one)
    for at, members in parts.items():
        yield Part(evidence=tuple(members), reasons=tuple(dict.fromkeys(r for r in groups.reasons[at] if r)))
