"""How well an event is attested: the grade and the rule that gives it."""

from __future__ import annotations

from typing import Any

import pytest

from sourcebook.records.grading import grade_of
from sourcebook.records.knowledge import Estimate, Event, Origin, Perpetrator, PopulationCount
from sourcebook.records.values import UNKNOWN_TIME
from sourcebook.records.vocabulary import EventType, Grade, Harm, Population, Realis, ReviewState, Stance


def event_of(origins: int = 2, stances: tuple[Stance, ...] = (), **given: Any) -> Event:
    accused = (Perpetrator(actor_id=None, name="The Front", stances=stances, claim_ids=("c",)),) if stances else ()
    told: dict[str, Any] = {
        **dict.fromkeys(("place", "killed", "injured", "missing", "kidnapped", "arrested", "confidence")),
        **dict.fromkeys(("targets", "weapons", "toll_series", "contested", "reasons", "document_ids"), ()),
        "origins": tuple(Origin(origin_id=f"o{at}", name=f"Paper {at}", claim_ids=("c",)) for at in range(origins)),
        "review": ReviewState.MACHINE,
        "perpetrators": accused,
    }
    fixed: dict[str, Any] = {"event_id": "e", "type": EventType.BOMBING, "realis": Realis.HAPPENED, "claim_ids": ("c",)}
    return Event(**fixed, time=UNKNOWN_TIME, aggregate=False, **{**told, **given})


def dead(best: int, **parts: int) -> Estimate:
    counts = tuple(PopulationCount(population=Population(p), low=n, best=n, high=n) for p, n in parts.items())
    return Estimate(
        harm=Harm.KILLED,
        low=best,
        best=best,
        high=best,
        rule="latest_reliable",
        perpetrators_included=True,
        by_population=counts,
        claim_ids=("c",),
    )


@pytest.mark.parametrize(
    ("event", "grade"),
    [
        (event_of(origins=1), Grade.WEAK),
        (event_of(origins=1, stances=(Stance.CLAIMED,)), Grade.WEAK),
        (event_of(origins=2), Grade.FAIR),
        (event_of(origins=2, stances=(Stance.SUSPECTED,)), Grade.FAIR),
        (event_of(origins=2, stances=(Stance.CLAIMED,)), Grade.CONFIRMED),
        (event_of(origins=2, review=ReviewState.ACCEPTED), Grade.CONFIRMED),
        (event_of(origins=5, stances=(Stance.CLAIMED, Stance.DENIED)), Grade.CONTESTED),
        (event_of(origins=3, contested=("perpetrators",)), Grade.CONTESTED),
        (event_of(origins=3, contested=("killed", "time")), Grade.FAIR),
        (event_of(origins=3, review=ReviewState.REJECTED, stances=(Stance.DENIED,)), Grade.DISCOUNTED),
        (event_of(origins=3, killed=dead(4, militants=4)), Grade.DISCOUNTED),
        (event_of(origins=3, killed=dead(4, militants=3)), Grade.FAIR),
        (event_of(origins=3, killed=dead(4, militants=4, civilians=1)), Grade.FAIR),
        (event_of(origins=3, killed=dead(4, militants=4), injured=dead(2)), Grade.FAIR),
    ],
)
def test_origins_and_stances_grade_an_event(event: Event, grade: Grade) -> None:
    found = grade_of(event)
    assert found.grade is grade, found.reason
    assert found.reason
