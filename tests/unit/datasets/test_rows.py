"""A dataset's row is a document whose text is its own fields; its claim is built from them by rule."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.datasets import rows
from tests.unit.datasets.rows import ACLED, GED, GTD

from sourcebook.errors import UnreadableError
from sourcebook.ingest.rows import csv_fields
from sourcebook.records.vocabulary import (
    EventType,
    Harm,
    PlacePrecision,
    Population,
    Qualifier,
    Realis,
    Role,
    Stance,
)
from sourcebook.store.quotes import quotes


def claim(row, **changed):
    (found,) = rows.reading_of(row, **changed).claims
    return found


def toll(found, harm=Harm.KILLED):
    return {f.population: (f.low, f.best, f.high) for f in found.figures if f.harm is harm}


@pytest.mark.parametrize("row", [GED, ACLED, GTD], ids=["ged", "acled", "gtd"])
def test_every_value_of_the_claim_is_quoted_from_the_rows_text(row):
    reading = rows.reading_of(row)
    assert reading.claims[0].figures
    assert all(quotes(each, reading.document.text) for each in (*reading.claims, *reading.mentions))
    assert reading.problems == ()


def test_the_first_line_sums_the_row_up_and_every_column_follows():
    text = rows.document_of(GED).text
    assert text.startswith(
        "UCDP GED row 90210: Government of Sri Lanka - LTTE; Mankerni village, Sri Lanka; "
        "2004-05-04 to 2004-05-05; deaths: best 4, low 4, high 6.\n\nid: 90210\nyear: 2004\n"
    )


@pytest.mark.parametrize(
    ("row", "when", "where", "dead"),
    [
        (GED, "2004-05-04 to 2004-05-05", "Mankerni village", "4"),
        (ACLED, "2016-11-09", "Jol", "2"),
        (GTD, "1988", "Huanta", "5"),
    ],
    ids=["ged", "acled", "gtd"],
)
def test_what_the_first_line_says_is_quoted_from_it(row, when, where, dead):
    found = claim(row)
    told = (found.time_words, found.place_words, found.figures[0].words)
    assert [words.quote for words in told] == [when, where, dead]
    assert all(found.words.start <= words.start and words.end <= found.words.end for words in told)
    named = [party.words for party in found.parties]
    assert all(words.end <= found.words.end for words in named if words)


def test_ged_sides_both_fought_and_days_place_and_toll_are_the_columns():
    found = claim(GED)
    assert [(p.role, p.name) for p in found.parties] == [
        (Role.PERPETRATOR, "Government of Sri Lanka"),
        (Role.PERPETRATOR, "LTTE"),
    ]
    assert (found.time.earliest, found.time.latest) == (date(2004, 5, 4), date(2004, 5, 5))
    assert (found.place.name, found.place.admin1, found.place.country) == ("Mankerni", "Eastern", "LK")
    assert toll(found) == {
        Population.PEOPLE: (4, 4, 6),
        Population.CIVILIANS: (1, 1, 1),
        Population.SOLDIERS: (3, 3, 3),
    }
    assert (found.cited.outlet, found.cited.published_on) == ("Island Wire", date(2004, 5, 6))


def test_ged_one_sided_violence_hits_civilians():
    found = claim(GED, type_of_violence="3", side_b="Civilians")
    assert [(p.role, p.category) for p in found.parties] == [
        (Role.PERPETRATOR, None),
        (Role.TARGET, "private citizens & property"),
    ]


def test_ged_figures_out_of_order_are_kept_and_told():
    reading = rows.reading_of(GED, low="5", best="4", high="4")
    assert toll(reading.claims[0])[Population.PEOPLE] == (4, 4, 4)
    assert "low: 5" in reading.document.text
    assert "out of order (low 5, best 4, high 4)" in reading.problems[0]


def test_ged_deaths_that_only_high_knows_stay_a_range():
    figure = claim(GED, low="0", best="0", high="3", deaths_a="0", deaths_civilians="0").figures[0]
    assert (figure.low, figure.best, figure.high, figure.qualifier) == (0, 0, 3, Qualifier.RANGE)


def test_ged_sources_that_were_not_recorded_cite_nobody():
    blank = dict.fromkeys(("source_office", "source_date", "source_headline"), "")
    assert claim(GED, number_of_sources="-1", **blank).cited is None


def test_a_newline_in_a_cell_becomes_a_blank():
    assert (
        "source_headline: Convoy hit near lagoon\n"
        in rows.document_of({**GED, "source_headline": "Convoy hit\nnear lagoon"}).text
    )


def test_an_unknown_country_is_told():
    reading = rows.reading_of(GED, country="Upper Sarmia")
    assert reading.claims[0].place.country is None
    assert "Upper Sarmia" in reading.problems[0]


@pytest.mark.parametrize(
    ("unit", "country"),
    [("Northern district", "IL"), ("", "IL"), ("Gaza Strip", "PS"), ("West Bank", "PS"), ("Sharon sub-district", "IL")],
)
def test_ged_counts_a_territory_under_a_country_that_is_not_its_own(unit, country):
    assert claim(GED, country="Israel", adm_1=unit).place.country == country


@pytest.mark.parametrize(("named", "country"), [("Israel", "IL"), ("West Bank and Gaza Strip", "PS"), ("Oman", "OM")])
def test_gtd_tells_a_territory_from_the_country_beside_it(named, country):
    assert claim(GTD, country_txt=named).place.country == country


def test_a_day_that_a_spreadsheet_mangled_is_unknown_and_told():
    reading = rows.reading_of(GED, date_start="03/04/2013", date_end="03/04/2013")
    assert reading.claims[0].time.earliest is None
    assert "expected a day as YYYY-MM-DD" in reading.problems[0]


@pytest.mark.parametrize(
    ("precision", "kind"), [("1", "locality"), ("3", "district"), ("4", "region"), ("6", "country")]
)
def test_ged_place_codes(precision, kind):
    assert claim(GED, where_prec=precision).place.precision is PlacePrecision(kind)


def test_acled_gives_the_lowest_figure_as_a_bound():
    figure = claim(ACLED).figures[0]
    assert (figure.low, figure.best, figure.high, figure.qualifier) == (2, 2, None, Qualifier.AT_LEAST)


def test_acled_nought_counts_only_where_the_notes_say_so():
    assert claim(ACLED, fatalities="0").figures == ()
    assert toll(claim(ACLED, fatalities="0", notes="Shots were fired; no casualties.")) == {
        Population.PEOPLE: (0, 0, 0)
    }


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [("1", "2016-11-09", "2016-11-09"), ("2", "2016-11-06", "2016-11-12"), ("3", "2016-11-01", "2016-11-30")],
)
def test_acled_days_stand_for_their_period(precision, first, last):
    time = claim(ACLED, time_precision=precision).time
    assert (time.earliest.isoformat(), time.latest.isoformat()) == (first, last)


def test_acled_legacy_days_are_read_day_first():
    assert claim(ACLED, event_date="09-11-2016").time.earliest == date(2016, 11, 9)


def test_acled_protesters_are_the_target_of_excessive_force():
    found = claim(
        ACLED,
        event_type="Protests",
        sub_event_type="Excessive force against protesters",
        actor1="Protesters (Nigeria)",
        actor2="Police Forces of Nigeria (2015-2023)",
    )
    assert found.type == EventType.PROTEST_REPRESSION
    assert {p.role: p.name for p in found.parties} == {
        Role.TARGET: "Protesters",
        Role.PERPETRATOR: "Police Forces of Nigeria",
    }


def test_acled_rows_without_violence_tell_no_event():
    reading = rows.reading_of(ACLED, event_type="Protests", sub_event_type="Peaceful protest")
    assert (reading.claims, reading.problems) == ((), ())


def test_acled_unknown_sub_event_type_is_told():
    reading = rows.reading_of(ACLED, sub_event_type="Skirmish")
    assert reading.claims == ()
    assert "'Skirmish' is not one of ACLED's" in reading.problems[0]


def test_acled_disrupted_weapons_use_was_foiled():
    assert claim(ACLED, sub_event_type="Disrupted weapons use").realis is Realis.FOILED


def test_gtd_counts_attackers_and_tells_them_apart():
    found = claim(GTD)
    assert toll(found) == {Population.PEOPLE: (5, 5, 5), Population.PERPETRATORS: (1, 1, 1)}
    assert found.figures[0].includes_perpetrators
    assert toll(found, Harm.INJURED) == {}


def test_gtd_doubt_weapon_target_and_type():
    found = claim(GTD)
    assert [(p.name, p.stance) for p in found.parties if p.role is Role.PERPETRATOR] == [
        ("Shining Path (SL)", Stance.SUSPECTED)
    ]
    assert [p.category for p in found.parties if p.role is Role.TARGET] == ["police"]
    assert [weapon.type for weapon in found.weapons] == ["dynamite"]
    assert found.type == EventType.BOMBING
    assert claim(GTD, suicide="1").type == EventType.SUICIDE_BOMBING
    assert claim(GTD, success="0").realis is Realis.ATTEMPTED


@pytest.mark.parametrize(
    ("month", "day", "first", "last"),
    [("3", "0", "1988-03-01", "1988-03-31"), ("0", "0", "1988-01-01", "1988-12-31")],
)
def test_gtd_noughts_are_unknown_days_and_months(month, day, first, last):
    time = claim(GTD, imonth=month, iday=day).time
    assert (time.earliest.isoformat(), time.latest.isoformat()) == (first, last)


def test_gtd_extended_runs_to_its_resolution():
    assert claim(GTD, extended="1", resolution="1988-03-15").time.latest == date(1988, 3, 15)


def test_a_fraction_of_a_person_is_left_out_and_told():
    reading = rows.reading_of(GTD, nkill="2.5")
    assert toll(reading.claims[0]) == {Population.PERPETRATORS: (1, 1, 1)}
    assert "nkill is '2.5'" in reading.problems[0]


def test_a_header_that_lacks_a_column_is_named():
    with pytest.raises(UnreadableError, match="looks like UCDP GED but has no column best"):
        csv_fields(b"1,2", [name for name in GED if name != "best"], ",")


def test_a_neutralised_formula_is_read_as_it_was_meant():
    assert "notes: =later" in rows.document_of({**ACLED, "notes": "'=later"}).text
