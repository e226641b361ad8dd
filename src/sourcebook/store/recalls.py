"""What else an undated report tells, and what other reports say of its day: read for claims that have no day."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.records.claims import Claim
from sourcebook.records.links import Recalled
from sourcebook.records.text import Mention
from sourcebook.records.values import Words
from sourcebook.store.book import Book
from sourcebook.store.schema import STRIDE

MOST_OTHERS = 20
"""Claims of others that are held beside one that an undated report makes."""

_KEY = "SELECT document_key FROM documents WHERE shown AND document_id = ?"
_UNREAD = (
    "WHERE mention_key BETWEEN ? AND ? AND mentions.kind = 'time' AND mentions.\"time\" IS NULL ORDER BY mention_key"
)
_BESIDE = (
    "WHERE documents.document_id = ? AND claims.kind = 'event' AND claims.claim_id <> ? "
    "AND json_extract(claims.\"time\", '$.earliest') IS NULL ORDER BY claims.claim_id"
)
_OTHERS = (
    "WHERE claims.claim_id IN (SELECT member_id FROM members WHERE stage = 'clusters' AND cluster_id = "
    "(SELECT cluster_id FROM members WHERE stage = 'clusters' AND member_id = ?)) AND documents.document_id <> ? "
    "AND json_extract(claims.\"time\", '$.earliest') IS NOT NULL ORDER BY claims.claim_id LIMIT ?"
)
_MARK = """
    INSERT OR IGNORE INTO pending SELECT 'events', cluster_id FROM members WHERE stage = 'clusters' AND member_id IN (
        SELECT claim_id FROM claims WHERE kind = 'event' AND document_key IN (
            SELECT document_key FROM claims JOIN touched ON claim_id = id JOIN documents USING (document_key)
            WHERE published_on IS NULL))
"""


def unread_times(book: Book, document_id: str) -> tuple[Words, ...]:
    """The words for times of a document that could not be read, in the order of the text."""
    key = book.number(_KEY, (document_id,))
    found = book.as_read(Mention, _UNREAD, (key * STRIDE, (key + 1) * STRIDE - 1))
    return tuple(mention.words for mention in found)


def said_in(claim: Claim, times: tuple[Words, ...]) -> tuple[Words, ...]:
    """Those of some words that stand in a claim's sentences."""
    spans = (claim.words, *claim.also)
    return tuple(words for words in times if any(s.start <= words.start and words.end <= s.end for s in spans))


def recalled_beside(book: Book, claim: Claim, times: tuple[Words, ...]) -> Iterator[Recalled]:
    """The other incidents of a claim's document that other documents date."""
    for beside in list(book.selected(Claim, _BESIDE, (claim.document_id, claim.claim_id))):
        given = (beside.claim_id, claim.document_id, MOST_OTHERS)
        others = tuple(book.selected(Claim, _OTHERS, given))
        if others:
            yield Recalled(claim=beside, said=said_in(beside, times), others=others)


def mark_undated(book: Book) -> None:
    """Put to be told anew what undated documents tell, where what others say of their incidents was touched."""
    book.connection.execute(_MARK)
