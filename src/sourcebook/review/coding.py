"""A second reviewer, blind: codes events without seeing or changing what others decided, so that agreement is worth
something.

A coding is a decision that binds nothing: verdict ``unsure`` about the field ``coding`` or ``coding:FIELD``, its value
the JSON text of what the person would have decided.
"""

from __future__ import annotations

import json
from dataclasses import replace

from sourcebook.agreement import CODING
from sourcebook.records.vocabulary import Verdict
from sourcebook.review.desk import Desk
from sourcebook.review.recording import Judgement, decide
from sourcebook.store import Book, journal


def as_coding(judgement: Judgement) -> Judgement:
    """The judgement of a blind reviewer: kept beside the book's own, changing nothing."""
    field = f"{CODING}:{judgement.field}" if judgement.field else CODING
    value = judgement.value if judgement.field else json.dumps(str(judgement.verdict))
    return replace(judgement, verdict=Verdict.UNSURE, field=field, value=value)


def code(desk: Desk, judgement: Judgement) -> list[str]:
    """Record a coding."""
    return decide(desk, as_coding(judgement))


def coded_by(book: Book, by: str) -> set[str]:
    """The first claims of the events that a person has coded as a whole."""
    live = journal.live(book.connection).by_id.values()
    return {d.subject_ids[0] for d in live if d.field == CODING and d.decided_by == by}
