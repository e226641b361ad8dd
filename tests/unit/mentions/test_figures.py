"""The figure tree of a sentence, its identity, and the rules that a figure names."""

from __future__ import annotations

from functools import cache

import pytest

from sourcebook import mentions, segment
from sourcebook.mentions.world import world_population
from sourcebook.publish.datafiles import data
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.values import Figure
from sourcebook.records.vocabulary import BlockKind, Composition, FigureRule, Harm


@cache
def rooms():
    return segment.segmenter(segment.Options()), mentions.mention_finder()


def figures(text: str) -> list[Figure]:
    blocks = (Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH),)
    document = Document(document_id="d", path="t.txt", sha256="", original="", text=text, blocks=blocks)
    reading = Reading(document_id="d", document=document)
    for room in rooms():
        reading = room(reading)
    return [mention.figure for mention in reading.mentions if mention.figure]


def total(text: str) -> Figure:
    return next(figure for figure in figures(text) if figure.composition is Composition.TOTAL)


def test_parts_that_add_up_fill_their_total() -> None:
    assert FigureRule.PARTS_FILL_TOTAL in total("Twenty people were killed: eleven civilians and nine soldiers.").rules


def test_parts_that_fall_short_leave_a_rest() -> None:
    assert FigureRule.PARTS_LEAVE_REST in total("Twenty people were killed, including nine soldiers.").rules


def test_parts_that_overlap_say_nothing_of_their_total() -> None:
    rules = total("Ten people were killed, including eight women and five Germans.").rules
    assert not {FigureRule.PARTS_FILL_TOTAL, FigureRule.PARTS_LEAVE_REST} & set(rules)


def test_a_sum_is_its_addends() -> None:
    found = figures("Four policemen, two soldiers and a clerk were killed in Jos.")
    parts = [f.best or 0 for f in found if FigureRule.ADDEND in f.rules]
    assert [f.best for f in found if f.composition is Composition.SUM] == [sum(parts)] == [7]


def test_whole_is_part_and_rest() -> None:
    found = figures("Of the 27 people on the bus, 19 were killed and the rest were wounded.")
    assert {(f.harm, f.best) for f in found} == {(Harm.KILLED, 19), (Harm.INJURED, 8)}


def test_a_rest_of_a_hedged_whole_is_not_told() -> None:
    found = figures("Of about 30 people on the bus, 19 were killed and the rest were wounded.")
    assert [(f.harm, f.best) for f in found] == [(Harm.KILLED, 19)]


@pytest.mark.parametrize(
    ("text", "included"),
    [
        ("The blast killed 11 people, including the bomber.", True),
        ("The blast killed 11 people, not including the bomber.", False),
        ("The blast killed 11 people.", None),
    ],
)
def test_perpetrators_are_included_left_out_or_not_told(text: str, included: bool | None) -> None:
    assert total(text).includes_perpetrators is included


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The war killed 60 million people by 1945.", 60_000_000),
        ("The war killed 3 billion people by 1945.", None),
        ("A plague killed 3 billion people.", 3_000_000_000),
        ("A plague killed 90 billion people.", None),
    ],
)
def test_no_count_goes_beyond_the_people_alive_in_its_year(text: str, killed: int | None) -> None:
    assert [f.best for f in figures(text)] == ([] if killed is None else [killed])


def test_the_world_of_a_year_is_that_of_the_next_row() -> None:
    assert world_population(1914) == world_population(1950)
    assert world_population(1700) == 1_000_000_000


def test_a_wounded_person_who_dies_in_the_same_sentence_is_one_dead() -> None:
    assert [(f.harm, f.best) for f in figures("A guard was stabbed in the neck and he died in hospital.")] == [
        (Harm.KILLED, 1)
    ]


def test_every_rule_is_told_in_the_codebook() -> None:
    assert set(data("vocabulary.toml")["FigureRule"]) == {rule.value for rule in FigureRule}
