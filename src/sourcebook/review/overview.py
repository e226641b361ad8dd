"""The overview: how many events there are and how much of them is unknown, and the list of those selected."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from sourcebook.records.knowledge import Actor
from sourcebook.review.addresses import View, view_of
from sourcebook.review.changes import looked_at, told_since
from sourcebook.review.desk import desk_of
from sourcebook.review.rendering import page
from sourcebook.review.selecting import chips_of
from sourcebook.review.trail import step_on
from sourcebook.store import summaries
from sourcebook.store.event_queries import ORDERS, Page, choices, counts, events
from sourcebook.store.selections import Selection

SIZE = 50


def overview(request: Request) -> Response:
    """The counts, the filters, the map and the timeline, and fifty events of the selection."""
    view = view_of(request.query_params)
    desk = desk_of(request)
    with desk.open() as book:
        actor = book.row(Actor, view.selection.actor_id) if view.selection.actor_id else None
        held = counts(book, view.selection)
        step_on(request, view, held.events)
        return page(
            request,
            "overview.html",
            view=view,
            selection=view.selection,
            counts=held,
            summary=desk.remembered("summary", lambda: summaries.summary(book)),
            told_since=told_since(request, book),
            looked=looked_at(request),
            whole=desk.remembered("whole", lambda: counts(book, Selection())) if view.query() else held,
            events=events(book, view.selection, Page(order=view.order, start=view.start, size=SIZE)),
            types=desk.remembered("types", lambda: choices(book, "type", Selection())),
            countries=desk.remembered("countries", lambda: choices(book, "country", Selection())),
            chips=chips_of(view, actor),
            orders=tuple(ORDERS),
            pages=_pages(view, held.events),
        )


def _pages(view: View, total: int) -> dict[str, str]:
    """The addresses of the page before and the page after, where there are such."""
    found = {}
    if view.start:
        found["earlier"] = view.address(start=max(0, view.start - SIZE))
    if view.start + SIZE < total:
        found["further"] = view.address(start=view.start + SIZE)
    return found
