"""Runs of words that the parser tagged as one name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.mentions.sentence import Sentence
from sourcebook.records.vocabulary import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Words that name an actor: tokens ``start`` up to ``end``. ``rank`` orders rival readings, smaller first."""

    start: int
    end: int
    kind: ActorKind
    rank: int


def entities(sentence: Sentence, labels: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of each entity with one of these labels."""
    at, count = 0, len(sentence)
    while at < count:
        label = sentence.tokens[at].entity[2:]
        end = at + 1
        while end < count and sentence.tokens[end].entity == f"I-{label}":
            end += 1
        if label in labels:
            yield at, end, label
        at = end


def trimmed(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The run without an article before it, a possessive or comma behind it, or a bracket that it leaves open."""
    opened = [at for at in range(start, end) if sentence.lower[at] in ("(", "[")]
    if opened and not any(sentence.lower[at] in (")", "]") for at in range(opened[-1], end)):
        end = opened[-1]
    while start < end and (sentence.lower[start] in ("the", "a", "an") or not sentence.lower[start][0].isalnum()):
        start += 1
    while start < end and (sentence.lower[end - 1] in ("'s", "’s") or not sentence.lower[end - 1][-1].isalnum()):
        end -= 1
    return start, end


# between the words of a body's name
_INSIDE = frozenset(
    ("of", "for", "the", "in", "and", "'", "’", "'s", "’s", "-", "–", "against", "de", "del", "para", "la")
)


# whose they are is no part of their name: "the Federal Government of Iraq"
_OF_STATES = frozenset(("government", "ministry", "department", "embassy", "office", "court", "police"))


def whole_entity(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """A body's name with all that the parser tagged as one with it: "Popular Front | for the Liberation of Oman"."""
    if sentence.lower[end - 1] in _OF_STATES:
        return start, end
    for first, last, _ in entities(sentence, frozenset(("ORG",))):
        if first <= start and end <= last:
            whole = trimmed(sentence, first, last)
            extra = [at for at in range(*whole) if not start <= at < end]
            if all(sentence.tokens[at].text[:1].isupper() or sentence.lower[at] in _INSIDE for at in extra):
                return min(whole[0], start), max(whole[1], end)
    return start, end
