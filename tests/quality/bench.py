"""Speed and memory as ratios measured in one run: reading against the bare parser, size against the texts.

Each figure is measured on whole processes, so that start-up counts on both sides.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import cycle
from math import log10
from pathlib import Path

from tests.quality.sections import replaced_section

from sourcebook import resolve
from sourcebook.mentions.times import times_in
from sourcebook.records.vocabulary import ActorKind
from sourcebook.resolve.registry import registry
from sourcebook.resolve.registry_import import ActorImportOptions, import_registry
from sourcebook.segment.model import installed_models
from sourcebook.testing.dates import reading_of
from sourcebook.testing.load import news

PAGE = Path(__file__).parents[2] / "docs" / "evaluation.md"
COMMAND = [sys.executable, "-m", "sourcebook.cli"]
TURNS = 3
ACTORS, MENTIONS = 5_000, 100_000
FIRST = [
    f"{one}{two}"
    for one in ("Bar", "Kan", "Sol", "Mir", "Tav", "Zor", "Hal", "Gul")
    for two in ("an", "esh", "im", "ok")
]
SECOND = [
    f"{one}{two}" for one in ("Dar", "Vel", "Nis", "Pul", "Rag", "Wan") for two in ("abad", "istan", "eri", "uma")
]
BODIES = ("Front", "Brigade", "Army", "Movement", "Union")
BARE = """
import json, sys, spacy
nlp = spacy.load(sys.argv[1])
texts = [json.loads(line)["text"] for line in open(sys.argv[2], encoding="utf-8")]
print(sum(len(d) for d in nlp.pipe(texts, n_process=int(sys.argv[3]))))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured ratio or size, with the limit it is held against."""

    name: str
    value: float
    limit: float
    unit: str


def seconds(command: list[str]) -> float:
    """How long a command takes from start to end."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def resident_megabytes(pid: int) -> Iterator[float]:
    """The resident memory of a process and of each of its descendants."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except (FileNotFoundError, ProcessLookupError):
        return
    yield from (int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))
    for child in children:
        yield from resident_megabytes(int(child))


def peak_megabytes(command: list[str]) -> tuple[float, float]:
    """The largest memory that any one process of the command held, and the seconds it took."""
    began, peak = time.perf_counter(), 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        drain = threading.Thread(target=process.stderr.read if process.stderr else lambda: b"", daemon=True)
        drain.start()
        while process.poll() is None:
            peak = max([peak, *resident_megabytes(process.pid)])
            time.sleep(0.2)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {process.returncode}")
    return peak, time.perf_counter() - began


def reading_ratio(texts: Path, work: Path, workers: int) -> Figure:
    """A whole build against the bare parser on the same texts, the faster of two runs each."""
    bare = [sys.executable, "-c", BARE, installed_models()[0], str(texts), str(workers)]
    taken = []
    for turn in range(2):
        built = [*COMMAND, "build", str(texts), "--book", str(work / f"r{workers}-{turn}.book"), "--workers"]
        taken.append((seconds([*built, str(workers)]), seconds(bare)))
    ratio = min(ours for ours, _ in taken) / min(theirs for _, theirs in taken)
    return Figure(name=f"build / bare parser, {workers} process(es)", value=ratio, limit=2.5, unit="times")


def fastest(work: Callable[[], object]) -> float:
    """The seconds of the fastest of five runs; patterns compile in the first."""
    taken = []
    for _ in range(5):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def date_figures() -> Iterator[Figure]:
    """Dates in short news texts (800 characters): how many a second, and the time against that of cutting sentences."""
    texts = [row["text"][:800] for row in news(200)]
    cut = fastest(lambda: [reading_of(text, date(2020, 6, 15)) for text in texts])
    readings = [reading_of(text, date(2020, 6, 15)) for text in texts]
    taken = fastest(lambda: [times_in(reading) for reading in readings])
    yield Figure(name="dates / cutting sentences", value=taken / cut, limit=4, unit="times")
    yield Figure(name="short texts a second, dates alone", value=len(texts) / taken, limit=0, unit="/s")


def name_figures(work: Path) -> Iterator[Figure]:
    """A hundred thousand mentions of names, each told apart from the last, against five thousand registered actors."""
    table, into = work / "actors.csv", work / "actors.registry"
    made = [f"{one} {other} {body}" for one in FIRST for other in SECOND for body in BODIES]
    shipped = len(registry().groups)
    table.write_text("name\n" + "\n".join(made[: ACTORS - shipped]), encoding="utf-8")
    import_registry(table, into, ActorImportOptions(attribution="made up"))
    resolve.use_registries(resolve.identified(resolve.Options(registries=(str(into),))))
    known = [name for group in registry().groups.values() for name in (group.name, *group.names)]
    unknown = [f"{name} of {number}" for number, name in enumerate(made)]
    listed = cycle([*known, *unknown])
    names = [f"{next(listed)} {number}" if number % 3 == 0 else next(listed) for number in range(MENTIONS)]
    began = time.process_time()
    for name in names:
        resolve.id_of(name, ActorKind.PERSON if len(name) % 4 == 0 else ActorKind.ARMED_GROUP, Counter())
    taken = time.process_time() - began
    held = len(registry().groups)
    resolve.use_registries(None)
    yield Figure(name=f"{MENTIONS:,} mentions of names against {held:,} actors", value=taken, limit=10, unit="s")


def load_figures(work: Path, documents: int, workers: int) -> Iterator[Figure]:
    """A large book: memory, size on disk, and what one more document costs."""
    given, book = work / "load.jsonl", work / "load.book"
    rows = list(news(documents + TURNS))
    rows, further = rows[:documents], rows[documents:]
    given.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    peak, taken = peak_megabytes([*COMMAND, "build", str(given), "--book", str(book), "--workers", str(workers)])
    texts = sum(len(row["text"].encode()) for row in rows)
    yield Figure(name=f"peak memory of a process, {documents} documents", value=peak, limit=1500, unit="MB")
    yield Figure(name="book file / texts", value=book.stat().st_size / texts, limit=12, unit="times")
    yield Figure(name="documents a second", value=documents / taken, limit=0, unit="/s")
    start, added = [], []
    for turn, row in enumerate(further):
        one = work / f"one-{turn}.txt"
        one.write_text(row["text"], encoding="utf-8")
        start.append(seconds([*COMMAND, "doctor", "--json"]))
        added.append(seconds([*COMMAND, "add", str(one), "--book", str(book), "--workers", "1"]))
    value = max(0.0, min(added) - min(start))
    yield Figure(name="one more document, after start-up, the fastest of three", value=value, limit=3, unit="s")


def meeting_figures(what: str, count: int, seconds_limit: float, shared: Path) -> Iterator[Figure]:
    """Linking claims, or finding copies: processor time, memory, and how time grows from a tenth of them to all."""
    command = [sys.executable, "-m", "tests.quality.meeting_speed", what]
    few, all_of_them = (
        json.loads(subprocess.run([*command, str(n), "--shared", str(shared)], check=True, capture_output=True).stdout)
        for n in (count // 10, count)
    )
    taken = all_of_them["seconds"]
    name = {"links": f"{count} claims linked", "copies": f"copies among {count} news texts"}[what]
    yield Figure(name=f"{name}, processor time of one process", value=taken, limit=seconds_limit, unit="s")
    yield Figure(name=f"{name}, memory", value=all_of_them["megabytes"], limit=2000, unit="MB")
    growth = log10(taken / max(0.01, few["seconds"]))
    yield Figure(name=f"{name}, growth: time as this power of the number", value=growth, limit=1.15, unit="")


def clock_figure(count: int, shared: Path) -> Figure:
    """Linking claims by the clock, the blocks shared out between two processes; it says little on a busy machine."""
    command = [sys.executable, "-m", "tests.quality.meeting_speed", "links", str(count), "--workers", "2"]
    told = subprocess.run([*command, "--shared", str(shared)], check=True, capture_output=True).stdout
    taken = json.loads(told)["by_clock"]
    return Figure(name=f"{count} claims linked by two processes, by the clock", value=taken, limit=60, unit="s")


def table(figures: list[Figure]) -> str:
    """The measured figures beside their limits."""
    lines = [f"Measured on {datetime.now(UTC).date()}.", "", "| figure | value | limit |", "|---|--:|--:|"]
    lines += [f"| {f.name} | {f.value:.2f} {f.unit} | {f.limit or ''} |" for f in figures]
    return "\n".join(lines)


def main() -> int:
    """Measure and write the page's section."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--claims", type=int, default=100_000, help="claims to be linked; a fifth as many texts")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        texts = work / "muc4.jsonl"
        program = [sys.executable, str(given.shared / "tools" / "score.py")]
        subprocess.run([*program, "prepare", "muc4", str(texts), "--limit", "100"], check=True, capture_output=True)
        figures = [reading_ratio(texts, work, n) for n in sorted({1, given.workers})]
        figures += date_figures()
        figures += name_figures(work)
        figures += load_figures(work, given.documents, given.workers)
        figures += meeting_figures("links", given.claims, 120, given.shared)
        figures.append(clock_figure(given.claims, given.shared))
        figures += meeting_figures("copies", given.claims // 5, 120, given.shared)
    print(table(figures))
    PAGE.write_text(replaced_section(PAGE, "bench", table(figures)), encoding="utf-8")
    return int(any(f.limit and f.value > f.limit for f in figures))


if __name__ == "__main__":
    sys.exit(main())
