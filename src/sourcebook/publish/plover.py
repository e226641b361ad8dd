"""PLOVER 2.0 as JSON lines: a record for each claim of an event that names or describes who did it.

PLOVER codes stories, so one event has one record for each report that tells it; ``event_id`` ties them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sourcebook.datasets import countries
from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.datafiles import data
from sourcebook.publish.facts import Facts, facts_in, is_rejected
from sourcebook.publish.ged_sides import is_description
from sourcebook.publish.jsonfiles import write_lines
from sourcebook.publish.plain import write_claims
from sourcebook.publish.tally import Tally, Unfit
from sourcebook.records.claims import Claim, Party
from sourcebook.records.knowledge import Actor
from sourcebook.records.text import Document
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import (
    ActorKind,
    EventType,
    Harm,
    PlacePrecision,
    Population,
    Realis,
    Role,
    Stance,
)

FILES = ("plover.jsonl", "plover-report.json", "claims.jsonl")
Record = dict[str, Any]
INSTEAD = {
    Realis.THREATENED: ("THREATEN", ["violence"]),
    Realis.HYPOTHETICAL: ("THREATEN", ["violence"]),
    Realis.DENIED: ("REJECT", []),
    Realis.FOILED: ("MOBILIZE", ["weapons"]),
}
RESOLUTION = {
    PlacePrecision.SITE: 5,
    PlacePrecision.LOCALITY: 4,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.REGION: 2,
    PlacePrecision.COUNTRY: 1,
}
SIZES = {Harm.KILLED: "dead", Harm.INJURED: "injured", Harm.ARRESTED: "arrested"}


class PloverExporter:
    """Writes ``plover.jsonl``, the claims behind it, and ``plover-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write a record for each claim that PLOVER can hold to the folder ``out``."""
        tally = Tally()
        with folder_written_whole(out, FILES) as folder:
            count = write_lines(folder / "plover.jsonl", _records(book, tally))
            write_claims(book, folder / "claims.jsonl")
            report = tally.report("plover", book, out, [("records", count)])
            tally.write(folder / "plover-report.json", report)
        return report


def _records(book: BookView, tally: Tally) -> Iterator[Record]:
    for facts in facts_in(book):
        if is_rejected(facts.event):
            tally.leave_out(facts.event, "rejected in review")
            continue
        for claim in facts.claims:
            try:
                yield record_of(facts, claim)
            except Unfit as unfit:
                tally.leave_out(facts.event, str(unfit))
                continue
            tally.lose(_lost(claim))


def record_of(facts: Facts, claim: Claim) -> Record:
    """The record of one claim; ``Unfit`` where PLOVER has none."""
    event, modes = coded(claim)
    actors, recipients = _sides(facts, claim, event)
    document = next((one for one in facts.documents if one.document_id == claim.document_id), None)
    if claim.time.earliest is None or claim.time.latest is None:
        raise Unfit("the claim's date is not known, and PLOVER asks for one")
    if not actors:
        raise Unfit("the claim names nobody who did it; PLOVER codes no event without an actor")
    rules = data("plover.toml")
    score = rules["modes"][modes[0]] if modes else rules["types"][event]["score"]
    ends = claim.time.latest if claim.time.latest != claim.time.earliest else None
    return {
        "id": claim.claim_id,
        "event_id": facts.event.event_id,
        "has_event": True,
        "date": claim.time.earliest.isoformat(),
        "enddate": ends.isoformat() if ends else None,
        "actor": actors,
        "recipient": recipients,
        "event": [event],
        "event_loc": _location(claim.place, claim.place_words.quote if claim.place_words else None),
        "event_text": [claim.words.quote],
        "quad_code": rules["types"][event]["quad"],
        "event_scale": score,
        "mode": modes,
        "context": [],
        "size": _size(claim),
        "link": document.url if document else None,
        "text": claim.words.quote,
        "text_info": {"sequence": claim.position, "start": claim.words.start, "end": claim.words.end},
        "cite_info": _cited(document) if document else None,
        "coder": claim.generated_by,
        "comment": f"attributed to {claim.attributed_to}" if claim.attributed_to else None,
    }


def coded(claim: Claim) -> tuple[str, list[str]]:
    """PLOVER's type and modes of a claim; ``Unfit`` for what is only planned or looked back on."""
    if claim.realis in INSTEAD:
        kind, instead = INSTEAD[claim.realis]
        return kind, list(instead)
    if claim.realis not in (Realis.HAPPENED, Realis.ATTEMPTED):
        raise Unfit("what is only planned or looked back on is no PLOVER event")
    rules = data("plover.toml")
    told, weapons = rules["coded"][claim.type], {weapon.type for weapon in claim.weapons}
    modes = list(told["modes"])
    if claim.type == EventType.AIRSTRIKE and "drone" in weapons:
        modes = ["drone"]
    elif claim.type == EventType.PROTEST_REPRESSION and weapons & set(rules["firearms"]["weapons"]):
        modes = ["firearms"]
    elif claim.type == EventType.SUICIDE_BOMBING and "vehicle_bomb" in weapons:
        modes = ["suicide-attack", "explosives"]
    return told["event"], modes


