"""Tolls: which of its figures is a document's own count, and which count stands for the event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sourcebook.errors import SettingsError
from sourcebook.reconcile import Options, event_teller
from sourcebook.reconcile.tolls import chosen_figure
from sourcebook.records.knowledge import Estimate, Event, PopulationCount
from sourcebook.records.links import Evidence
from sourcebook.records.parts import parts_in_words
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import Composition, FigureRule, Harm, Population, Qualifier

Make = Callable[..., Any]


def told(evidence: list[Evidence], rule: str = "latest_reliable") -> Event:
    (event,) = event_teller(Options(figure_rule=rule))(evidence)
    return event


def bounds(estimate: Estimate | None) -> tuple[int | None, int | None, int | None] | None:
    return estimate and (estimate.low, estimate.best, estimate.high)


@pytest.fixture
def reports(claim: Make, evidence: Make, figure: Make) -> Callable[..., list[Evidence]]:
    """One report a (published, number) pair, each of its own origin."""

    def make(*tolls: tuple[str | None, Any]) -> list[Evidence]:
        made = []
        for at, (published, toll) in enumerate(tolls):
            figures = (toll if not isinstance(toll, int) else figure(toll),)
            made.append(evidence(claim(f"r{at}", figures=figures), published))
        return made

    return make


def test_a_total_counts_and_its_parts_are_not_added(figure: Make) -> None:
    total = figure(170, qualifier=Qualifier.MORE_THAN)
    parts = [figure(28, composition=Composition.PART), figure(13, composition=Composition.PART)]
    assert chosen_figure([*parts, total], Harm.KILLED) is total


def test_a_sum_counts_before_its_parts(figure: Make) -> None:
    total = figure(182, composition=Composition.SUM)
    parts = [figure(169, composition=Composition.PART), figure(13, composition=Composition.PART)]
    assert chosen_figure([*parts, total], Harm.KILLED) is total


def test_a_part_alone_is_a_lower_bound(reports: Make, figure: Make) -> None:
    event = told(reports(("2012-05-03", figure(13, composition=Composition.PART))))
    assert bounds(event.killed) == (13, 13, None)


def test_the_attackers_own_deaths_are_left_out(claim: Make, evidence: Make, figure: Make) -> None:
    figures = (figure(17), figure(4, population=Population.PERPETRATORS, composition=Composition.PART))
    event = told([evidence(claim("a", figures=figures))])
    assert bounds(event.killed) == (17, 17, 17)
    assert [count.population for count in event.killed.by_population] == [Population.PERPETRATORS]


def test_people_named_one_by_one_do_not_outvote_the_number_printed(figure: Make) -> None:
    printed = figure(4, rules=(FigureRule.NUMBER_WORDS,))
    named = [figure(1, said=name, rules=(FigureRule.ONE_PERSON,)) for name in ("the plumber", "a nurse", "Yusuf Bello")]
    assert chosen_figure([*named, printed], Harm.KILLED) is printed


def test_one_person_printed_as_a_number_stands_beside_a_pronoun(figure: Make) -> None:
    printed, he = figure(1, rules=(FigureRule.NUMBER_WORDS,)), figure(1, said="he", rules=(FigureRule.PRONOUN,))
    assert chosen_figure([printed, he], Harm.KILLED) is not None


def test_a_late_report_on_one_of_the_dead_leaves_the_count_as_it_was(reports: Make, figure: Make) -> None:
    widow = figure(1, said="her husband", rules=(FigureRule.ONE_PERSON,))
    assert bounds(told(reports(("2012-05-03", 3), ("2012-07-30", widow))).killed) == (3, 3, 3)


def test_a_late_report_that_counts_one_still_counts(reports: Make, figure: Make) -> None:
    one = figure(1, said="one", rules=(FigureRule.NUMBER_WORDS,))
    assert bounds(told(reports(("2012-05-03", 3), ("2012-07-30", one))).killed) == (1, 1, 3)


def test_a_word_gives_way_to_a_number(reports: Make, figure: Make) -> None:
    dozens = figure(24, qualifier=Qualifier.VAGUE, high=None)
    assert bounds(told(reports(("2012-05-03", 68), ("2012-05-04", dozens))).killed) == (68, 68, 68)


def test_a_count_of_some_gives_way_to_a_far_larger_count_of_all(reports: Make, figure: Make) -> None:
    students = figure(2, population=Population.CIVILIANS)
    assert bounds(told(reports(("2012-05-03", 57), ("2012-05-04", students))).killed) == (57, 57, 57)


def test_a_count_of_worshippers_stands_where_nobody_counts_more(reports: Make, figure: Make) -> None:
    worshippers = figure(14, population=Population.CIVILIANS)
    assert bounds(told(reports(("2012-05-03", 15), ("2012-05-03", worshippers))).killed) == (14, 15, 15)


def test_cumulative_and_superseded_counts_are_left_out(claim: Make, evidence: Make, figure: Make) -> None:
    figures = (figure(700, cumulative=True), figure(292, superseded=True), figure(324))
    assert bounds(told([evidence(claim("a", figures=figures))]).killed) == (324, 324, 324)


def test_first_hour_tolls_are_superseded_by_later_ones(reports: Make) -> None:
    event = told(reports(("2012-05-02", 3), ("2012-05-02", 9), ("2012-05-04", 12)))
    assert bounds(event.killed) == (12, 12, 12)
    assert [report.killed for report in event.toll_series] == [3, 9, 12]
    assert event.contested == ()


def test_an_at_least_gives_way_to_any_later_count_that_is_more(reports: Make, figure: Make) -> None:
    at_least = figure(81, qualifier=Qualifier.AT_LEAST)
    assert bounds(told(reports(("2012-05-04", at_least), ("2012-05-05", 86))).killed) == (86, 86, 86)
    earlier = bounds(told(reports(("2012-05-05", at_least), ("2012-05-04", 86))).killed)
    assert earlier is not None
    assert earlier[::2] == (81, 86)


def test_later_reports_that_agree_roughly_give_a_range(reports: Make) -> None:
    assert bounds(told(reports(("2012-05-04", 28), ("2012-05-05", 30))).killed) == (28, 30, 30)


def partisans(claim: Make, evidence: Make, figure: Make, party: Make, speaker: str | None) -> list[Evidence]:
    """The army's count of its dead, and a later and larger one by this speaker; the front is said to have done it."""
    doers = (party("Free Marsh Front"),)
    army = claim("army", figures=(figure(3),), parties=doers, attributed_to="an army spokesman")
    theirs = claim("front", figures=(figure(6),), parties=doers, attributed_to=speaker)
    return [evidence(army, "2012-05-02"), evidence(theirs, "2012-05-03")]


