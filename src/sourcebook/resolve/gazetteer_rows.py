"""Read lists of places from elsewhere: a GeoNames dump, or a table with a header, one row at a time.

A row that cannot be used is a ``Refused`` with its line and its reason; a file that cannot is one sentence.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import IO, NamedTuple, cast

from sourcebook.errors import UsageError
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteer import PlaceKind
from sourcebook.resolve.gazetteer_sources import usable_names
from sourcebook.resolve.placewords import data_file

DUMP_COLUMNS = 19
LOOKED_AT = 1 << 16
LONGEST_LINE = 1 << 20
DELIMITERS = "\t,;|"
ALIASES = re.compile(r"\s*[;|,]\s*")
TABLES = (".txt", ".csv", ".tsv")


class GivenPlace(NamedTuple):
    """A place as a list gives it. ``division`` and ``district`` are names, or GeoNames' codes where ``coded``."""

    line: int
    place_id: str
    geoname: int
    name: str
    kind: PlaceKind
    country: str
    at: tuple[float, float]
    population: int
    others: tuple[str, ...]
    division: str
    district: str
    coded: bool


class Refused(NamedTuple):
    """A row that was left out, and why; ``found`` is what stood there."""

    line: int
    reason: str
    found: str = ""


class ImportOptions(NamedTuple):
    """What a user says about a list: the names of its columns, the country of rows without one, its licence."""

    columns: Mapping[str, str] = {}
    country: str = ""
    attribution: str = ""


class RowError(Exception):
    """A row cannot be used; caught where rows are read."""


@cache
def lists() -> dict[str, dict[str, list[str]]]:
    """The word lists of ``data/imports.toml``."""
    return data_file("imports.toml")


@cache
def kinds() -> dict[str, PlaceKind]:
    """Words for kinds, those of the texts' word lists included."""
    words = data_file("words.toml")
    found = dict.fromkeys(words["site"], PlaceKind.SITE)
    for listed, kind in (("region", "DIVISION"), ("district", "DISTRICT"), ("locality", "TOWN")):
        found |= dict.fromkeys(words[listed], PlaceKind[kind])
    return found | {word: PlaceKind[name.upper()] for name, listed in lists()["kinds"].items() for word in listed}


