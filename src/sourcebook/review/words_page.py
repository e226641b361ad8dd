"""The page of a team's own words: kinds of incident, roles and the like, set field by field or as a file."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourcebook.records.review import Writing
from sourcebook.records.vocabulary import EventType
from sourcebook.review.desk import Desk, desk_of, reviewer_of
from sourcebook.review.forms import Form, form_of, one
from sourcebook.review.labels import SECTIONS, TITLES, USUAL, Labels, as_toml, labels_in
from sourcebook.review.rendering import labels_of, page
from sourcebook.store.writings import versions_of, write_down

WRITING_ID = "words-of-the-team"


def words(request: Request) -> Response:
    """Every value with the word that pages use for it."""
    desk = desk_of(request)
    with desk.open() as book:
        versions = versions_of(book, WRITING_ID)
    labels = labels_of(desk)
    return page(
        request,
        "words.html",
        sections=[(name, TITLES[name], [str(each) for each in kinds]) for name, kinds in SECTIONS.items()],
        own=labels.words,
        digits=labels.digits,
        event_types=tuple(EventType),
        text=as_toml(labels),
        versions=versions[:8],
    )


def file(request: Request) -> Response:
    """The words as a file for another book."""
    headers = {"content-disposition": 'attachment; filename="words.toml"'}
    text = as_toml(labels_of(desk_of(request)))
    return Response(text, media_type="application/toml; charset=utf-8", headers=headers)


async def keep(request: Request) -> Response:
    """Keep the words that a form gives."""
    form = await form_of(request)
    labels = labels_in(form["text"][0]) if "text" in form else labels_filled_in(form)
    await run_in_threadpool(_kept, desk_of(request), labels, reviewer_of(request))
    return RedirectResponse("/words", status_code=303)


def labels_filled_in(form: Form) -> Labels:
    """The words of the fields that were filled in."""
    filled = {
        section: {str(value): word for value in kinds if (word := one(form, f"{section}.{value}"))}
        for section, kinds in SECTIONS.items()
    }
    digits = tuple(one(form, f"digit{at}") or str(usual) for at, usual in enumerate(USUAL, 1))
    return labels_in(as_toml(Labels(words={name: words for name, words in filled.items() if words}, digits=digits)))


def _kept(desk: Desk, labels: Labels, by: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    text = as_toml(labels) or "\n"
    made = Writing(writing_id=WRITING_ID, kind="words", title="Words", text=text, written_by=by, written_at=now)
    with desk.writing:
        write_down(desk.path, made)
