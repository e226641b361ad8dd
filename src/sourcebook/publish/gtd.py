"""The export in the format of the Global Terrorism Database: attacks of groups and persons, never of states."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.datafiles import data
from sourcebook.publish.facts import Facts, facts_in, is_rejected, spread_of
from sourcebook.publish.ged_row import number_of
from sourcebook.publish.gtd_row import (
    COLUMNS,
    MOST_CITED,
    UNKNOWN_FLAG,
    Row,
    attack_columns,
    date_columns,
    doubt_columns,
    group_columns,
    lasting_columns,
    place_columns,
    source_columns,
    summary,
    target_columns,
    toll_columns,
)
from sourcebook.publish.plain import write_claims
from sourcebook.publish.removals import write_removals
from sourcebook.publish.sheets import write_sheet
from sourcebook.publish.tally import Tally, Unfit
from sourcebook.records.vocabulary import Realis

FILES = ("gtd.csv", "gtd-events.csv", "gtd-report.json", "gtd-removed.csv", "claims.jsonl")
OUTGOING = frozenset({Realis.HAPPENED, Realis.ATTEMPTED})
NUMBERS_A_DAY = 10_000


class GtdExporter:
    """Writes ``gtd.csv``, the event of each row, the claims behind them, and ``gtd-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book's events to the folder ``out``, one row for each attack that GTD would count."""
        tally = Tally()
        with folder_written_whole(out, FILES) as folder:
            rows = numbered(_rows(book, tally))
            write_sheet(folder / "gtd.csv", COLUMNS, ([row[name] for name in COLUMNS] for row, _ in rows))
            pairs = ((str(row["eventid"]), event_id) for row, event_id in rows)
            write_sheet(folder / "gtd-events.csv", ("eventid", "event"), pairs)
            lists = ("gtd-events.csv", "gtd-removed.csv")
            removed = write_removals(out, folder, lists, (str(row["eventid"]) for row, _ in rows))
            write_claims(book, folder / "claims.jsonl")
            counts = [("rows", len(rows)), ("rows of earlier exports removed", removed)]
            report = tally.report("gtd", book, out, counts)
            tally.write(folder / "gtd-report.json", report)
        return report


def numbered(rows: Iterator[tuple[Row, str]]) -> list[tuple[Row, str]]:
    """The rows with ids of day and number. The number comes from the event's id, so it stays when others come.

    Where two events of one day fall on one number, the later id takes the next that is free.
    """
    taken: set[str] = set()
    found: list[tuple[Row, str]] = []
    for row, event_id in sorted(rows, key=lambda pair: pair[1]):
        day, number = f"{row['iyear']:04}{row['imonth']:02}{row['iday']:02}", number_of(event_id) % NUMBERS_A_DAY
        while f"{day}{number:04}" in taken:
            number = (number + 1) % NUMBERS_A_DAY
        taken.add(f"{day}{number:04}")
        found.append(({**row, "eventid": f"{day}{number:04}"}, event_id))
    return sorted(found, key=lambda pair: str(pair[0]["eventid"]))


def _rows(book: BookView, tally: Tally) -> Iterator[tuple[Row, str]]:
    for facts in facts_in(book):
        try:
            row = row_of(facts)
        except Unfit as unfit:
            tally.leave_out(facts.event, str(unfit))
            continue
        tally.lose(_lost(facts))
        for doubt in _doubts(facts, row):
            tally.warn(facts.event, doubt)
        yield row, facts.event.event_id


def row_of(facts: Facts) -> Row:
    """The row of an event, all but its id."""
    event = facts.event
    checks = (
        (not is_rejected(event), "rejected in review"),
        (event.realis in OUTGOING, "it did not happen"),
        (not facts.by_state, "it was the act of a state"),
    )
    for holds, reason in checks:
        if not holds:
            raise Unfit(reason)
    row = {
        **dict.fromkeys(COLUMNS, ""),
        **dict.fromkeys(data("gtd_columns.toml")["unknown"]["flags"], UNKNOWN_FLAG),
        **attack_columns(facts),
        **lasting_columns(facts, date_columns(event.time, facts.time_words)),
        **place_columns(facts),
        **target_columns(event.targets),
        **group_columns(facts),
        **toll_columns(facts),
        **doubt_columns(facts),
        **source_columns(facts),
    }
    return {**row, "summary": summary(facts, row)}


def _lost(facts: Facts) -> Iterator[str]:
    event = facts.event
    yield "crit1 to crit3, multiple, motive: a coder's judgement, left blank"
    if spread_of(event.killed) or spread_of(event.injured):
        yield "the range of a toll: addnotes have it"
    if event.time.earliest != event.time.latest:
        yield "the interval: GTD holds month or year; approxdate has the words"
    if len(facts.documents) > MOST_CITED:
        yield "more than three sources"
    if event.missing or event.arrested:
        yield "missing and arrested people: GTD has no column"
    if event.contested:
        yield "which source says what: claims.jsonl has it"


def _doubts(facts: Facts, row: Row) -> Iterator[str]:
    if row["gname"] == "Unknown" and facts.suspects:
        yield "gname is Unknown: the sources describe the attackers and name nobody"
    if row["specificity"] != 5 and row["latitude"] == "":
        yield "latitude and longitude are empty: the gazetteer does not know the place"
    if row["doubtterr"] == 1:
        yield "doubtterr 1: armed people were attacked"
