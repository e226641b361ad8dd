"""Actors within one document: names it defines, last names, forces of states, names that more than one group bears."""

from __future__ import annotations

import re

import pytest

from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention
from sourcebook.records.vocabulary import ActorKind, MentionKind
from sourcebook.resolve import registry_check, resolver
from sourcebook.resolve.registry import kind_in

MARKED = re.compile(r"\[\[(.+?)(?:\|(\w+))?\]\]")
KINDS = {
    "g": ActorKind.ARMED_GROUP,
    "p": ActorKind.PERSON,
    "o": ActorKind.ORGANISATION,
    "s": ActorKind.STATE_FORCE,
    "c": ActorKind.POPULATION,
    "place": None,
}


def ids_in(marked: str, document_id: str = "d") -> dict[str, str | None]:
    """The ids of the marked mentions: "[[Name|p]]" is a person, "[[Name|place]]" a place."""
    text, mentions, at = "", [], 0
    for found in MARKED.finditer(marked):
        text += marked[at : found.start()]
        start, at = len(text), found.end()
        text += found.group(1)
        mentions.append((start, len(text), found.group(2) or "g"))
    text += marked[at:]
    document = Document(document_id=document_id, path="d", sha256="0", original="0", text=text, blocks=())
    made = tuple(
        Mention(
            mention_id=f"m{start}",
            document_id=document_id,
            segment_id="s",
            kind=MentionKind.PLACE if kind == "place" else MentionKind.ACTOR,
            words=document.words(start, end),
            name=text[start:end],
            actor_kind=KINDS[kind],
            generated_by="tests@1",
        )
        for start, end, kind in mentions
    )
    done = resolver()(Reading(document_id=document_id, document=document, mentions=made))
    return {m.words.quote: m.actor_id for m in done.mentions}


def test_the_shipped_registry_is_whole() -> None:
    report = registry_check()
    assert report.problems == ()
    assert report.groups > 1700


def test_initials_in_brackets_mean_the_name_before_them() -> None:
    ids = ids_in("The [[Free Marsh Brigade]] ([[FMB]]) struck. Later [[FMB]] men fled.")
    assert ids["FMB"] == ids["Free Marsh Brigade"]


def test_also_known_as_joins_two_names() -> None:
    ids = ids_in("[[Reed Cutters]], also known as the [[Sons of the Lake]], struck. The [[Sons of the Lake]] fled.")
    assert ids["Sons of the Lake"] == ids["Reed Cutters"]


def test_a_definition_gives_a_registered_name_to_an_unknown_one() -> None:
    ids = ids_in("The [[Somali Youth Fighters]], known as [[al-Shabaab]], struck.")
    assert ids["Somali Youth Fighters"] == ids["al-Shabaab"] == "ucdp-717"


def test_a_definition_never_joins_two_registered_groups() -> None:
    ids = ids_in("The [[Islamic Movement of Uzbekistan]] ([[ISKP]]) met the envoy.")
    assert ids["ISKP"] != ids["Islamic Movement of Uzbekistan"]


def test_a_definition_holds_in_its_own_document_only() -> None:
    ids_in("The [[Free Marsh Brigade]] ([[FMB]]) struck.")
    ids = ids_in("[[FMB]] men fled. The [[Free Marsh Brigade]] denied it.")
    assert ids["FMB"] != ids["Free Marsh Brigade"]


def test_a_last_name_means_the_person_named_in_full() -> None:
    ids = ids_in("[[Abu Omar al-Nasiri|p]] led them. [[Nasiri|p]] was killed.")
    assert ids["Nasiri"] == ids["Abu Omar al-Nasiri"]


def test_a_last_name_that_two_people_bear_means_neither() -> None:
    ids = ids_in("[[Ali Karim|p]] and [[Omar Karim|p]] fled; [[Karim|p]] was caught.")
    assert len(set(ids.values())) == 3


def test_common_words_for_people_are_no_full_names() -> None:
    ids = ids_in("The [[medical student|p]] fled. Another [[student|p]] stayed.")
    assert ids["medical student"] != ids["student"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[Afghan army|s]] units came.", "state-af-army"),
        ("[[U.S. troops|s]] came.", "state-us-army"),
        ("[[Colombian national police|s]] came.", "state-co-police"),
        ("[[SALVADORAN AIR FORCE|s]] JETS CAME.", "state-sv-air-force"),
        ("The [[security forces of Nigeria|s]] came.", "state-ng-security-forces"),
    ],
)
def test_forces_are_known_by_their_country(text: str, expected: str) -> None:
    assert expected in ids_in(text).values()