@contextmanager
def lines_of(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a file, out of its ZIP or GZIP if it is in one; a sentence where it is no text."""
    try:
        with opened(path) as file:
            start = file.read(LOOKED_AT)
            encoding = encoding_of(path, start)
            yield decoded(chain([start], iter(lambda: file.read(LOOKED_AT), b"")), encoding)
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise UsageError(f"{path} cannot be read ({error}); check the file and its name") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text ({error.reason}); save it as UTF-8 and import it again") from error


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, or of the one table in an archive."""
    if path.suffix == ".gz":
        with gzip.open(path) as unpacked:
            yield cast("IO[bytes]", unpacked)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            tables = [name for name in archive.namelist() if name.lower().endswith(TABLES)]
            tables = [name for name in tables if "readme" not in name.lower()]
            if len(tables) != 1:
                raise UsageError(f"{path} holds {len(tables)} tables and should hold one; unpack it and name the file")
            with archive.open(tables[0]) as file:
                yield file
    else:
        with path.open("rb") as file:
            yield file


def encoding_of(path: Path, start: bytes) -> str:
    """UTF-8 or UTF-16; a sentence where the bytes are no text."""
    if not start.strip():
        raise UsageError(f"{path} is empty; a list of places was expected")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in start:
        raise UsageError(f"{path} is a binary file; a table as text was expected (CSV, TSV, or a GeoNames dump)")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not UTF-8 text (byte {start[error.start]:#04x} at {error.start:,}); save it as UTF-8"
        ) from error
    return "utf-8-sig"


def decoded(pieces: Iterable[bytes], encoding: str) -> Iterator[str]:
    """Lines of text; a line longer than a megabyte is cut."""
    decoder = codecs.getincrementaldecoder(encoding)("replace" if encoding == "utf-8-sig" else "strict")
    rest = ""
    for piece in chain(pieces, [b""]):
        text = rest + decoder.decode(piece, final=not piece)
        *lines, rest = text.split("\n")
        yield from (line.rstrip("\r") + "\n" for line in lines)
        if len(rest) > LONGEST_LINE:
            rest = rest[:LONGEST_LINE]
    if rest:
        yield rest.rstrip("\r")


def rows_of(path: Path, lines: Iterator[str], options: ImportOptions) -> Iterator[GivenPlace | Refused]:
    """The rows of a list, whatever its format."""
    first = list(islice(lines, 20))
    whole = chain(first, lines)
    if is_dump(first):
        return dump_rows(whole)
    return table_rows(path, whole, first, options)


def is_dump(first: list[str]) -> bool:
    """Whether lines are GeoNames': nineteen columns, the first a number, the fifth and sixth degrees."""
    cells = next((line.rstrip("\n").split("\t") for line in first if line.strip()), [])
    return len(cells) == DUMP_COLUMNS and cells[0].isdigit() and re.fullmatch(r"-?\d+(\.\d+)?", cells[4]) is not None


def dump_rows(lines: Iterable[str]) -> Iterator[GivenPlace | Refused]:
    """The places of a GeoNames dump (allCountries.txt or a country's)."""
    for number, line in enumerate(lines, start=1):
        cells = line.rstrip("\n").split("\t")
        if len(cells) != DUMP_COLUMNS:
            if line.strip():
                yield Refused(number, "a line with other than 19 columns", f"{len(cells)} columns")
            continue
        kind = feature_kind(f"{cells[6]}.{cells[7]}")
        if kind is None:
            yield Refused(number, "a feature that is no settlement, division or site", f"{cells[6]}.{cells[7]}")
            continue
        try:
            yield dump_place(number, cells, kind)
        except RowError as error:
            yield Refused(number, str(error), cells[1])


def dump_place(number: int, cells: list[str], kind: PlaceKind) -> GivenPlace:
    """One place of a GeoNames dump."""
    if not cells[1].strip() or not cells[0].isdigit():
        raise RowError("no name or no id")
    if not re.fullmatch("[A-Z]{2}", cells[8]):
        raise RowError("no country")
    codes = {"ADM1": cells[10:11], "ADM2": cells[10:12]}.get(cells[7], [])
    division = f"adm-{'.'.join([cells[8], *codes])}" if codes and all(codes) else ""
    return GivenPlace(
        line=number,
        place_id=division or f"gn-{cells[0]}",
        geoname=0 if division else int(cells[0]),
        name=cells[1].strip(),
        kind=kind,
        country=cells[8],
        at=point(cells[4], cells[5]),
        population=int(cells[14]) if cells[14].isdigit() else 0,
        others=tuple(sorted(usable_names((cells[2], *cells[3].split(","))) - {cells[1]})),
        division=cells[10],
        district=cells[11],
        coded=True,
    )


@cache
def feature_kind(code: str) -> PlaceKind | None:
    """What a GeoNames feature is to us: the longest listed beginning decides.

    >>> feature_kind("P.PPLX"), feature_kind("S.MSQE"), feature_kind("H.STM")
    (<PlaceKind.TOWN: 4>, <PlaceKind.SITE: 5>, None)
    """
    features: Mapping[str, str] = data_file("imports.toml")["features"]
    for size in range(len(code), 2, -1):
        if code[:size] in features:
            name = features[code[:size]]
            return PlaceKind[name.upper()] if name else None
    return None


def point(latitude: str, longitude: str) -> tuple[float, float]:
    """Degrees from text; a decimal comma counts too.

    >>> point("33,5", "-70.25")
    (33.5, -70.25)
    """
    if not latitude.strip() or not longitude.strip():
        raise RowError("no latitude or longitude")
    try:
        at = (float(latitude.replace(",", ".")), float(longitude.replace(",", ".")))
    except ValueError:
        raise RowError("latitude or longitude is no number in degrees") from None
    if not abs(at[0]) <= 90:
        raise RowError("latitude beyond 90 degrees")
    if not abs(at[1]) <= 180:
        raise RowError("longitude beyond 180 degrees")
    if at == (0.0, 0.0):
        raise RowError("latitude and longitude are both 0")
    return at


def table_rows(
    path: Path, lines: Iterable[str], first: list[str], options: ImportOptions
) -> Iterator[GivenPlace | Refused]:
    """The places of a table whose first line names its columns."""
    delimiter = delimiter_of(first[0])
    reader = csv.reader(lines, delimiter=delimiter)
    header = next(reader)
    at = columns_of(path, header, options.columns)
    while True:
        try:
            cells = next(reader, None)
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield table_place(reader.line_num, {name: cells[n].strip() for name, n in at.items()}, options)
        except IndexError:
            yield Refused(reader.line_num, "a line with fewer columns than the header", f"{len(cells or ())} columns")
        except csv.Error as error:
            yield Refused(reader.line_num, "a line that is no table row", str(error))
        except RowError as error:
            yield Refused(reader.line_num, str(error), delimiter.join(cells or ())[:40])


def delimiter_of(line: str) -> str:
    """What parts the columns: that under which most of them are known by name."""
    known = {name for names in lists()["columns"].values() for name in names}

    def score(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
        return sum(plain(cell) in known for cell in cells), len(cells)

    return max(DELIMITERS, key=score)


def plain(cell: str) -> str:
    """A column's name as it is looked up."""
    return folded(cell.strip().lstrip("#")).replace(" ", "")


def columns_named(
    path: Path, header: list[str], stated: Mapping[str, str], known: Mapping[str, Sequence[str]]
) -> dict[str, int]:
    """Where each known column stands: as stated, else by the names it can have; a wrong one is a sentence."""
    cells = [plain(cell) for cell in header]
    for ours, theirs in stated.items():
        if ours not in known:
            raise UsageError(f"--columns names {ours!r}; known are {', '.join(known)}")
        if plain(theirs) not in cells:
            raise UsageError(f"{path} has no column {theirs!r}; it has {', '.join(header)[:300]}")
    at = {ours: cells.index(plain(theirs)) for ours, theirs in stated.items()}
    for ours, names in known.items():
        found = [cells.index(name) for name in names if name in cells and cells.index(name) not in at.values()]
        if found:
            at.setdefault(ours, found[0])
    return at


def columns_of(path: Path, header: list[str], stated: Mapping[str, str]) -> dict[str, int]:
    """Which column is what; a sentence where name, latitude or longitude are not to be found."""
    at = columns_named(path, header, stated, lists()["columns"])
    missing = [name for name in ("name", "lat", "lon") if name not in at]
    if missing:
        raise UsageError(
            f"{path} has no column for {' and '.join(missing)}; its first line is {', '.join(header)[:200]!r}. "
            "Say which columns they are: --columns name=…,lat=…,lon=…"
        )
    return at


def table_place(number: int, cells: dict[str, str], options: ImportOptions) -> GivenPlace:
    """One place of a table; the country is still as it is written there."""
    if not cells["name"]:
        raise RowError("no name")
    kind = kinds().get(cells.get("kind", "").casefold() or "town") or feature_kind_of(cells["kind"])
    if kind is None:
        raise RowError("a kind that is not known")
    country = cells.get("country") or options.country
    if not country:
        raise RowError("no country (give one for all rows with --country)")
    people = re.sub(r"[\s.,'’]", "", cells.get("population", ""))
    return GivenPlace(
        line=number,
        place_id=cells.get("id", ""),
        geoname=0,
        name=" ".join(cells["name"].split()),
        kind=kind,
        country=country,
        at=point(cells["lat"], cells["lon"]),
        population=int(people) if people.isdecimal() else 0,
        others=tuple(sorted({name for name in ALIASES.split(cells.get("aliases", "")) if name} - {cells["name"]})),
        division=cells.get("admin1", ""),
        district=cells.get("admin2", ""),
        coded=False,
    )


def feature_kind_of(text: str) -> PlaceKind | None:
    """The kind of a GeoNames feature code without its class: "PPLX", "MSQE"."""
    codes = (f"{letter}.{text.upper()}" for letter in "APSLT")
    return next((kind for code in codes if (kind := feature_kind(code)) is not None), None)
