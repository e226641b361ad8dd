"""Which decisions stand: a decision that a later standing one supersedes counts no more."""

from __future__ import annotations

from collections.abc import Iterable

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
    ]
    return about[-1] if about else None
