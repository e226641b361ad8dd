"""What a reader finds in the bytes of one document, before any offset exists: pieces, statements, attachments.

A reader of one more format is a class with one method, named by an entry point of the group ``sourcebook.readers``;
the entry point's name is the format's file extension without the dot.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from sourcebook.ingest.limits import Limits
from sourcebook.records.vocabulary import BlockKind


class Rank(IntEnum):
    """Who states a field about a document; where two state it, the smaller rank is believed."""

    GIVEN = 0
    FRONT_MATTER = 1
    PAGE = 2
    FILE = 3
    HEADER_LINE = 4
    GUESS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One field of a document's metadata as somebody states it, the value as written."""

    field: str
    value: str
    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A visible block of a document with its own text; ``reason`` says why it is boilerplate, where it is."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside a file: an e-mail's attachment with its name."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """All that a reader found: visible pieces in order, what is stated about the document, what could not be read."""

    pieces: tuple[Piece, ...] = ()
    stated: tuple[Stated, ...] = ()
    problems: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


class Reader(Protocol):
    """Reads one format."""

    def extract(self, data: bytes, limits: Limits) -> Extract:
        """What stands in these bytes.

        Raises `UnreadableError` (or `LimitError`, `EncryptedError`) with one sentence where nothing can be read.
        """


def boilerplate(text: str, reason: str) -> Piece:
    """A piece that is shown and not read, with the reason why."""
    return Piece(text=text, kind=BlockKind.BOILERPLATE, reason=reason)


def heading(text: str, level: int = 2) -> Piece:
    """A heading of a level, 1 for a title."""
    return Piece(text=text, kind=BlockKind.HEADING, level=level)
