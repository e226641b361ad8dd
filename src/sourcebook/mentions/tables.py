"""Counts and places in tables, told by the label of their column: under "Killed" a bare 6 is six dead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sourcebook.mentions.quantities import quantities_in
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups
from sourcebook.records.grids import Cell, grids_in
from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention, Segment
from sourcebook.records.values import Figure, Words
from sourcebook.records.vocabulary import Composition, FigureRule, Harm, MentionKind, Population

Making = Callable[[Sentence, MentionKind, Words], Mention]
PLACE = "place"


def with_columns(reading: Reading, found: Sequence[Mention], make: Making) -> list[Mention]:
    """The mentions, those of tables' cells added or put right by the labels of their columns."""
    placed: set[str] = set()
    added: list[Mention] = []
    given = {(m.segment_id, m.kind) for m in found}
    for label, cell in labelled_cells(reading):
        for segment in cell:
            sentence = Sentence(segment, reading.document)
            if label == PLACE and (segment.segment_id, MentionKind.PLACE) not in given:
                placed.add(segment.segment_id)
                added += [make(sentence, MentionKind.PLACE, words) for words in names_in(segment, reading)]
            elif label != PLACE and (segment.segment_id, MentionKind.FIGURE) not in given:
                added += [
                    replace(make(sentence, MentionKind.FIGURE, figure.words), figure=figure)
                    for figure in counts_alone(sentence, Harm(label))
                ]
    kept = [m for m in found if m.segment_id not in placed or m.kind is not MentionKind.ACTOR]
    return kept + added


def labelled_cells(reading: Reading) -> Iterator[tuple[str, Cell]]:
    """The cells under a label that says what they hold, with what they hold: a harm, or a place."""
    kinds = groups("tables", "columns")
    for grid in grids_in(reading.segments, reading.document.text):
        for row in grid.rows:
            for label, cell in zip(grid.labels, row, strict=True):
                if label in kinds and all(segment.tokens for segment in cell):
                    yield kinds[label], cell


def counts_alone(sentence: Sentence, harm: Harm) -> Iterator[Figure]:
    """The count of a cell that holds a number and its hedges, and nothing else: "6", "at least 12", "40+"."""
    whole = sentence.tokens[0].start, sentence.tokens[-1].end
    for quantity in quantities_in(sentence):
        words = sentence.words(quantity.start, quantity.end)
        if (words.start, words.end) == whole:
            yield Figure(
                harm=harm,
                population=Population.PEOPLE,
                low=quantity.low,
                best=quantity.best,
                high=quantity.high,
                qualifier=quantity.qualifier,
                composition=Composition.TOTAL,
                words=words,
                rules=(quantity.rule, FigureRule.TABLE_COLUMN),
            )


def names_in(segment: Segment, reading: Reading) -> Iterator[Words]:
    """The names of a cell of places: "Mocha, Taiz" is two."""
    at = segment.start
    for piece in reading.document.text[segment.start : segment.end].split(","):
        name = piece.strip()
        if name[:1].isupper() and not any(letter.isdigit() for letter in name):
            start = at + piece.index(name)
            yield Words(start=start, end=start + len(name), quote=name)
        at += len(piece) + 1
