"""FollowTheMoney: entities by our merged ids, and statements by source, so that no disagreement is lost.

The library drops in silence what it does not know: dates are therefore written as ISO prefixes, countries as codes,
languages as three letters, before it sees them. It is not needed for writing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.datafiles import data
from sourcebook.publish.facts import Facts, facts_in, is_rejected
from sourcebook.publish.ftm_statements import COLUMNS, Statement, statements_of
from sourcebook.publish.headlines import date_prefix, headline, tolls
from sourcebook.publish.jsonfiles import write_lines
from sourcebook.publish.profile.sayings import is_renaming
from sourcebook.publish.sheets import write_sheet
from sourcebook.publish.tally import Tally
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Actor, Relation
from sourcebook.records.text import Document
from sourcebook.records.values import PlaceUse, TimeRange
from sourcebook.records.vocabulary import ActorKind, PlacePrecision, RelationType, ReviewState

FILES = ("entities.ftm.json", "statements.csv", "ftm-report.json", "claims.jsonl")
Entity = dict[str, Any]
SCHEMATA = {ActorKind.STATE_FORCE: "PublicBody", ActorKind.PERSON: "Person"}
MEMBER = frozenset(
    {
        RelationType.LEADS,
        RelationType.FOUNDED,
        RelationType.MEMBER_OF,
        RelationType.JOINED,
        RelationType.DEFECTED_TO,
        RelationType.PART_OF,
    }
)
AFTER = frozenset({RelationType.SPLIT_FROM, RelationType.MERGED_INTO, RelationType.SUCCESSOR_OF, RelationType.RENAMED})


class FollowTheMoneyExporter:
    """Writes ``entities.ftm.json``, ``statements.csv``, the claims behind them, and ``ftm-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book's documents, actors, places, events and relations to the folder ``out``."""
        from sourcebook.publish.plain import write_claims

        tally = Tally()
        with folder_written_whole(out, FILES) as folder:
            events = [facts for facts in facts_in(book) if _fits(facts, tally)]
            entities = {entity["id"]: entity for entity in _entities(book, events, tally)}
            count = write_lines(folder / "entities.ftm.json", (entities[name] for name in sorted(entities)))
            statements = sorted({statement for facts in events for statement in statements_of(facts)})
            write_sheet(folder / "statements.csv", COLUMNS, map(Statement.row, statements))
            write_claims(book, folder / "claims.jsonl")
            counts = [("entities", count), ("statements", len(statements))]
            report = tally.report("ftm", book, out, counts)
            tally.write(folder / "ftm-report.json", report)
        return report


def _fits(facts: Facts, tally: Tally) -> bool:
    if is_rejected(facts.event):
        tally.leave_out(facts.event, "rejected in review")
        return False
    tally.lose(_lost(facts))
    return True


def _lost(facts: Facts) -> Iterator[str]:
    event = facts.event
    yield "roles, type, realis and weapons of an event: FtM has no field; summary and keywords have the words"
    if tolls(event):
        yield "figures: FtM has no field for a number; summary has the words"
    if event.time.earliest is None:
        yield "undated events"
    if event.place and event.place.latitude is not None:
        yield "the precision of a place: remarks of its address have the words"


def _entities(book: BookView, events: list[Facts], tally: Tally) -> Iterator[Entity]:
    for document in book.rows(Document):
        yield document_entity(document, tally)
    for actor in book.rows(Actor):
        yield actor_entity(actor)
    for facts in events:
        place = facts.event.place
        if place:
            yield address_entity(place)
        yield event_entity(facts)
    people = frozenset(actor.actor_id for actor in book.rows(Actor) if actor.kind is ActorKind.PERSON)
    for relation in book.rows(Relation):
        if relation.review is ReviewState.REJECTED:
            continue
        if is_renaming(relation):
            tally.left_out["new names of an actor: FtM's successions lead from one entity to another"] += 1
        else:
            yield relation_entity(relation, people, tally)


def entity(entity_id: str, schema: str, **properties: str | list[str] | None) -> Entity:
    """An entity as FtM writes it: lists of strings, no empty property."""
    listed = {key: [value] if isinstance(value, str) else value for key, value in properties.items() if value}
    kept = {
        key: sorted({" ".join(text.split()) for text in values if text}) for key, values in listed.items() if values
    }
    return {"id": entity_id, "schema": schema, "properties": {key: kept[key] for key in sorted(kept) if kept[key]}}


