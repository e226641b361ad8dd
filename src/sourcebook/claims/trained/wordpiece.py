"""Words cut into the pieces that the encoder knows: WordPiece, in small letters, without accents.

Capitals say nothing to this encoder, so a wire in capitals and a newspaper read alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
LONGEST = 60  # characters; a longer run is no word

_PARTS = re.compile(r"[^\W_]+|[^\w\s]|_")


class WordPieces:
    """The vocabulary of an encoder, and the pieces of each word in it."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """``vocabulary`` holds the pieces in the order of their numbers."""
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.first, self.last, self.unknown = (self._numbers[piece] for piece in (FIRST, LAST, UNKNOWN))
        self.of = lru_cache(maxsize=50_000)(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces; a word that cannot be cut is one unknown piece."""
        found: list[int] = []
        for part in _PARTS.findall(plain(word)):
            found += self._cut(part)
        return tuple(found)

    def _cut(self, part: str) -> list[int]:
        """The longest known pieces from left to right."""
        found: list[int] = []
        at = 0
        while at < len(part) and len(part) <= LONGEST:
            lead = "##" if at else ""
            end = next((e for e in range(len(part), at, -1) if lead + part[at:e] in self._numbers), at)
            if end == at:
                return [self.unknown]
            found.append(self._numbers[lead + part[at:end]])
            at = end
        return found or [self.unknown]


def plain(word: str) -> str:
    """The word in small letters without accents.

    >>> plain("José")
    'jose'
    """
    return "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(sign) != "Mn")
