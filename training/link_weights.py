"""Learns how much each sign weighs when two claims are compared: rewrites the points in ``reconcile/weights.toml``.

Two corpora tell which reports are of one incident: US shootings with the articles on each, and short reports on armed
conflict. Which of their claims are of that incident they do not tell, so of two reports only the likeliest pair of
claims counts as one incident, found anew after each round. The rows of ``tests/cases/linking.jsonl``, judged by hand
across regions and decades, are held to as well, since American streets are not the world. Points are drawn towards
those set by hand, and stay there where nothing is to be learned. `make weights` runs it.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from tests.cases.test_linking_cases import ROWS, candidates_of

from sourcebook import api
from sourcebook.reconcile import Options, comparison, signs
from sourcebook.reconcile.alike_when import days_exclude
from sourcebook.reconcile.features import Features
from sourcebook.reconcile.neighbours import KnownStandings, Standing
from sourcebook.reconcile.neighbours import pairs_in as chosen_pairs
from sourcebook.reconcile.retelling import arrests_of_case
from sourcebook.reconcile.signs import BASE, Sign, Weights
from sourcebook.records.links import Evidence
from training.bcubed import Relinked, bcubed, blocks_with, relinked
from training.link_corpora import Corpus, corpora_of

WEIGHTS = Path(signs.__file__).with_name("weights.toml")
LINE = re.compile(r"(?P<name>\w+) = \{ points = (?P<points>-?[\d.]+)(?P<rest>.*)")
PULL = 3.0
"""How strongly points are drawn to those set by hand: as three pairs that say so."""
ROW, POSITIVE = 12.0, 3.0
"""One row judged by hand counts as twelve pairs; a pair of one incident as three, since they are few."""
ROUNDS, STEPS = 3, 30
SHIFTS = (0.6, 0.8, 1.0, 1.2, 1.4)
"""By how much fewer points a pair has to earn than pairs alone suggest: a link missed costs more than one too many,
which splitting takes apart again."""
ROW_SHIFT = 0.9
"""The base against which rows are held while learning: that of pairs, with the usual shift and the threshold's."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of claims as rows of amounts, one column a sign; whether one incident, and by which documents they are."""

    amounts: np.ndarray
    same: np.ndarray
    documents: list[tuple[str, str]]
    incidents: list[frozenset[str]]


def names_and_points() -> tuple[list[str], np.ndarray]:
    """The signs in the order of the file, with the points set by hand."""
    set_by_hand = signs.weights().set_by_hand
    return list(set_by_hand), np.array(list(set_by_hand.values()))


def fixed_signs() -> frozenset[str]:
    """The signs that are not learned."""
    return frozenset(
        m["name"] for m in map(LINE.match, WEIGHTS.read_text("utf-8").splitlines()) if m and "fixed" in m["rest"]
    )


def signs_of(one: Features, other: Features) -> tuple[Sign, ...] | None:
    """What two claims of two reports show together; nothing where a veto or a rule for arrests decides."""
    left, right = one.claim, other.claim
    if left.document_id == right.document_id or days_exclude(one, other):
        return None
    if one.arrest is not other.arrest or arrests_of_case(one, other):
        return None
    return comparison.possible_signs(one, other)


def met_pairs(evidence: Sequence[Evidence], options: Options) -> Iterator[tuple[Features, Features]]:
    """The pairs of claims that meet in a block, each once, the smaller id first."""
    known = KnownStandings(1_000_000)
    blocks: dict[str, dict[str, Standing]] = defaultdict(dict)
    for one in evidence:
        for block in blocks_with(one):
            blocks[block][one.claim_id] = known.of(one.claim, one.story)
    seen: set[tuple[str, str]] = set()
    for block, members in sorted(blocks.items()):
        ordered = [members[name] for name in sorted(members)]
        for at, other in chosen_pairs(block, ordered, options):
            left, right = sorted((ordered[at], ordered[other]), key=lambda standing: standing.claim_id)
            if (left.claim_id, right.claim_id) not in seen:
                seen.add((left.claim_id, right.claim_id))
                yield left.features, right.features


def amounts_of(found: Sequence[Sign], column: dict[str, int]) -> np.ndarray:
    """The amounts of signs as one row."""
    row = np.zeros(len(column))
    row[column[BASE]] = 1.0
    for sign in found:
        row[column[sign.name]] += sign.amount
    return row


def pairs_in(corpus: Corpus, column: dict[str, int]) -> Pairs:
    """The labelled pairs of a corpus."""
    rows, same, documents, incidents = [], [], [], []
    for left, right in met_pairs(corpus.evidence, Options()):
        of_left, of_right = (corpus.incidents.get(one.document_id, frozenset()) for one in (left, right))
        found = signs_of(left, right) if of_left and of_right else None
        if found is not None:
            rows.append(amounts_of(found, column))
            same.append(bool(of_left & of_right))
            documents.append((left.document_id, right.document_id))
            incidents.append(of_left | of_right)
    return Pairs(np.array(rows), np.array(same), documents, incidents)


def features_of(row: dict[str, Any]) -> tuple[Features, Features]:
    """The two claims of a row, each with the story of its report where the row tells it."""
    left, right = (Features(one.claim, one.story) for one in candidates_of(row))
    return left, right


def judged_rows(column: dict[str, int]) -> tuple[np.ndarray, np.ndarray]:
    """The rows that were judged by hand, those on decisions of people left out."""
    rows, same = [], []
    for row in ROWS:
        if "verdict" in row["left"] or "verdict" in row["right"]:
            continue
        found = signs_of(*features_of(row))
        if found is not None:
            rows.append(amounts_of(found, column))
            same.append(bool(row["same"]))
    return np.array(rows), np.array(same)


