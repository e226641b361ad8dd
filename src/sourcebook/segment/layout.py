"""The reading units of a document, before any parse: what each block becomes, and the citations in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sourcebook.records.claims import Citation
from sourcebook.records.ids import content_id
from sourcebook.records.text import Block, Document, Segment
from sourcebook.records.vocabulary import BlockKind, SegmentKind
from sourcebook.segment.citations import brackets_of, citations_in
from sourcebook.segment.credits import credits_in
from sourcebook.segment.datelines import dateline_in, tags_end
from sourcebook.segment.sentences import sentences_in

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|$)))*")
_LINE = re.compile(r"[^\s][^\n]*")
_BULLET = re.compile(r"[^\S\n]*(?:[•·▪◦‣●○■□➢►*]|[-–—](?=\s))\s*|[^\S\n]*\(?(?:\d{1,2}|[a-z])[.)]\s+")
_ITEM = re.compile(r"\n(?=[^\S\n]*(?:[•·▪◦‣●○■□➢►*]\s*\S|[-–—]\s|\(?(?:\d{1,2}|[a-z])[.)]\s))")
_BULLET_SIGN = re.compile(r"[^\S\n]*[•·▪◦‣●○■□➢►]")
_BULLETED_LINE = re.compile(r"\n(?=[^\S\n]*[•·▪◦‣●○■□➢►])")
_NOTE = re.compile(r"\[[^\]\n]{2,200}(?:\n[^\]\n]{0,200}){0,3}\]\s*")

WHOLE = {BlockKind.BOILERPLATE: SegmentKind.BOILERPLATE, BlockKind.HEADING: SegmentKind.HEADING}
BY_SENTENCE = {BlockKind.TABLE_CELL: SegmentKind.TABLE_CELL, BlockKind.CAPTION: SegmentKind.CAPTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A document's segments without their parse, its citations, and the stretches that the parser shall not see."""

    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]
    unparsed: tuple[tuple[int, int], ...]


Unit = tuple[SegmentKind, int, int]


def layout_of(document: Document) -> Layout:
    """The segments of a document in their order, tokens still empty."""
    segments: list[Segment] = []
    for index, block in enumerate(document.blocks or paragraphs_of(document.text)):
        for kind, start, end in _units(document.text, block):
            segments.append(
                Segment(
                    segment_id=content_id("segment", document.document_id, start, end),
                    document_id=document.document_id,
                    start=start,
                    end=end,
                    kind=kind,
                    position=len(segments),
                    block=index,
                )
            )
    cited = (*citations_in(document), *credits_in(document))
    return Layout(segments=tuple(segments), citations=cited, unparsed=brackets_of(document.text))


def paragraphs_of(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text that came without blocks: what blank lines divide."""
    return tuple(
        Block(start=match.start(), end=match.end(), kind=BlockKind.PARAGRAPH) for match in _PARAGRAPH.finditer(text)
    )


def _units(text: str, block: Block) -> Iterator[Unit]:
    """The units of one block."""
    start, end = _trimmed(text, block.start, block.end)
    if start >= end:
        return
    if block.kind in WHOLE:
        yield WHOLE[block.kind], start, end
    elif block.kind in BY_SENTENCE:
        yield from _sentences(text, start, end, BY_SENTENCE[block.kind])
    elif block.kind is BlockKind.INFO_BOX:
        yield from _lines(text, start, end)
    elif block.kind is BlockKind.LIST:
        yield from _items(text, start, end)
    else:
        yield from _paragraph(text, start, end)


def _paragraph(text: str, start: int, end: int) -> Iterator[Unit]:
    """The dateline, editors' notes and sentences of running text; bulleted lines in it are list items."""
    line = dateline_in(text, start, end)
    if line:
        yield SegmentKind.DATELINE, line.start, line.end
        start = line.text_start
        while (note := _NOTE.match(text, start, end)) and text[note.end() - 1 : note.end()].isspace():
            note_end = start + len(note[0].rstrip())
            yield SegmentKind.HEADING, start, note_end
            start = tags_end(text, note.end(), end)
    else:
        start = tags_end(text, start, end)
    cuts = [start, *(item.end() for item in _BULLETED_LINE.finditer(text, start, end)), end]
    for first, last in pairwise(cuts):
        if first > start or _BULLET_SIGN.match(text, first):
            yield from _items(text, first, last)
        else:
            yield from _sentences(text, first, last, SegmentKind.SENTENCE)


def _items(text: str, start: int, end: int) -> Iterator[Unit]:
    """The items of a list, their bullets left out, each by its sentences."""
    cuts = [start, *(item.end() for item in _ITEM.finditer(text, start, end)), end]
    for first, last in pairwise(cuts):
        bullet = _BULLET.match(text, first, last)
        yield from _sentences(text, bullet.end() if bullet else first, last, SegmentKind.LIST_ITEM)


def _lines(text: str, start: int, end: int) -> Iterator[Unit]:
    """The lines of an info box, bullets left out."""
    for line in _LINE.finditer(text, start, end):
        bullet = _BULLET.match(text, line.start(), line.end())
        first, last = _trimmed(text, bullet.end() if bullet else line.start(), line.end())
        if first < last:
            yield SegmentKind.INFO_BOX, first, last


def _sentences(text: str, start: int, end: int, kind: SegmentKind) -> Iterator[Unit]:
    """The sentences of a stretch, each a unit of this kind; blank lines divide."""
    for piece in _PARAGRAPH.finditer(text, start, end):
        for first, last in sentences_in(text, piece.start(), piece.end()):
            if any(map(str.isalnum, text[first:last])):
                yield kind, first, last


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks around it."""
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
