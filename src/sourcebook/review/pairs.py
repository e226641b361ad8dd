"""One event or two: candidates with the reasons for them, side by side, four verdicts; and parting what was joined."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourcebook.errors import UsageError
from sourcebook.likeness import Likeness, likeness
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Verdict
from sourcebook.review.decisions import asked_again
from sourcebook.review.desk import Desk, desk_of, is_blind, reviewer_of
from sourcebook.review.disagreement import FIELDS
from sourcebook.review.event_page import told_of
from sourcebook.review.forms import Form, form_of, one
from sourcebook.review.history import told_decisions
from sourcebook.review.recording import Judgement, StaleError, decision_of, events_named, seen, write
from sourcebook.review.rendering import page
from sourcebook.store import Book, journal
from sourcebook.store.event_queries import claims_of, of_claims
from sourcebook.store.feeds import Feed
from sourcebook.store.queue_queries import near_events, near_pairs

JUDGED = (Verdict.SAME, Verdict.DIFFERENT, Verdict.RELATED, Verdict.UNSURE)
RELATIONS = ("same operation", "retaliation", "part of a campaign", "same place, other day", "disputed")
LEAST_SCORE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two events that may be one, and how alike they are."""

    left: Event
    right: Event
    alike: Likeness


def alike(request: Request) -> Response:
    """Events that could be the same as one, the likeliest first."""
    with desk_of(request).open() as book:
        (event,) = events_named(book, [request.path_params["event_id"]])
        others = events_named(book, names) if (names := near_events(book, event.event_id)) else []
        found = sorted(_candidates(book, [(event, other) for other in others]), key=lambda c: -c.alike.score)
        saw = seen([event, *(each.right for each in found)])
        return page(request, "alike.html", event=event, candidates=found, saw=saw)


def _candidates(book: Book, pairs: list[tuple[Event, Event]]) -> list[Candidate]:
    claims = {event.event_id: claims_of(book, event.claim_ids[:12]) for pair in pairs for event in pair}
    told = Feed(book, "events").story_of
    made = ((left, right, likeness(claims[left.event_id], claims[right.event_id], told)) for left, right in pairs)
    return [Candidate(left=left, right=right, alike=found) for left, right, found in made if found]


def queue(request: Request) -> Response:
    """Pairs of events that nobody has judged yet, the likeliest first."""
    by = reviewer_of(request)
    with desk_of(request).open() as book:
        judged = [d for d in journal.live(book.connection).by_id.values() if d.verdict in JUDGED]
        open_pairs = [pair for pair in near_pairs(book) if not any(_settles(d, pair, by) for d in judged)]
        found = [each for each in _candidates(book, open_pairs) if each.alike.score >= LEAST_SCORE]
        found.sort(key=lambda each: -each.alike.score)
        return page(request, "pairs.html", candidates=found[:30], judged=sum(d.verdict != "unsure" for d in judged))


def _settles(decision: Decision, pair: tuple[Event, Event], by: str) -> bool:
    """Whether a decision names claims of both events; being unsure settles it for the one who was."""
    named = set(decision.subject_ids)
    about_both = all(named & set(event.claim_ids) for event in pair)
    return about_both and (decision.verdict is not Verdict.UNSURE or decision.decided_by == by)


def pair(request: Request) -> Response:
    """Two events side by side, field by field, with what speaks for and against their being one."""
    names = [request.path_params["left"], request.path_params["right"]]
    with desk_of(request).open() as book:
        events = events_named(book, names)
        if len(events) < 2:
            raise UsageError("one event was named twice; two are compared")
        sides = [told_of(book, event, blind=is_blind(request)) for event in events]
        left, right = (claims_of(book, event.claim_ids[:12]) for event in events)
        found = likeness(left, right, Feed(book, "events").story_of)
        about = [d for d in journal.decisions(book.connection) if _settles(d, (events[0], events[1]), d.decided_by)]
        return page(
            request,
            "pair.html",
            events=events,
            sides=sides,
            alike=found,
            rows=_rows(sides),
            earlier=[] if is_blind(request) else told_decisions(about, book),
            saw=seen(events),
            relations=RELATIONS,
        )


def _rows(sides: list[dict[str, object]]) -> list[tuple[str, str, str, bool]]:
    """The fields of both events side by side, and whether they differ."""
    left, right = ({field.name: field for field in side["versions"].fields} for side in sides)  # type: ignore[attr-defined]
    names = [name for name in FIELDS if name in left or name in right]
    told = [(name, *(side[name].chosen if name in side else "–" for side in (left, right))) for name in names]
    return [(FIELDS[name][0], one, other, one.casefold() != other.casefold()) for name, one, other in told]


