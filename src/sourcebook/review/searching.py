"""Search: words in texts, names of actors, and the events that the documents found tell."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from sourcebook.records.knowledge import Event
from sourcebook.review.desk import desk_of
from sourcebook.review.rendering import page
from sourcebook.store import Book, Hit
from sourcebook.store.actor_queries import named_actors
from sourcebook.store.document_queries import claims_in
from sourcebook.store.event_queries import of_claims

MOST_WORDS = 300
MOST_HITS = 40
MOST_EVENTS = 15
_MARKED = re.compile(r"\[([^\[\]]*)\]")


def search(request: Request) -> Response:
    """What holds the words looked for."""
    words = request.query_params.get("words", "")[:MOST_WORDS].replace("\0", " ").strip()
    with desk_of(request).open() as book:
        hits = book.search(words, MOST_HITS) if words else []
        return page(
            request,
            "search.html",
            words=words,
            hits=[(hit, pieces_of(hit.passage)) for hit in hits],
            events=_events_of(book, hits) if hits else [],
            actors=named_actors(book, words, size=8) if words else [],
            most=MOST_HITS,
        )


def pieces_of(passage: str) -> list[tuple[str, bool]]:
    """A passage in pieces, with whether each is what was looked for.

    >>> pieces_of("the [bomb] went off")
    [('the ', False), ('bomb', True), (' went off', False)]
    """
    pieces = _MARKED.split(passage)
    return [(text, at % 2 == 1) for at, text in enumerate(pieces) if text]


def _events_of(book: Book, hits: list[Hit]) -> list[Event]:
    """The events that the best documents tell."""
    names: dict[str, None] = {}
    for hit in hits[:20]:
        claims = [claim.claim_id for claim in claims_in(book, hit.document_id) if claim.kind == "event"]
        names.update(dict.fromkeys(of_claims(book, claims)))
        if len(names) >= MOST_EVENTS:
            break
    return [event for name in list(names)[:MOST_EVENTS] if (event := book.row(Event, name))]
