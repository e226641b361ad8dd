"""Rules of withholding that an editor lifted for a named case, with a reason: decisions of the book like any other.

Such a decision binds nothing that the book tells: verdict ``unsure`` about the field ``publish``, its value the JSON
text of the name, or of the home, that may stand in what is published.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sourcebook.errors import NotFoundError, UsageError
from sourcebook.publish.contract import BookView
from sourcebook.publish.withholding import Disclosure
from sourcebook.records.claims import Claim
from sourcebook.records.ids import content_id
from sourcebook.records.review import Decision
from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import Verdict
from sourcebook.store import custody, journal, write_book
from sourcebook.store.connection import must_exist, transaction
from sourcebook.store.roles import must_be_editor

NAME, HOME, PACKAGE = "name", "home", "package"
"""What is let out: a person's name, a home with its point, or the evidence of some events whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """Who may be named, or which home told with its point, why, and who said so."""

    kind: str
    name: str
    reason: str
    by: str

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.reason.strip() or not self.by.strip():
            raise UsageError(
                "A rule of withholding is lifted for a named case, with a reason and the name of the editor who "
                "answers for it; give all three: NAME --reason WHY --by EDITOR."
            )


def answer_for(path: Path, disclosure: Disclosure, what: str) -> None:
    """Let names stand in one export alone: an editor answers for it with a reason, noted in the collection log."""
    if not disclosure.everyone and not disclosure.names:
        return
    if not disclosure.reason.strip() or not disclosure.by.strip():
        raise UsageError(
            "Names of private persons stand in an export only if an editor answers for it; "
            "add --reason WHY --by EDITOR, or lift the rule for a named case with: sourcebook disclose"
        )
    must_exist(path)
    must_be_editor(path, disclosure.by)
    with write_book(path) as book, transaction(book.connection, book.path):
        custody.begin(book)
        custody.let_out(book, what, disclosure.names, (disclosure.by, disclosure.reason))


def lifts_in(book: BookView) -> list[tuple[Decision, Lift]]:
    """The rules that are lifted now, oldest first."""
    recorded = sorted(book.rows(Decision), key=lambda decision: (decision.decided_at, decision.decision_id))
    return [(each, _lift(each)) for each in journal.standing(recorded) if each.field == journal.PUBLISH]


def _lift(decision: Decision) -> Lift:
    given = json.loads(decision.value or "{}")
    return Lift(
        kind=str(given.get("kind") or NAME),
        name=str(given.get("name") or "?"),
        reason=decision.reason or "?",
        by=decision.decided_by or "?",
    )


def with_lifted(disclosure: Disclosure, book: BookView) -> Disclosure:
    """A disclosure with what the book's decisions lift."""
    lifts = [lift for _, lift in lifts_in(book)]
    names, homes = (tuple(lift.name for lift in lifts if lift.kind == kind) for kind in (NAME, HOME))
    return replace(disclosure, names=(*disclosure.names, *names), homes=(*disclosure.homes, *homes))


def decision_lifting(book: BookView, lift: Lift, decided_at: str) -> Decision:
    """The decision that lifts a rule, about the claims that name the case."""
    claim_ids = _claims_naming(book, lift)
    if not claim_ids:
        what = "person" if lift.kind == NAME else "home"
        raise NotFoundError(
            f"No claim of the book names a {what} {lift.name!r}; give the name as the texts write it, in full."
        )
    return decision_about(claim_ids, lift, decided_at)


def decision_about(claim_ids: Sequence[str], lift: Lift, decided_at: str) -> Decision:
    """The decision that lifts a rule for a case that some claims tell of."""
    return Decision(
        decision_id=content_id("decision", *claim_ids, journal.PUBLISH, lift.kind, lift.name, lift.by, decided_at),
        subject_ids=tuple(claim_ids),
        field=journal.PUBLISH,
        verdict=Verdict.UNSURE,
        value=json.dumps({"kind": lift.kind, "name": lift.name}, ensure_ascii=False),
        reason=lift.reason,
        decided_by=lift.by,
        decided_at=decided_at,
        supersedes=None,
        saw="",
    )


def _claims_naming(book: BookView, lift: Lift) -> Sequence[str]:
    """The claims that name a case; where only a text does, the claims of that document."""
    name = lift.name.casefold()
    claims = list(book.rows(Claim))
    if lift.kind == HOME:
        return [claim.claim_id for claim in claims if claim.place and claim.place.name.casefold() == name]
    named = [c.claim_id for c in claims if any(party.name.casefold() == name for party in c.parties)]
    if named:
        return named
    texts = {m.document_id for m in book.rows(Mention) if (m.name or m.words.quote).casefold() == name}
    return [claim.claim_id for claim in claims if claim.document_id in texts]
