"""From the app's addresses to files that stand beside each other: pages work wherever the folder lies."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from html import escape, unescape
from posixpath import relpath
from urllib.parse import parse_qs, urlsplit

LINK = re.compile(r' (href|src)="(/[^"]*)"')
PAGES = {
    "/": "index.html",
    "/actors": "actors.html",
    "/documents": "sources.html",
    "/method": "method.html",
    "/corrections": "corrections.html",
    "/downloads": "downloads.html",
}
FOLDERS = (("/events/", "events/"), ("/actors/", "actors/"), ("/documents/", "sources/"))
STATIC = "/static/"


def file_of(path: str) -> str:
    """The file that answers an address of the app.

    >>> file_of("/events/e-1"), file_of("/static/style.css"), file_of("/manifest.json"), file_of("/")
    ('events/e-1.html', 'assets/style.css', 'manifest.json', 'index.html')
    """
    if path in PAGES:
        return PAGES[path]
    for start, folder in FOLDERS:
        if path.startswith(start):
            return f"{folder}{path.removeprefix(start)}.html"
    return f"assets/{path.removeprefix(STATIC)}" if path.startswith(STATIC) else path.lstrip("/")


def beside(html: str, file: str, known: Set[str]) -> str:
    """The page ``file`` with links to files beside it; a link to what is not published becomes plain words.

    Every attribute was written by a template, with quotes in its value escaped, so none of a text's words is taken
    for one.

    >>> beside('<a href="/events/e-1">x</a> <a href="/documents/d-1?claim=c-1#w7">y</a>', "sources/d-2.html",
    ...        {"sources/d-1.html"})
    '<a>x</a> <a href="d-1.html#c-1">y</a>'
    """
    return LINK.sub(_linked(file, known), html)


def _linked(file: str, known: Set[str]) -> Callable[[re.Match[str]], str]:
    folder = file.rpartition("/")[0] or "."

    def linked(found: re.Match[str]) -> str:
        parts = urlsplit(unescape(found[2]))
        target = file_of(parts.path)
        if target not in known:
            return ""
        claim = parse_qs(parts.query).get("claim", [""])[0]
        fragment = claim or parts.fragment
        path = "" if target == file and fragment else relpath(target, folder)
        return f' {found[1]}="{escape(path + (f"#{fragment}" if fragment else ""))}"'

    return linked
