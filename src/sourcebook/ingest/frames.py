"""How the program and its parsing child speak: frames of bytes with their length, extracts as JSON, never code."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from sourcebook.ingest.extract import Attachment, Extract, Piece, Rank, Stated
from sourcebook.records.vocabulary import BlockKind

LENGTH = struct.Struct(">Q")


def frame(data: bytes) -> bytes:
    """The bytes with their length before them."""
    return LENGTH.pack(len(data)) + data


def unframed(read: Callable[[int], bytes]) -> bytes | None:
    """The next frame, or nothing where the other side is gone; ``read`` gives exactly so many bytes, or fewer then."""
    head = read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = read(length)
    return data if len(data) == length else None


def encoded(extract: Extract) -> tuple[bytes, bytes]:
    """An extract as JSON, and the bytes of its attachments one after the other."""
    plain = {
        "pieces": [asdict(piece) for piece in extract.pieces],
        "stated": [asdict(stated) for stated in extract.stated],
        "problems": list(extract.problems),
        "attachments": [[attached.name, len(attached.data)] for attached in extract.attachments],
    }
    return json.dumps(plain).encode(), b"".join(attached.data for attached in extract.attachments)


def decoded_extract(found: dict[str, Any], data: bytes) -> Extract:
    """The extract that `encoded` made."""
    attachments = []
    start = 0
    for name, length in found["attachments"]:
        attachments.append(Attachment(name=name, data=data[start : start + length]))
        start += length
    return Extract(
        pieces=tuple(Piece(**{**piece, "kind": BlockKind(piece["kind"])}) for piece in found["pieces"]),
        stated=tuple(Stated(**{**stated, "rank": Rank(stated["rank"])}) for stated in found["stated"]),
        problems=tuple(found["problems"]),
        attachments=tuple(attachments),
    )
