"""What GTD's codebook asks of a row: one toll, codes with labels, unknown as it writes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sourcebook.publish.gtd import GtdExporter, numbered
from sourcebook.publish.gtd_row import COLUMNS
from sourcebook.records.knowledge import Actor, Perpetrator, Target
from sourcebook.records.values import days_between
from sourcebook.records.vocabulary import (
    ActorKind,
    EventType,
    PlacePrecision,
    Population,
    Realis,
    Stance,
    TimeBasis,
)


@pytest.fixture
def exported(sheet):
    return lambda book: sheet(GtdExporter(), book, "gtd/gtd.csv")


def by(*stances, name="Real IRA"):
    return (Perpetrator(actor_id=None, name=name, stances=stances, claim_ids=("c",)),)


def test_a_row_has_the_135_columns_in_order(exported, book):
    _, (row,) = exported(book)
    assert tuple(row) == COLUMNS
    assert len(COLUMNS) == 135


def test_a_bomb_among_shoppers(exported, book):
    _, (row,) = exported(book)
    assert row["eventid"].startswith("19980815")
    assert (row["attacktype1"], row["weaptype1"], row["suicide"], row["success"]) == ("3", "6", "0", "1")
    assert (row["targtype1"], row["targtype1_txt"], row["target1"]) == ("14", "Private Citizens & Property", "shoppers")
    assert (row["country_txt"], row["region_txt"], row["specificity"]) == ("United Kingdom", "Western Europe", "1")
    assert row["country"] == "603"
    assert (row["nkill"], row["nkillter"], row["nwound"]) == ("29", "", "")
    assert (row["gname"], row["guncertain1"], row["claimed"]) == ("Real IRA", "1", "-9")
    assert row["propextent"] == ""


def test_attackers_are_in_the_toll_and_beside_it(exported, make, event):
    dead = make.killed(10, by_population=(make.part(Population.PERPETRATORS, 2),))
    _, (row,) = exported(make.book(event(killed=dead)))
    assert (row["nkill"], row["nkillter"]) == ("12", "2")


@pytest.mark.parametrize(
    ("stances", "codes"),
    [
        ((Stance.CLAIMED,), ("1", "10", "0")),
        ((Stance.SUSPECTED,), ("-9", "", "1")),
        ((Stance.STATED, Stance.DENIED), ("0", "", "0")),
    ],
)
def test_claims_of_responsibility(stances, codes, exported, make, event):
    _, (row,) = exported(make.book(event(perpetrators=by(*stances))))
    assert (row["claimed"], row["claimmode"], row["guncertain1"]) == codes


def test_two_groups_that_claim_it_compete(exported, make, event):
    both = (*by(Stance.CLAIMED), *by(Stance.CLAIMED, name="INLA"))
    _, (row,) = exported(make.book(event(perpetrators=both)))
    assert (row["compclaim"], row["gname2"], row["claim2"]) == ("1", "Real IRA", "1")


def test_gunmen_are_no_group(exported, make, event):
    report, (row,) = exported(make.book(event(perpetrators=by(Stance.STATED, name="gunmen"))))
    assert row["gname"] == "Unknown"
    assert any("name nobody" in reason for reason, _ in report.warnings)


def test_an_attack_on_soldiers_leaves_doubt(exported, make, event):
    told = event(targets=(Target(name="patrol", category="military", claim_ids=("c",)),))
    _, (row,) = exported(make.book(told))
    assert (row["doubtterr"], row["alternative"]) == ("1", "1")


def test_a_month_has_no_day_and_keeps_its_words(exported, make, event):
    time = days_between(date(1998, 8, 1), date(1998, 8, 31), TimeBasis.STATED)
    _, (row,) = exported(make.book(event(time=time)))
    assert (row["iyear"], row["imonth"], row["iday"]) == ("1998", "8", "0")
    assert row["approxdate"] == "Saturday"
    assert row["eventid"].startswith("19980800")


def test_a_siege_runs_from_its_first_day_to_its_resolution(exported, make, event):
    time = days_between(date(2004, 9, 1), date(2004, 9, 3), TimeBasis.STATED)
    _, (row,) = exported(make.book(event(type=EventType.HOSTAGE_TAKING, time=time)))
    assert (row["iday"], row["extended"], row["resolution"]) == ("1", "1", "9/3/2004")
    assert (row["ishostkid"], row["nhostkid"]) == ("1", "-99")


def test_an_attempt_had_no_success(exported, make, event):
    _, (row,) = exported(make.book(event(realis=Realis.ATTEMPTED)))
    assert row["success"] == "0"


def test_a_country_alone_has_no_coordinates(exported, make, event):
    place = replace(event().place, precision=PlacePrecision.COUNTRY)
    _, (row,) = exported(make.book(event(place=place)))
    assert (row["specificity"], row["latitude"], row["city"]) == ("5", "", "Unknown")


def test_acts_of_states_are_left_out(exported, make, event):
    book = make.book(event())
    state = replace(book.rows(Actor)[0], kind=ActorKind.STATE_FORCE)
    book.tables[Actor] = [state]
    report, rows = exported(book)
    assert rows == []
    assert report.left_out == (("it was the act of a state", 1),)


def test_an_arrest_is_left_out(exported, make, event):
    report, _ = exported(make.book(event(type=EventType.ARREST)))
    assert report.left_out == (("GTD does not count such acts", 1),)


def test_ids_of_one_day_never_meet():
    row = {"iyear": 2001, "imonth": 2, "iday": 3}
    rows = numbered(iter([(row, "event-aaaaaaaaaaaaa"), (row, "event-aaaaaaaaaaaab")]))
    assert len({told["eventid"] for told, _ in rows}) == 2
    assert all(str(told["eventid"]).startswith("20010203") for told, _ in rows)
