"""Lists and tables of attacks: each item and each row tells an incident of its own.

A row's day and place often stand in cells of their own; they are the incident's, and so is a day that opens an item.
Who did it is never taken over from another item, nor from the words above the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.tables import items_of, rows_told
from sourcebook.claims.tellings import Telling
from sourcebook.claims.times import known
from sourcebook.records.reading import Reading
from sourcebook.records.vocabulary import MentionKind, SegmentKind

# a row has at most this many cells before and after the one that tells the act
CELLS = 5
# a day opens an item within this many words
OPENING = 3
# the head of a column has at most this many words
LABEL_WORDS = 3


def by_item(tellings: Sequence[Telling], sentences: Sequence[Sentence], reading: Reading) -> list[Telling]:
    """The tellings, those in lists and tables tied to their item or row, with the day and place that it gives."""
    acting, rows = {t.position for t in tellings}, items_of(sentences, reading)
    kept = (t for t in tellings if not label(t) or t.position in rows)
    found = [replace(t, item=rows[t.position]) if t.position in rows else itemised(t, sentences, acting) for t in kept]
    return rows_told(found, sentences, reading)


def label(telling: Telling) -> bool:
    """Whether a telling is only the head of a column: "Killed", "Attack type"."""
    cell = telling.sentence.segment.kind is SegmentKind.TABLE_CELL
    return cell and telling.bare and len(telling.sentence.tokens) <= LABEL_WORDS


def itemised(telling: Telling, sentences: Sequence[Sentence], acting: set[int]) -> Telling:
    """One telling with the item or row that it stands in."""
    segment = telling.sentence.segment
    if segment.kind is SegmentKind.LIST_ITEM:
        time = telling.time or opening_time(telling.sentence)
        return replace(telling, item=segment.block, time=time)
    if segment.kind is not SegmentKind.TABLE_CELL:
        return telling
    row = row_around(telling.position, sentences, acting)
    time = telling.time or next((s for at in row for s in alone(sentences[at], MentionKind.TIME)), None)
    place = telling.place or next((s for at in row for s in alone(sentences[at], MentionKind.PLACE)), None)
    return replace(telling, item=segment.block, time=time, place=place)


def opening_time(sentence: Sentence) -> Spot | None:
    """The day that opens an item: "9 March: A bomber killed"."""
    first = next((s for s in sentence.of(MentionKind.TIME) if known(s.mention.time)), None)
    return first if first is not None and first.first <= OPENING else None


def alone(sentence: Sentence, kind: MentionKind) -> list[Spot]:
    """The mentions of a cell that holds little else."""
    spots = [s for s in sentence.of(kind) if kind is not MentionKind.TIME or known(s.mention.time)]
    words = sum(1 for token in sentence.tokens if token.pos not in ("PUNCT", "SPACE"))
    return [s for s in spots if words <= 2 * (s.last - s.first + 1) + 2]


def row_around(position: int, sentences: Sequence[Sentence], acting: set[int]) -> list[int]:
    """The other cells of an act's row, nearest first before it: from the last cell that holds a day, up to the next."""
    before = []
    for at in range(position - 1, max(-1, position - 1 - CELLS), -1):
        if sentences[at].segment.kind is not SegmentKind.TABLE_CELL or at in acting:
            break
        before.append(at)
        if alone(sentences[at], MentionKind.TIME):
            return before
    after = []
    for at in range(position + 1, min(len(sentences), position + 1 + CELLS)):
        if sentences[at].segment.kind is not SegmentKind.TABLE_CELL or at in acting:
            break
        after.append(at)
        if alone(sentences[at], MentionKind.TIME):
            return before[:1] + after
    return before
