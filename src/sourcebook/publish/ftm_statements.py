"""FollowTheMoney statements: what each source says of a thing, value by value, with the words that it printed.

A source's version of an event is an entity of its own, tied to ours by the canonical id; who wants one entity adds the
statements up. The origin of a statement is its document's SHA-256 and the characters that say it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from hashlib import sha1

from sourcebook.publish.facts import Facts
from sourcebook.publish.headlines import date_prefix, days_of
from sourcebook.records.claims import Claim
from sourcebook.records.ids import content_id
from sourcebook.records.text import Document
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import Role, Stance

COLUMNS = (
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
)


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """One value that one source gives, in the order of FtM's columns; the id is the library's own hash."""

    canonical_id: str
    entity_id: str
    prop: str
    prop_type: str
    value: str
    dataset: str
    origin: str
    original_value: str
    seen: str

    def row(self) -> tuple[str, ...]:
        """The statement as FtM's CSV has it."""
        canonical, name, prop, kind, value, dataset, origin, original, seen = astuple(self)
        key = sha1(f"{dataset}.{name}.{prop}.{value}".encode(), usedforsecurity=False).hexdigest()
        return canonical, name, prop, kind, "Event", value, dataset, origin, "", original, "f", seen, seen, key


def dataset_name(document: Document) -> str:
    """The source as the name of a dataset: small letters and underscores.

    >>> told = Document(document_id="d-1", path="", sha256="", original="", text="", blocks=(), source="The Post")
    >>> dataset_name(told)
    'the_post'
    """
    plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in (document.source or "").casefold())
    return "_".join(part for part in plain.split("_") if part) or document.document_id.replace("-", "_")


def statements_of(facts: Facts) -> Iterator[Statement]:
    """All that the sources of an event say of it."""
    documents = {document.document_id: document for document in facts.documents}
    for claim in facts.claims:
        if claim.document_id in documents:
            yield from _of_claim(facts, claim, documents[claim.document_id])


def _of_claim(facts: Facts, claim: Claim, document: Document) -> Iterator[Statement]:
    name = content_id("source-event", facts.event.event_id, document.document_id)
    seen = document.published_on.isoformat() if document.published_on else ""
    for prop, kind, value, words in _values(facts, claim, document):
        at = words or claim.words
        yield Statement(
            canonical_id=facts.event.event_id,
            entity_id=name,
            prop=prop,
            prop_type=kind,
            value=value,
            dataset=dataset_name(document),
            origin=f"{document.sha256}:{at.start}-{at.end}",
            original_value=" ".join(at.quote.split()) if words else "",
            seen=seen,
        )


def _values(facts: Facts, claim: Claim, document: Document) -> Iterator[tuple[str, str, str, Words | None]]:
    kind = claim.type.replace("_", " ")
    yield "name", "name", f"{kind}, {days_of(claim.time)}", None
    time = claim.time
    if time.earliest and time.latest:
        yield "startDate", "date", time.earliest.isoformat(), claim.time_words
        yield "endDate", "date", time.latest.isoformat(), claim.time_words
        if prefix := date_prefix(time):
            yield "date", "date", prefix, claim.time_words
    if claim.place:
        yield "location", "address", claim.place.name, claim.place_words
        if claim.place.country:
            yield "country", "country", claim.place.country.lower(), claim.place_words
    yield "keywords", "string", f"type: {claim.type}", None
    yield "keywords", "string", f"realis: {claim.realis.value}", None
    yield from _people(facts, claim)
    yield "proof", "entity", document.document_id, claim.words


def _people(facts: Facts, claim: Claim) -> Iterator[tuple[str, str, str, Words | None]]:
    for party in claim.parties:
        known = party.actor_id in facts.actors and party.role is Role.PERPETRATOR
        if known and party.actor_id and party.stance is not Stance.DENIED:
            yield "involved", "entity", party.actor_id, party.words
        yield "keywords", "string", f"{party.role.value} ({party.stance.value}): {party.name}", party.words
    for figure in claim.figures:
        numbers = "/".join("-" if n is None else str(n) for n in (figure.low, figure.best, figure.high))
        told = f"{figure.harm.value} {figure.population.value} low/best/high {numbers}"
        yield "keywords", "string", told, figure.words
