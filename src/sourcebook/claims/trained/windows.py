"""What the encoder is shown: the sentences that may tell of violence, with those around them, in windows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sourcebook.claims.trained.wordpiece import WordPieces
from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention, Segment
from sourcebook.records.vocabulary import Harm, MentionKind

AROUND = 1  # sentences on each side of one that names violence
ROOM = 382  # pieces in a window, besides its first and last mark
HARMS = frozenset({Harm.KILLED, Harm.INJURED, Harm.KIDNAPPED, Harm.MISSING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Pieces to be read together; ``words[i]`` is the segment and token that piece ``i`` belongs to.

    The first and last pieces are marks; they belong to no word and have the segment -1.
    """

    pieces: tuple[int, ...]
    words: tuple[tuple[int, int], ...]


def names_violence(mention: Mention) -> bool:
    """Whether a mention is an act of violence, or a count of people harmed."""
    if mention.kind is MentionKind.TRIGGER:
        return True
    return mention.kind is MentionKind.FIGURE and mention.figure is not None and mention.figure.harm in HARMS


def worth_reading(reading: Reading) -> tuple[int, ...]:
    """The positions of the parsed segments that name violence or stand near one that does, in order."""
    struck = {mention.segment_id for mention in reading.mentions if names_violence(mention)}
    parsed = [position for position, segment in enumerate(reading.segments) if segment.tokens]
    seats = [seat for seat, position in enumerate(parsed) if reading.segments[position].segment_id in struck]
    near = {other for seat in seats for other in range(seat - AROUND, seat + AROUND + 1)}
    return tuple(position for seat, position in enumerate(parsed) if seat in near)


def windows_of(segments: Sequence[Segment], positions: Iterable[int], pieces: WordPieces) -> Iterator[Window]:
    """The segments at these positions, as many whole ones together as a window has room for."""
    cut = [one for position in positions for one in _cut(segments[position], position, pieces)]
    total = sum(len(one) for one in cut)
    share = total / max(1, -(-total // ROOM))
    held: list[tuple[int, tuple[int, int]]] = []
    for one in cut:
        if held and (len(held) + len(one) > ROOM or len(held) >= share):
            yield _window(held, pieces)
            held = []
        held += one
    if held:
        yield _window(held, pieces)


def _cut(segment: Segment, position: int, pieces: WordPieces) -> Iterator[list[tuple[int, tuple[int, int]]]]:
    """A segment's pieces with their words, in parts that a window has room for."""
    found = [
        (piece, (position, index)) for index, token in enumerate(segment.tokens) for piece in pieces.of(token.text)
    ]
    for start in range(0, len(found), ROOM):
        yield found[start : start + ROOM]


def _window(held: Sequence[tuple[int, tuple[int, int]]], pieces: WordPieces) -> Window:
    """A window with its marks."""
    return Window(
        pieces=(pieces.first, *(piece for piece, _ in held), pieces.last),
        words=((-1, -1), *(word for _, word in held), (-1, -1)),
    )
