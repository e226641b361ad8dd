"""The picture that stands for a publication where its address is shared: the map of its events, drawn here as a PNG.

No text stands on it, since the title goes with it, and no library or host draws it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from sourcebook.site.charts import Map
from sourcebook.site.outlines import Ring, Window, rings_of

WIDE, HIGH = 1200, 630
"""The size that Open Graph readers show whole."""
FINE = 2
"""Lines of the raster in one line of the picture: slanted coasts are less jagged."""
SEA, LAND, COAST = (230, 235, 238), (248, 246, 240), (194, 190, 179)
MARK, CONTESTED = (28, 79, 124), (122, 62, 0)
Picture: TypeAlias = npt.NDArray[np.float64]


def picture(drawn: Map, window: Window, topology: Mapping[str, Any] | None) -> bytes:
    """A PNG of the map, filling the picture; marks are those of the site's map."""
    scale = min(WIDE / drawn.width, HIGH / drawn.height)
    left, top = (WIDE - drawn.width * scale) / 2, (HIGH - drawn.height * scale) / 2
    image: Picture = np.full((HIGH, WIDE, 3), SEA, dtype=np.float64)
    if topology is not None:
        land = _land(rings_of(topology), window, (scale, left, top))
        coast = np.abs(np.diff(land, axis=1, prepend=land[:, :1])) + np.abs(np.diff(land, axis=0, prepend=land[:1]))
        _blend(image, land[..., None], LAND)
        _blend(image, np.minimum(coast, 1.0)[..., None] * 0.8, COAST)
    for dot in drawn.dots:
        colour = CONTESTED if dot.contested else MARK
        _mark(image, (dot.x * scale + left, dot.y * scale + top, dot.r * scale), colour, 0.15 if dot.area else 0.65)
    return png(np.clip(np.rint(image), 0, 255).astype(np.uint8))


def _land(rings: Iterable[Ring], window: Window, place: tuple[float, float, float]) -> Picture:
    """How much of each point of the picture is land: lines cross coasts, and odd numbers of coasts lie behind land."""
    scale, left, top = place
    crossed = np.zeros((HIGH * FINE, WIDE + 1), dtype=np.int32)
    for ring in rings:
        points = np.array([window.at(x, y) for x, y in ring])
        xs, ys = points[:, 0] * scale + left, (points[:, 1] * scale + top) * FINE
        _cross(crossed, xs, ys)
    inside = (np.cumsum(crossed, axis=1) % 2)[:, :WIDE]
    shares: Picture = inside.reshape(HIGH, FINE, WIDE).mean(axis=1)
    return shares


def _cross(crossed: npt.NDArray[np.int32], xs: Picture, ys: Picture) -> None:
    """Count where each line of the raster crosses a ring."""
    first, last = np.ceil(np.minimum(ys, np.roll(ys, -1)) - 0.5), np.ceil(np.maximum(ys, np.roll(ys, -1)) - 0.5)
    start, stop = (np.clip(each, 0, crossed.shape[0]).astype(int) for each in (first, last))
    ahead_x, ahead_y = np.roll(xs, -1), np.roll(ys, -1)
    for at in np.flatnonzero(stop > start):
        rows = np.arange(start[at], stop[at])
        slope = (ahead_x[at] - xs[at]) / (ahead_y[at] - ys[at])
        columns = np.clip(np.ceil(xs[at] + (rows + 0.5 - ys[at]) * slope - 0.5), 0, WIDE).astype(int)
        np.add.at(crossed, (rows, columns), 1)


def _mark(image: Picture, circle: tuple[float, float, float], colour: tuple[int, int, int], full: float) -> None:
    """A disc with a rim."""
    x, y, radius = circle
    lines, columns = np.ogrid[:HIGH, :WIDE]
    reach = int(radius) + 3
    part = np.s_[max(0, int(y) - reach) : max(0, int(y) + reach), max(0, int(x) - reach) : max(0, int(x) + reach)]
    away = np.hypot(lines[part[0]] + 0.5 - y, columns[:, part[1]] + 0.5 - x)
    disc, rim = np.clip(radius + 0.5 - away, 0, 1), np.clip(1.5 - np.abs(away - radius), 0, 1)
    _blend(image[part], np.maximum(disc * full, rim * 0.9)[..., None], colour)


def _blend(image: Picture, share: Picture, colour: tuple[int, int, int]) -> None:
    image += share * (np.array(colour, dtype=np.float64) - image)


def png(image: npt.NDArray[np.uint8]) -> bytes:
    """An image of red, green and blue as a PNG file (W3C PNG, third edition: signature, IHDR, IDAT, IEND)."""
    high, wide, _ = image.shape
    lines = np.concatenate([np.zeros((high, 1), dtype=np.uint8), image.reshape(high, wide * 3)], axis=1)
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held)) for kind, held in chunks
    )
