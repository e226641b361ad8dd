"""How fast the review pages are over a large made-up book: each page's server time, and what a decision takes.

``python -m tests.quality.review_bench --events 100000 --book FOLDER/large.book`` builds the book where there is none.
With ``--reviewers 50 --seconds 60`` so many decide at once on the events of a book, and nothing may be lost.
"""

from __future__ import annotations

import argparse
import json
import math
import sqlite3
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from starlette.testclient import TestClient

from sourcebook import api, reconcile
from sourcebook.pipeline import Settings, pipeline
from sourcebook.records.knowledge import Event
from sourcebook.records.reading import Reading
from sourcebook.records.review import Decision
from sourcebook.records.text import Document
from sourcebook.records.values import PlaceUse
from sourcebook.review import Access, Desk, application
from sourcebook.stages import PerRecord, Stage
from sourcebook.store.runs import options_of, program
from sourcebook.testing import small

TOWNS = 1_500
"""So many that few of their attacks are so near in time that they are one event."""
LINES = 5
ROUNDS = 20
FIRST = date(2001, 1, 1)


def write_reports(folder: Path, events: int) -> None:
    """Reports of five attacks each, over twenty years and 1,500 towns."""
    random = Random(11)
    for number in range(events // LINES):
        day = FIRST + timedelta(days=random.randrange(7300))
        lines = [f"published {day + timedelta(days=1)} by Courier"]
        for _ in range(LINES):
            when = day - timedelta(days=random.randrange(0, 300))
            town, killed = f"Town{random.randrange(TOWNS)}", random.randrange(1, 90)
            lines.append(f"On {when} in {town}, Group{random.randrange(40)} killed {killed} people.")
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def located(place: PlaceUse) -> PlaceUse:
    """A town with a point of its own, so that attacks in two towns are two."""
    spot = Random(place.name)
    return replace(
        place,
        place_id=f"made-{place.name}",
        country=spot.choice(("AF", "IQ", "NG", "SO", "SY")),
        latitude=round(spot.uniform(-30, 45), 3),
        longitude=round(spot.uniform(-10, 70), 3),
    )


def located_reader() -> Callable[[Document], Iterable[Reading]]:
    """Read as in the tests, with points for towns."""
    read, find_groups = small.reader(), reconcile.group_finder()

    def read_located(document: Document) -> Iterable[Reading]:
        for reading in read(document):
            claims = (replace(each, place=located(each.place)) if each.place else each for each in reading.claims)
            yield find_groups(replace(reading, claims=tuple(claims)))

    return read_located


def bench_pipeline(settings: Settings, originals: Path) -> tuple[Stage, ...]:
    """The steps of the tests, towns with points."""
    return tuple(
        replace(step, build=located_reader) if isinstance(step, PerRecord) and step.name == "read" else step
        for step in small.small_pipeline(settings, originals)
    )


def build(book: Path, events: int) -> None:
    """The book; the steps noted are the program's own, so that a decision redoes nothing."""
    with tempfile.TemporaryDirectory() as name:
        write_reports(Path(name), events)
        api.build([Path(name)], book, api.BuildOptions(workers=0, steps=bench_pipeline))
    connection = sqlite3.connect(book)
    steps = {step.name: options_of(step) for step in pipeline(Settings(), Path(book.name + ".originals"))}
    connection.execute("UPDATE settled SET value = ? WHERE name = 'options of steps'", (json.dumps(steps),))
    connection.commit()
    connection.close()


def note_program(book: Path) -> None:
    """Let a book that another version of the program made up be decided on by this one: its events stay as they are."""
    connection = sqlite3.connect(book)
    connection.execute("UPDATE settled SET value = ? WHERE name = 'program'", (program(),))
    connection.commit()
    connection.close()


class Taken(NamedTuple):
    """What a round took in milliseconds: by the clock, and of the processor."""

    clock: float
    processor: float


def timed(ask: Callable[[], object]) -> Taken:
    """What one round takes."""
    clock, processor = time.perf_counter(), time.process_time()
    ask()
    return Taken((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000)


def told(name: str, taken: Sequence[Taken]) -> str:
    """The median and the 95th percentile of some rounds, by the clock and of the processor."""
    cells = []
    for which in zip(*taken, strict=True):
        ordered = sorted(which)
        cells.append(f"{statistics.median(ordered):6.0f} {ordered[math.ceil(0.95 * len(ordered)) - 1]:6.0f}")
    return f"{name:30}{'   '.join(cells)}"


def pages(book: Path) -> dict[str, str]:
    """Every page with an address in this book."""
    connection = sqlite3.connect(book)
    middle = "SELECT {0} FROM {1} ORDER BY {0} LIMIT 1 OFFSET (SELECT count(*) / 2 FROM {1})"
    event, document, actor = (
        connection.execute(middle.format(*each)).fetchone()[0]
        for each in (("event_id", "events"), ("document_id", "documents"), ("actor_id", "actors"))
    )
    connection.close()
    return {
        "overview": "/",
        "overview, a year": "/?from=2010&to=2010",
        "overview, a country by toll": "/?country=IQ&order=killed",
        "overview, a part of the map": "/?box=10,10,30,30",
        "overview, page 1000": "/?start=49950",
        "overview, one actor": f"/?actor={actor}",
        "event": f"/events/{event}",
        "could others be the same": f"/events/{event}/alike",
        "reader": f"/documents/{document}",
        "documents": "/documents",
        "queue": "/queue",
        "pairs": "/pairs",
        "many at once": "/bulk?country=IQ&from=2010-01&to=2010-01",
        "actors": "/actors",
        "actor": f"/actors/{actor}",
        "search": "/search?words=Town17",
        "decisions": "/decisions",
        "dots of a year": "/data/dots?from=2010&to=2010",
        "all dots": "/data/dots",
    }


def form_on(page: str) -> dict[str, str]:
    """What the buttons of a verdict send."""
    form = page[page.index("actions verdicts") :]
    return {name: form.split(f'name="{name}" value="')[1].split('"')[0] for name in ("form_token", "event", "saw")}


def decide(client: TestClient) -> Taken:
    """The next event of the queue, accepted, and the queue seen again: what the reviewer waits for."""
    form = form_on(client.get("/queue").text) | {"verdict": "accept", "back": "/queue"}

    def decided() -> None:
        answer = client.post("/decisions", data=form)
        assert answer.status_code == 303, answer.text
        client.get(answer.headers["location"])

    return timed(decided)


def opened(desk: Desk, name: str = "") -> TestClient:
    """A browser's worth of cookies at this desk."""
    client = TestClient(application(desk), base_url="http://127.0.0.1:8321", follow_redirects=False)
    client.cookies.set(desk.access.cookie, desk.access.secret)
    client.cookies.set("sourcebook_reviewer", name or "ada")
    return client


def crowd(desk: Desk, people: int, seconds: float) -> str:
    """So many reviewers who decide on thirty events without a pause; each answer "recorded" is looked for."""
    with desk.open() as book:
        before = book.count(Decision)
        names = [event.event_id for event in islice(book.rows(Event), 30)]
    answers: Counter[int] = Counter()
    until = time.monotonic() + seconds

    def review(number: int) -> None:
        random, client = Random(number), opened(desk, f"reviewer {number}")
        with client:
            while time.monotonic() < until:
                page = client.get(f"/events/{random.choice(names)}")
                if page.status_code == 200:
                    verdict = random.choice(("accept", "unsure"))
                    answers[client.post("/decisions", data=form_on(page.text) | {"verdict": verdict}).status_code] += 1

    threads = [threading.Thread(target=review, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with desk.open() as book:
        kept = book.count(Decision) - before
    recorded, again = answers[303], answers[409]
    assert kept == recorded, f"{recorded} were told that a decision was recorded, and {kept} stand in the journal"
    others = sum(answers.values()) - recorded - again
    return (
        f"{people} reviewers, {seconds:.0f} s: {recorded} answered as recorded, {kept} in the journal, "
        f"{again} asked again, {others} otherwise"
    )


def main() -> None:
    """Print a line for each page and for decisions, or what many reviewers at once lost."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--events", type=int, default=100_000)
    arguments.add_argument("--book", type=Path, required=True)
    arguments.add_argument("--reviewers", type=int, default=0)
    arguments.add_argument("--seconds", type=float, default=60)
    given = arguments.parse_args()
    if not given.book.exists():
        build(given.book, given.events)
    note_program(given.book)
    desk = Desk(path=given.book, access=Access.on(8321))
    if given.reviewers:
        print(crowd(desk, given.reviewers, given.seconds))
        return
    with desk.open() as book:
        print(f"{book.count(Event):,} events; milliseconds, median and 95th percentile: by the clock, of the processor")
    with opened(desk) as client:
        for name, path in pages(given.book).items():
            client.get(path)
            print(told(name, [timed(partial(client.get, path)) for _ in range(ROUNDS)]), flush=True)
        print(told("a decision, seen", [decide(client) for _ in range(40)]))


if __name__ == "__main__":
    main()
