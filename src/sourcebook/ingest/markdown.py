"""Markdown: headings, lists, tables, quotations and pictures by their marks; the marks are taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.ingest.canonical import clean, one_line
from sourcebook.ingest.encoding import decoded
from sourcebook.ingest.extract import Extract, Piece, Rank, Stated, boilerplate
from sourcebook.ingest.extract import heading as heading_piece
from sourcebook.ingest.front_matter import front_matter
from sourcebook.ingest.header import dateline_statements, top_of
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.lines import caption, notice
from sourcebook.records.vocabulary import BlockKind

HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
FENCE = re.compile(r" {0,3}(?:```|~~~)")
DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:\s+\S+")
QUOTE = re.compile(r"(?m)^ {0,3}>[ ]?")
TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
PICTURE = re.compile(r"!\[([^\]]{0,500})\]\([^()\s]{0,2000}(?:\([^()]{0,500}\))?[^()]{0,500}\)")
LINK = re.compile(
    r"\[([^\]\[]{0,500})\]\((?:[^()]{0,2000}|\([^()]{0,500}\)){0,5}\)"
    r"|\[([^\]\[]{1,500})\]\[[^\]\[]{0,200}\]|<(https?://[^>\s]{1,2000})>"
)
STRONG = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.{1,400}?)(?<=\S)\1(?![\w*])", re.DOTALL)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


class MarkdownReader:
    """Reads Markdown, with front matter or without."""

    def extract(self, data: bytes, limits: Limits) -> Extract:
        """The blocks of a Markdown text."""
        read = decoded(data)
        shortened, cut = limits.cut(read.text)
        text, stated, problems = front_matter(clean(shortened))
        text = QUOTE.sub("", without_comments(text))
        lines = text.split("\n")
        head = tuple(header_pieces(lines)) if not stated else ()
        pieces = (*(piece for piece, _ in head), *body_pieces(lines[head[-1][1] if head else 0 :]))
        title = next((piece.text for piece in pieces if piece.kind is BlockKind.HEADING and piece.level == 1), None)
        first = next((piece.text for piece in pieces if piece.kind is BlockKind.PARAGRAPH), "")
        guesses = [] if title is None else [Stated(field="title", value=title, rank=Rank.HEADER_LINE)]
        top = top_of(lines) if head else None
        said = tuple(one for one in top.stated if one.field != "title" or title is None) if top else ()
        return Extract(
            pieces=pieces,
            stated=(*stated, *guesses, *said, *dateline_statements(first)),
            problems=(*read.problems, *cut, *problems),
        )


def without_comments(text: str) -> str:
    """The text without HTML comments.

    >>> without_comments("Nine <!-- sic -->died <!-- not closed")
    'Nine died <!-- not closed'
    """
    parts = []
    start = 0
    while (opens := text.find("<!--", start)) >= 0 and (closes := text.find("-->", opens)) >= 0:
        parts.append(text[start:opens])
        start = closes + 3
    return "".join(parts) + text[start:]


def header_pieces(lines: list[str]) -> Iterator[tuple[Piece, int]]:
    """The header lines at the top of a text without front matter, if it begins with some."""
    top = top_of(lines)
    if any(piece.reason == "header line" for piece in top.pieces):
        for piece in top.pieces:
            found = HEADING.match(piece.text)
            yield (heading_piece(inline(found[2]), len(found[1])) if found else piece), top.lines


def inline(text: str) -> str:
    """The words of a block without the marks for links and emphasis.

    >>> inline("**Two** men, [police](http://x.org/a_(b)) said \\\\*")
    'Two men, police said *'
    """
    text = PICTURE.sub(r"\1", text)
    text = LINK.sub(lambda found: found[1] or found[2] or found[3] or "", text)
    text = TAG.sub("", text)
    for _ in range(2):
        text = STRONG.sub(r"\2", text)
    return ESCAPED.sub(r"\1", text.replace("`", ""))


def body_pieces(lines: list[str]) -> Iterator[Piece]:
    """The pieces of all lines."""
    paragraph: list[str] = []
    for index, line in enumerate((*lines, "")):
        if paragraph and UNDERLINE.match(line):
            yield heading_piece(one_line(inline(" ".join(paragraph))), 1 if "=" in line else 2)
            paragraph = []
        elif ends_paragraph(line, lines, index):
            yield from paragraph_pieces(paragraph)
            paragraph = []
            yield from line_pieces(line)
        elif ITEM.match(line):
            yield from paragraph_pieces(paragraph)
            paragraph = [line]
        elif line.strip():
            paragraph.append(line)


def ends_paragraph(line: str, lines: list[str], index: int) -> bool:
    """Whether a line stands for itself: blank, a heading, a rule, a row of a table, a fence."""
    if not line.strip() or HEADING.match(line) or RULE.match(line) or FENCE.match(line) or DEFINITION.match(line):
        return True
    return "|" in line and in_table(lines, index)


def in_table(lines: list[str], index: int) -> bool:
    """Whether a line is a row of a table: its rule stands above or below, rows between."""
    if index + 1 < len(lines) and "|" in lines[index + 1] and TABLE_RULE.match(lines[index + 1]):
        return True
    while index >= 0 and "|" in lines[index]:
        if TABLE_RULE.match(lines[index]):
            return True
        index -= 1
    return False


def line_pieces(line: str) -> Iterator[Piece]:
    """The pieces of a line that stands for itself."""
    if found := HEADING.match(line):
        yield heading_piece(one_line(inline(found[2])), len(found[1]))
    elif "|" in line and not TABLE_RULE.match(line) and not DEFINITION.match(line):
        for cell in line.strip().strip("|").split("|"):
            yield Piece(text=inline(cell.strip()), kind=BlockKind.TABLE_CELL)


def paragraph_pieces(lines: list[str]) -> Iterator[Piece]:
    """The piece of a paragraph or item, line by line as written."""
    if not lines:
        return
    raw = "\n".join(line.strip() for line in lines)
    item = ITEM.match(raw)
    text = inline(raw[item.end() :] if item else raw)
    if PICTURE.fullmatch(raw.strip()) or caption(text):
        yield Piece(text=text, kind=BlockKind.CAPTION)
    elif reason := notice(text):
        yield boilerplate(text, reason)
    else:
        yield Piece(text=text, kind=BlockKind.LIST if item else BlockKind.PARAGRAPH)
