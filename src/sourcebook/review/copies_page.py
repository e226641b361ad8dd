"""Which documents count as one report: parting copies that are two, and putting together what is one."""

from __future__ import annotations

import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourcebook.errors import UsageError
from sourcebook.records.review import COPIES, Decision
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import Verdict
from sourcebook.review.desk import desk_of, is_blind, reviewer_of
from sourcebook.review.forms import Form, form_of, one
from sourcebook.review.history import told_decisions
from sourcebook.review.reader import named_document
from sourcebook.review.recording import Judgement, decision_on, write
from sourcebook.review.rendering import page
from sourcebook.store import Book, journal
from sourcebook.store.document_queries import copies_of, documents_in_group, origin_group, read_documents


def copies(request: Request) -> Response:
    """The documents that count as one report with this one, and a search for others that should."""
    words = request.query_params.get("words", "")[:200].strip()
    with desk_of(request).open() as book:
        document = named_document(book, request.path_params["document_id"])
        group = documents_in_group(book, document.document_id)
        near = [_other(copy, document.document_id) for copy in copies_of(book, document.document_id)]
        inside = {each.document_id for each in group}
        return page(
            request,
            "copies.html",
            document=document,
            group=group,
            saw=_saw(book, document),
            words=words,
            found=[each for each in read_documents(book, words) if each.document_id not in inside] if words else [],
            near=[each for name in near if name not in inside and (each := book.row(Document, name))],
            decided=[] if is_blind(request) else told_decisions(decisions_on(book, inside), book),
            changed=request.query_params.get("changed") == "1",
        )


def _other(copy: Any, document_id: str) -> str:
    return str(copy.right if copy.left == document_id else copy.left)


def _saw(book: Book, document: Document) -> str:
    return origin_group(book, document.document_id) + str(len(documents_in_group(book, document.document_id)))


def decisions_on(book: Book, document_ids: set[str]) -> list[Decision]:
    """Every decision about these documents, newest first."""
    found = journal.decisions(book.connection)
    return [each for each in reversed(found) if each.field == COPIES and document_ids & set(each.subject_ids)]


async def decide(request: Request) -> Response:
    """Record which documents are one report, or are not."""
    form = await form_of(request)
    return await run_in_threadpool(_decided, request, form)


def _decided(request: Request, form: Form) -> Response:
    desk, document_id = desk_of(request), request.path_params["document_id"]
    back = f"/documents/{document_id}/copies"
    with desk.writing:
        with desk.open() as book:
            document = named_document(book, document_id)
            group = [each.document_id for each in documents_in_group(book, document_id)]
            if one(form, "saw") != _saw(book, document):
                return RedirectResponse(f"{back}?changed=1", status_code=303)
        judgement = judgement_of(form, document_id, group, reviewer_of(request))
        write(desk, decision_on(judgement, judgement.event_ids))
    return RedirectResponse(back, status_code=303)


def judgement_of(form: Form, document_id: str, group: list[str], by: str) -> Judgement:
    """What a form says of a document and those that count with it."""
    named = [name for name in dict.fromkeys(form.get("document", ())) if name]
    verdict, value = one(form, "verdict"), None
    if verdict == Verdict.SAME:
        subjects = tuple(dict.fromkeys([document_id, *named]))
        if len(subjects) < 2:
            raise UsageError("choose a document that is the same report")
    elif verdict == Verdict.DIFFERENT:
        parts = [[name for name in group if name in named], [name for name in group if name not in named]]
        if not all(parts):
            raise UsageError("mark at least one document, and leave at least one; they become two reports")
        subjects, value = tuple(group), json.dumps({"parts": parts})
    else:
        raise UsageError(f"{verdict!r} says nothing of two documents; say same or different")
    return Judgement(
        event_ids=subjects,
        verdict=Verdict(verdict),
        saw=one(form, "saw"),
        field=COPIES,
        value=value,
        reason=one(form, "reason"),
        by=by,
    )
