"""Every byte of everything that leaves a book, unpacked and unescaped, is searched for the names that are withheld."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pyarrow.parquet as pq
import pytest

from sourcebook import api, publish, site
from sourcebook.publish.evidence import EvidenceRequest
from sourcebook.publish.profile import written
from sourcebook.publish.withholding import Disclosure, WithheldView
from sourcebook.records.knowledge import Actor
from sourcebook.store import open_book

FORMATS = [name for name in publish.format_names() if not publish.is_whole(name)]
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and whatever is packed into it, down to the last."""
    yield name, content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for each in packed.namelist():
                yield f"{name}/{each}", each.encode()
                yield from unpacked(f"{name}/{each}", packed.read(each))
    elif content.startswith(b"\x1f\x8b"):
        yield from unpacked(f"{name}/unpacked", gzip.decompress(content))
    elif content.startswith(b"PAR1"):
        table = pq.read_table(io.BytesIO(content))
        yield f"{name}/rows", repr(table.to_pylist()).encode()
        yield f"{name}/metadata", repr(pq.read_metadata(io.BytesIO(content)).to_dict()).encode()
    elif content.startswith(b"\x89PNG"):
        yield f"{name}/points", b"".join(zlib.decompress(part) for part in _data(content))


def _data(png: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(png):
        size, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        if kind == b"IDAT":
            yield png[at + 8 : at + 8 + size]
        at += 12 + size


def readings(content: bytes) -> Iterator[str]:
    """The text of some bytes as whoever reads them would: as written, and with every way of escaping undone."""
    for encoding in ("utf-8", "utf-16-le"):
        text = content.decode(encoding, "ignore")
        plain = unquote(unescape(ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)))
        yield from (" ".join(re.split(r"[\s\-_+]+", each)).casefold() for each in (text, plain))


@pytest.fixture(scope="module")
def names(built) -> re.Pattern[str]:
    """The full names of everybody whom the examples name in private."""
    with open_book(built.book) as book:
        found = {name for named in WithheldView(book, Disclosure()).private.names.values() for name in named}
    full = {" ".join(re.split(r"[\s\-_+]+", name)).casefold() for name in found if " " in name}
    assert len(full) > 10
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(full)))


@pytest.fixture(scope="module")
def everything(built, tmp_path_factory) -> Path:
    """All that may leave the book of the examples: exports, a site, evidence, profiles."""
    out = tmp_path_factory.mktemp("all")
    for name in FORMATS:
        api.export(built.book, name, out / name)
    edition = site.Edition(title="All", published_on=date(2026, 1, 5), address="https://example.org/")
    site.publish_site(built.book, out / "site", edition)
    told = tuple(event.event_id for event in api.events(built.book))
    api.evidence(built.book, out / "evidence.zip", EvidenceRequest(event_ids=told))
    (out / "profiles").mkdir()
    with open_book(built.book) as book:
        actors = [actor.name for actor in book.rows(Actor) if actor.identifiers][:12]
    for number, name in enumerate(actors):
        profile = api.profile(built.book, name)
        for form in ("markdown", "html"):
            written(profile, form, out / "profiles" / f"{number}.{form}")
    return out


def test_no_byte_of_anything_names_a_private_person(everything, names):
    searched = 0
    for path in sorted(path for path in everything.rglob("*") if path.is_file()):
        for name, content in unpacked(path.relative_to(everything).as_posix(), path.read_bytes()):
            searched += 1
            for text in (*readings(content), *readings(name.encode())):
                assert not (found := names.search(text)), f"{name} names {found[0]}"
    assert searched > 400


def test_the_search_finds_a_name_however_it_is_packed(built, names, tmp_path):
    """The book itself has every name: the same search must find them in it, packed and escaped too."""
    api.export(built.book, "jsonl", tmp_path / "whole")
    content = (tmp_path / "whole" / "documents.jsonl").read_bytes()
    name = next(text for text in readings(content) if names.search(text))
    full = names.search(name)[0].title()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.gz", gzip.compress(full.encode()))
    hidden = (packed.getvalue(), full.replace(" ", "%20").encode(), full.replace(" ", "&#32;").encode())
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in full).encode()
    for each in (*hidden, escaped, full.encode("utf-16-le"), full.replace(" ", "-").encode()):
        found = [text for _, content in unpacked("x", each) for text in readings(content)]
        assert any(names.search(text) for text in found), each
