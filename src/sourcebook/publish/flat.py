"""The book as flat tables: one row a claim, a figure, a party; columns with a type and a meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sourcebook.publish.contract import BookView
from sourcebook.publish.datafiles import data
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Estimate, Event, Relation, Strength
from sourcebook.records.links import Copy
from sourcebook.records.review import Decision
from sourcebook.records.text import Document
from sourcebook.records.values import PlaceUse, TimeRange, Words

Row = dict[str, Any]
HARMS = ("killed", "injured", "missing", "kidnapped", "arrested")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type (``string integer number boolean date``), its meaning, the table it points into."""

    name: str
    type: str
    meaning: str
    points_to: str = ""


def columns() -> dict[str, tuple[Column, ...]]:
    """The columns of every table, in order."""
    return {
        table: tuple(Column(name, *told) for name, told in rows["columns"].items())
        for table, rows in data("flat_tables.toml").items()
    }


def meanings() -> dict[str, str]:
    """What each table holds."""
    return {table: rows["meaning"] for table, rows in data("flat_tables.toml").items()}


def tables(book: BookView) -> Mapping[str, Callable[[], Iterator[Row]]]:
    """The rows of every table, made when they are asked for."""
    events, groups = book.claim_events(), book.origin_groups()
    return {
        "documents": lambda: (_document(row, groups) for row in book.rows(Document)),
        "claims": lambda: (_claim(row, events) for row in book.rows(Claim)),
        "parties": partial(_each, book, Claim, _parties),
        "figures": partial(_each, book, Claim, _figures),
        "events": lambda: map(_event, book.rows(Event)),
        "estimates": partial(_each, book, Event, _estimates),
        "actors": lambda: map(_actor, book.rows(Actor)),
        "aliases": partial(_each, book, Actor, _aliases),
        "relations": lambda: map(_relation, book.rows(Relation)),
        "strengths": lambda: map(_strength, book.rows(Strength)),
        "copies": lambda: map(_copy, book.rows(Copy)),
        "decisions": lambda: map(_decision, book.rows(Decision)),
    }


def _each(book: BookView, record: type[Any], rows: Callable[[Any], Iterable[Row]]) -> Iterator[Row]:
    return (row for one in book.rows(record) for row in rows(one))


def _document(row: Document, groups: Mapping[str, str]) -> Row:
    return {
        "document": row.document_id,
        "path": row.path,
        "title": row.title,
        "source": row.source,
        "url": row.url,
        "published": row.published_on,
        "language": row.language,
        "sha256": row.sha256,
        "characters": len(row.text),
        "origin_group": groups.get(row.document_id, row.document_id),
    }


def _time(time: TimeRange) -> Row:
    return {
        "earliest": time.earliest,
        "latest": time.latest,
        "time_precision": time.precision.value,
        "time_basis": time.basis.value,
    }


def _place(place: PlaceUse | None) -> Row:
    return {
        "place": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "admin2": place.admin2 if place else None,
        "country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "place_precision": place.precision.value if place else None,
        "radius_km": place.radius_km if place else None,
    }


def _words(words: Words | None) -> Row:
    return {
        "start": words.start if words else None,
        "end": words.end if words else None,
        "quote": words.quote if words else None,
    }


def _claim(row: Claim, events: Mapping[str, str]) -> Row:
    return {
        "claim": row.claim_id,
        "document": row.document_id,
        "event": events.get(row.claim_id),
        "kind": row.kind.value,
        "type": str(row.type),
        "realis": row.realis.value,
        "aggregate": row.aggregate,
        "attributed_to": row.attributed_to,
        "cited": row.cited.outlet if row.cited else None,
        **_time(row.time),
        **_place(row.place),
        **_words(row.words),
        "generated_by": row.generated_by,
        "confidence": row.confidence,
    }


