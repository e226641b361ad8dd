"""Stories over HTTP: the list, one with its notes, writing one, and taking it away as Markdown or HTML."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourcebook.errors import NotFoundError, UsageError
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Writing
from sourcebook.records.text import Document
from sourcebook.review.addresses import view_of
from sourcebook.review.desk import Desk, desk_of, reviewer_of
from sourcebook.review.forms import Form, form_of, one
from sourcebook.review.prose import Cited, as_html, as_markdown, cited_ids
from sourcebook.review.rendering import page, rendered
from sourcebook.store import Book
from sourcebook.store.event_queries import Page, claims_of, events
from sourcebook.store.writings import versions_of, write_down, writings

STORY, VIEW = "story", "view"
MOST_CITED = 30
MOST_TEXT = 200_000
MOST_TITLE = 200


def stories(request: Request) -> Response:
    """All stories and saved views of the book."""
    with desk_of(request).open() as book:
        return page(request, "stories.html", stories=writings(book, STORY), views=writings(book, VIEW))


def story(request: Request) -> Response:
    """One story with its events as they are told now."""
    with desk_of(request).open() as book:
        found = _latest(book, request.path_params["writing_id"])
        cited = cited_in(book, found.text)
        versions = versions_of(book, found.writing_id)
        body = as_html(found.text, cited, linked=True)
        return page(request, "story.html", story=found, body=body, notes=notes_of(found.text, cited), versions=versions)


def _latest(book: Book, writing_id: str) -> Writing:
    found = next(iter(versions_of(book, writing_id)), None)
    if found is None or not found.text:
        raise NotFoundError(f"No story goes by {writing_id}.")
    return found


def cited_in(book: Book, text: str) -> dict[str, Cited]:
    """The events that a text cites and that are still told, with their sentences."""
    found = {}
    for name in cited_ids(text):
        event = book.row(Event, name)
        if event is not None:
            claims = claims_of(book, event.claim_ids)
            names = sorted({claim.document_id for claim in claims})
            documents = {each: held for each in names if (held := book.row(Document, each))}
            found[name] = Cited(event=event, claims=tuple(claims), documents=documents)
    return found


def notes_of(text: str, cited: dict[str, Cited]) -> list[tuple[int, Cited]]:
    """The notes of a story by number."""
    return [(at, cited[name]) for at, name in enumerate(cited_ids(text), 1) if name in cited]


def new(request: Request) -> Response:
    """An empty story, or one that cites the events of a selection."""
    view = view_of(request.query_params)
    with desk_of(request).open() as book:
        listed = events(book, view.selection, Page(order=view.order, size=MOST_CITED)) if view.query() else []
        text = "\n".join(f"- [[{event.event_id}]]" for event in listed)
        return page(request, "writing.html", writing_id="", title="", text=text)


def edit(request: Request) -> Response:
    """A story to be written on."""
    with desk_of(request).open() as book:
        found = _latest(book, request.path_params["writing_id"])
        return page(request, "writing.html", writing_id=found.writing_id, title=found.title, text=found.text)


async def write(request: Request) -> Response:
    """Keep a version of a story or a saved view."""
    form = await form_of(request)
    made = await run_in_threadpool(_written, desk_of(request), form, reviewer_of(request))
    return RedirectResponse(f"/stories/{made.writing_id}" if made.kind == STORY and made.text else "/stories", 303)


def _written(desk: Desk, form: Form, by: str) -> Writing:
    kind, title = one(form, "kind") or STORY, one(form, "title")[:MOST_TITLE]
    text = "" if one(form, "strike") else form.get("text", [""])[0][:MOST_TEXT].replace("\0", "")
    if kind not in (STORY, VIEW) or not title or (not text.strip() and not one(form, "strike")):
        raise UsageError("a story or view needs a title and a text")
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    name = one(form, "writing_id")
    if not re.fullmatch(r"[a-z]+-[a-z0-9]{5,40}", name):
        name = content_id(kind, title, by, now)
    made = Writing(writing_id=name, kind=kind, title=title, text=text, written_by=by, written_at=now)
    with desk.writing:
        write_down(desk.path, made)
    return made


def exported(request: Request) -> Response:
    """A story as a file that stands alone, in Markdown or HTML."""
    with desk_of(request).open() as book:
        found = _latest(book, request.path_params["writing_id"])
        cited = cited_in(book, found.text)
    name = re.sub(r"[^a-z0-9]+", "-", found.title.lower()).strip("-") or "story"
    if request.path_params["form"] == "md":
        content, kind = as_markdown(found.title, found.text, cited), "text/markdown"
    else:
        body = as_html(found.text, cited, linked=False)
        content = str(rendered("story_file.html", story=found, body=body, notes=notes_of(found.text, cited)))
        kind = "text/html"
    ending = "md" if kind == "text/markdown" else "html"
    headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(content, media_type=f"{kind}; charset=utf-8", headers=headers)
