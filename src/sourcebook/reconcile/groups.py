"""Where each claim may meet others, and which words of the document may stand elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from sourcebook.reconcile.blocking import blocks_of
from sourcebook.reconcile.fingerprints import passages_of
from sourcebook.reconcile.stories import main_claim, story_keys, story_of
from sourcebook.records.claims import Claim
from sourcebook.records.reading import GroupKey, Reading
from sourcebook.records.vocabulary import ClaimKind, RelationType, Role

MUTUAL = frozenset({RelationType.ALLIED_WITH, RelationType.RIVAL_OF})
"""Ties that are the same from both sides: told of A and B, or of B and A, they are one."""


def ids_of(claim: Claim, role: Role) -> list[str]:
    """The actors in a role, by id, in the order of the text."""
    return list(dict.fromkeys(p.actor_id for p in claim.parties if p.role is role and p.actor_id))


def keys_of(claim: Claim) -> Iterator[tuple[str, str]]:
    """Each stage and key under which a claim is grouped."""
    yield from (("links", block) for block in blocks_of(claim))
    if claim.kind is ClaimKind.RELATION:
        for subject in ids_of(claim, Role.SUBJECT):
            for other in ids_of(claim, Role.OBJECT):
                one, two = sorted((subject, other)) if claim.type in MUTUAL else (subject, other)
                yield "relations", f"{claim.type}|{one}|{two}"
    actors = dict.fromkeys(party.actor_id for party in claim.parties if party.actor_id)
    yield from (("actors", actor) for actor in actors)
    if claim.kind is ClaimKind.STRENGTH:
        yield from (("strengths", actor) for actor in ids_of(claim, Role.SUBJECT) or list(actors)[:1])


def with_story(reading: Reading) -> Reading:
    """The reading with what sets its report apart, and the claim by which the report mainly tells that."""
    main = main_claim(reading.claims)
    return reading if main is None else replace(reading, main_claim_id=main, story=story_of(reading.document))


def story_groups(reading: Reading) -> Iterator[GroupKey]:
    """The blocks in which the claim that a report mainly tells meets those of reports with the same telling words."""
    if main := reading.main_claim_id:
        yield from (GroupKey(stage="links", key=key, claim_id=main) for key in story_keys(reading.story))


def group_finder() -> Callable[[Reading], Reading]:
    """A room that says where each claim may meet others, and fingerprints the document's sentences."""

    def find(reading: Reading) -> Reading:
        groups = tuple(
            GroupKey(stage=stage, key=key, claim_id=claim.claim_id)
            for claim in reading.claims
            for stage, key in keys_of(claim)
        )
        told = with_story(reading)
        return replace(told, groups=(*groups, *story_groups(told)), passages=passages_of(reading))

    return find
