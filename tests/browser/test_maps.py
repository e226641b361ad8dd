"""A map that whoever serves the book chose: a style, an archive of tiles, one that cannot be loaded."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from .conftest import serving
from .test_browser import drawn_share

GREEN = (0x3C, 0x9A, 0x4E)
SHIPPED_SEA = (0xE6, 0xEB, 0xEE)


def picture(colour: tuple[int, int, int], size: int = 8) -> bytes:
    """A PNG of one colour."""

    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    lines = (b"\0" + bytes(colour) * size) * size
    head = part(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(lines)) + part(b"IEND", b"")


def archive(tile: bytes) -> bytes:
    """A PMTiles archive of version 3 that holds one picture, the whole world."""
    told = json.dumps({"attribution": "<b>Our</b> own tiles"}).encode()
    root = bytes([1, 0, 1, 0x80 | len(tile) & 0x7F, len(tile) >> 7, 1])
    at = 127
    sizes = [at, len(root), at + len(root), len(told), 0, 0, at + len(root) + len(told), len(tile), 1, 1, 1]
    bounds = struct.pack("<iiiiBii", -180 * 10**7, -85 * 10**7, 180 * 10**7, 85 * 10**7, 0, 0, 0)
    return b"PMTiles\x03" + struct.pack("<11Q", *sizes) + bytes([1, 1, 1, 2, 0, 0]) + bounds + root + told + tile


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(address)
    page.wait_for_selector("[data-island=map][data-drawn][data-ready]", timeout=30_000)
    return page


def test_an_archive_of_tiles_is_drawn_under_the_events(
    browser: Browser, book: Path, tmp_path: Path, needs_islands: None
) -> None:
    tile = picture(GREEN)
    assert len(tile) < 2**14
    path = tmp_path / "world.pmtiles"
    path.write_bytes(archive(tile))
    with serving(book, "--map", str(path)) as address:
        page = opened(browser, address)
        expect(page.locator(".maplibregl-ctrl-attrib")).to_contain_text("Our own tiles")
        assert drawn_share(page, GREEN) > 0.5


def test_a_style_is_drawn_under_the_events(browser: Browser, book: Path, tmp_path: Path, needs_islands: None) -> None:
    layers = [{"id": "ground", "type": "background", "paint": {"background-color": "#3c9a4e"}}]
    path = tmp_path / "style.json"
    path.write_text(json.dumps({"version": 8, "sources": {}, "layers": layers}))
    with serving(book, "--map", str(path)) as address:
        assert drawn_share(opened(browser, address), GREEN) > 0.5


def test_a_map_that_cannot_be_loaded_is_said_and_the_shipped_one_drawn(
    browser: Browser, book: Path, needs_islands: None
) -> None:
    with serving(book, "--map", "http://127.0.0.1:9/style.json") as address:
        page = opened(browser, address)
        expect(page.locator("[data-island=map] [role=status]")).to_contain_text("cannot be loaded")
        assert drawn_share(page, SHIPPED_SEA) > 0.1