def _parties(row: Claim) -> Iterator[Row]:
    for party in row.parties:
        yield {
            "claim": row.claim_id,
            "role": party.role.value,
            "name": party.name,
            "actor": party.actor_id,
            "stance": party.stance.value,
            "category": party.category,
            **_words(party.words),
        }


def _figures(row: Claim) -> Iterator[Row]:
    for figure in row.figures:
        yield {
            "claim": row.claim_id,
            "harm": figure.harm.value,
            "population": figure.population.value,
            "low": figure.low,
            "best": figure.best,
            "high": figure.high,
            "qualifier": figure.qualifier.value,
            "composition": figure.composition.value,
            "includes_perpetrators": figure.includes_perpetrators,
            "cumulative": figure.cumulative,
            "superseded": figure.superseded,
            **_words(figure.words),
        }


def _event(row: Event) -> Row:
    return {
        "event": row.event_id,
        "type": row.type.value,
        "realis": row.realis.value,
        **_time(row.time),
        **_place(row.place),
        "perpetrators": "; ".join(one.name for one in row.perpetrators) or None,
        "targets": "; ".join(one.name for one in row.targets) or None,
        "weapons": "; ".join(row.weapons) or None,
        "documents": len(row.document_ids),
        "origins": len(row.origins),
        "claims": len(row.claim_ids),
        "contested": "; ".join(row.contested) or None,
        "aggregate": row.aggregate,
        "review": row.review.value,
        "confidence": row.confidence,
    }


def _estimates(row: Event) -> Iterator[Row]:
    for harm in HARMS:
        estimate: Estimate | None = getattr(row, harm)
        if estimate is None:
            continue
        whole = {"event": row.event_id, "harm": harm, "rule": estimate.rule}
        told = {"low": estimate.low, "best": estimate.best, "high": estimate.high}
        yield {**whole, "population": None, **told, "perpetrators_included": estimate.perpetrators_included}
        for part in estimate.by_population:
            numbers = {"low": part.low, "best": part.best, "high": part.high}
            yield {**whole, "population": part.population.value, **numbers, "perpetrators_included": None}


def _actor(row: Actor) -> Row:
    identifiers = "; ".join(f"{one.scheme}:{one.value}" for one in row.identifiers)
    return {
        "actor": row.actor_id,
        "name": row.name,
        "kind": row.kind.value,
        "country": row.country,
        "identifiers": identifiers or None,
        "claims": len(row.claim_ids),
    }


def _aliases(row: Actor) -> Iterator[Row]:
    for alias in row.aliases:
        yield {
            "actor": row.actor_id,
            "name": alias.name,
            "language": alias.language,
            "valid_from": alias.valid_from,
            "valid_to": alias.valid_to,
        }


def _relation(row: Relation) -> Row:
    return {
        "relation": row.relation_id,
        "type": row.type.value,
        "subject": row.subject_id,
        "object": row.object_id,
        "subject_name": row.subject_name,
        "object_name": row.object_name,
        **_time(row.time),
        "over": row.over,
        "documents": len(row.document_ids),
        "origins": len(row.origins),
        "contested": "; ".join(row.contested) or None,
        "review": row.review.value,
    }


def _strength(row: Strength) -> Row:
    return {
        "strength": row.strength_id,
        "actor": row.actor_id,
        "low": row.low,
        "best": row.best,
        "high": row.high,
        **_time(row.as_of),
        **_place(row.place),
        "attributed_to": row.attributed_to,
    }


def _copy(row: Copy) -> Row:
    return {
        "copy": row.copy_id,
        "left": row.left,
        "right": row.right,
        "kind": row.kind.value,
        "containment": row.containment,
    }


def _decision(row: Decision) -> Row:
    return {
        "decision": row.decision_id,
        "subject": "; ".join(row.subject_ids),
        "field": row.field,
        "verdict": row.verdict.value,
        "value": row.value,
        "reason": row.reason,
        "decided_by": row.decided_by,
        "decided_at": row.decided_at,
        "supersedes": row.supersedes,
    }
