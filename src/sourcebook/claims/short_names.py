"""Groups that a text goes on to call by one word of their name: "the Front", "the party", "the guard"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sourcebook.claims.cast import is_band, is_group, is_person
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.ties import named_so
from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import MentionKind

NOUNS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss"})
# these mean whichever group is spoken of, not the one whose name holds the word
OF_ANY = frozenset({"group", "organization", "organisation", "network", "militia", "force", "forces", "army"})
AT_A_PLACE = frozenset({"at", "on", "to", "in", "near", "along"})


def short_names_in(sentences: Sequence[Sentence]) -> dict[str, Mention]:
    """The groups of a document by the word that tells what they are, where it is that of one alone."""
    found: dict[str, dict[str, Spot]] = {}
    for sentence in sentences:
        for spot in sentence.of(MentionKind.ACTOR):
            name = spot.mention.name or ""
            if " " in name and is_band(spot) and not is_person(spot) and named_so(spot):
                word = re.split(r" (?:of|for) ", name)[0].split()[-1].casefold()
                found.setdefault(word, {}).setdefault(spot.mention.actor_id or name, spot)
    alone = {word: next(iter(each.values())) for word, each in found.items() if len(each) == 1}
    short = words("relations", "called_groups")
    return {word: spot.mention for word, spot in alone.items() if word in short and is_group(spot)}


def with_short_names(sentence: Sentence, known: dict[str, Mention]) -> Sentence:
    """The sentence with the groups that it calls by one word of their name among its actors."""
    kept = list(sentence.of(MentionKind.ACTOR))
    added = []
    for at in range(1, len(sentence.tokens)):
        full = known.get(sentence.low(at))
        if full is None or not is_called_so(sentence, at):
            continue
        spot = sentence.spot_at(at, MentionKind.ACTOR)
        kept = [s for s in kept if s is not spot]
        mention = replace(full, words=sentence.words(at, at), segment_id=sentence.segment.segment_id)
        added.append(Spot(mention, at, at, at))
    if not added:
        return sentence
    actors = tuple(sorted((*kept, *added), key=lambda s: (s.first, s.last)))
    return replace(sentence, spots={**sentence.spots, MentionKind.ACTOR: actors})


def is_called_so(sentence: Sentence, at: int) -> bool:
    """Whether a word can mean the group called by it: "the front denied it", not "at the front", "the front of"."""
    token, spot = sentence.tokens[at], sentence.spot_at(at, MentionKind.ACTOR)
    if (
        sentence.low(at - 1) != "the"
        or token.dep in ("compound", "nmod")
        or (spot is not None and spot.first != spot.last)
    ):
        return False
    if sentence.spot_at(at, MentionKind.PLACE, MentionKind.TIME) is not None:
        return False
    if not token.text.islower():
        return True
    if sentence.low(at) in OF_ANY:
        return False
    named_further = any(sentence.tokens[k].dep == "prep" and sentence.low(k) == "of" for k in sentence.children[at])
    led = token.dep == "pobj" and sentence.low(token.head) in AT_A_PLACE
    return token.pos == "NOUN" and not named_further and not led and token.dep in NOUNS