@pytest.mark.parametrize(
    "speaker", ["Free Marsh Front", "FMF spokesman Ali Noor", "a commander of the Free Marsh Front"]
)
@pytest.mark.parametrize("rule", ["latest_reliable", "priority_of_sources"])
def test_what_a_group_says_of_its_own_deed_is_contested_and_not_best(
    claim: Make, evidence: Make, figure: Make, party: Make, speaker: str, rule: str
) -> None:
    event = told(partisans(claim, evidence, figure, party, speaker), rule)
    assert bounds(event.killed) == (3, 3, 6)
    assert "killed" in event.contested


@pytest.mark.parametrize("speaker", ["the governor", None, "the Marsh hospital"])
def test_what_others_say_later_overtakes(
    claim: Make, evidence: Make, figure: Make, party: Make, speaker: str | None
) -> None:
    assert bounds(told(partisans(claim, evidence, figure, party, speaker)).killed) == (6, 6, 6)


def test_a_groups_own_word_counts_where_nobody_else_counts(
    claim: Make, evidence: Make, figure: Make, party: Make
) -> None:
    theirs = partisans(claim, evidence, figure, party, "Free Marsh Front")[1:]
    assert bounds(told(theirs).killed) == (6, 6, 6)


def test_an_update_of_days_later_supersedes_a_toll_of_the_first_week(reports: Make) -> None:
    assert bounds(told(reports(("2012-05-08", 292), ("2012-06-01", 324))).killed) == (324, 324, 324)


def test_two_looks_back_that_differ_stay_a_range(reports: Make) -> None:
    assert bounds(told(reports(("2014-05-02", 80), ("2016-05-02", 83))).killed) == (80, 83, 83)


def test_an_undated_report_supersedes_no_dated_one(reports: Make) -> None:
    event = told(reports(("2012-05-03", 28), (None, 36)))
    assert bounds(event.killed) == (28, 28, 36)
    assert "killed" in event.contested


def test_a_far_smaller_toll_of_much_later_is_a_disagreement(reports: Make) -> None:
    event = told(reports(("2012-05-04", 90), ("2013-05-02", 40)))
    assert bounds(event.killed) == (40, 40, 90)
    assert "killed" in event.contested


