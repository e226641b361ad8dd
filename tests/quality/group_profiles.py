"""The four group profiles of conflict_dev: leaders, founding, splits, mergers and allies, held to an export."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
STATED = frozenset({"happened", "background"})
WORD = re.compile(r"[^\W_]+")
SMALL = frozenset({"al", "the", "of", "in", "and", "army", "front", "islamic", "most", "first", "members", "branch"})
SIDES = ("allied_with", "pledged_to", "supports")
EARLY = {"early 1990s": ("1990", "1993")}


def words_of(name: str) -> frozenset[str]:
    """The telling words of a name, brackets left out."""
    return frozenset(WORD.findall(re.sub(r"\(.*?\)", " ", name).casefold())) - SMALL


def alike(one: str, other: str) -> bool:
    """Whether the words of one name stand in the other."""
    left, right = words_of(one), words_of(other)
    return bool(left and right) and (left <= right or right <= left)


class Told:
    """The ties that an export tells, each side with all its names."""

    def __init__(self, export: Path) -> None:
        self.actors = {row["id"]: row for row in rows_of(export / "actors.jsonl")}
        self.claims = [
            row for row in rows_of(export / "claims.jsonl") if row["kind"] == "relation" and row["realis"] in STATED
        ]

    def names(self, claim: Row, role: str) -> list[str]:
        """All names of one side of a claim."""
        party = next(party for party in claim["parties"] if party["role"] == role)
        actor = self.actors.get(party["actor"] or "", {})
        return [party["name"], actor.get("name", ""), *(alias["name"] for alias in actor.get("aliases", ()))]

    def of(self, kinds: tuple[str, ...], subject: str, other: str, *, mutual: bool = False) -> list[Row]:
        """The claims of some types between two names."""
        ways = (("subject", "object"), ("object", "subject")) if mutual else (("subject", "object"),)
        return [
            claim
            for claim in self.claims
            if claim["type"] in kinds
            and any(
                any(alike(subject, name) for name in self.names(claim, one))
                and any(alike(other, name) for name in self.names(claim, two))
                for one, two in ways
            )
        ]


def rows_of(path: Path) -> list[Row]:
    """The rows of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def cases(group: Row, told: Told) -> Iterator[tuple[str, bool]]:
    """Each fact of a profile with whether the export tells it."""
    name = group["name"]
    for leader in group["leaders"]:
        found = told.of(("leads",), leader["name"], name)
        yield "leaders", bool(found)
        yield from (("terms", dated(found, leader[end], end)) for end in ("from", "to") if leader[end])
    if group["founded"]:
        yield "founding", dated(told.of(("founded",), name, name) or founders(told, name), group["founded"], "from")
    yield from (("splits", bool(told.of(("split_from",), name, one))) for one in group["split_from"])
    yield from (("mergers", bool(told.of(("merged_into",), one, name))) for one in group["parents"])
    yield from (("allies", bool(told.of(SIDES, name, one, mutual=True))) for one in group["allies"])


def founders(told: Told, name: str) -> list[Row]:
    """The foundings of a group by somebody named."""
    return [
        claim
        for claim in told.claims
        if claim["type"] == "founded" and any(alike(name, one) for one in told.names(claim, "object"))
    ]


def dated(claims: list[Row], wanted: str, end: str) -> bool:
    """Whether a claim's days lie in the year, month or day wanted, as its beginning or its end."""
    first, last = EARLY.get(wanted, (wanted[:4], wanted[:4]))
    phases = {"from": {None, "begins", "lasts", "holds"}, "to": {"ends", "lasts"}}[end]
    days = [(c["time"]["earliest"], c["time"]["latest"]) for c in claims if c["phase"] in phases]
    return any(start and stop and start[:4] <= last and first <= stop[:4] for start, stop in days)


def profile_figures(gold: Path, export: Path) -> dict[str, tuple[float, int]]:
    """The share of facts that are told, by what they are about, and of all."""
    told = Told(export)
    found: dict[str, list[bool]] = {}
    for group in json.loads(gold.read_text(encoding="utf-8"))["actors"]:
        for about, right in cases(group, told):
            found.setdefault(about, []).append(right)
            found.setdefault("all", []).append(right)
    return {f"profile_{about}": (sum(each) / len(each), len(each)) for about, each in sorted(found.items())}
