"""Places that the parser missed or took for something else: datelines, strong names, organisations that are places."""

from __future__ import annotations

from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention, Segment, Token
from sourcebook.records.vocabulary import ActorKind, MentionKind, SegmentKind
from sourcebook.resolve import resolver


def word(text: str, at: int, **given: str) -> Token:
    tags = {"pos": "PROPN", "tag": "NNP", "dep": "pobj", "entity": ""} | given
    return Token(start=at, end=at + len(text), text=text, lemma=text.lower(), head=0, **tags)


def resolved(
    text: str, tokens: tuple[Token, ...] = (), actor: str = "", kind: SegmentKind = SegmentKind.SENTENCE
) -> list[Mention]:
    document = Document(document_id="d", path="d", sha256="0", original="0", text=text, blocks=())
    segment = Segment(
        segment_id="s", document_id="d", start=0, end=len(text), kind=kind, position=0, block=0, tokens=tokens
    )
    at = text.index(actor)
    named = Mention(
        mention_id="m",
        document_id="d",
        segment_id="s",
        kind=MentionKind.ACTOR,
        words=document.words(at, at + len(actor) or 1),
        name=actor,
        actor_kind=ActorKind.ORGANISATION,
        generated_by="tests@1",
    )
    mentions = (named,) if actor else ()
    reading = Reading(document_id="d", document=document, segments=(segment,), mentions=mentions)
    return list(resolver()(reading).mentions)


def places(mentions: list[Mention]) -> dict[str, str | None]:
    return {m.words.quote: m.place.country for m in mentions if m.kind is MentionKind.PLACE and m.place}


def test_a_dateline_names_its_place_and_country() -> None:
    found = places(resolved("BEIRUT, Lebanon (Reuters) -", kind=SegmentKind.DATELINE))
    assert found == {"BEIRUT": "LB", "Lebanon": "LB"}


def test_a_dateline_in_capitals_stops_at_the_date() -> None:
    assert places(resolved("SAN SALVADOR, 3 JAN 90 (AFP) --", kind=SegmentKind.DATELINE)) == {"SAN SALVADOR": "SV"}


def test_an_agency_in_a_dateline_is_no_place() -> None:
    assert places(resolved("(Reuters) -", kind=SegmentKind.DATELINE)) == {}


def test_a_country_that_the_parser_missed_is_added() -> None:
    text = "FIGHTING SPREAD TO CHAD."
    assert places(resolved(text, (word("CHAD", 19), word(".", 23, pos="PUNCT")))) == {"CHAD": "TD"}


def test_whose_troops_is_no_place() -> None:
    text = "CHAD TROOPS FLED."
    tokens = (word("CHAD", 0, dep="compound"), word("TROOPS", 5, pos="NOUN"))
    assert places(resolved(text, tokens)) == {}


def test_a_person_who_bears_a_city_s_name_is_not_added() -> None:
    text = "They met Florence."
    assert places(resolved(text, (word("Florence", 9, entity="B-PERSON"),))) == {}


def test_a_small_town_is_not_added_without_a_tag() -> None:
    text = "They met Surprise."
    assert places(resolved(text, (word("Surprise", 9, pos="NOUN"),))) == {}


def test_a_city_taken_for_an_organisation_is_a_place_behind_in() -> None:
    assert places(resolved("Bombs went off in Colombo.", actor="Colombo")) == {"Colombo": "LK"}


def test_a_city_that_speaks_stays_an_organisation() -> None:
    assert places(resolved("Later Colombo said so.", actor="Colombo")) == {}


def test_a_district_by_its_class_word_is_a_place() -> None:
    assert places(resolved("Bajaur Agency was calm.", actor="Bajaur Agency")) == {"Bajaur Agency": "PK"}


def test_a_quote_is_always_the_text() -> None:
    text = "BEIRUT, Lebanon (Reuters) -"
    for m in resolved(text, kind=SegmentKind.DATELINE):
        assert m.words.quote == text[m.words.start : m.words.end]
