"""What ACLED's codebook asks of a row: unit, order, lowest figure, codes."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date

import pytest

from sourcebook.publish.acled import AcledExporter
from sourcebook.publish.acled_row import COLUMNS, Side, day_of, interaction
from sourcebook.publish.tally import Unfit
from sourcebook.records.knowledge import Actor, Target
from sourcebook.records.values import UNKNOWN_TIME, days_between
from sourcebook.records.vocabulary import (
    ActorKind,
    EventType,
    PlacePrecision,
    Population,
    Realis,
    TimeBasis,
)


@pytest.fixture
def exported(sheet):
    return lambda book: sheet(AcledExporter(), book, "acled/acled.csv")


def on(category, name="them"):
    return (Target(name=name, category=category, claim_ids=("c",)),)


def test_a_row_has_the_31_columns_in_order(exported, book):
    _, (row,) = exported(book)
    assert tuple(row) == COLUMNS
    assert len(COLUMNS) == 31


def test_a_bomb_among_shoppers(exported, book):
    _, (row,) = exported(book)
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Remote explosive/landmine/IED")
    assert (row["actor1"], row["actor2"]) == ("Real IRA", "Civilians (United Kingdom)")
    assert (row["interaction"], row["civilian_targeting"]) == ("Rebel group-Civilians", "Civilians targeted")
    assert (row["iso"], row["region"], row["time_precision"], row["geo_precision"]) == ("826", "Europe", "1", "1")
    assert row["notes"].startswith("On 15 August 1998, Real IRA set off an explosive against Civilians")
    assert row["fatalities"] == "29"


def test_the_lowest_figure_stands_with_the_attackers_dead(exported, make, event):
    dead = make.killed(31, low=29, by_population=(make.part(Population.PERPETRATORS, 1),))
    _, (row,) = exported(make.book(event(killed=dead)))
    assert row["fatalities"] == "30"
    assert "Sources give 29 to 31 killed." in row["notes"]


def test_no_information_on_the_dead_is_nought_and_told(exported, make, event):
    report, (row,) = exported(make.book(event(killed=None)))
    assert row["fatalities"] == "0"
    assert dict(report.warnings)["fatalities 0 means that no source gives the dead"] == 1


def test_an_assault_on_soldiers_is_a_battle(exported, make, event):
    _, (row,) = exported(make.book(event(type=EventType.ARMED_ASSAULT, targets=on("military"))))
    assert (row["event_type"], row["sub_event_type"]) == ("Battles", "Armed clash")
    assert (row["actor2"], row["inter2"], row["civilian_targeting"]) == (
        "Military Forces of United Kingdom",
        "State forces",
        "",
    )


def test_abducted_then_killed_is_an_attack(exported, make, event):
    _, (row,) = exported(make.book(event(type=EventType.KIDNAPPING)))
    assert row["sub_event_type"] == "Attack"
    _, (alive,) = exported(make.book(event(type=EventType.KIDNAPPING, killed=None)))
    assert alive["sub_event_type"] == "Abduction/forced disappearance"


def test_the_protesters_come_first_where_force_was_used_on_them(exported, make, event):
    police = Actor(
        actor_id="actor-real-ira",
        name="police",
        kind=ActorKind.STATE_FORCE,
        country="GB",
        aliases=(),
        identifiers=(),
        claim_ids=(),
    )
    book = make.book(event(type=EventType.PROTEST_REPRESSION))
    book.tables[Actor] = [police]
    _, (row,) = exported(book)
    assert (row["actor1"], row["actor2"]) == ("Protesters (United Kingdom)", "Police Forces of United Kingdom")
    assert row["disorder_type"] == "Political violence; Demonstrations"


def test_an_army_abroad_is_an_external_force(exported, make, event):
    army = Actor(
        actor_id="actor-real-ira",
        name="French army",
        kind=ActorKind.STATE_FORCE,
        country="FR",
        aliases=(),
        identifiers=(),
        claim_ids=(),
    )
    book = make.book(event(type=EventType.AIRSTRIKE))
    book.tables[Actor] = [army]
    _, (row,) = exported(book)
    assert (row["actor1"], row["inter1"]) == ("Military Forces of France", "External/Other forces")


def test_a_foiled_bomb_is_a_disrupted_weapon(exported, make, event):
    _, (row,) = exported(make.book(event(realis=Realis.FOILED, killed=None)))
    assert row["sub_event_type"] == "Disrupted weapons use"


def test_days_told_together_are_split_and_the_remainder_is_on_the_first(exported, make, event):
    time = days_between(date(2001, 5, 1), date(2001, 5, 3), TimeBasis.STATED)
    _, rows = exported(make.book(event(aggregate=True, time=time, killed=make.killed(11))))
    assert sorted((row["event_date"], row["fatalities"]) for row in rows) == [
        ("2001-05-01", "5"),
        ("2001-05-02", "3"),
        ("2001-05-03", "3"),
    ]
    assert len({row["event_id_cnty"] for row in rows}) == 3


def test_the_higher_type_swallows_the_lower(exported, make, event):
    clash = event(type=EventType.ARMED_CLASH, killed=make.killed(4), targets=on("private citizens & property"))
    blast = replace(event(killed=make.killed(3)), event_id="event-other")
    book = make.book(replace(clash, event_id="event-clash"))
    book.tables[type(clash)].append(blast)
    report, (row,) = exported(book)
    assert (row["event_type"], row["fatalities"]) == ("Battles", "7")
    assert dict(report.counts)["rows"] == 1
    assert any("ranks higher" in reason for reason, _ in report.warnings)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"place": None}, "no place below the country is known"),
        ({"time": UNKNOWN_TIME}, "the date is not known"),
        (
            {"time": days_between(date(1999, 1, 1), date(1999, 3, 1), TimeBasis.STATED)},
            "its time is longer than a month",
        ),
        ({"realis": Realis.THREATENED}, "it did not happen"),
    ],
)
def test_what_acled_does_not_code_is_left_out_and_told(changed, reason, exported, make, event):
    report, rows = exported(make.book(event(**changed)))
    assert rows == []
    assert report.left_out == ((reason, 1),)


def test_a_country_alone_is_left_out(exported, make, event):
    place = replace(event().place, precision=PlacePrecision.COUNTRY)
    assert exported(make.book(event(place=place)))[1] == []


@pytest.mark.parametrize(("last", "told"), [(1, ("2004-02-01", 1)), (7, ("2004-02-04", 2)), (29, ("2004-02-15", 3))])
def test_the_middle_of_the_period_stands_for_it(last, told):
    day, precision = day_of(days_between(date(2004, 2, 1), date(2004, 2, last), TimeBasis.STATED))
    assert (day.isoformat(), precision) == told


def test_an_unknown_day_has_no_row():
    with pytest.raises(Unfit):
        day_of(UNKNOWN_TIME)


def test_interaction_names_both_sides():
    assert interaction(Side("A", 8), Side("B", 1)) == "State forces-External/Other forces"


def test_a_row_that_is_gone_is_listed_for_whoever_has_it(make, event, tmp_path):
    def removed(book):
        AcledExporter().export(book, tmp_path / "acled")
        return (tmp_path / "acled/acled-removed.csv").read_text().split()

    assert removed(make.book(event())) == ["event_id_cnty"]
    (row,) = csv.DictReader((tmp_path / "acled/acled.csv").open(encoding="utf-8"))
    without = make.book(event(realis=Realis.DENIED))
    assert removed(without) == ["event_id_cnty", row["event_id_cnty"]]
    assert removed(without) == ["event_id_cnty", row["event_id_cnty"]]
    assert removed(make.book(event())) == ["event_id_cnty"]
