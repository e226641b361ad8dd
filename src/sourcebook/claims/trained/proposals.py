"""Words that the encoder takes for a role in an incident, as noun phrases of the sentence that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sourcebook.claims.sentence import Sentence, head_of
from sourcebook.claims.trained.network import Answers
from sourcebook.claims.trained.questions import ROLES
from sourcebook.records.values import Words

NAMES = frozenset({"NOUN", "PROPN"})
# within a run of words of one role, these set two fillers apart
BREAKS = frozenset({"and", "or", ",", ";", "by", "in", "at", "with"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A noun phrase that may fill a role: where it stands, its governing word, and how likely it is."""

    role: str
    seat: int
    first: int
    last: int
    head: int
    likely: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A document's sentences with what the encoder says of their words. ``places[i]`` is the segment of sentence i."""

    sentences: Sequence[Sentence]
    places: Sequence[int]
    answers: Answers

    def likely(self, words: Words, roles: Iterable[str]) -> float | None:
        """How likely the last word of some words fills one of the roles; null where the encoder did not read it."""
        found = self.tokens_of(words)
        if found is None:
            return None
        seat, first, last = found
        sentence = self.sentences[seat]
        head = head_of(sentence.tokens, first, last)
        own = [self.answers.words.get((self.places[seat], at)) for at in {head, last}]
        columns = [ROLES.index(role) for role in roles]
        scores = [max(answer[column] for column in columns) for answer in own if answer is not None]
        return max(scores) if scores else None

    def tokens_of(self, words: Words) -> tuple[int, int, int] | None:
        """The sentence, first and last token of some words."""
        for seat, sentence in enumerate(self.sentences):
            if sentence.segment.start <= words.start < sentence.segment.end:
                inside = [i for i, t in enumerate(sentence.tokens) if t.start < words.end and words.start < t.end]
                return (seat, inside[0], inside[-1]) if inside else None
        return None

    def told(self, seat: int) -> float:
        """How likely a sentence tells of an incident."""
        return self.answers.told.get(self.places[seat], (0.0,))[0]


def proposals_in(read: Read, least: Mapping[str, float]) -> Iterator[Proposal]:
    """The phrases that are likely enough to fill a role, in the order of the text."""
    for seat, sentence in enumerate(read.sentences):
        answers = [read.answers.words.get((read.places[seat], at)) for at in range(len(sentence.tokens))]
        if not any(answers):
            continue
        for column, role in enumerate(ROLES):
            likely = [answer[column] if answer else 0.0 for answer in answers]
            for first, last in runs(sentence, likely, least[role]):
                head = head_of(sentence.tokens, first, last)
                if sentence.tokens[head].pos in NAMES:
                    yield Proposal(
                        role=role, seat=seat, first=first, last=last, head=head, likely=max(likely[first : last + 1])
                    )


def runs(sentence: Sentence, likely: Sequence[float], least: float) -> Iterator[tuple[int, int]]:
    """Stretches of words that are all likely enough, cut where one filler ends and another begins."""
    first: int | None = None
    for at in range(len(likely) + 1):
        fits = at < len(likely) and likely[at] >= least and sentence.low(at) not in BREAKS
        if fits and first is None:
            first = at
        if not fits and first is not None:
            yield first, at - 1
            first = None
