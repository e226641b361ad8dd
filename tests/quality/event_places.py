"""Which place is an act's: sentences with a verb and the places where it happened, each sentence read alone.

A sentence counts as right if the place that is read overlaps one of those marked, or if none is read where none is
marked. The verb's place is that of the incident which the sentence tells with it; where the rooms take the verb for
no act of violence, it is what ``place_of_act`` gives for the verb, the function that tellings use as well.
The corpus mixes two kinds of offsets: characters, and words counted from nought. A marked stretch that begins or ends
inside a word, or has no letter, is read as words; a sentence in which neither gives a name is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourcebook import mentions, resolve, segment
from sourcebook.claims.sentence import Sentence, Spot, sentences_of
from sourcebook.claims.tellings import tellings_in
from sourcebook.claims.where import place_of_act
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.vocabulary import BlockKind, MentionKind

if TYPE_CHECKING:
    from spacy.language import Language

HALVES = ("learned", "unseen")
LONGEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence with its verb's token, and the stretches marked as the verb's place."""

    half: str
    marked: tuple[tuple[int, int], ...]
    sentence: Sentence | None
    verb: int

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The places of the sentence."""
        return self.sentence.of(MentionKind.PLACE) if self.sentence else ()


@cache
def _blank() -> Language:
    import spacy

    return spacy.blank("en")


def half_of(text: str) -> str:
    """The half that a sentence falls into by its own letters: weights are learned on one, the other is never used."""
    return HALVES[sha256(text.encode()).digest()[-1] % 2]


def stretches(text: str, located: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...] | None:
    """The marked stretches in characters; None where one is neither characters nor words of a name."""
    found = []
    for start, end in located:
        if not is_whole(text, start, end):
            start, end = characters(text, start, end)
        if not any(sign.isupper() for sign in text[start:end]) and not is_whole(text, start, end):
            return None
        found.append((start, end))
    return tuple(found)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds whole words, more than one letter of them.

    >>> is_whole("Nine died in Kano.", 13, 17), is_whole("Nine died in Kano.", 3, 3)
    (True, False)
    """
    words = text[start:end]
    if len(words.strip()) < 2 or end > len(text) or not any(sign.isalpha() for sign in words):
        return False
    cut_left = start > 0 and text[start - 1].isalnum() and words[0].isalnum()
    cut_right = end < len(text) and text[end].isalnum() and words[-1].isalnum()
    return not (cut_left or cut_right)


def characters(text: str, first: int, last: int) -> tuple[int, int]:
    """The characters of the words from one to another, both included; an empty stretch where there are none.

    >>> characters("Nine died in Kano.", 3, 3)
    (13, 17)
    """
    words = _blank().make_doc(text)
    if not 0 <= first <= last < min(len(words), first + LONGEST):
        return 0, 0
    span = words[first : last + 1]
    return span.start_char, span.end_char


def readings(texts: Sequence[str]) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    """Each text with its sentences as the rooms before the claims leave them."""
    rooms = (segment.segmenter(segment.Options()), mentions.mention_finder(), resolve.resolver())
    for text in texts:
        block = Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH)
        document = Document(document_id="d", path="case", sha256="", original="", text=text, blocks=(block,))
        reading = Reading(document_id="d", document=document)
        for room in rooms:
            reading = room(reading)
        yield text, sentences_of(reading)


def cases(corpus: Path) -> Iterator[Case]:
    """The sentences of the corpus that can be held against what is read, in its order."""
    rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    read = dict(readings(list(dict.fromkeys(row["text"] for row in rows))))
    for row in rows:
        marked = stretches(row["text"], row["locations"])
        if marked is not None:
            yield case_of(row, marked, read[row["text"]])


def case_of(row: dict[str, Any], marked: tuple[tuple[int, int], ...], sentences: Sequence[Sentence]) -> Case:
    """One row of the corpus with the token of its verb; without one where the verb was not parsed."""
    half, verb = half_of(row["text"]), row["verb"][0]
    for sentence in sentences:
        for index, token in enumerate(sentence.tokens):
            if token.start <= verb < token.end:
                return Case(half=half, marked=marked, sentence=sentence, verb=index)
    return Case(half=half, marked=marked, sentence=None, verb=-1)


def place_read(case: Case) -> Spot | None:
    """The place that is read for the verb: its telling's, or else what the verb alone gives."""
    if case.sentence is None:
        return None
    for telling in tellings_in(case.sentence, 0):
        if not telling.echo and any(act.head == case.verb for act in telling.acts):
            return telling.place
    return place_of_act(case.sentence, case.verb, case.spots)


def is_marked(spot: Spot, marked: Sequence[tuple[int, int]]) -> bool:
    """Whether a place overlaps one of the marked stretches."""
    words = spot.mention.words
    return any(words.start < end and start < words.end for start, end in marked)


def event_place_figures(corpus: Path) -> dict[str, tuple[float, int]]:
    """Share of sentences read rightly, on both halves and on the unseen one; and precision, recall, silence."""
    judged = [(case, place_read(case)) for case in cases(corpus)]
    right = [is_right(case, spot) for case, spot in judged]
    unseen = [ok for (case, _), ok in zip(judged, right, strict=True) if case.half == "unseen"]
    given = [ok for (_, spot), ok in zip(judged, right, strict=True) if spot is not None]
    stated = [ok for (case, _), ok in zip(judged, right, strict=True) if case.marked]
    silent = [ok for (case, _), ok in zip(judged, right, strict=True) if not case.marked]
    named = {"right": right, "right_unseen_half": unseen, "precision": given, "recall": stated, "none_right": silent}
    return {name: (sum(oks) / max(1, len(oks)), len(oks)) for name, oks in named.items()}


def is_right(case: Case, spot: Spot | None) -> bool:
    """Whether the place that is read is one of those marked, or none is read where none is marked."""
    return is_marked(spot, case.marked) if spot is not None else not case.marked
