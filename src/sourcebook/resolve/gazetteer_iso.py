"""Match ISO 3166-2's first-order divisions with GeoNames', so that each has its code, its names and a point.

Only used when the gazetteer is built. Codes and the names in several languages come from Unicode CLDR (Unicode
licence), official local names from the npm package ``iso-3166`` (MIT). ISO and GeoNames number divisions differently,
so names decide, from the strictest comparison to the loosest, each division of GeoNames taken once.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from sourcebook.resolve.build_gazetteer import Entries, Entry
from sourcebook.resolve.folding import folded, tolerant
from sourcebook.resolve.gazetteer import PlaceKind
from sourcebook.resolve.placewords import data_file as supplement

# Languages in which reports on conflicts name divisions in Latin letters.
LANGUAGES = ("en", "fr", "es", "pt", "de", "it", "tr", "id", "sw", "so", "uz", "az", "eu", "ca", "nl", "bs", "fil")
PACKAGE_ROW = re.compile(r"code: '([A-Z]{2}-\w+)',\s+name: (?:'((?:[^'\\]|\\.)*)'|\"([^\"]*)\"),\s+parent: '(\w+)'")
DRAFT = re.compile(r"\s*[²³⁴]|\s*\[.*?\]|\s*\(EH[^)]*\)")
LATIN = re.compile(r"[\x00-\u024f\u02b0-\u02ff\u0300-\u036f\u1e00-\u1eff\u2010-\u201f]+")
ALIKE = 0.72
ABROAD, TOWN = "country of its own", "town of the name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A first-order division of ISO 3166-2: its code, its main name and the others."""

    code: str
    name: str
    names: frozenset[str]

    @property
    def country(self) -> str:
        """The country's code."""
        return self.code[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A division with the entry that it is and how it was found; no entry where nothing fits."""

    division: Division
    key: str | None
    basis: str


def divisions_of(cldr: Path, package: Path) -> tuple[list[Division], list[Division]]:
    """The divisions of the first order and those below, by code; ``cldr`` holds the folders of CLDR's packages."""
    names: dict[str, list[str]] = defaultdict(list)
    renumbered = {country.lower() for country in supplement("divisions.toml")["renumbered"]}
    for language in LANGUAGES:
        for path in sorted((cldr / "cldr-subdivisions-full" / "subdivisions" / language).glob("*.json")):
            for code, name in subdivision_names(path):
                if code[:2] not in renumbered:
                    names[code].append(DRAFT.sub("", name))
    for code, single, double, _ in PACKAGE_ROW.findall((package / "2.js").read_text(encoding="utf-8")):
        names[code.replace("-", "").lower()].append(DRAFT.sub("", (single or double).replace("\\'", "'")))
    top = json.loads((cldr / "cldr-core" / "supplemental" / "subdivisionContainment.json").read_text("utf-8"))
    contained = top["supplemental"]["subdivisionContainment"]
    codes = sorted(code for country, row in contained.items() if len(country) == 2 for code in row["_contains"])
    below = sorted(code for country, row in contained.items() if len(country) > 2 for code in row["_contains"])
    named = {code: [name for name in names[code.lower()] if LATIN.fullmatch(name)] for code in (*codes, *below)}
    return [division(code, named[code]) for code in codes], [division(code, named[code]) for code in below]


def subdivision_names(path: Path) -> Iterable[tuple[str, str]]:
    """Codes and names of one language."""
    listed = json.loads(path.read_text(encoding="utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    return sorted((code, name) for code, name in listed.items())


def division(code: str, names: list[str]) -> Division:
    """One division; without any name its code stands for it."""
    iso = f"{code[:2].upper()}-{code[2:].upper()}"
    return Division(code=iso, name=names[0] if names else iso, names=frozenset(names))


def keys_of(name: str, classes: frozenset[str]) -> set[str]:
    """The tolerant keys of a name, with and without the words for what it is: "Provincia de Limón"."""
    plain = folded(name).split()
    found = {tolerant(name)}
    kept = [word for word in plain if word not in classes]
    if kept:
        found.add(tolerant(" ".join(kept)))
    if len(plain) > 2 and plain[1] in ("of", "de", "du", "da", "del"):
        found.add(tolerant(" ".join(plain[2:])))
    return found


def matched(entries: Entries, divisions: Iterable[Division], classes: frozenset[str]) -> list[Matched]:
    """What each division is among the entries; those that nothing fits have no key."""
    by_country: dict[str, list[Division]] = defaultdict(list)
    for each in divisions:
        by_country[each.country].append(each)
    ours: dict[str, dict[PlaceKind, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries.values():
        ours[entry.country][entry.kind].append(entry)
    found: list[Matched] = []
    for country, wanted in sorted(by_country.items()):
        found.extend(matched_in(entries, country, wanted, (ours[country], classes)))
    return found


def matched_in(
    entries: Entries,
    country: str,
    wanted: list[Division],
    known: tuple[dict[PlaceKind, list[Entry]], frozenset[str]],
) -> Iterator[Matched]:
    """The divisions of one country, matched pass by pass, the strictest first."""
    ours, classes = known
    words = classes | frozenset(supplement("divisions.toml")["class_words"])

    def exactly(name: str) -> set[str]:
        return {folded(name)}

    def tolerantly(name: str) -> set[str]:
        return keys_of(name, words)

    left = {each.code: each for each in wanted}
    used: set[str] = set()
    yield from stated(left, (entries, ours, used))
    passes: tuple[tuple[PlaceKind, Callable[[str], set[str]], str], ...] = (
        (PlaceKind.DIVISION, exactly, "name"),
        (PlaceKind.DIVISION, tolerantly, "name"),
        (PlaceKind.REGION, tolerantly, "region"),
    )
    for kind, keys, basis in passes:
        yield from paired(left, [e for e in ours[kind] if e.key not in used], (keys, basis, used))
    yield from alike(left, [e for e in ours[PlaceKind.DIVISION] if e.key not in used], words)
    for kind, basis in ((PlaceKind.DISTRICT, "second-order division"), (PlaceKind.TOWN, TOWN)):
        largest = sorted(ours[kind], key=lambda e: (-e.population, e.key))
        yield from paired(left, largest, (tolerantly, basis, used))
    yield from (Matched(division=each, key=None, basis="missing") for each in left.values())


def stated(
    left: dict[str, Division], known: tuple[Entries, dict[PlaceKind, list[Entry]], set[str]]
) -> Iterator[Matched]:
    """The divisions that ``divisions.toml`` names: by GeoNames' name, as a country, or by a point of their own."""
    entries, ours, used = known
    table = supplement("divisions.toml")
    by_name = {entry.name: entry.key for entry in ours[PlaceKind.DIVISION]}
    for code in list(left):
        if (name := table["same"].get(code)) in by_name:
            used.add(by_name[name])
            yield Matched(division=left.pop(code), key=by_name[name], basis="stated")
        elif (country := table["countries"].get(code)) is not None:
            yield Matched(division=left.pop(code), key=f"country-{country}", basis=ABROAD)
        elif (at := table["points"].get(code)) is not None:
            each = left.pop(code)
            entry = new_division(entries, each, (at[0], at[1]))
            yield Matched(division=each, key=entry.key, basis="point of the supplement")


def paired(
    left: dict[str, Division], candidates: Iterable[Entry], how: tuple[Callable[[str], set[str]], str, set[str]]
) -> Iterator[Matched]:
    """Divisions whose names meet a candidate's under some keys; what is found leaves ``left``."""
    keys, basis, used = how
    index: dict[str, list[Entry]] = defaultdict(list)
    for entry in candidates:
        for key in set().union(*(keys(name) for name in (entry.name, *sorted(entry.others)))):
            index[key].append(entry)
    for code, each in list(left.items()):
        own = [entry for key in sorted(keys(each.name)) for entry in index.get(key, [])]
        other = [entry for name in sorted(each.names) for key in sorted(keys(name)) for entry in index.get(key, [])]
        free = [entry.key for entry in (*own, *other) if entry.key not in used]
        if free:
            used.add(free[0])
            yield Matched(division=left.pop(code), key=free[0], basis=basis)


def alike(left: dict[str, Division], candidates: list[Entry], words: frozenset[str]) -> Iterator[Matched]:
    """The remaining divisions paired with what is spelled most like them, the most alike first."""
    scores = sorted(
        ((likeness(each, entry, words), code, entry.key) for code, each in left.items() for entry in candidates),
        reverse=True,
    )
    taken: set[str] = set()
    for score, code, key in scores:
        if score >= ALIKE and code in left and key not in taken:
            taken.add(key)
            yield Matched(division=left.pop(code), key=key, basis="similar name")


def likeness(each: Division, entry: Entry, words: frozenset[str]) -> float:
    """How alike the names are at best, words for what they are left aside."""
    ours = {key for name in (entry.name, *entry.others) for key in keys_of(name, words)}
    theirs = {key for name in each.names for key in keys_of(name, words)}
    return max(
        (SequenceMatcher(None, a, b).ratio() for a in ours for b in theirs if min(len(a), len(b)) > 3), default=0
    )


def add_iso(entries: Entries, divisions: Iterable[Division], classes: frozenset[str]) -> list[Matched]:
    """Give the entries the names of their ISO divisions; add those that only a town of the name stands for."""
    settled = []
    for each in matched(entries, divisions, classes):
        found = entries.get(each.key or "")
        if found is None or each.basis == ABROAD:
            settled.append(each)
            continue
        entry = new_division(entries, each.division, found.at) if each.basis == TOWN else found
        names = {name for name in each.division.names if len(name) > 2}
        entry.others |= names | {each.division.name} - {entry.name}
        settled.append(Matched(division=each.division, key=entry.key, basis=each.basis))
    return sorted(settled, key=lambda each: each.division.code)


def add_second_names(entries: Entries, divisions: Iterable[Division], classes: frozenset[str]) -> None:
    """Give the divisions below the first order the names that ISO and CLDR have: Gipuzkoa is Guipúzcoa too."""
    words = classes | frozenset(supplement("divisions.toml")["class_words"])
    ours: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        if entry.kind in (PlaceKind.DISTRICT, PlaceKind.DIVISION):
            ours[entry.country].append(entry)
    by_country: dict[str, dict[str, Division]] = defaultdict(dict)
    for each in divisions:
        by_country[each.country][each.code] = each
    for country, left in sorted(by_country.items()):
        used: set[str] = set()
        for keys in (lambda name: {folded(name)}, lambda name: keys_of(name, words)):
            for found in list(paired(left, ours[country], (keys, "name", used))):
                entry = entries[found.key or ""]
                entry.others |= {name for name in found.division.names if len(name) > 2} - {entry.name}


def new_division(entries: Entries, each: Division, at: tuple[float, float] | None) -> Entry:
    """A division that GeoNames' list lacks, at the point of the town that it is named after or of the supplement."""
    key = f"iso-{each.code}"
    country = f"country-{each.country}"
    entries[key] = Entry(key=key, name=each.name, kind=PlaceKind.DIVISION, country=each.country, at=at, holder=country)
    return entries[key]
