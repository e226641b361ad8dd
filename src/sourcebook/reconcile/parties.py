"""Who did it, to whom, with what, and what kind of act it was, from what each claim says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sourcebook.reconcile.wording import (
    ancestors,
    content_words,
    folded,
    known_type,
    names_nobody,
    told_by_one,
    word_list,
)
from sourcebook.records.claims import Claim, Party
from sourcebook.records.knowledge import Perpetrator, Target
from sourcebook.records.vocabulary import EventType, Realis, Role, Stance

STRENGTH_OF_REALIS = (Realis.HAPPENED, Realis.ATTEMPTED, Realis.FOILED)
CHILD_SHARE = 1 / 3
"""Where more than this share of the origins that tell a kind of act name it more precisely, so does the event."""

LITTLE = frozenset({"a", "an", "and", "for", "in", "of", "the"})

Origins = dict[str, str]
"""Each claim's origin, by claim id."""


def speaks_for(speaker: str, name: str) -> bool:
    """Whether a speaker is the group of this name or a man of it: by its words or by their first letters.

    >>> speaks_for("FFM spokesman Ali Noor", "Front for the Freedom of Marsh"), speaks_for("the governor", "gunmen")
    (True, False)
    """
    told, own = folded(speaker).split(), [word for word in folded(name).split() if word not in LITTLE]
    short = "".join(word[0] for word in own)
    return not names_nobody(name) and (set(own) <= set(told) or (len(short) > 1 and short in told))


def grouped(claims: Iterable[Claim], roles: Sequence[Role]) -> dict[str, list[tuple[Claim, Party]]]:
    """The parties in these roles, by actor id, else by folded name."""
    found: dict[str, list[tuple[Claim, Party]]] = {}
    for claim in claims:
        for party in claim.parties:
            if party.role in roles:
                found.setdefault(party.actor_id or folded(party.name), []).append((claim, party))
    return found


def usual_name(parties: Iterable[Party]) -> str:
    """The name used most often, then the longest, then the first in the alphabet."""
    names = Counter(party.name for party in parties)
    return min(names, key=lambda name: (-names[name], -len(name), name))


def origin_count(told: Iterable[tuple[Claim, Party]], origins: Origins) -> int:
    """How many independent origins name a party."""
    return len({origins[claim.claim_id] for claim, _ in told})


def perpetrators_of(claims: Sequence[Claim], origins: Origins) -> tuple[Perpetrator, ...]:
    """Whoever is said to have done it, most often named first; "gunmen" only where nobody is named."""
    found = grouped(claims, (Role.PERPETRATOR,))
    named = {key: told for key, told in found.items() if not all(names_nobody(p.name) for _, p in told)}
    chosen = named or found
    ordered = sorted(chosen.items(), key=lambda item: (-origin_count(item[1], origins), item[0]))
    return tuple(
        Perpetrator(
            actor_id=next((p.actor_id for _, p in told if p.actor_id), None),
            name=usual_name(party for _, party in told),
            stances=tuple(stance for stance in Stance if any(p.stance is stance for _, p in told)),
            claim_ids=tuple(sorted({claim.claim_id for claim, _ in told})),
        )
        for _, told in ordered
    )


def targets_of(claims: Sequence[Claim], origins: Origins) -> tuple[Target, ...]:
    """Whom or what it was aimed at, most often named first."""
    found = grouped(claims, (Role.TARGET, Role.VICTIM))
    ordered = sorted(found.items(), key=lambda item: (-origin_count(item[1], origins), item[0]))
    return tuple(
        Target(
            name=usual_name(party for _, party in told),
            category=min((p.category for _, p in told if p.category), default=None),
            claim_ids=tuple(sorted({claim.claim_id for claim, _ in told})),
        )
        for _, told in ordered
    )


def weapons_of(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The weapon types, most often told first."""
    told = Counter(kind for claim in claims for kind in sorted({weapon.type for weapon in claim.weapons}))
    return tuple(sorted(told, key=lambda kind: (-told[kind], kind)))


def type_of(claims: Sequence[Claim], origins: Origins) -> EventType:
    """The kind of act by vote of origins, then its most precise name that enough of them use.

    Whoever writes "bombing" does not deny that the bomber died: some names need one origin, others a third of them.
    Whoever writes of "the attack" and says nothing of how has no say where others tell it.
    """
    votes: dict[str, set[str]] = {}
    for claim in [claim for claim in claims if not only_an_attack(claim)] or claims:
        for kind in ancestors(claim.type):
            votes.setdefault(kind, set()).add(origins[claim.claim_id])
    chosen = min(votes, key=lambda kind: (len(ancestors(kind)), -len(votes[kind]), kind))
    while True:
        children = [kind for kind in votes if ancestors(kind)[1:2] == (chosen,)]
        likely = [kind for kind in children if named_by_enough(kind, votes, chosen, children)]
        if not likely:
            return known_type(chosen)
        chosen = min(likely, key=lambda kind: (-len(votes[kind]), kind))


def only_an_attack(claim: Claim) -> bool:
    """Whether a claim is of an armed assault for the word "attack" alone: no shot, no gunman, no weapon is told."""
    if claim.type != EventType.ARMED_ASSAULT or claim.weapons:
        return False
    said = content_words((claim.words.quote, *(words.quote for words in claim.also)))
    return said.isdisjoint(word_list("armed"))


def named_by_enough(kind: str, votes: Mapping[str, set[str]], wider: str, rivals: Sequence[str]) -> bool:
    """Whether as many origins name a kind as it takes before the event is called so: one, if no other disputes it."""
    if told_by_one(kind) and all(len(votes[other]) < len(votes[kind]) for other in rivals if other != kind):
        return True
    return len(votes[kind]) > CHILD_SHARE * len(votes[wider])


def realis_of(claims: Sequence[Claim]) -> Realis:
    """It happened if any claim says so; else it was attempted, else foiled."""
    return next(realis for realis in STRENGTH_OF_REALIS if any(claim.realis is realis for claim in claims))
