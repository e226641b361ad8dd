"""States of the past: which states of today lie where they lay, and when they existed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteers import countries_of, shipped
from sourcebook.resolve.placewords import data_file


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerState:
    """A state, or a former extent of one, between two years; ``now`` are the codes of the states that lie there."""

    names: tuple[str, ...]
    seat: str
    since: int
    until: int
    now: tuple[str, ...]


@cache
def former_states() -> dict[str, FormerState]:
    """States of the past by folded name."""
    states = (
        FormerState(
            names=tuple(row["names"]), seat=row["seat"], since=row["since"], until=row["until"], now=tuple(row["now"])
        )
        for row in data_file("states.toml")["states"]
    )
    return {folded(name): state for state in states for name in state.names}


def rows_within(text: str) -> frozenset[int]:
    """The gazetteer's rows of the states of today in which a place may lie that is said to lie in ``text``."""
    rows = countries_of(shipped())
    return frozenset(rows[code] for code in codes_within(text.strip(" ,;.)'’")) if code in rows)


def codes_within(name: str) -> tuple[str, ...]:
    """The states of today in which a place may lie that is said to lie in this state.

    >>> codes_within("Czechoslovakia"), codes_within("Sudan"), codes_within("Chad")
    (('CZ', 'SK'), ('SD', 'SS'), ())
    """
    state = former_states().get(folded(name))
    return state.now if state else ()
