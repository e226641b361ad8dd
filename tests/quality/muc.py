"""Further measures on MUC-4: type, day and country of the templates that a claim of ours matches, and CEAF-REE.

A claim matches a template of its wire where they share a filler: perpetrator, target, victim or weapon, by whole words
of one within the other; pairs with most fillers in common first, each claim and template once. Only then are type, day
and country compared. Templates whose coders gave a last possible day only are not asked for their day.

CEAF-REE is the measure that published systems are compared by: five roles, entities as sets of names; an entity of ours
counts where its name is exactly one of a coded entity's, one to one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

SETS = ("tst1", "tst2")
TOLD = ("happened", "attempted", "foiled", "threatened", "denied")
SLOTS = {
    "PERP: INDIVIDUAL ID": "person",
    "PERP: ORGANIZATION ID": "group",
    "PHYS TGT: ID": "target",
    "HUM TGT: NAME": "victim",
    "HUM TGT: DESCRIPTION": "victim",
    "INCIDENT: INSTRUMENT ID": "weapon",
}
TYPES = {
    "BOMBING": {"bombing", "suicide_bombing", "mine_explosion"},
    "KIDNAPPING": {"kidnapping", "hostage_taking", "hijacking"},
    "ARSON": {"arson"},
    "ROBBERY": {"looting"},
    "FORCED WORK STOPPAGE": set(),
}
COUNTRIES = {
    "argentina": "AR", "bolivia": "BO", "brazil": "BR", "chile": "CL", "colombia": "CO", "costa rica": "CR",
    "cuba": "CU", "dominican republic": "DO", "ecuador": "EC", "el salvador": "SV", "guatemala": "GT",
    "honduras": "HN", "mexico": "MX", "nicaragua": "NI", "panama": "PA", "peru": "PE", "paraguay": "PY",
    "spain": "ES", "united states": "US", "uruguay": "UY", "venezuela": "VE",
}  # fmt: skip
BODIES = frozenset({"armed_group", "faction", "state_force", "organisation"})
_DAY = re.compile(r"\d{2} [A-Z]{3} \d{2}")


@dataclass(frozen=True, slots=True)
class Wire:
    """A wire's templates, and the claims that were read in it."""

    templates: list[dict[str, Any]]
    claims: list[dict[str, Any]]


def muc_figures(shared: Path, export: Path) -> dict[str, tuple[float, str]]:
    """Each measure by name: its value, and over how many cases or with which precision and recall."""
    kinds = {row["id"]: row.get("kind") for row in rows(export / "actors.jsonl")}
    wires = list(wires_of(shared / "data" / "muc4", export))
    pairs = [pair for wire in wires for pair in matched(wire)]
    right = {
        "type_matched": [type_right(t, c) for t, c in pairs],
        "date_matched": [r for t, c in pairs if (r := day_right(t, c)) is not None],
        "country_matched": [r for t, c in pairs if (r := country_right(t, c)) is not None],
    }
    found = {name: (sum(each) / max(1, len(each)), str(len(each))) for name, each in right.items()}
    return found | {"ceaf_ree_f1": ceaf_ree(wires, kinds)}


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def wires_of(corpus: Path, export: Path) -> Iterator[Wire]:
    """Each wire with its claims of events that are told of."""
    names = {row["id"]: row.get("title") for row in rows(export / "documents.jsonl")}
    claims = defaultdict(list)
    for claim in rows(export / "claims.jsonl"):
        if claim["kind"] == "event" and claim["realis"] in TOLD:
            claims[names.get(claim["document"])].append(claim)
    for name in SETS:
        for row in rows(corpus / f"{name}.jsonl"):
            yield Wire(row["templates"], claims[row["docid"]])


def plain(name: str | None) -> str:
    """A name in small letters without accents and signs."""
    folded = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", folded))


def answers(template: dict[str, Any], slot: str) -> list[set[str]]:
    """The fillers of a slot, each as the set of its possible names."""
    given = template["slots"].get(slot, [])
    named = [{plain(a.split(":")[-1]) for a in filler["alternatives"]} - {""} for filler in given]
    return [names for names in named if names]


def named_in(claim: dict[str, Any]) -> list[tuple[str, str]]:
    """The fillers of a claim: role and name."""
    found = [("weapon", plain(weapon["quote"])) for weapon in claim["weapons"]]
    parties = (p for p in claim["parties"] if p["role"] in ("perpetrator", "target", "victim"))
    return [*found, *(("doer" if p["role"] == "perpetrator" else "struck", plain(p["name"])) for p in parties)]


