"""How fast the review pages are over a large made-up book: each page's server time, and what a decision takes.

``python -m tests.quality.review_bench --events 100000 --book FOLDER/large.book`` builds the book where there is none.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from starlette.testclient import TestClient

from sourcebook import api, reconcile
from sourcebook.pipeline import Settings, pipeline
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document
from sourcebook.records.values import PlaceUse
from sourcebook.review import Access, Desk, application
from sourcebook.stages import Stage
from sourcebook.store.runs import options_of
from sourcebook.testing import small

TOWNS = 1_500
"""So many that few of their attacks are so near in time that they are one event."""
LINES = 5
ROUNDS = 15
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
        replace(step, build=located_reader) if step.name == "read" else step
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


def milliseconds(ask: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """What each of some rounds took, the first left out."""
    ask()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


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


def decide(client: TestClient) -> object:
    """The next event of the queue, accepted, and the queue seen again."""
    page = client.get("/queue").text
    form = page[page.index("actions verdicts") :]
    values = {name: form.split(f'name="{name}" value="')[1].split('"')[0] for name in ("form_token", "event", "saw")}
    began = time.perf_counter()
    answer = client.post("/decisions", data=values | {"verdict": "accept", "back": "/queue"})
    assert answer.status_code == 303, answer.text
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Print a line for each page and for decisions."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--events", type=int, default=100_000)
    arguments.add_argument("--book", type=Path, required=True)
    given = arguments.parse_args()
    if not given.book.exists():
        build(given.book, given.events)
    desk = Desk(path=given.book, access=Access.on(8321))
    with TestClient(application(desk), base_url="http://127.0.0.1:8321", follow_redirects=False) as client:
        client.cookies.set(desk.access.cookie, desk.access.secret)
        for name, path in pages(given.book).items():
            taken = milliseconds(lambda path=path: client.get(path))
            print(f"{name:32} median {statistics.median(taken):7.0f} ms   p95 {taken[-1]:7.0f} ms")
        posts = sorted(float(str(decide(client))) for _ in range(40))
        print(f"{'a decision':32} median {statistics.median(posts):7.0f} ms   p95 {posts[-2]:7.0f} ms")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
