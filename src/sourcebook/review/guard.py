"""Who may ask and what a page may do: an access token, checks of Host and Origin, and a strict content policy.

The server answers on the loopback address only. A page of another site could still send a browser here, so that
every request must carry the cookie that the printed address set, every host name must be ours (which stops names that
are made to point here), and every change must come from one of our own pages.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_urlsafe
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sourcebook.review.accounts import Team


def content_policy(maps: Iterable[str] = ()) -> str:
    """What pages may load: our own, and for the map what whoever serves the book named."""
    others = "".join(f" {origin}" for origin in maps)
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: blob:{others}",
            "font-src 'self'",
            f"connect-src 'self'{others}",
            "worker-src 'self' blob:",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


HEADERS = {
    "content-security-policy": content_policy(),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
SAFE = frozenset({"GET", "HEAD"})
OPEN_PATHS = ("/static/",)

_CLOSED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Sourcebook</title>
<link rel="stylesheet" href="/static/style.css"><main class="narrow"><h1>{title}</h1><p>{text}</p></main></html>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The secret of one server and the names that it goes by."""

    hosts: frozenset[str]
    secret: str = field(default_factory=lambda: token_urlsafe(24), repr=False)
    cookie: str = "sourcebook"
    team: Team | None = None
    encrypted: bool = False
    maps: tuple[str, ...] = ()
    """The origins that the map's tiles and signs come from, where it is not the shipped one."""

    @classmethod
    def on(cls, port: int, *names: str, team: Team | None = None, encrypted: bool = False) -> Access:
        """The access to a server on this port of this machine, and by further names; for a team by their accounts."""
        own = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))
        return cls(hosts=own | set(names), cookie=f"sourcebook_{port}", team=team, encrypted=encrypted)

    def form_token(self, session: str = "") -> str:
        """What a form of our own pages carries and no other site can know; in a team another for each session."""
        return hmac.new(self.secret.encode(), f"form{session}".encode("utf-8", "surrogatepass"), sha256).hexdigest()

    def admits(self, given: str | None) -> bool:
        """Whether this is the secret."""
        return given is not None and hmac.compare_digest(given.encode(), self.secret.encode())

    def form_is_ours(self, given: str | None, session: str = "") -> bool:
        """Whether a form carries the token of our own pages."""
        return given is not None and hmac.compare_digest(given.encode(), self.form_token(session).encode())


class Guard:
    """Lets a request pass that names our host, carries the cookie and, if it changes anything, comes from our pages."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self.refusal(scope) or (self.asking_in(scope) if self.access.team else self.greeting(scope))
        await (answer or self.app)(scope, receive, self._dressed(scope, send))

    def refusal(self, scope: Scope) -> Response | None:
        """Why the request may not pass, or nothing."""
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.access.hosts:
            return closed(421, "Another address", "This server answers to the address that it printed only.")
        if scope["method"] not in SAFE and not self._from_here(headers):
            return closed(403, "Sent from elsewhere", "Changes are taken from the pages of this book only.")
        return None

    def greeting(self, scope: Scope) -> Response | None:
        """Who comes with the token gets the cookie; who has neither is told where to find it."""
        if scope["path"].startswith(OPEN_PATHS):
            return None
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        if self.access.admits(query.get("token")):
            return self._welcomed(scope["path"], query)
        if self.access.admits(_cookie(scope, self.access.cookie)):
            return None
        return closed(
            403,
            "The book is closed",
            "Open the whole address that <code>sourcebook serve</code> printed; it ends with a token. "
            "Each start of the server makes a new one.",
        )

    def asking_in(self, scope: Scope) -> Response | None:
        """Whoever of a team is signed in passes with their account; whoever is not is asked to."""
        if scope["path"].startswith(OPEN_PATHS) or scope["path"] == "/login":
            return None
        given = _cookie(scope, self.access.cookie)
        account = self.access.team.signed_in(given) if given and self.access.team else None
        if account is not None:
            scope["account"], scope["session"] = account, given
            return None
        if scope["method"] in SAFE and "application/json" not in Headers(scope=scope).get("accept", ""):
            return to_login(scope["path"], scope["query_string"].decode("latin-1"), ended=bool(given))
        return closed(
            401,
            "Your session has ended",
            'Nothing was recorded. <a href="/login">Sign in</a>, open the page again and decide there.',
        )

    def _welcomed(self, path: str, query: dict[str, str]) -> Response:
        rest = urlencode({name: value for name, value in query.items() if name != "token"})
        answer = RedirectResponse(path.lstrip("/").join(("/", f"?{rest}" if rest else "")), status_code=303)
        answer.set_cookie(self.access.cookie, self.access.secret, httponly=True, samesite="strict", path="/")
        return answer

    def _from_here(self, headers: Headers) -> bool:
        """Whether the browser says that one of our own pages sent it; programs that say nothing need the form token."""
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        return origin is None or origin.removeprefix("https://").removeprefix("http://") in self.access.hosts

    def _dressed(self, scope: Scope, send: Send) -> Send:
        lasting = scope["path"].startswith(OPEN_PATHS)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("content-security-policy", content_policy(self.access.maps))
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "max-age=600" if lasting else "no-store")
            await send(message)

        return sending


def to_login(path: str, query: str, *, ended: bool) -> Response:
    """Whoever is not signed in goes to the form, and from there where they wanted."""
    then = path + (f"?{query}" if query else "")
    return RedirectResponse(f"/login?next={quote(then)}{'&ended=1' if ended else ''}", status_code=303)


def closed(status: int, title: str, text: str) -> Response:
    """A page that says why there is nothing to see."""
    return HTMLResponse(_CLOSED.format(title=title, text=text), status_code=status)


def _cookie(scope: Scope, name: str) -> str | None:
    """The value of a cookie; other programs of this machine may have set odd ones beside it."""
    return cookie_parser(Headers(scope=scope).get("cookie", "")).get(name)
