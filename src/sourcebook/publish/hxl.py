"""HXL: a table of events for humanitarian data, with the row of hashtags that its tools read below the header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sourcebook.datasets import countries
from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.datafiles import data
from sourcebook.publish.facts import Facts, facts_in, is_rejected, listed
from sourcebook.publish.plain import write_claims
from sourcebook.publish.sheets import Cell, write_sheet
from sourcebook.publish.tally import Tally
from sourcebook.records.knowledge import Estimate

FILES = ("events.csv", "hxl-report.json", "claims.jsonl")
HARMS = ("killed", "injured", "missing", "kidnapped")
BOUNDS = ("low", "best", "high")


def columns() -> dict[str, str]:
    """The hashtag of each column, in order."""
    found: dict[str, str] = data("hxl.toml")["columns"]
    return found


class HxlExporter:
    """Writes ``events.csv`` with its row of hashtags, the claims behind it, and ``hxl-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book's events to the folder ``out``, one row each."""
        tally, tags = Tally(), columns()
        with folder_written_whole(out, FILES) as folder:
            rows = list(_rows(book, tally))
            table: list[list[Cell]] = [[*tags.values()], *([row.get(name, "") for name in tags] for row in rows)]
            write_sheet(folder / "events.csv", list(tags), table)
            write_claims(book, folder / "claims.jsonl")
            report = tally.report("hxl", book, out, [("rows", len(rows))])
            tally.write(folder / "hxl-report.json", report)
        return report


def _rows(book: BookView, tally: Tally) -> Iterator[dict[str, Cell]]:
    for facts in facts_in(book):
        if is_rejected(facts.event):
            tally.leave_out(facts.event, "rejected in review")
            continue
        if facts.event.contested:
            tally.lose(["which source says what: claims.jsonl has it"])
        yield row_of(facts)


def row_of(facts: Facts) -> dict[str, Cell]:
    """The row of one event; what is unknown is empty."""
    event, place = facts.event, facts.event.place
    state = countries().get(place.country or "") if place else None
    row: dict[str, Cell] = {
        "event": event.event_id,
        "type": event.type.value,
        "realis": event.realis.value,
        "from": str(event.time.earliest or ""),
        "until": str(event.time.latest or ""),
        "date_precision": event.time.precision.value,
        "country": state.name if state else "",
        "iso3": state.alpha3 if state else "",
        "perpetrators": listed(facts.name_of(one) or one.name for one in facts.suspects),
        "targets": listed(target.name for target in event.targets),
        "weapons": listed(event.weapons),
        "documents": len(event.document_ids),
        "origins": len(event.origins),
        "contested": listed(event.contested),
        "review": event.review.value,
        "sources": listed(facts.outlets),
    }
    if place is not None:
        row |= {
            "admin1": place.admin1 or "",
            "admin2": place.admin2 or "",
            "place": place.name,
            "place_precision": place.precision.value,
            "latitude": place.latitude if place.latitude is not None else "",
            "longitude": place.longitude if place.longitude is not None else "",
        }
    return row | {name: number for harm in HARMS for name, number in _numbers(harm, getattr(event, harm))}


def _numbers(harm: str, estimate: Estimate | None) -> Iterator[tuple[str, Cell]]:
    for bound in BOUNDS:
        number = getattr(estimate, bound) if estimate else None
        yield f"{harm}_{bound}", "" if number is None else number
