"""Write a gazetteer file of any size in bounded memory: rows as they come, name keys by way of sorted parts.

A key is a hash, so that its first bits part the keys evenly. Each part is sorted in memory when all rows are there, and
the parts in their order are the sorted whole. Twelve million places need some hundred megabytes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from struct import Struct
from types import TracebackType
from typing import IO, NamedTuple

from sourcebook.resolve.build_gazetteer import ROOM, header_bytes
from sourcebook.resolve.folding import folded, key_number, tolerant
from sourcebook.resolve.gazetteer import ID_IN_BLOB, LARGE, NOWHERE, ROW, PlaceKind, fold_mark

PART_BITS = 6
FLUSH = 1 << 16
PAIR = Struct("<QQ")


class Packed(NamedTuple):
    """A place as it is written. ``anchor`` names the place below that holds it or, with ``SAME``, that it is."""

    place_id: str
    geoname: int
    name: str
    kind: PlaceKind
    country: str
    at: tuple[float, float] | None
    population: int
    anchor: str
    flags: int
    names: tuple[str, ...]


class GazetteerWriter:
    """Takes places one by one and, when the block ends well, puts the file in its place whole."""

    def __init__(self, path: Path, header: dict[str, object]) -> None:
        self.path = path
        self.header = header
        self.rows = self.keys = 0

    def __enter__(self) -> GazetteerWriter:
        self.folder = Path(tempfile.mkdtemp(prefix=f".{self.path.name}.", dir=self.path.parent))
        self.open = ExitStack()
        self.row_file = self.opened("rows")
        self.name_file = self.opened("names")
        self.parts = [self.opened(f"part-{part}") for part in range(1 << PART_BITS)]
        self.waiting = [bytearray() for _ in self.parts]
        self.offsets: dict[str, int] = {}
        self.end = 0
        return self

    def opened(self, name: str) -> IO[bytes]:
        """One of the files on the way."""
        return self.open.enter_context((self.folder / name).open("w+b"))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.finish()
        finally:
            self.open.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def offset(self, text: str) -> int:
        """Where a text that comes often is written, once."""
        if text not in self.offsets:
            self.offsets[text] = self.text(text)
        return self.offsets[text]

    def text(self, text: str) -> int:
        """Write a text and say where."""
        encoded = text.encode("utf-8", "replace")[:0xFFFF]
        at, self.end = self.end, self.end + 2 + len(encoded)
        self.name_file.write(len(encoded).to_bytes(2, "little") + encoded)
        return at

    def add(self, place: Packed) -> None:
        """Write one place with the keys of its names."""
        latitude, longitude = (round(degrees * 1e5) for degrees in place.at) if place.at else (NOWHERE, NOWHERE)
        self.row_file.write(
            ROW.pack(
                latitude,
                longitude,
                min(max(place.population, 0), 0xFFFFFFFF),
                self.offset(place.anchor),
                self.text(place.name),
                place.country.encode(),
                place.kind,
                place.flags | (0 if place.geoname else ID_IN_BLOB),
                place.geoname or self.text(place.place_id),
            )
        )
        for key, use in uses_of(place.name, place.names, self.rows):
            part = key >> (64 - PART_BITS)
            self.waiting[part] += PAIR.pack(key, use)
            if len(self.waiting[part]) >= FLUSH:
                self.parts[part].write(self.waiting[part])
                self.waiting[part].clear()
        self.rows += 1

    def finish(self) -> None:
        """Sort the keys and lay the parts of the file one after the other."""
        keys, uses = self.opened("keys"), self.opened("uses")
        for file, rest in zip(self.parts, self.waiting, strict=True):
            file.write(rest)
            file.seek(0)
            for key, use in sorted(set(PAIR.iter_unpack(file.read()))):
                keys.write(key.to_bytes(8, "little"))
                uses.write(use.to_bytes(LARGE.size, "little"))
                self.keys += 1
        parts = {"keys": keys, "uses": uses, "rows": self.row_file, "names": self.name_file}
        whole = self.opened("whole")
        whole.write(b"\0" * ROOM)
        digest, sections, at = sha256(), {}, ROOM
        for name, part in parts.items():
            length = part.tell()
            sections[name] = (at, length)
            part.write(b"\0" * (-length % 8))
            at += part.tell()
            part.seek(0)
            while piece := part.read(1 << 20):
                digest.update(piece)
                whole.write(piece)
        whole.seek(0)
        whole.write(header_bytes({**self.header, "sections": sections, "digest": digest.hexdigest(), "use_bytes": 8}))
        whole.flush()
        os.fsync(whole.fileno())
        (self.folder / "whole").replace(self.path)


def uses_of(main: str, names: Iterable[str], row: int) -> set[tuple[int, int]]:
    """The name keys of one place, its main name marked."""
    found: dict[tuple[str, str], bool] = {}
    for name in (main, *names):
        key, plain = tolerant(name), folded(name)
        if len(key) >= 2 and len(plain) >= 2:
            found[(key, plain)] = found.get((key, plain), False) or name == main
    return {(key_number(key), LARGE.packed(row, is_main, fold_mark(plain))) for (key, plain), is_main in found.items()}
