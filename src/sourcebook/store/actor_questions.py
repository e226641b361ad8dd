"""Which actors of a book may be one, and nobody has said yet: the questions to a person, the weightiest first."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from sourcebook.errors import NotFoundError, UsageError
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Actor
from sourcebook.records.review import ACTORS, Decision
from sourcebook.records.vocabulary import ActorKind, Verdict
from sourcebook.resolve.sameness import Bearer, group_words, initials, person_words, question
from sourcebook.store import journal
from sourcebook.store.book import Book
from sourcebook.store.connection import sqlite_errors
from sourcebook.tables import row_of

JUDGED = (Verdict.SAME, Verdict.DIFFERENT, Verdict.RELATED, Verdict.UNSURE)
"""What a person can say of two actors."""
MOST_TOGETHER = 60
"""A word that more actors' names hold says nothing of any two."""
_PAIRS = "SELECT subject_id, object_id FROM relations WHERE type <> 'renamed'"
_NO_GROUPS = frozenset({ActorKind.POPULATION, ActorKind.STATE_FORCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorQuestion:
    """Two actors that may be one, how likely by their names, and why, in words."""

    left: Actor
    right: Actor
    score: float
    reasons: tuple[str, ...]


def open_questions(book: Book, by: str = "", size: int = 60) -> list[ActorQuestion]:
    """The pairs to be judged, those first that are likely and that many claims name.

    Left out is what somebody judged, what this person was unsure of, and actors between which a report tells a tie:
    it takes them for two.
    """
    with sqlite_errors(book.path):
        actors = {actor.actor_id: actor for actor in book.rows(Actor) if may_be_asked(actor)}
        apart = {frozenset(pair) for pair in book.connection.execute(_PAIRS)} | settled(book, by)
    bearers = {name: bearer_of(actor) for name, actor in actors.items()}
    found = []
    for pair in sorted(met(bearers.values()) - apart, key=sorted):
        left, right = sorted(pair, key=lambda name: (name.startswith("actor-"), name))
        if asked := question(bearers[left], bearers[right]):
            one, other = actors[left], actors[right]
            found.append(ActorQuestion(left=one, right=other, score=asked.score, reasons=asked.reasons))
    return sorted(found, key=weight)[:size]


def weight(asked: ActorQuestion) -> tuple[float, str, str]:
    """The order of questions: by likelihood and by how many claims the answer moves."""
    claims = min(len(asked.left.claim_ids), len(asked.right.claim_ids))
    return -asked.score * (1 + math.log1p(claims)), asked.left.actor_id, asked.right.actor_id


def may_be_asked(actor: Actor) -> bool:
    """Whether an actor has a name of its own; "gunmen" and "the army" have none."""
    return actor.kind not in _NO_GROUPS and any(map(str.isupper, actor.name))


def bearer_of(actor: Actor) -> Bearer:
    """An actor as its names tell it: those that claims use, then its own."""
    stated = [alias.name for alias in actor.aliases if alias.claim_ids and any(map(str.isupper, alias.name))]
    return Bearer(actor_id=actor.actor_id, kind=actor.kind, names=tuple(dict.fromkeys([actor.name, *stated])))


def met(bearers: Iterable[Bearer]) -> set[frozenset[str]]:
    """The pairs of actors whose names share a word or a short form that few others have."""
    shelves: dict[tuple[bool, str], set[str]] = defaultdict(set)
    for bearer in bearers:
        for key in keys_of(bearer):
            shelves[(bearer.kind is ActorKind.PERSON, key)].add(bearer.actor_id)
    few = (names for names in shelves.values() if 1 < len(names) <= MOST_TOGETHER)
    return {frozenset(pair) for names in few for pair in combinations(sorted(names), 2)}


def keys_of(bearer: Bearer) -> Iterator[str]:
    """What an actor can be found by: the words of its names, and their first letters."""
    for name in bearer.names:
        if bearer.kind is ActorKind.PERSON:
            yield from person_words(name)
        else:
            yield from group_words(name)
            yield from initials(name)


def settled(book: Book, by: str) -> set[frozenset[str]]:
    """The pairs of actors that somebody judged; of those that were left unsure this person's own."""
    judged = (d for d in journal.about(book.connection, ACTORS) if is_settled(d, by))
    named = ([book.identities.of("", name) for name in dict.fromkeys(each.subject_ids)] for each in judged)
    return {frozenset(pair) for names in named for pair in pairs_in(names)}


def pairs_in(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every two of some names."""
    yield from combinations(sorted(set(names)), 2)


def is_settled(decision: Decision, by: str) -> bool:
    """Whether a decision answers a question for this person."""
    if decision.verdict is Verdict.UNSURE:
        return decision.decided_by == by
    return decision.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.RELATED)


def answer(book: Book, actor_ids: tuple[str, str], verdict: str, said: tuple[str, str]) -> Decision:
    """The decision that two actors stand so to each other; ``said`` is why and by whom."""
    if verdict not in JUDGED:
        raise UsageError(f"{verdict!r} says nothing of two actors; say {', '.join(JUDGED)}")
    told = [book.row(Actor, book.identities.of("", name)) for name in actor_ids]
    if missing := [name for name, actor in zip(actor_ids, told, strict=True) if actor is None]:
        raise NotFoundError(f"no actor goes by {missing[0]} in {book.path}; list them with: sourcebook show actors")
    if told[0] == told[1]:
        raise UsageError(f"{actor_ids[0]} and {actor_ids[1]} are one actor already; two are needed to be judged")
    reason, by = said
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return Decision(
        decision_id=content_id("decision", *actor_ids, ACTORS, verdict, by, now),
        subject_ids=actor_ids,
        field=ACTORS,
        verdict=Verdict(verdict),
        value=None,
        reason=reason,
        decided_by=by,
        decided_at=now,
        supersedes=None,
        saw=content_id("saw", *(row_of(actor) for actor in told if actor)),
    )