async def judge(request: Request) -> Response:
    """Record how two events stand to each other."""
    form = await form_of(request)
    return await run_in_threadpool(_judged, request, form)


def _judged(request: Request, form: Form) -> Response:
    verdict = one(form, "verdict")
    if verdict not in JUDGED:
        raise UsageError(f"{verdict!r} says nothing of two events; say same, different, related or unsure")
    desk, names = desk_of(request), tuple(form.get("event", ()))
    said = one(form, "relation")
    relation = said if verdict == Verdict.RELATED and said in RELATIONS else ""
    judgement = Judgement(
        event_ids=names,
        verdict=Verdict(verdict),
        saw=one(form, "saw"),
        field=relation or None,
        reason=one(form, "reason"),
        by=reviewer_of(request),
    )
    if len(set(names)) < 2:
        raise UsageError("two events are needed to say how they stand to each other")
    try:
        record_pairing(desk, judgement, [])
    except StaleError as stale:
        return asked_again(request, form, stale, "/pairs")
    return RedirectResponse(_next(desk, form), status_code=303)


async def judge_many(request: Request) -> Response:
    """Record of several events at once that they are one with this event, or that none of them is."""
    form = await form_of(request)
    return await run_in_threadpool(_many_judged, request, form)


def _many_judged(request: Request, form: Form) -> Response:
    desk, event_id = desk_of(request), request.path_params["event_id"]
    verdict, marked = one(form, "verdict"), list(dict.fromkeys(form.get("event", ())))
    if verdict not in (Verdict.SAME, Verdict.DIFFERENT) or not marked:
        raise UsageError("mark the events, and say whether they are this one")
    with desk.open() as book:
        if one(form, "saw") != seen(events_named(book, [event_id, *form.get("listed", ())])):
            raise UsageError("the list has changed since you opened it; nothing was decided, look at it again")
    together = [(event_id, *marked)] if verdict == Verdict.SAME else [(event_id, other) for other in marked]
    for names in together:
        with desk.open() as book:
            saw = seen(events_named(book, names))
        reason, by = one(form, "reason"), reviewer_of(request)
        made = Judgement(event_ids=names, verdict=Verdict(verdict), saw=saw, reason=reason, by=by)
        record_pairing(desk, made, [])
    return RedirectResponse(f"/events/{event_id}", status_code=303)


def _next(desk: Desk, form: Form) -> str:
    if one(form, "back") == "/pairs":
        return "/pairs"
    with desk.open() as book:
        for name in form.get("event", ()):
            if book.row(Event, name):
                return f"/events/{name}"
    return "/pairs"


def record_pairing(desk: Desk, judgement: Judgement, parts: list[list[str]]) -> None:
    """Record that events are one, are two, or that one event is to be parted so.

    Saying that two events differ parts them from each other, never an event in itself: so the parts are named.
    """
    with desk.writing:
        with desk.open() as book:
            events = events_named(book, judgement.event_ids)
            if judgement.saw != seen(events):
                raise StaleError(events)
        if judgement.verdict is Verdict.DIFFERENT:
            named = parts or [list(event.claim_ids) for event in events]
            judgement = replace(judgement, value=json.dumps({"parts": named}))
        write(desk, decision_of(judgement, events))


def parts(request: Request) -> Response:
    """The claims of one event, to be marked that belong to another."""
    with desk_of(request).open() as book:
        (event,) = events_named(book, [request.path_params["event_id"]])
        return page(request, "parts.html", **told_of(book, event, blind=is_blind(request)))


async def part(request: Request) -> Response:
    """Part an event in two: the claims marked, and the others."""
    form = await form_of(request)
    return await run_in_threadpool(_parted, request, form)


def _parted(request: Request, form: Form) -> Response:
    desk, event_id = desk_of(request), request.path_params["event_id"]
    with desk.open() as book:
        (event,) = events_named(book, [event_id])
    marked = [name for name in form.get("claim", ()) if name in event.claim_ids]
    rest = [name for name in event.claim_ids if name not in marked]
    if not marked or not rest:
        raise UsageError("mark at least one claim, and leave at least one; they become two events")
    judgement = Judgement(
        event_ids=(event_id,),
        verdict=Verdict.DIFFERENT,
        saw=one(form, "saw"),
        reason=one(form, "reason"),
        by=reviewer_of(request),
    )
    try:
        record_pairing(desk, judgement, [marked, rest])
    except StaleError:
        return RedirectResponse(f"/events/{event_id}/parts", status_code=303)
    with desk.open() as book:
        now = of_claims(book, [*rest, *marked])
    return RedirectResponse(f"/events/{now[0]}" if now else "/", status_code=303)
