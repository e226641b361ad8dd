"""From all claims that name an actor to the actor: its name, kind, country and every name it is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from sourcebook.records.claims import Claim, Party
from sourcebook.records.knowledge import Actor, Alias
from sourcebook.records.links import ActorEvidence
from sourcebook.records.vocabulary import ActorKind, ClaimKind, RelationType, Role
from sourcebook.resolve import registries
from sourcebook.resolve.actor_edits import edited
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteers import Options
from sourcebook.resolve.private import is_told
from sourcebook.resolve.registry import kind_in, registry
from sourcebook.resolve.registry_rows import Group

OF_PEOPLE = frozenset(
    {RelationType.LEADS, RelationType.FOUNDED, RelationType.MEMBER_OF, RelationType.JOINED, RelationType.DEFECTED_TO}
)
Use = tuple[Claim, Party]


def actor_teller(options: Options | None = None) -> Callable[[Sequence[ActorEvidence]], Iterable[Actor]]:
    """Build the function that tells one actor from all claims that name it, with the registries of the options."""
    named = (options or Options()).registries
    registries.use(named)
    registry()

    def told(evidence: Sequence[ActorEvidence]) -> Iterable[Actor]:
        registries.use(named)
        return actors_from(evidence)

    return told


def actors_from(evidence: Sequence[ActorEvidence]) -> Iterable[Actor]:
    """The actor that a group of claims names, as people set it; none for a person whom no report makes one."""
    actor_id = evidence[0].group
    uses = [(row.claim, party) for row in evidence for party in row.claim.parties if party.actor_id == actor_id]
    group = registry().groups.get(actor_id)
    kind = group.kind if group else kind_of(actor_id, uses)
    if not uses or (kind is ActorKind.PERSON and group is None and not is_told(uses)):
        return
    actor = Actor(
        actor_id=actor_id,
        name=group.name if group else common_name((party.name for _, party in uses), kind),
        kind=kind,
        country=country_of(actor_id, group),
        aliases=aliases_of(group, uses),
        identifiers=group.identifiers if group else (),
        claim_ids=tuple(sorted({claim.claim_id for claim, _ in uses})),
    )
    yield edited(actor, evidence[0].decisions)


def common_name(names: Iterable[str], kind: ActorKind = ActorKind.UNKNOWN) -> str:
    """The most frequent name; of equally frequent ones the longest, then the first by alphabet.

    A person goes by a name in full where any is told, and not by the last one alone.

    >>> common_name(["the group", "Free Marsh Army", "FMA", "FMA"])
    'FMA'
    >>> common_name(["Otieno", "Juma Otieno", "Otieno"], ActorKind.PERSON)
    'Juma Otieno'
    """
    counts = Counter(names)
    full = {name for name in counts if kind is ActorKind.PERSON and len(name.split()) > 1}
    return min(full or counts, key=lambda name: (-counts[name], -len(name), name))


def kind_of(actor_id: str, uses: Sequence[Use]) -> ActorKind:
    """What an unregistered actor is: by its id, else by what it does in the claims."""
    told = kind_in(actor_id)
    if told:
        return told
    relations = [(claim, party) for claim, party in uses if claim.kind is ClaimKind.RELATION]
    if any(claim.type in OF_PEOPLE and party.role is Role.SUBJECT for claim, party in relations):
        return ActorKind.PERSON
    if relations or any(party.role is Role.PERPETRATOR or claim.kind is ClaimKind.STRENGTH for claim, party in uses):
        return ActorKind.ARMED_GROUP
    return ActorKind.UNKNOWN if len(uses) == 1 else ActorKind.ORGANISATION


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
