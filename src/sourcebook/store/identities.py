"""Who people said is one actor, and who is not: which id each party of each claim goes by.

Reading gives every party an id by its words alone. A person joins two actors, or says that some claims mean another
one than the words suggest; claims are then read with the ids that this gives, wherever they are read. What was read
stays as it was, so that each decision can be taken back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sourcebook.records.claims import Claim
from sourcebook.records.ids import content_id
from sourcebook.records.review import ACTORS, Decision
from sourcebook.records.vocabulary import Verdict

GROUPED = ("actors", "relations", "strengths")
"""The steps whose groups are named after actors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """What standing decisions make of actor ids: parting comes first, then joining."""

    joined: Mapping[str, str] = field(default_factory=dict)
    parted: Mapping[tuple[str, str], str] = field(default_factory=dict)
    edits: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)

    def of(self, claim_id: str, actor_id: str) -> str:
        """The id by which an actor goes in a claim."""
        own = self.parted.get((claim_id, actor_id), actor_id)
        return self.joined.get(own, own)

    def told(self, claim: Claim) -> Claim:
        """The claim with the ids that its parties go by."""
        if not (self.joined or self.parted):
            return claim
        parties = tuple(
            replace(party, actor_id=self.of(claim.claim_id, party.actor_id)) if party.actor_id else party
            for party in claim.parties
        )
        return claim if parties == claim.parties else replace(claim, parties=parties)

    def groups(self, claim: Claim) -> Iterator[tuple[str, str]]:
        """The groups named after actors in which a claim, as it was read, stands now.

        A tie between two names of one actor is no tie, but that it took the one after the other.
        """
        from sourcebook.reconcile.groups import keys_of
        from sourcebook.reconcile.renamings import is_renaming

        told = self.told(claim)
        for stage, key in keys_of(told):
            itself = stage == "relations" and len(set(key.split("|")[1:])) < 2
            if itself and told is not claim and not is_renaming(key):
                continue
            if stage in GROUPED:
                yield stage, key


def identities_by(decisions: Iterable[Decision]) -> Identities:
    """What decisions about actors, oldest first, make of their ids."""
    joined: dict[str, str] = {}
    parted: dict[tuple[str, str], str] = {}
    edits: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.field != ACTORS:
            continue
        if decision.verdict is Verdict.SAME:
            _join(joined, decision.subject_ids)
        elif decision.verdict is Verdict.DIFFERENT and decision.value:
            whole, part = decision.subject_ids[:2]
            parted |= {(claim_id, whole): part for claim_id in json.loads(decision.value)["claim_ids"]}
        elif decision.verdict is Verdict.EDIT:
            edits.setdefault(decision.subject_ids[0], []).append(decision)
    return Identities(joined=joined, parted=parted, edits={name: tuple(made) for name, made in edits.items()})


def _join(joined: dict[str, str], actor_ids: Sequence[str]) -> None:
    """Let all of these and whoever counts as one of them count as the first."""
    first = joined.get(actor_ids[0], actor_ids[0])
    former = {joined.get(name, name) for name in actor_ids[1:]} - {first}
    for name in [name for name, now in joined.items() if now in former]:
        joined[name] = first
    joined.update(dict.fromkeys(sorted(former), first))


def part_of(actor_id: str, claim_ids: Iterable[str]) -> str:
    """The id of the actor that some claims mean who was taken for another; its kind stands in it as in the other's."""
    kind = next((k for k in ("person", "population", "state-force") if actor_id.startswith(f"actor-{k}-")), "group")
    return content_id(f"actor-{kind}", actor_id, *sorted(claim_ids))


def concerned(decision: Decision) -> set[str]:
    """The actors that a decision speaks of."""
    return set(decision.subject_ids) if decision.field == ACTORS else set()


def claims_as_read(connection: sqlite3.Connection, actor_ids: Iterable[str]) -> list[tuple[int, str]]:
    """The key and id of each claim that stands in the groups of these actors."""
    query = (
        "SELECT DISTINCT claim_key, claim_id FROM claim_groups JOIN claims USING (claim_key) "
        "WHERE stage = 'actors' AND key = ?"
    )
    return sorted({row for name in sorted(actor_ids) for row in connection.execute(query, (name,))})
