"""Learns what each feature of ``claims/where.py`` is worth, from one half of the sentences with marked places.

A conditional logit: the places of a sentence and "it does not say" stand against each other, the weight of each is the
sum of its features' weights, and the weights are drawn towards nought so that rare features count little. Run it after
a feature was changed: ``python -m tests.quality.where_weights --shared ../shared``; it rewrites the lexicon's table.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tests.quality.event_places import Case, cases, event_place_figures, is_marked

from sourcebook.claims import where

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

LEXICON = Path(where.__file__).parent / "lexicon" / "where.toml"
RARE = 15  # a feature of fewer options than this is not learned
LIGHT = 0.1  # nor is one kept that weighs less
PULL, ROUNDS, STEP = 4.0, 400, 0.08

Option = dict[str, float]


def options_of(case: Case) -> list[Option]:
    """The features of each place of a sentence and, last, of its silence."""
    if case.sentence is None:
        return []
    places = [where.evidence(case.sentence, spot, case.verb, case.spots) for spot in case.spots]
    silent = where.silence(case.sentence, case.verb, case.spots)
    return [{name: float(value) for name, value in features} for features in (*places, silent)]


def examples(learned: Iterable[Case]) -> list[tuple[list[Option], list[bool]]]:
    """The options of each sentence with those that are right; sentences whose place was not found teach nothing."""
    found = []
    for case in learned:
        right = [*(is_marked(spot, case.marked) for spot in case.spots), not case.marked]
        if case.sentence is not None and any(right):
            found.append((options_of(case), right))
    return found


def fitted(given: Sequence[tuple[list[Option], list[bool]]], names: Sequence[str]) -> Numbers:
    """The weights under which the right options are likeliest, by gradient descent with momentum (Adam)."""
    seat = {name: at for at, name in enumerate(names)}
    tables = []
    for options, right in given:
        table = np.zeros((len(options), len(names)))
        for row, option in enumerate(options):
            for name, value in option.items():
                if name in seat:
                    table[row, seat[name]] = value
        tables.append((table, np.array(right, dtype=float)))
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for turn in range(1, ROUNDS + 1):
        slope = PULL * weights + sum(gradient(table, right, weights) for table, right in tables)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope * slope
        pace = STEP * (1.0 if turn < 0.6 * ROUNDS else 0.3)
        weights = weights - pace * (first / (1 - 0.9**turn)) / (np.sqrt(second / (1 - 0.99**turn)) + 1e-8)
    return weights


def gradient(table: NDArray[np.float64], right: NDArray[np.float64], weights: NDArray[np.float64]) -> Numbers:
    """The slope of one sentence's loss."""
    odds = table @ weights
    odds = np.exp(odds - odds.max())
    odds /= odds.sum()
    wanted = odds * right
    return table.T @ (odds - wanted / (wanted.sum() + 1e-12))


def written(weights: dict[str, float]) -> None:
    """The lexicon's file with this table of weights."""
    head = LEXICON.read_text(encoding="utf-8").partition("[weights]\n")[0]
    lines = [f'"{name}" = {value:.2f}' for name, value in sorted(weights.items())]
    LEXICON.write_text(head + "[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Learn, write, and print how the sentences are read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, required=True)
    corpus = parser.parse_args().shared / "data" / "event_location" / "dev.jsonl"
    given = examples(case for case in cases(corpus) if case.half == "learned")
    counts = Counter(name for options, _ in given for option in options for name, value in option.items() if value)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    first = fitted(given, names)
    kept = [name for name, value in zip(names, first, strict=True) if abs(value) >= LIGHT]
    written(dict(zip(kept, fitted(given, kept).tolist(), strict=True)))
    for known in (where.table, where.learned):
        known.cache_clear()
    for name, (value, size) in event_place_figures(corpus).items():
        print(f"{name} {value:.3f} (n={size})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
