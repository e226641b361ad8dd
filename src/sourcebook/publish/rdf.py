"""RDF as N-Quads: a named graph for each claim, so that every statement keeps its source and none overrules another.

The default graph holds what we know of documents, actors and events, and where in which text each claim stands: a W3C
Web Annotation with a quote selector and a position selector, since positions alone move when a text changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.facts import is_rejected
from sourcebook.publish.headlines import date_prefix, headline
from sourcebook.publish.quads import EDTF, Quads, literal, term, thing
from sourcebook.publish.tally import Tally
from sourcebook.records.claims import Claim, Party
from sourcebook.records.knowledge import Actor, Estimate, Event, Relation
from sourcebook.records.text import Document
from sourcebook.records.values import Figure, PlaceUse, TimeRange
from sourcebook.records.vocabulary import ClaimKind, ReviewState, Role, TimeBasis

FILES = ("book.nq", "rdf-report.json")
AROUND = 32
"""Characters of a quote selector's prefix and suffix."""


class RdfExporter:
    """Writes ``book.nq`` and ``rdf-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book's claims, a graph each, and what all tell, to the folder ``out``."""
        tally = Tally()
        counts = {"quads": 0, "graphs": 0}
        with folder_written_whole(out, FILES) as folder:
            with (folder / "book.nq").open("w", encoding="utf-8") as file:
                for quads in _graphs(book, tally):
                    file.writelines(quads)
                    counts["quads"] += len(quads.lines)
                    counts["graphs"] += bool(quads.graph)
            report = tally.report("rdf", book, out, counts.items())
            tally.write(folder / "rdf-report.json", report)
        return report


def _graphs(book: BookView, tally: Tally) -> Iterator[Quads]:
    yield from map(document_quads, book.rows(Document))
    yield from map(actor_quads, book.rows(Actor))
    for event in book.rows(Event):
        if is_rejected(event):
            tally.leave_out(event, "rejected in review")
        else:
            yield event_quads(event)
    standing = (relation for relation in book.rows(Relation) if relation.review is not ReviewState.REJECTED)
    yield from map(relation_quads, standing)
    yield from _claims(book)
    tally.lost["mentions that no claim uses: jsonl has them"] += 1


def _claims(book: BookView) -> Iterator[Quads]:
    events = book.claim_events()
    for claim in book.rows(Claim):
        document = book.row(Document, claim.document_id)
        if document is not None:
            yield annotation_quads(claim, document)
            yield claim_quads(claim, events.get(claim.claim_id))


def document_quads(document: Document) -> Quads:
    """A document: where it came from, and the hash of its bytes."""
    quads, node = Quads(), thing("document", document.document_id)
    quads.add(node, "rdf:type", term("prov:Entity"))
    quads.say(node, "dcterms:title", document.title)
    quads.say(node, "dcterms:publisher", document.source)
    quads.say(node, "dcterms:issued", document.published_on)
    quads.say(node, "dcterms:language", document.language)
    quads.say(node, "dcterms:source", document.url)
    quads.say(node, "def:sha256", document.sha256)
    quads.say(node, "def:path", document.path)
    return quads


def actor_quads(actor: Actor) -> Quads:
    """An actor with its names."""
    quads, node = Quads(), thing("actor", actor.actor_id)
    quads.add(node, "rdf:type", term("sem:Actor"))
    quads.say(node, "rdfs:label", actor.name)
    quads.say(node, "def:kind", actor.kind.value)
    quads.say(node, "def:country", actor.country)
    for alias in actor.aliases:
        quads.say(node, "skos:altLabel", alias.name)
    for one in actor.identifiers:
        quads.say(node, "dcterms:identifier", f"{one.scheme}:{one.value}")
    return quads


