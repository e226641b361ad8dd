"""Make a gazetteer file of a list of places, to lie over the shipped one.

Each row is held against the shipped gazetteer: a place that it has gets the further names (and the point where it had
none); another is added under the division, district or country that the row names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sourcebook.errors import StorageError, UsageError
from sourcebook.records.ids import content_id
from sourcebook.resolve.folding import folded, key_number
from sourcebook.resolve.gazetteer import ANCHORED, ID_IN_BLOB, ROW, SAME, Gazetteer, Place, PlaceKind
from sourcebook.resolve.gazetteer_ged import kilometres
from sourcebook.resolve.gazetteer_rows import GivenPlace, ImportOptions, Refused, is_dump, lines_of, rows_of
from sourcebook.resolve.gazetteer_write import GazetteerWriter, Packed
from sourcebook.resolve.gazetteers import SUFFIX, digest_of, gazetteer_named, opened, shipped

GEONAMES = "GeoNames (https://www.geonames.org), CC BY 4.0"
NEAR_KM = 10.0
WIDE = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.DIVISION, PlaceKind.DISTRICT)
EXAMPLES = 3


class ImportReport(NamedTuple):
    """What an import made: places added, places that gave known ones further names, rows left out by reason."""

    into: Path
    attribution: str
    rows: int
    added: int
    joined: int
    names: int
    refused: tuple[tuple[str, int, str], ...]
    digest: str


@dataclass(slots=True)
class Tally:
    """Counts while rows go by; ``refused`` holds for each reason its number and where it was met first."""

    rows: int = 0
    added: int = 0
    joined: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def refuse(self, row: Refused) -> None:
        """Count a row that is left out."""
        self.reasons[row.reason] += 1
        self.first.setdefault(row.reason, f"line {row.line:,}" + (f": {row.found}" if row.found else ""))

    def refused(self) -> tuple[tuple[str, int, str], ...]:
        """The reasons, the most frequent first, with their number and their first line."""
        return tuple((reason, count, self.first[reason]) for reason, count in self.reasons.most_common())


def import_gazetteer(path: Path, into: Path, options: ImportOptions) -> ImportReport:
    """Read a list of places and write the gazetteer that it makes; a sentence where it makes none."""
    if into.suffix != SUFFIX:
        raise UsageError(f"{into} cannot be named so: the name of a gazetteer ends in {SUFFIX}")
    if not path.is_file():
        raise UsageError(f"There is no file {path}; check the name.")
    attribution = options.attribution or (GEONAMES if looks_like_geonames(path) else "")
    if not attribution:
        raise UsageError(
            f"whose list {path.name} is, and under which licence, was not said; give it with "
            '--attribution "Owner, licence", so that books and exports can name it'
        )
    tally, below = Tally(), Below(shipped())
    header: dict[str, object] = {"name": into.stem, "sources": [attribution], "over": digest_of(below.atlas)}
    try:
        with lines_of(path) as lines, GazetteerWriter(into, header) as writer:
            for place in packed(rows_of(path, lines, options), tally, below):
                writer.add(place)
            if not writer.rows:
                raise UsageError(nothing_usable(path, tally))
    except OSError as error:
        raise StorageError(
            f"the gazetteer {into} cannot be written ({error.strerror}); choose another place"
        ) from error
    gazetteer_named.cache_clear()
    opened.cache_clear()
    digest = digest_of(Gazetteer(into))
    return ImportReport(into, attribution, tally.rows, tally.added, tally.joined, writer.keys, tally.refused(), digest)


def looks_like_geonames(path: Path) -> bool:
    """Whether a file is a GeoNames dump, whose owner and licence are known."""
    with lines_of(path) as lines:
        return is_dump(list(islice(lines, 3)))


def nothing_usable(path: Path, tally: Tally) -> str:
    """The sentence for a list of which no row can be used."""
    if not tally.rows:
        return f"{path} has a header and no rows; a list of places was expected"
    reasons = "; ".join(
        f"{reason} ({count:,} times, first {where})" for reason, count, where in tally.refused()[:EXAMPLES]
    )
    swapped = "; latitude and longitude may be exchanged" if "latitude beyond 90 degrees" in tally.reasons else ""
    return f"none of the {tally.rows:,} rows of {path} can be used: {reasons}{swapped}"


def packed(rows: Iterator[GivenPlace | Refused], tally: Tally, below: Below) -> Iterator[Packed]:
    """The rows as they are written; each id and each place once."""
    seen = Seen()
    for row in rows:
        tally.rows += 1
        place = row if isinstance(row, Refused) else below.placed(row)
        if isinstance(place, GivenPlace) and (again := seen.before(place)):
            place = Refused(place.line, again, place.name)
        if isinstance(place, Refused):
            tally.refuse(place)
            continue
        same = below.same(place)
        tally.joined += same is not None
        tally.added += same is None
        anchor = same or below.holder(place)
        yield Packed(
            place_id=place.place_id or own_id(place),
            geoname=place.geoname,
            name=place.name,
            kind=place.kind,
            country=place.country,
            at=place.at,
            population=place.population,
            anchor=f"{anchor.place_id}\t{anchor.name}" if anchor else "",
            flags=(SAME if same else ANCHORED),
            names=place.others,
        )


def own_id(place: GivenPlace) -> str:
    """An id from what the place is, so that the same list gives the same ids."""
    return content_id("own", place.country, folded(place.name), int(place.kind), *(round(x, 3) for x in place.at))


class Seen:
    """The ids and places met so far: a bit for each of GeoNames' numbers, a hash for everything else."""

    def __init__(self) -> None:
        self.bits = bytearray(1 << 21)
        self.hashes: set[int] = set()

    def before(self, place: GivenPlace) -> str:
        """Why a row was met before; nothing where it was not."""
        if place.geoname:
            at, bit = place.geoname >> 3, 1 << (place.geoname & 7)
            if at >= len(self.bits):
                self.bits.extend(bytes(at + 1 - len(self.bits)))
            met, self.bits[at] = self.bits[at] & bit, self.bits[at] | bit
            return "an id that was given before" if met else ""
        if place.place_id and not self.new(f"id {place.place_id}"):
            return "an id that was given before"
        return "" if self.new(f"place {own_id(place)}") else "a place that was given before"

    def new(self, text: str) -> bool:
        """Whether a text was not met yet; from now on it was."""
        number, size = key_number(text), len(self.hashes)
        self.hashes.add(number)
        return len(self.hashes) > size


