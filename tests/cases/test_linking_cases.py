"""Pairs of short claims: which two tell one incident. Each row of ``linking.jsonl`` says why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sourcebook.reconcile import Options, link_finder
from sourcebook.reconcile.blocking import MOST_KEYS, blocks_of
from sourcebook.reconcile.stories import story_in, story_keys
from sourcebook.records.claims import Claim, Party, Weapon
from sourcebook.records.links import Candidate
from sourcebook.records.review import Decision
from sourcebook.records.values import UNKNOWN_TIME, Figure, PlaceUse, TimeRange, Words, days_between
from sourcebook.records.vocabulary import (
    ClaimKind,
    Composition,
    Harm,
    PlacePrecision,
    Population,
    Qualifier,
    Realis,
    Role,
    Stance,
    TimeBasis,
    Verdict,
)

ROWS = [json.loads(line) for line in Path(__file__).with_name("linking.jsonl").read_text("utf-8").splitlines()]


def words_of(quote: str, side: str) -> Words:
    start = {"left": 0, "right": 1000}[side]
    return Words(start=start, end=start + len(quote), quote=quote)


def time_of(row: dict[str, Any]) -> TimeRange:
    if "days" not in row:
        return UNKNOWN_TIME
    first, _, last = row["days"].partition("/")
    return days_between(date.fromisoformat(first), date.fromisoformat(last or first), TimeBasis(row["basis"]))


def place_of(row: dict[str, Any]) -> PlaceUse | None:
    if "place" not in row:
        return None
    place = dict(row["place"])
    precision = PlacePrecision(place.pop("precision"))
    place_id = f"{place['country']}-{place['admin1']}-{place['name']}"
    return PlaceUse(place_id=place_id, admin2=place.pop("admin2", None), precision=precision, **place)


def figure_of(harm: Harm, number: int, words: Words, superseded: bool = False) -> Figure:
    return Figure(
        harm=harm,
        population=Population.PEOPLE,
        low=number,
        best=number,
        high=number,
        qualifier=Qualifier.EXACT,
        composition=Composition.TOTAL,
        words=words,
        superseded=superseded,
    )


def claim_of(row: dict[str, Any], side: str) -> Claim:
    words = words_of(row.get("quote", "It was reported."), side)
    figures = [figure_of(harm, row[harm], words) for harm in Harm if harm in row]
    if "killed_before" in row:
        figures.append(figure_of(Harm.KILLED, row["killed_before"], words, superseded=True))
    roles = (("perpetrators", Role.PERPETRATOR), ("targets", Role.TARGET))
    return Claim(
        claim_id=f"claim-{side}",
        document_id=row.get("document", side),
        kind=ClaimKind.EVENT,
        type=row["type"],
        words=words,
        position=0,
        realis=Realis(row.get("realis", "happened")),
        time=time_of(row),
        time_words=words_of(row["day_words"], side) if "day_words" in row else None,
        place=place_of(row),
        parties=tuple(
            Party(role=role, name=name, stance=Stance.STATED, words=None)
            for key, role in roles
            for name in row.get(key, ())
        ),
        weapons=tuple(Weapon(type=kind, words=words) for kind in row.get("weapons", ())),
        figures=tuple(figures),
        attributed_to=row.get("said_by"),
        generated_by="cases@1",
    )


def decisions_of(row: dict[str, Any]) -> tuple[Decision, ...]:
    verdict = row["left"].get("verdict")
    if verdict is None:
        return ()
    judged = Decision(
        decision_id="decision-1",
        subject_ids=("claim-left", "claim-right"),
        field=None,
        verdict=Verdict(verdict),
        value=None,
        reason="",
        decided_by="a coder",
        decided_at="2026-01-01T00:00:00Z",
        supersedes=None,
        saw="",
    )
    return (judged,)


def candidates_of(row: dict[str, Any]) -> list[Candidate]:
    decisions = decisions_of(row)
    return [candidate_of(row[side], side, decisions) for side in ("left", "right")]


def candidate_of(row: dict[str, Any], side: str, decisions: tuple[Decision, ...] = ()) -> Candidate:
    claim = claim_of(row, side)
    story = story_in(row["report"]) if "report" in row else None
    return Candidate(block="b", claim_id=claim.claim_id, claim=claim, decisions=decisions, story=story)


def blocks_with_story(row: dict[str, Any], side: str) -> set[str]:
    return {*blocks_of(claim_of(row, side)), *story_keys(candidate_of(row, side).story)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_claims_of_one_incident_are_linked_and_no_others(row: dict[str, Any]) -> None:
    links = list(link_finder(Options())(candidates_of(row)))
    assert bool(links) is row["same"], (row["why"], links)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_link_does_not_depend_on_the_order(row: dict[str, Any]) -> None:
    candidates = candidates_of(row)
    assert list(link_finder(Options())(candidates)) == list(link_finder(Options())(candidates[::-1]))


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["same"] and "verdict" not in row["left"]], ids=lambda row: row["id"]
)
def test_claims_of_one_incident_meet_in_a_block(row: dict[str, Any]) -> None:
    left, right = (blocks_with_story(row[side], side) for side in ("left", "right"))
    assert left & right, row["why"]
    assert max(len(blocks_of(claim_of(row[side], side))) for side in ("left", "right")) <= MOST_KEYS
