"""All that is published, read once from the book as it is seen without withheld names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from sourcebook.publish.facts import is_rejected
from sourcebook.publish.ged_sides import is_description
from sourcebook.publish.kept import Kept
from sourcebook.publish.masks import WITHHELD
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Event, Relation, Strength
from sourcebook.records.links import Copy
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import ReviewState


@dataclass(frozen=True)
class Holdings:
    """The book's records as they are published, with what hangs on what."""

    view: Kept

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events that nobody rejected, by day."""
        told = (event for event in self.view.rows(Event) if not is_rejected(event))
        return tuple(sorted(told, key=lambda event: (str(event.time.earliest or "9999"), event.event_id)))

    @cached_property
    def rejected(self) -> frozenset[str]:
        """The ids of the events that a person rejected."""
        return frozenset(event.event_id for event in self.view.rows(Event) if is_rejected(event))

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """All claims by id."""
        return {claim.claim_id: claim for claim in self.view.rows(Claim)}

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """All documents by id, in the order of publication."""
        found = sorted(self.view.rows(Document), key=lambda d: (str(d.published_on or "9999"), d.document_id))
        return {document.document_id: document for document in found}

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """The actors that have a page: all but the persons who are not named and those who are only described."""
        named = (actor for actor in self.view.rows(Actor) if actor.name != WITHHELD)
        return {actor.actor_id: actor for actor in named if actor.identifiers or is_named(actor.name)}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of all actors, those withheld told so."""
        return {actor.actor_id: actor.name for actor in self.view.rows(Actor)}

    @cached_property
    def ties(self) -> Mapping[str, Sequence[Relation]]:
        """The ties of each actor, in the order of time."""
        found: dict[str, list[Relation]] = {}
        order = sorted(self.view.rows(Relation), key=lambda r: (str(r.time.earliest or "9999"), r.relation_id))
        for relation in order:
            for end in dict.fromkeys((relation.subject_id, relation.object_id)):
                found.setdefault(end, []).append(relation)
        return found

    @cached_property
    def strengths(self) -> Mapping[str, Sequence[Strength]]:
        """What each actor was said to number, in the order of time."""
        found: dict[str, list[Strength]] = {}
        for strength in sorted(self.view.rows(Strength), key=lambda s: (str(s.as_of.earliest or ""), s.strength_id)):
            found.setdefault(strength.actor_id, []).append(strength)
        return found

    @cached_property
    def event_of(self) -> Mapping[str, str]:
        """The event of each claim that tells one."""
        return {claim_id: event.event_id for event in self.events for claim_id in event.claim_ids}

    @cached_property
    def told_by(self) -> Mapping[str, Sequence[Event]]:
        """The events that each document tells, by day."""
        found: dict[str, list[Event]] = {name: [] for name in self.documents}
        for event in self.events:
            for name in event.document_ids:
                found.setdefault(name, []).append(event)
        return found

    @cached_property
    def acts_of(self) -> Mapping[str, Sequence[Event]]:
        """The events whose reports name each actor, by day."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            claims = (self.claims[name] for name in event.claim_ids if name in self.claims)
            named = {party.actor_id for claim in claims for party in claim.parties if party.actor_id}
            for actor_id in named | {one.actor_id for one in event.perpetrators if one.actor_id}:
                found.setdefault(actor_id, []).append(event)
        return found

    @cached_property
    def claims_in(self) -> Mapping[str, Sequence[Claim]]:
        """The claims of each document that an event or a tie rests on, in the order of its text."""
        ties = {name for relation in self.view.rows(Relation) for name in relation.claim_ids}
        numbers = {name for strength in self.view.rows(Strength) for name in strength.claim_ids}
        found: dict[str, list[Claim]] = {}
        for claim in self.claims.values():
            if claim.claim_id in self.event_of or claim.claim_id in ties or claim.claim_id in numbers:
                found.setdefault(claim.document_id, []).append(claim)
        return {name: sorted(claims, key=lambda claim: claim.words.start) for name, claims in found.items()}

    @cached_property
    def claims_naming(self) -> Mapping[str, Sequence[Claim]]:
        """The published claims that name each actor."""
        found: dict[str, list[Claim]] = {}
        for claim in (claim for claims in self.claims_in.values() for claim in claims):
            for name in dict.fromkeys(party.actor_id for party in claim.parties if party.actor_id):
                found.setdefault(name, []).append(claim)
        return found

    @cached_property
    def copies(self) -> Mapping[str, Sequence[Document]]:
        """The documents that repeat each document, or that it repeats."""
        found: dict[str, dict[str, Document]] = {}
        for copy in self.view.rows(Copy):
            for one, other in ((copy.left, copy.right), (copy.right, copy.left)):
                if other in self.documents:
                    found.setdefault(one, {})[other] = self.documents[other]
        return {name: tuple(others.values()) for name, others in found.items()}

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """What is known and unknown of the events, in numbers."""
        tests = {
            "undated": lambda event: event.time.earliest is None,
            "unplaced": lambda event: event.place is None or event.place.latitude is None,
            "contested": lambda event: bool(event.contested),
            "single_origin": lambda event: len(event.origins) < 2,
            "without_a_toll": lambda event: event.killed is None,
            "reviewed": lambda event: event.review is not ReviewState.MACHINE,
        }
        return {
            "events": len(self.events),
            "documents": len(self.documents),
            "origins": len(set(self.view.origin_groups().values())),
            **{name: sum(map(test, self.events)) for name, test in tests.items()},
        }

    @cached_property
    def rules_used(self) -> Counter[str]:
        """How many figures each rule chose."""
        harms = ("killed", "injured", "missing", "kidnapped", "arrested")
        estimates = (getattr(event, harm) for event in self.events for harm in harms)
        return Counter(estimate.rule for estimate in estimates if estimate)

    @cached_property
    def readers(self) -> Counter[str]:
        """Who read how many claims: the steps by name and version."""
        return Counter(claim.generated_by for claim in self.claims.values())


def is_named(name: str) -> bool:
    """Whether an actor goes by a name of its own, and is not only described.

    >>> [is_named(name) for name in ("al-Shabaab", "Iraqi army", "gunmen", "people", "Police")]
    [True, True, False, False, False]
    """
    return not is_description(name) or any(word[:1].isupper() for word in name.split()[:-1])


def name_of(document: Document) -> str:
    """What a document without a title is called: its file's name, without the folders it lay in.

    >>> from sourcebook.records.text import Block
    >>> name_of(Document(document_id="d", path="in/reports.jsonl#7", sha256="", original="", text="", blocks=()))
    'reports.jsonl#7'
    """
    path, mark, row = document.path.partition("#")
    return f"{PurePath(path).name}{mark}{row}" or document.document_id
