"""STIX 2.1: a bundle of incidents, identities, locations, reports and notes, with an extension for what incidents lack.

A group is an identity. Calling an army, a militia or a party a threat actor is a judgement that an export must not
make. Ids are made of ours and ``created`` of days of publication, so that the same book is the same bundle.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.facts import Facts, facts_in, is_rejected
from sourcebook.publish.headlines import headline, tolls
from sourcebook.publish.jsonfiles import write_json
from sourcebook.publish.plain import write_claims
from sourcebook.publish.stix_objects import (
    Object,
    actor_identity,
    bundle_of,
    documents_dates,
    extension_definition,
    figures_extension,
    located,
    location,
    maker,
    note,
    outlet_identity,
    relationship,
    report_object,
    stix_id,
    stix_object,
    tie,
)
from sourcebook.publish.tally import Tally
from sourcebook.records.knowledge import Actor, Relation
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import ReviewState

FILES = ("bundle.json", "stix-report.json", "claims.jsonl")


class StixExporter:
    """Writes ``bundle.json``, the claims behind it, and ``stix-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book as one bundle to the folder ``out``."""
        tally = Tally()
        with folder_written_whole(out, FILES) as folder:
            objects = {one["id"]: one for one in _objects(book, tally)}
            write_json(folder / "bundle.json", bundle_of(objects))
            write_claims(book, folder / "claims.jsonl")
            kinds = sorted({str(one["type"]) for one in objects.values()})
            counts = [(kind, sum(one["type"] == kind for one in objects.values())) for kind in kinds]
            report = tally.report("stix", book, out, counts)
            tally.write(folder / "stix-report.json", report)
        return report


def _objects(book: BookView, tally: Tally) -> Iterator[Object]:
    yield maker()
    yield extension_definition()
    events = []
    for facts in facts_in(book):
        if is_rejected(facts.event):
            tally.leave_out(facts.event, "rejected in review")
            continue
        events.append(facts)
        yield from _of_event(facts, tally)
    for actor in book.rows(Actor):
        yield actor_identity(actor)
    yield from _ties(book, tally)
    yield from _reports(book, events, tally)


def _of_event(facts: Facts, tally: Tally) -> Iterator[Object]:
    event = facts.event
    dates = documents_dates(facts.documents)
    said = "; ".join(tolls(event))
    unknown = " The day is not known." if event.time.earliest is None else ""
    yield stix_object(
        "incident",
        event.event_id,
        dates,
        name=headline(event),
        description=f"{headline(event)}. {said}{'.' if said else ''}{unknown}".strip(),
        labels=[event.type.value, event.realis.value],
        extensions=figures_extension(facts),
    )
    tally.lose(_lost(facts))
    if event.place and located(event.place):
        yield location(event.place)
        yield relationship("located-at", event.event_id, stix_id("location", event.place), dates)
    for one in facts.suspects:
        if one.actor_id and one.actor_id in facts.actors:
            yield relationship("attributed-to", event.event_id, stix_id("identity", one.actor_id), dates)
    for claim in facts.claims:
        document = next((d for d in facts.documents if d.document_id == claim.document_id), None)
        if document is not None:
            yield outlet_identity(document)
            yield note(claim, event, document)


def _lost(facts: Facts) -> Iterator[str]:
    event = facts.event
    yield "time, figures, roles of an incident: STIX has no property; they stand in an extension that most tools ignore"
    if event.place and not located(event.place):
        yield "places without country and coordinates: a STIX location needs one of them"
    if any(one.actor_id is None or one.actor_id not in facts.actors for one in facts.suspects):
        yield "perpetrators that are only described: the extension has their words"
    if len(facts.claims) > 1:
        yield "disagreement: a note for each claim; platforms that keep one author per object merge them"


def _ties(book: BookView, tally: Tally) -> Iterator[Object]:
    known = {actor.actor_id for actor in book.rows(Actor)}
    documents = {document.document_id: document for document in book.rows(Document)}
    for relation in book.rows(Relation):
        if relation.review is ReviewState.REJECTED or not {relation.subject_id, relation.object_id} <= known:
            continue
        if relation.time.earliest is not None and relation.time.earliest == relation.time.latest:
            tally.lost["the end of a tie of one day: STIX wants the start before the end"] += 1
        named = [documents[name] for name in relation.document_ids if name in documents]
        yield tie(relation, documents_dates(named))


def _reports(book: BookView, events: list[Facts], tally: Tally) -> Iterator[Object]:
    told: dict[str, list[str]] = {}
    for facts in events:
        for name in facts.event.document_ids:
            told.setdefault(name, []).append(facts.event.event_id)
    for document in book.rows(Document):
        tally.lost["texts of documents: reports name them by address and SHA-256"] += 1
        if document.document_id not in told:
            tally.left_out["documents that tell no event: a STIX report needs an object"] += 1
        elif document.published_on is None:
            tally.left_out["documents without a day of publication: a STIX report needs one"] += 1
        else:
            yield outlet_identity(document)
            yield report_object(document, told[document.document_id])
