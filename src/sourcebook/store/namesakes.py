"""Actors whose names look alike: what they have in common and what keeps them apart, for people to judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sourcebook.records.knowledge import Actor
from sourcebook.resolve.folding import folded
from sourcebook.store.book import Book

_EMPTY = frozenset({"al", "el", "ad", "the", "of", "and", "for", "in", "de", "la"})
MOST_LISTED = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake:
    """Another actor, how alike the names are from 0 to 1, what speaks for one actor, and what against."""

    actor: Actor
    score: float
    common: tuple[str, ...]
    differing: tuple[str, ...]
    initials: str


def namesakes(book: Book, actor: Actor, size: int = MOST_LISTED) -> list[Namesake]:
    """Actors that share words of their names with this one, or whose name it shortens; the likest first."""
    found = (alike(actor, other) for other in book.rows(Actor) if other.actor_id != actor.actor_id)
    listed = sorted((each for each in found if each.score > 0), key=lambda each: (-each.score, each.actor.actor_id))
    return listed[:size]


def alike(one: Actor, other: Actor) -> Namesake:
    """How alike two actors are by their names alone."""
    left, right = names_of(one), names_of(other)
    best: tuple[float, frozenset[str], frozenset[str]] = (0.0, frozenset(), frozenset())
    for mine in map(words_of, left):
        for theirs in map(words_of, right):
            common = mine & theirs
            score = len(common) / len(mine | theirs) if common else 0.0
            best = max(best, (score, common, mine ^ theirs), key=lambda each: each[0])
    short = next(iter(shortened(left, right) or shortened(right, left)), "")
    score, common, differing = best
    return Namesake(
        actor=other,
        score=max(score, 0.9 if short else 0.0),
        common=tuple(sorted(common)),
        differing=tuple(sorted(differing)),
        initials=short,
    )


def names_of(actor: Actor) -> list[str]:
    """Every name of an actor."""
    return list(dict.fromkeys([actor.name, *(alias.name for alias in actor.aliases)]))


def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell anything.

    >>> sorted(words_of("Jaish al-Islam"))
    ['islam', 'jaish']
    """
    return frozenset(folded(name).split()) - _EMPTY


def shortened(names: Iterable[str], others: Iterable[str]) -> list[str]:
    """The names that are made of the first letters of one of the others.

    >>> shortened(["FMA", "Rebels"], ["Free Marsh Army"])
    ['FMA']
    """
    initials = {"".join(word[0] for word in folded(name).split()) for name in others if " " in name.strip()}
    return [name for name in names if name.isupper() and len(name) > 1 and folded(name) in initials]
