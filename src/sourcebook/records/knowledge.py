"""What all claims together tell: events, estimates, actors, relations, strengths. A view, rebuilt at any time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sourcebook.errors import RecordError
from sourcebook.records.values import UNKNOWN_TIME, PlaceUse, TimeRange
from sourcebook.records.vocabulary import (
    ActorKind,
    EventType,
    Harm,
    Population,
    Realis,
    RelationType,
    ReviewState,
    Stance,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationCount:
    """The part of an estimate that counts one population."""

    population: Population
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure for the event as a whole, the rule that chose it, and the claims it rests on."""

    harm: Harm
    low: int | None
    best: int | None
    high: int | None
    rule: str
    perpetrators_included: bool
    by_population: tuple[PopulationCount, ...]
    claim_ids: tuple[str, ...]

    def __post_init__(self) -> None:
        known = [number for number in (self.low, self.best, self.high) if number is not None]
        if known != sorted(known):
            raise RecordError(f"estimate low {self.low}, best {self.best}, high {self.high} is out of order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Perpetrator:
    """Who is said to have done it, with every stance taken and the claims that take it."""

    actor_id: str | None
    name: str
    stances: tuple[Stance, ...]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom or what it was aimed at; ``category`` is a GTD target type in lower case."""

    name: str
    category: str | None
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TollReport:
    """The toll as one document gave it, at its publication."""

    published_on: date | None
    document_id: str
    killed: int | None
    injured: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One independent origin of an event's claims: claims that repeat each other or one source count once."""

    origin_id: str
    name: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One incident, as all claims about it tell it.

    ``reasons`` says in words why the claims were joined, ``contested`` names the fields on which origins disagree.
    """

    event_id: str
    type: EventType
    realis: Realis
    time: TimeRange
    place: PlaceUse | None
    perpetrators: tuple[Perpetrator, ...]
    targets: tuple[Target, ...]
    weapons: tuple[str, ...]
    killed: Estimate | None
    injured: Estimate | None
    missing: Estimate | None
    kidnapped: Estimate | None
    arrested: Estimate | None
    aggregate: bool
    document_ids: tuple[str, ...]
    origins: tuple[Origin, ...]
    claim_ids: tuple[str, ...]
    toll_series: tuple[TollReport, ...]
    contested: tuple[str, ...]
    reasons: tuple[str, ...]
    review: ReviewState
    confidence: float | None

    def __post_init__(self) -> None:
        if not self.claim_ids:
            raise RecordError(f"event {self.event_id} rests on no claim; an event is what claims tell")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name of an actor, with the language and the ISO days between which it was used, where known."""

    name: str
    language: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    claim_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """An actor's id in another registry; ``scheme`` is ``ucdp``, ``un`` or ``wikidata``."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A group, force, organisation, population or person that claims name."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None
    aliases: tuple[Alias, ...]
    identifiers: tuple[Identifier, ...]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A dated tie between two actors.

    ``time`` runs over all days on which it is told to have stood; ``began`` and ``ended`` are known only where a
    source says so, and ``over`` is true where one says that it ended, with or without a day. Where origins disagree,
    ``days`` are those that they give it, or the beginning of a tie that lasts, and ``last_days`` those of its end.
    ``stances`` are those that sources take: stated, claimed by a party, suspected, denied.
    An actor that takes another name stands in the tie ``renamed`` to itself: ``subject_name`` is the older name as a
    source tells it, ``object_name`` the newer.
    """

    relation_id: str
    type: RelationType
    subject_id: str
    object_id: str
    time: TimeRange
    claim_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    origins: tuple[Origin, ...]
    contested: tuple[str, ...]
    review: ReviewState
    began: TimeRange = UNKNOWN_TIME
    ended: TimeRange = UNKNOWN_TIME
    stances: tuple[Stance, ...] = ()
    over: bool = False
    days: tuple[TimeRange, ...] = ()
    last_days: tuple[TimeRange, ...] = ()
    subject_name: str | None = None
    object_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How many an actor was said to number, when, where, and by whom."""

    strength_id: str
    actor_id: str
    low: int | None
    best: int | None
    high: int | None
    as_of: TimeRange
    place: PlaceUse | None
    attributed_to: str | None
    claim_ids: tuple[str, ...]
