"""Relations of re3d, end to end: documents on Syria and Iraq go in, the ties of the plain export are held to the gold.

A gold relation counts where people think it sure and both sides are organisations, persons or nationalities; a tie of
the export is one with it where both sides overlap, in its direction unless the type has none. The types of the gold are
the export's own: an alias is a synonym, and so is an office set beside its holder's name; ``allied_with`` and
``supports`` are allies, ``rival_of`` and an attack on people are fighting, ``leads`` is in charge, ``part_of``,
``member_of`` and ``joined`` are belonging. A market or a bus that is hit is no side, and a tally of attacks is fighting
as one attack is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcebook import api

Row = dict[str, Any]
Span = tuple[int, int]
TYPES = {
    "IsSynonymOf": ("alias", "office"),
    "AlliesOf": ("allied_with", "supports"),
    "FightingAgainst": ("rival_of", "attack"),
    "InChargeOf": ("leads",),
    "BelongsTo": ("part_of", "member_of", "joined"),
}
ACTORS = frozenset({"Organisation", "Person", "Nationality"})
MUTUAL = frozenset({"IsSynonymOf", "AlliesOf", "FightingAgainst"})
SURE = 0.5
STATED = frozenset({"happened", "background"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides of a tie by where they stand in a document."""

    document: str
    type: str
    one: Span
    other: Span


def rows_of(path: Path) -> list[Row]:
    """The rows of a file, one JSON object a line or one list."""
    text = path.read_text(encoding="utf-8-sig")
    if text.lstrip().startswith("["):
        found: list[Row] = json.loads(text)
        return found
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def prepared(corpus: Path, given: Path) -> None:
    """The documents of the corpus as input of a build."""
    lines = [
        json.dumps({"id": row["_id"], "text": row["text"]}, ensure_ascii=False)
        for path in sorted(corpus.glob("*/documents.json"))
        for row in rows_of(path)
    ]
    given.write_text("\n".join(lines) + "\n", encoding="utf-8")


def gold_in(corpus: Path) -> set[Pair]:
    """The sure relations between actors."""
    found = set()
    for path in sorted(corpus.glob("*/relations.json")):
        sides = {(row["documentId"], row["begin"], row["end"]) for row in actors_in(path.with_name("entities.json"))}
        for row in rows_of(path):
            one, other = (row["sourceBegin"], row["sourceEnd"]), (row["targetBegin"], row["targetEnd"])
            known = all((row["documentId"], *side) in sides for side in (one, other))
            if row["type"] in TYPES and row["confidence"] >= SURE and known and one != other:
                found.add(ordered(Pair(row["documentId"], row["type"], one, other)))
    return found


def actors_in(path: Path) -> Iterator[Row]:
    """The entities that are actors."""
    return (row for row in rows_of(path) if row["type"] in ACTORS)


def ordered(pair: Pair) -> Pair:
    """A pair without direction in the order of the text."""
    if pair.type in MUTUAL and pair.other < pair.one:
        return Pair(pair.document, pair.type, pair.other, pair.one)
    return pair


def told_in(export: Path, texts: dict[str, str]) -> set[Pair]:
    """The ties of an export, by where their sides stand in the corpus's own texts."""
    documents = {row["id"]: row for row in rows_of(export / "documents.jsonl")}
    kinds = {ours: theirs for theirs, each in TYPES.items() for ours in each}
    found = set()
    actors: dict[str, set[Span]] = {}
    for row in rows_of(export / "mentions.jsonl"):
        if row["kind"] == "actor":
            actors.setdefault(row["document"], set()).add((row["start"], row["end"]))
    for claim in rows_of(export / "claims.jsonl"):
        document = documents[claim["document"]]
        moved = positions(document["text"], texts[document["given_id"]])
        if claim["realis"] in STATED:
            for kind, one, other in sides_of(claim, actors.get(claim["document"], set())):
                if kind in kinds and one != other:
                    sides = [(moved[start], moved[end - 1] + 1) for start, end in (one, other)]
                    found.add(ordered(Pair(document["given_id"], kinds[kind], *sides)))
    return found


def positions(ours: str, theirs: str) -> list[int]:
    """Where each character of a document's clean text stands in the text as given: blanks and marks of format differ.

    >>> positions("a\\n\\nb", "a \\nb")
    [0, 1, 1, 3]
    """
    printed = [at for at, letter in enumerate(theirs) if letter.isprintable() and not letter.isspace()]
    found, seen = [], 0
    for letter in ours:
        plain = letter.isprintable() and not letter.isspace()
        found.append(printed[seen] if plain else (printed[seen - 1] + 1 if seen else 0))
        seen += plain
    return found


def texts_of(corpus: Path) -> dict[str, str]:
    """The texts of the corpus by their ids."""
    return {row["_id"]: row["text"] for path in sorted(corpus.glob("*/documents.json")) for row in rows_of(path)}


def sides_of(claim: Row, actors: set[Span]) -> Iterator[tuple[str, Span, Span]]:
    """The pairs of sides that a claim tells, with its type; a market or a bus that is hit is no side."""
    placed = [
        (party["role"], (party["start"], party["end"])) for party in claim["parties"] if party["start"] is not None
    ]
    if claim["kind"] == "event":
        hit = [span for role, span in placed if role == "victim" or (role == "target" and stands(span, actors))]
        yield from (("attack", one, other) for role, one in placed if role == "perpetrator" for other in hit)
        return
    subjects = [span for role, span in placed if role == "subject"]
    yield from ((claim["type"], one, other) for one in subjects for role, other in placed if role == "object")


def stands(span: Span, actors: set[Span]) -> bool:
    """Whether an actor is named on a stretch."""
    return any(overlap(span, actor) for actor in actors)


def one_tie(left: Pair, right: Pair) -> bool:
    """Whether two pairs are one tie: of one type, with sides that overlap."""
    if (left.document, left.type) != (right.document, right.type):
        return False
    ways = [(right.one, right.other)]
    if left.type in MUTUAL:
        ways.append((right.other, right.one))
    return any(overlap(left.one, one) and overlap(left.other, other) for one, other in ways)


def overlap(left: Span, right: Span) -> bool:
    """Whether two stretches share a letter."""
    return left[0] < right[1] and right[0] < left[1]


def figures_of(gold: set[Pair], told: set[Pair]) -> dict[str, tuple[float, int]]:
    """F1 by type with the number of gold relations, and their mean."""
    found: dict[str, tuple[float, int]] = {}
    for kind in TYPES:
        wanted, given = ([pair for pair in pairs if pair.type == kind] for pairs in (gold, told))
        recalled = sum(any(one_tie(pair, other) for other in given) for pair in wanted)
        right = sum(any(one_tie(pair, other) for other in wanted) for pair in given)
        recall, precision = recalled / max(len(wanted), 1), right / max(len(given), 1)
        found[kind] = (2 * recall * precision / (recall + precision) if right else 0.0, len(wanted))
    mean = sum(value for value, _ in found.values()) / len(TYPES)
    return {**found, "mean": (mean, len(gold))}


def re3d_figures(corpus: Path, work: Path, workers: int) -> dict[str, tuple[float, int]]:
    """The corpus through the whole program."""
    given, book, out = work / "re3d.jsonl", work / "re3d.book", work / "re3d"
    prepared(corpus, given)
    api.build([given], book, api.BuildOptions(workers=workers))
    api.export(book, "jsonl", out)
    return figures_of(gold_in(corpus), told_in(out, texts_of(corpus)))