def test_a_shared_name_is_settled_by_the_country_of_the_document() -> None:
    assert ids_in("The [[ELN]] struck in [[Arauca|place]], [[Colombia|place]].")["ELN"] == "ucdp-744"


def test_a_shared_name_without_a_country_joins_nothing() -> None:
    unsettled = ids_in("The [[ELN]] struck.")["ELN"]
    assert unsettled is not None
    assert not unsettled.startswith("ucdp-")


def test_an_id_tells_that_it_is_a_person() -> None:
    (actor,) = ids_in("[[Jane Example|p]] was hurt.").values()
    assert actor is not None
    assert kind_in(actor) is ActorKind.PERSON


def test_small_words_that_look_like_a_registered_name_are_not_it() -> None:
    assert ids_in("The [[family|c]] fled.")["family"] != "ucdp-1149"


def test_people_behind_a_group_s_name_are_the_group() -> None:
    ids = ids_in("[[Boko Haram gunmen]] came; [[Boko Haram]] denied it.")
    assert ids["Boko Haram gunmen"] == ids["Boko Haram"] == "ucdp-1051"


def test_a_spelling_that_two_groups_share_is_settled_by_the_country() -> None:
    assert (
        ids_in("[[Jaish al-Islam]] fired rockets at [[Damascus|place]], [[Syria|place]].")["Jaish al-Islam"]
        == "ucdp-6377"
    )
    assert ids_in("[[Jaish al-Islam]] bombed [[Quetta|place]], [[Pakistan|place]].")["Jaish al-Islam"] == "ucdp-5895"


def test_one_gunman_and_many_are_one_unnamed_actor() -> None:
    found = ids_in("[[Gunmen]] fled. A [[gunman]] was held, and [[the gunmen]] were named.")
    assert found["Gunmen"] == found["gunman"] == found["the gunmen"]


def test_different_words_before_a_plural_keep_unnamed_actors_apart() -> None:
    found = ids_in("[[Sikh militants]] and [[Kashmiri militant]] leaders; a [[Sikh militant]] spoke.")
    assert found["Sikh militants"] == found["Sikh militant"]
    assert found["Sikh militants"] != found["Kashmiri militant"]


def test_a_name_that_ends_like_a_plural_is_no_plural() -> None:
    found = ids_in("[[Black Tigers]] and a [[Black Tiger]] met.")
    assert found["Black Tigers"] != found["Black Tiger"]


PAKISTANI = "The [[Pakistani Taliban]] struck [[Peshawar|place]] in [[Pakistan|place]]. "


def test_the_bare_name_in_a_text_on_pakistan_that_names_the_pakistani_taliban_is_theirs() -> None:
    found = ids_in(PAKISTANI + "[[Taliban]] claimed it, and [[Taliban fighters]] fled.")
    assert found["Taliban"] == found["Taliban fighters"] == found["Pakistani Taliban"]


@pytest.mark.parametrize(
    "text",
    [
        "The [[Taliban]] struck [[Peshawar|place]] in [[Pakistan|place]].",
        PAKISTANI + "[[Taliban]] in [[Kabul|place]] denied it.",
        PAKISTANI + "[[Taliban]] leaders met Afghan envoys.",
        PAKISTANI + "The [[Afghan Taliban]] condemned it; [[Taliban]] men fled.",
        "The [[TTP]] is not the [[Taliban]] of [[Kandahar|place]].",
    ],
)
def test_the_bare_name_stays_the_afghan_groups_where_more_than_pakistan_is_spoken_of(text: str) -> None:
    assert ids_in(text)["Taliban"] == "ucdp-303"


def test_a_frequent_name_alone_is_another_person_in_another_document() -> None:
    documents = ["[[Ahmed|p]] fled with [[Tokhi|p]].", "Later [[Ahmed|p]] and [[Tokhi|p]] were tried."]
    first, second = (ids_in(text, f"d{number}") for number, text in enumerate(documents))
    assert first["Ahmed"] != second["Ahmed"]
    assert first["Tokhi"] == second["Tokhi"]
