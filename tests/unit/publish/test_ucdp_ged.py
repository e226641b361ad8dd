"""What UCDP's format asks of a row, and what the export says of events that it cannot hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from tests.unit.datasets.rows import GED, document_of

from sourcebook.datasets import row_claims, row_mentions
from sourcebook.publish.ged_row import COLUMNS, date_precision, described_place, grid_cell, number_of, place_precision
from sourcebook.publish.ged_sides import deaths_of, sides_of
from sourcebook.publish.ucdp_ged import UcdpGedExporter
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Event, Identifier, Perpetrator, Target
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document
from sourcebook.records.values import TimeRange, days_between
from sourcebook.records.vocabulary import (
    ActorKind,
    EventType,
    PlacePrecision,
    Population,
    Realis,
    ReviewState,
    Stance,
    TimeBasis,
    TimePrecision,
)

UCDP = Identifier(scheme="ucdp", value="12")
ARMY = Actor(
    actor_id="actor-army",
    name="Colombian army",
    kind=ActorKind.STATE_FORCE,
    country="CO",
    aliases=(),
    identifiers=(),
    claim_ids=(),
)


@pytest.fixture
def exported(sheet):
    return lambda book: sheet(UcdpGedExporter(), book, "ged/ged.csv")


def by(name, actor_id=None, stance=Stance.STATED):
    return (Perpetrator(actor_id=actor_id, name=name, stances=(stance,), claim_ids=("c",)),)


def on(category, name="them"):
    return (Target(name=name, category=category, claim_ids=("c",)),)


def test_a_row_has_the_49_columns_in_order(exported, book):
    _, (row,) = exported(book)
    assert tuple(row) == COLUMNS
    assert len(COLUMNS) == 49
    assert (COLUMNS[0], COLUMNS[24], COLUMNS[44:]) == ("id", "where_prec", ("best", "high", "low", "gwnoa", "gwnob"))


def test_a_bomb_among_shoppers_is_one_sided(exported, book):
    _, (row,) = exported(book)
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == ("3", "Real IRA", "Civilians")
    assert (row["deaths_civilians"], row["deaths_b"], row["best"], row["low"], row["high"]) == (
        "29",
        "0",
        "29",
        "29",
        "29",
    )
    assert (row["country"], row["country_id"], row["region"]) == ("United Kingdom", "200", "Europe")
    assert (row["geom_wkt"], row["priogrid_gid"]) == ("POINT (-7.3 54.6)", str(grid_cell(54.6, -7.3)))
    assert (row["date_start"], row["date_prec"], row["where_prec"], row["event_clarity"]) == (
        "1998-08-15",
        "1",
        "1",
        "1",
    )


def test_what_nobody_says_stays_empty(exported, book):
    _, (row,) = exported(book)
    for name in ("relid", "code_status", "conflict_new_id", "dyad_new_id", "gwnoa"):
        assert row[name] == ""


def test_a_year_is_active_where_the_books_own_dead_reach_25(exported, make, event):
    assert exported(make.book(event()))[1][0]["active_year"] == "1"
    assert exported(make.book(event(killed=make.killed(24))))[1][0]["active_year"] == ""


def test_an_event_that_rests_on_a_row_of_ged_is_that_row(exported, book):
    row = document_of({**GED, "low": "5", "relid": "SRI-2004-1-776-12"})
    reading = row_claims(row_mentions(Reading(document_id=row.document_id, document=row)))
    told = replace(
        next(iter(book.rows(Event))), claim_ids=(reading.claims[0].claim_id,), document_ids=(row.document_id,)
    )
    book.tables.update({Document: [row], Claim: list(reading.claims), Event: [told]})
    report, (again,) = exported(book)
    for column, value in GED.items():
        assert again[column] == {"id": "90210", "date_start": "2004-05-04", "low": "5"}.get(column, value)
    assert again["relid"] == "SRI-2004-1-776-12"
    assert dict(report.warnings)["low, best and high are out of order"] == 1


def test_sources_are_quoted_triples_and_the_original_claimant_is_kept(exported, book):
    _, (row,) = exported(book)
    assert row["source_article"].split(";")[0] == '"The Daily Post,1998-08-16,Bomb in Omagh, doc-a"'
    assert row["number_of_sources"] == "3"
    assert row["source_original"] == "police"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"killed": None}, "no death is stated"),
        ({"place": None}, "the country is not known"),
        ({"realis": Realis.FOILED}, "it did not happen"),
        ({"review": ReviewState.REJECTED}, "rejected in review"),
        (
            {"time": TimeRange(earliest=None, latest=None, precision=TimePrecision.UNKNOWN, basis=TimeBasis.NONE)},
            "the date is not known",
        ),
        (
            {"time": days_between(date(1999, 1, 1), date(2001, 1, 1), TimeBasis.STATED)},
            "its time is longer than a year",
        ),
        ({"type": EventType.ARREST}, "it cannot be told who fought whom"),
    ],
)
def test_an_event_that_ged_cannot_hold_is_left_out_and_the_reason_counted(changed, reason, exported, make, event):
    report, rows = exported(make.book(event(**changed)))
    assert rows == []
    assert report.left_out == ((reason, 1),)


def test_the_report_names_each_event_and_stands_beside_the_rows(exported, book, tmp_path):
    exported(book)
    report = json.loads((tmp_path / "ged/ged-report.json").read_text())
    assert report["counts"] == {"rows": 1, "rows of earlier exports removed": 0}
    assert report["lost"]["weapons: GED has no column"] == 1
    assert (tmp_path / "ged/claims.jsonl").read_text().count("\n") == 3
    assert (tmp_path / "ged/ged-events.csv").read_text().startswith("id,event\n")


def test_a_group_that_attacks_soldiers_fights_the_government_of_the_country(event):
    sides = sides_of(event(targets=on("military")), {})
    assert (sides.type_of_violence, sides.a.name, sides.a.gwno) == (1, "Government of United Kingdom", "200")
    assert (sides.b.name, sides.attacker) == ("Real IRA", "b")
    assert sides.assumed


def test_an_army_that_kills_villagers_is_one_sided_with_the_state_on_side_a(event):
    told = event(perpetrators=by("army", "actor-army"), targets=on("private citizens & property"))
    sides = sides_of(told, {"actor-army": ARMY})
    assert (sides.type_of_violence, sides.a.name, sides.a.gwno) == (3, "Government of Colombia", "100")


def test_forces_without_a_country_are_those_of_the_country_where_they_acted(event):
    police = replace(ARMY, actor_id="actor-police", name="police", country=None)
    told = event(perpetrators=by("police", "actor-police"), targets=on("private citizens & property"))
    sides = sides_of(told, {"actor-police": police})
    assert sides.a.name == "Government of United Kingdom"
    assert any("where its forces acted" in note for note in sides.assumed)


def test_two_groups_that_fight_are_non_state(event):
    told = event(type=EventType.ARMED_CLASH, targets=on("terrorists/non-state militia", "AUC"))
    sides = sides_of(told, {})
    assert (sides.type_of_violence, sides.b.name) == (2, "AUC")


def test_most_of_the_dead_decide_who_was_attacked(event, make):
    parts = (make.part(Population.CIVILIANS, 61), make.part(Population.POLICE, 6))
    sides = sides_of(event(killed=make.killed(67, by_population=parts), targets=on("police")), {})
    assert (sides.type_of_violence, sides.b.name) == (3, "Civilians")


def test_a_group_that_a_registry_knows_is_side_before_one_only_described(event):
    registered = replace(ARMY, actor_id="actor-eta", name="ETA", kind=ActorKind.ARMED_GROUP, identifiers=(UCDP,))
    told = event(perpetrators=(*by("Basque group"), *by("ETA", "actor-eta")))
    assert sides_of(told, {"actor-eta": registered}).a.name == "ETA"


@pytest.mark.parametrize(
    "name", ["gunmen", "Gunmen", "MASKED GUNMEN", "Fulani herders", "Iraqi aircraft", "suicide bomber"]
)
def test_words_that_only_describe_are_no_side_and_are_reported(name, exported, make, event, tmp_path):
    _, (row,) = exported(make.book(event(perpetrators=by(name))))
    report = json.loads((tmp_path / "ged/ged-report.json").read_text())
    assert (row["side_a"], row["dyad_name"], row["side_b"]) == ("", "", "Civilians")
    assert name in [told.get("described") for told in report["events"]]
    assert report["warnings"]["side_a is empty: the sources describe it and name nobody"] == 1


def test_a_named_group_is_side_before_one_only_described(event):
    assert sides_of(event(perpetrators=(*by("gunmen"), *by("Jund al-Sham"))), {}).a.name == "Jund al-Sham"


def test_militants_whom_the_army_attacked_are_no_named_side(event):
    told = event(perpetrators=by("army", "actor-army"), targets=on("terrorists/non-state militia", "Basque militants"))
    sides = sides_of(told, {"actor-army": ARMY})
    assert (sides.a.name, sides.b.name, sides.b.described) == ("Government of Colombia", "", "Basque militants")


def test_a_person_on_a_side_is_reported(event):
    alone = replace(ARMY, actor_id="actor-p", name="Kasun Perera", kind=ActorKind.PERSON, country=None)
    sides = sides_of(event(perpetrators=by("Kasun Perera", "actor-p")), {"actor-p": alone})
    assert sides.a.name == "Kasun Perera"
    assert any("UCDP codes groups" in note for note in sides.assumed)


def test_a_denied_perpetrator_is_no_side(event):
    sides = sides_of(event(perpetrators=by("ETA", stance=Stance.DENIED)), {})
    assert sides.a.name == ""


def test_the_dead_are_divided_by_side_and_best_is_their_sum(event, make):
    sides = sides_of(event(targets=on("military")), {})
    parts = (
        make.part(Population.SOLDIERS, 5),
        make.part(Population.PERPETRATORS, 2),
        make.part(Population.CIVILIANS, 1),
    )
    deaths = deaths_of(make.killed(9, by_population=parts, perpetrators_included=True), sides)
    assert (deaths.a, deaths.b, deaths.civilians, deaths.unknown, deaths.best) == (5, 2, 1, 1, 9)


def test_the_attackers_own_dead_are_added_where_the_figure_leaves_them_out(event, make):
    sides = sides_of(event(), {})
    deaths = deaths_of(make.killed(10, by_population=(make.part(Population.PERPETRATORS, 1),)), sides)
    assert (deaths.a, deaths.civilians, deaths.best, deaths.low, deaths.high) == (1, 10, 11, 11, 11)


def test_at_least_sets_low_and_best_and_repeats_best_as_high(event, make):
    deaths = deaths_of(make.killed(12, high=None), sides_of(event(), {}))
    assert (deaths.low, deaths.best, deaths.high) == (12, 12, 12)
    assert any("no upper bound" in note for note in deaths.notes)


def test_up_to_counts_in_high_alone(event, make):
    deaths = deaths_of(make.killed(None, high=12), sides_of(event(), {}))
    assert (deaths.low, deaths.best, deaths.high) == (0, 0, 12)


def test_parts_never_sum_to_more_than_the_total(event, make):
    parts = (make.part(Population.CHILDREN, 20), make.part(Population.WOMEN, 15))
    deaths = deaths_of(make.killed(29, by_population=parts), sides_of(event(), {}))
    assert deaths.best == 29
    assert deaths.notes


@pytest.mark.parametrize(("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5)])
def test_date_precision_follows_the_length_of_the_interval(days, code):
    start = date(2004, 1, 1)
    time = days_between(start, date.fromordinal(start.toordinal() + days - 1), TimeBasis.STATED)
    assert date_precision(time) == code


@pytest.mark.parametrize(
    ("precision", "near", "code"),
    [
        (PlacePrecision.SITE, False, 1),
        (PlacePrecision.LOCALITY, False, 1),
        (PlacePrecision.LOCALITY, True, 2),
        (PlacePrecision.DISTRICT, True, 3),
        (PlacePrecision.REGION, False, 4),
        (PlacePrecision.COUNTRY, False, 6),
        (PlacePrecision.UNKNOWN, False, None),
    ],
)
def test_place_precision_is_that_of_the_words(precision, near, code, make):
    place = make.claim(make.document("doc-a")).place
    assert place_precision(replace(place, precision=precision), near) == code


@pytest.mark.parametrize(
    ("before", "described"),
    [
        ("A mine exploded 20 km north of ", ("20 km north of Omagh", True)),
        ("Shells fell near the town of ", ("near the town of Omagh", True)),
        ("Gunmen fired on the outskirts of ", ("the outskirts of Omagh", True)),
        ("A bomb went off in the town of ", ("Omagh", False)),
        ("Nearly all fled from ", ("Omagh", False)),
    ],
)
def test_words_before_a_place_can_make_it_an_area(before, described, make):
    doc = make.document("doc-a", f"{before}Omagh on Saturday, police said.")
    claim = make.claim(make.document("doc-a"))
    words = doc.words(len(before), len(before) + 5)
    told = replace(claim, words=doc.words(0, len(doc.text)), place_words=words)
    assert described_place(told.place, [told]) == described


def test_row_numbers_are_stable_and_positive(event):
    assert number_of(event().event_id) == number_of(event().event_id) > 0
