"""Who held which office in a group, in the words of those who say so: minister of defence, emir of a province.

An office has its term where one is told. Only people whom a report makes actors are looked at: an office beside a name
makes nobody one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sourcebook.publish.profile.finding import plain
from sourcebook.reconcile.terms import Term, term_of
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Relation
from sourcebook.records.vocabulary import ActorKind, ClaimKind, RelationType, Role

HELD = frozenset({RelationType.LEADS, RelationType.MEMBER_OF})
PLAIN = frozenset({"leader", "member", "fighter", "militant", "figure", "operative", "veteran", "cadre", "jihadist"})
"""What says no more than that somebody leads a group or belongs to it."""
LINKS = frozenset({"of", "the", "s", "in", "for", "a", "an", "group", "movement", "senior", "top", "former"}) | {
    *("only", "sole", "new", "first", "current", "main", "overall", "then", "one", "his", "its", "their", "and")
}
MOST_CLAIMS = 2_000
"""Of one person so many claims are looked at for an office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOffice:
    """An office in the words of its sources, who held it, in which group where one is told, and when."""

    title: str
    holder_id: str
    group_id: str | None
    term: Term
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """Where claims and actors are looked up by id."""

    claim: Callable[[str], Claim | None]
    actor: Callable[[str], Actor | None]


def held_offices(actor: Actor, own: Iterable[Relation], shelves: Shelves) -> list[HeldOffice]:
    """The offices of a person, or those that people held in a group, by title within each holder."""
    ties = [row for row in own if row.type in HELD and not told_of_itself(row)]
    person = actor.kind is ActorKind.PERSON
    ties = [row for row in ties if actor.actor_id == (row.subject_id if person else row.object_id)]
    holders = [actor.actor_id] if person else sorted({row.subject_id for row in ties})
    found: dict[tuple[str, str, str], list[tuple[str | None, str, Claim]]] = {}
    for group_id, title, claim, holder in told(ties, holders, shelves):
        rows = found.setdefault((holder, group_id or "", plain(title)), [])
        rows.append((group_id, title, claim))
    offices = [office_of(holder, rows) for (holder, _, _), rows in sorted(found.items())]
    return [each for each in offices if says_more(each.title, shelves.actor(each.group_id or ""))]


def told_of_itself(row: Relation) -> bool:
    """Whether both sides of a tie are one actor."""
    return row.subject_id == row.object_id


def told(
    ties: Sequence[Relation], holders: Sequence[str], shelves: Shelves
) -> Iterator[tuple[str | None, str, Claim, str]]:
    """The group, if one is told, the title, the claim and the holder of each office that somebody tells, each once."""
    seen: set[tuple[str, int]] = set()
    for row in ties:
        for claim in filter(None, map(shelves.claim, row.claim_ids)):
            if claim.office is not None:
                seen.add((claim.document_id, claim.office.end))
                yield row.object_id, " ".join(claim.office.quote.split()), claim, row.subject_id
    for holder in holders:
        person = shelves.actor(holder)
        for claim in filter(None, map(shelves.claim, person.claim_ids[:MOST_CLAIMS] if person else ())):
            title = next((party for party in claim.parties if party.role is Role.OBJECT), None)
            if claim.kind is not ClaimKind.ALIAS or claim.type != "office" or title is None or title.words is None:
                continue
            if (claim.document_id, title.words.end) not in seen:
                yield None, title.name, claim, holder


def office_of(holder: str, rows: Sequence[tuple[str | None, str, Claim]]) -> HeldOffice:
    """One office of one holder, with the days that its claims give it."""
    by_document: dict[str, list[Claim]] = {}
    for _, _, claim in rows:
        by_document.setdefault(claim.document_id, []).append(claim)
    return HeldOffice(
        title=rows[0][1],
        holder_id=holder,
        group_id=rows[0][0],
        term=term_of(RelationType.MEMBER_OF, by_document),
        claim_ids=tuple(sorted({claim.claim_id for _, _, claim in rows})),
    )


def says_more(title: str, group: Actor | None) -> bool:
    """Whether a title says more than that somebody leads the group or belongs to it."""
    names = (group.name, *(alias.name for alias in group.aliases)) if group else ()
    own = {word for name in names for word in plain(name).split()}
    return bool(set(plain(title).split()) - own - LINKS - PLAIN)
