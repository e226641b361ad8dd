"""Runs of words that the parser tagged as one name, and runs of proper nouns."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import word_set


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


def proper_runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns, with the small words and dashes that names hold inside."""
    at, count = 0, len(sentence)
    while at < count:
        if not _is_proper(sentence, at):
            at += 1
            continue
        end = _run_end(sentence, at)
        yield at, end
        at = end


def _run_end(sentence: Sentence, start: int) -> int:
    """Where a run of proper nouns ends, a few small words held inside ("Dasht-e-Barchi")."""
    end = start + 1
    while end < len(sentence):
        following = end
        while following < end + 5 and following < len(sentence) and _links(sentence, following):
            following += 1
        if not _is_proper(sentence, following):
            break
        end = following + 1
    return end


def _is_proper(sentence: Sentence, at: int) -> bool:
    if at >= len(sentence):
        return False
    token = sentence.tokens[at]
    return token.text[:1].isupper() and (token.pos == "PROPN" or token.tag in ("NNP", "NNPS"))


def _links(sentence: Sentence, at: int) -> bool:
    """Whether a word holds two parts of a name together: "'s", a dash, "al-"."""
    return sentence.lower[at] in word_set("actors", "links", "words")


def trimmed(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The run without an article before it or a possessive or comma behind it; empty if nothing is left."""
    while start < end and (sentence.lower[start] in ("the", "a", "an") or not sentence.lower[start][0].isalnum()):
        start += 1
    while start < end and (sentence.lower[end - 1] in ("'s", "’s") or not sentence.lower[end - 1][-1].isalnum()):
        end -= 1
    return start, end
