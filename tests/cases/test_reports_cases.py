"""Short news reports read whole: each incident with its type, days, place, toll and who is said to be behind it."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from tests.cases.test_claims_cases import events, read

from sourcebook.records.claims import Claim
from sourcebook.records.vocabulary import ClaimKind, Role

HARMS = ("killed", "injured", "kidnapped")


def params() -> list[Any]:
    """The rows; one that is known to fail says what is missing, and fails the day that it passes."""
    lines = Path(__file__).with_name("reports.jsonl").read_text("utf-8").splitlines()
    return [
        pytest.param(
            row,
            id=row["text"][:60],
            marks=pytest.mark.xfail(reason=row["not_yet"], strict=True) if "not_yet" in row else (),
        )
        for row in map(json.loads, lines)
    ]


def plain(text: str) -> str:
    """Letters without marks, in small letters."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


@pytest.mark.parametrize("row", params())
def test_a_report_gives_each_of_its_incidents(row: dict[str, Any]) -> None:
    found = read(row["text"], row["published"], whole=False)
    in_order = sorted(events(found), key=lambda claim: claim.words.start)
    made = sorted(every_event(found), key=told_at) if row.get("every") else in_order
    assert len(made) == len(row["each"]), [(c.type, c.words.quote) for c in made]
    for claim, told in zip(made, row["each"], strict=True):
        assert differences(claim, told) == []


def every_event(found: tuple[Claim, ...]) -> list[Claim]:
    """All incidents that a report states: also those that it recalls, and its sums."""
    return [claim for claim in found if claim.kind is ClaimKind.EVENT]


def told_at(claim: Claim) -> tuple[int, int]:
    """Where a claim is told: its sentence, and in it its first count or place."""
    own = [f.words.start for f in claim.figures] + [w.start for w in (claim.place_words,) if w]
    return claim.words.start, min(own, default=0)


def differences(claim: Claim, told: dict[str, Any]) -> list[str]:
    """What a claim has otherwise than the row says."""
    found = [] if claim.type in told["types"] else [f"type {claim.type}"]
    days = [str(claim.time.earliest), str(claim.time.latest)]
    found += [f"days {days}"] if days != told.get("days", days) else []
    place = claim.place.name if claim.place else ""
    found += [] if plain(told.get("place", "")) in plain(place) else [f"place {place}"]
    for harm in HARMS:
        counts = [figure.low for figure in claim.figures if figure.harm == harm]
        found += [] if harm not in told or told[harm] in counts else [f"{harm} {counts}"]
    blamed = [(plain(p.name), p.stance.value) for p in claim.parties if p.role is Role.PERPETRATOR]
    for name, stance in (told[key] for key in ("perpetrator", "also_perp") if key in told):
        if not any(plain(name) in other and stance == held for other, held in blamed):
            found.append(f"perpetrators {blamed}")
    return found + ([] if claim.realis == told.get("realis", claim.realis) else [f"realis {claim.realis}"])
