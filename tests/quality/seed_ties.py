"""Holds the ties, strengths and names of a book of the first documents to ``seed_ties.toml``."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.quality.seed_export import exported, rows

EXPECTED = Path(__file__).parent / "seed_ties.toml"
STATED = frozenset({"happened", "background"})
SYMMETRIC = frozenset({"allied_with", "rival_of"})
RECALL, PRECISION = 0.90, 0.85
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A tie as a document of the book tells it, each side under all its names."""

    document: str
    type: str
    subject: frozenset[str]
    object: frozenset[str]
    days: tuple[str, str] | None

    def words(self) -> str:
        """The tie on one line."""
        return f"{self.document} {self.type}: {min(self.subject)} → {min(self.object)} {self.days or ''}"


def told_in(folder: Path) -> list[Told]:
    """The ties that the claims of an export state, each once a document and day."""
    actors = {actor["id"]: actor for actor in rows(folder, "actors")}
    paths = {document["id"]: document["path"][:3] for document in rows(folder, "documents")}
    found = {
        (
            paths[claim["document"]],
            claim["type"],
            *(side(claim, role, actors) for role in ("subject", "object")),
            days(claim),
        )
        for claim in rows(folder, "claims")
        if claim["kind"] == "relation" and claim["realis"] in STATED
    }
    return [
        Told(document=d, type=t, subject=s, object=o, days=when)
        for d, t, s, o, when in sorted(found, key=lambda one: (*one[:2], min(one[2]), min(one[3]), str(one[4])))
    ]


def side(claim: Row, role: str, actors: dict[str, Row]) -> frozenset[str]:
    """All names of one side, in small letters: what the text calls it, and its names in the book."""
    party = next(party for party in claim["parties"] if party["role"] == role)
    actor = actors.get(party["actor"] or "", {})
    return frozenset(name.casefold() for name in (party["name"], actor.get("name", party["name"])))


def days(claim: Row) -> tuple[str, str] | None:
    """The days of a claim, or none."""
    time = claim["time"]
    return (time["earliest"], time["latest"]) if time["earliest"] else None


def fits(told: Told, wanted: Row) -> bool:
    """Whether a tie told is one wanted: the document, the type, both sides in their direction, and the days."""
    if told.document != wanted["document"] or told.type not in wanted["type"]:
        return False
    names = [frozenset(name.casefold() for name in wanted[end]) for end in ("subject", "object")]
    ways = [names, names[::-1]] if told.type in SYMMETRIC else [names]
    if not any(told.subject & one and told.object & other for one, other in ways):
        return False
    return wanted.get("any_day", False) or told.days == (tuple(wanted["days"]) if "days" in wanted else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many of the ties wanted are told, and how many of those told are true."""

    found: int
    wanted: int
    right: int
    told: int
    faults: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of wanted ties that are told."""
        return self.found / self.wanted

    @property
    def precision(self) -> float:
        """The share of told ties that are true."""
        return self.right / self.told if self.told else 0.0


def scored(folder: Path) -> Score:
    """The ties of an export held to the list."""
    listed = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))["tie"]
    told = told_in(folder)
    wanted = [tie for tie in listed if not tie.get("optional")]
    missing = [tie for tie in wanted if not any(fits(one, tie) for one in told)]
    wrong = [one for one in told if not any(fits(one, tie) for tie in listed)]
    lines = [
        f"not told: {t['document']} {t['type'][0]}: {t['subject'][0]} → {t['object'][0]} {t.get('days', '')}"
        for t in missing
    ]
    return Score(
        found=len(wanted) - len(missing),
        wanted=len(wanted),
        right=len(told) - len(wrong),
        told=len(told),
        faults=(*lines, *(f"told but not so: {one.words()}" for one in wrong)),
    )


def seed_tie_figures(seeds: Path, work: Path) -> dict[str, tuple[float, int]]:
    """The share of stated ties that are found, and of told ties that are true."""
    score = scored(exported(seeds, work, 1))
    return {"found": (score.recall, score.wanted), "true": (score.precision, score.told)}


STRENGTHS = (("000", 70), ("000", 580), ("000", 700), ("003", 1500), ("003", 6000))
SPELLINGS = ("ISIS–K", "ISKP", "ISK-P", "Islamic State – Khorasan Province", "Wilayat-e-Khorasan")
APART = (("ISKP", "ISIS"), ("ISKP", "IS"), ("TTP", "Afghan Taliban"), ("Pakistani Taliban", "Taliban"))
TOGETHER = (("TTP", "Pakistani Taliban"), ("IS", "ISIS"))


def faults_of_strengths(folder: Path) -> Iterator[str]:
    """The five strengths that are not told."""
    paths = {document["id"]: document["path"][:3] for document in rows(folder, "documents")}
    told = {
        (paths[claim["document"]], figure["low"])
        for claim in rows(folder, "claims")
        if claim["kind"] == "strength"
        for figure in claim["figures"]
    }
    yield from (
        f"no strength of {number} in {document}" for document, number in STRENGTHS if (document, number) not in told
    )


def faults_of_names(folder: Path) -> Iterator[str]:
    """Spellings that are not one actor, and actors that are one but should not be."""
    ids = {m["quote"]: m["value"]["actor"] for m in rows(folder, "mentions") if m["kind"] == "actor" and m["value"]}
    if len({ids.get(name) for name in SPELLINGS}) != 1:
        yield f"the spellings of one branch are {sorted(str(ids.get(name)) for name in SPELLINGS)}"
    yield from (f"{one} and {other} are one actor" for one, other in APART if ids.get(one) == ids.get(other))
    yield from (f"{one} and {other} are two actors" for one, other in TOGETHER if ids.get(one) != ids.get(other))


def faults(folder: Path) -> Iterator[str]:
    """What a book of the first documents lacks of its ties, strengths and names."""
    score = scored(folder)
    if score.recall < RECALL or score.precision < PRECISION:
        yield f"ties: {score.recall:.3f} found of {RECALL} asked, {score.precision:.3f} true of {PRECISION} asked"
    yield from faults_of_strengths(folder)
    yield from faults_of_names(folder)


def main() -> int:
    """Score an export folder, or build one of the first documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--export", type=Path, help="the plain export of a book of the first documents")
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    folder = given.export or exported(given.shared / "seeds", given.work, 1)
    score = scored(folder)
    print(*score.faults, *faults_of_strengths(folder), *faults_of_names(folder), sep="\n")
    print(
        f"found {score.found}/{score.wanted} {score.recall:.3f}; true {score.right}/{score.told} {score.precision:.3f}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
