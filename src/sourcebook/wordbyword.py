"""Two texts word by word: what both have, what only one has, and which numbers changed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from sourcebook.mentions.wordlists import lexicon

MOST_WORDS = 6_000
"""Words of each text that are compared; a longer text is compared as far as this."""

_PIECES = re.compile(r"\s+|\w+(?:[.,]\d+)*|[^\w\s]")
_NO_COUNT = frozenset({"zero", "one", "both", "score"})
"""Words that are more often something else than a number."""


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
    """The changes in which a number stands, in digits or words: which copy changed a figure.

    >>> [each.right for each in figures_changed(changes_between("Nine died near the port", "Ten died at the port"))]
    ['Ten']
    """
    return [change for change in changes if _number().search(change.left) or _number().search(change.right)]


@cache
def _number() -> re.Pattern[str]:
    quantities = lexicon("quantities")
    words = (quantities["numbers"].keys() | quantities["multipliers"].keys()) - _NO_COUNT
    return re.compile(rf"\d|\b(?:{'|'.join(sorted(words))})\b", re.IGNORECASE)
