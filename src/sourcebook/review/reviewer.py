"""Who reviews: the name that decisions carry, whether to code blind, and the keys."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourcebook.review.desk import BLIND, MOST_NAME, REVIEWER
from sourcebook.review.forms import form_of, one
from sourcebook.review.keyboard import COOKIE, PLAIN, chosen_keys
from sourcebook.review.rendering import page

YEAR = 365 * 86400


def reviewer(request: Request) -> Response:
    """The form for it."""
    return page(request, "reviewer.html")


async def choose(request: Request) -> Response:
    """Keep the choices in cookies of this browser."""
    form = await form_of(request)
    keys = chosen_keys({name: one(form, f"key_{name}") for name in PLAIN})
    answer = RedirectResponse("/reviewer", status_code=303)
    name = quote(" ".join(one(form, "name").split())[:MOST_NAME])
    for cookie, value in ((REVIEWER, name), (BLIND, "1" if one(form, "blind") else ""), (COOKIE, keys)):
        answer.set_cookie(cookie, value, httponly=True, samesite="strict", max_age=YEAR)
    return answer
