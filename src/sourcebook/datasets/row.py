"""What a dataset's row claims, before the claim has its name."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.records.claims import Citation, Party, Weapon
from sourcebook.records.values import UNKNOWN_TIME, Figure, PlaceUse, TimeRange, Words
from sourcebook.records.vocabulary import EventType, Realis


@dataclass(frozen=True, slots=True, kw_only=True)
class RowClaim:
    """The event that a row tells. ``also`` are further words of the row on it: a headline, a narrative."""

    type: EventType
    time: TimeRange = UNKNOWN_TIME
    time_words: Words | None = None
    place: PlaceUse | None = None
    place_words: Words | None = None
    parties: tuple[Party, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    figures: tuple[Figure, ...] = ()
    realis: Realis = Realis.HAPPENED
    attributed_to: str | None = None
    cited: Citation | None = None
    also: Words | None = None
