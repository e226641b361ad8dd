"""The journal of decisions: only ever added to. What counts now is worked out from it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sourcebook.errors import NotFoundError, UsageError
from sourcebook.records.handmade import claim_id_of
from sourcebook.records.review import ACTORS, COPIES, HANDMADE, Decision
from sourcebook.records.vocabulary import Verdict
from sourcebook.tables import column_names, marks, record_of, row_of

UNDO = "undo"
"""The ``field`` of a decision that only takes another one back."""

PUBLISH = "publish"
"""The ``field`` of a decision that lifts a rule of withholding: it binds nothing that the book tells."""

_BLOCK = "decided|"
_DOCUMENT = "SELECT count(*) FROM documents WHERE shown AND document_id = ?"
_KNOWN = {
    "": ("claim", "SELECT count(*) FROM claims WHERE claim_id = ?"),
    ACTORS: ("actor", "SELECT count(*) FROM actors WHERE actor_id = ?"),
    COPIES: ("document", _DOCUMENT),
    HANDMADE: ("document", _DOCUMENT),
}
"""What decisions speak of, by their field, and how it is looked for."""
_PAIRING = (Verdict.SAME, Verdict.DIFFERENT, Verdict.RELATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The decisions that count now, oldest first, by the claims that they name and by their id.

    Those about actors and copies name no claims: they stand by their id only. ``fellows`` are documents that people put
    together or parted, each with all that the same decisions name. ``handmade`` are those that make claims, by the
    document in which the claims stand; each speaks of its own claim, too.
    """

    by_claim: Mapping[str, tuple[Decision, ...]]
    by_id: Mapping[str, Decision]
    fellows: Mapping[str, frozenset[str]]
    handmade: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)


def decisions(connection: sqlite3.Connection) -> list[Decision]:
    """All decisions in the order in which they were recorded."""
    found = connection.execute(f"SELECT {column_names(Decision)} FROM decisions ORDER BY number")  # noqa: S608 - the same
    return [record_of(Decision, row) for row in found]


def live(connection: sqlite3.Connection) -> Live:
    """The decisions that nothing takes back. A decision that was itself taken back takes nothing back."""
    by_claim: dict[str, list[Decision]] = defaultdict(list)
    counting = standing(decisions(connection))
    for decision in counting:
        for claim_id in dict.fromkeys(decision.subject_ids if decision.about_claims else ()):
            by_claim[claim_id].append(decision)
    handmade = [decision for decision in counting if decision.field == HANDMADE]
    for decision in handmade:
        claim_id = claim_id_of(decision)
        by_claim[claim_id].insert(0, replace(decision, subject_ids=(claim_id,)))
    return Live(
        by_claim={claim_id: tuple(named) for claim_id, named in by_claim.items()},
        by_id={decision.decision_id: decision for decision in counting},
        fellows=_fellows(counting),
        handmade=_by_document(handmade),
    )


def _by_document(decisions: list[Decision]) -> Mapping[str, tuple[Decision, ...]]:
    found: dict[str, tuple[Decision, ...]] = {}
    for decision in decisions:
        found[decision.subject_ids[0]] = (*found.get(decision.subject_ids[0], ()), decision)
    return found


def _fellows(counting: list[Decision]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for decision in counting:
        if decision.field == COPIES:
            found |= {name: found.get(name, frozenset()).union(decision.subject_ids) for name in decision.subject_ids}
    return found


def standing(journal: list[Decision]) -> list[Decision]:
    """Of a journal, oldest first, the decisions that count."""
    taken_back: set[str] = set()
    counting = []
    for decision in reversed(journal):
        if decision.decision_id in taken_back:
            continue
        if decision.supersedes is not None:
            taken_back.add(decision.supersedes)
        if decision.field != UNDO:
            counting.append(decision)
    return counting[::-1]


def check(connection: sqlite3.Connection, decision: Decision) -> None:
    """Refuse a decision on what the book does not hold; a former one can be taken back whatever it named.

    Of actors the first must be there: a name can be joined to one before any report uses it.
    """
    if decision.field == UNDO:
        return
    what, query = _KNOWN.get(decision.field or "", _KNOWN[""])
    subjects = decision.subject_ids[:1] if decision.field == ACTORS else decision.subject_ids
    unknown = [name for name in subjects if not connection.execute(query, (name,)).fetchone()[0]]
    if unknown:
        raise NotFoundError(
            f"decision {decision.decision_id} names {unknown[0]}, and the book holds no such {what}; "
            "look at the page again and decide on what it shows now"
        )


def lifts_a_rule(connection: sqlite3.Connection, decision: Decision) -> bool:
    """Whether a decision lifts a rule of withholding, or takes one back that does, or that back again."""
    fields = {each.decision_id: (each.field, each.supersedes) for each in decisions(connection)}
    field, supersedes = decision.field, decision.supersedes
    while field == UNDO and supersedes in fields:
        field, supersedes = fields[supersedes]
    return field == PUBLISH


def about(connection: sqlite3.Connection, field: str) -> list[Decision]:
    """The decisions of one field that count, oldest first; quick where there are none."""
    if connection.execute("SELECT EXISTS (SELECT 1 FROM decisions WHERE field = ?)", (field,)).fetchone()[0]:
        return [each for each in standing(decisions(connection)) if each.field == field]
    return []


def record(connection: sqlite3.Connection, decision: Decision) -> None:
    """Add a decision to the journal."""
    if is_recorded(connection, decision.decision_id):
        raise UsageError(f"decision {decision.decision_id} is recorded already; a decision is recorded once")
    if decision.supersedes is not None and not is_recorded(connection, decision.supersedes):
        raise NotFoundError(f"there is no decision {decision.supersedes} that could be superseded")
    row = row_of(decision)
    query = f"INSERT INTO decisions ({column_names(Decision)}) VALUES ({marks(len(row))})"  # noqa: S608 - our own names
    connection.execute(query, row)


def is_recorded(connection: sqlite3.Connection, decision_id: str) -> bool:
    """Whether the journal holds a decision of this id."""
    found = connection.execute("SELECT 1 FROM decisions WHERE decision_id = ?", (decision_id,)).fetchone()
    return found is not None


def block_of(decision_id: str) -> str:
    """The block in which the claims that a decision names meet, wherever their words would have put them."""
    return _BLOCK + decision_id


def decision_of(block: str) -> str | None:
    """The decision of such a block, none for other blocks.

    >>> decision_of(block_of("decision-a")), decision_of("day|2020-01-01")
    ('decision-a', None)
    """
    return block.removeprefix(_BLOCK) if block.startswith(_BLOCK) else None


def pairs_claims(decision: Decision) -> bool:
    """Whether the decision says how claims stand to each other."""
    return decision.verdict in _PAIRING and decision.about_claims
