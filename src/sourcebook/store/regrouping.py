"""What has to be told anew when somebody decides: by what the decision speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sourcebook.records.claims import Claim
from sourcebook.records.review import ACTORS, COPIES, HANDMADE, Decision
from sourcebook.store import handmade, journal, pending
from sourcebook.store.book import Book
from sourcebook.store.identities import GROUPED, Identities, claims_as_read, concerned, identities_by
from sourcebook.store.tellings import mark_evidence_of_documents

MOST_CLAIMS = 5_000
"""So many claims are looked at to say what a decision would change."""

_GROUPS = "SELECT stage, key FROM claim_groups WHERE claim_key = ? AND stage <> 'links'"


def record(book: Book, decision: Decision) -> None:
    """Add a decision to the journal and put to be told anew what it, or what it takes back, speaks of."""
    journalled, former = journal.decisions(book.connection), book.identities
    journal.record(book.connection, decision)
    book.forget_identities()
    before, after = (
        {each.decision_id: each for each in journal.standing(told)} for told in (journalled, [*journalled, decision])
    )
    changed = [before.get(name) or after[name] for name in sorted(before.keys() ^ after.keys())]
    for each in changed:
        _mark(book, each)
    if named := {name for each in changed for name in concerned(each)}:
        regroup(book, former, named)


def _mark(book: Book, decision: Decision) -> None:
    if decision.field == COPIES:
        pending.mark(book.connection, "origins", decision.subject_ids)
        mark_evidence_of_documents(book, decision.subject_ids)
    elif decision.field == HANDMADE:
        made = journal.live(book.connection).handmade
        handmade.exchange(book, decision.subject_ids[0], made.get(decision.subject_ids[0], ()))
    elif decision.field != ACTORS:
        pending.mark_decided(book.connection, decision)
        if journal.pairs_claims(decision):
            by_claim = journal.live(book.connection).by_claim
            fellows = {each.decision_id for name in decision.subject_ids for each in by_claim.get(name, ())}
            blocks = map(journal.block_of, sorted({decision.decision_id, *fellows}))
            pending.mark(book.connection, "links", blocks)


def regroup(book: Book, former: Identities, actor_ids: Iterable[str]) -> None:
    """Put the claims that name these actors into the groups that people's decisions give them now."""
    named = {each for name in actor_ids for each in (name, former.of("", name), book.identities.of("", name))}
    decided = journal.live(book.connection).by_claim
    for claim_key, claim_id in claims_as_read(book.connection, named):
        had = set(book.connection.execute(_GROUPS, (claim_key,)).fetchall())
        (claim,) = book.as_read(Claim, "WHERE claim_key = ?", (claim_key,))
        now = set(book.identities.groups(claim))
        if had != now:
            _exchange(book, claim_key, sorted(had - now), sorted(now - had))
            _mark_groups(book, had | now)
            clusters = "SELECT cluster_id FROM members WHERE stage = 'clusters' AND member_id = ?"
            found = [cluster for (cluster,) in book.connection.execute(clusters, (claim_id,))]
            pending.mark(book.connection, "events", found)
            pending.mark_blocks_of(book.connection, claim_key, decided.get(claim_id, ()))
    pending.mark(book.connection, "actors", sorted(named))


def _exchange(book: Book, claim_key: int, gone: Sequence[tuple[str, str]], come: Sequence[tuple[str, str]]) -> None:
    rows = [(stage, key, claim_key) for stage, key in gone]
    book.connection.executemany("DELETE FROM claim_groups WHERE stage = ? AND key = ? AND claim_key = ?", rows)
    rows = [(stage, key, claim_key) for stage, key in come]
    book.connection.executemany("INSERT OR IGNORE INTO claim_groups VALUES (?, ?, ?)", rows)


def _mark_groups(book: Book, groups: Iterable[tuple[str, str]]) -> None:
    for stage in GROUPED:
        pending.mark(book.connection, stage, sorted(key for name, key in groups if name == stage))


def renamed(book: Book, decision: Decision) -> dict[tuple[str, str], int]:
    """How many claims would mean another actor after a decision that is not recorded: from which, to which."""
    standing = journal.standing([*journal.decisions(book.connection), decision])
    then, now = identities_by(standing), book.identities
    named = {each for name in decision.subject_ids for each in (name, now.of("", name))}
    found: Counter[tuple[str, str]] = Counter()
    for claim_key, claim_id in claims_as_read(book.connection, named)[:MOST_CLAIMS]:
        (claim,) = book.as_read(Claim, "WHERE claim_key = ?", (claim_key,))
        ends = {(now.of(claim_id, one), then.of(claim_id, one)) for one in actors_in(claim)}
        found.update(pair for pair in ends if pair[0] != pair[1])
    return dict(found)


def actors_in(claim: Claim) -> set[str]:
    """The actors that a claim names."""
    return {party.actor_id for party in claim.parties if party.actor_id}