def document_entity(document: Document, tally: Tally) -> Entity:
    """A document as an article."""
    language = data("languages.toml").get(document.language or "")
    if document.language and not language:
        tally.lost["languages that have no three-letter code here"] += 1
    if document.parent_id:
        tally.lost["which mail a document was attached to: FtM's parents are folders"] += 1
    tally.lost["texts and SHA-256 of documents: FtM's contentHash is SHA-1"] += 1
    return entity(
        document.document_id,
        "Article",
        title=document.title,
        publisher=document.source,
        publishedAt=document.published_on.isoformat() if document.published_on else None,
        sourceUrl=document.url if document.url and document.url.startswith(("http://", "https://")) else None,
        language=language,
        fileName=document.path,
    )


def actor_entity(actor: Actor) -> Entity:
    """An actor: a public body, a person, or an organisation. No topic: that would be a judgement."""
    names = [alias.name for alias in actor.aliases if alias.name != actor.name]
    return entity(
        actor.actor_id,
        SCHEMATA.get(actor.kind, "Organization"),
        name=actor.name,
        alias=names,
        country=actor.country.lower() if actor.country else None,
        idNumber=[f"{one.scheme}:{one.value}" for one in actor.identifiers if one.scheme != "wikidata"],
        wikidataId=[one.value for one in actor.identifiers if one.scheme == "wikidata"],
        classification=actor.kind.value.replace("_", " "),
    )


def address_id(place: PlaceUse) -> str:
    """The id of a place as an event uses it."""
    return content_id("address", place.place_id, place.name, place.admin1, place.country, place.latitude)


def address_entity(place: PlaceUse) -> Entity:
    """A place as an address."""
    town = place.precision in (PlacePrecision.SITE, PlacePrecision.LOCALITY)
    return entity(
        address_id(place),
        "Address",
        full=", ".join(part for part in (place.name, place.admin2, place.admin1, place.country) if part),
        city=place.name if town else None,
        state=place.admin1,
        region=place.admin2,
        country=place.country.lower() if place.country else None,
        latitude=None if place.latitude is None else str(place.latitude),
        longitude=None if place.longitude is None else str(place.longitude),
        remarks=f"precision: {place.precision.value}",
    )


def time_properties(time: TimeRange) -> dict[str, str | None]:
    """When: both ends, and the prefix where it is exactly a day, a month or a year."""
    return {
        "startDate": time.earliest.isoformat() if time.earliest else None,
        "endDate": time.latest.isoformat() if time.latest else None,
        "date": date_prefix(time),
    }


def event_entity(facts: Facts) -> Entity:
    """An event with who was involved; what FtM has no field for stands in summary and keywords."""
    event, place = facts.event, facts.event.place
    words = [
        f"type: {event.type.value}",
        f"realis: {event.realis.value}",
        *(f"weapon: {name}" for name in event.weapons),
    ]
    contested = [f"Sources disagree on: {', '.join(event.contested)}."] if event.contested else []
    return entity(
        event.event_id,
        "Event",
        name=headline(event),
        **time_properties(event.time),
        location=place.name if place else None,
        addressEntity=address_id(place) if place else None,
        country=place.country.lower() if place and place.country else None,
        involved=[one.actor_id for one in facts.suspects if one.actor_id and one.actor_id in facts.actors],
        summary="; ".join(tolls(event)),
        description=contested,
        keywords=words,
        proof=[document.document_id for document in facts.documents],
        recordId=event.event_id,
    )


def relation_entity(relation: Relation, people: frozenset[str], tally: Tally) -> Entity:
    """A tie: a membership, a succession, or a link of unknown kind whose role says which.

    Nobody is a member of a person: FtM's memberships lead to organisations.
    """
    ends = (relation.subject_id, relation.object_id)
    times = {**time_properties(relation.time), "role": relation.type.value.replace("_", " ")}
    proof = list(relation.document_ids)
    if relation.type in MEMBER and ends[1] not in people:
        return entity(relation.relation_id, "Membership", member=ends[0], organization=ends[1], proof=proof, **times)
    if relation.type in AFTER:
        later, former = ends if relation.type is not RelationType.MERGED_INTO else ends[::-1]
        return entity(relation.relation_id, "Succession", predecessor=former, successor=later, proof=proof, **times)
    tally.lost["the kind and direction of a tie: FtM's UnknownLink has them as words"] += 1
    return entity(relation.relation_id, "UnknownLink", subject=ends[0], object=ends[1], proof=proof, **times)
