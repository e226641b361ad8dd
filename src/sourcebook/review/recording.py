"""Recording what a person decided: checked against what the person saw, written in turn, told anew at once."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sourcebook import api
from sourcebook.errors import BookLockedError, NotFoundError, UsageError
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Verdict
from sourcebook.review.desk import Desk
from sourcebook.store import Book
from sourcebook.store.event_queries import of_claims
from sourcebook.tables import row_of

PATIENCE_SECONDS = 8.0
PAUSE_SECONDS = 0.05
MOST_REASON = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person said on a page: about which events, which verdict, and what stood on the screen then."""

    event_ids: tuple[str, ...]
    verdict: Verdict
    saw: str
    field: str | None = None
    value: str | None = None
    reason: str = ""
    by: str = ""
    supersedes: str | None = None


class StaleError(Exception):
    """The events are told otherwise than when the person looked; the decision is asked again, not applied."""

    def __init__(self, events: list[Event]) -> None:
        super().__init__("what you decided about has changed since you opened it")
        self.events = events


def seen(events: Iterable[Event]) -> str:
    """A digest of events as they are told: the same for the same, whatever the order."""
    rows = sorted(json.dumps(row_of(event), ensure_ascii=False) for event in events)
    return sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def events_named(book: Book, event_ids: Iterable[str]) -> list[Event]:
    """The events of these ids; a sentence where one is told no more."""
    found = []
    for event_id in dict.fromkeys(event_ids):
        event = book.row(Event, event_id)
        if event is None:
            raise NotFoundError(f"the event {event_id} is told no more; look at the list again")
        found.append(event)
    if not found:
        raise UsageError("no event was named; choose one and decide again")
    return found


def decide(desk: Desk, judgement: Judgement) -> list[str]:
    """Record a judgement and give the ids of the events that its claims tell now.

    One decision is recorded at a time, and what was seen is compared while nobody else can write: of two people who
    decide on one event at once, the second is asked again.
    """
    with desk.writing:
        with desk.open() as book:
            events = events_named(book, judgement.event_ids)
            if judgement.saw != seen(events):
                raise StaleError(events)
        decision = decision_of(judgement, events)
        write(desk, decision)
        with desk.open() as book:
            return of_claims(book, decision.subject_ids)


def decision_of(judgement: Judgement, events: Iterable[Event]) -> Decision:
    """The judgement as a record of the journal: about all claims of the events that the person saw."""
    return decision_on(judgement, tuple(dict.fromkeys(name for event in events for name in event.claim_ids)))


def decision_on(judgement: Judgement, subject_ids: tuple[str, ...]) -> Decision:
    """The judgement as a record of the journal, about these claims, actors or documents."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return Decision(
        decision_id=content_id("decision", *subject_ids, judgement.field, judgement.verdict, judgement.by, now),
        subject_ids=subject_ids,
        field=judgement.field,
        verdict=judgement.verdict,
        value=judgement.value,
        reason=judgement.reason[:MOST_REASON],
        decided_by=judgement.by,
        decided_at=now,
        supersedes=judgement.supersedes,
        saw=judgement.saw,
    )


def take_back(desk: Desk, decision_id: str, by: str) -> Decision:
    """Take a decision back by a new one."""
    with desk.writing:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return api.undo(desk.path, decision_id, by)
            except BookLockedError:
                if time.monotonic() > until:
                    raise
                time.sleep(PAUSE_SECONDS)


def write(desk: Desk, decision: Decision) -> None:
    """Record a decision while nobody else at this desk writes; another program that does is waited for a while."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            api.decide(desk.path, decision)
        except BookLockedError:
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return
