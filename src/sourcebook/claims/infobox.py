"""Ties that an info box states line by line: "Part of Islamic State", "Split fromX"."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.claims.cast import Cast, is_band, is_person
from sourcebook.claims.lexicon import table
from sourcebook.claims.sentence import Spot
from sourcebook.claims.ties import Scene, Tie, pairs
from sourcebook.records.vocabulary import MentionKind, RelationType

FROM_PERSON = frozenset({RelationType.LEADS, RelationType.FOUNDED})


def box_ties(scene: Scene, cast: Cast) -> Iterator[Tie]:
    """The ties of one line: its label names the relation, the actors after it the other side."""
    segment = scene.sentence.segment
    line = scene.sentence.document.text[segment.start : segment.end].strip().lower()
    kind, label = label_of(line)
    if kind is None or cast.main is None:
        return
    after = segment.start + line.find(label) + len(label)
    others = [s for s in scene.sentence.of(MentionKind.ACTOR) if s.mention.words.end > after]
    yield from side_by_side(kind, cast.main, others)


def label_of(line: str) -> tuple[RelationType | None, str]:
    """The relation that a line's first words name, and those words."""
    rows: dict[str, str] = table("relations")["infobox"]
    for label in sorted(rows, key=len, reverse=True):
        if line.startswith(label):
            return RelationType(rows[label]), label
    return None, ""


def side_by_side(kind: RelationType, main: Spot, others: list[Spot]) -> Iterator[Tie]:
    """The document's group with each actor of the line, persons first where the relation runs from a person."""
    if kind in FROM_PERSON:
        yield from pairs(kind, 0, [s for s in others if is_person(s)], [main])
    else:
        yield from pairs(kind, 0, [main], [s for s in others if is_band(s)])
