"""The queue: one event after the other, the weightiest first, each with its sentences and a key for every verdict."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourcebook.errors import UsageError
from sourcebook.records.knowledge import Event
from sourcebook.records.vocabulary import Verdict
from sourcebook.review.addresses import view_of
from sourcebook.review.coding import code, coded_by
from sourcebook.review.desk import desk_of, is_blind, reviewer_of
from sourcebook.review.event_page import told_of
from sourcebook.review.forms import Form, form_of, one
from sourcebook.review.recording import Judgement, decide, events_named, seen
from sourcebook.review.rendering import labels_of, page
from sourcebook.review.selecting import chips_of
from sourcebook.store import Book, journal
from sourcebook.store.event_queries import Page, events
from sourcebook.store.queue_queries import progress

SKIPPED = "sourcebook_skipped"
MOST_SKIPPED = 60
MOST_AT_ONCE = 200


def next_event(request: Request) -> Response:
    """The event to be decided next, with all that is needed to decide."""
    view = view_of(request.query_params)
    blind = is_blind(request)
    with desk_of(request).open() as book:
        passed = _passed(book, reviewer_of(request), blind=blind) | _skipped(request)
        found = progress(book, view.selection, passed)
        event = book.row(Event, request.query_params.get("event", "")) or _first(book, found.next_ids)
        told = told_of(book, event, blind=blind) if event else {}
        upcoming = [each for name in found.next_ids[:8] if (each := book.row(Event, name))]
        return page(
            request,
            "queue.html",
            progress=found,
            upcoming=[each for each in upcoming if each != event],
            digits=labels_of(desk_of(request)).digits,
            chips=chips_of(view, None),
            query=view.query(),
            skipped=len(_skipped(request)),
            why=_why(event) if event else [],
            **{"event": None, **told},
        )


def _first(book: Book, names: tuple[str, ...]) -> Event | None:
    return book.row(Event, names[0]) if names else None


def _passed(book: Book, by: str, *, blind: bool) -> set[str]:
    """The first claims of events on which this person was unsure, or which the person coded already."""
    live = journal.live(book.connection).by_id.values()
    unsure = {d.subject_ids[0] for d in live if d.verdict is Verdict.UNSURE and d.field is None and d.decided_by == by}
    return unsure | (coded_by(book, by) if blind else set())


def _skipped(request: Request) -> set[str]:
    given = request.cookies.get(SKIPPED, "").split(".")
    return {f"claim-{name}" for name in given[-MOST_SKIPPED:] if name.isalnum()}


def _why(event: Event) -> list[str]:
    """Why an event stands where it does in the queue."""
    number = event.killed and (event.killed.best or event.killed.low or event.killed.high)
    found = [f"origins disagree on {', '.join(event.contested)}" if event.contested else ""]
    found.append(f"{number:,} killed" if number and number >= 20 else "")
    found.append("nobody says when" if event.time.earliest is None else "")
    found.append("no point on the map" if event.place is None or event.place.latitude is None else "")
    found.append(f"confidence {event.confidence}" if event.confidence is not None and event.confidence < 0.6 else "")
    return [each for each in found if each]


async def skip(request: Request) -> Response:
    """Leave an event for later: it comes again when the others are done, or when the skipped are asked for."""
    form = await form_of(request)
    now = one(form, "claim").removeprefix("claim-")
    before = [each for each in request.cookies.get(SKIPPED, "").split(".") if each.isalnum()]
    names = [*before, now][-MOST_SKIPPED:] if now else []
    answer = RedirectResponse(_own(one(form, "back")), status_code=303)
    answer.set_cookie(SKIPPED, ".".join(filter(None, names)), httponly=True, samesite="strict", max_age=30 * 86400)
    return answer


def _own(back: str) -> str:
    return back if back.startswith("/queue") else "/queue"


def bulk(request: Request) -> Response:
    """All events of a selection that nobody decided on yet, to be accepted or rejected together, after a look."""
    view = view_of(request.query_params)
    with desk_of(request).open() as book:
        found = [each for each in events(book, view.selection, Page(size=MOST_AT_ONCE)) if each.review == "machine"]
        return page(request, "bulk.html", events=found, chips=chips_of(view, None), saw=seen(found), most=MOST_AT_ONCE)


async def bulk_take(request: Request) -> Response:
    """Decide on many events in one go: a decision each, so that each can be taken back alone."""
    form = await form_of(request)
    return await run_in_threadpool(_all_taken, request, form)


def _all_taken(request: Request, form: Form) -> Response:
    desk, by = desk_of(request), reviewer_of(request)
    names = list(dict.fromkeys(form.get("event", ())))[:MOST_AT_ONCE]
    verdict = one(form, "verdict")
    if verdict not in (Verdict.ACCEPT, Verdict.REJECT) or not names:
        raise UsageError("choose the events, and whether they are accepted or rejected")
    with desk.open() as book:
        listed = events_named(book, names)
        saw = {event.event_id: seen([event]) for event in listed}
        if one(form, "saw") != seen(each for each in events_named(book, form.get("listed", ()))):
            raise UsageError("the list has changed since you opened it; nothing was decided, look at it again")
    reason = one(form, "reason") or f"together with {len(names) - 1} others"
    record = code if is_blind(request) else decide
    for name in names:
        record(desk, Judgement(event_ids=(name,), verdict=Verdict(verdict), saw=saw[name], reason=reason, by=by))
    return RedirectResponse("/decisions", status_code=303)
