"""Phrases of a lexicon, found in a sentence by printed form or dictionary form: the longest at each word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from sourcebook.mentions.sentence import Sentence

Value = TypeVar("Value")


class PhraseBook(Generic[Value]):
    """Phrases with their values, looked up by first word. A hyphen in a phrase stands for hyphen, space or nothing."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in entries:
            for spelling in _spellings(phrase):
                self._by_first.setdefault(spelling[0], []).append((spelling, value))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def matches(self, sentence: Sentence) -> Iterator[tuple[int, int, list[Value]]]:
        """Start, end and the values of the longest phrase at each word, left to right, none overlapping another."""
        at, count = 0, len(sentence)
        while at < count:
            end, values = self._longest(sentence, at)
            if values:
                yield at, end, values
            at = end if values else at + 1

    def _longest(self, sentence: Sentence, at: int) -> tuple[int, list[Value]]:
        forms, known = sentence.forms(at), self._by_first
        if not (forms[0] in known or forms[1] in known or forms[2] in known):
            return at, []
        candidates = [entry for form in dict.fromkeys(forms) for entry in known.get(form, ())]
        found: list[Value] = []
        length = 0
        for words, value in candidates:
            if len(words) >= max(length, 1) and _stands_at(sentence, at, words):
                found = [*found, value] if len(words) == length else [value]
                length = len(words)
        return at + length, found


def _stands_at(sentence: Sentence, at: int, words: tuple[str, ...]) -> bool:
    """Whether all words of a phrase stand here, each as printed or as a lemma."""
    if at + len(words) > len(sentence):
        return False
    return all(word in sentence.forms(at + step) for step, word in enumerate(words[1:], start=1))


def _spellings(phrase: str) -> set[tuple[str, ...]]:
    """A phrase as the parser may cut it.

    >>> sorted(_spellings("car-bomb"))
    [('car', '-', 'bomb'), ('car', 'bomb'), ('car-bomb',), ('carbomb',)]
    """
    if "-" not in phrase:
        return {tuple(phrase.split())}
    return {
        tuple(phrase.split()),
        tuple(phrase.replace("-", " - ").split()),
        tuple(phrase.replace("-", " ").split()),
        tuple(phrase.replace("-", "").split()),
    }
