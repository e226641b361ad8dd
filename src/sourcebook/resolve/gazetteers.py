"""Which gazetteers are used: the shipped one and those that the settings name, found by entry point or by path.

A gazetteer of the group ``sourcebook.gazetteers`` is a class with one method, ``file()``. The shipped one comes through
the same door, under the name ``shipped``. Files that ``sourcebook gazetteer import`` wrote are named by their path.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Protocol

from sourcebook.errors import ModelError
from sourcebook.resolve import registries
from sourcebook.resolve.gazetteer import ANCHORED, ROW, SAME, Gazetteer, Hit, Place

GROUP = "sourcebook.gazetteers"
SHIPPED = "shipped"
BUILT_IN = {SHIPPED: "sourcebook.resolve.gazetteers:ShippedGazetteer"}
SUFFIX = ".gazetteer"
LAYER_BITS = 40


class GazetteerDoor(Protocol):
    """A gazetteer that a package brings."""

    def file(self) -> Path:
        """Where its file lies, as ``sourcebook gazetteer import`` writes it."""


class ShippedGazetteer:
    """The gazetteer of this package: GeoNames, UCDP GED, ISO 3166-2 and our own supplement."""

    def file(self) -> Path:
        """The file beside the word lists."""
        return Path(str(resources.files("sourcebook.resolve") / "data" / "gazetteer.bin"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which gazetteers lie over the shipped one, the first asked first: names of entry points, or paths of files.

    ``registries`` lie over the shipped list of actors in the same way, as paths of files. ``digests`` and
    ``registry_digests`` are theirs, in the same order: filled in when settings are read and kept with each run, so
    that a book says by which lists it was told, and is not told by others of the same name.
    """

    gazetteers: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    registries: tuple[str, ...] = ()
    registry_digests: tuple[str, ...] = ()


def doors() -> dict[str, EntryPoint]:
    """Every gazetteer that is installed, by name; one that calls itself ``shipped`` takes the place of ours.

    Ours is named here too, so that it is found where the package's metadata is older than its code.
    """
    found = {name: EntryPoint(name=name, value=value, group=GROUP) for name, value in BUILT_IN.items()}
    return {
        **found,
        **{point.name: point for point in sorted(entry_points(group=GROUP), key=lambda point: point.value)},
    }


def file_of(name: str) -> Path:
    """The file of a gazetteer, by the name of its entry point or by path."""
    if name.endswith(SUFFIX) or "/" in name:
        return Path(name)
    door = doors().get(name)
    if door is None:
        known = ", ".join(sorted(doors()))
        raise ModelError(f"no gazetteer goes by {name!r}; installed are {known}, and a file's name ends in {SUFFIX}")
    try:
        opened_door: GazetteerDoor = door.load()()
        return opened_door.file()
    except (ImportError, AttributeError) as error:
        raise ModelError(f"the gazetteer {name!r} cannot be loaded ({error}); install it again") from error


@lru_cache(maxsize=32)
def gazetteer_named(name: str) -> Gazetteer:
    """One gazetteer, opened once."""
    return Gazetteer(file_of(name))


@cache
def shipped() -> Gazetteer:
    """The gazetteer under all others."""
    return gazetteer_named(SHIPPED)


def digest_of(atlas: Gazetteer) -> str:
    """The hash of a gazetteer's contents, as it was written."""
    return str(atlas.header.get("digest", ""))


def identified(options: Options, beside: Path = Path()) -> Options:
    """The options with paths that hold from anywhere, and with the digest of each gazetteer."""
    names = tuple(
        str((beside / name).resolve()) if name.endswith(SUFFIX) or "/" in name else name for name in options.gazetteers
    )
    actors = registries.absolute(options.registries, beside)
    found = replace(options, gazetteers=names, registries=actors)
    verified(found)
    registries.verified(actors, options.registry_digests)
    return replace(
        found,
        digests=tuple(digest_of(gazetteer_named(name)) for name in names),
        registry_digests=registries.digests(actors),
    )


def verified(options: Options) -> None:
    """Refuse gazetteers that are not those of the digests."""
    for name, digest in zip(options.gazetteers, options.digests, strict=False):
        found = digest_of(gazetteer_named(name))
        if found != digest:
            raise ModelError(
                f"the gazetteer {name} is not the one that the settings were made with (digest {found[:12]}, "
                f"wanted {digest[:12]}); name it anew in sourcebook.toml to use it as it is"
            )


