"""What a line of plain text looks like: wrapped or whole, a bullet, a label with its value, a title, a notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sourcebook.ingest.extract import Piece, boilerplate
from sourcebook.ingest.published import words
from sourcebook.records.vocabulary import BlockKind

BULLET = re.compile(r"[ \t]*(?:[•●▪■◦‣·○►*]|[-–—](?=[ \t]))[ \t]*(?=\S)")
NUMBERED = re.compile(r"[ \t]*(?:\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+(?=\S)")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?:\[\d+\])*$")
CAPTION = re.compile(
    r"(?:(?:video|photo|image|picture|file|map|graphic)(?: caption)?|caption)\s?:\s?\S.*"
    r"|.{10,300}\((?:source|photo|image|picture|credit|file)s?\b[^()]{0,80}\)\.?"
    r"|.{10,300}[(\[](?:AP|AFP|Reuters|Getty|EPA|Xinhua)(?: Photo| Images?)?(?:/[^()\]]{1,60})[)\]]\.?",
    re.IGNORECASE,
)
LABEL_VALUE = re.compile(r"([A-Z][^:.!?]{1,40}):(?:\s|$)")
SHORT, SHORT_WORDS = 90, 14
LABEL_SPACES = LEAD_IN_SPACES = 3
ROWS_LEAST = 2
COLUMNS = re.compile(r"\S(?:\t+| {3,})\S")
POINTER = "pointer to other pages"
POINTER_LONGEST = 40
WRAP_LEAST, WRAP_MOST = 50, 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Lines that belong together: a paragraph, or a line that stands for itself. ``lines`` is their number.

    ``row`` marks a line of a table whose columns are kept apart by tabs or runs of spaces.
    """

    text: str
    lines: int
    bullet: bool = False
    row: bool = False

    @property
    def short(self) -> bool:
        """Whether it is one short line that is no sentence."""
        text = self.text
        return (
            self.lines == 1
            and not self.row
            and len(text) <= SHORT
            and not SENTENCE_END.search(text)
            and text.count(" ") < SHORT_WORDS
            and not text.endswith((",", ";"))
        )


def units(lines: Sequence[str]) -> list[Unit]:
    """The paragraphs and lone lines of a text: parted by blank lines, indents, bullets and unfilled lines."""
    found: list[Unit] = []
    chunk: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            chunk.append(line)
        elif chunk:
            found.extend(units_of_chunk(chunk))
            chunk = []
    return found


def units_of_chunk(chunk: Sequence[str]) -> Iterator[Unit]:
    """The units of lines without a blank line between them."""
    if len(chunk) >= ROWS_LEAST and all(map(COLUMNS.search, chunk)):
        yield from (Unit(text=line.strip(), lines=1, row=True) for line in chunk)
        return
    together: list[str] = []
    width = max(map(len, chunk))
    wrapped = hard_wrapped(chunk, width)
    indents = [len(line) - len(line.lstrip()) for line in chunk]
    margin = min(indents[1:], default=indents[0])
    for index, line in enumerate(chunk):
        if together and (
            indented(chunk[index - 1], indents[index - 1], indents[index], margin)
            or item_after(chunk[index - 1], line, width, wrapped)
            or not continues(chunk[index - 1], line, width, wrapped)
        ):
            yield unit(together)
            together = []
        together.append(line)
    yield unit(together)


def unit(lines: Sequence[str]) -> Unit:
    """A unit of these lines, the indents and a bullet's sign taken away."""
    text = "\n".join(line.strip() for line in lines)
    match = BULLET.match(text)
    if match:
        text = text[match.end() :]
    return Unit(text=text, lines=len(lines), bullet=bool(match or NUMBERED.match(text)))


def indented(above: str, indent_above: int, indent: int, margin: int) -> bool:
    """Whether a line begins a paragraph by its indent."""
    return indent >= margin + 2 and (indent > indent_above or bool(SENTENCE_END.search(above)))


def item_after(above: str, line: str, width: int, wrapped: bool) -> bool:
    """Whether a line begins an item of a list, and not with a dash that was wrapped to its beginning."""
    if not (BULLET.match(line) or NUMBERED.match(line)):
        return False
    return not (wrapped and fills(above, line, width) and above.rstrip()[-1:].isalnum())


