"""What islands draw: the events of the selection, and the ties around one actor."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from sourcebook.errors import NotFoundError
from sourcebook.records.knowledge import Actor, Relation
from sourcebook.records.wording import time_words
from sourcebook.review.addresses import view_of
from sourcebook.review.columns import in_columns
from sourcebook.review.desk import Desk, desk_of
from sourcebook.review.labels import speaking
from sourcebook.review.rendering import labels_of, reader_link
from sourcebook.store import Book
from sourcebook.store.actor_queries import relations_of
from sourcebook.store.event_queries import claims_of, dots
from sourcebook.store.selections import Selection

MOST_TIES = 40


def events(request: Request) -> Response:
    """Everything of a selection that can be drawn, in columns, since there may be 100,000 events."""
    view = view_of(request.query_params)
    desk = desk_of(request)
    everything = view.selection == Selection()
    told = desk.remembered("dots", lambda: _drawn(desk, view.selection)) if everything else _drawn(desk, view.selection)
    return Response(told, media_type="application/octet-stream")


def _drawn(desk: Desk, selection: Selection) -> bytes:
    with desk.open() as book, speaking(labels_of(desk)):
        return in_columns(dots(book, selection))


def map_file(request: Request) -> Response:
    """The map style or the archive of tiles that was given as a file; of an archive the bytes that are asked for."""
    base = desk_of(request).base_map
    if base is None or base.file is None or base.address != request.url.path:
        raise NotFoundError("no map was given as a file; the shipped one is drawn")
    return FileResponse(base.file, media_type="application/octet-stream" if base.tiles else "application/json")


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
