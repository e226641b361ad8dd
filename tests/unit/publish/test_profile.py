"""A profile: who is meant by a name, what it tells, where it cites, how its genealogy is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from tests.unit.conftest import MemoryBook, document

from sourcebook.errors import NotFoundError, UsageError
from sourcebook.publish.profile import (
    actor_called,
    drawn,
    genealogy_of,
    html_profile,
    markdown_profile,
    profile_of,
    written,
)
from sourcebook.publish.profile.over_time import kind_over_time, other_names
from sourcebook.publish.withholding import WITHHELD, Disclosure, WithheldView
from sourcebook.records.claims import Claim, Party
from sourcebook.records.knowledge import Actor, Alias, Relation, Strength
from sourcebook.records.text import Document
from sourcebook.records.values import UNKNOWN_TIME, TimeRange, days_between
from sourcebook.records.vocabulary import (
    ActorKind,
    ClaimKind,
    RelationType,
    ReviewState,
    Role,
    Stance,
    TiePhase,
    TimeBasis,
)

SVG = "{http://www.w3.org/2000/svg}"
TEXT = "Juma Otieno founded the Lake Front in 1998, and Ali Baraka, a cook, joined it."


def days(first: str, last: str | None = None) -> TimeRange:
    return days_between(date.fromisoformat(first), date.fromisoformat(last or first), TimeBasis.STATED)


def actor(actor_id: str, name: str, kind: ActorKind = ActorKind.ARMED_GROUP, *aliases: str) -> Actor:
    return Actor(
        actor_id=actor_id,
        name=name,
        kind=kind,
        country=None,
        aliases=tuple(Alias(name=alias) for alias in aliases),
        identifiers=(),
        claim_ids=("c-1",),
    )


def tie(kind: RelationType, subject: str, other: str, time: TimeRange = UNKNOWN_TIME, **given: Any) -> Relation:
    fields = {
        "claim_ids": ("c-1",),
        "document_ids": ("d-1",),
        "origins": (),
        "contested": (),
        "review": ReviewState.MACHINE,
        "stances": (Stance.STATED,),
    }
    return Relation(
        relation_id=f"r-{kind}-{subject}-{other}",
        type=kind,
        subject_id=subject,
        object_id=other,
        time=time,
        **fields | given,
    )


LAKE, HILL, RIVER = "actor-group-lake", "actor-group-hill", "actor-group-river"
JUMA, ALI = "actor-person-abcdefghijklm", "actor-person-nopqrstuvwxyz"


@pytest.fixture
def make() -> Callable[..., MemoryBook]:
    def make(*relations: Relation, **more: Any) -> MemoryBook:
        doc = document("d-1", TEXT)
        party = Party(role=Role.SUBJECT, name="Ali Baraka", stance=Stance.STATED, words=doc.words(48, 58), actor_id=ALI)
        other = Party(role=Role.OBJECT, name="Lake Front", stance=Stance.STATED, words=None, actor_id=LAKE)
        claim = Claim(
            claim_id="c-1",
            document_id="d-1",
            kind=ClaimKind.RELATION,
            type="joined",
            words=doc.words(0, len(TEXT)),
            position=0,
            parties=(party, other),
            generated_by="rules@2",
        )
        actors = [
            actor(LAKE, "Lake Front", ActorKind.ARMED_GROUP, "LF", "Front du Lac"),
            actor(HILL, "Hill Army"),
            actor(RIVER, "River <Army>"),
            actor(JUMA, "Juma Otieno", ActorKind.PERSON),
            actor(ALI, "Ali Baraka", ActorKind.PERSON),
        ]
        tables = {Document: [doc], Claim: [claim], Actor: actors, Relation: list(relations)}
        return MemoryBook({**tables, **more.get("tables", {})})

    return make


def told(book: MemoryBook, name: str = "Lake Front") -> Any:
    return profile_of(book, actor_called(book, name))


def test_an_actor_goes_by_any_of_its_names_however_written(make: Callable[..., MemoryBook]) -> None:
    book = make()
    assert {actor_called(book, name).actor_id for name in ("lf", "FRONT DU LAC", "Lake-Front", LAKE)} == {LAKE}


def test_an_unknown_name_is_answered_with_near_ones(make: Callable[..., MemoryBook]) -> None:
    with pytest.raises(NotFoundError, match="No actor of this book is called 'Lake Frnt'; near are: Lake Front"):
        actor_called(make(), "Lake Frnt")


def test_a_name_like_none_says_where_the_list_is(make: Callable[..., MemoryBook]) -> None:
    with pytest.raises(NotFoundError, match="list them with: sourcebook show actors"):
        actor_called(make(), "Zzyzx")
    with pytest.raises(NotFoundError, match="…'"):
        actor_called(make(), "x" * 300)


def test_a_name_of_two_actors_asks_for_an_id(make: Callable[..., MemoryBook]) -> None:
    twins = [actor("actor-group-a", "Jundullah"), actor("actor-group-b", "Jundullah")]
    with pytest.raises(UsageError, match=r"2 actors are called 'jundullah'.*actor-group-b.*use an id"):
        actor_called(MemoryBook({Actor: twins}), "jundullah")


def test_an_actor_with_nothing_has_a_profile_that_says_so(make: Callable[..., MemoryBook]) -> None:
    profile = told(make())
    assert profile.is_empty
    assert "The book tells nothing of this actor beside its name." in markdown_profile(profile)
    assert "beside its name" in html_profile(profile)


def test_a_term_has_its_ends_and_its_sentences(make: Callable[..., MemoryBook]) -> None:
    term = tie(RelationType.LEADS, JUMA, LAKE, days("1998-01-01", "2004-03-31"), began=days("1998-01-01", "1998-12-31"))
    (section,) = told(make(replace(term, ended=days("2004-03-01", "2004-03-31")))).sections
    assert section.lines[0].cells == ("Juma Otieno", "1998", "2004-03", "stated")
    assert "| Juma Otieno | 1998 | 2004-03 | stated | \\[1\\] |" in markdown_profile(
        told(make(replace(term, ended=days("2004-03-01", "2004-03-31"))))
    )


def test_overlapping_terms_are_disputed(make: Callable[..., MemoryBook]) -> None:
    span = {"began": days("2001-01-01"), "ended": days("2005-01-01")}
    first = tie(RelationType.LEADS, JUMA, LAKE, days("2001-01-01", "2005-01-01"), **span)
    other = {"began": days("2003-01-01"), "ended": days("2006-01-01")}
    second = tie(RelationType.LEADS, ALI, LAKE, days("2003-01-01", "2006-01-01"), **other)
    (section,) = told(make(first, second)).sections
    assert {line.cells[3] for line in section.lines} == {"disputed: terms overlap"}


def test_a_leader_without_an_end_stays_open_where_another_is_named_later(make: Callable[..., MemoryBook]) -> None:
    first = tie(RelationType.LEADS, JUMA, LAKE, days("2009-03-01"), began=days("2009-03-01"))
    second = tie(RelationType.LEADS, ALI, LAKE, days("2016-08-02"), began=days("2016-08-02"))
    (section,) = told(make(first, second)).sections
    assert [line.cells[3] for line in section.lines] == ["open: Ali Baraka is named from 2016-08-02", "stated"]
    (section,) = told(make(replace(first, over=True), second)).sections
    assert [line.cells[3] for line in section.lines] == ["stated", "stated"]


def test_a_contested_line_is_marked(make: Callable[..., MemoryBook]) -> None:
    split = tie(RelationType.RIVAL_OF, LAKE, HILL, contested=("relation",))
    assert "**≠ contested: relation**" in markdown_profile(told(make(split)))


def test_an_alleged_tie_stays_alleged(make: Callable[..., MemoryBook]) -> None:
    support = tie(RelationType.SUPPORTS, HILL, LAKE, stances=(Stance.SUSPECTED,))
    assert "Hill Army supports Lake Front (suspected)" in markdown_profile(told(make(support)))


def test_a_rejected_tie_is_not_told(make: Callable[..., MemoryBook]) -> None:
    assert told(make(tie(RelationType.SPLIT_FROM, LAKE, HILL, review=ReviewState.REJECTED))).is_empty


def test_a_strength_has_its_day_and_voice(make: Callable[..., MemoryBook]) -> None:
    strength = Strength(
        strength_id="s-1",
        actor_id=LAKE,
        low=300,
        best=None,
        high=500,
        as_of=days("2003-01-01", "2003-12-31"),
        place=None,
        attributed_to="the army",
        claim_ids=("c-1",),
    )
    assert "| 2003 | 300–500 |  | the army | \\[1\\] |" in markdown_profile(told(make(tables={Strength: [strength]})))


def test_a_circle_of_splits_is_told_in_a_sentence(make: Callable[..., MemoryBook]) -> None:
    circle = [
        tie(RelationType.SPLIT_FROM, LAKE, HILL),
        tie(RelationType.SPLIT_FROM, HILL, RIVER),
        tie(RelationType.SPLIT_FROM, RIVER, LAKE),
    ]
    profile = told(make(*circle))
    assert "The sources tell a circle of descent" in (profile.genealogy.warning() or "")
    assert len(profile.genealogy.steps) == 3
    assert "circle of descent" in html_profile(profile)


def test_a_drawing_is_whole_and_says_itself_in_words(make: Callable[..., MemoryBook]) -> None:
    ties = [
        tie(RelationType.FOUNDED, LAKE, LAKE, days("1998-01-01", "1998-12-31")),
        tie(RelationType.SPLIT_FROM, HILL, LAKE, days("2001-05-01", "2001-05-31")),
        tie(RelationType.MERGED_INTO, HILL, RIVER, days("2006-02-03")),
        tie(RelationType.PLEDGED_TO, LAKE, RIVER),
        tie(RelationType.RIVAL_OF, LAKE, RIVER, days("2007-01-01")),
    ]
    root = ElementTree.fromstring(drawn(told(make(*ties)).genealogy))
    described = root.findtext(f"{SVG}desc") or ""
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Genealogy of Lake Front"
    for words in ("1998: Lake Front was formed", "2006-02-03: Hill Army merged into River <Army>", "undated: Lake"):
        assert words in described
    lanes = [node.text for node in root.iter(f"{SVG}text")]
    assert {"Lake Front", "Hill Army", "River <Army>"} <= set(lanes)


def test_marks_of_one_day_do_not_lie_over_each_other(make: Callable[..., MemoryBook]) -> None:
    ties = [tie(kind, LAKE, HILL, days("2001-05-01")) for kind in (RelationType.PLEDGED_TO, RelationType.RIVAL_OF)]
    circles = list(ElementTree.fromstring(drawn(told(make(*ties)).genealogy)).iter(f"{SVG}circle"))
    places = sorted(float(circle.get("cx", "0")) for circle in circles)
    assert all(right - left >= 20 for left, right in pairwise(places))


def test_a_tie_that_ended_is_told_in_the_past() -> None:
    day, later = days("2001-05-01"), days("2004-02-03")
    ties = [
        tie(RelationType.ALLIED_WITH, LAKE, HILL, later, ended=later),
        tie(RelationType.SUPPORTS, RIVER, LAKE, days("2001-05-01", "2004-02-03"), began=day, ended=later),
        tie(RelationType.RIVAL_OF, LAKE, RIVER, day, began=day),
    ]
    steps = genealogy_of(LAKE, lambda one: ties if one == LAKE else [], {LAKE: "L", HILL: "H", RIVER: "R"}).steps
    assert {(step.words, step.days) for step in steps} == {
        ("L was allied with H", "until 2004-02-03"),
        ("R supported L", "2001-05-01/2004-02-03"),
        ("L stands against R", "2001-05-01"),
    }


def test_a_tie_that_ended_on_no_known_day_is_told_in_the_past() -> None:
    ties = [
        tie(RelationType.ALLIED_WITH, LAKE, HILL, over=True),
        tie(RelationType.SUPPORTS, RIVER, LAKE, days("2001-05-01"), began=days("2001-05-01"), over=True),
        tie(RelationType.SPLIT_FROM, HILL, LAKE, days("2001-06-01")),
    ]
    steps = genealogy_of(LAKE, lambda one: ties if one == LAKE else [], {LAKE: "L", HILL: "H", RIVER: "R"}).steps
    assert {(step.words, step.days) for step in steps} == {
        ("L was allied with H", "ended, date unknown"),
        ("R supported L", "2001-05-01; ended, date unknown"),
        ("H split from L", "2001-06-01"),
    }


def test_a_term_that_ended_on_no_known_day_is_no_open_term(make: Callable[..., MemoryBook]) -> None:
    (section,) = told(make(tie(RelationType.LEADS, JUMA, LAKE, over=True))).sections
    assert section.lines[0].cells == ("Juma Otieno", "not told", "ended, date unknown", "stated")


def test_days_on_which_sources_disagree_stand_side_by_side(make: Callable[..., MemoryBook]) -> None:
    told_days = (days("2016-07-28"), days("2016-08-03"))
    split = tie(RelationType.SPLIT_FROM, HILL, LAKE, told_days[0], contested=("time",), days=told_days)
    assert "2016-07-28 or 2016-08-03: Hill Army split from Lake Front" in markdown_profile(told(make(split)))
    term = tie(RelationType.LEADS, JUMA, LAKE, days("2016-07-28", "2016-08-03"), last_days=told_days)
    assert told(make(term)).sections[0].lines[0].cells[2] == "2016-07-28 or 2016-08-03"


def renaming(time: TimeRange = UNKNOWN_TIME, **given: Any) -> Relation:
    return tie(RelationType.RENAMED, LAKE, LAKE, time, subject_name="Shore Band", object_name="Lake Front", **given)


@pytest.mark.parametrize("page", [markdown_profile, html_profile])
def test_a_new_name_is_told_with_both_names_and_its_day(make: Callable[..., MemoryBook], page: Any) -> None:
    text = page(told(make(renaming(days("2003-04-05"))))).replace("\\", "")
    assert "renamed: from Shore Band to Lake Front" in text
    assert "from Shore Band to Lake Front, 2003-04-05" in text
    assert "[1]" in text


def test_a_new_name_stands_on_the_lane_and_neither_begins_nor_ends_it(make: Callable[..., MemoryBook]) -> None:
    genealogy = told(make(renaming(days("2003-04-05")))).genealogy
    (lane,) = genealogy.lanes
    assert (lane.begun, lane.ended) == (None, None)
    assert "2003-04-05: renamed: from Shore Band to Lake Front" in drawn(genealogy)


def held(title: str, claim_id: str = "c-2", **given: Any) -> Claim:
    doc = document("d-1", f"Juma Otieno, {title}, spoke.")
    party = Party(role=Role.SUBJECT, name="Juma Otieno", stance=Stance.STATED, words=doc.words(0, 11), actor_id=JUMA)
    other = Party(role=Role.OBJECT, name="Lake Front", stance=Stance.STATED, words=None, actor_id=LAKE)
    fields = {"kind": ClaimKind.RELATION, "type": "member_of", "office": doc.words(13, 13 + len(title))}
    return Claim(
        claim_id=claim_id,
        document_id="d-1",
        words=doc.words(0, len(doc.text)),
        position=1,
        parties=(party, other),
        generated_by="rules@4",
        **fields | given,
    )


def with_office(make: Callable[..., MemoryBook], *claims: Claim, tied: bool = True) -> MemoryBook:
    member = tie(RelationType.MEMBER_OF, JUMA, LAKE, claim_ids=tuple(claim.claim_id for claim in claims))
    juma = replace(
        actor(JUMA, "Juma Otieno", ActorKind.PERSON), claim_ids=tuple(sorted(claim.claim_id for claim in claims))
    )
    actors = [actor(LAKE, "Lake Front"), juma]
    return make(*([member] if tied else []), tables={Claim: list(claims), Actor: actors})


def offices_in(profile: Any) -> list[tuple[str, ...]]:
    return [line.cells for section in profile.sections if section.heading == "Offices" for line in section.lines]


def test_offices_in_a_group_are_told_with_their_holder_and_term(make: Callable[..., MemoryBook]) -> None:
    since = held("minister of war", time=days("2011-05-07"), phase=TiePhase.BEGINS)
    until = held("minister of war", "c-3", time=days("2014-04-01", "2014-04-30"), phase=TiePhase.ENDS)
    book = with_office(make, since, until)
    assert offices_in(told(book)) == [("minister of war", "Juma Otieno", "2011-05-07", "2014-04")]
    assert ("minister of war", "Lake Front", "2011-05-07", "2014-04") in offices_in(told(book, "Juma Otieno"))
    assert "minister of war" in html_profile(told(book))


def test_a_word_for_a_mere_member_is_no_office(make: Callable[..., MemoryBook]) -> None:
    assert offices_in(told(with_office(make, held("senior member of the Lake Front")))) == []


def test_an_office_beside_a_name_is_told_of_those_only_who_are_tied_to_the_group(
    make: Callable[..., MemoryBook],
) -> None:
    doc = document("d-1", "Juma Otieno, emir of Homs, spoke.")
    title = Party(role=Role.OBJECT, name="emir of Homs", stance=Stance.STATED, words=doc.words(13, 25))
    beside = held("emir of Homs")
    beside = replace(beside, kind=ClaimKind.ALIAS, type="office", office=None, parties=(beside.parties[0], title))
    assert offices_in(told(with_office(make, beside))) == [("emir of Homs", "Juma Otieno", "not told", "not told")]
    assert offices_in(told(with_office(make, beside, tied=False))) == []


def test_more_neighbours_than_lanes_are_counted() -> None:
    ties = [tie(RelationType.RIVAL_OF, LAKE, f"actor-group-{n:02}") for n in range(40)]
    genealogy = genealogy_of(LAKE, lambda one: ties if one == LAKE else [], {})
    assert len(genealogy.lanes) + genealogy.left_out == 41


def test_the_same_book_gives_the_same_page(make: Callable[..., MemoryBook], tmp_path: Any) -> None:
    ties = [tie(RelationType.SPLIT_FROM, HILL, LAKE), tie(RelationType.ALLIED_WITH, LAKE, RIVER)]
    one, two = (told(make(*order)) for order in (ties, ties[::-1]))
    assert html_profile(one) == html_profile(two)
    out = tmp_path / "lake.md"
    written(one, "markdown", out)
    assert "(lake.svg)" in out.read_text(encoding="utf-8")
    ElementTree.fromstring((tmp_path / "lake.svg").read_text(encoding="utf-8"))


def test_every_citation_of_a_page_leads_to_its_sentence(make: Callable[..., MemoryBook]) -> None:
    page = html_profile(told(make(tie(RelationType.SPLIT_FROM, HILL, LAKE, days("2001-05-01")))))
    cited, listed = set(re.findall(r'href="#(s\d+)"', page)), set(re.findall(r'id="(s\d+)"', page))
    assert cited == listed == {"s1"}


def test_private_persons_are_withheld_and_leaders_are_not(make: Callable[..., MemoryBook]) -> None:
    ties = [
        tie(RelationType.FOUNDED, JUMA, LAKE, days("1998-01-01", "1998-12-31")),
        tie(RelationType.JOINED, ALI, LAKE, days("1998-01-01", "1998-12-31")),
    ]
    page = markdown_profile(told(WithheldView(make(*ties), Disclosure())))  # type: ignore[arg-type]  # a view of it
    assert "Ali Baraka" not in page
    assert "Juma Otieno founded Lake Front" in page
    assert WITHHELD.strip("[]") in page


def test_what_an_actor_was_when_is_told_with_its_days() -> None:
    taliban = actor("ucdp-303", "Taliban")
    assert kind_over_time(taliban).startswith("armed group; state force, AF, ")
    assert kind_over_time(taliban).endswith("; state force, AF, from 2021-08-15")
    assert kind_over_time(actor(LAKE, "Lake Front")) == "armed group"


def test_a_name_that_was_borne_for_a_time_has_its_days() -> None:
    dated = replace(
        actor(LAKE, "Lake Front"), aliases=(Alias(name="Shore Band", valid_to="2003-04-05"), Alias(name="LF"))
    )
    assert other_names(dated) == ["LF", "Shore Band (until 2003-04-05)"]
