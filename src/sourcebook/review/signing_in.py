"""Signing in and out, and the page on which editors see the team and its log."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sourcebook.errors import NotFoundError, UsageError
from sourcebook.review.accounts import LONGEST, Team
from sourcebook.review.desk import desk_of
from sourcebook.review.forms import form_of, one
from sourcebook.review.rendering import environment, page


def team_of(request: Request) -> Team:
    """The team of the book; a sentence where it is served for one person."""
    team = desk_of(request).access.team
    if team is None:
        raise NotFoundError("This book is served for one person; sourcebook serve --team serves it for a team.")
    return team


def within(address: str) -> str:
    """An address of ours to go on to, the overview for any other.

    >>> within("/events/e-1?x=1"), within("//elsewhere.example"), within("https://elsewhere.example")
    ('/events/e-1?x=1', '/', '/')
    """
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"


def login(request: Request) -> Response:
    """The form to sign in."""
    team_of(request)
    return asked(request, 200, "", within(request.query_params.get("next", "/")))


def asked(request: Request, status: int, wrong: str, then: str) -> Response:
    """The form, with what was wrong."""
    ended = request.query_params.get("ended") == "1"
    told = {"book_name": desk_of(request).name, "wrong": wrong, "then": then, "ended": ended}
    return HTMLResponse(environment().get_template("login.html").render(told), status_code=status)


async def sign_in(request: Request) -> Response:
    """Take name and password, give a session."""
    team = team_of(request)
    form = await form_of(request, unsigned=True)
    then = within(one(form, "next"))
    try:
        token = await run_in_threadpool(team.sign_in, one(form, "name"), form.get("password", [""])[0])
    except UsageError as error:
        return asked(request, 429, f"{error}.", then)
    if token is None:
        return asked(request, 403, "Name or password is wrong.", then)
    answer = RedirectResponse(then, status_code=303)
    access = desk_of(request).access
    answer.set_cookie(
        access.cookie,
        token,
        httponly=True,
        samesite="strict",
        secure=access.encrypted,
        max_age=int(LONGEST.total_seconds()),
        path="/",
    )
    return answer


async def sign_out(request: Request) -> Response:
    """End the session."""
    team, access = team_of(request), desk_of(request).access
    await form_of(request)
    await run_in_threadpool(team.sign_out, request.cookies.get(access.cookie, ""))
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(access.cookie, path="/")
    return answer


def team(request: Request) -> Response:
    """The accounts and the last lines of the log, for editors."""
    found = team_of(request)
    return page(request, "team.html", accounts=found.accounts(), log=found.log())
