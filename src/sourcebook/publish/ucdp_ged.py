"""The export in the format of UCDP's Georeferenced Event Dataset, with a report of what it cannot hold."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
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
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Event
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import Realis, ReviewState

FILES = ("ged.csv", "ged-events.csv", "ged-report.json", "claims.jsonl")
NOT_HELD = "injured, missing, kidnapped and arrested people"


class Unfit(Exception):  # noqa: N818 - not an error of the program: an event that the format has no row for
    """An event that has no row in GED, and why."""


@dataclass(slots=True)
class _Tally:
    left_out: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    events: list[dict[str, str]] = field(default_factory=list)

    def leave_out(self, event: Event, reason: str) -> None:
        self.left_out[reason] += 1
        self.events.append({"event": event.event_id, "left_out": reason})

    def warn(self, event: Event, reason: str, described: str = "") -> None:
        self.warnings[reason] += 1
        more = {"described": described} if described else {}
        self.events.append({"event": event.event_id, "warning": reason, **more})


class UcdpGedExporter:
    """Writes ``ged.csv``, the event of each row, the claims behind them, and ``ged-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book's events to the folder ``out``, one row for each that GED can hold."""
        tally = _Tally()
        with folder_written_whole(out, FILES) as folder:
            rows = sorted(_rows(book, tally), key=lambda pair: pair[1])
            _write_table(folder / "ged.csv", COLUMNS, [[row[name] for name in COLUMNS] for row, _ in rows])
            _write_table(folder / "ged-events.csv", ("id", "event"), [[row["id"], event_id] for row, event_id in rows])
            write_claims(book, folder / "claims.jsonl")
            report = _report(out, len(rows), tally)
            listed: dict[str, Any] = {**report.as_dict(), "events": tally.events}
            text = json.dumps(listed, indent=2, ensure_ascii=False) + "\n"
            (folder / "ged-report.json").write_text(text, encoding="utf-8")
        return report


def _report(out: Path, rows: int, tally: _Tally) -> ExportReport:
    return ExportReport(
        format="ucdp-ged",
        out=out,
        counts=(("rows", rows),),
        left_out=tuple(sorted(tally.left_out.items())),
        lost=tuple(sorted(tally.lost.items())),
        warnings=tuple(sorted(tally.warnings.items())),
    )


def _write_table(path: Path, header: tuple[str, ...], rows: list[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _rows(book: BookView, tally: _Tally) -> Iterator[tuple[Row, str]]:
    actors = {actor.actor_id: actor for actor in book.rows(Actor)}
    for event in book.rows(Event):
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
        tally.lost.update(_lost(event))
        yield row, event.event_id


def _lost(event: Event) -> Iterator[str]:
    if any((event.injured, event.missing, event.kidnapped, event.arrested)):
        yield f"{NOT_HELD}: GED has no column"
    if event.weapons:
        yield "weapons: GED has no column"
    if event.contested:
        yield "which source says what: claims.jsonl has it"


def _row(event: Event, book: BookView, actors: dict[str, Actor]) -> tuple[Row, tuple[str, ...], Sides]:
    precision = _fit(event)
    claims = [claim for claim in (book.row(Claim, name) for name in event.claim_ids) if claim]
    documents = [document for document in (book.row(Document, name) for name in event.document_ids) if document]
    sides = sides_of(event, actors)
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
