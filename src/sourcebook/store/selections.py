"""Which events are looked at: one selection for every view of a book, told as conditions on the events' table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple


class Box(NamedTuple):
    """A part of the map in degrees; ``west`` is greater than ``east`` where it crosses the date line."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of the events is looked at; what is empty selects nothing out.

    An event is within ``earliest`` and ``latest`` if it may have happened then. ``checked`` leaves out what no person
    has looked at, ``rejected`` lets in what a person rejected.
    """

    earliest: date | None = None
    latest: date | None = None
    type: str = ""
    country: str = ""
    place: str = ""
    actor_id: str = ""
    document_id: str = ""
    review: str = ""
    least_killed: int | None = None
    contested: bool = False
    undated: bool = False
    unplaced: bool = False
    single_origin: bool = False
    checked: bool = False
    rejected: bool = False
    box: Box | None = None


Condition = tuple[str, dict[str, Any]]

# CROSS JOIN keeps the order: from the claims that name the actor to their clusters, not through all of either
_OF_ACTOR = """group_key IN (SELECT cluster_id FROM claim_groups AS named CROSS JOIN claims USING (claim_key)
    CROSS JOIN members ON members.stage = 'clusters' AND member_id = claim_id
    WHERE named.stage = 'actors' AND named.key = :actor_id)
    AND EXISTS (SELECT 1 FROM json_each(claim_ids) AS each WHERE each.value IN (SELECT claim_id
    FROM claim_groups AS named CROSS JOIN claims USING (claim_key)
    WHERE named.stage = 'actors' AND named.key = :actor_id))"""
_OF_DOCUMENT = (
    "EXISTS (SELECT 1 FROM json_each(claim_ids) AS each WHERE each.value IN (SELECT claim_id FROM claims "
    "JOIN documents USING (document_key) WHERE document_id = :document_id))"
)


def source(selection: Selection) -> str:
    """The table to select from: through the index that holds every facet, unless few events are sought by name."""
    return "events" if selection.actor_id or selection.document_id else "events INDEXED BY events_by_facets"


def condition(selection: Selection) -> Condition:
    """The ``WHERE`` of a selection, with the values that it names."""
    parts = [*_when(selection), *_where(selection), *_what(selection), *_doubts(selection)]
    given = {name: value for _, values in parts for name, value in values.items()}
    return " AND ".join(f"({part})" for part, _ in parts) or "1", given


def _when(selection: Selection) -> Iterator[Condition]:
    if selection.undated:
        yield "earliest IS NULL", {}
    if selection.earliest:
        yield "latest >= :earliest", {"earliest": selection.earliest.isoformat()}
    if selection.latest:
        yield "earliest <= :latest", {"latest": selection.latest.isoformat()}


def _where(selection: Selection) -> Iterator[Condition]:
    if selection.unplaced:
        yield "latitude IS NULL", {}
    if selection.country:
        yield "country = :country", {"country": selection.country}
    if selection.place:
        yield "instr(lower(place_name), :place)", {"place": selection.place.lower()}
    if selection.box:
        west, south, east, north = selection.box
        yield "latitude BETWEEN :south AND :north", {"south": south, "north": north}
        joined = "AND" if west <= east else "OR"
        yield (
            f"longitude >= :west {joined} longitude <= :east",
            {"west": west, "east": east},
        )


def _what(selection: Selection) -> Iterator[Condition]:
    if selection.type:
        yield "type = :type", {"type": selection.type}
    if selection.actor_id:
        yield _OF_ACTOR, {"actor_id": selection.actor_id}
    if selection.document_id:
        yield _OF_DOCUMENT, {"document_id": selection.document_id}
    if selection.least_killed is not None:
        yield "deaths >= :least_killed", {"least_killed": selection.least_killed}


def _doubts(selection: Selection) -> Iterator[Condition]:
    if selection.contested:
        yield "contested_count > 0", {}
    if selection.single_origin:
        yield "origin_count < 2", {}
    if selection.review:
        yield "review = :review", {"review": selection.review}
    elif not selection.rejected:
        yield "review <> 'rejected'", {}
    if selection.checked:
        yield "review <> 'machine'", {}
