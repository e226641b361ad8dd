"""A passage with the words of its sentences, and the quotes that stand in it: nothing else can enter a claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sourcebook.claims.acts import Act, acts_in
from sourcebook.claims.addressed import addresses_reader
from sourcebook.claims.endpoint.anchoring import spans_in, words_at
from sourcebook.claims.endpoint.passages import Stretch
from sourcebook.claims.endpoint.statements import Statement
from sourcebook.claims.grouping import families
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import Harm, MentionKind


class Refused(StrEnum):
    """Why something that a model stated does not enter the book."""

    NOT_IN_TEXT = "quote not in the text"
    NO_ACT = "no word of violence at the trigger"
    NO_TIME = "no date or time in the words for the time"
    NO_PLACE = "no known place in the words for the place"
    NO_COUNT = "no count of people harmed in the words for a figure"
    NO_WEAPON = "no weapon in the words for one"
    NO_PARTY = "nobody who can have that part in the words for a party"
    BARE = "nothing but a word of violence"
    NO_SPEAKER = "no source in the words for who says so"
    ADDRESSED = "words addressed to a reading program"
    NOT_AS_ASKED = "not in the form asked for"


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A quote where it stands: its words, its sentence, and the first and last token that it touches."""

    words: Words
    sentence: Sentence
    first: int
    last: int


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """The words that tell of an act, with the act that our own rules see there."""

    found: Found
    act: Act


@dataclass(slots=True, eq=False)
class Evidence:
    """One passage, the quotes found in it, and a count of what was refused."""

    stretch: Stretch
    refused: Counter[Refused] = field(default_factory=Counter)

    def trigger(self, statement: Statement) -> Trigger | None:
        """The trigger of a statement where a sentence tells of an act by these words, first one that fits its type."""
        found = self.anchored(statement.trigger)
        acts = [(where, act) for where in found for act in acts_at(where)]
        fitting = [each for each in acts if families(each[1].type) & families(statement.type)]
        for where, act in fitting or acts:
            return Trigger(where, act)
        if found:
            self.refused[Refused.NO_ACT] += 1
        return None

    def spots(self, quote: str, kind: MentionKind, near: Words) -> list[Spot]:
        """The mentions of a kind that the quote nearest to some words touches."""
        return [spot for where in self.nearest(quote, near) for spot in spots_at(where, kind)]

    def nearest(self, quote: str, near: Words) -> list[Found]:
        """The quote where it stands nearest to some words: one, or none."""
        return sorted(self.anchored(quote), key=lambda found: abs(found.words.start - near.start))[:1]

    def anchored(self, quote: str) -> list[Found]:
        """The quote wherever it stands in the passage and does not address a reading program; counted where nowhere."""
        spans = spans_in(self.stretch.text, quote)
        words = [words_at(self.stretch.text, span, self.stretch.start) for span in spans]
        found = [place for each in words if (place := place_of(each, self.stretch.sentences)) is not None]
        plain = [each for each in found if not addresses_reader(each.sentence)]
        if not found:
            self.refused[Refused.NOT_IN_TEXT] += 1
        elif not plain:
            self.refused[Refused.ADDRESSED] += 1
        return plain


def place_of(words: Words, sentences: Sequence[Sentence]) -> Found | None:
    """Where words stand, if they stand in one sentence."""
    for sentence in sentences:
        if sentence.segment.start <= words.start and words.end <= sentence.segment.end:
            tokens = enumerate(sentence.tokens)
            touched = [i for i, token in tokens if token.start < words.end and words.start < token.end]
            return Found(words, sentence, touched[0], touched[-1]) if touched else None
    return None


def acts_at(found: Found) -> Iterator[Act]:
    """The acts that rules see at a quote, those told by its very words first."""
    acts = acts_in(found.sentence)
    yield from (act for act in acts if found.first <= act.head <= found.last)
    for act in acts:
        outside = not found.first <= act.head <= found.last
        if outside and act.spot.first <= found.last and found.first <= act.spot.last:
            yield act


def spots_at(found: Found, kind: MentionKind) -> Iterator[Spot]:
    """The mentions of a kind that a quote touches."""
    for spot in found.sentence.of(kind):
        if spot.first <= found.last and found.first <= spot.last:
            yield spot


def counts_harm(spot: Spot) -> bool:
    """Whether a mention counts people harmed."""
    figure = spot.mention.figure
    return figure is not None and figure.harm is not Harm.STRENGTH
