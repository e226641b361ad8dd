"""Two texts word by word: what both have, what only one has, and which numbers changed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_WORDS = 6_000
"""Words of each text that are compared; a longer text is compared as far as this."""

_PIECES = re.compile(r"\s+|\w+(?:[.,]\d+)*|[^\w\s]")
_NUMBER = re.compile(r"\d")


class Change(NamedTuple):
    """A stretch: ``same``, or what stands in the left text alone and in the right one alone."""

    same: str
    left: str
    right: str


def changes_between(left: str, right: str) -> list[Change]:
    """The two texts as stretches that are the same and stretches that differ.

    >>> changes_between("Bomb kills 12 in market", "Bomb kills 14 in market")
    [Change(same='Bomb kills ', left='', right=''), Change(same='', left='12', right='14'), \
Change(same=' in market', left='', right='')]
    """
    one, other = _pieces(left), _pieces(right)
    found = []
    for kind, a, b, c, d in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        was, now = "".join(one[a:b]), "".join(other[c:d])
        found.append(Change(was, "", "") if kind == "equal" else Change("", was, now))
    return found


def _pieces(text: str) -> list[str]:
    return _PIECES.findall(text)[:MOST_WORDS]


def figures_changed(changes: list[Change]) -> list[Change]:
    """The changes in which a number stands: which copy changed a figure."""
    return [change for change in changes if _NUMBER.search(change.left) or _NUMBER.search(change.right)]
