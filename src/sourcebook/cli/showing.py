"""What `show` was asked for: an event, a document, an actor, or a list of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sourcebook.cli.actor_screen import ActorView
from sourcebook.cli.document_screen import DocumentView
from sourcebook.cli.event_screen import EventView
from sourcebook.cli.lists import ActorList, DocumentList, EventList, RelationList
from sourcebook.cli.problems import ProblemList
from sourcebook.errors import NotFoundError, UsageError
from sourcebook.records.knowledge import Actor, Event
from sourcebook.records.text import Document

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sourcebook.publish.contract import BookView

Row = TypeVar("Row", Event, Document, Actor)


class View(Protocol):
    """Something to show: as keys and values, or as parts of a screen."""

    def content(self) -> dict[str, Any]:
        """The view for programs; keys as in the plain export."""

    def parts(self, width: int) -> Iterable[RenderableType]:
        """The view for people, on a screen of this width."""


def shown(book: BookView, name: str) -> View:
    """What goes by this name in the book; without a name, its events."""
    match name:
        case "" | "events":
            return EventList(events=events_in_order(book))
        case "documents":
            return DocumentList(documents=tuple(book.rows(Document)), groups=dict(book.origin_groups()))
        case "actors":
            return ActorList(actors=tuple(book.rows(Actor)))
        case "relations":
            return RelationList.of(book)
        case "problems":
            return ProblemList.of(book)
    return _one(book, name)


def _one(book: BookView, name: str) -> View:
    if name.isdecimal():
        return EventView.of(book, _numbered(book, int(name)))
    event = _named(book, Event, name)
    if event is not None:
        return EventView.of(book, event)
    document = _document(book, name)
    if document is not None:
        return DocumentView.of(book, document)
    actor = _named(book, Actor, name) or _called(book, name)
    if actor is not None:
        return ActorView.of(book, actor)
    raise NotFoundError(f"No event, document or actor is called {name!r}; list them with: sourcebook show")


def events_in_order(book: BookView) -> tuple[Event, ...]:
    """The events in the order of time, undated ones last; their places are the numbers that `show` takes."""
    return tuple(
        sorted(book.rows(Event), key=lambda e: (e.time.earliest or date.max, e.time.latest or date.max, e.event_id))
    )


def _numbered(book: BookView, number: int) -> Event:
    events = events_in_order(book)
    if not 1 <= number <= len(events):
        raise NotFoundError(f"There is no event number {number}; the book has {len(events)}.")
    return events[number - 1]


def _named(book: BookView, record: type[Row], name: str) -> Row | None:
    """The record with this id, or the only one whose id begins so, with or without its kind."""
    exact = book.row(record, name)
    if exact is not None:
        return exact
    key = fields(record)[0].name
    found = [row for row in book.rows(record) if _begins(getattr(row, key), name)] if len(name) > 2 else []
    if len(found) > 1:
        ids = ", ".join(getattr(row, key) for row in found[:3])
        raise UsageError(f"{name!r} is the beginning of {len(found)} ids ({ids}, …); write some more letters.")
    return found[0] if found else None


def _begins(record_id: str, name: str) -> bool:
    """Whether an id begins so, with or without the kind that stands before its first hyphen."""
    return record_id.startswith(name) or record_id.partition("-")[2].startswith(name)


def document_called(book: BookView, name: str) -> Document:
    """The document of this id or path; a sentence where there is none."""
    found = _document(book, name)
    if found is None:
        raise NotFoundError(f"No document is called {name!r}; list them with: sourcebook show documents")
    return found


def _document(book: BookView, name: str) -> Document | None:
    return _named(book, Document, name) or _at_path(book, name)


def _at_path(book: BookView, name: str) -> Document | None:
    found = [row for row in book.rows(Document) if name in (row.path, row.given_id) or row.path.endswith("/" + name)]
    if len(found) > 1:
        raise UsageError(f"{len(found)} documents are called {name!r}; use an id: {found[0].document_id}, …")
    return found[0] if found else None


def _called(book: BookView, name: str) -> Actor | None:
    folded = name.casefold()
    found = [
        actor
        for actor in book.rows(Actor)
        if folded == actor.name.casefold() or any(folded == alias.name.casefold() for alias in actor.aliases)
    ]
    if len(found) > 1:
        raise UsageError(f"{len(found)} actors are called {name!r}; use an id: {found[0].actor_id}, …")
    return found[0] if found else None