def edtf(time: TimeRange) -> str | None:
    """A time as EDTF: a day, month or year, else an interval; with a question mark where it is but a publication's.

    >>> from datetime import date
    >>> from sourcebook.records.values import days_between
    >>> edtf(days_between(date(2014, 5, 3), date(2014, 5, 9), TimeBasis.STATED))
    '2014-05-03/2014-05-09'
    >>> edtf(days_between(date(2014, 5, 1), date(2014, 5, 31), TimeBasis.PUBLICATION))
    '2014-05?'
    """
    if time.earliest is None or time.latest is None:
        return None
    doubt = "?" if time.basis is TimeBasis.PUBLICATION else ""
    prefix = date_prefix(time)
    return f"{prefix}{doubt}" if prefix else f"{time.earliest}{doubt}/{time.latest}{doubt}"


def _time(quads: Quads, node: str, time: TimeRange) -> None:
    said = edtf(time)
    quads.add(node, "dcterms:date", literal(said, EDTF) if said else None)
    quads.say(node, "def:earliest", time.earliest)
    quads.say(node, "def:latest", time.latest)


def _place(quads: Quads, node: str, place: PlaceUse | None) -> None:
    if place is None:
        return
    there = thing(
        "place", "|".join(map(str, (place.place_id, place.name, place.admin1, place.country, place.latitude)))
    )
    quads.add(node, "sem:hasPlace", there)
    quads.say(node, "def:placePrecision", place.precision.value)
    quads.say(node, "def:radiusKm", place.radius_km)
    quads.add(there, "rdf:type", term("sem:Place"))
    for predicate, value in (
        ("rdfs:label", place.name),
        ("def:admin1", place.admin1),
        ("def:country", place.country),
        ("geo:lat", place.latitude),
        ("geo:long", place.longitude),
    ):
        quads.say(there, predicate, value)


def event_quads(event: Event) -> Quads:
    """An event as all claims together tell it."""
    quads, node = Quads(), thing("event", event.event_id)
    quads.add(node, "rdf:type", term("sem:Event"))
    quads.say(node, "rdfs:label", headline(event))
    quads.say(node, "def:type", event.type.value)
    quads.say(node, "def:realis", event.realis.value)
    _time(quads, node, event.time)
    _place(quads, node, event.place)
    for number, estimate in enumerate((event.killed, event.injured, event.missing, event.kidnapped, event.arrested)):
        if estimate:
            _estimate(quads, node, f"_:{event.event_id}-{number}".replace("-", "x"), estimate)
    for one in event.perpetrators:
        if one.actor_id:
            quads.add(node, "sem:hasActor", thing("actor", one.actor_id))
    for name in event.contested:
        quads.say(node, "def:contested", name)
    quads.say(node, "def:origins", len(event.origins))
    for claim_id in event.claim_ids:
        quads.add(node, "prov:wasDerivedFrom", thing("claim", claim_id))
    return quads


def _estimate(quads: Quads, node: str, figure: str, estimate: Estimate) -> None:
    quads.add(node, "def:estimate", figure)
    quads.say(figure, "def:harm", estimate.harm.value)
    quads.say(figure, "def:rule", estimate.rule)
    _bounds(quads, figure, estimate)


def _bounds(quads: Quads, node: str, figure: Estimate | Figure) -> None:
    quads.say(node, "def:low", figure.low)
    quads.say(node, "def:best", figure.best)
    quads.say(node, "def:high", figure.high)


def relation_quads(relation: Relation) -> Quads:
    """A tie of two actors, and the claims that tell it."""
    quads, node = Quads(), thing("relation", relation.relation_id)
    ends = thing("actor", relation.subject_id), thing("actor", relation.object_id)
    quads.add(ends[0], f"def:{relation.type.value}", ends[1])
    quads.say(node, "def:type", relation.type.value)
    quads.add(node, "rdf:subject", ends[0])
    quads.add(node, "rdf:object", ends[1])
    quads.say(node, "def:subjectName", relation.subject_name)
    quads.say(node, "def:objectName", relation.object_name)
    _time(quads, node, relation.time)
    for claim_id in relation.claim_ids:
        quads.add(node, "prov:wasDerivedFrom", thing("claim", claim_id))
    return quads


