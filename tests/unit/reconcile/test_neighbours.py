"""Crowded blocks: whom a claim is compared with, who is never forgotten, and what joins nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest

from sourcebook.reconcile import Options, link_finder
from sourcebook.records.claims import Claim, Party
from sourcebook.records.links import Candidate, Link
from sourcebook.records.review import Decision
from sourcebook.records.values import UNKNOWN_TIME, Figure, PlaceUse, TimeRange, Words, days_between
from sourcebook.records.vocabulary import (
    ClaimKind,
    Composition,
    Harm,
    PlacePrecision,
    Population,
    Qualifier,
    Role,
    Stance,
    TimeBasis,
    Verdict,
)

FIRST = date(2017, 1, 2)


def stated(day: date) -> TimeRange:
    return days_between(day, day, TimeBasis.STATED)


def town(number: int) -> PlaceUse:
    return PlaceUse(
        place_id=f"town-{number}",
        name=f"Town{number}",
        country="AF",
        admin1=f"Region{number % 3}",
        admin2=None,
        latitude=32.0 + number % 7,
        longitude=63.0 + number % 5,
        precision=PlacePrecision.LOCALITY,
    )


def claim(number: int, quote: str, time: TimeRange, place: PlaceUse | None, killed: int | None = None) -> Claim:
    words = Words(start=0, end=len(quote), quote=quote)
    figure = None
    if killed is not None:
        figure = Figure(
            harm=Harm.KILLED,
            population=Population.PEOPLE,
            low=killed,
            best=killed,
            high=killed,
            qualifier=Qualifier.EXACT,
            composition=Composition.TOTAL,
            words=words,
        )
    return Claim(
        claim_id=f"claim-{number:05}",
        document_id=f"document-{number:05}",
        kind=ClaimKind.EVENT,
        type="bombing",
        words=words,
        position=0,
        time=time,
        place=place,
        parties=(Party(role=Role.PERPETRATOR, name="gunmen", stance=Stance.STATED, words=None),),
        figures=(figure,) if figure else (),
        generated_by="test@1",
    )


def links(claims: Sequence[Claim], block: str = "week|AF|2017w01", decisions: tuple[Decision, ...] = ()) -> list[Link]:
    rows = []
    for one in claims:
        named = tuple(decision for decision in decisions if one.claim_id in decision.subject_ids)
        rows.append(Candidate(block=block, claim_id=one.claim_id, claim=one, decisions=named))
    return list(link_finder(Options())(rows))


@pytest.fixture
def crowd() -> list[Claim]:
    """Three hundred attacks of one week, each told once, but that of town 299, told twice."""
    told = [
        claim(
            at, f"A bomb killed {at % 9 + 1} at Gate{at}.", stated(FIRST + timedelta(days=at % 7)), town(at), at % 9 + 1
        )
        for at in range(300)
    ]
    again = claim(900, "A blast left 3 dead in the town.", stated(FIRST + timedelta(days=299 % 7)), town(299), 3)
    return [*told, again]


def test_in_a_crowd_two_reports_of_one_attack_find_each_other(crowd: list[Claim]) -> None:
    assert ("claim-00299", "claim-00900") in {(link.left, link.right) for link in links(crowd)}


def test_the_order_of_a_crowd_does_not_matter(crowd: list[Claim]) -> None:
    shuffled = list(crowd)
    Random(5).shuffle(shuffled)
    assert sorted(map(repr, links(shuffled))) == sorted(map(repr, links(crowd)))


def test_a_decision_is_looked_at_in_any_crowd(crowd: list[Claim]) -> None:
    made = Decision(
        decision_id="decision-1",
        subject_ids=("claim-00001", "claim-00200"),
        field=None,
        verdict=Verdict.SAME,
        value=None,
        reason="",
        decided_by="coder",
        decided_at="2026-01-01T00:00:00Z",
        supersedes=None,
        saw="",
    )
    joined = {(link.left, link.right): link.score for link in links(crowd, decisions=(made,))}
    assert joined["claim-00001", "claim-00200"] == 1.0


def test_a_report_without_day_and_place_joins_nothing(crowd: list[Claim]) -> None:
    vague = claim(901, "Several people were killed by a bomb, and gunmen were blamed.", UNKNOWN_TIME, None, 3)
    assert not [link for link in links([*crowd, vague], "name|gate") if "claim-00901" in (link.left, link.right)]
    assert not links([crowd[2], vague], "name|gate")


def test_a_sentence_printed_again_without_day_and_place_is_still_found() -> None:
    said = "A bomb in a parked tanker killed 12 worshippers beside the shrine of Shah Noorani in Town1."
    first = claim(1, said, stated(FIRST), town(1), 12)
    again = claim(2, said, UNKNOWN_TIME, None, 12)
    assert [(link.left, link.right) for link in links([first, again], "said|1")] == [("claim-00001", "claim-00002")]
