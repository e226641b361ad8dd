"""Names in a row: "A, B and C", "factions such as A and B", the other name in brackets left aside."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from sourcebook.claims.aliases import aliases_in
from sourcebook.claims.cast import is_person
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.records.vocabulary import ActorKind, MentionKind

BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
LINK = re.compile(
    r"(?:[ -](?:al-)?(?!(?i:and|or)\b)[A-Z][\w'’-]+){0,2}\s*(?P<comma>,)?\s*"
    r"(?P<word>and|or|as well as|along with|together with|plus|&)?\s*"
    r"(?:(?:also|later|then|even|both|the|its|a|an|former|elements (?:of|from)|parts of|members of|factions of)\s+)*"
    r"(?:(?:[Mm]ullah|[Mm]awlavi|[Mm]aulana|[Ss]heikh|[Qq]ari|[Mm]ufti|[Gg]eneral|[Cc]ommander)\s+)*"
)


@lru_cache(maxsize=64)
def named_in(sentence: Sentence) -> tuple[Spot, ...]:
    """The actors of a sentence, without those that only give another name of the one before them."""
    others = {other for _, other in aliases_in(sentence)}
    return tuple(
        spot
        for spot in sentence.of(MentionKind.ACTOR)
        if spot not in others and spot.mention.actor_kind is not ActorKind.POPULATION
    )


def row_of(sentence: Sentence, spot: Spot) -> list[Spot]:
    """The names of one row of which a name is part, left to right."""
    named = named_in(sentence)
    spot = first_name(sentence, spot)
    if spot not in named:
        return [spot]
    at = named.index(spot)
    first, last = at, at
    while last + 1 < len(named) and linked(sentence, named[last], named[last + 1]):
        last += 1
    while first and linked(sentence, named[first - 1], named[first]):
        first -= 1
    row = named[first : last + 1]
    if any(joined_by_word(sentence, one, other) for one, other in pairwise(row)):
        return list(row)
    return [spot]


def first_name(sentence: Sentence, spot: Spot) -> Spot:
    """The name of which another only gives a short form: of "Quds Force (QF)" the first."""
    return next((one for one, other in aliases_in(sentence) if other is spot), spot)


def linked(sentence: Sentence, one: Spot, other: Spot) -> bool:
    """Whether only a comma or a word of joining stands between two names of one sort."""
    found = LINK.fullmatch(between(sentence, one, other))
    if found is None or is_person(one) != is_person(other):
        return False
    after = sentence.document.text[other.mention.words.end : other.mention.words.end + 2]
    return bool(found["comma"] or found["word"]) and not after.startswith(("'s", "’s"))


def joined_by_word(sentence: Sentence, one: Spot, other: Spot) -> bool:
    """Whether "and", "or" or the like joins two names."""
    found = LINK.fullmatch(between(sentence, one, other))
    return found is not None and found["word"] is not None


def between(sentence: Sentence, one: Spot, other: Spot) -> str:
    """The words between two names without those in brackets."""
    return BRACKETED.sub(" ", sentence.document.text[one.mention.words.end : other.mention.words.start])
