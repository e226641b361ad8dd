"""A record that was written as a row reads back as the same record."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.records.claims import Citation, Claim, Party, Weapon
from sourcebook.records.knowledge import Event
from sourcebook.records.links import Copy, Failure, Link, SpanPair
from sourcebook.records.review import Decision
from sourcebook.records.text import Block, Document, Metadata, Original, Segment, Token
from sourcebook.records.values import UNKNOWN_TIME, Figure, PlaceUse, TimeRange, Words, days_between
from sourcebook.records.vocabulary import (
    BlockKind,
    ClaimKind,
    Composition,
    CopyKind,
    FigureRule,
    Harm,
    PlacePrecision,
    Population,
    Qualifier,
    Realis,
    Role,
    SegmentKind,
    Stance,
    TimeBasis,
    Verdict,
)
from sourcebook.store.quotes import quotes, words_in
from sourcebook.tables import column_definitions, columns_of, packer, record_of, row_of, unpacker

TEXT = "On Monday at least 12 people – among them “three” children – were killed in Gao. 死者は12人。" * 3

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
some_text = st.none() | texts
words = st.builds(
    lambda start, length: Words(start=start, end=start + length, quote=TEXT[start : start + length]),
    st.integers(0, len(TEXT) - 31),
    st.integers(1, 30),
)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
times = st.builds(
    lambda one, other, basis: days_between(min(one, other), max(one, other), basis),
    days,
    days,
    st.sampled_from(TimeBasis),
)
degrees = st.floats(-90, 90)
places = st.builds(
    lambda name, country, point, precision: PlaceUse(
        place_id=None,
        name=name,
        country=country,
        admin1=None,
        admin2=name,
        latitude=point and point[0],
        longitude=point and point[1],
        precision=precision,
    ),
    texts,
    some_text,
    st.none() | st.tuples(degrees, degrees),
    st.sampled_from(PlacePrecision),
)
figures = st.builds(
    lambda counts, flags, quote, harm, rules: Figure(
        harm=harm,
        population=Population.CHILDREN,
        low=min(counts),
        best=None,
        high=max(counts) if flags[0] else None,
        qualifier=Qualifier.AT_LEAST,
        composition=Composition.PART,
        words=quote,
        includes_perpetrators=flags[1],
        superseded=flags[2],
        rules=rules,
    ),
    st.lists(st.integers(0, 10**9), min_size=1, max_size=2),
    st.tuples(st.booleans(), st.booleans(), st.booleans()),
    words,
    st.sampled_from(Harm),
    st.lists(st.sampled_from(FigureRule), max_size=3).map(tuple),
)
parties = st.builds(
    Party,
    role=st.sampled_from(Role),
    name=texts,
    stance=st.sampled_from(Stance),
    words=st.none() | words,
    actor_id=some_text,
    category=some_text,
)
claims = st.builds(
    Claim,
    claim_id=texts,
    document_id=texts,
    kind=st.just(ClaimKind.EVENT),
    type=texts,
    words=words,
    position=st.integers(0, 10**6),
    realis=st.sampled_from(Realis),
    aggregate=st.booleans(),
    attributed_to=some_text,
    cited=st.none() | st.builds(Citation, outlet=texts, published_on=st.none() | days, words=words),
    time=times,
    time_words=st.none() | words,
    place=st.none() | places,
    place_words=st.none() | words,
    parties=st.lists(parties, max_size=3).map(tuple),
    weapons=st.lists(st.builds(Weapon, type=texts, words=words), max_size=2).map(tuple),
    figures=st.lists(figures, max_size=3).map(tuple),
    also=st.lists(words, max_size=2).map(tuple),
    generated_by=texts,
    confidence=st.none() | st.floats(0, 1),
)


def through_sqlite(record: Any) -> Any:
    """What comes back when a record was a row of a real table."""
    kind = type(record)
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE kept ({column_definitions(kind)})")
    row = row_of(record)
    connection.execute(f"INSERT INTO kept VALUES ({', '.join('?' * len(row))})", row)
    return record_of(kind, connection.execute("SELECT * FROM kept").fetchone(), TEXT)


@given(claims)
def test_a_claim_comes_back_as_it_was(claim: Claim) -> None:
    assert through_sqlite(claim) == claim


@given(claims)
def test_a_claim_comes_back_from_json_as_it_was(claim: Claim) -> None:
    assert unpacker(Claim)(packer(Claim)(claim), TEXT) == claim


@given(claims)
def test_the_words_of_a_claim_are_all_found_and_all_checked(claim: Claim) -> None:
    nested = [claim.words, *claim.also, *(f.words for f in claim.figures), *(w.words for w in claim.weapons)]
    assert {id(each) for each in nested} <= {id(each) for each in words_in(claim)}
    assert quotes(claim, TEXT)
    assert not quotes(claim, "x" + TEXT)


@pytest.mark.parametrize(
    "record",
    [
        Original(original_id="o", path="a.jsonl#1", root="a", sha256="x", stored="y", offset=0, length=7),
        Original(
            original_id="o", path="a", root="a", sha256="x", stored="y", metadata=(Metadata(field="f", value="v"),)
        ),
        Document(
            document_id="d",
            path="p",
            sha256="s",
            original="o",
            text=TEXT,
            blocks=(Block(start=0, end=4, kind=BlockKind.HEADING, level=1, reason="it is first"),),
            published_on=date(1999, 12, 31),
            guessed=("title",),
        ),
        Segment(
            segment_id="s",
            document_id="d",
            start=3,
            end=9,
            kind=SegmentKind.CAPTION,
            position=0,
            block=0,
            tokens=(Token(0, 2, "On", "on", "ADP", "IN", "prep", 0, ""),),
        ),
        Link(left="a", right="b", score=0.75, reasons=("same day",)),
        Copy(
            copy_id="c",
            left="a",
            right="b",
            kind=CopyKind.EXCERPT,
            containment=1.0,
            spans=(SpanPair(left_start=0, left_end=1, right_start=2, right_end=3),),
        ),
        Failure(stage="read", record_id="d", error="ValueError", message="it ’s odd"),
        Decision(
            decision_id="d",
            subject_ids=("a", "b"),
            field=None,
            verdict=Verdict.SAME,
            value='{"killed": 3}',
            reason="",
            decided_by="me",
            decided_at="2020-01-01T00:00:00Z",
            supersedes=None,
            saw="",
        ),
    ],
    ids=lambda record: type(record).__name__,
)
def test_every_kind_of_record_comes_back_as_it_was(record: Any) -> None:
    assert through_sqlite(record) == record


def test_scalars_are_columns_and_words_are_two() -> None:
    names = [column.name for column in columns_of(Claim)]
    assert {"claim_id", "start", "end", "time_start", "place_end", "time", "figures", "confidence"} <= set(names)
    assert {column.name: column.sql for column in columns_of(Event)}["confidence"] == "REAL"


def test_a_whole_number_of_degrees_stays_a_number_with_a_point() -> None:
    place = PlaceUse(
        place_id=None,
        name="x",
        country=None,
        admin1=None,
        admin2=None,
        latitude=33,
        longitude=-7,
        precision=PlacePrecision.SITE,
    )
    assert repr(unpacker(PlaceUse)(packer(PlaceUse)(place), "").latitude) == "33.0"


def test_a_type_that_no_column_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="no column holds"):
        packer(dict[str, str])


def test_an_unknown_time_is_left_out_and_comes_back() -> None:
    assert unpacker(TimeRange)({"precision": "unknown", "basis": "none"}, "") == UNKNOWN_TIME
    assert packer(TimeRange)(UNKNOWN_TIME) == {"precision": "unknown", "basis": "none"}
