"""Figures, triggers, weapons and actors as sentences name them: cases in our own words, hard negatives above all.

A row of ``figures.jsonl`` states every figure of its text, and under ``settled`` those that a court or a study found;
rows of the other files state some mentions that must be found and some words that must not. ``gap`` marks what is not
read rightly yet; it fails here once it is.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sourcebook import mentions, segment
from sourcebook.mentions.triggers import rows
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.vocabulary import BlockKind, FigureRule, MentionKind

CASES = Path(__file__).parent
DEFAULTS = {"includes_perpetrators": None, "cumulative": False, "superseded": False}


@cache
def rooms() -> tuple[Any, Any]:
    return segment.segmenter(segment.Options()), mentions.mention_finder()


@cache
def read(text: str) -> Reading:
    blocks = (Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH),)
    document = Document(document_id="d", path="case.txt", sha256="", original="", text=text, blocks=blocks)
    reading = Reading(document_id="d", document=document)
    for room in rooms():
        reading = room(reading)
    return reading


def given_in(name: str) -> list[dict[str, Any]]:
    with (CASES / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def cases(name: str) -> list[Any]:
    given = given_in(name)
    return [pytest.param(case, id=case["text"][:60], marks=marks(case)) for case in given]


def marks(case: dict[str, Any]) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(reason=case["gap"], strict=True),) if "gap" in case else ()


def figures(text: str) -> list[dict[str, Any]]:
    found = [asdict(mention.figure) for mention in read(text).mentions if mention.figure]
    return [{key: value for key, value in one.items() if key not in ("words", "rules")} for one in found]


def in_order(given: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(DEFAULTS | one, sort_keys=True) for one in given)


@pytest.mark.parametrize("case", cases("figures.jsonl"))
def test_the_figures_are_those_of_the_sentence_and_no_others(case: dict[str, Any]) -> None:
    assert in_order(figures(case["text"])) == in_order(case["figures"])


@pytest.mark.parametrize("case", [case for case in given_in("figures.jsonl") if "settled" in case])
def test_a_count_settles_a_toll_where_a_court_or_a_study_found_it(case: dict[str, Any]) -> None:
    found = [mention.figure for mention in read(case["text"]).mentions if mention.figure]
    assert [figure.low for figure in found if FigureRule.SETTLED in figure.rules] == case["settled"]


def named(text: str, kind: MentionKind) -> list[tuple[str, str]]:
    return [
        (mention.words.quote, (mention.actor_kind.value if mention.actor_kind else mention.name) or "")
        for mention in read(text).mentions
        if mention.kind is kind
    ]


@pytest.mark.parametrize("case", cases("triggers.jsonl"))
def test_an_act_is_told_by_its_words_or_not_at_all(case: dict[str, Any]) -> None:
    assert sorted({name for _, name in named(case["text"], MentionKind.TRIGGER)}) == sorted(case["types"])


@pytest.mark.parametrize("case", cases("weapons.jsonl"))
def test_a_weapon_has_its_type_and_a_namesake_has_none(case: dict[str, Any]) -> None:
    assert sorted(name for _, name in named(case["text"], MentionKind.WEAPON)) == sorted(case["types"])


@pytest.mark.parametrize("case", cases("actors.jsonl"))
def test_an_actor_is_found_whole_with_what_it_is(case: dict[str, Any]) -> None:
    found = named(case["text"], MentionKind.ACTOR)
    places = [quote for quote, _ in named(case["text"], MentionKind.PLACE)]
    assert [pair for pair in map(tuple, case["actors"]) if pair not in found] == [], found
    assert [place for place in case.get("places", ()) if place not in places] == [], places
    assert [quote for quote in case.get("not_actors", ()) if quote in dict(found)] == [], found


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.words)
def test_every_row_of_the_trigger_lexicon_triggers_in_its_example(row: Any) -> None:
    found = named(row.example, MentionKind.TRIGGER)
    assert found, row.example


@pytest.mark.parametrize("case", given_in("figures.jsonl"), ids=lambda case: case["text"][:60])
def test_mentions_quote_the_text_and_none_of_a_kind_overlap(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    for kind in MentionKind:
        end = 0
        for mention in (m for m in reading.mentions if m.kind is kind):
            assert mention.words.quote == reading.document.text[mention.words.start : mention.words.end]
            if mention.figure and mention.figure.composition == "sum":
                continue
            assert mention.words.start >= end, [m.words.quote for m in reading.mentions if m.kind is kind]
            end = mention.words.end