def test_a_toll_that_another_report_withdraws_is_left_out(claim: Make, evidence: Make, figure: Make) -> None:
    early = evidence(claim("a", figures=(figure(359),)), "2012-05-03")
    late = evidence(claim("b", figures=(figure(359, superseded=True), figure(253))), "2012-05-06")
    assert bounds(told([early, late]).killed) == (253, 253, 253)


def test_at_least_leaves_no_upper_bound(reports: Make, figure: Make) -> None:
    event = told(reports(("2012-05-03", figure(14, qualifier=Qualifier.AT_LEAST))))
    assert bounds(event.killed) == (14, 14, None)


def test_two_lower_bounds_agree_on_the_higher(reports: Make, figure: Make) -> None:
    early, late = (figure(number, qualifier=Qualifier.MORE_THAN) for number in (300, 200))
    event = told(reports(("2012-05-03", early), ("2013-05-04", late)))
    assert bounds(event.killed) == (200, 300, None)
    assert event.contested == ()


def test_an_exact_count_bounds_an_at_least(reports: Make, figure: Make) -> None:
    event = told(reports(("2012-05-04", figure(14, qualifier=Qualifier.AT_LEAST)), ("2012-05-04", 15)))
    assert bounds(event.killed) == (14, 15, 15)
    assert event.contested == ()


def test_the_injured_may_fall_between_honest_reports(claim: Make, evidence: Make, figure: Make) -> None:
    made = [
        evidence(claim(name, figures=(figure(number, harm=Harm.INJURED),)), "2012-05-03")
        for name, number in (("a", 31), ("b", 50))
    ]
    assert bounds(told(made).injured) == (31, 50, 50)


def test_a_range_alone_leaves_no_best(reports: Make, figure: Make) -> None:
    span = figure(None, low=10, high=12, qualifier=Qualifier.RANGE)
    assert bounds(told(reports(("2012-05-03", span))).killed) == (10, None, 12)


def test_copies_count_once(claim: Make, evidence: Make, figure: Make) -> None:
    copies = [evidence(claim(f"c{n}", figures=(figure(10),)), "2012-05-04", origin_group="wire") for n in range(5)]
    others = [evidence(claim(f"o{n}", figures=(figure(11),)), "2012-05-04") for n in range(2)]
    event = told([*copies, *others], "majority_of_origins")
    assert bounds(event.killed) == (10, 11, 11)
    assert len(event.origins) == 3


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("latest_reliable", (10, 11, 12)),
        ("majority_of_origins", (10, 12, 12)),
        ("range", (10, None, 12)),
        ("lowest", (10, 10, 12)),
    ],
)
def test_each_rule_chooses_in_its_own_way(reports: Make, rule: str, expected: tuple[int, int, int]) -> None:
    made = reports(("2012-06-09", 12), ("2012-06-09", 12), ("2012-06-20", 11), ("2012-06-10", 10))
    assert bounds(told(made, rule).killed) == expected
    assert told(made, rule).killed.rule == rule


@pytest.mark.parametrize(
    ("voices", "best"),
    [
        (("a police spokesman", "doctors at the district hospital", None), 12),
        (("a police spokesman", None, "residents of the village"), 10),
        (("UN monitors", "doctors at the district hospital", "the governor"), 10),
        ((None, None, None), 14),
    ],
)
def test_the_kind_of_source_that_counts_comes_first(
    claim: Make, evidence: Make, figure: Make, voices: tuple[str | None, ...], best: int
) -> None:
    made = [
        evidence(claim(f"v{at}", attributed_to=voice, figures=(figure(10 + 2 * at),)), "2012-06-20")
        for at, voice in enumerate(voices)
    ]
    assert bounds(told(made, "priority_of_sources").killed) == (10, best, 14)


@pytest.mark.parametrize(
    ("parts", "included", "said"),
    [
        ({"civilians": 14, "police": 6}, False, "parts add up"),
        ({"civilians": 14, "children": 6}, False, "parts leave 6"),
        ({"civilians": 20, "police": 3}, False, "parts exceed it by 3"),
        ({"civilians": 16, "perpetrators": 4}, True, "parts add up"),
        ({"civilians": 16, "perpetrators": 4}, False, "parts leave 4"),
        ({}, False, ""),
    ],
)
def test_the_parts_of_a_toll_are_held_against_it(parts: dict[str, int], included: bool, said: str) -> None:
    counts = tuple(PopulationCount(population=Population(p), low=n, best=n, high=n) for p, n in parts.items())
    estimate = Estimate(
        harm=Harm.KILLED,
        low=20,
        best=20,
        high=20,
        rule="lowest",
        perpetrators_included=included,
        by_population=counts,
        claim_ids=("c",),
    )
    assert parts_in_words(estimate) == said


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(SettingsError, match="loudest"):
        Options(figure_rule="loudest")


