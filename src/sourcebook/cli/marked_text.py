"""Marks in a text: each mention between ‹ and ›, with a label that a table beneath explains.

The signs and labels stand for the colours where there are none. A mark is closed by its label, so that marks may lie
in one another and even cross.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcebook.cli.words import count_words, place_words, time_words
from sourcebook.records.text import Block, Mention
from sourcebook.records.values import Figure, PlaceUse, TimeRange
from sourcebook.records.vocabulary import BlockKind, MentionKind, TimePrecision

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


def value_words(mention: Mention) -> str:
    """What the words of a mention were read as.

    >>> from sourcebook.records.values import Words
    >>> words = Words(start=0, end=4, quote="Oz's")
    >>> value_words(Mention(mention_id="m", document_id="d", segment_id="s", kind=MentionKind.PLACE, words=words,
    ...                     generated_by="rules"))
    'not in the gazetteer'
    """
    match mention.kind:
        case MentionKind.TIME:
            return time_told(mention.time) if mention.time else "no day known"
        case MentionKind.PLACE:
            return place_told(mention.place) if mention.place else "not in the gazetteer"
        case MentionKind.FIGURE:
            return figure_told(mention.figure) if mention.figure else "no count of people"
        case MentionKind.ACTOR:
            kind = mention.actor_kind.replace("_", " ") if mention.actor_kind else ""
            return " · ".join(part for part in (mention.name, kind, registered(mention.actor_id)) if part)
        case _:
            return (mention.name or "").replace("_", " ")


def registered(actor_id: str | None) -> str:
    """The id of an actor that a registry knows; nothing for one that goes by its name alone.

    >>> registered("ucdp-283"), registered("actor-group-5rbxyp4m5peun")
    ('ucdp-283', '')
    """
    return "" if actor_id is None or actor_id.startswith("actor-") else actor_id


def time_told(time: TimeRange) -> str:
    """An interval with its precision and where it comes from.

    >>> from datetime import date
    >>> from sourcebook.records.values import days_between
    >>> from sourcebook.records.vocabulary import TimeBasis
    >>> time_told(days_between(date(2016, 7, 1), date(2016, 7, 31), TimeBasis.STATED))
    '2016-07 (month, stated)'
    """
    if time.precision is TimePrecision.UNKNOWN:
        return f"no day known ({time.basis})"
    return f"{time_words(time)} ({time.precision}, {time.basis})"


def place_told(place: PlaceUse) -> str:
    """A place with what it lies in, how precise the words are, and its point."""
    point = "" if place.latitude is None else f", {place.latitude:.2f} {place.longitude:.2f}"
    return f"{place_words(place)} ({place.precision}{point})"


def figure_told(figure: Figure) -> str:
    """A figure with its bounds, whom it counts, how it is hedged, and how it stands to the whole toll."""
    bounds = (figure.low, figure.best, figure.high)
    low, best, high = ("–" if bound is None else f"{bound:,}" for bound in bounds)
    told = "" if figure.low == figure.best == figure.high else f" (low {low}, best {best}, high {high})"
    extra = [name for name in ("includes_perpetrators", "cumulative", "superseded") if getattr(figure, name)]
    parts = [
        f"{figure.harm} {count_words(*bounds)}{told}",
        figure.population,
        figure.qualifier,
        figure.composition,
        *extra,
    ]
    return " · ".join(part.replace("_", " ") for part in parts)
