"""A document cut into the passages that are sent: whole sentences in a row, those with words of violence only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcebook.claims.sentence import Sentence
from sourcebook.records.vocabulary import Harm, MentionKind


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Sentences in a row, and their text from the first to the last character."""

    sentences: tuple[Sentence, ...]

    @property
    def start(self) -> int:
        """Where it begins in the document."""
        return self.sentences[0].segment.start

    @property
    def text(self) -> str:
        """Its words, as they stand in the document."""
        return self.sentences[0].document.text[self.start : self.sentences[-1].segment.end]


def stretches_of(sentences: Sequence[Sentence], characters: int) -> Iterator[Stretch]:
    """The passages of a document that can tell of an incident, each as long as it may be."""
    return (stretch for stretch in cut(sentences, characters) if any(map(violent, stretch.sentences)))


def cut(sentences: Sequence[Sentence], characters: int) -> Iterator[Stretch]:
    """All sentences in passages of at most so many characters; a longer sentence is one of its own.

    What stands between two sentences and was not read (a page number, an advertisement) ends a passage.
    """
    held: list[Sentence] = []
    for sentence in sentences:
        if held and not goes_on(held, sentence, characters):
            yield Stretch(tuple(held))
            held = []
        held.append(sentence)
    if held:
        yield Stretch(tuple(held))


def goes_on(held: Sequence[Sentence], following: Sentence, characters: int) -> bool:
    """Whether a sentence still belongs to the passage before it."""
    between = following.document.text[held[-1].segment.end : following.segment.start]
    return following.segment.end - held[0].segment.start <= characters and not any(map(str.isalnum, between))


def violent(sentence: Sentence) -> bool:
    """Whether a sentence has a word of violence, or counts people harmed."""
    counts = (spot.mention.figure for spot in sentence.of(MentionKind.FIGURE))
    return bool(sentence.of(MentionKind.TRIGGER)) or any(f is not None and f.harm is not Harm.STRENGTH for f in counts)