FOUND = (FigureRule.DIGITS, FigureRule.SETTLED)


def test_what_an_inquiry_found_years_later_is_the_best_and_the_news_stays_in_the_range(
    reports: Make, figure: Make
) -> None:
    event = told(reports(("2012-05-08", 119), ("2022-05-02", figure(79, rules=FOUND))))
    assert bounds(event.killed) == (79, 79, 119)
    assert event.contested == ("killed",)


def test_early_tolls_below_what_a_court_found_are_overtaken(reports: Make, figure: Make) -> None:
    first = figure(192, qualifier=Qualifier.AT_LEAST)
    made = reports(("2012-05-03", first), ("2012-05-13", 190), ("2017-10-31", figure(191, rules=FOUND)))
    assert bounds(told(made).killed) == (191, 191, 192)


def test_a_later_article_does_not_go_before_what_was_found(reports: Make, figure: Make) -> None:
    made = reports(("2012-05-08", 14), ("2017-10-31", figure(13, rules=FOUND)), ("2020-05-02", 15))
    assert bounds(told(made).killed) == (13, 13, 15)


def test_an_at_least_of_the_first_days_raises_no_later_finding(reports: Make, figure: Make) -> None:
    found = figure(40, qualifier=Qualifier.AT_LEAST, rules=FOUND)
    made = reports(("2012-05-30", figure(60, qualifier=Qualifier.AT_LEAST)), ("2017-10-31", found))
    assert bounds(told(made).killed) == (40, 40, None)


def test_a_coroner_of_the_first_days_is_one_voice_of_several(reports: Make, figure: Make) -> None:
    made = reports(("2012-05-03", figure(10, rules=FOUND)), ("2012-05-06", 14))
    assert bounds(told(made).killed) == (14, 14, 14)


def test_a_report_that_takes_a_finding_back_stands(claim: Make, evidence: Make, figure: Make) -> None:
    court = evidence(claim("a", figures=(figure(191, rules=FOUND),)), "2017-10-31")
    late = evidence(claim("b", figures=(figure(191, superseded=True), figure(192, said="192"))), "2018-05-12")
    assert bounds(told([court, late]).killed) == (192, 192, 192)


def test_in_one_report_what_was_found_goes_before_what_had_been_given(
    claim: Make, evidence: Make, figure: Make
) -> None:
    figures = (figure(119), figure(79, rules=FOUND))
    assert bounds(told([evidence(claim("a", figures=figures), "2022-05-02")]).killed) == (79, 79, 79)


def test_the_other_rules_take_a_finding_as_one_origin(reports: Make, figure: Make) -> None:
    made = reports(("2012-05-20", 15), ("2012-05-21", 15), ("2017-10-31", figure(13, rules=FOUND)))
    assert bounds(told(made, "majority_of_origins").killed) == (13, 15, 15)


def test_the_number_of_the_lead_counts_twice_and_goes_before_its_details(figure: Make) -> None:
    lead = figure(4, words=Words(start=10, end=14, quote="four"))
    details = [figure(2, words=Words(start=at, end=at + 3, quote="two")) for at in (200, 300)]
    assert chosen_figure([*details, lead], Harm.KILLED) is lead


def test_attackers_count_where_nobody_else_came_to_harm(reports: Make, figure: Make) -> None:
    himself = figure(1, population=Population.PERPETRATORS, said="himself")
    alone = told(reports(("2012-05-03", himself)))
    assert (bounds(alone.killed), alone.killed.perpetrators_included) == ((1, 1, 1), True)
    beside = told(reports(("2012-05-03", himself), ("2012-05-04", 3)))
    assert (bounds(beside.killed), beside.killed.perpetrators_included) == ((3, 3, 3), False)


def test_a_count_of_those_in_hospital_gives_way_to_one_of_the_injured(
    claim: Make, evidence: Make, figure: Make
) -> None:
    cared = figure(2, harm=Harm.INJURED, rules=(FigureRule.UNDER_CARE,))
    hurt = figure(4, harm=Harm.INJURED, rules=(FigureRule.WORDS_BEHIND,))
    made = [evidence(claim("a", figures=(hurt,)), "2012-05-03"), evidence(claim("b", figures=(cared,)), "2012-05-05")]
    assert bounds(told(made).injured) == (4, 4, 4)
    assert bounds(told(made[1:]).injured) == (2, 2, 2)
