"""What a person filled in, as the value of a field; a sentence where it is none."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from sourcebook import preview
from sourcebook.errors import UsageError
from sourcebook.records.vocabulary import EventType, PlacePrecision, Realis, Stance
from sourcebook.review.addresses import day
from sourcebook.review.forms import Form, one

HARMS = tuple(harm.value for harm in preview.HARMS)
MOST = 5_000_000
MOST_NAME = 300
_STANCES = re.compile(r"^(?P<name>.*?)\s*\((?P<stances>[^()]*)\)\s*$")


def value_of(form: Form, field: str) -> str:
    """The JSON text of the value that a form gives a field."""
    match field:
        case "time":
            value = _time(form)
        case "place":
            value = _place(form)
        case "type":
            value = _choice(one(form, "text"), set(EventType), "kind of incident")
        case "realis":
            value = _choice(one(form, "text"), set(Realis), "word for whether it happened")
        case "perpetrators":
            value = [_perpetrator(line) for line in _lines(form)]
        case "targets":
            value = [{"name": line} for line in _lines(form)]
        case _ if field in HARMS:
            value = _figure(form)
        case _:
            raise UsageError(f"{field!r} is no field that can be set here")
    return json.dumps(value, ensure_ascii=False)


def _choice(text: str, known: set[Any], what: str) -> str:
    if text not in known:
        raise UsageError(f"{text!r} is no {what}; choose one of the list")
    return text


def _time(form: Form) -> Any:
    first, last = one(form, "earliest"), one(form, "latest")
    if not first and not last:
        return {"earliest": None, "latest": None}
    earliest, latest = day(first or last), day(last or first, last=True)
    if earliest is None or latest is None:
        raise UsageError(f"{first or last!r} is no day; write it as 2004-03-11, a month as 2004-03, a year as 2004")
    if latest < earliest:
        raise UsageError(f"{latest} lies before {earliest}; the earliest day comes first")
    return {"earliest": earliest.isoformat(), "latest": latest.isoformat()}


def _place(form: Form) -> Any:
    name = one(form, "name")[:MOST_NAME]
    if not name:
        raise UsageError("a place needs a name")
    country = one(form, "country").upper()
    if country and not (len(country) == 2 and country.isalpha()):
        raise UsageError(f"{country!r} is no country; write its two letters, as in SY")
    latitude, longitude = _degrees(one(form, "latitude"), 90), _degrees(one(form, "longitude"), 180)
    if (latitude is None) != (longitude is None):
        raise UsageError("a point needs latitude and longitude, or neither")
    precision = _choice(one(form, "precision") or "locality", set(PlacePrecision), "precision")
    return {
        "name": name,
        "country": country or None,
        "latitude": latitude,
        "longitude": longitude,
        "precision": precision,
    }


def _degrees(text: str, most: float) -> float | None:
    if not text:
        return None
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not abs(found) <= most:
        raise UsageError(f"{text!r} is no number of degrees between -{most:g} and {most:g}")
    return found


def _lines(form: Form) -> list[str]:
    return [" ".join(line.split())[:MOST_NAME] for line in one(form, "lines").splitlines() if line.strip()]


def _perpetrator(line: str) -> Any:
    found = _STANCES.match(line)
    stances = [each.strip() for each in found["stances"].split(",")] if found else []
    if found and stances and set(stances) <= set(Stance):
        return {"name": found["name"], "stances": stances}
    return {"name": line}


def _figure(form: Form) -> Any:
    if rule := one(form, "rule"):
        return {"rule": _choice(rule, set(preview.rules()), "rule")}
    bounds = {name: _number(one(form, name)) for name in ("low", "best", "high")}
    known = [number for number in bounds.values() if number is not None]
    if not known:
        return None
    if known != sorted(known):
        raise UsageError("the numbers are out of order: low, then best, then high")
    return bounds


def _number(text: str) -> int | None:
    text = text.replace(",", "").replace(" ", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or int(text) > MOST:
        raise UsageError(f"{text!r} is no count of people")
    return int(text)
