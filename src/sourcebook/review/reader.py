"""The reader: a document's own text with the words of its claims marked, what was left out, and what repeats it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sourcebook.errors import NotFoundError
from sourcebook.publish.shared_sources import shared_sources
from sourcebook.records.claims import Claim
from sourcebook.records.handmade import claim_id_of
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Event
from sourcebook.records.links import Copy
from sourcebook.records.review import HANDMADE
from sourcebook.records.text import Block, Document
from sourcebook.records.vocabulary import BlockKind, RelationType
from sourcebook.review.addresses import number
from sourcebook.review.desk import desk_of, is_blind
from sourcebook.review.history import Told, told_decisions
from sourcebook.review.marking import Stretch, marks_of, stretches
from sourcebook.review.rendering import page
from sourcebook.store import Book, journal
from sourcebook.store.document_queries import claims_in, copies_of, origin_group, read_documents
from sourcebook.store.event_queries import claims_of, of_claims
from sourcebook.wordbyword import Change, changes_between, figures_changed

MOST_SHOWN = 200_000
"""Characters of one document on one page; the rest is a link away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of the text with its marks; ``others`` are the documents in which its words stand too."""

    block: Block
    stretches: tuple[Stretch, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Another document that repeats this one, and how."""

    document: Document
    copy: Copy


def document(request: Request) -> Response:
    """One document with its marks, and the list of its claims beside it."""
    with desk_of(request).open() as book:
        found = named_document(book, request.path_params["document_id"])
        claims = claims_in(book, found.document_id)
        copies = [(_other(copy, found.document_id), copy) for copy in copies_of(book, found.document_id)]
        start = _start(request, found)
        beside = [Beside(document=other, copy=copy) for name, copy in copies if (other := book.row(Document, name))]
        return page(
            request,
            "document.html",
            document=found,
            passages=passages_of(found, claims, beside, start),
            claims=claims,
            numbers={claim.claim_id: at for at, claim in enumerate(claims, 1)},
            events={claim.claim_id: of_claims(book, [claim.claim_id]) for claim in claims if claim.kind == "event"},
            beside=beside,
            passing_on=passing_on_with(book, found.document_id, claims, copies),
            paths={one.document.document_id: one.document.path for one in beside},
            group=origin_group(book, found.document_id),
            now=request.query_params.get("claim", ""),
            further=start + MOST_SHOWN if start + MOST_SHOWN < len(found.text) else None,
            start=start,
            saw=text_seen(found),
            handmade={} if is_blind(request) else handmade_in(book, found.document_id),
            ties=tuple(RelationType),
        )


def passing_on_with(
    book: Book, document_id: str, claims: Sequence[Claim], copies: Sequence[tuple[str, Copy]]
) -> list[Document]:
    """The documents that pass on one source with this one about an event, though neither copies the other."""
    own = {claim.claim_id for claim in claims}
    events = (book.row(Event, name) for name in of_claims(book, sorted(own)))
    heard = [
        replace(event, origins=tuple(one for one in event.origins if not own.isdisjoint(one.claim_ids)))
        for event in events
        if event
    ]
    told = claims_of(book, sorted({claim for event in heard for one in event.origins for claim in one.claim_ids}))
    documents = {claim.claim_id: claim.document_id for claim in told}
    groups = {name: origin_group(book, name) for name in set(documents.values())}
    found = shared_sources(heard, documents.get, groups, [copy for _, copy in copies])
    return [
        other
        for pair in found
        if document_id in (pair.left, pair.right)
        if (other := book.row(Document, _other(pair, document_id)))
    ]


def text_seen(document: Document) -> str:
    """A digest of the text from which a person chooses words."""
    return content_id("saw", document.document_id, document.text)


def handmade_in(book: Book, document_id: str) -> dict[str, Told]:
    """The decisions that make claims in a document, by the claim."""
    made = [each for each in journal.about(book.connection, HANDMADE) if document_id in each.subject_ids]
    return {claim_id_of(told.decision): told for told in told_decisions(made, book)}


def named_document(book: Book, document_id: str) -> Document:
    """The document of this id."""
    found = book.row(Document, document_id)
    if found is None:
        raise NotFoundError(f"No document goes by {document_id}; it may have been taken out of the book.")
    return found


def _other(copy: Copy, document_id: str) -> str:
    return copy.right if copy.left == document_id else copy.left


def _start(request: Request, found: Document) -> int:
    given = request.query_params.get("start", "0")
    return number(given, len(found.text)) or 0


def passages_of(found: Document, claims: Sequence[Claim], beside: Sequence[Beside], start: int) -> list[Passage]:
    """The blocks of a document from some character on, with their marks."""
    marks = [mark for claim in claims for mark in marks_of(claim)]
    end = start + MOST_SHOWN
    blocks = found.blocks or ((Block(start=0, end=len(found.text), kind=BlockKind.PARAGRAPH),) if found.text else ())
    return [
        Passage(
            block=block,
            stretches=tuple(stretches(found.text, (max(block.start, start), min(block.end, end)), marks)),
            others=_standing_in(block, found.document_id, beside),
        )
        for block in blocks
        if block.start < end and start < block.end
    ]


def _standing_in(block: Block, document_id: str, beside: Sequence[Beside]) -> tuple[str, ...]:
    names = []
    for one in beside:
        left = one.copy.left == document_id
        for span in one.copy.spans:
            first, last = (span.left_start, span.left_end) if left else (span.right_start, span.right_end)
            if first < block.end and block.start < last:
                names.append(one.document.document_id)
                break
    return tuple(names)


def documents(request: Request) -> Response:
    """The reading report: how each document was read, and what could not be."""
    given = request.query_params
    start = number(given.get("start", "")) or 0
    doubted = given.get("doubted") == "1"
    words = given.get("words", "")[:200]
    with desk_of(request).open() as book:
        listed = read_documents(book, words, doubted=doubted, start=start)
        failures = failing_inputs(book) if not start else []
        return page(
            request, "documents.html", listed=listed, failures=failures, doubted=doubted, words=words, start=start
        )


def failing_inputs(book: Book) -> list[tuple[str, str]]:
    """What could not be taken in at all: the paths concerned, and the sentence that says why."""
    from sourcebook.records.links import Failure

    return [(", ".join(book.paths_behind(each)[:3]) or each.record_id, each.message) for each in book.rows(Failure)]


def original(request: Request) -> Response:
    """The untouched original as a file to keep; never shown as a page of ours."""
    desk = desk_of(request)
    with desk.open() as book:
        found = named_document(book, request.path_params["document_id"])
        stored = book.originals.path(found.original)
        if not stored.is_file():
            raise NotFoundError(
                f"The original of {found.path} is missing from {book.originals.folder.name}; "
                "`sourcebook verify` names all that are."
            )
        name = PurePath(found.path.partition("#")[0]).name or "original"
        return FileResponse(stored, media_type="application/octet-stream", filename=name)


def beside(request: Request) -> Response:
    """Two documents word by word: what one has and the other has not."""
    with desk_of(request).open() as book:
        left = named_document(book, request.path_params["document_id"])
        right = named_document(book, request.path_params["other_id"])
        changes: list[Change] = changes_between(left.text, right.text)
        return page(request, "beside.html", left=left, right=right, changes=changes, figures=figures_changed(changes))