def annotation_quads(claim: Claim, document: Document) -> Quads:
    """Where a claim stands: a Web Annotation whose body is the claim's graph."""
    quads = Quads()
    graph, node = thing("claim", claim.claim_id), thing("annotation", claim.claim_id)
    target, by_quote, by_place = (f"_:{claim.claim_id}x{part}".replace("-", "x") for part in ("t", "q", "p"))
    words, text = claim.words, document.text
    quads.add(graph, "prov:wasDerivedFrom", thing("document", claim.document_id))
    quads.say(graph, "prov:wasGeneratedBy", claim.generated_by)
    quads.say(graph, "def:attributedTo", claim.attributed_to)
    quads.add(node, "rdf:type", term("oa:Annotation"))
    quads.add(node, "oa:hasBody", graph)
    quads.add(node, "oa:hasTarget", target)
    quads.add(target, "oa:hasSource", thing("document", claim.document_id))
    quads.add(target, "oa:hasSelector", by_quote)
    quads.add(target, "oa:hasSelector", by_place)
    quads.add(by_quote, "rdf:type", term("oa:TextQuoteSelector"))
    quads.say(by_quote, "oa:exact", words.quote)
    quads.say(by_quote, "oa:prefix", text[max(0, words.start - AROUND) : words.start])
    quads.say(by_quote, "oa:suffix", text[words.end : words.end + AROUND])
    quads.add(by_place, "rdf:type", term("oa:TextPositionSelector"))
    quads.say(by_place, "oa:start", words.start)
    quads.say(by_place, "oa:end", words.end)
    return quads


def claim_quads(claim: Claim, event_id: str | None) -> Quads:
    """What one claim says, in a graph of its own, of the event or the actors that it is about."""
    quads = Quads(thing("claim", claim.claim_id))
    if claim.kind is ClaimKind.RELATION:
        _relation(quads, claim)
        return quads
    node = thing("event", event_id) if event_id else thing("thing", claim.claim_id)
    quads.add(node, "rdf:type", term("sem:Event") if claim.kind is ClaimKind.EVENT else term("prov:Entity"))
    quads.say(node, "def:type", claim.type)
    quads.say(node, "def:realis", claim.realis.value)
    quads.say(node, "def:aggregate", claim.aggregate)
    _time(quads, node, claim.time)
    _place(quads, node, claim.place)
    for number, party in enumerate(claim.parties):
        _party(quads, node, f"_:{claim.claim_id}xa{number}".replace("-", "x"), party)
    for number, figure in enumerate(claim.figures):
        _figure(quads, node, f"_:{claim.claim_id}xf{number}".replace("-", "x"), figure)
    for weapon in claim.weapons:
        quads.say(node, "def:weapon", weapon.type)
    return quads


def _relation(quads: Quads, claim: Claim) -> None:
    for subject in _in_role(claim.parties, Role.SUBJECT):
        for other in _in_role(claim.parties, Role.OBJECT):
            quads.add(subject, f"def:{claim.type}", other)
            _time(quads, subject, claim.time)


def _in_role(parties: Iterable[Party], role: Role) -> Iterator[str]:
    return (thing("actor", party.actor_id or party.name) for party in parties if party.role is role)


def _party(quads: Quads, node: str, blank: str, party: Party) -> None:
    quads.add(node, "def:party", blank)
    quads.say(blank, "def:role", party.role.value)
    quads.say(blank, "def:stance", party.stance.value)
    quads.say(blank, "rdfs:label", party.name)
    quads.add(blank, "def:actor", thing("actor", party.actor_id) if party.actor_id else None)


def _figure(quads: Quads, node: str, blank: str, figure: Figure) -> None:
    quads.add(node, "def:figure", blank)
    quads.say(blank, "def:harm", figure.harm.value)
    quads.say(blank, "def:population", figure.population.value)
    quads.say(blank, "def:qualifier", figure.qualifier.value)
    quads.say(blank, "def:start", figure.words.start)
    quads.say(blank, "def:end", figure.words.end)
    _bounds(quads, blank, figure)