def side(slot: str) -> str:
    """A slot's role as coarse as a claim's."""
    return {"person": "doer", "group": "doer", "weapon": "weapon"}.get(SLOTS[slot], "struck")


def alike(one: str, other: str) -> bool:
    """Whether one name is whole words of the other, or the same."""
    return bool(one and other) and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")


def matched(wire: Wire) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Templates and claims of a wire that share fillers, one to one."""
    scores = [(shared_fillers(t, c), -i, -j) for i, t in enumerate(wire.templates) for j, c in enumerate(wire.claims)]
    pairs, used = [], set()
    for score, i, j in sorted(scores, reverse=True):
        if score and ("t", i) not in used and ("c", j) not in used:
            used |= {("t", i), ("c", j)}
            pairs.append((wire.templates[-i], wire.claims[-j]))
    return pairs


def shared_fillers(template: dict[str, Any], claim: dict[str, Any]) -> int:
    """How many of a template's fillers a claim names in the same role."""
    ours = named_in(claim)
    return sum(
        any(role == side(slot) and alike(name, gold) for role, name in ours for gold in names)
        for slot in SLOTS
        for names in answers(template, slot)
    )


def type_right(template: dict[str, Any], claim: dict[str, Any]) -> bool:
    """Whether a claim's type is one of those that a template's type stands for."""
    coded = {a for f in template["slots"].get("INCIDENT: TYPE", []) for a in f["alternatives"]}
    own = next((name for name, types in TYPES.items() if claim["type"] in types), "ATTACK")
    return own in coded


def day_right(template: dict[str, Any], claim: dict[str, Any]) -> bool | None:
    """Whether the interval is one of those coded; null where no first day is."""
    given = [a.strip("() ") for f in template["slots"].get("INCIDENT: DATE", []) for a in f["alternatives"]]
    coded = [days(a) for a in given if not a.startswith("-") and _DAY.search(a)]
    time = claim["time"] or {}
    own = (time.get("earliest"), time.get("latest"))
    return own in [(a.isoformat(), b.isoformat()) for a, b in coded] if coded else None


def days(text: str) -> tuple[date, date]:
    """First and last day of a coded date."""
    found = [datetime.strptime(day, "%d %b %y").date() for day in _DAY.findall(text)]  # noqa: DTZ007 - a day
    return found[0], found[-1]


def country_right(template: dict[str, Any], claim: dict[str, Any]) -> bool | None:
    """Whether the country is one of those coded; null where none is."""
    given = [a for f in template["slots"].get("INCIDENT: LOCATION", []) for a in f["alternatives"]]
    coded = {COUNTRIES.get(plain(part)) for a in given for part in a.split(":")[0].split(" - ")} - {None}
    return (claim["place"] or {}).get("country") in coded if coded else None


def ceaf_ree(wires: Iterable[Wire], kinds: dict[str, str | None]) -> tuple[float, str]:
    """F1 over the entities of five roles by exact names."""
    right = ours = theirs = 0
    for wire in wires:
        for role in dict.fromkeys(SLOTS.values()):
            gold = entities(n for t in wire.templates for s, r in SLOTS.items() if r == role for n in answers(t, s))
            own = dict.fromkeys(name for claim in wire.claims for name in names_in(claim, role, kinds))
            ours, theirs = ours + len(own), theirs + len(gold)
            for name in own:
                hit = next((names for names in gold if name in names), None)
                if hit is not None:
                    gold.remove(hit)
                    right += 1
    precision, recall = right / max(1, ours), right / max(1, theirs)
    return 2 * precision * recall / max(1e-9, precision + recall), f"P {precision:.3f} R {recall:.3f}"


def entities(fillers: Iterable[set[str]]) -> list[set[str]]:
    """Fillers of several templates, those that share a name counted once."""
    found: list[set[str]] = []
    for names in fillers:
        if not any(names & other for other in found):
            found.append(names)
    return found


def names_in(claim: dict[str, Any], role: str, kinds: dict[str, str | None]) -> Iterator[str]:
    """The names that a claim gives for one of the five roles."""
    if role == "weapon":
        yield from (plain(weapon["quote"]) for weapon in claim["weapons"])
    for party in claim["parties"]:
        body = kinds.get(party["actor"]) in BODIES and party["name"][:1].isupper()
        own = {"perpetrator": "group" if body else "person"}.get(party["role"], party["role"])
        if own == role:
            yield plain(party["name"])
