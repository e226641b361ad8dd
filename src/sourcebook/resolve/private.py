"""Which people are told as actors: those whom reports make so; nobody who was only hit, and no child."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sourcebook.records.claims import Claim, Party
from sourcebook.records.vocabulary import ClaimKind, Role, Stance

OF_AGE = 18
HIT = frozenset({Role.VICTIM, Role.TARGET})
TIED = frozenset({Role.SUBJECT, Role.OBJECT})
# "3-year-old Ada Example", "Ada Example, 15,", "Ada Example (9)".
AGE_BEFORE = r"\b(?P<age>\d{1,2})[- ](?:year|month|week|day)s?[- ]old(?:\s+[a-z][\w.'’-]*){0,3}?\s+%s\b"
AGE_BEHIND = r"\b%s\s*[,(]\s*(?:aged?\s+)?(?P<age>\d{1,2})\s*[,).;]"
FIRST_NAME = re.compile(r"[A-Z][\w'’-]*\s$")
IN_MONTHS = re.compile(r"\d{1,2}[- ](?:month|week|day)s?[- ]old")
Use = tuple[Claim, Party]


def is_told(uses: Sequence[Use]) -> bool:
    """Whether a person with these uses is told as an actor.

    A tie to a group, as leader, spokesman or member, makes a person one. Having done something does where more claims
    say so than say that the person was hit: one misread sentence makes no suspect of a victim. Another name alone, or
    an act that is only denied, makes nobody one.
    """
    tied = any(claim.kind is ClaimKind.RELATION and party.role in TIED for claim, party in uses)
    did = sum(party.role is Role.PERPETRATOR and party.stance is not Stance.DENIED for _, party in uses)
    hit = sum(party.role in HIT for _, party in uses)
    return (tied or did > hit) and not is_child(uses)


def is_child(uses: Sequence[Use]) -> bool:
    """Whether a report gives the person's age beside the name, and it is a child's.

    >>> text = "The 3-year-old Ada Example and Bo Example, 41, fled."
    >>> [list(ages_in(text, name)) for name in ("Ada Example", "Bo Example", "Example")]
    [[3], [41], []]
    """
    return any(
        age < OF_AGE
        for claim, party in uses
        for words in (claim.words, *claim.also)
        for age in ages_in(words.quote, party.name)
    )


def ages_in(text: str, name: str) -> Iterator[int]:
    """The ages that a text gives beside a name that stands there whole; months and days are no years."""
    bare = re.sub(r"^\W*(?:\d{1,2}[- ])?(?:year|month)s?[- ]old\s+", "", name)
    if not any(map(str.isupper, bare)):
        return
    for pattern in (AGE_BEFORE, AGE_BEHIND):
        for found in re.finditer(pattern % f"(?P<name>{re.escape(bare)})", text):
            if FIRST_NAME.search(text[: found.start("name")]):
                continue
            yield 0 if IN_MONTHS.match(found[0]) else int(found["age"])
