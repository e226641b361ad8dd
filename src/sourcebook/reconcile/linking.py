"""Which claims of a block may tell one incident."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations

from sourcebook.reconcile.alike_when import days_exclude
from sourcebook.reconcile.comparison import Comparison, compared, decided
from sourcebook.reconcile.features import Features
from sourcebook.reconcile.neighbours import KnownStandings, Standing, pairs_in
from sourcebook.reconcile.options import Options
from sourcebook.reconcile.wording import likeness
from sourcebook.records.claims import Claim
from sourcebook.records.links import WORD_FOR_WORD, Candidate, Link
from sourcebook.records.review import Decision

ALIKE = 0.5
"""The share of all words of two sentences from which they are one sentence, told a little differently."""


def judged(left: Features, right: Features, decisions: Iterable[Decision]) -> Comparison:
    """How likely two claims tell one incident: what a person decided, else what they say."""
    if decisions and (made := decided(left.claim, right.claim, decisions)):
        return made
    return compared(left, right)


def pairs_named(claim_ids: Sequence[str], decisions: Iterable[Iterable[Decision]]) -> set[tuple[int, int]]:
    """The pairs, by index, that a decision names together: what a person decided is looked at in any case."""
    place = {claim_id: at for at, claim_id in enumerate(claim_ids)}
    made = {decision.decision_id: decision for named in decisions for decision in named}
    held = (sorted({place[one] for one in each.subject_ids if one in place}) for each in made.values())
    return {pair for subjects in held for pair in combinations(subjects, 2)}


def nothing_ties(left: Features, right: Features) -> bool:
    """Whether one of two reports says neither when nor where, and no name or wording ties it to the other.

    "Several people were killed in an attack" may be any attack: it joins none, lest it join them all.
    """
    if left.document_id == right.document_id or not (left.adrift or right.adrift):
        return False
    names = (left.own_names | left.victims) & (right.own_names | right.victims)
    return not names and likeness(left.main_words, right.main_words) < ALIKE


def met_before(left: Standing, right: Standing, options: Options) -> Link | None:
    """What links two claims on which nobody decided: looked at once, though they meet in several blocks."""
    if right.number in left.met:
        return left.met[right.number]
    one, other = left.features, right.features
    apart = days_exclude(one, other) or nothing_ties(one, other)
    found = left.met[right.number] = None if apart else link_of(left, right, compared(one, other), options)
    return found


def link_of(left: Standing, right: Standing, found: Comparison, options: Options) -> Link | None:
    """The link that a comparison makes of two claims, where it is good enough for one."""
    if found.score < options.link_threshold:
        return None
    one, other = left.features.claim, right.features.claim
    copied = one.words.quote == other.words.quote and alike_key(one) == alike_key(other)
    score = max(found.score, WORD_FOR_WORD) if copied else found.score
    return Link(left=left.claim_id, right=right.claim_id, score=score, reasons=found.reasons)


def alike_key(claim: Claim) -> tuple[object, ...]:
    """What makes two claims of different documents word for word the same for comparing."""
    return (claim.type, claim.time, claim.place, claim.words.quote, claim.parties, tuple(f.low for f in claim.figures))


def link_finder(options: Options) -> Callable[[Sequence[Candidate]], Iterable[Link]]:
    """The links within a block: pairs of claims that score at least the threshold, with the reasons in words."""

    known = KnownStandings()

    def find(candidates: Sequence[Candidate]) -> Iterator[Link]:
        unique = sorted({c.claim_id: c for c in candidates}.values(), key=lambda c: c.claim_id)
        standings = [known.of(candidate.claim, candidate.story) for candidate in unique]
        judged_by = [candidate.decisions for candidate in unique]
        named = pairs_named([one.claim_id for one in standings], judged_by) if any(judged_by) else set()
        chosen: Iterable[tuple[int, int]] = pairs_in(candidates[0].block, standings, options) if candidates else ()
        if named:
            chosen = chain(sorted(named), (pair for pair in chosen if pair not in named))
        for low, high in chosen:
            left, right = standings[low], standings[high]
            if decisions := judged_by[low] + judged_by[high]:
                found = link_of(left, right, judged(left.features, right.features, decisions), options)
            else:
                found = met_before(left, right, options)
            if found is not None:
                yield found

    return find
