"""The actor that goes by a name, or a sentence that says which names are near."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from sourcebook.errors import NotFoundError, UsageError
from sourcebook.publish.contract import BookView
from sourcebook.records.knowledge import Actor

LONGEST_NAME = 80
MOST_NAMES = 5


def actor_called(book: BookView, name: str) -> Actor:
    """The one actor with this id, or with this name or other name, small and capital letters alike."""
    exact = book.row(Actor, name)
    if exact is not None:
        return exact
    actors = list(book.rows(Actor))
    wanted = plain(name)
    found = [actor for actor in actors if wanted == plain(actor.name)] or [
        actor for actor in actors if wanted in map(plain, names_of(actor))
    ]
    if len(found) > 1:
        told = "; ".join(f"{actor.name} ({actor.actor_id})" for actor in found[:MOST_NAMES])
        raise UsageError(f"{len(found)} actors are called {shown(name)}: {told}; use an id.")
    if not found:
        raise NotFoundError(f"No actor of this book is called {shown(name)}{near(wanted, actors)}.")
    return found[0]


def names_of(actor: Actor) -> Iterable[str]:
    """All names of an actor."""
    return (actor.name, *(alias.name for alias in actor.aliases))


def plain(name: str) -> str:
    """A name without case, dashes and accents.

    >>> plain("ISIS–K"), plain("Jaʿish-e  Mohámmed")
    ('isis k', 'jaish e mohammed')
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c) and c not in "'’ʿʾ`")
    return " ".join(kept.split())


def shown(name: str) -> str:
    """A name in a message: quoted, and cut where nobody would read on."""
    return repr(name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…")


def near(wanted: str, actors: Iterable[Actor]) -> str:
    """The names of the book that are like the one asked for, or where to find a list."""
    known: dict[str, str] = {}
    for actor in actors:
        for name in names_of(actor):
            known.setdefault(plain(name), name)
    if not known:
        return "; the book names no actors"
    words = set(wanted.split())
    sharing = [one for one in sorted(known) if words & set(one.split())]
    alike = list(dict.fromkeys([*get_close_matches(wanted[:LONGEST_NAME], known, MOST_NAMES, 0.6), *sharing]))
    if not alike:
        return "; list them with: sourcebook show actors"
    return f"; near are: {', '.join(known[one] for one in alike[:MOST_NAMES])}"
