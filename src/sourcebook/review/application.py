"""The app: every address with the page that answers it, and a page for every error."""

from __future__ import annotations

from sqlite3 import DatabaseError

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sourcebook.errors import BookLockedError, NotFoundError, SchemaError, SourcebookError, StorageError, UsageError
from sourcebook.review import (
    actor_judging,
    actor_questions,
    actors,
    agreement,
    changes,
    compared,
    copies_page,
    data,
    decisions,
    event_page,
    overview,
    pairs,
    publishing,
    queue,
    reader,
    reviewer,
    searching,
    signing_in,
    stories,
    tie_making,
    trail,
    words_page,
)
from sourcebook.review.base_map import STYLE, TILES
from sourcebook.review.desk import Desk
from sourcebook.review.guard import HEADERS, Guard, closed
from sourcebook.review.permission import Permission
from sourcebook.review.rendering import FOLDER, page

STATUS: tuple[tuple[type[SourcebookError], int, str], ...] = (
    (NotFoundError, 404, "Not in this book"),
    (UsageError, 400, "That could not be done"),
    (BookLockedError, 503, "The book is being written"),
    (StorageError, 507, "The book cannot be written"),
    (SchemaError, 409, "The book was told by another version"),
)

ROUTES = [
    Route("/", overview.overview),
    Route("/events/{event_id}", event_page.event),
    Route("/events/{event_id}/alike", pairs.judge_many, methods=["POST"]),
    Route("/events/{event_id}/alike", pairs.alike),
    Route("/events/{event_id}/parts", pairs.part, methods=["POST"]),
    Route("/events/{event_id}/parts", pairs.parts),
    Route("/pairs", pairs.judge, methods=["POST"]),
    Route("/pairs", pairs.queue),
    Route("/pairs/{left}/{right}", pairs.pair),
    Route("/queue", queue.next_event),
    Route("/queue/later", queue.skip, methods=["POST"]),
    Route("/login", signing_in.sign_in, methods=["POST"]),
    Route("/login", signing_in.login),
    Route("/logout", signing_in.sign_out, methods=["POST"]),
    Route("/team", signing_in.team),
    Route("/words", words_page.keep, methods=["POST"]),
    Route("/words", words_page.words),
    Route("/words.toml", words_page.file),
    Route("/selections", trail.selections),
    Route("/selections/forget", trail.forget, methods=["POST"]),
    Route("/compare", compared.datasets),
    Route("/compare/{number:int}", compared.compared),
    Route("/changes", changes.changes),
    Route("/changes/looked", changes.look, methods=["POST"]),
    Route("/bulk", queue.bulk_take, methods=["POST"]),
    Route("/bulk", queue.bulk),
    Route("/actors", actors.actors),
    Route("/actors/questions", actor_questions.questions),
    Route("/actors/verdicts", actor_judging.judge, methods=["POST"]),
    Route("/actors/{actor_id}", actors.actor),
    Route("/actors/{actor_id}/alike", actor_judging.candidates),
    Route("/actors/{actor_id}/beside/{other_id}", actor_judging.beside),
    Route("/actors/{actor_id}/parts", actor_judging.part, methods=["POST"]),
    Route("/actors/{actor_id}/parts", actor_judging.parts),
    Route("/actors/{actor_id}/edit", actor_judging.edit, methods=["POST"]),
    Route("/search", searching.search),
    Route("/agreement", agreement.agreement),
    Route("/stories", stories.write, methods=["POST"]),
    Route("/stories", stories.stories),
    Route("/stories/new", stories.new),
    Route("/stories/{writing_id}.{form:str}", stories.exported),
    Route("/stories/{writing_id}", stories.story),
    Route("/stories/{writing_id}/edit", stories.edit),
    Route("/publish", publishing.write, methods=["POST"]),
    Route("/publish", publishing.publishing),
    Route("/publish/names", publishing.lift, methods=["POST"]),
    Route("/publish/{name}.zip", publishing.packed),
    Route("/publish/{name}", publishing.made),
    Route("/reviewer", reviewer.choose, methods=["POST"]),
    Route("/reviewer", reviewer.reviewer),
    Route("/data/dots", data.events),
    Route("/data/network/{actor_id}", data.network),
    Route(STYLE, data.map_file),
    Route(TILES, data.map_file),
    Route("/documents", reader.documents),
    Route("/documents/{document_id}", reader.document),
    Route("/documents/{document_id}/original", reader.original),
    Route("/documents/{document_id}/copies", copies_page.decide, methods=["POST"]),
    Route("/documents/{document_id}/copies", copies_page.copies),
    Route("/documents/{document_id}/ties", tie_making.make, methods=["POST"]),
    Route("/documents/{document_id}/beside/{other_id}", reader.beside),
    Route("/decisions", decisions.take, methods=["POST"]),
    Route("/decisions", decisions.journal_page),
    Route("/decisions/{decision_id}", decisions.undoing),
    Route("/decisions/{decision_id}/undo", decisions.undo, methods=["POST"]),
    Mount("/static", StaticFiles(directory=FOLDER / "static")),
]


def application(desk: Desk) -> Starlette:
    """The app for one book."""
    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(Guard, access=desk.access), Middleware(Permission, team=desk.access.team)],
        exception_handlers={
            SourcebookError: told,
            HTTPException: missing,
            DatabaseError: broken,
            Exception: failed,
        },
    )
    app.state.desk = desk
    return app


def told(request: Request, error: Exception) -> Response:
    """The page of an error of ours: what was found, and what to do."""
    status, title = next(
        ((status, title) for kind, status, title in STATUS if isinstance(error, kind)), (500, "The book cannot be read")
    )
    return _answer(request, status, title, str(error))


def missing(request: Request, error: Exception) -> Response:
    """The page of an address that there is not."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = "There is no such page." if status == 404 else f"The request was not understood ({status})."
    return _answer(request, status, "No such page" if status == 404 else "Not understood", words)


def broken(request: Request, error: Exception) -> Response:
    """The page of a file that SQLite cannot read."""
    return _answer(request, 500, "The book cannot be read", f"{error}; check it with: sourcebook verify")


def failed(request: Request, error: Exception) -> Response:
    """The page of a fault of ours, without the layout, which may be at fault itself."""
    words = (
        f"This is a fault of the program, not of yours ({type(error).__name__}). What was recorded before stays "
        'recorded. <a href="/">Go to the overview</a>; the terminal of the server tells what happened.'
    )
    answer = closed(500, "This page could not be made", words)
    answer.headers.update(HEADERS)
    return answer


def _answer(request: Request, status: int, title: str, words: str) -> Response:
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": words}, status_code=status)
    return page(request, "error.html", status, title=title, words=words)
