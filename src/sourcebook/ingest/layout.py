"""Lines on pages joined to paragraphs: by the space between them, their indents, their size, their last words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sourcebook.ingest.extract import Piece, boilerplate
from sourcebook.ingest.extract import heading as heading_piece
from sourcebook.ingest.header import keyed
from sourcebook.ingest.lines import BULLET, NUMBERED, SENTENCE_END, SHORT, SHORT_WORDS, caption, leads_in, notice
from sourcebook.records.vocabulary import BlockKind

EDGE = 2
RUNNING_LONGEST = 90
PARTED = "\ue000"
REJOINED = re.compile(rf"([^\W\d_]+)\s?{PARTED}\s?([^\W\d_]+)|{PARTED}")
REPEATS = 3
PAGE_NUMBER = re.compile(r"(?:page )?[-–— ]*\d{1,4}[-–— ]*(?:(?:of|/) *\d{1,4})?|[ivxlc]{1,6}", re.IGNORECASE)
NUMBER_AT_END = re.compile(r"^\d+\b|\b\d+$|(?<=page )\d+", re.IGNORECASE)
HYPHENATED = re.compile(r"([^\W\d_]+)-$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line on a page and where it stands, in points; a height of 0 where that is not known."""

    text: str
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    height: float = 0.0


def folded(line: Line) -> tuple[str, int]:
    """A line with a page's number made alike, and its place on the page, to find what repeats from page to page."""
    return NUMBER_AT_END.sub("0", line.text.lower()), round(line.base / 4)


def repeated(pages: Sequence[Sequence[Line]]) -> frozenset[tuple[str, int]]:
    """The lines that stand at the edge of three pages or more: running heads and feet."""
    counted: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counted.update({folded(line) for line in (*page[:EDGE], *page[-EDGE:]) if len(line.text) <= RUNNING_LONGEST})
    return frozenset(key for key, times in counted.items() if times >= max(REPEATS, len(pages) // 4))


def paragraphs(
    pages: Sequence[Sequence[Line]], running: frozenset[tuple[str, int]], words: Mapping[str, int]
) -> Iterator[Piece]:
    """The pieces of all pages in order."""
    size = median([line.height for page in pages for line in page if line.height] or [0.0])
    held: list[Line] = []
    for page in pages:
        gap, edge = usual_gap(page), max((line.right for line in page), default=0.0)
        for index, line in enumerate(page):
            if at_edge(index, page) and (folded(line) in running or PAGE_NUMBER.fullmatch(line.text)):
                yield boilerplate(line.text, "repeats on every page")
                continue
            if held and begins(held[-1], line, gap, edge):
                yield piece_of(held, size, words)
                held = []
            held.append(line)
    if held:
        yield piece_of(held, size, words)


def at_edge(index: int, page: Sequence[Line]) -> bool:
    """Whether a line is one of the first or last of its page."""
    return index < EDGE or index >= len(page) - EDGE


def usual_gap(page: Sequence[Line]) -> float:
    """The usual distance from one line of a page to the next."""
    steps = [above.base - below.base for above, below in pairwise(page) if above.base > below.base]
    return median(steps) if steps else 0.0


def begins(above: Line, line: Line, gap: float, edge: float) -> bool:
    """Whether a line begins a paragraph of its own after the one above."""
    if BULLET.match(line.text) or NUMBERED.match(line.text) or keyed(line.text) or keyed(above.text):
        return True
    ended = bool(SENTENCE_END.search(above.text))
    if not above.height:
        return ended or not line.text[:1].islower()
    if abs(above.height - line.height) > 0.15 * above.height and (ended or not line.text[:1].islower()):
        return True
    early = above.right < edge - 6 * above.height
    step = above.base - line.base
    if step <= 0:
        return ended or early
    return bool(gap and step > 1.45 * gap) or (ended and (early or line.left > above.left + 0.8 * above.height))


def piece_of(lines: Sequence[Line], size: float, words: Mapping[str, int]) -> Piece:
    """The piece of the lines of a paragraph, joined to running text."""
    text = joined([line.text for line in lines], words)
    if reason := notice(text):
        return boilerplate(text, reason)
    if caption(text):
        return Piece(text=text, kind=BlockKind.CAPTION)
    height = max(line.height for line in lines)
    short = len(text) <= 2 * SHORT and text.count(" ") < 2 * SHORT_WORDS and not SENTENCE_END.search(text)
    if leads_in(text):
        return Piece(text=text)
    if short and size and height > 1.15 * size:
        return heading_piece(text, 1 if height > 1.5 * size else 2)
    if match := BULLET.match(text):
        return Piece(text=text[match.end() :], kind=BlockKind.LIST)
    if len(lines) == 1 and short and len(text) <= SHORT and text[:1].isupper() and text.count(" ") < SHORT_WORDS:
        return heading_piece(text)
    return Piece(text=text, kind=BlockKind.LIST if NUMBERED.match(text) else BlockKind.PARAGRAPH)


def joined(lines: Sequence[str], words: Mapping[str, int]) -> str:
    """Lines as running text; a word parted at a line's end is joined where the document has it whole.

    >>> joined(["The govern-", "ment said"], {"government": 2})
    'The government said'
    >>> joined(["counter-", "terrorism"], {"counter-terrorism": 1})
    'counter-terrorism'
    """
    text = "".join(
        HYPHENATED.sub(rf"\1{PARTED}", line) if HYPHENATED.search(line) else f"{line} " for line in lines[:-1]
    )
    text += lines[-1]

    def mended(match: re.Match[str]) -> str:
        before, after = match[1] or "", match[2] or ""
        with_hyphen = words.get(f"{before}-{after}".lower(), 0) or not after[:1].islower()
        whole = words.get((before + after).lower(), 0) or not with_hyphen
        return before + ("" if whole else "-") + after

    return REJOINED.sub(mended, text)
