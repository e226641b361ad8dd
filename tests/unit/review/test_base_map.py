"""A map that whoever serves the book chose: what is taken for one, whom pages may ask, what is handed out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sourcebook.errors import UsageError
from sourcebook.review import Desk, base_map

from .conftest import client_of

ARCHIVE = b"PMTiles\x03" + bytes(range(200))
STYLE = '{"version": 8, "sources": {}, "layers": []}'


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "world.pmtiles"
    path.write_bytes(ARCHIVE)
    return path


def test_files_are_told_by_what_they_hold(archive: Path, tmp_path: Path) -> None:
    style = tmp_path / "quiet"
    style.write_text(STYLE)
    assert base_map(str(archive)).tiles
    assert not base_map(str(style)).tiles
    assert base_map(str(style)).origins == ()


@pytest.mark.parametrize("content", ["", "[]", '{"version": 8}', "PMTiles\x01", "<html>"])
def test_what_is_neither_style_nor_archive_is_a_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "map"
    path.write_text(content)
    with pytest.raises(UsageError, match="neither a map style"):
        base_map(str(path))


def test_a_map_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        base_map(str(tmp_path / "none.json"))


@pytest.mark.parametrize("host", ["a b", "x;script-src *", "'self'", "", "https://x", "*"])
def test_a_host_that_is_none_never_enters_the_policy(archive: Path, host: str) -> None:
    with pytest.raises(UsageError, match="is no host"):
        base_map(str(archive), [host])


@pytest.mark.parametrize("address", ["https://a b/s.json", "https://x;y/s.json", "https://u:p@x/s.json"])
def test_an_address_without_a_host_is_a_sentence(address: str) -> None:
    with pytest.raises(UsageError, match="names no host"):
        base_map(address)


def test_nobody_else_is_asked_unless_named(desk: Desk) -> None:
    with client_of(desk) as client:
        assert "connect-src 'self';" in client.get("/").headers["content-security-policy"]
        assert client.get("/map/style.json").status_code == 404
    chosen = base_map("https://tiles.example.org/style.json", ["fonts.example.org"])
    desk.base_map, desk.access = chosen, replace(desk.access, maps=chosen.origins)
    with client_of(desk) as client:
        page = client.get("/")
    policy = page.headers["content-security-policy"]
    assert "connect-src 'self' https://tiles.example.org https://fonts.example.org;" in policy
    assert "script-src 'self';" in policy
    assert 'data-map="https://tiles.example.org/style.json" data-map-kind="style"' in page.text


def test_of_an_archive_the_bytes_asked_for_are_handed_out(desk: Desk, archive: Path) -> None:
    desk.base_map = base_map(str(archive))
    with client_of(desk) as client:
        answer = client.get("/map/tiles.pmtiles", headers={"range": "bytes=8-11"})
        assert (answer.status_code, answer.content) == (206, ARCHIVE[8:12])
        assert client.get("/map/style.json").status_code == 404
        client.cookies.clear()
        assert client.get("/map/tiles.pmtiles").status_code == 403
