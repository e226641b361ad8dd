"""What islands draw, as JSON: rows of the selection, and the ties around one actor."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sourcebook.errors import NotFoundError
from sourcebook.records.knowledge import Actor, Relation
from sourcebook.records.wording import count_words, time_words
from sourcebook.review.addresses import view_of
from sourcebook.review.desk import Desk, desk_of
from sourcebook.review.labels import plain, speaking
from sourcebook.review.rendering import labels_of, reader_link
from sourcebook.store import Book
from sourcebook.store.actor_queries import relations_of
from sourcebook.store.event_queries import Dot, claims_of, dots
from sourcebook.store.selections import Selection

COLUMNS = (
    "id",
    "kind",
    "place",
    "earliest",
    "latest",
    "time",
    "latitude",
    "longitude",
    "precision",
    "toll",
    "size",
    "contested",
    "review",
)
MOST_TIES = 40


def events(request: Request) -> Response:
    """Everything of a selection that can be drawn; a list of columns and rows, since there may be 100,000."""
    view = view_of(request.query_params)
    desk = desk_of(request)
    everything = view.selection == Selection()
    told = desk.remembered("dots", lambda: _drawn(desk, view.selection)) if everything else _drawn(desk, view.selection)
    return Response(told, media_type="application/json")


def _drawn(desk: Desk, selection: Selection) -> bytes:
    with desk.open() as book, speaking(labels_of(desk)):
        return msgspec.json.encode({"columns": COLUMNS, "rows": [_row(dot) for dot in dots(book, selection)]})


def _row(dot: Dot) -> tuple[object, ...]:
    """What is drawn of an event; what the page can tell from other columns is left out, since there may be 100,000."""
    kind = plain(dot.type) if dot.realis == "happened" else f"{plain(dot.realis)} {plain(dot.type)}"
    size = dot.best if dot.best is not None else dot.low or dot.high or 0
    exact = dot.low == dot.best == dot.high
    return (
        dot.event_id,
        kind,
        dot.place,
        dot.earliest,
        None if dot.latest == dot.earliest else dot.latest,
        dot.time_precision,
        dot.latitude,
        dot.longitude,
        dot.precision,
        None if exact else count_words(dot.low, dot.best, dot.high),
        None if dot.best is None and not size else size,
        int(bool(dot.contested)),
        dot.review,
    )


def network(request: Request) -> Response:
    """One actor and those with whom it stands in a tie."""
    actor_id = request.path_params["actor_id"]
    with desk_of(request).open() as book:
        if book.row(Actor, actor_id) is None:
            raise NotFoundError(f"No actor goes by {actor_id}.")
        told = relations_of(book, actor_id)
        ties = [tie for tie in told if tie.subject_id != tie.object_id][:MOST_TIES]
        names = dict.fromkeys([actor_id, *(end for tie in ties for end in (tie.subject_id, tie.object_id))])
        actors = {name: book.row(Actor, name) for name in names}
        nodes = [{"id": n, "name": a.name if a else n, "centre": n == actor_id} for n, a in actors.items()]
        return JSONResponse({"nodes": nodes, "ties": [_tie(book, tie) for tie in ties]})


def _tie(book: Book, tie: Relation) -> dict[str, str]:
    claim = next(iter(claims_of(book, tie.claim_ids[:1])), None)
    return {
        "from": tie.subject_id,
        "to": tie.object_id,
        "type": str(tie.type),
        "when": time_words(tie.time) if tie.time.earliest else "",
        "href": reader_link(claim) if claim else f"/actors/{tie.object_id}",
    }
