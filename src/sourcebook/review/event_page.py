"""One event: what is told of it, who tells it otherwise, why its reports were joined, and what people decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourcebook import preview
from sourcebook.errors import NotFoundError
from sourcebook.records.claims import Claim
from sourcebook.records.grading import GRADE_RULE, grade_of
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.records.text import Document
from sourcebook.records.values import TimeRange
from sourcebook.records.vocabulary import EventType
from sourcebook.review.desk import desk_of, is_blind
from sourcebook.review.disagreement import origin_name, versions
from sourcebook.review.drawings import calendar, toll_charts
from sourcebook.review.history import told_decisions
from sourcebook.review.recording import seen
from sourcebook.review.rendering import labels_of, page
from sourcebook.store import Book, journal
from sourcebook.store.event_queries import claims_of, of_claims

RULE_WORDS = {
    "latest_reliable": "what was found later, else the latest report, first-hour tolls left out",
    "majority_of_origins": "the number that most independent origins give",
    "range": "the range of all origins, no choice within it",
    "lowest": "the lowest number that any origin gives",
    "priority_of_sources": "monitors before medics, officials, witnesses and sources not named",
    "person": "set by a person",
}


def event(request: Request) -> Response:
    """The page of one event, or of the event that its claims tell now."""
    event_id = request.path_params["event_id"]
    with desk_of(request).open() as book:
        found = book.row(Event, event_id)
        if found is None:
            return RedirectResponse(f"/events/{now_told_as(book, event_id)}", status_code=303)
        told = told_of(book, found, blind=is_blind(request))
        return page(request, "event.html", digits=labels_of(desk_of(request)).digits, **told)


def now_told_as(book: Book, event_id: str) -> str:
    """The event that tells the first claim of an event of this id: joining and parting change ids."""
    names = (claim_id for (claim_id,) in book.connection.execute("SELECT claim_id FROM claims WHERE kind = 'event'"))
    first = next((name for name in names if content_id("e", name) == event_id), None)
    now = of_claims(book, [first]) if first else []
    if not now:
        raise NotFoundError(f"No event goes by {event_id}; its reports may have been removed or rejected.")
    return now[0]


def told_of(book: Book, event: Event, *, blind: bool = False) -> dict[str, Any]:
    """All that a page shows of an event."""
    claims = claims_of(book, event.claim_ids)
    names = {claim.document_id for claim in claims} | set(event.document_ids)
    documents = {name: found for name in sorted(names) if (found := book.row(Document, name))}
    return {
        "event": event,
        "claims": sorted(claims, key=lambda claim: _published(claim, documents)),
        "documents": documents,
        "versions": versions(event, claims, documents),
        "charts": toll_charts(event),
        "calendar": calendar(event.time, times_by_origin(event, claims, documents)),
        "sums": sums_of(book, event, documents),
        "graded": grade_of(event),
        "grade_rule": GRADE_RULE,
        "reasons": clauses(event.reasons),
        "rules": rules_of(preview.figures_by_rule(book, event), event),
        "rule_words": RULE_WORDS,
        "event_types": tuple(EventType),
        "saw": seen([event]),
        "history": [] if blind else told_decisions(decisions_about(book, event), book),
    }


def sums_of(book: Book, event: Event, documents: dict[str, Document]) -> list[tuple[Claim, tuple[str, ...]]]:
    """The statements about many incidents that count this one; their documents join those of the page."""
    found = preview.sums_over(book, event)
    for claim, _ in found:
        document = book.row(Document, claim.document_id)
        if document is not None:
            documents.setdefault(claim.document_id, document)
    return found


def _published(claim: Claim, documents: Mapping[str, Document]) -> tuple[str, str, int]:
    document = documents.get(claim.document_id)
    day = document.published_on.isoformat() if document and document.published_on else "9999"
    return day, claim.document_id, claim.position


def times_by_origin(
    event: Event, claims: list[Claim], documents: Mapping[str, Document]
) -> list[tuple[str, TimeRange]]:
    """The first day that each origin gives, and how precisely."""
    by_id = {claim.claim_id: claim for claim in claims}
    found = []
    for origin in event.origins:
        told = [by_id[name].time for name in origin.claim_ids if name in by_id and by_id[name].time.earliest]
        if told:
            found.append((origin_name(origin, documents), min(told, key=lambda time: (time.latest, time.earliest))))
    return found


def clauses(reasons: tuple[str, ...]) -> list[str]:
    """The clauses of all reasons, each once."""
    return list(dict.fromkeys(clause.strip() for reason in reasons for clause in reason.split(";") if clause.strip()))


def rules_of(by_rule: Mapping[Any, preview.Estimates], event: Event) -> dict[str, list[tuple[str, Any, bool]]]:
    """For each figure of the event, what every rule gives and which one chose."""
    found = {}
    for harm, estimates in by_rule.items():
        now = getattr(event, harm.value)
        if now is None and not any(estimates.values()):
            continue
        rows = [(rule, estimate, now is not None and now.rule == rule) for rule, estimate in estimates.items()]
        if now is not None and now.rule not in estimates:
            rows.append((now.rule, now, True))
        found[harm.value] = rows
    return found


def decisions_about(book: Book, event: Event) -> list[Decision]:
    """Every decision that names a claim of the event, those taken back too, newest first."""
    own = set(event.claim_ids)
    return [each for each in reversed(journal.decisions(book.connection)) if own & set(each.subject_ids)]
