"""Whether a gazetteer holds what it must: every country, capital and first-order division, each with a point."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from sourcebook.resolve.gazetteer import ROW, Atlas, Gazetteer, PlaceKind
from sourcebook.resolve.gazetteers import SHIPPED, gazetteer_named

# Countries of ISO 3166-1 where nobody lives, so that no town gives them a point.
UNINHABITED = frozenset({"AQ", "BV", "HM", "UM", "IO", "TF", "GS"})


class GazetteerReport(NamedTuple):
    """What a self-check found: counts, the file's hash, and sentences about what is missing.

    ``divisions`` are first-order divisions of any kind, ``iso_divisions`` those of ISO 3166-2 that are present of
    ``iso_listed``; ``iso_points`` have a point, the others are known by name only.
    """

    places: int
    names: int
    countries: int
    capitals: int
    divisions: int
    districts: int
    iso_listed: int
    iso_divisions: int
    iso_points: int
    sha256: str
    problems: tuple[str, ...]

    def told(self) -> str:
        """The counts in a sentence."""
        listed = f", {self.iso_divisions:,} of {self.iso_listed:,} ISO 3166-2 divisions" if self.iso_listed else ""
        states = f", {self.countries} countries, {self.capitals} capitals" if self.capitals else ""
        return f"{self.places:,} places under {self.names:,} names{states}{listed}, {self.sha256[:12]}"


class Division(NamedTuple):
    """A first-order division of ISO 3166-2 as the file lists it: its code, its row, how it was matched, its name."""

    code: str
    row: int | None
    basis: str
    name: str


def gazetteer_check(name: str = SHIPPED) -> GazetteerReport:
    """Whether a gazetteer, the shipped one unless named, holds all that it was built with, and its file's hash."""
    return checked(gazetteer_named(name))


def divisions_listed(atlas: Gazetteer) -> tuple[Division, ...]:
    """ISO 3166-2's first-order divisions, as the file lists them."""
    rows = (line.split("\t") for line in atlas.text("divisions").splitlines())
    return tuple(Division(code, int(row) if row else None, basis, name) for code, row, basis, name in rows)


def checked(atlas: Gazetteer) -> GazetteerReport:
    """What one gazetteer holds and lacks."""
    kinds = [0] * len(PlaceKind)
    for row in range(len(atlas)):
        kinds[ROW.unpack_from(atlas.rows, row * ROW.size)[6]] += 1
    capitals, missing = countries_lacking(atlas)
    listed = divisions_listed(atlas)
    found, pointed, absent = divisions_found(atlas, listed)
    return GazetteerReport(
        places=len(atlas),
        names=len(atlas.keys),
        countries=kinds[PlaceKind.COUNTRY],
        capitals=capitals,
        divisions=kinds[PlaceKind.DIVISION],
        districts=kinds[PlaceKind.DISTRICT],
        iso_listed=len(listed),
        iso_divisions=found,
        iso_points=pointed,
        sha256=sha256(atlas.map).hexdigest(),
        problems=(*missing, *absent, *damaged(atlas)),
    )


def countries_lacking(atlas: Gazetteer) -> tuple[int, list[str]]:
    """How many capitals are found, and sentences about countries and capitals that are not."""
    capitals, problems = 0, []
    for country, name, capital in atlas.header.get("countries", ()):
        hits = [hit.place for hit in atlas.hits(name) if hit.place.country == country]
        countries = [place for place in hits if place.kind is PlaceKind.COUNTRY]
        if not countries:
            problems.append(f"the gazetteer has no country {name} ({country}); reinstall the package")
        elif countries[0].latitude is None and country not in UNINHABITED:
            problems.append(f"the gazetteer has no point for {name} ({country}); build it anew")
        if capital and any(hit.place.capital and hit.place.country == country for hit in atlas.hits(capital)):
            capitals += 1
        elif capital:
            problems.append(f"the gazetteer has no {capital}, the capital of {name}; reinstall the package")
    return capitals, problems


def divisions_found(atlas: Atlas, listed: tuple[Division, ...]) -> tuple[int, int, list[str]]:
    """How many divisions are there, how many with a point, and sentences about those that are not."""
    found = pointed = 0
    problems = []
    for each in listed:
        rows = {hit.place.row: hit.place for hit in atlas.hits(each.name)}
        place = atlas.place(each.row) if each.row is not None else None
        if place is None or (place.row not in rows and place.kind is not PlaceKind.COUNTRY):
            problems.append(f"the gazetteer has no {each.name} ({each.code}); build it anew")
            continue
        found += 1
        pointed += place.latitude is not None
    return found, pointed, problems


def damaged(atlas: Gazetteer) -> list[str]:
    """A sentence where the contents are not those that were written."""
    start = min(at for at, _ in atlas.header["sections"].values())
    if atlas.header.get("digest") == sha256(memoryview(atlas.map)[start:]).hexdigest():
        return []
    return [f"the gazetteer {atlas.path.name} was changed after it was written; install or import it again"]
