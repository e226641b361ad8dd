"""The offices that people held in a group, as pages of app and site list them: what, who, when, and the sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sourcebook.publish.profile.facts import NOT_KNOWN, term_words
from sourcebook.publish.profile.offices import HeldOffice, Shelves, held_offices
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Relation
from sourcebook.records.vocabulary import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOffice:
    """An office with who held it, or of a person the group in which it was held; ``link`` leads to the sentence."""

    title: str
    other_id: str
    other: str
    days: str
    contested: bool
    link: str


def listed_offices(
    actor: Actor,
    relations: Sequence[Relation],
    shelves: Shelves,
    names: Mapping[str, str],
    link: Callable[[Claim], str],
) -> list[ListedOffice]:
    """The offices of an actor, in the order of time."""
    held = sorted(held_offices(actor, relations, shelves), key=lambda one: (str(one.term.time.earliest), one.title))
    return [_listed(one, actor, shelves, names, link) for one in held]


def _listed(
    one: HeldOffice, actor: Actor, shelves: Shelves, names: Mapping[str, str], link: Callable[[Claim], str]
) -> ListedOffice:
    other = (one.group_id or "") if actor.kind is ActorKind.PERSON else one.holder_id
    claim = next(filter(None, map(shelves.claim, one.claim_ids)), None)
    ends = term_words(one.term)
    return ListedOffice(
        title=one.title,
        other_id=other if other in names else "",
        other=names.get(other, ""),
        days=" – ".join(ends) if set(ends) != {NOT_KNOWN} else "",
        contested=one.term.contested,
        link=link(claim) if claim else "",
    )
