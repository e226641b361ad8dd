"""The export in the format of ACLED's files: one row per actors, place and day, the lowest figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sourcebook.datasets.acled import sub_events
from sourcebook.publish.acled_row import (
    COLUMNS,
    INTER,
    Row,
    day_of,
    fatalities_of,
    first_side,
    id_of,
    interaction,
    narrative,
    place_columns,
    second_side,
    sub_event_of,
)
from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.facts import Facts, facts_in, is_rejected, listed, spread_of
from sourcebook.publish.plain import write_claims
from sourcebook.publish.removals import write_removals
from sourcebook.publish.sheets import write_sheet
from sourcebook.publish.tally import Tally, Unfit
from sourcebook.records.knowledge import Event
from sourcebook.records.vocabulary import Realis

FILES = ("acled.csv", "acled-events.csv", "acled-report.json", "acled-removed.csv", "claims.jsonl")
OUTGOING = frozenset({Realis.HAPPENED, Realis.ATTEMPTED, Realis.FOILED})


class AcledExporter:
    """Writes ``acled.csv``, the event of each row, the claims behind them, and ``acled-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book's events to the folder ``out``."""
        tally = Tally()
        with folder_written_whole(out, FILES) as folder:
            rows = sorted(merged(_rows(book, tally), tally), key=lambda pair: str(pair[0]["event_id_cnty"]))
            write_sheet(folder / "acled.csv", COLUMNS, ([row[name] for name in COLUMNS] for row, _ in rows))
            pairs = ((str(row["event_id_cnty"]), event.event_id) for row, events in rows for event in events)
            write_sheet(folder / "acled-events.csv", ("event_id_cnty", "event"), pairs)
            lists = ("acled-events.csv", "acled-removed.csv")
            removed = write_removals(out, folder, lists, (str(row["event_id_cnty"]) for row, _ in rows))
            write_claims(book, folder / "claims.jsonl")
            counts = [("rows", len(rows)), ("rows of earlier exports removed", removed)]
            report = tally.report("acled", book, out, counts)
            tally.write(folder / "acled-report.json", report)
        return report


def _rows(book: BookView, tally: Tally) -> Iterator[tuple[Row, Facts]]:
    for facts in facts_in(book):
        try:
            rows = rows_of(facts)
        except Unfit as unfit:
            tally.leave_out(facts.event, str(unfit))
            continue
        tally.lose(_lost(facts))
        for doubt in _doubts(facts, rows[0]):
            tally.warn(facts.event, doubt)
        yield from ((row, facts) for row in rows)


def rows_of(facts: Facts) -> list[Row]:
    """The rows of an event: one, or one a day where the event sums up several days."""
    event = facts.event
    if is_rejected(event):
        raise Unfit("rejected in review")
    if event.realis not in OUTGOING:
        raise Unfit("it did not happen")
    if event.aggregate and event.time.earliest and event.time.latest and event.time.earliest < event.time.latest:
        return _split(facts, event.time.earliest, event.time.latest)
    day, precision = day_of(event.time)
    row = _row(facts, day, precision)
    return [{**row, "fatalities": fatalities_of(event.killed), "event_id_cnty": id_of(event.event_id, _country(event))}]


def _split(facts: Facts, first: date, last: date) -> list[Row]:
    """One row a day, the total split evenly, what is left over on the first day."""
    day_of(facts.event.time)
    days = (last - first).days + 1
    each, over = divmod(fatalities_of(facts.event.killed), days)
    rows = []
    for number in range(days):
        day = first + timedelta(days=number)
        row = _row(facts, day, 1)
        said = f"{row['notes']} One of {days} days told together; their dead are split evenly."
        name = id_of(facts.event.event_id, _country(facts.event), day)
        rows.append({**row, "event_id_cnty": name, "fatalities": each + (0 if number else over), "notes": said})
    return rows


def _country(event: Event) -> str | None:
    return event.place.country if event.place else None


