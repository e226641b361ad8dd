"""A row of UCDP's Georeferenced Event Dataset: its 49 columns in order, and the arithmetic that they must obey."""

from __future__ import annotations

import math
import re
from base64 import b32decode
from collections.abc import Sequence
from datetime import date
from functools import cache

from sourcebook.publish.datafiles import data
from sourcebook.records.claims import Claim
from sourcebook.records.text import Document
from sourcebook.records.values import PlaceUse, TimeRange, Words

NEAR_KM = 25  # UCDP's where_prec 2: within about 25 km of a known point

COLUMNS: tuple[str, ...] = tuple(data("ged_rules.toml")["columns"])

Row = dict[str, str | int | float]


def number_of(event_id: str) -> int:
    """A whole number for an event's id, the same in every export: 50 of its bits.

    >>> number_of("event-aaaaaaaaaaaab") == number_of("event-aaaaaaaaaaaab")
    True
    """
    letters = event_id.rsplit("-", 1)[-1][:10].upper()
    if not re.fullmatch(r"[A-Z2-7]{10}", letters):
        return int.from_bytes(event_id.encode()[-6:], "big")
    return int.from_bytes(b32decode(letters.ljust(16, "=")), "big")


def date_precision(time: TimeRange) -> int | None:
    """UCDP's date_prec by the length of the interval; null beyond a year or without a date.

    1 one day, 2 two to six days, 3 seven days, 4 eight to 31 days, 5 up to a year.
    """
    if time.earliest is None or time.latest is None:
        return None
    days = (time.latest - time.earliest).days + 1
    limits = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
    return next((code for limit, code in limits if days <= limit), None)


def grid_cell(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell of half a degree that holds the point.

    >>> grid_cell(35.763369, 36.558974)
    181154
    """
    return math.floor((latitude + 90) * 2) * 720 + math.floor((longitude + 180) * 2) + 1


def described_place(event_place: PlaceUse, claims: Sequence[Claim]) -> tuple[str, bool]:
    """The place in a source's words, and whether words before it make it an area: "20 km north of Idlib"."""
    told = sorted(
        (claim for claim in claims if claim.place_words),
        key=lambda claim: claim.place is None or claim.place.place_id != event_place.place_id,
    )
    if not told or told[0].place_words is None:
        return "", False
    words = told[0].place_words
    sentence = next((one for one in (told[0].words, *told[0].also) if _holds(one, words)), words)
    lead = _near().search(sentence.quote[: words.start - sentence.start])
    return " ".join(f"{lead[0] if lead else ''}{words.quote}".split()), lead is not None


def _holds(sentence: Words, words: Words) -> bool:
    return sentence.start <= words.start and words.end <= sentence.end


def place_precision(place: PlaceUse, near: bool = False) -> int | None:
    """UCDP's where_prec, from the words and never from what the gazetteer knows; null where nothing says where."""
    code: int | None = data("ged_rules.toml")["where_prec"].get(place.precision.value)
    around = place.radius_km is not None and place.radius_km <= NEAR_KM
    return 2 if (code == 1 and near) or (code in (1, 3) and around) else code


@cache
def _near() -> re.Pattern[str]:
    """Words that end just before a place's name and make it an area.

    >>> bool(_near().search("fighting 20 km north of ")), bool(_near().search("gunmen in the town of "))
    (True, False)
    """
    rules = data("ged_rules.toml")["near"]
    before, units = ("|".join(map(re.escape, rules[name])) for name in ("before", "units"))
    distance = r"(?:about |some )?\d[\d.,]*\s?(?:km|kilomet(?:er|re)s?|miles?)\s"
    return re.compile(rf"(?:{distance})?\b(?:{before})\s(?:the\s)?(?:(?:{units})\s(?:of\s)?)?$", re.IGNORECASE)


def place_columns(place: PlaceUse, precision: int, words: str) -> Row:
    """Where: codes, names, coordinates and state. Units below the precision stay empty."""
    state = data("ucdp_countries.toml").get(place.country or "", {})
    columns: Row = {
        "where_prec": precision,
        "where_coordinates": place.name,
        "where_description": words,
        "adm_1": (place.admin1 or "") if precision not in (5, 6) else "",
        "adm_2": (place.admin2 or "") if precision not in (4, 5, 6) else "",
        "country": state.get("name", ""),
        "country_id": state.get("gwno", ""),
        "region": state.get("region", ""),
    }
    if place.latitude is None or place.longitude is None:
        return columns
    return columns | {
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geom_wkt": f"POINT ({place.longitude} {place.latitude})",
        "priogrid_gid": grid_cell(place.latitude, place.longitude),
    }


def source_columns(documents: Sequence[Document], claims: Sequence[Claim]) -> Row:
    """Who reports it, and who originated what they report."""
    listed = [(_listed(d.source), _iso(d.published_on), _listed(d.title)) for d in documents]
    tellers = [claim.attributed_to for claim in claims] + [claim.cited.outlet for claim in claims if claim.cited]
    return {
        "number_of_sources": len(documents),
        "source_article": ";".join('"' + ",".join(parts) + '"' for parts in listed),
        "source_office": ";".join(office for office, _, _ in listed),
        "source_date": ";".join(day for _, day, _ in listed),
        "source_headline": ";".join(headline for _, _, headline in listed),
        "source_original": "; ".join(dict.fromkeys(_listed(teller) for teller in tellers if teller)),
    }


def _listed(text: str | None) -> str:
    """Text that may stand in a list of quoted items parted by semicolons: on one line, without either mark."""
    return " ".join((text or "").replace('"', "'").replace(";", ",").split())


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def faults_of(row: Row) -> list[str]:
    """What forbids the row: each a rule of UCDP's that it breaks."""
    parts = sum(int(row[f"deaths_{name}"]) for name in ("a", "b", "civilians", "unknown"))
    one_sided = row["type_of_violence"] == 3
    checks = (
        (row["best"] == parts, "best is not the sum of the deaths by side"),
        (not one_sided or row["side_b"] == "Civilians", "one-sided violence needs Civilians as side_b"),
        (not one_sided or row["deaths_b"] == 0, "one-sided violence cannot have deaths_b"),
        (row["type_of_violence"] != 1 or str(row["side_a"]).startswith("Government of "), "side_a is not a state"),
        (str(row["date_start"]) <= str(row["date_end"]), "date_end lies before date_start"),
        (str(row["date_start"])[:4] == f"{int(row['year']):04d}", "year is not that of date_start"),
        (_grid_fits(row), "priogrid_gid does not hold the point"),
    )
    return [fault for holds, fault in checks if not holds]


def _grid_fits(row: Row) -> bool:
    if row["latitude"] == "":
        return row["priogrid_gid"] == ""
    return row["priogrid_gid"] == grid_cell(float(row["latitude"]), float(row["longitude"]))


def doubts_of(row: Row) -> list[str]:
    """What a reader of the row should know: rules that real rows break too, and columns that had to stay empty."""
    checks = (
        (int(row["low"]) <= int(row["best"]) <= int(row["high"]), "low, best and high are out of order"),
        (row["latitude"] != "", "latitude and longitude are empty: the gazetteer does not know the place"),
        (row["country_id"] != "", "country, country_id and region are empty: UCDP's list does not have the country"),
    )
    return [doubt for holds, doubt in checks if not holds]
