"""TimelineJS: events on a line, the uncertainty of their days in words, since the format has no mark for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.facts import Facts, facts_in, is_rejected
from sourcebook.publish.headlines import days_of, headline, tolls
from sourcebook.publish.jsonfiles import write_json
from sourcebook.publish.tally import Tally
from sourcebook.records.vocabulary import Realis

FILES = ("timeline.json", "timelinejs-report.json")
SHOWN = frozenset({Realis.HAPPENED, Realis.ATTEMPTED, Realis.FOILED})
MOST_SOURCES = 8


class TimelineExporter:
    """Writes ``timeline.json`` and ``timelinejs-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book's dated events to the folder ``out``."""
        tally = Tally()
        with folder_written_whole(out, FILES) as folder:
            slides = sorted(_slides(book, tally), key=lambda slide: (_first(slide), slide["unique_id"]))
            write_json(folder / "timeline.json", {"scale": "human", "events": slides})
            report = tally.report("timelinejs", book, out, [("events", len(slides))])
            tally.write(folder / "timelinejs-report.json", report)
        return report


def _first(slide: dict[str, Any]) -> tuple[int, int, int]:
    day = slide["start_date"]
    return day["year"], day["month"], day["day"]


def _slides(book: BookView, tally: Tally) -> Iterator[dict[str, Any]]:
    for facts in facts_in(book):
        event = facts.event
        if is_rejected(event):
            tally.leave_out(event, "rejected in review")
        elif event.realis not in SHOWN:
            tally.leave_out(event, "it did not happen")
        elif event.time.earliest is None or event.time.latest is None:
            tally.leave_out(event, "the date is not known")
        else:
            if event.time.earliest != event.time.latest:
                tally.warn(event, "the interval may be how long it lasted or how little is known; display_date has it")
            tally.lost["places, roles, claims: the slide's text has them in words"] += 1
            yield slide_of(facts, event.time.earliest, event.time.latest)


def slide_of(facts: Facts, first: date, last: date) -> dict[str, Any]:
    """One event as a slide; its text is HTML, so every word of the book is escaped."""
    event = facts.event
    slide = {
        "unique_id": event.event_id,
        "group": event.type.value.replace("_", " "),
        "display_date": days_of(event.time),
        "start_date": _day(first),
        "text": {"headline": escape(headline(event)), "text": "".join(_paragraphs(facts))},
    }
    return slide if first == last else {**slide, "end_date": _day(last)}


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _paragraphs(facts: Facts) -> Iterator[str]:
    event = facts.event
    if said := tolls(event):
        yield f"<p>{escape('; '.join(said))}.</p>"
    if names := [one.name for one in facts.suspects]:
        yield f"<p>By {escape(', '.join(names))}.</p>"
    if event.contested:
        yield f"<p>Sources disagree on: {escape(', '.join(event.contested))}.</p>"
    told = f"Reports: {len(event.document_ids)}; independent origins: {len(event.origins)}."
    yield f"<p>{told} {escape(', '.join(facts.outlets[:MOST_SOURCES]))}</p>"
