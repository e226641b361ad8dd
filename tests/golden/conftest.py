"""The book of the examples, built once, and how well it holds what `examples/expected.json` says."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sourcebook import api

EXAMPLES = Path(__file__).parents[2] / "examples"
REAL = ("happened", "attempted", "foiled")


def folded(text: str | None) -> str:
    """Letters and digits alone, without accents; a curly apostrophe parts as a straight one does.

    >>> folded("al-Gama'a, Bojayá")
    'al gama a bojaya'
    """
    plain = unicodedata.normalize("NFKD", (text or "").replace("’", "'")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def days(row: dict[str, Any]) -> tuple[date, date] | None:
    if not row.get("earliest"):
        return None
    return date.fromisoformat(row["earliest"]), date.fromisoformat(row["latest"])


@dataclass
class Built:
    """The plain export of the book of the examples, beside what was expected of it."""

    expected: dict[str, Any]
    book: Path
    tables: dict[str, list[dict[str, Any]]]
    paths: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Built:
        expected = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))
        tables = {
            path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            for path in folder.glob("*.jsonl")
        }
        paths = {row["id"]: row["path"] for row in tables["documents"]}
        return cls(expected=expected, book=folder.parent / "examples.book", tables=tables, paths=paths)

    def events(self) -> list[dict[str, Any]]:
        return [row for row in self.tables["events"] if row["realis"] in REAL and not row["aggregate"]]

    def documents(self, event: dict[str, Any]) -> set[str]:
        return {self.paths[name] for name in event["documents"]}

    def names(self, actor_id: str | None, name: str | None) -> set[str]:
        found = {folded(name)}
        for actor in self.tables["actors"]:
            if actor["id"] == actor_id:
                found |= {folded(actor["name"]), *(folded(alias["name"]) for alias in actor["aliases"])}
        return found - {""}

    def matched(self) -> dict[str, dict[str, Any]]:
        """For each expected event the one that tells it: a shared document, days that meet, no other country."""
        scores = [
            (score, want["name"], at)
            for want in self.expected["events"]
            for at, got in enumerate(self.events())
            if (score := self._score(want, got)) is not None
        ]
        found: dict[str, int] = {}
        for _, name, at in sorted(scores, key=lambda one: (-one[0], one[1], one[2])):
            if name not in found and at not in found.values():
                found[name] = at
        return {name: self.events()[at] for name, at in found.items()}

    def _score(self, want: dict[str, Any], got: dict[str, Any]) -> float | None:
        shared = len(self.documents(got) & set(want["documents"]))
        span, told = days(want), days(got["time"])
        if not shared or span is None or told is None:
            return None
        day = timedelta(days=1)
        if told[0] > span[1] + day or told[1] < span[0] - day:
            return None
        place = got["place"] or {}
        if want["country"] and place.get("country") not in (None, want["country"]):
            return None
        typed, named = got["type"] in want["types"], self.in_place(want, got)
        return shared + typed + named - min((told[1] - told[0]).days, 400) / 400

    def in_place(self, want: dict[str, Any], got: dict[str, Any]) -> bool:
        place = got["place"] or {}
        told = folded(" ".join(str(place.get(key) or "") for key in ("name", "admin1", "admin2")))
        return not want["place"] or any(folded(word) in told for word in want["place"])


def measures(built: Built) -> dict[str, float]:
    """How well the book holds what is expected: shares from 0 to 1."""
    matched = built.matched()
    pairs = [(want, matched[want["name"]]) for want in built.expected["events"] if want["name"] in matched]
    allowed = {one["document"] for one in built.expected["possible_events"]}
    stray = [got for got in built.events() if got not in matched.values() and not built.documents(got) <= allowed]
    shares = {
        "event_recall": [want["name"] in matched for want in built.expected["events"]],
        "event_precision": [True] * len(pairs) + [False] * len(stray),
        "documents": [built.documents(got) == set(want["documents"]) for want, got in pairs],
        "date": [
            (got["time"]["earliest"], got["time"]["latest"]) == (want["earliest"], want["latest"])
            for want, got in pairs
        ],
        "type": [got["type"] in want["types"] for want, got in pairs],
        "country": [(got["place"] or {}).get("country") == want["country"] for want, got in pairs if want["country"]],
        "place": [built.in_place(want, got) for want, got in pairs if want["place"]],
        "killed": list(_best(pairs, "killed")),
        "injured": list(_best(pairs, "injured")),
        "ranges": [held for harm in ("killed", "injured", "kidnapped") for held in _ranges(pairs, harm)],
        "contested": [got["contested"] == want["contested"] for want, got in pairs],
        "perpetrator": [_by(built, want, got) for want, got in pairs if want["perpetrators"]],
        "origins": [got["origins"] == want["origins"] for want, got in pairs],
        "foiled": [not _attack_of(built, want) for want in built.expected["events"] if want["realis"] == "foiled"],
        "not_events": [not _stands(built, one) for one in built.expected["not_events"]],
        "copies": [_copied(built, pair, ("copy", "edited_copy")) for pair in built.expected["copies"]],
        "excerpts": [_copied(built, pair, ("excerpt", "shared_source")) for pair in built.expected["excerpts"]],
        "tolls": [held for one in built.expected["tolls"] for held in _tolls(built, matched.get(one["event"]), one)],
        "relations": [_related(built, one) for one in built.expected["relations"]],
        "strengths": [_strong(built, one) for one in built.expected["strengths"]],
    }
    return {name: sum(held) / len(held) if held else 0.0 for name, held in shares.items()}


def _best(pairs: list[tuple[dict[str, Any], dict[str, Any]]], harm: str) -> Iterator[bool]:
    for want, got in pairs:
        if want[harm]:
            figure = got[harm] or {}
            best = figure.get("best") if figure.get("best") is not None else figure.get("low")
            low, high = want[harm]["low"], want[harm]["high"] or want[harm]["best"]
            exact = want[harm]["best"]
            yield best is not None and (best == exact if exact is not None else low <= best <= high)


def _ranges(pairs: list[tuple[dict[str, Any], dict[str, Any]]], harm: str) -> Iterator[bool]:
    """Whether low and high are those that the rule makes of what the documents say."""
    for want, got in pairs:
        if want[harm]:
            figure = got[harm] or {}
            yield (figure.get("low"), figure.get("high")) == (want[harm]["low"], want[harm]["high"])


def _by(built: Built, want: dict[str, Any], got: dict[str, Any]) -> bool:
    wanted = {folded(name) for name in want["perpetrators"]}
    told = {name for one in got["perpetrators"] for name in built.names(one["actor"], one["name"])}
    return any(a == b or (len(a) > 3 and a in b) or (len(b) > 3 and b in a) for a in wanted for b in told)


def _attack_of(built: Built, want: dict[str, Any]) -> bool:
    """Whether what was only foiled stands in the book as an attack that happened."""
    happened = [got for got in built.events() if got["realis"] == "happened" and got["type"] != "arrest"]
    return any(built.documents(got) & set(want["documents"]) for got in happened)


def _stands(built: Built, one: dict[str, Any]) -> bool:
    """Whether words that tell no event have become one of its own."""
    for got in built.events():
        claims = [claim for claim in built.tables["claims"] if claim["id"] in got["claims"]]
        told = [(built.paths[claim["document"]], claim["quote"]) for claim in claims]
        if told and all(path == one["document"] and one["words"] in " ".join(quote.split()) for path, quote in told):
            return True
    return False


def _copied(built: Built, pair: list[str], kinds: tuple[str, ...]) -> bool:
    ids = {path: name for name, path in built.paths.items()}
    rows = {row["id"]: row for row in built.tables["documents"]}
    if not set(pair) <= set(ids):
        return False
    copies = rows[ids[pair[0]]]["copies"]
    return any(copy["document"] == ids[pair[1]] and copy["kind"] in kinds for copy in copies)


def _tolls(built: Built, got: dict[str, Any] | None, one: dict[str, Any]) -> Iterator[bool]:
    """For each document that gives the toll, whether the event's series has its figure."""
    series = {built.paths[toll["document"]]: toll["killed"] for toll in got["toll_series"]} if got else {}
    yield from (series.get(path) == killed for path, killed in one["killed"].items())


def _related(built: Built, one: dict[str, Any]) -> bool:
    actors = {actor["id"]: actor["name"] for actor in built.tables["actors"]}

    def same(actor_id: str, name: str) -> bool:
        told = built.names(actor_id, actors.get(actor_id))
        return any(folded(name) in other or other in folded(name) for other in told)

    return any(
        row["type"] == one["type"] and same(row["subject"], one["subject"]) and same(row["object"], one["object"])
        for row in built.tables["relations"]
    )


def _strong(built: Built, one: dict[str, Any]) -> bool:
    return any((row["low"], row["high"]) == (one["low"], one["high"]) for row in built.tables["strengths"])


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("examples")
    api.build([EXAMPLES / "documents"], folder / "examples.book", api.BuildOptions(workers=0))
    api.export(folder / "examples.book", "jsonl", folder / "out")
    return Built.of(folder / "out")


@pytest.fixture(scope="session")
def measured(built: Built) -> dict[str, float]:
    return measures(built)
