"""GeoJSON (RFC 7946): a feature an event, in a second file a feature a claim; the unlocated stay, without geometry.

A point is never more exact than the words that name its place: a region's centre is written without decimals, and the
property ``place_precision`` says what it is the centre of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.facts import Facts, facts_in, is_rejected
from sourcebook.publish.tally import Tally
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Estimate
from sourcebook.records.values import PlaceUse, TimeRange
from sourcebook.records.vocabulary import ClaimKind, PlacePrecision, Role, Stance

FILES = ("events.geojson", "claims.geojson", "geojson-report.json")
DECIMALS = {
    PlacePrecision.SITE: 4,
    PlacePrecision.LOCALITY: 3,
    PlacePrecision.DISTRICT: 1,
    PlacePrecision.REGION: 1,
    PlacePrecision.COUNTRY: 0,
    PlacePrecision.UNKNOWN: 0,
}


class GeoJsonExporter:
    """Writes ``events.geojson``, ``claims.geojson`` and ``geojson-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book's events and event claims to the folder ``out``."""
        tally = Tally()
        with folder_written_whole(out, FILES) as folder:
            events = _write(folder / "events.geojson", _event_features(book, tally))
            claims = _write(folder / "claims.geojson", _claim_features(book))
            report = tally.report("geojson", book, out, [("events", events), ("claims", claims)])
            tally.write(folder / "geojson-report.json", report)
        return report


def _write(path: Path, features: Iterable[dict[str, Any]]) -> int:
    """Write a collection, a feature a line, and say how many there are."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for feature in features:
            file.write(",\n" if count else "\n")
            file.write(json.dumps(feature, ensure_ascii=False))
            count += 1
        file.write("\n]}\n")
    return count


def _event_features(book: BookView, tally: Tally) -> Iterator[dict[str, Any]]:
    for facts in facts_in(book):
        event = facts.event
        if is_rejected(event):
            tally.leave_out(event, "rejected in review")
            continue
        if point_of(event.place) is None:
            tally.warn(event, "no geometry: nothing says where, or the gazetteer does not know the place")
        elif event.place and event.place.precision not in (PlacePrecision.SITE, PlacePrecision.LOCALITY):
            tally.warn(event, "the point is the centre of a district, a region or a country; place_precision says so")
        yield {
            "type": "Feature",
            "id": event.event_id,
            "geometry": point_of(event.place),
            "properties": event_properties(facts),
        }


def point_of(place: PlaceUse | None) -> dict[str, Any] | None:
    """The point of a place, longitude first, with as many decimals as its precision bears."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    decimals = DECIMALS[place.precision]
    return {"type": "Point", "coordinates": [round(place.longitude, decimals), round(place.latitude, decimals)]}


def event_properties(facts: Facts) -> dict[str, Any]:
    """What a map shows of an event."""
    event = facts.event
    return {
        "type": event.type.value,
        "realis": event.realis.value,
        **time_properties(event.time),
        **place_properties(event.place),
        "perpetrators": [one.name for one in facts.suspects],
        "targets": [target.name for target in event.targets],
        "weapons": list(event.weapons),
        **toll_properties("killed", event.killed),
        **toll_properties("injured", event.injured),
        "documents": len(event.document_ids),
        "origins": len(event.origins),
        "contested": list(event.contested),
        "review": event.review.value,
        "claims": list(event.claim_ids),
    }


def time_properties(time: TimeRange) -> dict[str, Any]:
    """The days between which it happened."""
    return {
        "earliest": time.earliest.isoformat() if time.earliest else None,
        "latest": time.latest.isoformat() if time.latest else None,
        "time_precision": time.precision.value,
    }


def place_properties(place: PlaceUse | None) -> dict[str, Any]:
    """The place by name, and how precisely the words tell it."""
    return {
        "place": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "admin2": place.admin2 if place else None,
        "country": place.country if place else None,
        "place_precision": place.precision.value if place else PlacePrecision.UNKNOWN.value,
        "radius_km": place.radius_km if place else None,
    }


def toll_properties(harm: str, estimate: Estimate | None) -> dict[str, Any]:
    """An estimate as three numbers; null where nothing is stated."""
    return {
        f"{harm}_low": estimate.low if estimate else None,
        f"{harm}_best": estimate.best if estimate else None,
        f"{harm}_high": estimate.high if estimate else None,
    }


def _claim_features(book: BookView) -> Iterator[dict[str, Any]]:
    events = book.claim_events()
    for claim in book.rows(Claim):
        if claim.kind is not ClaimKind.EVENT:
            continue
        yield {
            "type": "Feature",
            "id": claim.claim_id,
            "geometry": point_of(claim.place),
            "properties": _claim_properties(claim, events.get(claim.claim_id)),
        }


def _claim_properties(claim: Claim, event_id: str | None) -> dict[str, Any]:
    doers = [p for p in claim.parties if p.role is Role.PERPETRATOR and p.stance is not Stance.DENIED]
    return {
        "event": event_id,
        "document": claim.document_id,
        "type": claim.type,
        "realis": claim.realis.value,
        **time_properties(claim.time),
        **place_properties(claim.place),
        "perpetrators": [party.name for party in doers],
        "figures": [
            {"harm": f.harm.value, "population": f.population.value, "low": f.low, "best": f.best, "high": f.high}
            for f in claim.figures
        ],
        "attributed_to": claim.attributed_to,
        "quote": claim.words.quote,
    }