@lru_cache(maxsize=8)
def opened(names: Sequence[str]) -> Gazetteer | Layers:
    """The shipped gazetteer, or a pile of several."""
    over = [gazetteer_named(name) for name in names if name != SHIPPED]
    return Layers(shipped(), over) if over else shipped()


class Layers:
    """Several gazetteers asked as one: the shipped one below, others over it.

    A row of an upper one that says it is a place of the lower one gives that place, with what the lower one lacks.
    """

    def __init__(self, base: Gazetteer, over: Sequence[Gazetteer]) -> None:
        self.base = base
        self.over = tuple(over)
        self.known: dict[tuple[int, int], Place | None] = {}

    @property
    def header(self) -> Mapping[str, Any]:
        """The header of the lowest gazetteer: its countries with their capitals."""
        return self.base.header

    @property
    def names(self) -> memoryview:
        """The names of the lowest gazetteer."""
        return self.base.names

    def place(self, row: int) -> Place:
        """The place in one row; the upper bits of a row say in which gazetteer it is."""
        layer, own = row >> LAYER_BITS, row & (1 << LAYER_BITS) - 1
        return self.base.place(own) if layer == 0 else self.upper(layer, own)

    def upper(self, layer: int, own: int) -> Place:
        """A place of an upper gazetteer, with what holds it looked up below."""
        atlas = self.over[layer - 1]
        place, flags = atlas.place(own), atlas.flags(own)
        row = own | layer << LAYER_BITS
        if flags & SAME:
            below = self.anchor(layer, place.parent)
            if below is not None:
                return below if below.latitude is not None else with_point(below, place)
        if flags & (SAME | ANCHORED):
            below = self.anchor(layer, place.parent) or self.country(place.country)
            return place._replace(row=row, parent=below.row if below else row)
        return place._replace(row=row, parent=place.parent | layer << LAYER_BITS)

    def anchor(self, layer: int, offset: int) -> Place | None:
        """The lower place that an upper one names by id and name; nothing where it is no longer there."""
        if (layer, offset) not in self.known:
            place_id, _, name = self.over[layer - 1].text_at(offset).partition("\t")
            found = (hit.place for hit in self.base.hits(name) if hit.place.place_id == place_id)
            self.known[(layer, offset)] = next(found, None)
        return self.known[(layer, offset)]

    def country(self, code: str) -> Place | None:
        """The country of the lower gazetteer with this code."""
        row = countries_of(self.base).get(code)
        return self.base.place(row) if row is not None else None

    def hits(self, name: str) -> tuple[Hit, ...]:
        """All places that a name may mean, a place that several gazetteers know once, with the better spelling."""
        best: dict[int, Hit] = {hit.place.row: hit for hit in self.base.hits(name)}
        for layer, atlas in enumerate(self.over, start=1):
            for found in atlas.hits(name):
                hit = found._replace(place=self.upper(layer, found.place.row))
                before = best.get(hit.place.row)
                best[hit.place.row] = hit if before is None else merged(before, hit)
        return tuple(best.values())

    def holders(self, place: Place) -> tuple[Place, ...]:
        """What holds a place, from the narrowest to the country."""
        chain = []
        while place.parent != place.row:
            place = self.place(place.parent)
            chain.append(place)
        return tuple(chain)

    def __len__(self) -> int:
        return len(self.base) + sum(len(atlas) for atlas in self.over)


def with_point(below: Place, above: Place) -> Place:
    """The lower place with the upper one's point and people."""
    population = max(below.population, above.population)
    return below._replace(latitude=above.latitude, longitude=above.longitude, population=population)


def merged(one: Hit, two: Hit) -> Hit:
    """One place found twice: with the better spelling, and with a point if either has one."""
    place = one.place if one.place.latitude is not None else two.place
    return Hit(place, one.exact or two.exact, one.main or two.main)


@cache
def countries_of(atlas: Gazetteer) -> dict[str, int]:
    """The row of each country by its code."""
    rows = {}
    for row in range(len(atlas)):
        kind = ROW.unpack_from(atlas.rows, row * ROW.size)[6]
        if kind != 0:
            break
        place = atlas.place(row)
        rows[place.country] = row
    return rows
