"""Whether the number of a registry stands among the figures read from each report, report by report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LONGER_THAN = 400
"""Characters: shorter reports are teasers and captions, which seldom state the whole toll."""
HARMS = ("killed", "injured")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A named share, from 0 to 1, and of how many reports."""

    name: str
    value: float
    cases: int


def among_figures(registry: Path, export: Path) -> tuple[Share, ...]:
    """For each harm: the reports that state the registry's number, and those that state none where it is none.

    A number is stated where it is the low, best or high of a figure of that harm.
    """
    numbers = dict(_registered(registry))
    reports = {
        document["id"]: numbers[given]
        for document in _rows(export / "documents.jsonl")
        if (given := _given_id(document)) in numbers and document["characters"] > LONGER_THAN
    }
    read = _read_numbers(export / "mentions.jsonl")
    return tuple(share for harm in HARMS for share in _shares(harm, reports, read))


def _shares(
    harm: str, reports: dict[str, dict[str, int | None]], read: dict[tuple[str, str], set[int]]
) -> Iterator[Share]:
    some = [(report, number) for report, given in reports.items() if (number := given[harm])]
    none = [report for report, given in reports.items() if given[harm] == 0]
    right = sum(number in read.get((report, harm), ()) for report, number in some)
    silent = sum((report, harm) not in read for report in none)
    yield Share(name=f"{harm}_among_figures", value=right / max(1, len(some)), cases=len(some))
    yield Share(name=f"no_{harm}_where_none", value=silent / max(1, len(none)), cases=len(none))


def _registered(registry: Path) -> Iterator[tuple[str, dict[str, int | None]]]:
    for incident in _rows(registry):
        for document in incident["documents"]:
            yield document["id"], {harm: incident[harm] for harm in HARMS}


def _given_id(document: dict[str, Any]) -> str:
    """The id that the corpus gives: the export's own path ends in it."""
    return re.sub(r".*[/:#]", "", str(document["path"]))


def _read_numbers(mentions: Path) -> dict[tuple[str, str], set[int]]:
    found: dict[tuple[str, str], set[int]] = {}
    for mention in _rows(mentions):
        if mention["kind"] == "figure":
            value = mention["value"]
            bounds = {value[bound] for bound in ("low", "best", "high")} - {None}
            found.setdefault((mention["document"], value["harm"]), set()).update(bounds)
    return found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
