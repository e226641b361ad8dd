"""What the map draws under the events where whoever serves the book wants more than the shipped lands.

Either a map style (JSON, as MapLibre reads it) or an archive of tiles (PMTiles, version 3), as a file of this machine
or by its address. Only an address, or a host that is named, lets pages ask anybody else; the content policy names them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sourcebook.errors import UsageError

STYLE, TILES = "/map/style.json", "/map/tiles.pmtiles"
ARCHIVE = ".pmtiles"
BEGINS_ARCHIVE = b"PMTiles\x03"
"""The first bytes of a PMTiles archive of version 3."""
HOST = re.compile(r"(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseMap:
    """Where pages ask for the map, whether it is an archive of ``tiles``, and the ``origins`` that they may ask."""

    address: str
    tiles: bool
    file: Path | None = None
    origins: tuple[str, ...] = ()


def base_map(given: str, hosts: Iterable[str] = ()) -> BaseMap:
    """The map that an address or a file names; ``hosts`` are further ones from which a style takes its tiles and signs.

    >>> base_map("https://tiles.example.org/quiet/style.json", ["fonts.example.org"]).origins
    ('https://tiles.example.org', 'https://fonts.example.org')
    """
    named = tuple(_origin(host) for host in hosts)
    parts = urlsplit(given)
    if parts.scheme in ("http", "https") and parts.netloc:
        own = f"{parts.scheme}://{parts.netloc}"
        if not HOST.fullmatch(parts.netloc):
            raise UsageError(f"the map {given!r} names no host; give an address as https://host/style.json")
        tiles = parts.path.endswith(ARCHIVE)
        return BaseMap(address=given, tiles=tiles, origins=tuple(dict.fromkeys((own, *named))))
    path = Path(given)
    tiles = _holds_tiles(path)
    return BaseMap(address=TILES if tiles else STYLE, tiles=tiles, file=path.absolute(), origins=named)


def _origin(host: str) -> str:
    if not HOST.fullmatch(host):
        raise UsageError(f"{host!r} is no host; name one as tiles.example.org")
    return f"https://{host}"


def _holds_tiles(path: Path) -> bool:
    """Whether the file is an archive of tiles, else a style; a sentence where it is neither."""
    try:
        with path.open("rb") as file:
            if file.read(len(BEGINS_ARCHIVE)) == BEGINS_ARCHIVE:
                return True
        style = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"the map {path} cannot be read: {error.strerror or error}") from error
    except ValueError:
        style = None
    if not isinstance(style, dict) or "layers" not in style:
        raise UsageError(f"{path} is neither a map style (JSON with layers) nor a PMTiles archive of version 3")
    return False
