"""Private persons are named in no export, public ones are; quotes keep their offsets."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest

from sourcebook import publish
from sourcebook.publish.masks import WITHHELD, mask_for
from sourcebook.publish.withholding import Disclosure, WithheldView
from sourcebook.records.claims import Claim, Party
from sourcebook.records.knowledge import Actor, Event, Perpetrator, Relation, Target
from sourcebook.records.text import Document, Mention
from sourcebook.records.values import UNKNOWN_TIME
from sourcebook.records.vocabulary import (
    ActorKind,
    MentionKind,
    PlacePrecision,
    RelationType,
    ReviewState,
    Role,
    Stance,
)

TEXT = "A bomb killed Kasun Perera, 17, in Omagh on Saturday. Mr. Perera's teacher wept. KASUN PERERA was a pupil."
PERERA = "actor-person-aaaaaaaaaaaaa"
LEADER = "actor-person-bbbbbbbbbbbbb"


def unpacked(path):
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def named(book, make):
    """The small book with a boy among the dead and a leader among the suspects."""
    doc = make.document(
        "doc-a", TEXT, title="Kasun Perera killed", url="https://example.org/2004/kasun-perera-17-killed"
    )
    boy, chief = (
        Party(role=role, name=name, stance=Stance.STATED, words=None, actor_id=actor_id)
        for role, name, actor_id in (
            (Role.VICTIM, "Kasun Perera", PERERA),
            (Role.PERPETRATOR, "Daud Karim", LEADER),
        )
    )
    claim = replace(
        make.claim(make.document("doc-a")),
        words=doc.words(0, len(TEXT)),
        time_words=None,
        place_words=None,
        figures=(),
        weapons=(),
        parties=(boy, chief),
        attributed_to="a friend of Kasun Perera",
    )
    mention = Mention(
        mention_id="mention-9",
        document_id="doc-a",
        segment_id="segment-1",
        kind=MentionKind.ACTOR,
        words=doc.words(14, 26),
        name="Kasun Perera",
        actor_kind=ActorKind.PERSON,
        actor_id=PERERA,
        generated_by="rules@1",
    )
    event = make.event(
        [claim],
        perpetrators=(Perpetrator(actor_id=LEADER, name="Daud Karim", stances=(Stance.STATED,), claim_ids=("c",)),),
        targets=(Target(name="Kasun Perera", category=None, claim_ids=("c",)),),
        reasons=("both name Kasun Perera",),
    )
    people = [
        Actor(
            actor_id=actor_id,
            name=name,
            kind=ActorKind.PERSON,
            country=None,
            aliases=(),
            identifiers=(),
            claim_ids=(claim.claim_id,),
        )
        for actor_id, name in ((PERERA, "Kasun Perera"), (LEADER, "Daud Karim"))
    ]
    leads = Relation(
        relation_id="relation-1",
        type=RelationType.LEADS,
        subject_id=LEADER,
        object_id="actor-real-ira",
        time=UNKNOWN_TIME,
        claim_ids=(claim.claim_id,),
        document_ids=("doc-a",),
        origins=(),
        contested=(),
        review=ReviewState.MACHINE,
    )
    book.tables.update({Document: [doc], Claim: [claim], Mention: [mention], Event: [event], Actor: people})
    book.tables[Relation] = [leads]
    return book


@pytest.fixture
def people(book, make):
    return named(book, make)


@pytest.mark.parametrize("name", [name for name in publish.format_names() if name != "jsonl"])
def test_no_byte_of_an_export_names_a_private_person(name, people, tmp_path):
    report = publish.export(people, name, tmp_path / "out")
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            found = unpacked(path).lower()
            assert b"perera" not in found, path.name
            assert b"kasun" not in found, path.name
            assert PERERA.encode() not in found, path.name
    assert dict(report.withheld)["private persons not named"] == 1


def test_a_leader_is_a_public_person(people):
    event = next(WithheldView(people, Disclosure()).rows(Event))
    assert event.perpetrators[0].name == "Daud Karim"
    assert event.targets[0].name == WITHHELD


def test_quotes_keep_their_length_and_stand_in_the_text_as_shown(people):
    view = WithheldView(people, Disclosure())
    (claim,), (document,) = view.rows(Claim), view.rows(Document)
    assert document.text[claim.words.start : claim.words.end] == claim.words.quote
    assert document.text.startswith("A bomb killed ████████████, 17, in Omagh")
    assert len(document.text) == len(TEXT)
    assert (document.url, document.title) == (None, f"{WITHHELD} killed")
    assert claim.attributed_to == f"a friend of {WITHHELD}"


def test_a_home_is_told_to_its_district_and_has_no_point(people):
    (event,) = people.tables[Event]
    home = replace(event.place, name="home of a teacher", precision=PlacePrecision.SITE, place_id="site-1")
    people.tables[Event] = [replace(event, place=home)]
    view = WithheldView(people, Disclosure())
    told = next(view.rows(Event)).place
    assert (told.name, told.precision) == ("Fermanagh and Omagh", PlacePrecision.DISTRICT)
    assert (told.latitude, told.longitude, told.place_id) == (None, None, None)
    assert dict(view.withheld())["places of private persons told to their district only"] == 1


@pytest.mark.parametrize("name", ["her grocery shop", "clinic of a nurse", "14 Harbour Road", "Kasun Perera's garage"])
def test_a_place_that_leads_to_one_person_is_told_to_its_district(people, name):
    (event,) = people.tables[Event]
    people.tables[Event] = [replace(event, place=replace(event.place, name=name, precision=PlacePrecision.SITE))]
    told = next(WithheldView(people, Disclosure()).rows(Event)).place
    assert (told.name, told.latitude) == ("Fermanagh and Omagh", None)
    lifted = next(WithheldView(people, Disclosure(homes=(name,))).rows(Event)).place
    assert lifted.latitude is not None


def test_a_market_and_a_house_of_culture_keep_their_points(people):
    (event,) = people.tables[Event]
    for name in (
        "fish market",
        "House of Culture",
        "guest house",
        "girls' school",
        "14 July Street",
        "office of the mayor",
        "2 Para base",
    ):
        public = replace(event.place, name=name, precision=PlacePrecision.SITE)
        people.tables[Event] = [replace(event, place=public)]
        assert next(WithheldView(people, Disclosure()).rows(Event)).place == public


def test_a_name_that_is_lifted_stands(people):
    event = next(WithheldView(people, Disclosure(names=("Kasun Perera",))).rows(Event))
    assert event.targets[0].name == "Kasun Perera"


def test_all_names_stand_when_asked_for(people, tmp_path):
    report = publish.export(people, "geojson", tmp_path / "out", Disclosure(everyone=True))
    assert "Kasun Perera" in (tmp_path / "out/events.geojson").read_text()
    assert report.withheld == ()


def test_the_plain_export_is_the_book_itself(people, tmp_path):
    publish.export(people, "jsonl", tmp_path / "out")
    assert "Kasun Perera" in (tmp_path / "out/documents.jsonl").read_text()


def test_an_actor_is_found_by_its_stand_in(people):
    view = WithheldView(people, Disclosure())
    hidden = next(actor for actor in view.rows(Actor) if actor.name == WITHHELD)
    assert hidden.actor_id != PERERA
    assert view.row(Actor, hidden.actor_id).name == WITHHELD


def test_a_place_or_group_of_the_same_name_stays():
    mask = mask_for(["Paul Omagh"], frozenset({"omagh"}))
    assert mask.told("Paul Omagh died in Omagh.") == f"{WITHHELD} died in Omagh."


def test_a_full_name_is_withheld_where_the_reader_did_not_see_a_person(people, make):
    other = make.document(
        "doc-b", "Schools in Omagh mourn KASUN  PERERA; Kasun Perera’s friends plan a Perera street.", title="Mourning"
    )
    people.tables[Document].append(other)
    view = WithheldView(people, Disclosure())
    told = view.row(Document, "doc-b").text
    assert "PERERA" not in told
    assert len(told) == len(other.text)


def test_a_word_that_names_a_people_or_mostly_a_place_is_no_name(people, make):
    words = make.document("doc-a", "Sri Lankan police").words(0, 10)
    mention = replace(people.tables[Mention][0], mention_id="mention-8", words=words, name="Sri Lankan", actor_id=None)
    people.tables[Mention].append(mention)
    assert WithheldView(people, Disclosure()).mask("doc-a").told("the Sri Lankan army") == "the Sri Lankan army"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Haider al-Abadi", "Haider al-Abadi spoke"),
        ("Jean-Luc O'Neil", "JEAN-LUC O'NEIL spoke"),
        ("María Pérez", "María Pérez spoke"),
        ("A. B. Vajpayee", "A. B. Vajpayee spoke"),
    ],
)
def test_names_of_any_build_are_found(name, text):
    assert mask_for([name], frozenset()).told(text) == f"{WITHHELD} spoke"


def test_a_name_without_letters_hides_nothing():
    assert mask_for(["–", "?", "X"], frozenset()).told("X – ? stays") == "X – ? stays"


def test_a_name_read_as_a_groups_that_ends_in_a_persons_is_that_person(people, make):
    longer = make.document("doc-a", "Nimal Kasun Perera, 17").words(0, 18)
    group = "actor-group-ccccccccccccc"
    mention = replace(
        people.tables[Mention][0],
        mention_id="mention-7",
        words=longer,
        name="Nimal Kasun Perera",
        actor_kind=ActorKind.ORGANISATION,
        actor_id=group,
    )
    people.tables[Mention].append(mention)
    people.tables[Actor].append(replace(people.tables[Actor][0], actor_id=group, name="Nimal Kasun Perera"))
    view = WithheldView(people, Disclosure())
    assert "Nimal" not in view.mask("doc-a").told("Nimal Kasun Perera, called Nimal, died")
    assert [actor.name for actor in view.rows(Actor)].count(WITHHELD) == 2


def test_a_part_of_a_name_that_was_taken_for_an_unknown_place_is_hidden_where_the_text_hides_it(people, make):
    words = make.document("doc-a", TEXT).words(14, 19)
    place = replace(people.tables[Mention][0], mention_id="mention-6", kind=MentionKind.PLACE, words=words)
    people.tables[Mention].append(replace(place, actor_id=None, actor_kind=None, name="Kasun"))
    view = WithheldView(people, Disclosure())
    told = next(mention for mention in view.rows(Mention) if mention.mention_id == "mention-6")
    assert (told.words.quote, told.name) == ("█████", WITHHELD)
