"""Sentences with more acts than anybody writes: a table run together, or nonsense; said, and not taken apart.

Sharing the mentions of a sentence out among its acts takes time that grows with the square of their number. The longest
sentence that a reporter wrote holds a dozen; a sentence with hundreds is not prose, and who did what in it is a guess.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.claims.sentence import Sentence
from sourcebook.records.vocabulary import MentionKind

MOST_ACTS = 40


def crowded(sentence: Sentence) -> bool:
    """Whether a sentence names more acts than prose does."""
    return number_of_acts(sentence) > MOST_ACTS


def number_of_acts(sentence: Sentence) -> int:
    """How many words and counts of a sentence could tell an act."""
    return max(len(sentence.of(MentionKind.TRIGGER)), len(sentence.of(MentionKind.FIGURE)))


def crowding_problems(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """One sentence for the reading report where some were not taken apart, none otherwise."""
    found = [sentence for sentence in sentences if crowded(sentence)]
    if not found:
        return ()
    most = max(number_of_acts(sentence) for sentence in found)
    return (
        f"{len(found)} sentences, the first at character {found[0].segment.start}, name up to {most} acts each; a "
        f"sentence of prose names at most {MOST_ACTS}; no incidents were read from them, so put a full stop or a line "
        "end after each item and add the document again",
    )