def hard_wrapped(chunk: Sequence[str], width: int) -> bool:
    """Whether most lines end where the next word would not have fitted: a text broken by a fixed width."""
    if len(chunk) < 2 or not WRAP_LEAST <= width <= WRAP_MOST:
        return False
    filled = sum(fills(line, after, width) for line, after in pairwise(chunk))
    return filled >= 0.6 * (len(chunk) - 1)


def fills(line: str, after: str, width: int) -> bool:
    """Whether the first word of the line after would not have fitted into this one."""
    first = after.split(maxsplit=1)[0]
    return len(line) + 1 + len(first) > 0.88 * width


def continues(line: str, after: str, width: int, wrapped: bool) -> bool:
    """Whether the line after goes on with the paragraph."""
    if wrapped:
        return fills(line, after, width) or not (SENTENCE_END.search(line) and len(line) < 0.6 * width)
    return after.strip()[:1].islower() and not SENTENCE_END.search(line) and len(line) >= WRAP_LEAST


@cache
def labels() -> re.Pattern[str]:
    """Labels of info boxes at the start of a line, their value glued to them or parted by a colon."""
    known = "|".join(re.escape(label) for label in sorted(words("labels")["labels"], key=len, reverse=True))
    return re.compile(rf"((?i:{known}))(?:\s?:|(?=[A-Z0-9(\"'“\u0600-\u06ff])|\s?$|(?<=of) |(?<=from) |(?<=by) )")


def labelled(text: str) -> bool:
    """Whether a short line is a label, with its value or without.

    >>> labelled("Foundation26 January 2015"), labelled("Split fromTehreek"), labelled("Deaths: 2 soldiers")
    (True, True, True)
    >>> labelled("Leaders met in Doha"), labelled("Type of attack unknown")
    (False, False)
    """
    if labels().match(text):
        return True
    match = LABEL_VALUE.match(text)
    return bool(match and match[1].count(" ") <= LABEL_SPACES)


def leads_in(text: str) -> bool:
    """Whether a line is the beginning of a sentence that what follows goes on with.

    >>> leads_in("The commission names these men:"), leads_in("Background:")
    (True, False)
    """
    return text.endswith(":") and text.count(" ") >= LEAD_IN_SPACES


def caption(text: str) -> bool:
    """Whether a block says what a picture shows.

    >>> caption("A flag over the old town (Source: Lakeside Tribune)"), caption("Photo: Ana Ruiz")
    (True, True)
    >>> caption("At least nine died (Dawn, December 18, 2017).")
    False
    """
    return len(text) <= 320 and bool(CAPTION.fullmatch(text))


@cache
def notices() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    """Patterns of what a page says about itself, the longest block they apply to, and why."""
    return tuple(
        (re.compile(rule["pattern"], re.IGNORECASE | re.DOTALL), rule["longest"], rule["reason"])
        for rule in words("boilerplate")["rule"]
    )


def under_pointers(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, the items of a list under "Related stories" or the like flagged with it: other pages' titles."""
    under = False
    for piece in pieces:
        if piece.kind is BlockKind.BOILERPLATE:
            under = piece.reason == POINTER and (under or len(piece.text) <= POINTER_LONGEST)
            yield piece
        elif under and piece.kind is BlockKind.LIST and not SENTENCE_END.search(piece.text):
            yield boilerplate(piece.text, POINTER)
        else:
            under = False
            yield piece


@cache
def longest_notice() -> int:
    """The number of characters beyond which nothing is a notice."""
    return max(longest for _, longest, _ in notices())


def notice(text: str) -> str:
    """Why a block is boilerplate, or nothing.

    >>> notice("top of page"), notice("© 2019 The Lakeside Herald"), notice("By Monday the army had left the town.")
    ('way through the page', 'copyright line', '')
    """
    length = len(text)
    if length > longest_notice():
        return ""
    for pattern, longest, reason in notices():
        if length <= longest and pattern.fullmatch(text):
            return reason
    return ""
