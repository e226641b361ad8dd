"""Pages from templates: every text escaped, values told in the words of the house."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from sourcebook.errors import SourcebookError
from sourcebook.records import wording
from sourcebook.records.claims import Claim
from sourcebook.records.vocabulary import ReviewState
from sourcebook.review.desk import Desk, desk_of, is_blind, reviewer_of, role_of
from sourcebook.review.disagreement import witnesses
from sourcebook.review.keyboard import WORDS, keys_of
from sourcebook.review.labels import Labels, kind, labels_in, plain, speaking
from sourcebook.store.roles import Role
from sourcebook.store.writings import writings

FOLDER = Path(__file__).parent
BUILT = FOLDER / "static" / "built"
STATES = {
    ReviewState.MACHINE: "not reviewed",
    ReviewState.ACCEPTED: "accepted",
    ReviewState.EDITED: "edited",
    ReviewState.REJECTED: "rejected",
}


def sentence_case(text: str) -> str:
    """The text with its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def reader_link(claim: Claim, start: int | None = None) -> str:
    """Where the reader shows a claim, at its sentence or at given words."""
    at = claim.words.start if start is None else start
    return f"/documents/{claim.document_id}?claim={claim.claim_id}#w{at}"


@cache
def environment(folder: Path | None = None) -> Environment:
    """The templates with what they may call; those of a further ``folder`` go before the app's own.

    A page of the app stands in the app's ``frame``; who draws it elsewhere, without a server, exchanges that.
    """
    made = Environment(
        loader=FileSystemLoader([*([folder] if folder else []), FOLDER / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "plain": plain,
        "capital": sentence_case,
        "evidence": wording.on_one_line,
        "time": wording.time_words,
        "basis": wording.basis_words,
        "place": wording.place_words,
        "day": wording.day_words,
        "figure": wording.figure_words,
        "estimate": wording.estimate_words,
        "kind": kind,
        "perpetrator": wording.perpetrator_words,
        "state": lambda review: STATES[review],
    }
    made.globals |= {
        "frame": "layout.html",
        "published": False,
        "decides": True,
        "edits": True,
        "counted": wording.counted,
        "count_words": wording.count_words,
        "reader_link": reader_link,
        "voice": wording.voice,
        "witnesses": witnesses,
    }
    return made


def islands() -> bool:
    """Whether the parts of pages that move were built."""
    return (BUILT / "islands.js").is_file()


def labels_of(desk: Desk) -> Labels:
    """The words that a team uses instead of the codebook's."""
    return desk.remembered("labels", lambda: _labels(desk))


def _labels(desk: Desk) -> Labels:
    try:
        with desk.open() as book:
            kept = writings(book, "words")
            return labels_in(kept[0].text) if kept else Labels()
    except SourcebookError:
        return Labels()


def rendered(template: str, **told: Any) -> Markup:
    """A piece of a page."""
    return Markup(environment().get_template(template).render(told))  # noqa: S704 - the template escapes what it is given


def page(request: Request, template: str, status: int = 200, **told: Any) -> HTMLResponse:
    """A whole page, with what every page shows."""
    desk = desk_of(request)
    around = {
        "book_name": desk.name,
        "form_token": desk.access.form_token(request.scope.get("session", "")),
        "role": role_of(request),
        "decides": role_of(request) is not Role.READER,
        "edits": role_of(request) is Role.EDITOR,
        "team": desk.access.team is not None,
        "reviewer": reviewer_of(request),
        "blind": is_blind(request),
        "islands": islands(),
        "base_map": desk.base_map,
        "keys": keys_of(request),
        "datasets": len(desk.datasets),
        "key_words": WORDS,
        "path": request.url.path,
        "address": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
    }
    with speaking(labels_of(desk)):
        text = environment().get_template(template).render({**around, **told})
    return HTMLResponse(text, status_code=status)
