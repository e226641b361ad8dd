"""What runs changed since the reviewer last looked: events told otherwise, why, and which people had decided about."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourcebook.records.handmade import claim_id_of
from sourcebook.records.review import HANDMADE, Decision
from sourcebook.review.addresses import number
from sourcebook.review.desk import desk_of, is_blind
from sourcebook.review.forms import form_of, one
from sourcebook.review.history import told_decisions
from sourcebook.review.rendering import page
from sourcebook.store import Book, journal
from sourcebook.store.differences import last_run, number_since, runs_since

LOOKED = "sourcebook_looked"
YEAR = 365 * 86400
MOST_LEFT = 100


def looked_at(request: Request) -> int:
    """The last run of whose changes this person took note."""
    given = request.cookies.get(LOOKED, "")
    return number(given) or 0


def told_since(request: Request, book: Book) -> tuple[int, int]:
    """How many events were told otherwise since the person looked, and how many of them had been decided on."""
    return number_since(book, looked_at(request))


def changes(request: Request) -> Response:
    """Run by run what changed, what people had decided about first."""
    everything = request.query_params.get("all") == "1"
    since = 0 if everything else looked_at(request)
    with desk_of(request).open() as book:
        left = [] if is_blind(request) else without_claims(book)
        return page(
            request,
            "changes.html",
            runs=runs_since(book, since),
            left=told_decisions(left, book),
            last=last_run(book),
            everything=everything,
            looked=looked_at(request),
        )


def without_claims(book: Book) -> list[Decision]:
    """Standing decisions none of whose claims is read any more; they count again when their report comes back."""
    query = "SELECT 1 FROM claims WHERE claim_id = ?"
    found = []
    for decision in journal.live(book.connection).by_id.values():
        named = decision.subject_ids if decision.about_claims else ()
        claims = (claim_id_of(decision),) if decision.field == HANDMADE else named
        if claims and not any(book.connection.execute(query, (name,)).fetchone() for name in claims):
            found.append(decision)
    return found[-MOST_LEFT:][::-1]


async def look(request: Request) -> Response:
    """Take note of all changes up to some run."""
    form = await form_of(request)
    answer = RedirectResponse("/changes", status_code=303)
    run = one(form, "run")
    if number(run) is not None:
        answer.set_cookie(LOOKED, run, httponly=True, samesite="strict", max_age=YEAR)
    return answer
