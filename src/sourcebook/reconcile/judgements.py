"""Which decisions stand: a decision that a later standing one supersedes counts no more."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

from sourcebook.records.review import Decision
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
