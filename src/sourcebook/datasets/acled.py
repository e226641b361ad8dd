"""A row of an ACLED file, current or legacy header, as a claim.

ACLED's nought dead means none or unknown, so it counts only where the notes say that nobody died. Where reports differ
it gives the lowest figure: a bound from below, the attackers' dead among them. Mid-period days stand for the period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from sourcebook.datasets.cells import Cells
from sourcebook.datasets.countries import code_by_number, country_code, table
from sourcebook.datasets.parts import day_of, days, month_of, place
from sourcebook.datasets.row import RowClaim
from sourcebook.records.claims import Party
from sourcebook.records.values import UNKNOWN_TIME, Figure, PlaceUse, TimeRange
from sourcebook.records.vocabulary import (
    Composition,
    EventType,
    Harm,
    PlacePrecision,
    Population,
    Qualifier,
    Realis,
    Role,
    Stance,
)

PRECISION = {1: PlacePrecision.LOCALITY, 2: PlacePrecision.DISTRICT, 3: PlacePrecision.REGION}
COUNTRY_OF_NAME = re.compile(r"\s*\([^()]*\)\s*$")
POLICE = re.compile(r"\bpolice\b", re.IGNORECASE)
NOBODY = ("civilians", "protesters", "rioters", "unidentified")


@cache
def sub_events() -> dict[str, dict[str, Any]]:
    """The sub-event types by name, in their hierarchical order."""
    return {row["name"]: row for row in table("acled.toml")["sub_events"]}


@cache
def interactions() -> dict[str, int]:
    """The code of each kind of actor, by number or by any name of it in small letters."""
    inter = table("acled.toml")["inter"]
    named = {name.casefold(): int(code) for code, names in inter.items() for name in names}
    return named | {code: int(code) for code in inter}


def claim_of(cells: Cells) -> RowClaim | None:
    """What a row claims; nothing where it tells no violence: a peaceful protest, an agreement."""
    name = cells.text("sub_event_type")
    row = sub_events().get(name)
    if row is None:
        cells.problems.append(f"the sub-event type {name!r} is not one of ACLED's; no event was taken from the row")
        return None
    if not row["type"]:
        return None
    return RowClaim(
        type=EventType(row["type"]),
        time=_time(cells),
        time_words=cells.said("event_date"),
        place=_place(cells),
        place_words=cells.said("location", "; ") or cells.said("country"),
        parties=tuple(_parties(cells, row["who"])),
        figures=tuple(_toll(cells)),
        realis=Realis.FOILED if row.get("foiled") else Realis.HAPPENED,
        also=cells.words("notes"),
    )


def _time(cells: Cells) -> TimeRange:
    day = day_of(cells, "event_date")
    if day is None:
        return UNKNOWN_TIME
    return _period(day, cells.number("time_precision") or 1)


def _period(day: date, precision: int) -> TimeRange:
    """The period for which ACLED's day stands: itself, the week around it, the month that holds it."""
    if precision == 2:
        return days(day - timedelta(days=3), day + timedelta(days=3))
    return month_of(day) if precision == 3 else days(day, day)


def _place(cells: Cells) -> PlaceUse | None:
    number = cells.number("iso")
    country = (code_by_number(number) if number else None) or country_code(cells.text("country"))
    precision = PRECISION.get(cells.number("geo_precision") or 0, PlacePrecision.LOCALITY)
    return place(cells, ("location", "admin1", "admin2"), country, precision)


def _parties(cells: Cells, who: str) -> Iterator[Party]:
    for number, column in enumerate(("actor1", "actor2"), 1):
        name, words = cells.text(column), cells.said(column)
        if not name or words is None:
            continue
        acted = who == "both" or (who == "first") == (number == 1)
        yield Party(
            role=Role.PERPETRATOR if acted else Role.TARGET,
            name=actor_name(name),
            stance=Stance.STATED,
            words=words,
            category=None if acted else _category(cells, name, f"inter{number}"),
        )


def actor_name(name: str) -> str:
    """An actor's name without the country or the years behind it, where a name is left.

    >>> actor_name("Military Forces of Chad (1990-2021)"), actor_name("Civilians (Chad)"), actor_name("JNIM")
    ('Military Forces of Chad', 'Civilians', 'JNIM')
    """
    return COUNTRY_OF_NAME.sub("", name) or name


def _category(cells: Cells, name: str, column: str) -> str | None:
    if POLICE.search(name):
        return "police"
    code = interactions().get(cells.text(column).casefold())
    found: str | None = table("acled.toml")["targets"].get(str(code))
    return found


def _toll(cells: Cells) -> Iterator[Figure]:
    number, words = cells.number("fatalities"), cells.said("fatalities", "fatalities ")
    if number is None or number < 0 or words is None:
        return
    notes = cells.text("notes").casefold()
    if number == 0 and not any(said in notes for said in table("acled.toml")["nobody"]["words"]):
        return
    yield Figure(
        harm=Harm.KILLED,
        population=Population.PEOPLE,
        low=number,
        best=number,
        high=None if number else 0,
        qualifier=Qualifier.AT_LEAST if number else Qualifier.EXACT,
        composition=Composition.TOTAL,
        words=words,
        includes_perpetrators=True,
    )
