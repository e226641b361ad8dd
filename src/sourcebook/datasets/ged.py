"""A row of UCDP's Georeferenced Event Dataset as a claim, whatever its release: columns go by name.

GED tells who fought whom and who died, and never how, nor who attacked: in state-based and non-state violence both
sides stand as those who fought, and the type of act stays the widest one. Its dead are all dead, the attackers' too.
A row of event_clarity 2, a sum in its source, is still the one row of its days and place, so it tells an event.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.datasets.cells import Cells
from sourcebook.datasets.countries import ucdp_country
from sourcebook.datasets.parts import day_of, days, part, place
from sourcebook.datasets.row import RowClaim
from sourcebook.records.claims import Citation, Party
from sourcebook.records.values import Figure, PlaceUse, Words
from sourcebook.records.vocabulary import (
    Composition,
    EventType,
    Harm,
    PlacePrecision,
    Population,
    Qualifier,
    Role,
    Stance,
)

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
PRECISION = {
    1: PlacePrecision.LOCALITY,
    2: PlacePrecision.LOCALITY,
    3: PlacePrecision.DISTRICT,
    4: PlacePrecision.REGION,
    5: PlacePrecision.REGION,
    6: PlacePrecision.COUNTRY,
}
CIVILIANS = "private citizens & property"
MILITIA = "terrorists/non-state militia"


def claim_of(cells: Cells) -> RowClaim:
    """What a row of GED claims."""
    violence = cells.number("type_of_violence")
    return RowClaim(
        type=EventType.OTHER_VIOLENCE,
        time=days(day_of(cells, "date_start"), day_of(cells, "date_end")),
        time_words=said_days(cells),
        place=_place(cells),
        place_words=cells.said("where_coordinates", "; ") or cells.said("country", ", "),
        parties=tuple(_parties(cells, violence)),
        figures=(*_toll(cells), *_parts(cells, violence)),
        attributed_to=cells.text("source_original") or None,
        cited=_cited(cells),
        also=cells.words("source_headline"),
    )


def said_days(cells: Cells) -> Words | None:
    """The words that say when: one day, or from one to the other."""
    first, last = cells.said("date_start"), cells.said("date_end", "to ")
    if first is None or last is None or last.start < first.start:
        return first or last
    whole = cells.document.words(first.start, last.end)
    return first if cells.text("date_start") == cells.text("date_end") or "\n" in whole.quote else whole


def _place(cells: Cells) -> PlaceUse | None:
    precision = PRECISION.get(cells.number("where_prec") or 0, PlacePrecision.UNKNOWN)
    country = ucdp_country(cells.text("country"), cells.text("adm_1"))
    if country is None and cells.text("country"):
        cells.problems.append(f"the country {cells.text('country')!r} is not known by that name")
    return place(cells, ("where_coordinates", "adm_1", "adm_2"), country, precision)


def _parties(cells: Cells, violence: int | None) -> Iterator[Party]:
    for column in ("side_a", "side_b"):
        name, words = cells.text(column), cells.said(column)
        if not name or words is None:
            continue
        attacked = violence == ONE_SIDED and column == "side_b"
        yield Party(
            role=Role.TARGET if attacked else Role.PERPETRATOR,
            name=name,
            stance=Stance.STATED,
            words=words,
            category=CIVILIANS if attacked else None,
        )


def _toll(cells: Cells) -> Iterator[Figure]:
    """All dead: low, best and high put in order where the row has them out of it, and told."""
    words = cells.said("best", "best ")
    stated = {name: number for name in ("low", "best", "high") if (number := cells.number(name)) is not None}
    if words is None or "best" not in stated:
        return
    best = stated["best"]
    low, high = min(stated.get("low", best), best), max(stated.get("high", best), best)
    if (low, high) != (stated.get("low", best), stated.get("high", best)):
        told = ", ".join(f"{name} {number}" for name, number in stated.items())
        cells.problems.append(f"its deaths are out of order ({told}); taken as {low} to {high}, the row keeps its own")
    yield Figure(
        harm=Harm.KILLED,
        population=Population.PEOPLE,
        low=low,
        best=best,
        high=high,
        qualifier=Qualifier.EXACT if low == high else Qualifier.RANGE,
        composition=Composition.TOTAL,
        words=words,
        includes_perpetrators=True,
    )


def _parts(cells: Cells, violence: int | None) -> Iterator[Figure]:
    yield from part(cells, "deaths_civilians", Population.CIVILIANS)
    if violence == STATE_BASED:
        yield from part(cells, "deaths_a", Population.SOLDIERS)
        yield from part(cells, "deaths_b", Population.MILITANTS)
    elif violence == ONE_SIDED:
        yield from part(cells, "deaths_a", Population.PERPETRATORS)
    yield from part(cells, "deaths_unknown", Population.UNKNOWN)


def _cited(cells: Cells) -> Citation | None:
    """The first article that the row names: its outlet and day are the origin of what the row says."""
    outlet, day = cells.first("source_office"), cells.first("source_date")
    if outlet is None or day is None:
        return None
    first = Cells(cells.document, {"source_date": day})
    return Citation(outlet=outlet.quote, published_on=day_of(first, "source_date"), words=outlet)
