"""A segment's words with what the finders ask of them again and again: lower case, children, phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from sourcebook.mentions.wordlists import word_set
from sourcebook.records.text import Document, Segment, Token
from sourcebook.records.values import Words


class Sentence:
    """A segment's tokens, seen for reading: made once for each segment and shared by all finders."""

    def __init__(self, segment: Segment, document: Document) -> None:
        self.segment = segment
        self.document = document
        self.tokens: tuple[Token, ...] = segment.tokens
        self.lower: list[str] = [token.text.lower() for token in segment.tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def children(self) -> list[list[int]]:
        """For each word, the words that hang on it."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                found[token.head].append(index)
        return found

    def child(self, index: int, *roles: str) -> int | None:
        """The first word that hangs on this one in one of these roles."""
        return next((c for c in self.children[index] if self.tokens[c].dep in roles), None)

    def lemma(self, index: int) -> str:
        """The dictionary form of a word, in lower case."""
        return self._lemmas[index]

    def forms(self, index: int) -> tuple[str, str, str]:
        """A word as printed, its lemma, and its form without a plural s: what lexicons are asked for.

        The parser leaves the plural on nouns that it does not know ("jawans").
        """
        return self._forms[index]

    @cached_property
    def _lemmas(self) -> list[str]:
        return [token.lemma.lower() for token in self.tokens]

    @cached_property
    def _forms(self) -> list[tuple[str, str, str]]:
        return [
            (printed, lemma, printed[:-1] if printed.endswith("s") else printed)
            for printed, lemma in zip(self.lower, self._lemmas, strict=True)
        ]

    @cached_property
    def proper_runs(self) -> list[tuple[int, int]]:
        """Runs of proper nouns, with the small words and dashes that names hold inside ("Dasht-e-Barchi")."""
        runs: list[tuple[int, int]] = []
        at = 0
        while at < len(self.tokens):
            end = self._run_end(at) if self._is_proper(at) else at
            if end > at:
                runs.append((at, end))
            at = max(end, at + 1)
        return runs

    def _run_end(self, start: int) -> int:
        links, end = word_set("actors", "links", "words"), start + 1
        while end < len(self.tokens):
            following = end
            while following < end + 5 and following < len(self.tokens) and self._holds_names(following, links):
                following += 1
            if following >= len(self.tokens) or not self._is_proper(following):
                break
            end = following + 1
        return end

    def _holds_names(self, at: int, links: frozenset[str]) -> bool:
        """Whether a word stands inside names: "Dasht-e-Barchi", "the Workers' Column"."""
        return self.lower[at] in links or (self.tokens[at].tag == "POS" and self.lower[at - 1].endswith("s"))

    def _is_proper(self, at: int) -> bool:
        token = self.tokens[at]
        return (token.pos == "PROPN" or token.tag in ("NNP", "NNPS")) and token.text[:1].isupper()

    def words(self, start: int, end: int) -> Words:
        """The document's words from one token up to, not including, another."""
        return self.document.words(self.tokens[start].start, self.tokens[end - 1].end)

    def phrase_ending(
        self, end: int, phrases: Mapping[tuple[str, ...], str], longest: int = 4
    ) -> tuple[int, str] | None:
        """The longest phrase that ends before token ``end``: where it starts, and its value."""
        for length in range(min(longest, end), 0, -1):
            value = phrases.get(tuple(self.lower[end - length : end]))
            if value is not None:
                return end - length, value
        return None

    def phrase_starting(
        self, start: int, phrases: Mapping[tuple[str, ...], str], longest: int = 4
    ) -> tuple[int, str] | None:
        """The longest phrase that starts at token ``start``: where it ends, and its value."""
        for length in range(min(longest, len(self.lower) - start), 0, -1):
            value = phrases.get(tuple(self.lower[start : start + length]))
            if value is not None:
                return start + length, value
        return None

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self.lower) | frozenset(self._lemmas)

    @cached_property
    def _running(self) -> str:
        return f" {' '.join(self.lower)} \n {' '.join(self._lemmas)} "

    def has_any(self, words: frozenset[str]) -> bool:
        """Whether one of these words stands in the sentence, as printed or as a lemma."""
        return not self._vocabulary.isdisjoint(words)

    def has(self, phrase: str) -> bool:
        """Whether a word or phrase stands in the sentence, as printed or as lemmas."""
        return f" {phrase} " in self._running if " " in phrase else phrase in self._vocabulary

    def is_named(self, start: int, end: int) -> bool:
        """Whether the words are a person's or place's name that only looks like a common word ("Governor Lynch")."""
        token = self.tokens[start]
        if end - start > 1 or token.pos != "PROPN" or not token.text.istitle():
            return False
        inside = token.entity.startswith("I-") or (end < len(self) and self.tokens[end].entity.startswith("I-"))
        titled = start > 0 and self.lower[start - 1].rstrip(".") in word_set("actors", "titles", "words")
        acts = token.entity.endswith("PERSON") and (titled or token.dep in ("nsubj", "poss"))
        return acts or (inside and token.entity[2:] in ("PERSON", "GPE", "LOC", "FAC", "ORG"))

    def ancestors(self, index: int) -> Iterator[int]:
        """The words above this one, nearest first."""
        seen = index
        while self.tokens[seen].head != seen:
            seen = self.tokens[seen].head
            yield seen
