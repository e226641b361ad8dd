"""The agreement report as a page: between people, and between each of them and the program."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from sourcebook.agreement import agreement_in
from sourcebook.review.desk import desk_of
from sourcebook.review.rendering import page


def agreement(request: Request) -> Response:
    """The report over all events that somebody decided on or coded."""
    with desk_of(request).open() as book:
        people, pairs = agreement_in(book)
        return page(request, "agreement.html", pairs=pairs, people=people)
