"""Which decisions stand: a decision that a later standing one supersedes counts no more."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from sourcebook.records.review import ACTORS, COPIES, Decision
from sourcebook.records.vocabulary import Verdict


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that still count, oldest first.

    Taking back a decision that took one back brings the first one to life again.
    """
    ordered = sorted({d.decision_id: d for d in decisions}.values(), key=lambda d: (d.decided_at, d.decision_id))
    void: set[str] = set()
    for decision in reversed(ordered):
        if decision.supersedes and decision.decision_id not in void:
            void.add(decision.supersedes)
    return tuple(decision for decision in ordered if decision.decision_id not in void)


def verdict_on(left: str, right: str, decisions: Iterable[Decision]) -> Verdict | None:
    """What people last decided about two claims: same, different, or nothing that binds."""
    about = [
        decision.verdict
        for decision in decisions
        if decision.verdict in (Verdict.SAME, Verdict.DIFFERENT)
        and left in decision.subject_ids
        and right in decision.subject_ids
        and not (decision.verdict is Verdict.DIFFERENT and in_one_part(left, right, decision.value))
    ]
    return about[-1] if about else None


def in_one_part(left: str, right: str, value: str | None) -> bool:
    """Whether a decision that parts claims leaves two of them together.

    Its value may name the parts, ``{"parts": [["claim-a", "claim-b"], ["claim-c"]]}``; without, each stands alone.

    >>> in_one_part("a", "b", '{"parts": [["a", "b"], ["c"]]}'), in_one_part("a", "b", None)
    (True, False)
    """
    return any(left in part and right in part for part in parts_named(value)) if value else False


@lru_cache(maxsize=4096)
def parts_named(value: str) -> tuple[frozenset[str], ...]:
    """The parts that the value of a decision names."""
    given = json.loads(value)
    return tuple(frozenset(part) for part in given.get("parts", ())) if isinstance(given, dict) else ()


MOST_PAIRED = 60
"""Claims of one decision up to which all their pairs are held against other decisions; of more, each with the next."""


def contradiction(decision: Decision, others: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that cannot all hold, if this one joins others: A is B, B is C, and A is not C.

    First the one that parts two claims, then those that make the two one. None where all can hold. On each pair alone
    the last word counts: whoever parts what was joined, naming it, has changed their mind and contradicts nobody.
    """
    last: dict[tuple[str, str], Decision] = {}
    for each in reached_by(decision, [each for each in standing((*others, decision)) if judges_claims(each)]):
        last.update(dict.fromkeys(pairs_decided(each), each))
    joined: dict[str, dict[str, Decision]] = {}
    for (left, right), each in last.items():
        if each.verdict is Verdict.SAME:
            joined.setdefault(left, {})[right] = joined.setdefault(right, {})[left] = each
    for (left, right), each in sorted(last.items()):
        if each.verdict is Verdict.DIFFERENT and (chain := chain_between(left, right, joined)):
            return each, *dict.fromkeys(chain)
    return ()


def judges_claims(decision: Decision) -> bool:
    """Whether a decision says that claims are the same or different; actors and documents are judged apart."""
    return decision.verdict in (Verdict.SAME, Verdict.DIFFERENT) and decision.field not in (ACTORS, COPIES)


def reached_by(decision: Decision, standing_ones: Sequence[Decision]) -> Iterator[Decision]:
    """The decisions that a chain of shared claims ties to one, oldest first."""
    naming: dict[str, list[Decision]] = {}
    for each in standing_ones:
        for claim_id in each.subject_ids:
            naming.setdefault(claim_id, []).append(each)
    reached, waiting, seen = set[str](), list(decision.subject_ids), set[str]()
    while waiting:
        claim_id = waiting.pop()
        if claim_id not in seen:
            seen.add(claim_id)
            for each in naming.get(claim_id, ()):
                if each.decision_id not in reached:
                    reached.add(each.decision_id)
                    waiting += each.subject_ids
    yield from (each for each in standing_ones if each.decision_id in reached)


def pairs_decided(decision: Decision) -> Iterator[tuple[str, str]]:
    """The pairs of claims, smaller id first, on which a decision says that they are the same, or different."""
    named = sorted(set(decision.subject_ids))
    few = decision.verdict is Verdict.DIFFERENT or len(named) <= MOST_PAIRED
    for left, right in combinations(named, 2) if few else pairwise(named):
        if decision.verdict is Verdict.SAME or not in_one_part(left, right, decision.value):
            yield left, right


def chain_between(left: str, right: str, joined: Mapping[str, Mapping[str, Decision]]) -> tuple[Decision, ...]:
    """The decisions that make two claims one, the shortest way; none where nothing does."""
    reached: dict[str, tuple[Decision, ...]] = {left: ()}
    waiting = deque([left])
    while waiting:
        here = waiting.popleft()
        for other, each in sorted(joined.get(here, {}).items()):
            if other not in reached:
                reached[other] = (*reached[here], each)
                waiting.append(other)
    return reached.get(right, ())


def told_contradiction(decisions: Sequence[Decision]) -> str:
    """What contradicts what, in one sentence that names the decisions and says what to do."""
    parts, *chain = decisions
    left, right = next(iter(pairs_decided(parts)))
    joins = (f"{one.decision_id} joins {' and '.join(sorted(set(one.subject_ids))[:3])}" for one in chain)
    return (
        f"these decisions contradict each other, so nothing was recorded: {parts.decision_id} parts {left} and "
        f"{right}, but {', '.join(joins)}; take one of them back, or decide again on all of these claims together"
    )
