"""The picture of a publication: a PNG of its own making, with land where land is and marks where events are."""

from __future__ import annotations

import struct
import zlib

import numpy as np

from sourcebook.site.charts import Dot, Map
from sourcebook.site.outlines import Window
from sourcebook.site.picture import HIGH, LAND, MARK, SEA, WIDE, picture

WINDOW = Window(west=0.0, south=-10.0, east=20.0, north=10.0)
SQUARE = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [[[5, -5], [0, 10], [10, 0], [0, -10], [-10, 0]], [[9, -1], [0, 2], [2, 0], [0, -2], [-2, 0]]],
    "objects": {"countries": {"geometries": [{"type": "Polygon", "arcs": [[0], [1]]}]}},
}
"""A country from 5 to 15 degrees of longitude, -5 to 5 of latitude, with a lake in its middle."""


def decoded(data):
    """The points of a PNG, read by its own rules: each chunk with its sum, lines without a filter."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        kind, held = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size]) == (zlib.crc32(kind + held),)
        chunks[kind], at = held, at + 12 + size
    wide, high, depth, colours = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, colours) == (8, 2)
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), dtype=np.uint8).reshape(high, 1 + wide * 3)
    assert not lines[:, 0].any()
    return lines[:, 1:].reshape(high, wide, 3)


def drawn(*dots):
    return Map(width=900, height=WINDOW.height, dots=dots, events=len(dots), unplaced=0, has_land=True)


def at(image, longitude, latitude):
    """The colour of a place."""
    scale = min(WIDE / 900, HIGH / WINDOW.height)
    x, y = WINDOW.at(longitude, latitude)
    column, line = x * scale + (WIDE - 900 * scale) / 2, y * scale + (HIGH - WINDOW.height * scale) / 2
    return tuple(int(value) for value in image[int(line), int(column)])


def test_land_lies_where_land_is_and_a_lake_in_it():
    image = decoded(picture(drawn(), WINDOW, SQUARE))
    assert image.shape == (630, 1200, 3)
    assert at(image, 7, 3) == at(image, 14, -4) == LAND
    assert at(image, 2, 0) == at(image, 18, 8) == at(image, 10, 0) == SEA


def test_a_mark_stands_where_its_event_is():
    x, y = WINDOW.at(7, 3)
    image = decoded(
        picture(drawn(Dot(x=x, y=y, r=9.0, area=False, contested=False, href="", words="")), WINDOW, SQUARE)
    )
    colour = at(image, 7, 3)
    assert all(
        abs(got - (land + (mark - land) * 0.65)) <= 1 for got, land, mark in zip(colour, LAND, MARK, strict=True)
    )
    assert at(image, 14, -4) == LAND


def test_a_mark_at_the_edge_and_no_outlines_are_no_trouble():
    image = decoded(picture(drawn(Dot(x=0, y=0, r=20, area=True, contested=True, href="", words="")), WINDOW, None))
    assert at(image, 10, 0) == SEA


def test_the_same_map_gives_the_same_bytes():
    assert picture(drawn(), WINDOW, SQUARE) == picture(drawn(), WINDOW, SQUARE)
