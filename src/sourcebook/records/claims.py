"""What one document says once, with the words that say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sourcebook.errors import RecordError
from sourcebook.records.values import UNKNOWN_TIME, Figure, PlaceUse, TimeRange, Words
from sourcebook.records.vocabulary import ClaimKind, Realis, Role, Stance, TiePhase


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor in a role, as one claim names it. ``category`` is a GTD target type in lower case, for targets."""

    role: Role
    name: str
    stance: Stance
    words: Words | None
    actor_id: str | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """A weapon with its words; ``type`` is a name of ``lexicon/weapons.toml``."""

    type: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An inline source citation, "(Dawn, December 12, 2017)", or an agency's credit: the origin of what a text says."""

    outlet: str
    published_on: date | None
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement that one document makes once, with the words that make it.

    ``type`` is an event type, a relation type, ``strength``, ``alias`` or ``office``, by ``kind``. ``time_words`` and
    ``place_words`` are null where the value was carried over from the document's context.
    ``attributed_to`` is whoever is said to say so, in the text's words. ``cited`` is an inline citation.
    ``position`` orders a document's claims. ``also`` are the further sentences that speak of the same incident.
    ``phase`` says of a tie between actors whether it begins, holds or ends at ``time``. ``office`` are the words for
    what a person is in a group: "minister of defence", "military emir of Homs".
    """

    claim_id: str
    document_id: str
    kind: ClaimKind
    type: str
    words: Words
    position: int
    realis: Realis = Realis.HAPPENED
    aggregate: bool = False
    attributed_to: str | None = None
    cited: Citation | None = None
    time: TimeRange = UNKNOWN_TIME
    time_words: Words | None = None
    place: PlaceUse | None = None
    place_words: Words | None = None
    parties: tuple[Party, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    figures: tuple[Figure, ...] = ()
    also: tuple[Words, ...] = ()
    phase: TiePhase | None = None
    office: Words | None = None
    generated_by: str
    confidence: float | None = None

    def __post_init__(self) -> None:
        if self.kind is ClaimKind.RELATION and not {Role.SUBJECT, Role.OBJECT} <= {p.role for p in self.parties}:
            raise RecordError(f"relation claim {self.claim_id} needs a subject and an object")
