"""What a person says of two actors, shown by words of a document that name them: the value of a decision."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.errors import RecordError
from sourcebook.records.ids import content_id
from sourcebook.records.review import HANDMADE, Decision
from sourcebook.records.values import UNKNOWN_TIME, TimeRange, Words
from sourcebook.records.vocabulary import RelationType, TiePhase

MOST_APART = 2_000
"""Characters between two names that still show a tie; what stands further apart is not said of the two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One of two actors: the words that name it, its name without what stands around it, and its id."""

    words: Words
    name: str
    actor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A tie between two actors that a person read in a document."""

    type: RelationType
    subject: End
    object: End
    time: TimeRange = UNKNOWN_TIME
    phase: TiePhase | None = None

    def __post_init__(self) -> None:
        first, second = sorted((self.subject.words, self.object.words), key=lambda words: words.start)
        if second.start < first.end:
            raise RecordError(f"a tie needs two names, and {first.quote!r} and {second.quote!r} are the same words")
        if second.start - first.end > MOST_APART:
            raise RecordError(f"{first.quote!r} and {second.quote!r} stand too far apart to show a tie")


def claim_id_of(decision: Decision) -> str:
    """The id of the claim that a decision makes."""
    return content_id("claim", HANDMADE, decision.decision_id)