def _sides(facts: Facts, claim: Claim, event: str) -> tuple[list[Record], list[Record]]:
    """Who did it and to whom; who fought each other all stand as actors."""
    doers = [
        p for p in claim.parties if p.role is Role.PERPETRATOR and (p.stance is not Stance.DENIED or event == "REJECT")
    ]
    hit = [p for p in claim.parties if p.role in (Role.TARGET, Role.VICTIM)]
    both = claim.type == EventType.ARMED_CLASH
    country = claim.place.country if claim.place else None
    acted = [_entity(p, facts.actors.get(p.actor_id or ""), country) for p in (*doers, *(hit if both else ()))]
    return acted, [] if both else [_entity(p, facts.actors.get(p.actor_id or ""), country) for p in hit]


def _entity(party: Party, actor: Actor | None, here: str | None) -> Record:
    state = countries().get((actor.country if actor and actor.country else here) or "")
    ids = {one.scheme: one.value for one in actor.identifiers} if actor else {}
    return {
        "code": state.name if state else None,
        "sector": [sector_of(party, actor)],
        "entity_text": party.words.quote if party.words else party.name,
        "identifier_id": ids.get("wikidata"),
        "identifier_text": actor.name if actor else party.name,
    }


def sector_of(party: Party, actor: Actor | None) -> str:
    """PLOVER's sector of an actor; ``UNK`` where nothing tells."""
    found: str | None = data("plover.toml")["sectors"].get(party.category or "")
    if found:
        return found
    kinds = {ActorKind.ARMED_GROUP: "REB", ActorKind.FACTION: "REB", ActorKind.POPULATION: "CVL"}
    if actor and actor.kind is ActorKind.STATE_FORCE:
        return "COP" if "police" in actor.name.casefold() else "MIL"
    if is_description(party.name):
        return "UAF" if party.role is Role.PERPETRATOR else "CVL"
    return kinds.get(actor.kind, "UNK") if actor else "UNK"


def _location(place: PlaceUse | None, words: str | None) -> Record | None:
    if place is None:
        return None
    state = countries().get(place.country or "")
    town = place.precision is PlacePrecision.LOCALITY
    number = (place.place_id or "").removeprefix("geonames-")
    return {
        "extracted_place": words,
        "resolved_place": place.name,
        "geonameid": int(number) if number.isdigit() else None,
        "lat": place.latitude,
        "lon": place.longitude,
        "city": place.name if town else None,
        "district": place.admin2,
        "province": place.admin1,
        "country": state.name if state else None,
        "country_code": state.alpha3 if state else None,
        "resolution": RESOLUTION.get(place.precision),
    }


def _size(claim: Claim) -> dict[str, int]:
    """One number for each harm: the total that the claim gives."""
    found: dict[str, int] = {}
    for figure in claim.figures:
        whole = figure.population in (Population.PEOPLE, Population.UNKNOWN) and not figure.superseded
        number = figure.best if figure.best is not None else figure.low
        if figure.harm in SIZES and whole and number is not None:
            found.setdefault(SIZES[figure.harm], number)
    return found


def _cited(document: Document) -> Record:
    return {
        "corpus": "Sourcebook",
        "citation": document.document_id,
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "publication": document.source,
        "codebook": "PLOVER",
        "version": "2.0",
    }


def _lost(claim: Claim) -> Iterator[str]:
    yield "contexts of the document: nobody codes them here"
    if any(figure.low != figure.high for figure in claim.figures):
        yield "bounds of figures: size has one number"
    if any(party.stance not in (Stance.STATED, Stance.CLAIMED) for party in claim.parties):
        yield "suspicion: PLOVER has no field for it"
    if any(figure.harm not in SIZES for figure in claim.figures):
        yield "missing, captured and kidnapped people: size has no slot"
