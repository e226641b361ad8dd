"""Agreement between coders, and how good the program was on a book: both from what people decided in review."""

from __future__ import annotations

from sourcebook.agreement.card import Card, Score, card_lines, card_of, lines_of
from sourcebook.agreement.coders import (
    CODING,
    PROGRAM,
    Measure,
    Pair,
    agreement_in,
    between_people,
    codings_of,
    is_coding,
)

__all__ = [
    "CODING",
    "PROGRAM",
    "Card",
    "Measure",
    "Pair",
    "Score",
    "agreement_in",
    "between_people",
    "card_lines",
    "card_of",
    "codings_of",
    "is_coding",
    "lines_of",
]
