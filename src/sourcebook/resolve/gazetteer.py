"""The gazetteer: one read-only file of places, mapped into memory, so that all workers share it.

The file holds a JSON header, rows of fixed size for places, a blob of names, and name keys sorted as numbers. It is
written by ``build_gazetteer`` from GeoNames (CC BY 4.0), UCDP GED (CC BY 4.0) and the supplement beside it.
"""

from __future__ import annotations

import json
import mmap
from bisect import bisect_left
from enum import IntEnum
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from sourcebook.errors import ModelError
from sourcebook.resolve.folding import folded, key_number, tolerant

MAGIC = b"SBGAZ002"
FILE_NAME = "gazetteer.bin"
# Latitude and longitude in 1e-5 degrees, population, parent's row, name's offset, country, kind, flags, id's number.
ROW = Struct("<iiIII2sBBI")
NOWHERE = 0x7FFFFFFF
CAPITAL = 1
ID_IN_BLOB = 2
INDEX_BITS = 19
MAIN_NAME = 1 << INDEX_BITS
INDEX_MASK = MAIN_NAME - 1
FOLD_SHIFT = INDEX_BITS + 1


class PlaceKind(IntEnum):
    """What a gazetteer row is. The order is from the widest to the narrowest."""

    COUNTRY = 0
    REGION = 1
    DIVISION = 2
    DISTRICT = 3
    TOWN = 4
    SITE = 5


class Place(NamedTuple):
    """A place of the gazetteer. ``parent`` is the row of what holds it, its own row for a country."""

    row: int
    place_id: str
    name: str
    kind: PlaceKind
    country: str
    latitude: float | None
    longitude: float | None
    population: int
    parent: int
    capital: bool


class Hit(NamedTuple):
    """A place that a name may mean: whether the spelling is exactly one of its names, and its main name."""

    place: Place
    exact: bool
    main: bool


def fold_mark(name: str) -> int:
    """Twelve bits that tell an exactly equal folded spelling from one that is only tolerated."""
    return key_number("=" + folded(name)) & 0xFFF


class Gazetteer:
    """Names to places, from one mapped file."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise ModelError(f"the gazetteer {path.name} cannot be opened ({error}); reinstall the package") from error
        if self.map[:8] != MAGIC:
            raise ModelError(f"the gazetteer {path.name} is damaged or of another version; reinstall the package")
        size = int.from_bytes(self.map[8:12], "little")
        self.header = json.loads(self.map[12 : 12 + size])
        view = memoryview(self.map)
        self.keys = self.section(view, "keys").cast("Q")
        self.uses = self.section(view, "uses").cast("I")
        self.rows = self.section(view, "rows")
        self.names = self.section(view, "names")

    def section(self, view: memoryview, name: str) -> memoryview:
        """The bytes of one part of the file."""
        start, length = self.header["sections"][name]
        return view[start : start + length]

    def text_at(self, offset: int) -> str:
        """The text at an offset of the blob: one or two length bytes, then UTF-8."""
        length = int.from_bytes(self.names[offset : offset + 2], "little")
        return bytes(self.names[offset + 2 : offset + 2 + length]).decode()

    def place(self, row: int) -> Place:
        """The place in one row."""
        latitude, longitude, population, parent, name, country, kind, flags, number = ROW.unpack_from(
            self.rows, row * ROW.size
        )
        known = latitude != NOWHERE
        return Place(
            row=row,
            place_id=self.text_at(number) if flags & ID_IN_BLOB else f"gn-{number}",
            name=self.text_at(name),
            kind=PlaceKind(kind),
            country=country.decode().strip(),
            latitude=latitude / 1e5 if known else None,
            longitude=longitude / 1e5 if known else None,
            population=population,
            parent=parent,
            capital=bool(flags & CAPITAL),
        )

    def __len__(self) -> int:
        return len(self.rows) // ROW.size

    def hits(self, name: str) -> tuple[Hit, ...]:
        """All places that a name may mean, under the tolerant key, with how well the spelling fits."""
        key = key_number(tolerant(name))
        at = bisect_left(self.keys, key)
        mark = fold_mark(name)
        found = []
        while at < len(self.keys) and self.keys[at] == key:
            use = self.uses[at]
            exact = use >> FOLD_SHIFT == mark
            found.append(Hit(self.place(use & INDEX_MASK), exact, bool(use & MAIN_NAME)))
            at += 1
        return tuple(found)

    def holders(self, place: Place) -> tuple[Place, ...]:
        """What holds a place, from the narrowest to the country."""
        chain = []
        while place.parent != place.row:
            place = self.place(place.parent)
            chain.append(place)
        return tuple(chain)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that the package ships, opened once a process."""
    return Gazetteer(Path(str(resources.files("sourcebook.resolve") / "data" / FILE_NAME)))


class GazetteerReport(NamedTuple):
    """What a self-check found: counts, the file's hash, and sentences about what is missing."""

    places: int
    names: int
    countries: int
    capitals: int
    divisions: int
    districts: int
    sha256: str
    problems: tuple[str, ...]


def gazetteer_check() -> GazetteerReport:
    """Whether the shipped gazetteer holds every country and capital that it was built with, and its file's hash."""
    atlas = gazetteer()
    kinds = [0] * len(PlaceKind)
    for row in range(len(atlas)):
        kinds[ROW.unpack_from(atlas.rows, row * ROW.size)[6]] += 1
    problems = []
    capitals = 0
    for country, name, capital in atlas.header["countries"]:
        if not any(hit.place.kind is PlaceKind.COUNTRY and hit.place.country == country for hit in atlas.hits(name)):
            problems.append(f"the gazetteer has no country {name} ({country}); reinstall the package")
        if capital:
            if any(hit.place.capital and hit.place.country == country for hit in atlas.hits(capital)):
                capitals += 1
            else:
                problems.append(f"the gazetteer has no {capital}, the capital of {name}; reinstall the package")
    return GazetteerReport(
        places=len(atlas),
        names=len(atlas.keys),
        countries=kinds[PlaceKind.COUNTRY],
        capitals=capitals,
        divisions=kinds[PlaceKind.DIVISION],
        districts=kinds[PlaceKind.DISTRICT],
        sha256=sha256(atlas.map).hexdigest(),
        problems=tuple(problems),
    )
