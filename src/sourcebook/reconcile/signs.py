"""What two claims have in common or set apart, each as a named sign; how much a sign weighs stands in ``weights.toml``.

A sign says in words why it speaks for one incident. Its points are data, learned from reports whose incidents are
known (``make weights``), so that a reviewer reads for each link which signs were met and how many points each gave.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Sign(NamedTuple):
    """Something that two claims show together: its name in the weights, why it counts, and how strongly it is met."""

    name: str
    reason: str = ""
    amount: float = 1.0


NO_SIGN = Sign("")
BASE = "base"
"""The points with which every pair starts: what it lacks has to be earned by signs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The points of every sign by name: learned for claims of two reports, set by hand for those of one.

    ``means`` says in words what each sign stands for.
    """

    learned: Mapping[str, float]
    set_by_hand: Mapping[str, float]
    means: Mapping[str, str]

    def table(self, one_report: bool) -> Mapping[str, float]:
        """What each sign, met once, adds to the score or takes from it."""
        return self.set_by_hand if one_report else self.learned

    def points(self, sign: Sign, one_report: bool) -> float:
        """What the sign adds to the score, or takes from it."""
        return self.table(one_report)[sign.name] * sign.amount


@cache
def weights() -> Weights:
    """The weights that stand beside this module."""
    signs = tomllib.loads(files(__package__).joinpath("weights.toml").read_text("utf-8"))["signs"]
    return Weights(
        learned={name: float(sign["points"]) for name, sign in signs.items()},
        set_by_hand={name: float(sign["set"]) for name, sign in signs.items()},
        means={name: str(sign["means"]) for name, sign in signs.items()},
    )


RAREST = 70
"""The rarity of a word that the list does not hold: fewer than one report in a thousand uses it."""


class Rarity(dict[str, int]):
    """How rarely reports of violence use a word: ten times the logarithm of one over the share of those that do.

    Whole numbers, so that the rarity of many words is the same in whatever order they are added.
    """

    def __missing__(self, word: str) -> int:
        return RAREST


@cache
def rarity() -> Rarity:
    """The rarity of words that stands beside this module: from 0 for one in every report to 70 for an unlisted one."""
    table = tomllib.loads(files(__package__).joinpath("rarity.toml").read_text("utf-8"))
    return Rarity({word: int(rare) for rare, words in table["rarity"].items() for word in words.split()})


def rarity_in(words: frozenset[str]) -> int:
    """How much a set of words says: the rarity of all of them together."""
    return sum(map(rarity().__getitem__, words))
