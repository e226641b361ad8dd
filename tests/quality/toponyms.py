"""Place names of GeoWebNews through the whole program: found, given a point, and that point within 161 km.

The corpus marks what each name is used for. Measured are the names used literally (places where something is or
happens, as nouns or modifiers); ``found_every_use`` counts the others too: people ("Turkish"), governments that act,
names inside other names. A name is found if a place mention's words hold it or are held by it, within 400 characters.
Its point is the one marked; a GeoNames number stands for the point of the shipped gazetteer's row of that number, or
else of the one first-order division that bears exactly the name. Where neither is known (rivers, hills, buildings and
continents), the name counts for finding and resolving and not for distance: ``checked`` says how many count.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from sourcebook import api
from sourcebook.resolve.gazetteer import PlaceKind
from sourcebook.resolve.gazetteers import shipped

LITERAL = frozenset({"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"})
NEAR_CHARACTERS, NEAR_KM = 400, 161
POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A marked name: where it stands, its words, what it is used for, and its point where that is known."""

    start: int
    name: str
    use: str
    point: tuple[float, float] | None


def points() -> tuple[dict[str, tuple[float, float]], dict[str, set[tuple[float, float]]]]:
    """The points of the shipped gazetteer by GeoNames number, and those of first-order divisions by name."""
    atlas = shipped()
    numbered: dict[str, tuple[float, float]] = {}
    divisions: dict[str, set[tuple[float, float]]] = defaultdict(set)
    for row in range(len(atlas)):
        place = atlas.place(row)
        if place.latitude is None or place.longitude is None:
            continue
        numbered[place.place_id.removeprefix("gn-")] = (place.latitude, place.longitude)
        if place.kind is PlaceKind.DIVISION:
            divisions[plain(place.name)].add((place.latitude, place.longitude))
    return numbered, divisions


def toponyms(marks: Path, known: tuple[Mapping[str, Any], Mapping[str, Any]]) -> Iterator[Toponym]:
    """The names of one file of marks that bear a GeoNames number or a point."""
    names: dict[str, tuple[str, int, str]] = {}
    notes: dict[str, str] = {}
    for line in marks.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if line.startswith("T") and len(parts) > 2:
            use, start = parts[1].split()[:2]
            names[parts[0]] = (use, int(start), parts[2])
        elif line.startswith("#") and len(parts) > 2:
            notes.setdefault(parts[1].split()[1], parts[2].strip())
    for key, note in notes.items():
        if key in names and (note.isdigit() or POINT.fullmatch(note)):
            use, start, name = names[key]
            yield Toponym(start=start, name=name, use=use, point=point_of(note, name, known))


def point_of(note: str, name: str, known: tuple[Mapping[str, Any], Mapping[str, Any]]) -> tuple[float, float] | None:
    """The point that a note gives, by itself or through the gazetteer."""
    if found := POINT.fullmatch(note):
        return float(found[1]), float(found[2])
    numbered, divisions = known
    same_name = divisions.get(plain(name), set())
    return numbered.get(note) or (next(iter(same_name)) if len(same_name) == 1 else None)


def plain(words: str) -> str:
    """Words as they are held against each other: letters and digits in lower case, single blanks."""
    return " ".join(re.findall(r"\w+", words.lower()))


def toponym_figures(corpus: Path, work: Path, workers: int) -> dict[str, tuple[float, int]]:
    """Build a book of the corpus, export it, and hold its place mentions against the marks."""
    given, book, out = work / "geowebnews.jsonl", work / "geowebnews.book", work / "geowebnews"
    texts = sorted(corpus.glob("*.txt"), key=lambda path: int(path.stem))
    rows = [{"id": path.stem, "title": path.stem, "text": raw(path)} for path in texts]
    given.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    api.build([given], book, api.BuildOptions(workers=workers))
    api.export(book, "jsonl", out)
    titles = {row["id"]: row["title"] for row in lines(out / "documents.jsonl")}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for mention in lines(out / "mentions.jsonl"):
        if mention["kind"] == "place":
            found[titles[mention["document"]]].append(mention)
    known = points()
    judged = [(one, hits(one, found[p.stem])) for p in texts for one in toponyms(p.with_suffix(".ann"), known)]
    return figures(judged)


def raw(path: Path) -> str:
    """A file's text with its own line ends, which the marks count."""
    return path.read_bytes().decode("utf-8")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def hits(toponym: Toponym, mentions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The place mentions near a marked name whose words hold it or are held by it."""
    name = plain(toponym.name)
    near = (m for m in mentions if abs(m["start"] - toponym.start) < NEAR_CHARACTERS and plain(m["quote"]))
    return [m for m in near if name in plain(m["quote"]) or plain(m["quote"]) in name]


def figures(judged: list[tuple[Toponym, list[dict[str, Any]]]]) -> dict[str, tuple[float, int]]:
    """The shares that are reported, each with the number it is a share of."""
    literal = [(one, found) for one, found in judged if one.use in LITERAL]
    resolved = [(one, given) for one, found in literal if (given := first_point(found)) is not None]
    checked = [is_near(one, value) for one, value in resolved if one.point is not None]
    return {
        "found_recall": share([bool(found) for _, found in literal]),
        "found_every_use": share([bool(found) for _, found in judged]),
        "resolved": (len(resolved) / max(1, len(literal)), len(literal)),
        "checked": (len(checked) / max(1, len(resolved)), len(resolved)),
        "acc161_of_resolved": share(checked),
        "acc161_of_all": (sum(checked) / max(1, len(literal)), len(literal)),
    }


def share(oks: list[bool]) -> tuple[float, int]:
    """How many of some are right, with how many they are."""
    return sum(oks) / max(1, len(oks)), len(oks)


def first_point(found: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The value of the first mention that has a point."""
    values = (m["value"] for m in found)
    return next((value for value in values if value and value.get("latitude") is not None), None)


def is_near(toponym: Toponym, value: dict[str, Any]) -> bool:
    """Whether a place lies within 161 km of the marked point; any point of the named country is right for it."""
    if value["precision"] == "country" and plain(value["name"])[:4] == plain(toponym.name)[:4]:
        return True
    return toponym.point is not None and km(toponym.point, (value["latitude"], value["longitude"])) <= NEAR_KM


def km(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Kilometres between two points on the sphere."""
    a, b, c, d = map(radians, (*one, *two))
    return 12742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))
