"""A tie between two actors made by hand: two names of a document, how the one stands to the other, and since when."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourcebook import api, resolve
from sourcebook.errors import RecordError, UsageError
from sourcebook.records.handmade import End, Tie, claim_id_of
from sourcebook.records.review import HANDMADE
from sourcebook.records.text import Document
from sourcebook.records.values import UNKNOWN_TIME, TimeRange, Words, days_between
from sourcebook.records.vocabulary import ActorKind, RelationType, TiePhase, TimeBasis, Verdict
from sourcebook.review.addresses import day, number
from sourcebook.review.desk import Desk, desk_of, reviewer_of
from sourcebook.review.forms import Form, form_of, one
from sourcebook.review.reader import named_document, text_seen
from sourcebook.review.recording import Judgement, decision_on, write
from sourcebook.store import Book
from sourcebook.store.document_queries import actor_mentions_in

MOST_WORDS = 200
MOST_PLACES = 50
"""Places of a name in a text that are tried, where nobody said which is meant."""
PERSONS = frozenset({RelationType.LEADS, RelationType.MEMBER_OF, RelationType.DEFECTED_TO})
"""Ties whose first end is a person where the words alone do not tell."""


async def make(request: Request) -> Response:
    """Record a tie that a person read in a document, and show the document with it."""
    form = await form_of(request)
    return await run_in_threadpool(_made, request, form)


def _made(request: Request, form: Form) -> Response:
    desk, document_id = desk_of(request), request.path_params["document_id"]
    with desk.writing:
        with desk.open() as book:
            document = named_document(book, document_id)
            if one(form, "saw") != text_seen(document):
                raise UsageError("the document was read anew since you opened it; open it again and choose the words")
            tie = tie_in(form, document, _Names(desk, book, document))
        judgement = Judgement(
            event_ids=(),
            verdict=Verdict.EDIT,
            saw=text_seen(document),
            field=HANDMADE,
            value=msgspec.json.encode(tie).decode(),
            reason=one(form, "reason"),
            by=reviewer_of(request),
        )
        decision = decision_on(judgement, (document_id,))
        write(desk, decision)
    claim_id = claim_id_of(decision)
    return RedirectResponse(f"/documents/{document_id}?claim={claim_id}#{claim_id}", status_code=303)


def tie_in(form: Form, document: Document, names: _Names) -> Tie:
    """What a form says of two names of a document."""
    if one(form, "type") not in set(RelationType):
        raise UsageError("choose how the first stands to the second")
    kind = RelationType(one(form, "type"))
    first, second = words_meant(document.text, (_given(form, "subject"), _given(form, "object")))
    try:
        return Tie(
            type=kind,
            subject=names.end(first, ActorKind.PERSON if kind in PERSONS else ActorKind.UNKNOWN),
            object=names.end(second, ActorKind.UNKNOWN),
            time=_time(one(form, "earliest"), one(form, "latest")),
            phase=TiePhase(one(form, "phase")) if one(form, "phase") in set(TiePhase) else None,
        )
    except RecordError as error:
        raise UsageError(f"{error}; choose two names that stand near each other") from error


def _given(form: Form, name: str) -> tuple[str, int | None]:
    words, at = one(form, name)[:MOST_WORDS], one(form, f"{name}_start")
    if not words:
        raise UsageError("two names are needed; select each in the text, or write it as it stands there")
    return words, number(at)


def words_meant(text: str, given: tuple[tuple[str, int | None], tuple[str, int | None]]) -> tuple[Words, Words]:
    """The words of a text that two names mean: where they were selected, else where both stand nearest each other.

    >>> first, second = words_meant("IS grew. Baghdadi led IS.", (("Baghdadi", None), ("IS", None)))
    >>> first.start, second.start
    (9, 22)
    """
    spans = [_places(text, words, at) for words, at in given]
    pairs = [(a, b) for a, b in product(*spans) if a[1] <= b[0] or b[1] <= a[0]]
    if not pairs:
        raise UsageError("the two names are the same words of the text; choose two")
    chosen = min(pairs, key=lambda pair: (_between(*pair), pair))
    first, second = (Words(start=start, end=end, quote=text[start:end]) for start, end in chosen)
    return first, second


def _between(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])


def _places(text: str, words: str, at: int | None) -> list[tuple[int, int]]:
    """Where words stand in a text, however their spaces are set; the one place nearest to where they were selected."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(pattern, text)]
    if not found:
        raise UsageError(f"{words!r} does not stand in this document; select it in the text, or write it as it stands")
    return [min(found, key=lambda span: abs(span[0] - at))] if at is not None else found[:MOST_PLACES]


def _time(earliest: str, latest: str) -> TimeRange:
    """The days that a person gave, or nothing known."""
    if not earliest and not latest:
        return UNKNOWN_TIME
    first, last = day(earliest or latest), day(latest or earliest, last=True)
    if first is None or last is None or last < first or not date(1, 1, 1) <= first:
        raise UsageError(f"{earliest!r} to {latest!r} are no days; write 2004-03-11, or 2004-03, or 2004")
    return days_between(first, last, TimeBasis.STATED)


class _Names:
    """Which actors words of a document name: as they were read there, else by the registry and their own letters."""

    def __init__(self, desk: Desk, book: Book, document: Document) -> None:
        self.desk = desk
        self.document = document
        self.read = actor_mentions_in(book, document.document_id)

    def end(self, words: Words, kind: ActorKind) -> End:
        """One end of a tie."""
        best = max(self.read, key=lambda mention: _shared(mention.words, words), default=None)
        if best and best.actor_id and 2 * _shared(best.words, words) >= len(words.quote):
            return End(words=words, name=best.name or best.words.quote, actor_id=best.actor_id)
        resolve.use_registries(api.settings_of(self.desk.path).resolve)
        name = " ".join(words.quote.split())
        return End(words=words, name=name, actor_id=resolve.actor_called(name, kind))


def _shared(one: Words, other: Words) -> int:
    """How many characters two stretches of a text share."""
    return min(one.end, other.end) - max(one.start, other.start)
