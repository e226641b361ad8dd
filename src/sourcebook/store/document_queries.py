"""Questions that pages ask about documents: how they were read, what they repeat, which claims they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from sourcebook.records.claims import Claim
from sourcebook.records.links import Copy
from sourcebook.records.text import Block, Document, Mention
from sourcebook.records.vocabulary import MentionKind
from sourcebook.store.book import Book
from sourcebook.store.connection import sqlite_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """How one document was read: what stands in it, what was left out, what could not be read."""

    document_id: str
    path: str
    title: str | None
    source: str | None
    published_on: str | None
    language: str | None
    characters: int
    left_out: int
    claims: int
    mentions: int
    guessed: tuple[str, ...]
    problems: tuple[str, ...]


_READ = """
    SELECT document_id, path, title, source, published_on, language, length(text), blocks, guessed,
        documents.problems, readings.problems,
        (SELECT count(*) FROM claims WHERE claims.document_key = documents.document_key),
        (SELECT count(*) FROM mentions WHERE mention_key BETWEEN documents.document_key * 1000000
            AND documents.document_key * 1000000 + 999999)
    FROM documents LEFT JOIN readings USING (document_key) WHERE shown
"""
_DOUBTED = "AND (documents.problems <> '[]' OR coalesce(readings.problems, '[]') <> '[]')"
_NAMED = "AND (instr(lower(path), :words) OR instr(lower(coalesce(title, '')), :words))"


def read_documents(book: Book, words: str = "", *, doubted: bool = False, start: int = 0) -> list[ReadDocument]:
    """A hundred documents in the order of their paths, with how each was read."""
    query = _READ + (_DOUBTED if doubted else "") + (_NAMED if words else "")
    with sqlite_errors(book.path):
        found = book.connection.execute(
            f"{query} ORDER BY path, document_id LIMIT 100 OFFSET :start", {"words": words.lower(), "start": start}
        )
        return [_read(row) for row in found.fetchall()]


def _read(row: tuple[Any, ...]) -> ReadDocument:
    blocks, guessed, ingested, read = (msgspec.json.decode(each or "[]") for each in row[7:11])
    return ReadDocument(
        document_id=row[0],
        path=row[1],
        title=row[2],
        source=row[3],
        published_on=row[4],
        language=row[5],
        characters=row[6],
        left_out=sum(each["end"] - each["start"] for each in blocks if each["kind"] == "boilerplate"),
        claims=row[11],
        mentions=row[12],
        guessed=tuple(guessed),
        problems=(*ingested, *read),
    )


def claims_in(book: Book, document_id: str) -> list[Claim]:
    """The claims of one document, in the order of its text."""
    where = (
        "WHERE claims.document_key = (SELECT document_key FROM documents WHERE shown AND document_id = ?) "
        "ORDER BY claims.position, claims.claim_id"
    )
    return list(book.selected(Claim, where, (document_id,)))


def copies_of(book: Book, document_id: str) -> list[Copy]:
    """How other documents repeat this one."""
    return list(book.selected(Copy, 'WHERE "left" = ?1 OR "right" = ?1 ORDER BY copy_id', (document_id,)))


def origin_group(book: Book, document_id: str) -> str:
    """The group of copies in which a document counts; itself where it repeats nothing."""
    query = "SELECT cluster_id FROM members WHERE stage = 'origins' AND member_id = ?"
    found = book.connection.execute(query, (document_id,)).fetchone()
    return str(found[0]) if found else document_id


def stretches_left_out(document: Document) -> list[Block]:
    """What of a document was not read for claims, and stands there all the same."""
    return [block for block in document.blocks if block.kind == "boilerplate"]


def documents_in_group(book: Book, document_id: str) -> list[Document]:
    """The documents that count as one report with this one, by day of publication; itself alone where none does."""
    where = (
        "WHERE shown AND document_id IN (SELECT member_id FROM members WHERE stage = 'origins' AND cluster_id = ?1 "
        "UNION SELECT ?2) ORDER BY published_on IS NULL, published_on, path"
    )
    return list(book.selected(Document, where, (origin_group(book, document_id), document_id)))


def actor_mentions_in(book: Book, document_id: str) -> list[Mention]:
    """The words of a document that were read as naming an actor."""
    where = (
        "JOIN documents AS here ON mention_key BETWEEN here.document_key * 1000000 "
        "AND here.document_key * 1000000 + 999999 WHERE here.shown AND here.document_id = ? AND mentions.kind = ?"
    )
    return list(book.selected(Mention, where, (document_id, MentionKind.ACTOR)))
