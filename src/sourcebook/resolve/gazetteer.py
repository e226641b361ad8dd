"""A gazetteer: one read-only file of places, mapped into memory, so that all workers share it.

The file holds a JSON header, rows of fixed size for places, a blob of names, and name keys sorted as numbers. The one
that the package ships is written by ``build_gazetteer``; ``sourcebook gazetteer import`` writes others, which lie over
it: their rows may say that they are a place of the shipped one (``SAME``), or that such a place holds them
(``ANCHORED``).
"""

from __future__ import annotations

import json
import mmap
from bisect import bisect_left
from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple, ParamSpec, Protocol, TypeVar, cast

from sourcebook.errors import ModelError
from sourcebook.resolve.folding import folded, key_number, tolerant

MAGIC = b"SBGAZ003"
FILE_NAME = "gazetteer.bin"
# Latitude and longitude in 1e-5 degrees, population, parent's row, name's offset, country, kind, flags, id's number.
ROW = Struct("<iiIII2sBBI")
NOWHERE = 0x7FFFFFFF
CAPITAL, ID_IN_BLOB, ANCHORED, SAME = 1, 2, 4, 8
FOLD_BITS = 12


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


class Uses(NamedTuple):
    """How one name key's use of a place is packed: the place's row, whether it is the main name, the fold mark."""

    index_bits: int
    size: int

    def packed(self, row: int, main: bool, mark: int) -> int:
        """One use as a number."""
        return row | main << self.index_bits | mark << (self.index_bits + 1)

    def row(self, use: int) -> int:
        """The place's row."""
        return use & (1 << self.index_bits) - 1

    def main(self, use: int) -> bool:
        """Whether the name is the place's main one."""
        return bool(use >> self.index_bits & 1)

    def mark(self, use: int) -> int:
        """The fold mark."""
        return use >> (self.index_bits + 1)


# Four bytes a use keep the shipped file small; an imported one may hold all places of the world.
SMALL, LARGE = Uses(index_bits=19, size=4), Uses(index_bits=40, size=8)


class Hit(NamedTuple):
    """A place that a name may mean: whether the spelling is exactly one of its names, and its main name."""

    place: Place
    exact: bool
    main: bool


def fold_mark(name: str) -> int:
    """Twelve bits that tell an exactly equal folded spelling from one that is only tolerated."""
    return key_number("=" + folded(name)) & 0xFFF


def mending(path: Path) -> str:
    """What to do about a gazetteer that cannot be read."""
    return "reinstall the package" if path.suffix == ".bin" else "write it anew with: sourcebook gazetteer import"


class Atlas(Protocol):
    """What the program asks of gazetteers, one file or several that lie over each other."""

    @property
    def header(self) -> Mapping[str, Any]:
        """The header of the shipped gazetteer: its countries with their capitals."""

    @property
    def names(self) -> memoryview:
        """The names of the shipped gazetteer."""

    def place(self, row: int) -> Place:
        """The place in one row."""

    def hits(self, name: str) -> tuple[Hit, ...]:
        """All places that a name may mean."""

    def holders(self, place: Place) -> tuple[Place, ...]:
        """What holds a place, from the narrowest to the country."""


class Gazetteer:
    """Names to places, from one mapped file."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise ModelError(f"the gazetteer {path.name} cannot be opened ({error}); {mending(path)}") from error
        if self.map[:8] != MAGIC:
            raise ModelError(f"the gazetteer {path.name} is damaged or of another version; {mending(path)}")
        size = int.from_bytes(self.map[8:12], "little")
        self.path = path
        self.header: dict[str, Any] = json.loads(self.map[12 : 12 + size])
        view = memoryview(self.map)
        self.keys = self.section(view, "keys").cast("Q")
        self.packing = LARGE if self.header.get("use_bytes") == LARGE.size else SMALL
        self.uses = self.section(view, "uses").cast("Q" if self.packing is LARGE else "I")
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

    def flags(self, row: int) -> int:
        """What is special about a row: ``CAPITAL``, ``ANCHORED``, ``SAME``."""
        return int(ROW.unpack_from(self.rows, row * ROW.size)[7])

    def text(self, name: str) -> str:
        """A part of the file that is text."""
        return bytes(self.section(memoryview(self.map), name)).decode() if name in self.header["sections"] else ""

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
            place = self.place(self.packing.row(use))
            found.append(Hit(place, self.packing.mark(use) == mark, self.packing.main(use)))
            at += 1
        return tuple(found)

    def holders(self, place: Place) -> tuple[Place, ...]:
        """What holds a place, from the narrowest to the country."""
        chain = []
        while place.parent != place.row:
            place = self.place(place.parent)
            chain.append(place)
        return tuple(chain)


Arguments = ParamSpec("Arguments")
Given = TypeVar("Given")
_current: list[Atlas] = []
_forget: list[Callable[[], None]] = []


def gazetteer() -> Atlas:
    """The gazetteers in use: the shipped one, and those that the settings name over it."""
    if not _current:
        from sourcebook.resolve.gazetteers import opened

        _current.append(opened(()))
    return _current[0]


def use(atlas: Atlas) -> None:
    """Take these gazetteers from now on, and forget what the former ones answered."""
    if not _current or _current[0] is not atlas:
        _current[:] = [atlas]
        for forget in _forget:
            forget()


def remembered(size: int) -> Callable[[Callable[Arguments, Given]], Callable[Arguments, Given]]:
    """Keep the last ``size`` answers of a function that asks the gazetteer, until another gazetteer is used."""

    def kept(function: Callable[Arguments, Given]) -> Callable[Arguments, Given]:
        caching = lru_cache(maxsize=size)(function)
        _forget.append(caching.cache_clear)
        return cast("Callable[Arguments, Given]", caching)

    return kept