def _row(facts: Facts, day: date, precision: int) -> Row:
    name = sub_event_of(facts)
    kind = sub_events()[name]
    place = place_columns(facts, facts.place_told[1])
    country = str(place["country"])
    first, second = first_side(facts, country), second_side(facts, name, country)
    if kind["who"] == "second":
        first, second = second, first
    row: Row = {
        **dict.fromkeys(COLUMNS, ""),
        **place,
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": precision,
        "disorder_type": kind["disorder"],
        "event_type": kind["event"],
        "sub_event_type": name,
        "actor1": first.name,
        "inter1": INTER[first.code],
        "actor2": second.name,
        "inter2": INTER[second.code],
        "assoc_actor_1": listed(n for one in facts.suspects[1:] if (n := facts.name_of(one))),
        "interaction": interaction(first, second),
        "civilian_targeting": "Civilians targeted" if _on_civilians(facts, name) else "",
        "source": listed(facts.outlets),
    }
    return {**row, "notes": narrative(facts, row, day, precision)}


def _on_civilians(facts: Facts, sub_event: str) -> bool:
    event_type = sub_events()[sub_event]["event"]
    if event_type == "Violence against civilians" or sub_event == "Excessive force against protesters":
        return True
    return facts.attacked[1] == "civilians" and event_type not in ("Battles", "Strategic developments")


def merged(rows: Iterator[tuple[Row, Facts]], tally: Tally) -> Iterator[tuple[Row, list[Event]]]:
    """One row for the same actors in one place on one day: the higher type swallows the lower."""
    order = list(sub_events())
    met: dict[tuple[str, ...], list[tuple[Row, Facts]]] = defaultdict(list)
    for row, facts in rows:
        known = "Unidentified" not in f"{row['actor1']}{row['actor2']}" and row["time_precision"] == 1
        own = "" if known else str(row["event_id_cnty"])
        actors = sorted((str(row["actor1"]), str(row["actor2"])))
        met[(*actors, str(row["country"]), str(row["location"]), str(row["event_date"]), own)].append((row, facts))
    for same in met.values():
        same.sort(key=lambda pair: (order.index(str(pair[0]["sub_event_type"])), str(pair[0]["event_id_cnty"])))
        first, swallowed = same[0][0], same[1:]
        for _, facts in swallowed:
            tally.warn(facts.event, "told in the row of the same actors, place and day, whose type ranks higher")
        dead = sum(int(row["fatalities"]) for row, _ in same)
        notes = " ".join(str(row["notes"]) for row, _ in same)
        yield {**first, "fatalities": dead, "notes": notes}, [facts.event for _, facts in same]


def _lost(facts: Facts) -> Iterator[str]:
    event = facts.event
    yield "timestamp, source_scale, tags: nobody states them"
    if any((event.injured, event.missing, event.kidnapped, event.arrested)):
        yield "injured, missing, kidnapped and arrested people: ACLED has no column; notes name the injured"
    if spread_of(event.killed):
        yield "the range of the dead: ACLED takes the lowest figure; notes have the range"
    if event.time.earliest != event.time.latest:
        yield "the interval: ACLED takes its middle day"
    if event.contested:
        yield "which source says what: claims.jsonl has it"


def _doubts(facts: Facts, row: Row) -> Iterator[str]:
    codes = (row["inter1"], row["inter2"])
    if INTER[2] in codes:
        yield "a named group is coded as a rebel group; ACLED tells rebels from militias by their aims"
    if row["latitude"] == "":
        yield "latitude and longitude are empty: the gazetteer does not know the place"
    if facts.event.killed is None:
        yield "fatalities 0 means that no source gives the dead"
    if any("Forces of" in str(row[name]) for name in ("actor1", "actor2")):
        yield "a state's force stands without the years of its government, which nobody states"
    if not facts.attacked[1]:
        yield "no source says who was attacked; taken as civilians where the type of act allows it"
