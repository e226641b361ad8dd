"""Short texts read by all rooms up to claims: realis, incidents with their fields, ties, and who says so."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sourcebook import claims, mentions, resolve, segment
from sourcebook.pipeline import Room
from sourcebook.records.claims import Claim
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.vocabulary import BlockKind, ClaimKind, Harm, MentionKind, Realis, Role

MAKES_EVENTS = {Realis.HAPPENED, Realis.ATTEMPTED, Realis.FOILED}


def rows(name: str) -> list[dict[str, Any]]:
    lines = Path(__file__).with_name(f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def rooms() -> tuple[Room, ...]:
    return (
        segment.segmenter(segment.Options()),
        mentions.mention_finder(),
        resolve.resolver(),
        claims.claim_reader(),
    )


def readied(text: str, published: str | None = None, whole: bool = True) -> Reading:
    """A text as all rooms read it: one paragraph, or as many as blank lines divide."""
    document = Document(
        document_id="d-1",
        path="case.txt",
        sha256="",
        original="",
        text=text,
        blocks=(Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH),) if whole else (),
        published_on=date.fromisoformat(published) if published else None,
    )
    reading = Reading(document_id="d-1", document=document)
    for room in rooms():
        reading = room(reading)
    return reading


def read(text: str, published: str | None = None, whole: bool = True) -> tuple[Claim, ...]:
    """The claims of a text, each party on its words."""
    reading = readied(text, published, whole)
    for claim in reading.claims:
        for words in [claim.words, *claim.also, *(p.words for p in claim.parties if p.words)]:
            assert text[words.start : words.end] == words.quote
    return reading.claims


def events(found: tuple[Claim, ...]) -> list[Claim]:
    return [c for c in found if c.kind is ClaimKind.EVENT and c.realis in MAKES_EVENTS and not c.aggregate]


@pytest.mark.parametrize("row", rows("realis"), ids=lambda row: row["text"][:60])
def test_only_what_happened_was_tried_or_foiled_makes_an_event(row: dict[str, Any]) -> None:
    found = read(row["text"], "2024-05-20")
    made = events(found)
    if row["makes"] == "none":
        assert not made, [(c.type, c.realis) for c in made]
    elif row["makes"] == "aggregate":
        assert not made, [(c.type, c.realis) for c in made]
        assert any(c.aggregate for c in found)
    else:
        assert row["makes"] in {c.realis for c in made}, [(c.type, c.realis, c.aggregate) for c in found]


def lows(claim: Claim, harm: Harm) -> set[int | None]:
    return {f.low for f in claim.figures if f.harm is harm and not f.superseded}


def found_in(claim: Claim, field: str) -> Any:
    """A field of a claim, as the rows write it."""
    doers = [[p.name, p.stance.value] for p in claim.parties if p.role is Role.PERPETRATOR]
    hit = [p.name for p in claim.parties if p.role in (Role.TARGET, Role.VICTIM)]
    fields: dict[str, Any] = {
        "type": claim.type,
        "days": [str(claim.time.earliest), str(claim.time.latest)] if claim.time.earliest else None,
        "basis": claim.time.basis,
        "place": claim.place.name if claim.place else "",
        "perpetrator": doers or None,
        "perpetrator_not": [name for name, _ in doers],
        "target": hit,
        "victim": hit,
        "weapon": [w.type for w in claim.weapons],
    }
    return fields[field] if field in fields else lows(claim, Harm(field))


def field_fault(claim: Claim, field: str, want: Any) -> str | None:
    """What is wrong with one field of a claim, or nothing."""
    got = found_in(claim, field)
    if field == "perpetrator_not":
        right = want not in got
    elif (isinstance(got, str) and field == "place") or (isinstance(got, (list, set)) and field != "days"):
        right = want in got
    else:
        right = got == want
    return None if right else f"{field} is {got}, not {want}"


@pytest.mark.parametrize("row", rows("claims"), ids=lambda row: row["text"][:60])
def test_an_incident_is_one_claim_with_its_fields(row: dict[str, Any]) -> None:
    made = sorted(events(read(row["text"], row.get("published"))), key=lambda c: c.words.start)
    assert len(made) == row["events"], [(c.type, c.realis, c.words.quote) for c in made]
    faults = [fault for field, want in row["first"].items() if (fault := field_fault(made[0], field, want))]
    assert not faults


def tie_of(claim: Claim) -> list[str]:
    return [claim.type, claim.parties[0].name, claim.parties[1].name]


def tie_fields(claim: Claim) -> dict[str, Any]:
    """What rows may ask of a tie beside its type and its sides."""
    return {
        "days": [str(claim.time.earliest), str(claim.time.latest)],
        "phase": claim.phase,
        "stance": claim.parties[0].stance,
    }


@pytest.mark.parametrize("row", rows("relations"), ids=lambda row: row["text"][:60])
def test_ties_are_read_where_the_text_states_them(row: dict[str, Any]) -> None:
    found = [c for c in read(row["text"]) if c.kind is ClaimKind.RELATION]
    stated = [c for c in found if c.realis in (Realis.HAPPENED, Realis.BACKGROUND)]
    if not row["ties"]:
        assert not [tie_of(c) for c in stated]
    for kind, subject, other, *fields in row["ties"]:
        like = [c for c in stated if tie_of(c) == [kind, subject, other]]
        assert like, [tie_of(c) for c in stated]
        wanted = fields[0] if fields else {}
        assert any(all(tie_fields(c)[name] == want for name, want in wanted.items()) for c in like), [
            tie_fields(c) for c in like
        ]
    for kind, realis in row.get("told", []):
        assert (kind, realis) in [(c.type, c.realis.value) for c in found]


@pytest.mark.parametrize("row", rows("offices"), ids=lambda row: row["text"][:60])
def test_offices_are_read_beside_the_names_of_their_holders(row: dict[str, Any]) -> None:
    found = [[p.name for p in c.parties] for c in read(row["text"]) if c.type == "office"]
    assert found == row["offices"]


@pytest.mark.parametrize("row", rows("described"), ids=lambda row: row["text"][:60])
def test_a_description_means_the_one_group_that_a_text_names(row: dict[str, Any]) -> None:
    text = row["text"]
    start = text.rindex(row["quote"])
    actors = [m for m in readied(text).mentions if m.kind is MentionKind.ACTOR]
    own = next(m for m in actors if start <= m.words.start < start + len(row["quote"]))
    if row["means"] is None:
        assert (own.name or "").casefold() == own.words.quote.casefold()
        named = {(m.name or "").casefold() for m in actors if m.actor_id == own.actor_id}
        assert named == {own.words.quote.casefold()}
    else:
        assert own.name == row["means"]


@pytest.mark.parametrize("row", rows("attribution"), ids=lambda row: row["text"][:60])
def test_who_is_said_to_say_so(row: dict[str, Any]) -> None:
    made = events(read(row["text"], "2024-05-20"))
    assert made
    assert made[0].attributed_to == row["by"]


def test_at_most_one_in_twenty_hard_negatives_gives_an_event() -> None:
    given = rows("no_events")
    made = [row["text"] for row in given if events(read(row["text"], "2024-05-20"))]
    assert len(made) <= 0.05 * len(given), made


def test_at_most_one_in_twenty_plain_reports_gives_no_event() -> None:
    given = rows("one_event")
    missed = [row["text"] for row in given if not events(read(row["text"], row["published"]))]
    assert len(missed) <= 0.05 * len(given), missed


@pytest.mark.parametrize("row", rows("held_offices"), ids=lambda row: row["text"][:60])
def test_what_a_person_is_in_a_group_is_told_in_the_words_of_the_text(row: dict[str, Any]) -> None:
    ties = [c for c in read(row["text"], whole=False) if c.kind is ClaimKind.RELATION]
    assert ties, row["why"]
    assert [c.office.quote if c.office else None for c in ties if c.type in ("leads", "member_of", "joined")][:1] == [
        row["office"]
    ]


def test_an_office_before_a_colon_is_its_holders_and_no_name_under_the_label_before() -> None:
    lines = [
        "The Hill Army is an armed group.",
        "Leader: Juma Otieno",
        "Minister of war: Abu Hafs",
        "Weapons: Omar guns",
    ]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    kinds = [BlockKind.PARAGRAPH, *([BlockKind.LIST] * 3)]
    blocks = tuple(
        Block(start=start, end=start + len(line), kind=kind)
        for start, line, kind in zip(starts, lines, kinds, strict=True)
    )
    document = Document(document_id="d-1", path="case.txt", sha256="", original="", text=text, blocks=blocks)
    reading = Reading(document_id="d-1", document=document)
    for room in rooms():
        reading = room(reading)
    ties = [c for c in reading.claims if c.kind is ClaimKind.RELATION]
    assert {(*tie_of(c), c.office.quote if c.office else None) for c in ties} == {
        ("leads", "Juma Otieno", "Hill Army", "Leader"),
        ("member_of", "Abu Hafs", "Hill Army", "Minister of war"),
    }
