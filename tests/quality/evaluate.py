"""Scores the plain export on the development corpora, and writes what came out.

The corpora stand beside the project, with the program that scores an export on them; both are left untouched.
``--check`` holds the figures against ``floors.toml`` instead of rewriting ``docs/evaluation.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from tests.quality.actor_names import LIST, actor_name_figures
from tests.quality.conflict import type_and_stance
from tests.quality.copied import copy_figures
from tests.quality.event_places import event_place_figures
from tests.quality.group_profiles import profile_figures
from tests.quality.muc import muc_figures
from tests.quality.re3d import re3d_figures
from tests.quality.sections import replaced_section
from tests.quality.seed_ties import EXPECTED as SEED_TIES
from tests.quality.seed_ties import seed_tie_figures
from tests.quality.stated import among_figures
from tests.quality.toponyms import toponym_figures

from sourcebook import api, claims
from sourcebook.testing import copied
from sourcebook.testing.dates import probe_score

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "evaluation.md"
FLOORS = HERE / "floors.toml"
LINE = re.compile(r"^(?P<name>\w+) (?P<value>[\d.]+)(?:\s+\((?:n=(?P<n>\d+)|P (?P<p>[\d.]+) R (?P<r>[\d.]+).*)\))?")
CORPORA = {
    "conflict_dev": "the whole way: 53 reports on 17 incidents and 4 groups",
    "muc4": "incident extraction: 200 wires on Latin America, 1988-90 (tst1 and tst2)",
    "places-lgl": "places: 588 local news reports",
    "gva": "which reports tell one event: 2,058 reports on 1,039 shootings",
}
ABOUT_COPIES = "who repeats whom: 10,000 made-up reports, five in twelve of them copies (digest of their maker)"
OWN = (
    "geowebnews",
    "event_location",
    "actor_names",
    "re3d",
    "seed_ties",
    "dates",
    "copies",
)  # measured by programs of this folder, not by the scorer


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure: the corpus it was measured on, its name, its value from 0 to 1, and over how many cases."""

    corpus: str
    name: str
    value: float
    cases: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How and on what one corpus was measured."""

    corpus: str
    about: str
    digest: str
    measures: tuple[Measure, ...]


def scored(corpus: str, shared: Path, work: Path, workers: int, reader: str = "") -> Run:
    """Prepare the corpus, build a book of it, export the book, and score the export."""
    program = [sys.executable, str(shared / "tools" / "score.py")]
    given, book, out = work / f"{corpus}.jsonl", work / f"{corpus}.book", work / corpus
    subprocess.run([*program, "prepare", corpus, str(given)], check=True, capture_output=True)
    api.build([given], book, api.BuildOptions(workers=workers, reader=reader))
    api.export(book, "jsonl", out)
    # the scorer breaks ties in the order of a set: one hash seed makes its figures repeatable
    fixed = {**os.environ, "PYTHONHASHSEED": "0"}
    scoring = subprocess.run([*program, corpus, str(out)], check=True, capture_output=True, text=True, env=fixed)
    found = (LINE.match(line) for line in scoring.stdout.splitlines())
    measures = tuple(
        Measure(corpus=corpus, name=m["name"], value=float(m["value"]), cases=m["n"] or precision_and_recall(m))
        for m in found
        if m and not m["name"].endswith("_km")
    )
    if corpus == "conflict_dev":
        found_too = type_and_stance(shared / "data" / corpus / "gold.json", out)
        measures += tuple(Measure(corpus=corpus, name=name, value=v, cases=str(n)) for name, v, n in found_too)
        told = profile_figures(shared / "data" / corpus / "gold.json", out)
        measures += tuple(Measure(corpus=corpus, name=name, value=v, cases=str(n)) for name, (v, n) in told.items())
    if corpus == "gva":
        measures += report_by_report(shared / "data" / "gva" / "incidents.jsonl", out)
    if corpus == "muc4":
        more = muc_figures(shared, out)
        measures += tuple(Measure(corpus=corpus, name=name, value=v, cases=n) for name, (v, n) in more.items())
    return Run(corpus=corpus, about=CORPORA[corpus], digest=digest(given), measures=measures)


def report_by_report(registry: Path, export: Path) -> tuple[Measure, ...]:
    """The registry's numbers among the figures of each report, before reports are brought together."""
    shares = among_figures(registry, export)
    return tuple(Measure(corpus="gva", name=one.name, value=one.value, cases=str(one.cases)) for one in shares)


def precision_and_recall(found: re.Match[str]) -> str:
    """What the scorer printed beside a value that has no number of cases."""
    return f"P {found['p']} R {found['r']}" if found["p"] else ""


def dates(shared: Path) -> Run:
    """The date probe: phrases whose interval is right, of all."""
    probe = shared / "data" / "dates" / "probe.jsonl"
    right, of_all = probe_score(probe)
    measure = Measure(corpus="dates", name="interval_exact", value=right / of_all, cases=str(of_all))
    return Run(corpus="dates", about="date expressions of news", digest=digest(probe), measures=(measure,))


def geowebnews(shared: Path, work: Path, workers: int) -> Run:
    """Place names of news of the world, through the whole program."""
    corpus = shared / "data" / "geoparsing" / "geowebnews"
    named = toponym_figures(corpus, work, workers)
    return own_run("geowebnews", "places: 200 news reports of the world", work / "geowebnews.jsonl", named)


def event_location(shared: Path) -> Run:
    """Which place is an act's, sentence by sentence."""
    corpus = shared / "data" / "event_location" / "dev.jsonl"
    about = "which place is the event's: 4,628 sentences, each with a verb"
    return own_run("event_location", about, corpus, event_place_figures(corpus))


