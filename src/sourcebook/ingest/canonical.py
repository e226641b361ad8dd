"""Canonical text: fixed once, before any offset exists, and never changed after.

Line ends are ``\\n``, spaces are plain, nothing invisible is left (marks of right-to-left and joining scripts stay),
composed characters are composed, blocks are separated by one blank line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sourcebook.ingest.extract import Piece
from sourcebook.records.text import Block

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")
TRAILING = re.compile(r"(?<![ \t])[ \t]+(?=\n|\Z)")
JOINING = re.compile("[\u0590-\u08ff\u0900-\u0dff\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]")
SURROGATE = re.compile("[\ud800-\udfff]")
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
ALWAYS_INVISIBLE = "\u00ad\u200b\u2060\u180e\ufeff\ufff9\ufffa\ufffb\ufffe\uffff"
DIRECTIONS = "\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = [*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)]

PLAIN: dict[int, str | None] = {
    **dict.fromkeys(CONTROLS, None),
    **dict.fromkeys(map(ord, ALWAYS_INVISIBLE), None),
    **dict.fromkeys(map(ord, SPACES), " "),
    0x2029: "\n\n",
}
PLAIN_LEFT_TO_RIGHT: dict[int, str | None] = {**PLAIN, **dict.fromkeys(map(ord, DIRECTIONS), None)}


def clean(text: str) -> str:
    """The text without what nobody sees, its spaces and line ends made plain.

    >>> clean("Zwölf\\u00ad Tote\\u00a0in\\r\\nKabul \\u200b\\n")
    'Zwölf Tote in\\nKabul\\n'
    """
    if text.isascii():
        if "\x7f" in text or not text.replace("\n", " ").replace("\t", " ").isprintable():
            text = LINE_ENDS.sub("\n", text).translate(PLAIN)
        return TRAILING.sub("", text)
    text = LINE_ENDS.sub("\n", text)
    text = text.translate(PLAIN if JOINING.search(text) else PLAIN_LEFT_TO_RIGHT)
    text = SURROGATE.sub("\ufffd", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return TRAILING.sub("", text)


def one_line(text: str) -> str:
    """The text with every run of white space made one space.

    >>> one_line(" Two\\n  lines ")
    'Two lines'
    """
    return " ".join(text.split())


def assembled(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text of all pieces, one blank line between them, and each piece's block."""
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for piece in pieces:
        if not (text := clean(piece.text).strip()):
            continue
        end = start + len(text)
        blocks.append(Block(start=start, end=end, kind=piece.kind, level=piece.level, reason=piece.reason))
        texts.append(text)
        start = end + 2
    return "\n\n".join(texts), tuple(blocks)
