"""Decisions over HTTP: taking one, asking again where the screen was old, looking at all of them, taking one back."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from sourcebook import preview
from sourcebook.errors import NotFoundError, UsageError
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Verdict
from sourcebook.review.addresses import number
from sourcebook.review.coding import code
from sourcebook.review.desk import Desk, desk_of, is_blind, reviewer_of
from sourcebook.review.editing import value_of
from sourcebook.review.forms import Form, form_of, one
from sourcebook.review.history import told_decisions
from sourcebook.review.recording import Judgement, StaleError, decide, seen, take_back
from sourcebook.review.rendering import page
from sourcebook.review.subjects import effects_of, subjects_of
from sourcebook.store import Book, journal

SIZE = 100
PAIRING = (Verdict.SAME, Verdict.DIFFERENT, Verdict.RELATED)


async def take(request: Request) -> Response:
    """Record a decision that a form or a script of our pages sends, and show what it made."""
    form = await form_of(request)
    return await run_in_threadpool(_taken, request, form)


def _taken(request: Request, form: Form) -> Response:
    desk = desk_of(request)
    judgement = judgement_of(form, reviewer_of(request))
    plain = "application/json" in request.headers.get("accept", "")
    try:
        now = code(desk, judgement) if is_blind(request) else decide(desk, judgement)
    except StaleError as stale:
        if plain:
            return JSONResponse({"stale": True, "saw": seen(stale.events)}, status_code=409)
        return asked_again(request, form, stale, "/decisions")
    if plain:
        return JSONResponse({"events": now})
    return RedirectResponse(_back(form, now), status_code=303)


def judgement_of(form: Form, by: str) -> Judgement:
    """What a form says."""
    verdict = one(form, "verdict")
    if verdict not in set(Verdict):
        raise UsageError(f"{verdict!r} is no verdict; use the buttons of the page")
    found = Verdict(verdict)
    field = one(form, "field") or None
    events = tuple(dict.fromkeys(form.get("event", [])))
    if found in PAIRING and len(events) < 2:
        raise UsageError("two events are needed to say how they stand to each other")
    return Judgement(
        event_ids=events,
        verdict=found,
        saw=one(form, "saw"),
        field=field if found is Verdict.EDIT else None,
        value=value_of(form, field or "") if found is Verdict.EDIT else None,
        reason=one(form, "reason"),
        by=by,
    )


def _back(form: Form, now: list[str]) -> str:
    """Where to go on: to the page that sent the form, or to what the event is told as now."""
    back = one(form, "back")
    if not back.startswith("/") or back.startswith(("//", "/\\")):
        back = "/"
    if back.startswith("/events/") and now:
        return f"/events/{now[0]}"
    if back.startswith("/queue") and now and one(form, "verdict") == Verdict.EDIT:
        return f"{back}{'&' if '?' in back else '?'}event={now[0]}"
    return back


def asked_again(request: Request, form: Form, stale: StaleError, action: str) -> Response:
    """The page that shows what is told now and asks for the decision once more."""
    fields = [(name, value) for name, values in form.items() for value in values if name not in ("saw", "form_token")]
    saw = seen(stale.events)
    return page(request, "stale.html", 409, events=stale.events, fields=fields, saw=saw, action=action)


def journal_page(request: Request) -> Response:
    """All decisions, newest first, a hundred a page."""
    start = number(request.query_params.get("start", "")) or 0
    by = request.query_params.get("by", "")
    with desk_of(request).open() as book:
        found = journal.decisions(book.connection)[::-1]
        people = sorted({each.decided_by for each in found})
        listed = [each for each in found if by in ("", each.decided_by)]
        shown = told_decisions(listed[start : start + SIZE], book)
        about = {told.decision.decision_id: subjects_of(book, told.decision) for told in shown}
        return page(
            request,
            "decisions.html",
            told=shown,
            about=about,
            total=len(listed),
            start=start,
            size=SIZE,
            people=people,
            by=by,
        )


def undoing(request: Request) -> Response:
    """What taking a decision back would change."""
    with desk_of(request).open() as book:
        decision = found_decision(book, request.path_params["decision_id"])
        (told,) = told_decisions([decision], book)
        change = preview.change_by(book, counter(decision)) if decision.about_claims else None
        effects = effects_of(book, decision, counter(decision)) if told.counts else []
        return page(request, "undo.html", told=told, change=change, effects=effects)


def found_decision(book: Book, decision_id: str) -> Decision:
    """The decision of this id."""
    found = book.row(Decision, decision_id)
    if found is None:
        raise NotFoundError(f"There is no decision {decision_id} in this book.")
    return found


def counter(decision: Decision) -> Decision:
    """A decision, not recorded, that takes another one back: to see what it would change."""
    return Decision(
        decision_id="preview",
        subject_ids=decision.subject_ids,
        field=journal.UNDO,
        verdict=Verdict.UNSURE,
        value=None,
        reason="",
        decided_by="",
        decided_at=datetime.now(UTC).isoformat(),
        supersedes=decision.decision_id,
        saw="",
    )


async def undo(request: Request) -> Response:
    """Take one decision back, or several that were made together."""
    form = await form_of(request)
    names = form.get("decision") or [request.path_params["decision_id"]]
    await run_in_threadpool(_undone, desk_of(request), names, reviewer_of(request))
    back = one(form, "back")
    return RedirectResponse(back if back.startswith("/") and not back.startswith("//") else "/decisions", 303)


def _undone(desk: Desk, names: list[str], by: str) -> None:
    for name in reversed(names):
        take_back(desk, name, by)
