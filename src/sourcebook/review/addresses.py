"""Selections as addresses: what is looked at lives in the query of the URL, so that a link shows the same again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from sourcebook.records.vocabulary import EventType, ReviewState
from sourcebook.store.event_queries import ORDERS
from sourcebook.store.selections import Box, Selection

MOST_TEXT = 120
MOST_NUMBER = 10_000_000
NAMES = {"earliest": "from", "latest": "to", "actor_id": "actor", "document_id": "document", "least_killed": "killed"}
"""Fields of a selection that go by a shorter name in the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a page shows of the events: the selection, its order, and from which event on.

    ``dropped`` names what the address asked for and could not be understood.
    """

    selection: Selection = field(default_factory=Selection)
    order: str = "day"
    start: int = 0
    dropped: tuple[str, ...] = ()

    def address(self, path: str = "/", **changes: Any) -> str:
        """The address of this view with some of it changed; ``order`` and ``start`` are told apart from the rest."""
        order, start = changes.pop("order", self.order), changes.pop("start", 0)
        told = query_of(replace(self.selection, **changes))
        told |= {"order": order} if order != "day" else {}
        told |= {"start": str(start)} if start else {}
        return f"{path}?{urlencode(told)}" if told else path

    def query(self) -> str:
        """The selection alone, as the query of an address."""
        return urlencode(query_of(self.selection))


def view_of(query: Mapping[str, str]) -> View:
    """The view that an address asks for; what makes no sense is left out and named."""
    given: dict[str, Any] = {}
    dropped: list[str] = []
    for each in fields(Selection):
        name = NAMES.get(each.name, each.name)
        text = query.get(name, "").strip()
        if not text:
            continue
        value = _value(each.name, text[:MOST_TEXT])
        if value is None:
            dropped.append(f"{name}={text[:40]}")
        else:
            given[each.name] = value
    selection = Selection(**given)
    order = query.get("order", "day")
    return View(
        selection=selection,
        order=order if order in ORDERS else "day",
        start=number(query.get("start", "0"), MOST_NUMBER) or 0,
        dropped=tuple(dropped),
    )


def _value(name: str, text: str) -> Any:
    """The value of one field, none where the text is no such value."""
    match name:
        case "earliest" | "latest":
            return day(text, last=name == "latest")
        case "type":
            return text if text in set(EventType) else None
        case "review":
            return text if text in set(ReviewState) else None
        case "country":
            return text.upper() if len(text) == 2 and text.isalpha() else None
        case "least_killed":
            return number(text, MOST_NUMBER)
        case "box":
            return box(text)
        case "place" | "actor_id" | "document_id":
            return text
        case _:
            return True if text == "1" else None


def day(text: str, *, last: bool = False) -> date | None:
    """A day, or the first or last day of a month or year.

    >>> day("2004-02", last=True), day("2004"), day("soon")
    (datetime.date(2004, 2, 29), datetime.date(2004, 1, 1), None)
    """
    try:
        if len(text) == 4:
            return date(int(text), 12, 31) if last else date(int(text), 1, 1)
        if len(text) == 7:
            year, month = int(text[:4]), int(text[5:])
            end = date(year + month // 12, month % 12 + 1, 1)
            return date.fromordinal(end.toordinal() - 1) if last else date(year, month, 1)
        return date.fromisoformat(text)
    except ValueError:
        return None


def number(text: str, most: int = 1_000_000_000) -> int | None:
    """A whole number that an address or a cookie gives, ``most`` where it is greater; nothing for other words.

    >>> number("50"), number("²"), number("-1"), number("99999999999", 100)
    (50, None, None, 100)
    """
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 12 else None


def box(text: str) -> Box | None:
    """A part of the map: west, south, east, north in degrees.

    >>> box("-10,35,5,44"), box("1,2,3"), box("0,50,1,nan")
    (Box(west=-10.0, south=35.0, east=5.0, north=44.0), None, None)
    """
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    fits = all(map(math.isfinite, (west, south, east, north))) and -90 <= south <= north <= 90
    return Box(west=west, south=south, east=east, north=north) if fits else None


def query_of(selection: Selection) -> dict[str, str]:
    """The selection as it stands in an address, what selects nothing left out."""
    told: dict[str, str] = {}
    plain = Selection()
    for each in fields(Selection):
        value = getattr(selection, each.name)
        if value == getattr(plain, each.name):
            continue
        if value is True:
            text = "1"
        elif isinstance(value, Box):
            text = ",".join(f"{number:g}" for number in value)
        else:
            text = str(value)
        told[NAMES.get(each.name, each.name)] = text
    return told
