"""The desk at which a book is reviewed: where the book lies, who may ask, and one hand that writes at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias, TypeVar
from urllib.parse import unquote

from starlette.requests import Request

from sourcebook.review.accounts import Account
from sourcebook.review.base_map import BaseMap
from sourcebook.review.guard import Access
from sourcebook.store import Book, open_book
from sourcebook.store.roles import Role

Known = TypeVar("Known")
Publisher: TypeAlias = Callable[[Path, Path, Mapping[str, str]], Mapping[str, Any]]
"""Writes a book as a site to a folder, as a form tells it; sites stand above the app, which is therefore given one."""

REVIEWER = "sourcebook_reviewer"
BLIND = "sourcebook_blind"
MOST_NAME = 60


@dataclass(kw_only=True)
class Desk:
    """One book on the table. ``writing`` is held while a decision is recorded, so that none is lost to another."""

    path: Path
    access: Access
    reviewer: str = "reviewer"
    datasets: tuple[Path, ...] = ()
    publisher: Publisher | None = None
    base_map: BaseMap | None = None
    writing: threading.Lock = field(default_factory=threading.Lock)
    _known: dict[str, tuple[object, Any]] = field(default_factory=dict)

    def open(self) -> Book:
        """The book as it stands now, for one request."""
        return open_book(self.path)

    def remembered(self, name: str, make: Callable[[], Known]) -> Known:
        """What a question about the whole book gives, asked again only when the book was written since."""
        now = self._stamp()
        held = self._known.get(name)
        if held is None or held[0] != now:
            held = self._known[name] = (now, make())
        found: Known = held[1]
        return found

    def _stamp(self) -> object:
        """What changes whenever the book is written."""
        logged = self.path.with_name(self.path.name + "-wal")
        return [(found.st_mtime_ns, found.st_size) for each in (self.path, logged) if (found := _stat(each))]

    @cached_property
    def name(self) -> str:
        """What the book is called on its pages."""
        return self.path.stem


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def desk_of(request: Request) -> Desk:
    """The desk that a request is served from."""
    found: Desk = request.app.state.desk
    return found


def reviewer_of(request: Request) -> str:
    """Who decides: of a team the account, else the name that the person gave, or that of whoever started the server."""
    if account := request.scope.get("account"):
        return str(account.name)
    given = " ".join(unquote(request.cookies.get(REVIEWER, "")).split())[:MOST_NAME]
    return given or desk_of(request).reviewer


def is_blind(request: Request) -> bool:
    """Whether the person codes a second time without seeing what others decided."""
    return role_of(request) is Role.CODER


def role_of(request: Request) -> Role:
    """What the person may do: of a team what the account says; alone everything, or to code blind if so chosen."""
    account: Account | None = request.scope.get("account")
    role = account.role if account else Role.EDITOR
    return Role.CODER if role is Role.EDITOR and request.cookies.get(BLIND) == "1" else role
