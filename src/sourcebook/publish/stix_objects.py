"""The objects of a STIX bundle, written as dictionaries: the library is needed to check them, not to write them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from sourcebook.publish.facts import Facts
from sourcebook.publish.geojson import DECIMALS
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Estimate, Event, Relation
from sourcebook.records.text import Document
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import ActorKind

Object = dict[str, Any]
Dates = tuple[str, str]
NAMESPACE = UUID("5f2d4c1e-8a37-5b60-9c1d-3e6a7b0f9d24")
NO_DAY = "1970-01-01T00:00:00.000Z"
"""Stands where no document has a day of publication: a made-up instant that cannot be taken for a real one."""
CLASSES = {
    ActorKind.PERSON: "individual",
    ActorKind.POPULATION: "class",
    ActorKind.UNKNOWN: "unknown",
    ActorKind.STATE_FORCE: "organization",
    ActorKind.ORGANISATION: "organization",
}
MAKER = "Sourcebook"


def stix_id(kind: str, key: object) -> str:
    """The id of an object, made of what it is: a place by its record, all else by our id."""
    if isinstance(key, PlaceUse):
        key = f"{key.place_id}|{key.name}|{key.admin1}|{key.country}|{key.latitude}|{key.longitude}|{key.precision}"
    return f"{kind}--{uuid5(NAMESPACE, f'{kind}:{key}')}"


def instant(day: date | None) -> str:
    """Midnight of a day, as STIX writes it."""
    return f"{day.isoformat()}T00:00:00.000Z" if day else NO_DAY


def documents_dates(documents: Sequence[Document]) -> Dates:
    """When the first and the last of some documents came out: what is created and modified."""
    days = [document.published_on for document in documents if document.published_on]
    return instant(min(days, default=None)), instant(max(days, default=None))


def stix_object(kind: str, key: object, dates: Dates, **properties: Any) -> Object:
    """An object with what every object has; empty properties are left out."""
    kept = {name: value for name, value in properties.items() if value not in (None, "", [], {})}
    head = {"type": kind, "spec_version": "2.1", "id": stix_id(kind, key)}
    by = {} if "created_by_ref" in kept or key == MAKER else {"created_by_ref": stix_id("identity", MAKER)}
    return {**head, **by, "created": dates[0], "modified": dates[1], **kept}


def maker() -> Object:
    """Who made the bundle."""
    return stix_object("identity", MAKER, (NO_DAY, NO_DAY), name=MAKER, identity_class="system")


def extension_definition() -> Object:
    """What the extension of incidents holds."""
    keys = {
        "event_type": {"type": "string"},
        "realis": {"type": "string"},
        "earliest": {"type": ["string", "null"], "format": "date"},
        "latest": {"type": ["string", "null"], "format": "date"},
        "time_precision": {"type": "string"},
        "place_precision": {"type": "string"},
        "figures": {"type": "object"},
        "perpetrators": {"type": "array"},
        "targets": {"type": "array"},
        "weapons": {"type": "array"},
        "origins": {"type": "integer"},
        "contested": {"type": "array"},
    }
    return stix_object(
        "extension-definition",
        "incident",
        (NO_DAY, NO_DAY),
        name="Sourcebook incident",
        description="Interval, place precision, figures with bounds, roles and stances of an incident.",
        schema=json.dumps({"type": "object", "properties": keys}),
        version="1.0.0",
        extension_types=["property-extension"],
    )


def figures_extension(facts: Facts) -> dict[str, Any]:
    """The extension of one incident."""
    event, time = facts.event, facts.event.time
    figures = {
        harm: _numbers(estimate)
        for harm in ("killed", "injured", "missing", "kidnapped", "arrested")
        if (estimate := getattr(event, harm)) is not None
    }
    told = {
        "extension_type": "property-extension",
        "event_type": event.type.value,
        "realis": event.realis.value,
        "earliest": time.earliest.isoformat() if time.earliest else None,
        "latest": time.latest.isoformat() if time.latest else None,
        "time_precision": time.precision.value,
        "place_precision": event.place.precision.value if event.place else "unknown",
        "figures": figures,
        "perpetrators": [{"name": one.name, "stances": [str(s) for s in one.stances]} for one in event.perpetrators],
        "targets": [target.name for target in event.targets],
        "weapons": list(event.weapons),
        "origins": len(event.origins),
        "contested": list(event.contested),
    }
    kept = {key: value for key, value in told.items() if value not in (None, [], {})}
    return {stix_id("extension-definition", "incident"): kept}


def _numbers(estimate: Estimate) -> dict[str, Any]:
    numbers = {"low": estimate.low, "best": estimate.best, "high": estimate.high}
    return {name: number for name, number in numbers.items() if number is not None} | {"rule": estimate.rule}


def actor_identity(actor: Actor) -> Object:
    """An actor as an identity, never as a threat actor."""
    names = "; ".join(alias.name for alias in actor.aliases if alias.name != actor.name)
    return stix_object(
        "identity",
        actor.actor_id,
        (NO_DAY, NO_DAY),
        name=actor.name,
        identity_class=CLASSES.get(actor.kind, "group"),
        description=f"Also: {names}" if names else None,
        external_references=[{"source_name": one.scheme, "external_id": one.value} for one in actor.identifiers],
    )


def outlet_identity(document: Document) -> Object:
    """Who published a document."""
    return stix_object(
        "identity", _outlet(document), (NO_DAY, NO_DAY), name=_outlet(document), identity_class="organization"
    )


def _outlet(document: Document) -> str:
    return document.source or f"publisher of {document.path}"


def located(place: PlaceUse) -> bool:
    """Whether a place has what STIX asks of a location: a country or a point."""
    return place.country is not None or place.latitude is not None


def location(place: PlaceUse) -> Object:
    """A place; its point has no more decimals than its precision bears, and metres where a radius is known."""
    decimals = DECIMALS[place.precision]
    return stix_object(
        "location",
        place,
        (NO_DAY, NO_DAY),
        name=place.name,
        description=f"Precision: {place.precision.value}",
        country=place.country,
        administrative_area=place.admin1,
        latitude=None if place.latitude is None else round(place.latitude, decimals),
        longitude=None if place.longitude is None else round(place.longitude, decimals),
        precision=place.radius_km * 1000.0 if place.radius_km and place.latitude is not None else None,
    )


def relationship(kind: str, event_id: str, target: str, dates: Dates) -> Object:
    """What ties an incident to a place or to an actor."""
    source = stix_id("incident", event_id)
    key = f"{source}|{kind}|{target}"
    return stix_object("relationship", key, dates, relationship_type=kind, source_ref=source, target_ref=target)


def tie(relation: Relation, dates: Dates) -> Object:
    """A relation of two actors; its end only where it lies after its start."""
    first, last = relation.time.earliest, relation.time.latest
    return stix_object(
        "relationship",
        relation.relation_id,
        dates,
        relationship_type=relation.type.value.replace("_", "-"),
        description=f"from {relation.subject_name} to {relation.object_name}" if relation.object_name else None,
        source_ref=stix_id("identity", relation.subject_id),
        target_ref=stix_id("identity", relation.object_id),
        start_time=instant(first) if first else None,
        stop_time=instant(last + timedelta(days=1)) if first and last and last > first else None,
    )


def note(claim: Claim, event: Event, document: Document) -> Object:
    """What one source says of an incident, in its words."""
    day = instant(document.published_on)
    return stix_object(
        "note",
        claim.claim_id,
        (day, day),
        created_by_ref=stix_id("identity", _outlet(document)),
        abstract=f"{claim.type} ({claim.realis.value})",
        content=claim.words.quote,
        authors=[claim.attributed_to] if claim.attributed_to else None,
        object_refs=[stix_id("incident", event.event_id)],
        external_references=[_reference(document, f"characters {claim.words.start} to {claim.words.end}")],
    )


def report_object(document: Document, event_ids: Sequence[str]) -> Object:
    """A document as a report on the incidents that it tells."""
    day = instant(document.published_on)
    return stix_object(
        "report",
        document.document_id,
        (day, day),
        created_by_ref=stix_id("identity", _outlet(document)),
        name=document.title or document.path,
        published=day,
        report_types=["incident"],
        object_refs=sorted({stix_id("incident", event_id) for event_id in event_ids}),
        external_references=[_reference(document)],
    )


def _reference(document: Document, description: str | None = None) -> dict[str, Any]:
    told = {
        "source_name": _outlet(document),
        "description": description or document.path,
        "url": document.url,
        "hashes": {"SHA-256": document.sha256} if document.url else None,
    }
    return {name: value for name, value in told.items() if value}


def bundle_of(objects: Mapping[str, Object]) -> Object:
    """All objects in one bundle, sorted by id; the bundle's id is made of theirs."""
    ordered = [objects[name] for name in sorted(objects)]
    return {"type": "bundle", "id": f"bundle--{uuid5(NAMESPACE, '|'.join(sorted(objects)))}", "objects": ordered}