class Below:
    """What the shipped gazetteer knows, as an import asks it."""

    def __init__(self, atlas: Gazetteer) -> None:
        self.atlas = atlas
        self.rows: dict[str, int] = {}
        self.geonames: dict[int, int] = {}
        for row in range(len(atlas)):
            *_, kind, flags, number = ROW.unpack_from(atlas.rows, row * ROW.size)
            if not flags & ID_IN_BLOB:
                self.geonames[number] = row
            elif kind <= PlaceKind.DISTRICT:
                self.rows[atlas.text_at(number)] = row
        self.division = lru_cache(maxsize=65536)(self.division_named)
        self.country = lru_cache(maxsize=4096)(self.country_named)

    def country_named(self, text: str) -> str | None:
        """The code of a country, from its code or one of its names."""
        code = text.strip().upper()
        hits = [hit.place for hit in self.atlas.hits(text) if hit.exact and hit.place.kind is PlaceKind.COUNTRY]
        if len(code) == 2 and any(country == code for country, _, _ in self.atlas.header["countries"]):
            return code
        return hits[0].country if len(hits) == 1 else None

    def placed(self, place: GivenPlace) -> GivenPlace | Refused:
        """The place with its country's code, and with an id of its own list's."""
        if place.coded:
            return place
        country = self.country(place.country)
        if country is None:
            return Refused(place.line, "a country that is not known", place.country)
        return place._replace(country=country)

    def same(self, place: GivenPlace) -> Place | None:
        """The shipped place that a row is: by GeoNames' id or code, else by name, kind and nearness."""
        if place.kind is PlaceKind.COUNTRY:
            return self.country_place(place.country)
        if not place.coded:
            return self.same_by_name(place)
        row = self.geonames.get(place.geoname) if place.geoname else self.rows.get(place.place_id)
        return self.atlas.place(row) if row is not None else None

    def by_code(self, code: str) -> Place | None:
        """The division or district with GeoNames' code."""
        row = self.rows.get(f"adm-{code}")
        return self.atlas.place(row) if row is not None else None

    def same_by_name(self, place: GivenPlace) -> Place | None:
        """The shipped place of the same name and kind in the same country, near by where it is a town or a site."""
        near: list[tuple[float, int, Place]] = []
        for hit in self.atlas.hits(place.name):
            other = hit.place
            if hit.exact and other.kind is place.kind and other.country == place.country:
                at = (other.latitude, other.longitude)
                km = kilometres(place.at, (at[0], at[1])) if at[0] is not None and at[1] is not None else 0.0
                if km <= NEAR_KM or place.kind in WIDE:
                    near.append((km, other.row, other))
        return min(near)[2] if near else None

    def holder(self, place: GivenPlace) -> Place | None:
        """What holds a row's place: its district, else its division, else its country."""
        if place.coded:
            codes = ((place.country, place.division, place.district), (place.country, place.division))
            found = next((p for code in codes if all(code) and (p := self.by_code(".".join(code)))), None)
        else:
            found = self.division(place.country, place.district, PlaceKind.DISTRICT) if place.district else None
            if found is None and place.division:
                found = self.division(place.country, place.division, PlaceKind.DIVISION)
        return found or self.country_place(place.country)

    def country_place(self, code: str) -> Place | None:
        """The country with this code."""
        name = next((name for country, name, _ in self.atlas.header["countries"] if country == code), "")
        hits = [hit.place for hit in self.atlas.hits(name)] if name else []
        return next((p for p in hits if p.kind is PlaceKind.COUNTRY and p.country == code), None)

    def division_named(self, country: str, name: str, kind: PlaceKind) -> Place | None:
        """The division or district of a country by its name, or by GeoNames' code of a division."""
        hits = [hit for hit in self.atlas.hits(name) if hit.place.country == country and hit.place.kind is kind]
        best = max(hits, key=lambda hit: (hit.exact, hit.main, -hit.place.row), default=None)
        return best.place if best else self.by_code(f"{country}.{name}")
