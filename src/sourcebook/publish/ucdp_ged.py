"""The export in the format of UCDP's Georeferenced Event Dataset, with a report of what it cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.ged_again import mark_active, own_row
from sourcebook.publish.ged_row import (
    COLUMNS,
    Row,
    date_precision,
    described_place,
    doubts_of,
    faults_of,
    number_of,
    place_columns,
    place_precision,
    source_columns,
)
from sourcebook.publish.ged_sides import Deaths, Sides, deaths_of, doubts_of_sides, sides_of
from sourcebook.publish.plain import write_claims
from sourcebook.publish.removals import write_removals
from sourcebook.publish.sheets import write_sheet
from sourcebook.publish.tally import Tally, Unfit
from sourcebook.publish.terms import as_of
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Event
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import Realis, ReviewState

FILES = ("ged.csv", "ged-events.csv", "ged-report.json", "ged-removed.csv", "claims.jsonl")
TOLD_AGAIN = "the event rests on a row of GED alone and is that row, with its own ids and codes"
NOT_HELD = "injured, missing, kidnapped and arrested people"


class UcdpGedExporter:
    """Writes ``ged.csv``, the event of each row, the claims behind them, and ``ged-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book's events to the folder ``out``, one row for each that GED can hold."""
        tally = Tally()
        with folder_written_whole(out, FILES) as folder:
            rows = sorted(_rows(book, tally), key=lambda pair: pair[1])
            mark_active(row for row, _ in rows)
            write_sheet(folder / "ged.csv", COLUMNS, [[row[name] for name in COLUMNS] for row, _ in rows])
            write_sheet(folder / "ged-events.csv", ("id", "event"), [[row["id"], event_id] for row, event_id in rows])
            lists = ("ged-events.csv", "ged-removed.csv")
            removed = write_removals(out, folder, lists, (str(row["id"]) for row, _ in rows))
            write_claims(book, folder / "claims.jsonl")
            counts = [("rows", len(rows)), ("rows of earlier exports removed", removed)]
            report = tally.report("ucdp-ged", book, out, counts)
            tally.write(folder / "ged-report.json", report)
        return report


def _rows(book: BookView, tally: Tally) -> Iterator[tuple[Row, str]]:
    actors = {actor.actor_id: actor for actor in book.rows(Actor)}
    for event in book.rows(Event):
        if (own := own_row(event, _documents(event, book))) is not None:
            for doubt in (TOLD_AGAIN, *doubts_of(own)):
                tally.warn(event, doubt)
            yield own, event.event_id
            continue
        try:
            row, notes, sides = _row(event, book, actors)
        except Unfit as unfit:
            tally.leave_out(event, str(unfit))
            continue
        faults = faults_of(row)
        if faults:
            tally.leave_out(event, f"refused: {faults[0]}")
            continue
        for doubt in (*notes, *doubts_of(row)):
            tally.warn(event, doubt)
        for doubt, described in doubts_of_sides(sides):
            tally.warn(event, doubt, described)
        tally.lose(_lost(event))
        yield row, event.event_id


def _documents(event: Event, book: BookView) -> list[Document]:
    return [document for document in (book.row(Document, name) for name in event.document_ids) if document]


def _lost(event: Event) -> Iterator[str]:
    if any((event.injured, event.missing, event.kidnapped, event.arrested)):
        yield f"{NOT_HELD}: GED has no column"
    if event.weapons:
        yield "weapons: GED has no column"
    yield "relid, conflict and dyad ids, code_status: UCDP's own coding, left empty"
    if event.contested:
        yield "which source says what: claims.jsonl has it"


def _row(event: Event, book: BookView, actors: dict[str, Actor]) -> tuple[Row, tuple[str, ...], Sides]:
    precision = _fit(event)
    claims = [claim for claim in (book.row(Claim, name) for name in event.claim_ids) if claim]
    documents = _documents(event, book)
    sides = sides_of(event, as_of(event, actors))
    if sides is None:
        raise Unfit("it cannot be told who fought whom")
    place, time, killed = event.place, event.time, event.killed
    if place is None or time.earliest is None or time.latest is None or killed is None:
        raise Unfit("no place, date or death is stated")
    words, near = described_place(place, claims)
    where = place_precision(place, near)
    if where is None:
        raise Unfit("nothing says where")
    deaths = deaths_of(killed, sides)
    row = {
        **dict.fromkeys(COLUMNS, ""),
        "id": number_of(event.event_id),
        "year": time.earliest.year,
        "event_clarity": 2 if event.aggregate else 1,
        "date_prec": precision,
        "date_start": time.earliest.isoformat(),
        "date_end": time.latest.isoformat(),
        **_side_columns(sides),
        **_death_columns(deaths),
        **place_columns(place, where, words),
        **source_columns(documents, claims),
    }
    return row, (*sides.assumed, *deaths.notes), sides


def _fit(event: Event) -> int:
    """The date precision of an event that GED can hold; ``Unfit`` for any other."""
    precision = date_precision(event.time)
    killed = event.killed
    checks = (
        (event.review is not ReviewState.REJECTED, "rejected in review"),
        (event.realis in (Realis.HAPPENED, Realis.ATTEMPTED), "it did not happen"),
        (killed is not None and (killed.high or killed.best or killed.low), "no death is stated"),
        (event.place is not None and event.place.country is not None, "the country is not known"),
        (event.time.earliest is not None, "the date is not known"),
        (precision is not None, "its time is longer than a year"),
    )
    for holds, reason in checks:
        if not holds:
            raise Unfit(reason)
    return precision or 0


def _side_columns(sides: Sides) -> Row:
    dyad = f"{sides.a.name} - {sides.b.name}" if sides.a.name and sides.b.name else ""
    return {
        "type_of_violence": sides.type_of_violence,
        "dyad_name": dyad,
        "conflict_name": dyad if sides.type_of_violence != 1 else "",
        "side_a": sides.a.name,
        "side_a_new_id": sides.a.ucdp_id,
        "gwnoa": sides.a.gwno,
        "side_b": sides.b.name,
        "side_b_new_id": sides.b.ucdp_id,
        "gwnob": sides.b.gwno,
    }


def _death_columns(deaths: Deaths) -> Row:
    return {
        "deaths_a": deaths.a,
        "deaths_b": deaths.b,
        "deaths_civilians": deaths.civilians,
        "deaths_unknown": deaths.unknown,
        "best": deaths.best,
        "high": deaths.high,
        "low": deaths.low,
    }
