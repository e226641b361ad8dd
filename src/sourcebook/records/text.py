"""What was published, and where in it: documents, blocks, segments, words, mentions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sourcebook.errors import RecordError
from sourcebook.records.values import Figure, PlaceUse, TimeRange, Words
from sourcebook.records.vocabulary import ActorKind, BlockKind, MentionKind, SegmentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A visible block of a document's text: characters ``start`` up to, not including, ``end``.

    ``boilerplate`` blocks are kept and shown, and no claim is read from them; ``reason`` says why a block is one.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    reason: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise RecordError(f"block {self.start}:{self.end} is empty or runs backwards; a block holds characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a sidecar, a row or a header states about a document: one field and its value."""

    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Bytes to be read as a document: a whole stored file, or one row of one.

    ``stored`` is the SHA-256 under which the file lies in the book's folder of originals; ``offset`` and ``length``
    are in bytes, both null for the whole file. ``sha256`` is that of the document's own bytes. ``root`` is the folder
    or file that the user named, ``metadata`` what a sidecar says.
    """

    original_id: str
    path: str
    root: str
    sha256: str
    stored: str
    offset: int | None = None
    length: int | None = None
    metadata: tuple[Metadata, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of one report, as retrieved. A new version is a new document.

    ``path`` is where it was found, ``#`` and the row's id or number added for a row of a JSONL or CSV file, an
    attachment's name for an attachment. ``original`` is the SHA-256 of the stored file it came in; ``sha256`` that of
    its own bytes (for a row, the bytes of the row). ``guessed`` names the fields that no metadata stated.
    ``problems`` are sentences about what could not be read.
    """

    document_id: str
    path: str
    sha256: str
    original: str
    text: str
    blocks: tuple[Block, ...]
    given_id: str | None = None
    parent_id: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published_on: date | None = None
    language: str | None = None
    guessed: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.blocks and self.blocks[-1].end > len(self.text):
            raise RecordError(f"the blocks of {self.path} run past its {len(self.text)} characters")

    def words(self, start: int, end: int) -> Words:
        """The words of this document between two offsets, as evidence."""
        return Words(start=start, end=end, quote=self.text[start:end])


class Token(NamedTuple):
    """A word as the parser saw it. ``head`` is the index of its head in the same segment (its own for the root).

    A named tuple because a document holds hundreds; the words are those of the parsed text, which may be truecased.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A unit of reading: a sentence, heading, dateline, list item, table cell, caption or info-box line.

    ``tokens`` is the parse, held in memory only: it is empty where nothing was parsed and is never stored.
    ``block`` is the index of the document's block that holds the segment.
    """

    segment_id: str
    document_id: str
    start: int
    end: int
    kind: SegmentKind
    position: int
    block: int
    tokens: tuple[Token, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise RecordError(f"segment {self.segment_id} is empty or runs backwards at {self.start}:{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name an actor, place, time, figure, weapon or act; the field for its kind holds the value read.

    ``name`` is an actor's or place's name as written (without titles), a weapon's type, a trigger's event type.
    ``place``, ``time`` and ``figure`` are null where the words could not be resolved. ``actor_id`` is set by resolving.
    """

    mention_id: str
    document_id: str
    segment_id: str
    kind: MentionKind
    words: Words
    name: str | None = None
    actor_kind: ActorKind | None = None
    actor_id: str | None = None
    place: PlaceUse | None = None
    time: TimeRange | None = None
    figure: Figure | None = None
    generated_by: str
    confidence: float | None = None
