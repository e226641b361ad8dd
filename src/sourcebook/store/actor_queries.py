"""Questions that pages ask about actors: who they are, who they stand to, what they are said to have done."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Relation, Strength
from sourcebook.resolve.names import is_described
from sourcebook.store.book import Book
from sourcebook.store.connection import sqlite_errors

DESCRIBED = "described"
_UNLISTED = ("actor-group-", "actor-person-", "actor-population-")
"""How the ids of groups, people and populations begin that no registry has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor in a list, with how many claims and ties name it."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    aliases: int
    claims: int
    ties: int


_NAMED = """
    SELECT actor_id, name, kind, country, json_array_length(aliases), json_array_length(claim_ids),
        (SELECT count(*) FROM relations WHERE actors.actor_id IN (subject_id, object_id))
    FROM actors WHERE instr(lower(name || ' ' || aliases), :words)
    AND (:kind = '' OR :kind = listed_kind(kind, name, actor_id))
    AND (:kind <> '' OR listed_kind(kind, name, actor_id) <> 'described')
    ORDER BY 6 DESC, name, actor_id LIMIT :size OFFSET :start
"""


def named_actors(book: Book, words: str = "", kind: str = "", *, start: int = 0, size: int = 100) -> list[Named]:
    """Actors whose names hold some words, those that most claims name first.

    Who is only described ("gunmen") is nobody that one could look up, and listed where this kind is asked for.
    """
    book.connection.create_function("listed_kind", 3, listed_kind, deterministic=True)
    given = {"words": words.lower(), "kind": kind, "start": start, "size": size}
    with sqlite_errors(book.path):
        found = book.connection.execute(_NAMED, given).fetchall()
    return [Named(**dict(zip(Named.__dataclass_fields__, row, strict=True))) for row in found]


def kinds_of_actors(book: Book) -> list[tuple[str, int]]:
    """The kinds of actors with how many there are of each."""
    book.connection.create_function("listed_kind", 3, listed_kind, deterministic=True)
    query = "SELECT listed_kind(kind, name, actor_id), count(*) FROM actors GROUP BY 1 ORDER BY 2 DESC, 1"
    return [(kind, number) for kind, number in book.connection.execute(query)]


def listed_kind(kind: str, name: str, actor_id: str) -> str:
    """The kind under which an actor is listed: "described" for words that name no group and nobody."""
    return DESCRIBED if actor_id.startswith(_UNLISTED) and is_described(name) else kind


def relations_of(book: Book, actor_id: str) -> list[Relation]:
    """The ties in which an actor stands, in the order of time."""
    where = "WHERE subject_id = ?1 OR object_id = ?1 ORDER BY json_extract(\"time\", '$.earliest') IS NULL, "
    return list(book.selected(Relation, where + "json_extract(\"time\", '$.earliest'), relation_id", (actor_id,)))


def strengths_of(book: Book, actor_id: str) -> list[Strength]:
    """What an actor was said to number, in the order of time."""
    where = "WHERE actor_id = ? ORDER BY json_extract(as_of, '$.earliest'), strength_id"
    return list(book.selected(Strength, where, (actor_id,)))


def claims_naming(book: Book, actor_id: str, limit: int = 12) -> list[Claim]:
    """Some of the claims that name an actor."""
    where = (
        "WHERE claim_key IN (SELECT claim_key FROM claim_groups WHERE stage = 'actors' AND key = ?) "
        "ORDER BY claims.claim_key LIMIT ?"
    )
    return list(book.selected(Claim, where, (actor_id, limit)))


def names_of(book: Book, actor_ids: set[str]) -> dict[str, str]:
    """The names of some actors."""
    return {name: found.name for name in sorted(actor_ids) if (found := book.row(Actor, name))}
