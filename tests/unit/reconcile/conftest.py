"""Claims and evidence in a line each, for tests of reconciling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sourcebook.records.claims import Claim, Party
from sourcebook.records.links import Evidence
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


def figure_of(number: int | None, **given: Any) -> Figure:
    """An exact total of the dead, unless told otherwise."""
    bounds = {"low": number, "best": number, "high": number}
    if given.get("qualifier") in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        bounds["high"] = None
    quote = str(given.pop("said", number))
    return Figure(
        **{
            "harm": Harm.KILLED,
            "population": Population.PEOPLE,
            "qualifier": Qualifier.EXACT,
            "composition": Composition.TOTAL,
            "words": Words(start=0, end=len(quote), quote=quote),
            **bounds,
            **given,
        }
    )


def days_of(text: str | None, basis: TimeBasis = TimeBasis.STATED) -> TimeRange:
    """ "2016-09-16" or "2016-09-16/2016-09-18" as a time."""
    if not text:
        return UNKNOWN_TIME
    first, _, last = text.partition("/")
    return days_between(date.fromisoformat(first), date.fromisoformat(last or first), basis)


def place_of(name: str, latitude: float = 10.0, longitude: float = 10.0, country: str = "NG", **given: Any) -> PlaceUse:
    """A town, unless told otherwise."""
    precision = given.pop("precision", PlacePrecision.LOCALITY)
    return PlaceUse(
        place_id=f"place-{name}",
        name=name,
        country=country,
        admin1=given.pop("admin1", None),
        admin2=None,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
    )


def party_of(name: str, stance: Stance = Stance.STATED, role: Role = Role.PERPETRATOR) -> Party:
    return Party(role=role, name=name, stance=stance, words=None, actor_id=f"actor-{name}")


def claim_of(claim_id: str, document_id: str | None = None, **given: Any) -> Claim:
    """A bombing that happened in Kano on 2 May 2012, unless told otherwise."""
    quote = given.pop("quote", f"A bomb went off, report {claim_id} says.")
    made = Claim(
        claim_id=f"claim-{claim_id}",
        document_id=document_id or f"document-{claim_id}",
        kind=ClaimKind.EVENT,
        type="bombing",
        words=Words(start=0, end=len(quote), quote=quote),
        position=0,
        time=days_of("2012-05-02"),
        place=place_of("Kano"),
        generated_by="test@1",
    )
    return replace(made, **given)


def evidence_of(claim: Claim, published: str | None = "2012-05-03", **given: Any) -> Evidence:
    """The claim in a document of its own group."""
    return Evidence(
        **{
            "group": "cluster",
            "claim_id": claim.claim_id,
            "claim": claim,
            "published_on": date.fromisoformat(published) if published else None,
            "source": None,
            "origin_group": claim.document_id,
            **given,
        }
    )


def decision_of(verdict: Verdict, *claims: Claim, **given: Any) -> Decision:
    """A coder's decision about some claims."""
    return Decision(
        **{
            "decision_id": f"decision-{verdict.value}",
            "subject_ids": tuple(claim.claim_id for claim in claims),
            "field": None,
            "verdict": verdict,
            "value": None,
            "reason": "",
            "decided_by": "coder",
            "decided_at": "2026-01-01T00:00:00Z",
            "supersedes": None,
            "saw": "",
            **given,
        }
    )


@pytest.fixture
def figure() -> Callable[..., Figure]:
    return figure_of


@pytest.fixture
def days() -> Callable[..., TimeRange]:
    return days_of


@pytest.fixture
def place() -> Callable[..., PlaceUse]:
    return place_of


@pytest.fixture
def party() -> Callable[..., Party]:
    return party_of


@pytest.fixture
def claim() -> Callable[..., Claim]:
    return claim_of


@pytest.fixture
def evidence() -> Callable[..., Evidence]:
    return evidence_of


@pytest.fixture
def decision() -> Callable[..., Decision]:
    return decision_of
