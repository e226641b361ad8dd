"""Read places from UCDP GED rows (CC BY 4.0): villages, districts and provinces where people died, with coordinates.

Only used when the gazetteer is built. A place that GeoNames already has near by gets the further spelling instead.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from math import cos, hypot, radians
from pathlib import Path

from sourcebook.records.ids import content_id
from sourcebook.resolve.build_gazetteer import Entries, Entry
from sourcebook.resolve.folding import folded, tolerant
from sourcebook.resolve.former import codes_within
from sourcebook.resolve.gazetteer import PlaceKind

# GED writes older names in brackets and some countries in its own way.
COUNTRIES = {
    "bosnia herzegovina": "BA", "dr congo": "CD", "kingdom of eswatini": "SZ", "macedonia fyr": "MK",
    "serbia": "RS", "yemen": "YE", "ivory coast": "CI", "russia": "RU", "cambodia": "KH", "myanmar": "MM",
}  # fmt: skip
BRACKETS = re.compile(r"\s*\(([^)]*)\)")
TOWN_WORDS = frozenset(["town", "village", "city", "suburb", "locality", "hamlet", "settlement", "camp"])
SITE_WORDS = frozenset(["airport", "airbase", "base", "dam", "hospital", "prison", "university", "mosque"])
NEAR_KM = 25.0
Towns = list[tuple[tuple[float, float], str]]


def ged_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a GED file, plain or gzipped."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two near points."""
    return 111.2 * hypot(a[0] - b[0], (a[1] - b[1]) * cos(radians((a[0] + b[0]) / 2)))


def country_codes(entries: Entries) -> dict[str, str]:
    """Country names as GED writes them to ISO codes."""
    codes = {}
    for entry in entries.values():
        if entry.kind is PlaceKind.COUNTRY:
            codes.update({folded(name): entry.country for name in (entry.name, *entry.others)})
    return {**codes, **COUNTRIES}


def country_of(row: dict[str, str], codes: dict[str, str], towns: Towns | None = None) -> str | None:
    """The ISO code of a row's country, Gaza and the West Bank told apart from Israel.

    GED files all of Yugoslavia under Serbia; there the nearest town says which state of today it is.
    """
    code = codes.get(folded(BRACKETS.sub("", row["country"])))
    if code == "IL" and folded(row["adm_1"]).startswith(("gaza", "west bank")):
        return "PS"
    if code == "RS" and towns is not None:
        return nearest_country(towns, (float(row["latitude"]), float(row["longitude"]))) or code
    return code


def yugoslav_towns(entries: Entries) -> Towns:
    """The points of the towns of what was Yugoslavia, by country."""
    codes = codes_within("Yugoslavia")
    return [(e.at, e.country) for e in entries.values() if e.kind is PlaceKind.TOWN and e.at and e.country in codes]


def nearest_country(towns: Towns, at: tuple[float, float]) -> str | None:
    """The country of the nearest of these towns, if one is near."""
    near = min(((kilometres(at, point), country) for point, country in towns), default=(NEAR_KM, ""))
    return near[1] if near[0] < NEAR_KM else None


def split_name(text: str, words: frozenset[str]) -> tuple[list[str], str]:
    """The names in a GED place text and its last class word: "Al-Rai town (Choban Bey)" has two names and "town"."""
    names = [*BRACKETS.findall(text)]
    main = BRACKETS.sub("", text).strip()
    head, _, last = main.rpartition(" ")
    kind = last.casefold() if head and last.casefold() in words else ""
    names = [*(head if kind else main).split("/"), *names]
    return [name.strip() for name in names if len(name.strip()) > 2 and not name.strip().isdigit()], kind


def add_ged(entries: Entries, path: Path, classes: frozenset[str]) -> None:
    """All places of one file that the entries lack, and further spellings of those they have."""
    codes = country_codes(entries)
    index: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries.values():
        for name in (entry.name, *entry.others):
            index[(entry.country, tolerant(name))].append(entry)
    spots: dict[tuple[PlaceKind, str, str, str], list[tuple[float, float]]] = defaultdict(list)
    towns = yugoslav_towns(entries)
    for row in ged_rows(path):
        country = country_of(row, codes, towns)
        if country:
            gather(spots, row, country)
    for (kind, country, text, above), points in sorted(spots.items()):
        names, word = split_name(text, classes | TOWN_WORDS | SITE_WORDS)
        if names and (kind is not PlaceKind.TOWN or word in TOWN_WORDS | SITE_WORDS):
            place(entries, index, (kind, country, above, word), (names, points))


def gather(
    spots: dict[tuple[PlaceKind, str, str, str], list[tuple[float, float]]], row: dict[str, str], iso: str
) -> None:
    """Note the points of a row under its town, district and province. Precision 1 and 2 are points of towns."""
    at = (float(row["latitude"]), float(row["longitude"]))
    precision = float(row["where_prec"] or 9)
    if precision <= 2 and row["where_coordinates"]:
        spots[(PlaceKind.TOWN, iso, row["where_coordinates"], row["adm_1"])].append(at)
    if precision <= 3 and row["adm_2"]:
        spots[(PlaceKind.DISTRICT, iso, row["adm_2"], row["adm_1"])].append(at)
    if precision <= 4 and row["adm_1"]:
        spots[(PlaceKind.DIVISION, iso, row["adm_1"], "")].append(at)


def place(
    entries: Entries,
    index: dict[tuple[str, str], list[Entry]],
    what: tuple[PlaceKind, str, str, str],
    named: tuple[list[str], list[tuple[float, float]]],
) -> None:
    """Add one place, or its spellings to the entry that it is."""
    kind, country, above, word = what
    names, points = named
    at = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
    known = [entry for name in names for entry in index.get((country, tolerant(name)), []) if same(entry, kind, at)]
    if known:
        known[0].others |= set(names) - {known[0].name}
        if known[0].at is None:
            known[0].at = at
        return
    above_names, _ = split_name(above, frozenset()) if above else ([], "")
    divisions = [e for n in above_names for e in division_named(index, country, n)]
    entry = Entry(
        key=content_id("ged", country, folded(names[0]), int(kind)),
        name=names[0],
        kind=PlaceKind.SITE if word in SITE_WORDS else kind,
        country=country,
        at=at,
        holder=divisions[0].key if divisions else f"country-{country}",
        others=set(names[1:]),
    )
    entries.setdefault(entry.key, entry)
    for name in names:
        index[(country, tolerant(name))].append(entry)


def division_named(index: dict[tuple[str, str], list[Entry]], country: str, name: str) -> list[Entry]:
    """First-order divisions with this name, with or without its class word."""
    found = [*index.get((country, tolerant(name)), []), *index.get((country, tolerant(name.rpartition(" ")[0])), [])]
    return [entry for entry in found if entry.kind is PlaceKind.DIVISION]


def same(entry: Entry, kind: PlaceKind, at: tuple[float, float]) -> bool:
    """Whether an entry with the same name may be this place: equal kinds, and near by for towns."""
    if kind is PlaceKind.DIVISION:
        return entry.kind in (PlaceKind.DIVISION, PlaceKind.REGION)
    if kind is PlaceKind.DISTRICT:
        return entry.kind is PlaceKind.DISTRICT and (entry.at is None or kilometres(entry.at, at) < 4 * NEAR_KM)
    return (
        entry.kind in (PlaceKind.TOWN, PlaceKind.SITE) and entry.at is not None and kilometres(entry.at, at) < NEAR_KM
    )
