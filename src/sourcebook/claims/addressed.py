"""Sentences that speak to a program which reads the document, instead of telling of the world."""

from __future__ import annotations

from sourcebook.claims.lexicon import table
from sourcebook.claims.sentence import Sentence


def orders_reader(sentence: Sentence) -> bool:
    """Whether a sentence gives orders to a program beyond doubt: what it speaks of is no news of anything."""
    told = plain(sentence)
    return any(phrase in told for phrase in table("addressed")["orders"])


def addresses_reader(sentence: Sentence) -> bool:
    """Whether a sentence may speak to a program that reads it: no model's statement may rest on it."""
    told, words = plain(sentence), table("addressed")
    return (
        orders_reader(sentence) or told.startswith(tuple(words["openings"])) or any(p in told for p in words["hints"])
    )


def plain(sentence: Sentence) -> str:
    """The sentence in small letters, with single blanks."""
    return " ".join(sentence.whole().quote.casefold().split())
