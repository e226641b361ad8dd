"""Weapons that a sentence names, by the types of ``lexicon/weapons.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sourcebook.mentions.phrasebook import PhraseBook
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups, word_set

_VERBAL = frozenset(("vehicle",))


@cache
def _book() -> PhraseBook[str]:
    return PhraseBook(groups("weapons", "weapons").items())


def weapons_in(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Start, end and type of each weapon named, left to right."""
    for start, end, types in _book().matches(sentence):
        if _is_weapon(sentence, start, end, types[0]):
            yield start, end, types[0]


def _is_weapon(sentence: Sentence, start: int, end: int, type_name: str) -> bool:
    """Whether the words name a weapon here: a noun, and no part of a longer name for something else."""
    behind = sentence.lower[end] if end < len(sentence) else ""
    before = sentence.lower[start - 1] if start else ""
    if behind in word_set("weapons", "not_before", "words") or before in word_set("weapons", "not_after", "words"):
        return False
    if sentence.is_named(start, end):
        return False
    if type_name in _VERBAL or end - start > 1:
        return True
    token = sentence.tokens[start]
    named = token.pos in ("NOUN", "PROPN", "ADJ") or token.dep in ("compound", "dobj", "pobj")
    return named or any(character.isdigit() for character in token.text)
