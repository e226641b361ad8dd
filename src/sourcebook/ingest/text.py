"""Plain text: hard-wrapped wires, saved pages, info boxes glued to their values, lists and titles."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.ingest.canonical import clean
from sourcebook.ingest.encoding import decoded
from sourcebook.ingest.extract import Extract, Piece, boilerplate
from sourcebook.ingest.extract import heading as heading_piece
from sourcebook.ingest.front_matter import front_matter
from sourcebook.ingest.header import dateline_statements, top_of
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.lines import Unit, caption, labelled, labels, leads_in, notice, under_pointers, units
from sourcebook.records.vocabulary import BlockKind

BOX_LEAST = 4
SENTENCE_WORDS = 6


class TextReader:
    """Reads plain text in any encoding."""

    def extract(self, data: bytes, limits: Limits) -> Extract:
        """The paragraphs of a plain text."""
        read = decoded(data)
        shortened, cut = limits.cut(read.text)
        text, stated, problems = front_matter(clean(shortened))
        found = text_extract(text)
        return Extract(pieces=found.pieces, stated=(*stated, *found.stated), problems=(*read.problems, *cut, *problems))


def text_extract(text: str) -> Extract:
    """The pieces of a clean text, and what its first lines state."""
    lines = text.split("\n")
    top = top_of(lines)
    body = units(lines[top.lines :])
    pieces = [*top.pieces, *body_pieces(body, titles={piece.text for piece in top.pieces if piece.level == 1})]
    first = next((piece.text for piece in pieces if piece.kind is BlockKind.PARAGRAPH), "")
    return Extract(pieces=tuple(pieces), stated=(*top.stated, *dateline_statements(first)))


def body_pieces(body: Sequence[Unit], titles: set[str]) -> list[Piece]:
    """The pieces of a text's body: runs of short lines are looked at together, all else alone."""
    pieces: list[Piece] = []
    index = 0
    while index < len(body):
        run = run_of_short(body, index)
        if not run:
            pieces.append(long_piece(body[index]))
            index += 1
            continue
        pieces.extend(run_pieces(run, titles, last=index + len(run) == len(body)))
        index += len(run)
    return list(under_pointers(pieces))


def run_of_short(body: Sequence[Unit], start: int) -> Sequence[Unit]:
    """The short lines that stand together from here on, bullets among them."""
    end = start
    while end < len(body) and (body[end].short or (body[end].bullet and end > start and len(body[end].text) < 60)):
        end += 1
    return body[start:end]


def long_piece(unit: Unit) -> Piece:
    """A paragraph, an item of a list, a caption or a notice."""
    if unit.row:
        return Piece(text=unit.text, kind=BlockKind.TABLE_CELL)
    if reason := notice(unit.text):
        return boilerplate(unit.text, reason)
    if caption(unit.text):
        return Piece(text=unit.text, kind=BlockKind.CAPTION)
    return Piece(text=unit.text, kind=BlockKind.LIST if unit.bullet else BlockKind.PARAGRAPH)


def run_pieces(run: Sequence[Unit], titles: set[str], last: bool) -> list[Piece]:
    """The pieces of a run of short lines: an info box, a list, or headings over what follows."""
    left = [unit for unit in run if not notice(unit.text) and unit.text not in titles]
    box = sum(labelled(unit.text) for unit in left) >= 2 or sum(not unit.bullet for unit in left) >= BOX_LEAST
    heads_on = None if last or not left else left[-1]
    return [short_piece(unit, titles, box and unit is not heads_on, last) for unit in run]


def sentence_like(text: str) -> bool:
    """Whether a line without a full stop reads like a sentence: six words or more, half of them in small letters.

    >>> sentence_like("Two men were hit in the leg"), sentence_like("Insurgency in Upper Sarmia")
    (True, False)
    """
    found = text.split()
    return len(found) >= SENTENCE_WORDS and sum(word.islower() for word in found) * 2 >= len(found)


def short_piece(unit: Unit, titles: set[str], box: bool, last: bool) -> Piece:
    """The piece of one short line; ``box`` where it stands in an info box, ``last`` where no text follows."""
    text = unit.text
    if text in titles:
        return heading_piece(text, 1)
    if reason := notice(text):
        return boilerplate(text, reason)
    if caption(text):
        return Piece(text=text, kind=BlockKind.CAPTION)
    if leads_in(text) and not unit.bullet and not labels().match(text):
        return Piece(text=text)
    if box or labels().match(text):
        listed = unit.bullet or (not labelled(text) and sentence_like(text))
        return Piece(text=text, kind=BlockKind.LIST if listed else BlockKind.INFO_BOX)
    if unit.bullet and (last or not text[:1].isdigit()):
        return Piece(text=text, kind=BlockKind.LIST)
    if last or not (text[:1].isupper() or text[:1].isdigit() or text[:1] in "\"'“‘"):
        return Piece(text=text, kind=BlockKind.PARAGRAPH)
    return heading_piece(text)
