"""The book beside datasets: what both tell and where they differ, what one alone tells and why."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from sourcebook import api
from sourcebook.errors import NotFoundError
from sourcebook.publish.comparison import Corroboration
from sourcebook.review.addresses import number
from sourcebook.review.desk import Desk, desk_of
from sourcebook.review.rendering import page

SIZE = 50
LISTS = ("differing", "same", "ours", "theirs")


def datasets(request: Request) -> Response:
    """The datasets that the server was started with."""
    return page(request, "datasets.html", datasets=[path.name for path in desk_of(request).datasets])


def compared(request: Request) -> Response:
    """One dataset beside the book, list by list."""
    desk, nth = desk_of(request), request.path_params["number"]
    if not 0 < nth <= len(desk.datasets):
        raise NotFoundError(f"There is no dataset {nth}; sourcebook serve --dataset FILE brings one.")
    found = comparison_with(desk, nth)
    both = {"differing": [m for m in found.both if m.differences], "same": [m for m in found.both if not m.differences]}
    lists = {**both, "ours": found.only_ours, "theirs": found.only_theirs}
    shown = request.query_params.get("list", "")
    shown = shown if shown in LISTS else "differing"
    given = request.query_params.get("start", "0")
    start = number(given) or 0
    return page(
        request,
        "compared.html",
        number=nth,
        name=desk.datasets[nth - 1].name,
        found=found,
        sizes={name: len(listed) for name, listed in lists.items()},
        shown=shown,
        listed=lists[shown][start : start + SIZE],
        start=start,
        size=SIZE,
    )


def comparison_with(desk: Desk, number: int) -> Corroboration:
    """The comparison, worked out anew only when the book was written since."""
    path = desk.datasets[number - 1]
    return desk.remembered(f"compared {number}", lambda: api.compare(desk.path, path))
