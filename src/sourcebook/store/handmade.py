"""Claims that people made by hand: ties between two actors that stand in a document and were not read there.

They are told by decisions as everything that people say: written beside the claims that were read whenever a document
is read or such a decision comes or goes, and by the same claims' groups they reach relations and actors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sourcebook.records.claims import Claim, Party
from sourcebook.records.handmade import End, Tie, claim_id_of
from sourcebook.records.review import Decision
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import ClaimKind, Role, Stance
from sourcebook.store import pending
from sourcebook.store.book import Book
from sourcebook.store.schema import STRIDE
from sourcebook.tables import marks, row_writer

BY_PERSON = "person@1"
"""What stands as the maker of a claim that a person made."""

_ROW = row_writer(Claim, ("document_id",))
_SEGMENTS = (
    'SELECT "start", "end", position FROM segments WHERE segment_key BETWEEN ?1 * ?2 AND ?1 * ?2 + ?2 - 1 '
    'AND "start" < ?4 AND "end" > ?3 ORDER BY segment_key'
)
_GROUPS = "SELECT stage, key FROM claim_groups WHERE claim_key = ?"


def tie_of(decision: Decision) -> Tie:
    """What a decision says of two actors."""
    return msgspec.json.decode(decision.value or "null", type=Tie)


def exchange(book: Book, document_id: str, decisions: Iterable[Decision]) -> None:
    """Let these decisions alone make claims in a document, and put to be told what that changes."""
    found = book.connection.execute(
        "SELECT document_key FROM documents WHERE document_id = ? AND shown", (document_id,)
    ).fetchone()
    if found is None:
        return
    query = "SELECT claim_key FROM claims WHERE document_key = ? AND generated_by = ?"
    for (claim_key,) in book.connection.execute(query, (found[0], BY_PERSON)).fetchall():
        _mark_groups(book, claim_key)
        book.connection.execute("DELETE FROM claims WHERE claim_key = ?", (claim_key,))
    for claim in _standing_in(book, (document_id, found[0]), decisions):
        _mark_groups(book, _written(book, found[0], claim))


def _standing_in(book: Book, document: tuple[str, int], decisions: Iterable[Decision]) -> Iterator[Claim]:
    """The claims whose words stand in the document; others wait for a text that has them again."""
    document_id, key = document
    text = book.texts.of(key)
    for decision in decisions:
        tie = tie_of(decision)
        if all(text[each.start : each.end] == each.quote for each in (tie.subject.words, tie.object.words)):
            words, position = _sentence(book, key, tie)
            yield Claim(
                claim_id=claim_id_of(decision),
                document_id=document_id,
                kind=ClaimKind.RELATION,
                type=tie.type,
                words=words,
                position=position,
                time=tie.time,
                parties=(_party(Role.SUBJECT, tie.subject), _party(Role.OBJECT, tie.object)),
                phase=tie.phase,
                generated_by=BY_PERSON,
            )


def _party(role: Role, end: End) -> Party:
    return Party(role=role, name=end.name, stance=Stance.STATED, words=end.words, actor_id=end.actor_id)


def _sentence(book: Book, key: int, tie: Tie) -> tuple[Words, int]:
    """The sentences that hold both names, and where in the document they come."""
    start = min(tie.subject.words.start, tie.object.words.start)
    end = max(tie.subject.words.end, tie.object.words.end)
    around = book.connection.execute(_SEGMENTS, (key, STRIDE, start, end)).fetchall()
    start, end = min([start, *(row[0] for row in around)]), max([end, *(row[1] for row in around)])
    quote = book.texts.of(key)[start:end]
    return Words(start=start, end=end, quote=quote), around[0][2] if around else 0


def _written(book: Book, key: int, claim: Claim) -> int:
    row = _ROW(claim)
    query = f"INSERT INTO claims VALUES ({marks(len(row) + 2)})"  # noqa: S608 - question marks
    claim_key = book.connection.execute(query, (None, key, *row)).lastrowid or 0
    groups = [(stage, group, claim_key) for stage, group in dict.fromkeys(book.identities.groups(claim))]
    book.connection.executemany("INSERT INTO claim_groups VALUES (?, ?, ?)", groups)
    return claim_key


def _mark_groups(book: Book, claim_key: int) -> None:
    for stage, group in book.connection.execute(_GROUPS, (claim_key,)).fetchall():
        pending.mark(book.connection, stage, [group])
