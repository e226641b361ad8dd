"""Whether an armed group killed one chosen person for who he or she was: an officer, a judge, a priest, a reporter."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.claims.answering import HIT
from sourcebook.claims.incidents import Incident
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Spot
from sourcebook.claims.tellings import Telling
from sourcebook.records.claims import Party
from sourcebook.records.vocabulary import ActorKind, EventType, Harm, MentionKind, Role

BANDS = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION})
OFFICES = frozenset(
    {
        "police",
        "government (general)",
        "government (diplomatic)",
        "religious figures/institutions",
        "journalists & media",
        "unions",
    }
)
"""Target types of people who stand for more than themselves; soldiers are fought, and citizens hit at random."""


def is_assassination(incident: Incident, kind: EventType) -> bool:
    """Whether shooting, told with no word for its kind, was the killing of one such person by a group that is named."""
    if kind is not EventType.ARMED_ASSAULT or not any(by_a_band(t) for t in incident.tellings):
        return False
    told = [p for t in incident.tellings for p in t.parties]
    doers = {p.name.casefold() for p in told if p.role is Role.PERPETRATOR}
    hit = [p for p in told if p.role in HIT and p.name.casefold() not in doers]
    return bool(hit) and all(map(one_office, hit)) and one_dead(incident)


def by_a_band(telling: Telling) -> bool:
    """Whether an armed group is named as the doer."""
    bands = {s.mention.words.start for s in bands_in(telling)}
    doers = [p for p in telling.parties if p.role is Role.PERPETRATOR and p.words]
    return any(p.words is not None and p.words.start in bands for p in doers)


def bands_in(telling: Telling) -> Iterator[Spot]:
    """The armed groups that its sentence names."""
    yield from (s for s in telling.sentence.of(MentionKind.ACTOR) if s.mention.actor_kind in BANDS)


def one_office(party: Party) -> bool:
    """Whether whoever was hit is one person of such an office: "a policeman", "Constable Ama Boateng"."""
    last = party.name.casefold().split()[-1:]
    plural = bool(last) and last[0].endswith("s") and not party.name.istitle()
    return party.category in OFFICES and not plural and not set(last) & words("parties", "buildings")


def one_dead(incident: Incident) -> bool:
    """Whether exactly one person was killed, and nobody else is said to have been hurt."""
    told = [s.mention.figure for t in incident.tellings for s in t.figures if s.mention.figure is not None]
    counted = [f for f in told if f.harm in (Harm.KILLED, Harm.INJURED)]
    return bool(counted) and all(f.harm is Harm.KILLED and (f.best or f.low) == 1 for f in counted)
