"""Marks in a text: each mention between ‹ and ›, with a label that a table beneath explains.

The signs and labels stand for the colours where there are none. A mark is closed by its label, so that marks may lie
in one another and even cross.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcebook.records.text import Block, Mention
from sourcebook.records.vocabulary import BlockKind, MentionKind

if TYPE_CHECKING:
    from rich.text import Text

LABELS = {
    MentionKind.TIME: "d",
    MentionKind.PLACE: "p",
    MentionKind.FIGURE: "f",
    MentionKind.ACTOR: "a",
    MentionKind.WEAPON: "w",
    MentionKind.TRIGGER: "t",
}
COLOURS = {
    MentionKind.TIME: "cyan",
    MentionKind.PLACE: "green",
    MentionKind.FIGURE: "bold yellow",
    MentionKind.ACTOR: "magenta",
    MentionKind.WEAPON: "blue",
    MentionKind.TRIGGER: "red",
}
STYLES = {BlockKind.HEADING: "bold", BlockKind.CAPTION: "italic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mention with its label: the letter of its kind, and its number among those in the order of the text."""

    mention: Mention
    label: str

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.mention.words.start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.mention.words.end


def marks_in(mentions: Iterable[Mention]) -> tuple[Mark, ...]:
    """All mentions in the order of the text, the wider first where two begin together."""
    order = list(LABELS)
    found = sorted(mentions, key=lambda m: (m.words.start, -m.words.end, order.index(m.kind), m.mention_id))
    numbers: Counter[MentionKind] = Counter()
    marks: list[Mark] = []
    for mention in found:
        numbers[mention.kind] += 1
        marks.append(Mark(mention=mention, label=f"{LABELS[mention.kind]}{numbers[mention.kind]}"))
    return tuple(marks)


def marked(text: str, block: Block, marks: Sequence[Mark]) -> Text:
    """The text of a block with its marks, each stretch in the colour of the narrowest mark around it."""
    from rich.text import Text

    shown = Text(style=STYLES.get(block.kind, ""))
    within: list[Mark] = []
    at = block.start
    for place in sorted({place for mark in marks for place in (mark.start, mark.end)}):
        shown.append(text[at:place], style=_colour(within))
        at = place
        for mark in reversed(within):
            if mark.end == place:
                shown.append(f"›{mark.label}", style=COLOURS[mark.mention.kind])
        within = [mark for mark in within if mark.end > place]
        for mark in marks:
            if mark.start == place:
                shown.append("‹", style=COLOURS[mark.mention.kind])
                within.append(mark)
    shown.append(text[at : block.end])
    return shown


def _colour(within: Sequence[Mark]) -> str:
    """The colour of the narrowest of these marks."""
    narrowest = min(within, key=lambda mark: mark.end - mark.start, default=None)
    return COLOURS[narrowest.mention.kind] if narrowest else ""
