"""Actors as of an event's day: who took a state is its force from then on."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.publish.facts import Facts
from sourcebook.publish.ged_sides import sides_of
from sourcebook.publish.terms import as_of
from sourcebook.records.knowledge import Actor, Event, Identifier, Perpetrator, Target
from sourcebook.records.values import UNKNOWN_TIME, PlaceUse, days_between
from sourcebook.records.vocabulary import (
    ActorKind,
    EventType,
    PlacePrecision,
    Realis,
    ReviewState,
    Stance,
    TimeBasis,
)

TALIBAN = Actor(
    actor_id="ucdp-303",
    name="Taliban",
    kind=ActorKind.ARMED_GROUP,
    country=None,
    aliases=(),
    identifiers=(Identifier(scheme="ucdp", value="303"),),
    claim_ids=("claim-a",),
)


def attack(first: date | None, last: date | None = None) -> Event:
    """An attack on civilians in Kabul by the Taliban, on these days."""
    time = days_between(first, last or first, TimeBasis.STATED) if first else UNKNOWN_TIME
    place = PlaceUse(
        place_id=None,
        name="Kabul",
        precision=PlacePrecision.LOCALITY,
        country="AF",
        admin1=None,
        admin2=None,
        latitude=None,
        longitude=None,
    )
    return Event(
        event_id="e-a",
        type=EventType.ARMED_ASSAULT,
        realis=Realis.HAPPENED,
        time=time,
        place=place,
        perpetrators=(
            Perpetrator(actor_id="ucdp-303", name="Taliban", stances=(Stance.STATED,), claim_ids=("claim-a",)),
        ),
        targets=(Target(name="villagers", category="private citizens & property", claim_ids=("claim-a",)),),
        weapons=(),
        killed=None,
        injured=None,
        missing=None,
        kidnapped=None,
        arrested=None,
        aggregate=False,
        document_ids=("d-a",),
        origins=(),
        claim_ids=("claim-a",),
        toll_series=(),
        contested=(),
        reasons=(),
        review=ReviewState.MACHINE,
        confidence=None,
    )


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(1995, 3, 1), ActorKind.ARMED_GROUP),
        (date(1998, 8, 8), ActorKind.STATE_FORCE),
        (date(2016, 7, 23), ActorKind.ARMED_GROUP),
        (date(2021, 8, 14), ActorKind.ARMED_GROUP),
        (date(2021, 8, 15), ActorKind.STATE_FORCE),
        (date(2023, 1, 2), ActorKind.STATE_FORCE),
    ],
)
def test_the_taliban_are_rebels_or_a_state_by_the_day(day: date, kind: ActorKind) -> None:
    event = attack(day)
    facts = Facts(event, (), (), as_of(event, {"ucdp-303": TALIBAN}))
    assert facts.actors["ucdp-303"].kind is kind
    assert facts.by_state is (kind is ActorKind.STATE_FORCE)


def test_days_that_reach_over_a_change_and_unknown_ones_leave_the_usual_kind() -> None:
    for event in (attack(date(2021, 8, 1), date(2021, 8, 31)), attack(None)):
        assert as_of(event, {"ucdp-303": TALIBAN})["ucdp-303"].kind is ActorKind.ARMED_GROUP


def test_a_side_of_a_row_is_the_government_from_that_day_on() -> None:
    before, after = attack(date(2021, 7, 1)), attack(date(2022, 7, 1))
    rows = [sides_of(event, as_of(event, {"ucdp-303": TALIBAN})) for event in (before, after)]
    assert [row.a.name for row in rows if row] == ["Taliban", "Government of Afghanistan"]