def likeliest(pairs: Pairs, points: np.ndarray, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each two reports of one incident, the likeliest pair of claims, weighed by how many reports there are."""
    best: dict[tuple[str, str], int] = {}
    totals = pairs.amounts @ points
    for at in np.flatnonzero(pairs.same & kept):
        known = best.get(pairs.documents[at])
        if known is None or totals[at] > totals[known]:
            best[pairs.documents[at]] = int(at)
    met: dict[str, int] = defaultdict(int)
    for left, right in best:
        met[left] += 1
        met[right] += 1
    weight = [POSITIVE * 2 / (met[left] + met[right]) for left, right in best]
    return np.array(list(best.values()), dtype=int), np.array(weight)


def learned(pairs: Pairs, kept: np.ndarray, rows: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """The points that tell the pairs apart best, drawn to those set by hand (logistic regression, a Gaussian prior)."""
    names, by_hand = names_and_points()
    free = np.array([name not in fixed_signs() for name in names])
    apart = np.flatnonzero(~pairs.same & kept)
    points = by_hand.copy()
    for _ in range(ROUNDS):
        chosen, weight = likeliest(pairs, points, kept)
        amounts = np.vstack([pairs.amounts[apart], pairs.amounts[chosen], rows[0]])
        same = np.concatenate([np.zeros(len(apart)), np.ones(len(chosen)), rows[1]])
        share = np.concatenate([np.ones(len(apart)), weight, np.full(len(rows[1]), ROW)])
        offset = np.concatenate([np.zeros(len(apart) + len(chosen)), np.full(len(rows[1]), ROW_SHIFT)])
        for _ in range(STEPS):
            likely = 1 / (1 + np.exp(-np.clip(amounts @ points + offset, -30, 30)))
            slope = amounts.T @ (share * (likely - same)) + PULL * (points - by_hand)
            curve = (amounts * (share * likely * (1 - likely))[:, None]).T @ amounts + PULL * np.eye(len(points))
            points[free] -= np.linalg.solve(curve[np.ix_(free, free)], slope[free])
    return points


def as_weights(points: np.ndarray, shift: float) -> Weights:
    """The points as weights, each pair having to earn so much less."""
    names, _ = names_and_points()
    given = dict(zip(names, (round(float(p), 2) for p in points), strict=True))
    given[BASE] = round(given[BASE] + shift, 2)
    return replace(signs.weights(), learned=given)


def best_shift(corpus: Corpus, points: np.ndarray, counted: Callable[[str], bool]) -> float:
    """The shift by which the documents that count are grouped best."""

    def worth(shift: float) -> float:
        return bcubed(relinked(corpus, as_weights(points, shift)), corpus, counted).f1

    return max(SHIFTS, key=worth)


def half_of(incident: str) -> int:
    """In which half an incident is held out: by its number, so that all its reports go together."""
    return sum(incident.encode()) % 2


def cross_validated(corpus: Corpus, pairs: Pairs, rows: tuple[np.ndarray, np.ndarray]) -> None:
    """Learn from each half of the incidents, and say how the reports of the other half are grouped."""
    for held in (0, 1):
        kept = np.array([all(half_of(one) != held for one in named) for named in pairs.incidents])
        points = learned(pairs, kept, rows)
        shift = best_shift(corpus, points, lambda incident, held=held: half_of(incident) != held)
        found: Relinked = relinked(corpus, as_weights(points, shift))
        print(f"half {held} held out, shift {shift}: {bcubed(found, corpus, lambda i, held=held: half_of(i) == held)}")


def write(weights: Weights, path: Path) -> None:
    """Put the learned points into the file, and leave the rest of it as it is."""
    lines = []
    for line in path.read_text("utf-8").splitlines(keepends=True):
        found = LINE.match(line)
        if found and "fixed" not in line:
            line = f"{found['name']} = {{ points = {weights.learned[found['name']]}{found['rest']}\n"
        lines.append(line)
    path.write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Read the corpora, learn the points, say how well, and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with data/ and tools/")
    parser.add_argument("--work", type=Path, required=True, help="where the books of the corpora stand or are built")
    parser.add_argument("--check", action="store_true", help="cross-validate only, write nothing")
    given = parser.parse_args()
    column = {name: at for at, name in enumerate(names_and_points()[0])}
    shootings, conflict = corpora_of(given.shared, given.work, api.build)
    pairs = joined(pairs_in(shootings, column), pairs_in(conflict, column))
    rows = judged_rows(column)
    print(f"as it stands: {bcubed(relinked(shootings, signs.weights()), shootings)}")
    cross_validated(shootings, pairs, rows)
    if given.check:
        return
    points = learned(pairs, np.ones(len(pairs.same), dtype=bool), rows)
    chosen = as_weights(points, best_shift(shootings, points, lambda _: True))
    print(f"learned from all: {bcubed(relinked(shootings, chosen), shootings)}")
    write(chosen, WEIGHTS)


def joined(one: Pairs, other: Pairs) -> Pairs:
    """The pairs of two corpora."""
    return Pairs(
        np.vstack([one.amounts, other.amounts]),
        np.concatenate([one.same, other.same]),
        one.documents + other.documents,
        one.incidents + other.incidents,
    )


if __name__ == "__main__":
    main()
