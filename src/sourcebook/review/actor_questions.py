"""The queue of actors: pairs that may be one by their names, the weightiest first, each with why."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from sourcebook.review.desk import desk_of, reviewer_of
from sourcebook.review.rendering import page
from sourcebook.store.actor_questions import open_questions


def questions(request: Request) -> Response:
    """The pairs of actors that nobody has judged yet."""
    desk, by = desk_of(request), reviewer_of(request)

    def asked() -> list[object]:
        with desk.open() as book:
            return list(open_questions(book, by))

    return page(request, "actor_questions.html", found=desk.remembered(f"actor questions {by}", asked))
