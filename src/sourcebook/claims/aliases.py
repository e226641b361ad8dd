"""Other names that a text gives an actor: "X (Y)", "X, also known as Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.records.vocabulary import ActorKind, MentionKind

BY_NAME = r"(?:by (?:its|the|his|her|their) (?:\w+ ){0,2}(?:acronym|initials|name|abbreviation))?"
OPENING = re.compile(
    r"\s*[(\[]\s*(?:or\s+|formerly\s+|aka\s+|a\.k\.a\.\s+|also known as\s+|also called\s+)?[\"“'‘]?\s*"
    r"|\s*,?\s*(?:or|(?:also|better|formerly|sometimes|commonly|locally)?\s*(?:known|called|referred to)\s*"
    rf"{BY_NAME}\s*(?:as|of)?|alias|a\.?k\.?a\.?)\s*,?\s*(?:the\s+)?[\"“'‘]?\s*",
    re.IGNORECASE,
)
KINDS = frozenset(
    {
        ActorKind.ARMED_GROUP,
        ActorKind.FACTION,
        ActorKind.ORGANISATION,
        ActorKind.PERSON,
        ActorKind.UNKNOWN,
        ActorKind.STATE_FORCE,
    }
)


def aliases_in(sentence: Sentence) -> Iterator[tuple[Spot, Spot]]:
    """Pairs of neighbouring actor mentions of which the second is another name of the first."""
    actors = [s for s in sentence.of(MentionKind.ACTOR) if s.mention.actor_kind in KINDS]
    text = sentence.document.text
    for one, other in pairwise(actors):
        start, end = one.mention.words.end, other.mention.words.start
        if start < end <= start + 40 and OPENING.fullmatch(text[start:end]) and same_sort(one, other):
            yield one, other


def same_sort(one: Spot, other: Spot) -> bool:
    """Whether two mentions can be of one actor: not a person and a group, and not the same words."""
    a, b = one.mention, other.mention
    persons = (a.actor_kind is ActorKind.PERSON) + (b.actor_kind is ActorKind.PERSON)
    return persons != 1 and (a.name or "").casefold() != (b.name or "").casefold()
