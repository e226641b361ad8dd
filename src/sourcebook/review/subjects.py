"""What decisions are about, in words with a way there: events, actors or documents; and what taking one back does."""

from __future__ import annotations

from typing import NamedTuple

from sourcebook.records.knowledge import Actor, Event
from sourcebook.records.review import ACTORS, COPIES, HANDMADE, Decision
from sourcebook.records.text import Document
from sourcebook.records.wording import counted, kind_words, place_words, time_words
from sourcebook.store import Book, journal, regrouping
from sourcebook.store.document_queries import claims_in
from sourcebook.store.event_queries import of_claims
from sourcebook.store.handmade import tie_of

MOST = 4


class Subject(NamedTuple):
    """Something that a decision is about, and its page."""

    href: str
    words: str


def subjects_of(book: Book, decision: Decision) -> list[Subject]:
    """The events, actors or documents that a decision is about, some of them where there are many."""
    field = decision.field
    while field == journal.UNDO and decision.supersedes and (before := book.row(Decision, decision.supersedes)):
        decision, field = before, before.field
    if field == ACTORS:
        actors = (book.row(Actor, book.identities.of("", name)) for name in decision.subject_ids[:MOST])
        told = {actor.actor_id: actor.name for actor in actors if actor}
        return [Subject(f"/actors/{actor_id}", name) for actor_id, name in told.items()]
    if field in (COPIES, HANDMADE):
        documents = [each for name in decision.subject_ids[:MOST] if (each := book.row(Document, name))]
        return [Subject(f"/documents/{each.document_id}", each.title or each.path) for each in documents]
    events = [event for name in of_claims(book, decision.subject_ids)[:MOST] if (event := book.row(Event, name))]
    return [Subject(f"/events/{event.event_id}", event_words(event)) for event in events]


def event_words(event: Event) -> str:
    """An event in a line: what, where, when."""
    return f"{kind_words(event)}, {place_words(event.place, units=0)}, {time_words(event.time)}"


def effects_of(book: Book, decision: Decision, counter: Decision) -> list[str]:
    """What taking a decision on actors or documents back would change, in words."""
    if decision.field == ACTORS:
        moved = regrouping.renamed(book, counter)
        found = [
            f"{counted(n, 'claim')} of {_name(book, a)} would mean {_name(book, b)}" for (a, b), n in moved.items()
        ]
        return found or ["No claim would mean another actor."]
    if decision.field == COPIES:
        claims = [claim.claim_id for name in decision.subject_ids for claim in claims_in(book, name)]
        return [f"The origins of {counted(len(of_claims(book, claims)), 'event')} would be counted anew."]
    if decision.field == HANDMADE:
        tie = tie_of(decision)
        return [f"“{tie.subject.name}” and “{tie.object.name}” would be tied by one claim fewer."]
    return []


def _name(book: Book, actor_id: str) -> str:
    actor = book.row(Actor, actor_id)
    return f"“{actor.name}”" if actor else "an actor of its own"
