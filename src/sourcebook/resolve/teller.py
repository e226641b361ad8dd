"""From all claims that name an actor to the actor: its name, kind, country and every name it is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from sourcebook.records.claims import Claim, Party
from sourcebook.records.knowledge import Actor, Alias, Identifier
from sourcebook.records.links import ActorEvidence
from sourcebook.records.vocabulary import ActorKind, ClaimKind, RelationType, Role
from sourcebook.resolve.folding import folded
from sourcebook.resolve.registry import Group, actor_key, registry

PERSON_SUBJECT = frozenset(
    {RelationType.LEADS, RelationType.FOUNDED, RelationType.MEMBER_OF, RelationType.JOINED, RelationType.DEFECTED_TO}
)
PROFILED = frozenset({Role.PERPETRATOR, Role.SUBJECT, Role.OBJECT})


def actor_teller() -> Callable[[Sequence[ActorEvidence]], Iterable[Actor]]:
    """Build the function that tells one actor from all claims that name it."""
    registry()
    return actors_from


def actors_from(evidence: Sequence[ActorEvidence]) -> Iterable[Actor]:
    """The actor that a group of claims names, or none where the person is only a victim or a target."""
    actor_id = evidence[0].group
    uses = [(row.claim, party) for row in evidence for party in row.claim.parties if party.actor_id == actor_id]
    if not uses:
        return
    group = registry().groups.get(actor_id)
    if group is None and not any(party.role in PROFILED for _, party in uses) and is_private(actor_id, uses):
        return
    yield Actor(
        actor_id=actor_id,
        name=group.name if group else common_name(party.name for _, party in uses),
        kind=kind_of(actor_id, group, uses),
        country=country_of(actor_id, group),
        aliases=aliases_of(group, uses),
        identifiers=identifiers_of(group),
        claim_ids=tuple(sorted({claim.claim_id for claim, _ in uses})),
    )


def is_private(actor_id: str, uses: Sequence[tuple[Claim, Party]]) -> bool:
    """Whether the actor is a private person: never profiled for having been harmed."""
    return not actor_id.startswith("state-") and actor_id in {personal_id(party.name) for _, party in uses}


def personal_id(name: str) -> str:
    """The id that resolving gives a person of this name."""
    from sourcebook.records.ids import content_id

    return content_id("actor", actor_key(name), ActorKind.PERSON.value)


def common_name(names: Iterable[str]) -> str:
    """The most frequent name; of equally frequent ones the longest, then the first by alphabet."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], -len(name), name))


def kind_of(actor_id: str, group: Group | None, uses: Sequence[tuple[Claim, Party]]) -> ActorKind:
    """What the actor is: by the registry, by its id, or by what it does in relations."""
    if group:
        return group.kind
    if actor_id.startswith("state-"):
        return ActorKind.STATE_FORCE
    if any(actor_id == personal_id(party.name) for _, party in uses):
        return ActorKind.PERSON
    for kind in (ActorKind.STATE_FORCE, ActorKind.POPULATION):
        if any(actor_id == kind_id(party.name, kind) for _, party in uses):
            return kind
    leads = any(c.kind is ClaimKind.RELATION and p.role is Role.SUBJECT and c.type in PERSON_SUBJECT for c, p in uses)
    return ActorKind.PERSON if leads else ActorKind.ARMED_GROUP


def kind_id(name: str, kind: ActorKind) -> str:
    """The id that resolving gives an unregistered actor of this name and kind."""
    from sourcebook.records.ids import content_id

    return content_id("actor", actor_key(name), kind.value)


def country_of(actor_id: str, group: Group | None) -> str | None:
    """The country of a state force, or the one country of a registered group."""
    if actor_id.startswith("state-"):
        return actor_id.split("-")[1].upper()
    return group.country if group else None


def aliases_of(group: Group | None, uses: Sequence[tuple[Claim, Party]]) -> tuple[Alias, ...]:
    """Every name the claims use, with those claims, then the registry's further names and dated names."""
    claims: dict[str, set[str]] = {}
    for claim, party in uses:
        claims.setdefault(party.name, set()).add(claim.claim_id)
    stated = [Alias(name=name, claim_ids=tuple(sorted(ids))) for name, ids in sorted(claims.items())]
    seen = {folded(name) for name in claims}
    further = []
    if group:
        dated = {folded(alias.name) for alias in group.dated}
        further = [Alias(name=name) for name in (group.name, *group.names) if folded(name) not in seen | dated]
        further = list({folded(alias.name): alias for alias in reversed(further)}.values())[::-1] + list(group.dated)
    return (*stated, *further)


def identifiers_of(group: Group | None) -> tuple[Identifier, ...]:
    """The actor's ids in other registries."""
    return (Identifier(scheme="ucdp", value=group.ucdp),) if group and group.ucdp else ()
