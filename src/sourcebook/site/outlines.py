"""The outlines of countries, drawn once for all pages: a plain SVG file, cut to where the events are.

The outlines are those of the app's map (Natural Earth). Where they were not built the marks stand without them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

from sourcebook.review.rendering import BUILT

WIDTH = 900
LEAST_DEGREES = 6.0
FLATTEST, STEEPEST = 2.2, 0.8
"""How wide and how high, beside the other, a map may be."""
FINE = 10
"""Units of the outlines in a unit of the drawing: whole numbers are shorter."""
STEP = 0.4
"""Points of an outline nearer to each other than so many units of the drawing are one."""
FAR = 12
"""Of outlines outside the map every twelfth point is kept, so that coasts that run through it stay closed."""

Ring = list[tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Window:
    """The part of the world that a map shows, and where its points stand on the drawing."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]]) -> Window:
        """The window that holds some points (longitude, latitude) with a margin, neither too flat nor too steep."""
        xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [20.0]
        x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        narrow = max(0.3, cos(radians(y)))
        wide = max((max(xs) - min(xs)) * 1.25, LEAST_DEGREES / narrow)
        high = max((max(ys) - min(ys)) * 1.25, LEAST_DEGREES)
        wide = max(wide, high * STEEPEST / narrow)
        high = max(high, wide * narrow / FLATTEST)
        return cls(
            west=max(-180.0, x - wide / 2),
            east=min(180.0, x + wide / 2),
            south=max(-88.0, y - high / 2),
            north=min(88.0, y + high / 2),
        )

    @cached_property
    def narrow(self) -> float:
        """How much narrower a degree of longitude is here than one of latitude."""
        return max(0.3, cos(radians((self.south + self.north) / 2)))

    @cached_property
    def scale(self) -> float:
        """Units of the drawing in a degree of latitude."""
        return WIDTH / ((self.east - self.west) * self.narrow)

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return round((self.north - self.south) * self.scale)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point stands on the drawing."""
        return (longitude - self.west) * self.narrow * self.scale, (self.north - latitude) * self.scale

    def holds(self, longitude: float, latitude: float, margin: float = 0.0) -> bool:
        """Whether a point is on the drawing, or nearer to it than a margin in degrees."""
        across = self.west - margin <= longitude <= self.east + margin
        return across and self.south - margin <= latitude <= self.north + margin


def world(path: Path = BUILT / "world.json") -> dict[str, Any] | None:
    """The outlines as the app's map has them, none where they were not built."""
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def land_drawing(window: Window, topology: dict[str, Any]) -> str:
    """The countries within a window as an SVG file, light or dark as the reader's screen is."""
    arcs = _arcs(topology)
    paths: list[str] = []
    names: list[str] = []
    for country in topology["objects"]["countries"]["geometries"]:
        rings = [ring for polygon in _polygons(country) for ring in (_ring(part, arcs) for part in polygon)]
        drawn = [path for ring in rings if (path := _path(ring, window))]
        if drawn:
            paths.append(f'<path d="{"".join(drawn)}"/>')
            names.extend(_name(country, rings, window))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {window.height}" width="{WIDTH}" '
        f'height="{window.height}"><style>path{{fill:#f8f6f0;stroke:#c2beb3;stroke-width:.7;'
        "vector-effect:non-scaling-stroke}svg{background:#e6ebee}text{font:11px sans-serif;fill:#545d66;"
        "text-anchor:middle}@media(prefers-color-scheme:dark){svg{background:#171c21}path{fill:#2a3036;"
        f"stroke:#4a525a}}text{{fill:#aab1b8}}}}</style>"
        f'<g transform="scale({1 / FINE})">{"".join(paths)}</g>{"".join(names)}</svg>\n'
    )


def rings_of(topology: Mapping[str, Any]) -> Iterator[Ring]:
    """The outlines of all countries, holes among them, as closed lines."""
    arcs = _arcs(topology)
    for country in topology["objects"]["countries"]["geometries"]:
        yield from (_ring(part, arcs) for polygon in _polygons(country) for part in polygon)


def _arcs(topology: Mapping[str, Any]) -> list[Ring]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _polygons(country: Mapping[str, Any]) -> list[list[list[int]]]:
    arcs: list[Any] = country.get("arcs", [])
    return arcs if country.get("type") == "MultiPolygon" else [arcs] if arcs else []


def _ring(parts: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """The points of a ring; one that crosses the date line goes on beyond it."""
    points: Ring = []
    for part in parts:
        arc = arcs[part] if part >= 0 else arcs[~part][::-1]
        points += arc[1:] if points else arc
    for at in range(1, len(points)):
        (x, y), before = points[at], points[at - 1][0]
        points[at] = (x + round((before - x) / 360) * 360, y)
    return points


def _path(ring: Ring, window: Window) -> str:
    if not any(window.holds(x, y, 1.0) for x, y in ring) and not _encloses(ring, window):
        return ""
    points: list[tuple[int, int]] = []
    for at, (x, y) in enumerate(ring):
        if at % FAR and not window.holds(x, y, 3.0):
            continue
        across, down = window.at(x, y)
        here = round(across * FINE), round(down * FINE)
        if not points or abs(here[0] - points[-1][0]) + abs(here[1] - points[-1][1]) >= STEP * FINE:
            points.append(here)
    return _drawn(points) if len(points) > 2 else ""


def _drawn(points: Sequence[tuple[int, int]]) -> str:
    """A closed line through some points, each told from the one before: so it is shortest."""
    moves = " ".join(f"{c - a} {d - b}" for (a, b), (c, d) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{moves.replace(' -', '-')}z"


def _encloses(ring: Ring, window: Window) -> bool:
    """Whether the window lies within a ring that has no point near it."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs) < window.west and max(xs) > window.east and min(ys) < window.south and max(ys) > window.north


def _name(country: dict[str, Any], rings: Sequence[Ring], window: Window) -> Iterator[str]:
    """The name of a country over its largest part, where it fits."""
    ring = max(rings, key=lambda each: max(x for x, _ in each) - min(x for x, _ in each))
    seen = [(x, y) for x, y in ring if window.holds(x, y)]
    if len(seen) < len(ring) / 2:
        return
    corners = [window.at(x, y) for x, y in ring]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    name = str(country.get("properties", {}).get("name", ""))
    if right - left > len(name) * 7.5 and bottom - top > 14:
        yield f'<text x="{(left + right) / 2:.0f}" y="{(top + bottom) / 2 + 4:.0f}">{_escaped(name)}</text>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