def actor_names(shared: Path) -> Run:
    """Which two names are one actor."""
    about = "names of one actor: the UN's list and UCDP's, and pairs of ours that are two actors"
    measured = shared / "data" / "registries" / LIST
    return own_run("actor_names", about, measured, actor_name_figures(shared))


def re3d(shared: Path, work: Path, workers: int) -> Run:
    """Ties between actors, through the whole program."""
    corpus = shared / "data" / "re3d"
    named = re3d_figures(corpus, work, workers)
    return own_run("re3d", "ties: 54 statements on Syria and Iraq", work / "re3d.jsonl", named)


def seed_ties(shared: Path, work: Path) -> Run:
    """The ties that the first documents state."""
    named = seed_tie_figures(shared / "seeds", work)
    return own_run("seed_ties", "ties of five documents on one group: type, direction, days", SEED_TIES, named)


def own_run(corpus: str, about: str, measured: Path, named: dict[str, tuple[float, int]]) -> Run:
    """A run from figures with their number of cases."""
    measures = tuple(Measure(corpus=corpus, name=name, value=v, cases=str(n)) for name, (v, n) in named.items())
    return Run(corpus=corpus, about=about, digest=digest(measured), measures=measures)


def copies() -> Run:
    """Stories passed on in five ways among ten thousand reports of our own."""
    return own_run("copies", ABOUT_COPIES, Path(copied.__file__), copy_figures())


def run_of(name: str, shared: Path, work: Path, workers: int) -> Run:
    """One corpus measured in its way."""
    match name:
        case "dates":
            return dates(shared)
        case "copies":
            return copies()
        case "actor_names":
            return actor_names(shared)
        case "re3d":
            return re3d(shared, work, workers)
        case "seed_ties":
            return seed_ties(shared, work)
        case "event_location":
            return event_location(shared)
        case "geowebnews":
            return geowebnews(shared, work, workers)
        case _:
            return scored(name, shared, work, workers)


def digest(path: Path) -> str:
    """The first twelve letters of the corpus file's SHA-256."""
    return sha256(path.read_bytes()).hexdigest()[:12]


def table(runs: list[Run], floors: dict[str, dict[str, float]]) -> str:
    """The one table, with each figure's floor."""
    lines = ["| corpus | measure | value | cases | floor |", "|---|---|--:|--:|--:|"]
    for run in runs:
        for m in run.measures:
            floor = floors.get(m.corpus, {}).get(m.name)
            lines.append(f"| {m.corpus} | {m.name} | {m.value:.3f} | {m.cases} | {'' if floor is None else floor} |")
    lines += ["", "| corpus | what | digest |", "|---|---|---|"]
    lines += [f"| {run.corpus} | {run.about} | `{run.digest}` |" for run in runs]
    return "\n".join([f"Measured on {datetime.now(UTC).date()}, reader `{claims.Options().reader}`.", "", *lines])


def below_floor(runs: list[Run], floors: dict[str, dict[str, float]]) -> list[str]:
    """One sentence for each figure that fell below its floor, or that should have been measured and was not."""
    values = {(m.corpus, m.name): m.value for run in runs for m in run.measures}
    measured = {run.corpus for run in runs}
    return [
        f"{corpus} {name} is {values.get((corpus, name), 0.0):.3f}; its floor is {floor}: mend what made it fall"
        for corpus, named in floors.items()
        if corpus in measured
        for name, floor in named.items()
        if values.get((corpus, name), 0.0) < floor
    ]


def raised(runs: list[Run], floors: dict[str, dict[str, float]]) -> str:
    """The floors file with every floor lifted to just below what was measured, none lowered.

    The room left is one case, or a hundredth where there are many: enough for a trade between two cases of a small
    corpus, too little for a fault.
    """
    lines = [
        "# Lowest figures that may land; they only rise. Raised by: make evaluate RAISE=--raise-floors",
        "# A floor lies one case, or a hundredth, below the figure measured when it was last raised.",
        "",
    ]
    for run in runs:
        old = floors.get(run.corpus, {})
        lines += [f"[{run.corpus}]"]
        lines += [f"{m.name} = {max(old.get(m.name, 0.0), just_below(m)):.3f}" for m in run.measures]
        lines += [""]
    return "\n".join(lines)


def just_below(measure: Measure) -> float:
    """A figure less one case, or less a hundredth where one case is smaller."""
    room = max(0.01, 1 / int(measure.cases)) if measure.cases.isdigit() else 0.01
    return max(0.0, int((measure.value - room) * 1000) / 1000)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", nargs="*", choices=[*CORPORA, *OWN])
    parser.add_argument("--keep", type=Path, help="folder that keeps the books and exports")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--raise-floors", action="store_true")
    return parser.parse_args()


def main() -> int:
    """Measure, then write the page or hold the figures against the floors."""
    given = arguments()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    names = given.only or [*CORPORA, *OWN]
    with tempfile.TemporaryDirectory() as temporary:
        work = given.keep or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        runs = [run_of(name, given.shared, work, given.workers) for name in names]
    print(table(runs, floors))
    if given.raise_floors:
        FLOORS.write_text(raised(runs, floors), encoding="utf-8")
        floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    if not given.check and not given.only:
        PAGE.write_text(replaced_section(PAGE, "quality", table(runs, floors)), encoding="utf-8")
    fallen = below_floor(runs, floors)
    print(json.dumps({"below_floor": fallen}, ensure_ascii=False), file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
