"""Who may do what: readers look, coders code blind beside the book, editors decide."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from sourcebook.review.accounts import Team
from sourcebook.review.desk import is_blind, role_of
from sourcebook.store.roles import Role

OF_READERS = re.compile(r"/(?:reviewer|changes/looked|selections/forget|login|logout)")
OF_CODERS = re.compile(r"/(?:decisions|queue/later|bulk)")
ONLY_EDITORS_SEE = re.compile(r"/team|/publish(?:/.*)?")
SAFE = frozenset({"GET", "HEAD"})
WHY = {
    Role.READER: "You may look at this book, not decide; an editor of the team can let you.",
    Role.CODER: "You code blind: you accept, reject and set fields of events, which is kept beside the book. "
    "Joining, parting, taking back, writing and publishing are for editors.",
}


def may(role: Role, method: str, path: str) -> bool:
    """Whether somebody in a role may ask so.

    >>> may(Role.READER, "GET", "/queue"), may(Role.CODER, "POST", "/decisions"), may(Role.CODER, "POST", "/pairs")
    (True, True, False)
    """
    if role is Role.EDITOR:
        return True
    if method in SAFE:
        return not ONLY_EDITORS_SEE.fullmatch(path)
    return bool(OF_READERS.fullmatch(path) or (role is Role.CODER and OF_CODERS.fullmatch(path)))


class Permission:
    """Lets a request pass that its sender may make, and notes in a team's log what was changed and by whom."""

    def __init__(self, app: ASGIApp, team: Team | None) -> None:
        self.app = app
        self.team = team

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        from sourcebook.review.guard import closed

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        role = role_of(request)
        method, path = scope["method"], scope["path"]
        if not may(role, method, path):
            await closed(403, "Not for you", WHY[Role.CODER if is_blind(request) else role])(scope, receive, send)
            return
        if self.team and (method not in SAFE or path.endswith("/original")) and path not in ("/login", "/logout"):
            account = scope.get("account")
            self.team.note(account.name if account else "", f"{method} {path}", "")
        await self.app(scope, receive, send)
