"""The desk at which a book is reviewed: where the book lies, who may ask, and one hand that writes at a time."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from starlette.requests import Request

from sourcebook.review.guard import Access
from sourcebook.store import Book, open_book

REVIEWER = "sourcebook_reviewer"
BLIND = "sourcebook_blind"
MOST_NAME = 60


@dataclass(kw_only=True)
class Desk:
    """One book on the table. ``writing`` is held while a decision is recorded, so that none is lost to another."""

    path: Path
    access: Access
    reviewer: str = "reviewer"
    writing: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> Book:
        """The book as it stands now, for one request."""
        return open_book(self.path)

    @cached_property
    def name(self) -> str:
        """What the book is called on its pages."""
        return self.path.stem


def desk_of(request: Request) -> Desk:
    """The desk that a request is served from."""
    found: Desk = request.app.state.desk
    return found


def reviewer_of(request: Request) -> str:
    """Who decides: the name that the person gave, or that of whoever started the server."""
    given = " ".join(unquote(request.cookies.get(REVIEWER, "")).split())[:MOST_NAME]
    return given or desk_of(request).reviewer


def is_blind(request: Request) -> bool:
    """Whether the person codes a second time without seeing what others decided."""
    return request.cookies.get(BLIND) == "1"
