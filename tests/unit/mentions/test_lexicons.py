"""The word lists agree with the vocabularies that they feed."""

from __future__ import annotations

import pytest

from sourcebook.mentions.phrasebook import PhraseBook
from sourcebook.mentions.triggers import rows
from sourcebook.mentions.wordlists import groups, lexicon, phrases
from sourcebook.records.vocabulary import ActorKind, EventType, Harm, Population, Qualifier

HARM_TABLES = ("transitive", "intransitive", "states", "counts", "of_nouns", "doing")


@pytest.mark.parametrize("table", HARM_TABLES)
def test_every_harm_word_tells_a_harm_of_the_codebook(table: str) -> None:
    assert set(lexicon("harms")[table]) <= {harm.value for harm in Harm}


def test_hedges_name_qualifiers() -> None:
    hedges = phrases("quantities", "hedges") | phrases("quantities", "hedges_after")
    assert set(hedges.values()) <= {qualifier.value for qualifier in Qualifier}


def test_people_are_grouped_by_population() -> None:
    populations = {population.value for population in Population}
    assert set(groups("people", "populations").values()) <= populations
    assert set(groups("people", "modifiers").values()) <= populations


def test_no_noun_is_both_a_person_and_a_thing() -> None:
    things = set(lexicon("people")["not_people"]["words"])
    assert things & set(groups("people", "populations")) == set()


def test_actor_words_tell_actor_kinds() -> None:
    kinds = {kind.value for kind in ActorKind}
    for table in ("names", "nouns", "heads", "acronyms"):
        assert set(groups("actors", table).values()) <= kinds


def test_trigger_rows_tell_event_types_or_choices_and_have_examples() -> None:
    choices = lexicon("triggers")["choices"]
    known = {event_type.value for event_type in EventType} | set(choices)
    assert [row.words for row in rows() if row.type not in known] == []
    assert [row.words for row in rows() if not row.example.endswith(".")] == []
    assert {value for value in choices.values() if value} <= {event_type.value for event_type in EventType}


def test_every_event_type_has_a_trigger() -> None:
    told = {row.type for row in rows()} | {context["type"] for context in lexicon("triggers")["contexts"]}
    told |= set(lexicon("triggers")["choices"].values())
    assert {event_type.value for event_type in EventType} - told == set()


def test_a_hyphen_in_a_phrase_stands_for_every_spelling() -> None:
    book = PhraseBook([("car-bomb", "vehicle_bomb")])
    assert len(book._by_first["car"]) == 2
    assert "carbomb" in book._by_first
