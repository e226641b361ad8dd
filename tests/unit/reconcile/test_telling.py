"""Telling: what the claims of a cluster say together, and where it must be cut."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sourcebook.reconcile import Options, event_teller
from sourcebook.records.knowledge import Event
from sourcebook.records.links import Evidence
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import FigureRule, PlacePrecision, Realis, ReviewState, Stance, TimeBasis, Verdict

Make = Callable[..., Any]


def events_of(evidence: list[Evidence]) -> list[Event]:
    return list(event_teller(Options())(evidence))


def test_claims_that_agree_tell_one_event(claim: Make, evidence: Make) -> None:
    (event,) = events_of([evidence(claim(name)) for name in "abc"])
    assert event.claim_ids == ("claim-a", "claim-b", "claim-c")
    assert event.document_ids == ("document-a", "document-b", "document-c")
    assert event.contested == ()
    assert any("both in Kano" in reason for reason in event.reasons)


def test_two_days_of_one_city_are_two_events(claim: Make, evidence: Make, days: Make) -> None:
    made = [evidence(claim(name)) for name in "ab"]
    made += [evidence(claim(name, time=days("2012-05-20"))) for name in "cd"]
    assert [event.claim_ids for event in events_of(made)] == [("claim-a", "claim-b"), ("claim-c", "claim-d")]


def test_two_towns_on_one_day_are_two_events(claim: Make, evidence: Make, place: Make) -> None:
    made = [evidence(claim("a")), evidence(claim("b", place=place("Yola", 9.2, 12.5)))]
    assert len(events_of(made)) == 2


def test_a_vague_claim_joins_one_side_and_bridges_nothing(claim: Make, evidence: Make, days: Make) -> None:
    vague = evidence(claim("m", time=days("2012-05-01/2012-05-31")))
    made = [evidence(claim("a")), vague, evidence(claim("z", time=days("2012-05-20")))]
    assert sorted(len(event.claim_ids) for event in events_of(made)) == [1, 2]


@pytest.mark.parametrize("realis", [Realis.PLANNED, Realis.THREATENED, Realis.HYPOTHETICAL, Realis.BACKGROUND])
def test_what_did_not_happen_tells_no_event(claim: Make, evidence: Make, realis: Realis) -> None:
    assert events_of([evidence(claim("a", realis=realis))]) == []


def test_an_aggregate_tells_no_event(claim: Make, evidence: Make, figure: Make) -> None:
    assert events_of([evidence(claim("a", aggregate=True, figures=(figure(700),)))]) == []


def test_a_denial_joins_the_event_and_contests_the_perpetrator(claim: Make, evidence: Make, party: Make) -> None:
    told = evidence(claim("a", parties=(party("Front", Stance.STATED),)))
    denied = evidence(claim("b", realis=Realis.DENIED, parties=(party("Front", Stance.DENIED),)))
    (event,) = events_of([told, denied])
    assert event.perpetrators[0].stances == (Stance.STATED, Stance.DENIED)
    assert "perpetrators" in event.contested


@pytest.mark.parametrize(
    ("one", "other", "contested"),
    [
        ("three Iraqi men", "Al-Qaeda in Iraq", False),
        ("Guatemalan army", "soldiers", False),
        ("Tuareg Front", "Free Sahel Movement", True),
        ("Israeli army", "Palestinian gunmen", True),
        ("Sudanese army", "Rapid Support Forces", True),
        ("soldiers", "Free Sahel Movement", True),
    ],
)
def test_a_description_is_no_rival_of_a_name(
    claim: Make, evidence: Make, party: Make, one: str, other: str, contested: bool
) -> None:
    told = [evidence(claim(letter, parties=(party(name),))) for letter, name in (("a", one), ("b", other))]
    (event,) = events_of(told)
    assert ("perpetrators" in event.contested) is contested


def test_a_report_that_only_recalls_is_linked_but_no_document_of_the_event(claim: Make, evidence: Make) -> None:
    made = [evidence(claim("a")), evidence(claim("b")), evidence(claim("c", realis=Realis.BACKGROUND))]
    (event,) = events_of(made)
    assert event.claim_ids == ("claim-a", "claim-b", "claim-c")
    assert event.document_ids == ("document-a", "document-b")
    assert [origin.claim_ids for origin in event.origins] == [("claim-a",), ("claim-b",)]


def test_a_verdict_that_gives_the_toll_reports_it_and_a_later_article_only_recalls(
    claim: Make, evidence: Make, figure: Make
) -> None:
    court = claim("b", realis=Realis.BACKGROUND, figures=(figure(13, rules=(FigureRule.SETTLED,)),))
    article = claim("c", realis=Realis.BACKGROUND, figures=(figure(20),))
    made = [evidence(claim("a", figures=(figure(12),))), evidence(court, "2014-03-01"), evidence(article, "2015-05-02")]
    (event,) = events_of(made)
    assert event.document_ids == ("document-a", "document-b")
    assert event.killed is not None
    assert (event.killed.low, event.killed.best, event.killed.high) == (13, 13, 13)


def test_whoever_gives_only_the_month_looks_back_beside_a_report_of_the_time(
    claim: Make, evidence: Make, days: Make
) -> None:
    made = [evidence(claim("a", "one")), evidence(claim("b", "two", time=days("2012-05-01/2012-05-31")))]
    (event,) = events_of(made)
    assert (event.document_ids, len(event.claim_ids)) == (("one",), 2)
    (event,) = events_of(made[1:])
    assert event.document_ids == ("two",)
    (event,) = events_of([evidence(made[0].claim, published="2015-01-01"), made[1]])
    assert event.document_ids == ("one", "two")


def test_a_document_that_reports_and_recalls_counts(claim: Make, evidence: Make) -> None:
    made = [evidence(claim("a")), evidence(claim("b", "document-a", realis=Realis.BACKGROUND))]
    assert [event.document_ids for event in events_of(made)] == [("document-a",)]


def test_the_publication_never_dates_an_event_that_is_dated(claim: Make, evidence: Make, days: Make) -> None:
    anchored = claim("a", time=days("2012-05-03", TimeBasis.PUBLICATION))
    (event,) = events_of([evidence(anchored), evidence(claim("b"))])
    assert event.time == days("2012-05-02")


def test_the_day_that_most_origins_allow_is_the_event_s(claim: Make, evidence: Make, days: Make) -> None:
    made = [
        evidence(claim("a", time=days("2012-05-03", TimeBasis.RELATIVE))),
        evidence(claim("b")),
        evidence(claim("c")),
        evidence(claim("d", time=days("2012-05-01/2012-05-06"))),
    ]
    (event,) = events_of(made)
    assert event.time == days("2012-05-02")


def test_a_numbered_day_outweighs_a_weekday(claim: Make, evidence: Make, days: Make) -> None:
    weekday = Words(start=0, end=11, quote="on Saturday")
    number = Words(start=0, end=5, quote="2 May")
    made = [
        evidence(claim("a", time=days("2012-05-01", TimeBasis.RELATIVE), time_words=weekday)),
        evidence(claim("b", time=days("2012-05-02", TimeBasis.RELATIVE), time_words=number)),
    ]
    (event,) = events_of(made)
    assert event.time.earliest == days("2012-05-02").earliest


def test_the_finest_place_that_fits_is_the_event_s(claim: Make, evidence: Make, place: Make) -> None:
    country = place("Nigeria", precision=PlacePrecision.COUNTRY)
    market = place("Sabon Gari market", 10.01, 10.01, precision=PlacePrecision.SITE)
    made = [evidence(claim("a", place=country)), evidence(claim("b")), evidence(claim("c", place=market))]
    (event,) = events_of(made)
    assert event.place == market


def test_a_more_precise_word_for_the_act_wins(claim: Make, evidence: Make) -> None:
    said = "Gunmen shot at a convoy in Kano."
    made = [evidence(claim(name, type="armed_assault", quote=said)) for name in "abc"]
    (event,) = events_of([*made, evidence(claim("d", type="massacre"))])
    assert event.type == "armed_assault"
    (event,) = events_of([made[0], evidence(claim("d", type="massacre"))])
    assert event.type == "massacre"


def test_the_word_attack_alone_says_nothing_of_how(claim: Make, evidence: Make) -> None:
    plain = "The attack on a square in Kano was the worst of the year."
    made = [evidence(claim(name, type="armed_assault", quote=plain)) for name in "abc"]
    (event,) = events_of([*made, evidence(claim("d", type="suicide_bombing"))])
    assert event.type == "suicide_bombing"
    (event,) = events_of(made)
    assert event.type == "armed_assault"


def test_one_report_is_enough_to_call_a_bombing_a_suicide_bombing(claim: Make, evidence: Make) -> None:
    made = [evidence(claim(name)) for name in "abcd"]
    (event,) = events_of([*made, evidence(claim("e", type="suicide_bombing"))])
    assert event.type == "suicide_bombing"


def test_it_is_not_enough_where_another_says_otherwise(claim: Make, evidence: Make) -> None:
    made = [evidence(claim(name)) for name in "abcd"]
    told = [evidence(claim("e", type="suicide_bombing")), evidence(claim("f", type="mine_explosion"))]
    (event,) = events_of(made + told)
    assert event.type == "bombing"


def test_gunmen_are_not_listed_beside_a_named_group(claim: Make, evidence: Make, party: Make) -> None:
    made = [
        evidence(claim("a", parties=(party("unidentified gunmen"),))),
        evidence(claim("b", parties=(party("Boko Haram"),))),
    ]
    (event,) = events_of(made)
    assert [perpetrator.name for perpetrator in event.perpetrators] == ["Boko Haram"]


def test_one_document_that_counts_two_tolls_tells_two_events(claim: Make, evidence: Make, figure: Make) -> None:
    made = [evidence(claim("a", "one", figures=(figure(86),))), evidence(claim("b", "one", figures=(figure(5),)))]
    assert len(events_of(made)) == 2


def test_thousands_of_identical_copies_are_told_at_once(claim: Make, evidence: Make) -> None:
    made = [evidence(claim(f"{n:05}", quote="One bomb."), origin_group="wire") for n in range(5000)]
    (event,) = events_of(made)
    assert len(event.claim_ids) == 5000
    assert len(event.origins) == 1


def test_a_siege_lasts_from_its_first_to_its_last_named_day(claim: Make, evidence: Make, days: Make) -> None:
    both = "between 1 and 4 May 2012"
    made = [
        evidence(claim("a", time=days("2012-05-01/2012-05-04"), time_words=Words(start=0, end=len(both), quote=both))),
        evidence(claim("b", time=days("2012-05-04"))),
    ]
    (event,) = events_of(made)
    assert event.time == days("2012-05-01/2012-05-04")


def test_a_week_in_which_it_fell_is_no_duration(claim: Make, evidence: Make, days: Make) -> None:
    week = "in the first week of May 2012"
    made = [
        evidence(claim("a", time=days("2012-05-01/2012-05-07"), time_words=Words(start=0, end=len(week), quote=week))),
        evidence(claim("b", time=days("2012-05-04"))),
    ]
    (event,) = events_of(made)
    assert event.time == days("2012-05-04")


def test_a_sentence_printed_again_keeps_the_day_of_the_first(claim: Make, evidence: Make, days: Make) -> None:
    said = "Bombs tore through two packed clubs on Saturday night and killed many guests, doctors said."
    made = [
        evidence(claim("a", quote=said, time=days("2012-05-05", TimeBasis.RELATIVE)), "2012-05-06"),
        evidence(claim("b", quote=said, time=days("2012-05-12", TimeBasis.RELATIVE)), "2012-05-16"),
        evidence(claim("c", time=days("2012-05-05")), "2013-01-01"),
    ]
    (event,) = events_of(made)
    assert event.time == days("2012-05-05")


def decided(evidence: list[Evidence], decision: Any) -> list[Evidence]:
    return [replace(one, decisions=(decision,)) if one.claim_id in decision.subject_ids else one for one in evidence]


def test_different_cuts_what_evidence_joins(claim: Make, evidence: Make, decision: Make) -> None:
    made = [evidence(claim(name)) for name in "ab"]
    cut = decision(Verdict.DIFFERENT, *(one.claim for one in made))
    assert len(events_of(decided(made, cut))) == 2


def test_same_joins_what_evidence_parts(claim: Make, evidence: Make, decision: Make, days: Make) -> None:
    made = [evidence(claim("a")), evidence(claim("b", time=days("2012-07-09")))]
    joined = decision(Verdict.SAME, *(one.claim for one in made))
    assert len(events_of(decided(made, joined))) == 1


def test_a_decision_taken_back_leaves_the_events_as_they_were(claim: Make, evidence: Make, decision: Make) -> None:
    made = [evidence(claim(name)) for name in "ab"]
    claims = [one.claim for one in made]
    cut = decision(Verdict.DIFFERENT, *claims)
    back = decision(Verdict.UNSURE, *claims, supersedes=cut.decision_id, decided_at="2026-01-02T00:00:00Z")
    assert events_of([replace(one, decisions=(cut, back)) for one in made]) == events_of(made)


def test_an_event_whose_claims_are_all_rejected_is_marked(claim: Make, evidence: Make, decision: Make) -> None:
    made = [evidence(claim(name)) for name in "ab"]
    (event,) = events_of(decided(made, decision(Verdict.REJECT, *(one.claim for one in made))))
    assert event.review is ReviewState.REJECTED


def test_a_rejected_claim_leaves_the_event(claim: Make, evidence: Make, decision: Make) -> None:
    made = [evidence(claim(name)) for name in "abc"]
    (event,) = events_of(decided(made, decision(Verdict.REJECT, made[0].claim)))
    assert event.claim_ids == ("claim-b", "claim-c")
    assert event.event_id == events_of(made)[0].event_id


@pytest.mark.parametrize(
    ("field", "value", "seen"),
    [
        ("killed", {"low": 30, "best": 36, "high": 40}, lambda event: (event.killed.low, event.killed.high)),
        ("time", {"earliest": "2012-05-01"}, lambda event: event.time.earliest.isoformat()),
        ("type", "massacre", lambda event: event.type.value),
        ("place", {"name": "Gwoza", "country": "NG"}, lambda event: event.place.name),
        ("perpetrators", ["Boko Haram"], lambda event: event.perpetrators[0].name),
        ("weapons", ["rifle"], lambda event: list(event.weapons)),
    ],
)
def test_an_edit_sets_its_field(
    claim: Make, evidence: Make, decision: Make, field: str, value: Any, seen: Callable[[Event], Any]
) -> None:
    made = [evidence(claim(name)) for name in "ab"]
    edit = decision(Verdict.EDIT, *(one.claim for one in made), field=field, value=json.dumps(value))
    (event,) = events_of(decided(made, edit))
    expected = {"killed": (30, 40), "time": "2012-05-01", "place": "Gwoza", "perpetrators": "Boko Haram"}
    assert seen(event) == expected.get(field, value)
    assert event.review is ReviewState.EDITED


def test_an_edit_outlives_a_new_report(claim: Make, evidence: Make, decision: Make) -> None:
    made = [evidence(claim(name)) for name in "ab"]
    edit = decision(Verdict.EDIT, *(one.claim for one in made), field="type", value='"raid"')
    (event,) = events_of([*decided(made, edit), evidence(claim("c"))])
    assert (event.type, event.review) == ("raid", ReviewState.EDITED)


def test_an_acceptance_does_not_speak_for_claims_not_yet_seen(claim: Make, evidence: Make, decision: Make) -> None:
    made = [evidence(claim(name)) for name in "ab"]
    accepted = decided(made, decision(Verdict.ACCEPT, *(one.claim for one in made)))
    assert events_of(accepted)[0].review is ReviewState.ACCEPTED
    assert events_of([*accepted, evidence(claim("c"))])[0].review is ReviewState.MACHINE


def test_a_rule_that_a_person_chose_reckons_the_figure(
    claim: Make, evidence: Make, decision: Make, figure: Make
) -> None:
    made = [evidence(claim("a", figures=(figure(20),))), evidence(claim("b", figures=(figure(30),)), "2012-06-20")]
    rule = decision(Verdict.EDIT, *(one.claim for one in made), field="killed", value='{"rule": "lowest"}')
    (event,) = events_of(decided(made, rule))
    assert event.killed is not None
    assert (event.killed.rule, event.killed.best) == ("lowest", event.killed.low)
    assert event.review is ReviewState.EDITED


def test_a_decision_that_parts_leaves_each_part_whole(claim: Make, evidence: Make, decision: Make) -> None:
    made = [evidence(claim(name)) for name in "abcd"]
    names = [one.claim_id for one in made]
    apart = decision(
        Verdict.DIFFERENT, *(one.claim for one in made), value=json.dumps({"parts": [names[:2], names[2:]]})
    )
    assert sorted(event.claim_ids for event in events_of(decided(made, apart))) == [tuple(names[:2]), tuple(names[2:])]
