"""What a book holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Event, Relation, Strength
from sourcebook.records.links import Copy, Failure
from sourcebook.records.review import Decision
from sourcebook.records.text import Document, Mention
from sourcebook.store.book import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts of records; ``problems`` counts documents of which something could not be read.

    ``origins`` counts documents that repeat each other, or came in one mail, once.
    ``contested`` counts events on which origins disagree.
    """

    documents: int
    problems: int
    mentions: int
    claims: int
    events: int
    contested: int
    actors: int
    relations: int
    strengths: int
    copies: int
    origins: int
    decisions: int
    failures: int
    unfinished: int


_PROBLEMS = """
    SELECT count(*) FROM documents LEFT JOIN readings USING (document_key)
    WHERE shown AND (documents.problems <> '[]' OR coalesce(readings.problems, '[]') <> '[]')
"""


def summary(book: Book) -> Summary:
    """The numbers of a book as it stands."""
    return Summary(
        documents=book.count(Document),
        problems=book.number(_PROBLEMS),
        mentions=book.count(Mention),
        claims=book.count(Claim),
        events=book.count(Event),
        contested=book.number("SELECT count(*) FROM events WHERE contested <> '[]'"),
        actors=book.count(Actor),
        relations=book.count(Relation),
        strengths=book.count(Strength),
        copies=book.count(Copy),
        origins=len(set(book.origin_groups().values())),
        decisions=book.count(Decision),
        failures=book.count(Failure),
        unfinished=book.unfinished(),
    )
