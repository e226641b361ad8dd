"""A book beside a dataset: who tells what, and why the two differ."""

from __future__ import annotations

import csv
import gzip
from dataclasses import replace
from datetime import date

import pytest
from tests.unit.datasets.rows import ACLED, GED

from sourcebook.errors import UsageError
from sourcebook.publish.comparison import compare
from sourcebook.records.values import UNKNOWN_TIME, days_between
from sourcebook.records.vocabulary import Realis, TimeBasis

OMAGH = {
    **GED,
    "id": "555",
    "type_of_violence": "3",
    "dyad_name": "RIRA - Civilians",
    "side_a": "RIRA",
    "side_b": "Civilians",
    "where_prec": "1",
    "where_coordinates": "Omagh town",
    "adm_1": "Northern Ireland",
    "adm_2": "Fermanagh and Omagh",
    "latitude": "54.6",
    "longitude": "-7.3",
    "country": "United Kingdom",
    "date_start": "1998-08-15",
    "date_end": "1998-08-15",
    "low": "29",
    "best": "31",
    "high": "31",
}


@pytest.fixture
def against(tmp_path):
    def run(book, *rows, name="ged.csv"):
        path = tmp_path / name
        opened = gzip.open if name.endswith(".gz") else open
        with opened(path, "wt", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return compare(book, path)

    return run


def test_an_event_and_its_row_are_brought_together_with_reasons(against, book):
    found = against(book, OMAGH, GED)
    (match,) = found.both
    assert match.row == "555"
    assert "same day" in match.reasons
    assert "both in Omagh" in match.reasons
    assert [alone.id for alone in found.only_theirs] == ["90210"]
    assert found.only_ours == ()


def test_figures_that_differ_are_told_with_a_reason(against, book):
    (match,) = against(book, OMAGH).both
    killed = next(each for each in match.differences if each.field == "killed")
    assert (killed.ours, killed.theirs) == ("29/29/29", "29/31/31")
    assert killed.reason == "theirs is higher than any of our sources"


def test_equal_figures_are_no_difference(against, book):
    (match,) = against(book, {**OMAGH, "best": "29", "high": "29"}).both
    assert "killed" not in [each.field for each in match.differences]


def test_at_least_is_no_difference_from_the_number_itself(against, make):
    event = make.event([make.claim(make.document("doc-a"))], killed=make.killed(29, high=None))
    (match,) = against(make.book(event), {**OMAGH, "best": "29", "high": "29"}).both
    assert "killed" not in [each.field for each in match.differences]


def test_a_wider_interval_is_told(against, book):
    (match,) = against(book, {**OMAGH, "date_end": "1998-08-16"}).both
    assert ("date", "theirs is the wider interval") in [(each.field, each.reason) for each in match.differences]


def test_sides_that_share_no_actor_are_told(against, book):
    (match,) = against(book, {**OMAGH, "side_a": "UVF"}).both
    told = next(each for each in match.differences if each.field == "perpetrators")
    assert (told.ours, told.theirs) == ("Real IRA", "UVF")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"country": "Chad"}, "the dataset has no row of GB"),
        ({"date_start": "2001-01-01", "date_end": "2001-01-02"}, "run from 2001-01-01 to 2001-01-02"),
        ({"where_coordinates": "Belfast", "latitude": "51.1", "longitude": "0.5"}, "or all contradict it"),
    ],
)
def test_an_event_without_a_row_has_a_reason(changed, reason, against, book):
    found = against(book, {**OMAGH, **changed})
    assert found.both == ()
    assert reason in found.only_ours[0].reason
    assert len(found.only_theirs) == 1


def test_an_undated_event_can_meet_no_row(against, make):
    event = make.event([make.claim(make.document("doc-a"))], time=UNKNOWN_TIME)
    found = against(make.book(event), OMAGH)
    assert "date is not known" in found.only_ours[0].reason


def test_what_was_only_threatened_is_not_compared(against, make):
    event = make.event([make.claim(make.document("doc-a"))], realis=Realis.THREATENED)
    assert against(make.book(event), OMAGH).events == 0


def test_each_row_is_taken_once_and_the_others_are_named(against, make, book):
    twin = {**OMAGH, "id": "556", "best": "1", "low": "1", "high": "1"}
    (match,) = against(book, twin, OMAGH).both
    assert (match.row, match.further_rows) == ("555", ("556",)) or match.further_rows == ()


def test_a_long_row_meets_every_day_of_it(against, make):
    event = make.event([make.claim(make.document("doc-a"))])
    summer = {**OMAGH, "date_start": "1998-06-01", "date_end": "1998-09-30"}
    time = days_between(date(1998, 8, 1), date(1998, 8, 31), TimeBasis.STATED)
    assert against(make.book(replace(event, time=time)), summer).events == 1


def test_a_gzipped_file_of_another_dataset_is_read(against, book):
    found = against(book, {**ACLED, "event_id_cnty": "GBR1"}, name="acled.csv.gz")
    assert (found.dataset, found.rows) == ("ACLED", 1)


def test_as_json_the_counts_come_first(against, book):
    told = against(book, OMAGH, GED).as_dict()
    assert told["counts"] == {
        "rows": 2,
        "events": 1,
        "both": 1,
        "differing": 1,
        "only_ours": 0,
        "only_theirs": 1,
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"a,b\n1,2\n", "has a header that is none of UCDP GED, ACLED, GTD"),
        (b"", "has a header that is none of"),
        (b"\xff\xfe\x00", "is no CSV file in UTF-8"),
        (b"\x1f\x8bnot really", "is no CSV file in UTF-8"),
        ("~".join(GED).encode(), "columns are parted by '~'; expected are commas"),
        ("id,caf\u00e9\n".encode("latin-1"), "save it as CSV UTF-8"),
        ("id,year\n".encode("utf-16"), "save it as CSV UTF-8"),
    ],
)
def test_no_dataset_is_a_clear_sentence(text, sentence, book, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(text)
    with pytest.raises(UsageError, match=sentence):
        compare(book, path)


def test_days_that_a_spreadsheet_mangled_are_counted_and_one_is_shown(against, book):
    found = against(book, {**OMAGH, "date_start": "8/5/1998 0:00", "date_end": "8/5/1998 0:00"})
    said = next(reason for reason in found.unused if "as spreadsheets leave them" in reason)
    assert "row 555: date_start is '8/5/1998 0:00'" in said
    assert [alone.reason for alone in found.only_theirs] == ["the row's date is not known"]


def test_a_file_that_is_not_there_is_a_clear_sentence(book, tmp_path):
    with pytest.raises(UsageError, match="There is no file"):
        compare(book, tmp_path / "none.csv")
