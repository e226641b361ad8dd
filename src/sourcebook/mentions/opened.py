"""Names whose first or last word alone would mislead: "Sons of the Delta", "M-19 Brigade", "Ta'ang National Army"."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.mentions.named import Named, trimmed
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups, word_set
from sourcebook.records.vocabulary import ActorKind

# words after which a name stands: "took the name Army of God", "renamed itself Army of God"
NAMING = frozenset({"the", "called", "name", "named", "renamed", "itself", "themselves"})


def ahead_of(sentence: Sentence, start: int, end: int) -> int:
    """How many words before a name of common words make it another's: "Ta'ang | National Liberation Army"."""
    common = end - start > 2 and sentence.lower[end - 1] in groups("actors", "heads")
    if not common or sentence.lower[start - 1 : start] == ["the"]:
        return 0
    at = start
    while at and sentence.tokens[at - 1].dep == "compound" and sentence.tokens[at - 1].entity[2:] == "ORG":
        at -= 1
    return start - at


def states_by_arms(sentence: Sentence) -> Iterator[Named]:
    """Countries told by whose aircraft and guns act: "Turkish jets"; a Russian journalist is no state."""
    arms = word_set("actors", "arms", "words")
    for at, token in enumerate(sentence.tokens):
        beside = token.dep in ("amod", "compound", "nmod") and at < token.head <= at + 3
        if token.entity == "B-NORP" and beside and not arms.isdisjoint(sentence.forms(token.head)):
            yield Named(start=at, end=at + 1, kind=ActorKind.STATE_FORCE, rank=3)


# "the People's Front", "the Lord's Army": whose they are is part of the name
_OWN = frozenset(
    ("people", "peoples", "lord", "women", "worker", "farmer", "peasant", "student", "nation", "prophet", "god")
)


def past_owner(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """A group's name without the person whose it is said to be: "Shamil Basayev's | Peacemaking Brigade"."""
    for at in range(start + 2, end - 2):
        owned = sentence.lower[at] in ("'s", "’s") and sentence.lower[at - 1] not in _OWN
        if owned and all(token.text[:1].isupper() for token in sentence.tokens[start:at]):
            return at + 1, end
    return start, end


def with_unit(sentence: Sentence, end: int) -> int:
    """The end of a short name with the unit that makes it another's: "M-19 Brigade", "Renamo Military Junta"."""
    for at in range(end, min(end + 3, len(sentence))):
        if not sentence.tokens[at].text[:1].isupper():
            break
        if sentence.lower[at] in ("junta", "faction"):
            return at + 1
    at = min(end, len(sentence) - 1)
    unit = at == end and sentence.lower[at] in ("brigade", "brigades", "battalion", "front", "column", "army")
    token = sentence.tokens[at]
    return end + 1 if unit and token.text[:1].isupper() and token.entity == "I-ORG" else end


def of_names(sentence: Sentence) -> Iterator[Named]:
    """Names that open with a common word: "Sons of the Delta", "Army of God"."""
    for at in range(len(sentence) - 2):
        if (
            sentence.lower[at] not in word_set("actors", "of_names", "words")
            or not sentence.tokens[at].text[:1].isupper()
        ):
            continue
        behind = at + 2 + (sentence.lower[at + 2] == "the")
        led = at and sentence.tokens[at - 1].text[:1].isupper() and sentence.lower[at - 1] != "the"
        if sentence.lower[at + 1] not in ("of", "for") or led or behind >= len(sentence):
            continue
        run = next(((first, last) for first, last in sentence.proper_runs if first <= behind < last), None)
        if run is not None and sentence.lower[behind] not in ("january", "may") and _is_whole(sentence, at):
            yield Named(start=at, end=trimmed(sentence, behind, run[1])[1], kind=ActorKind.ARMED_GROUP, rank=1)


def _is_whole(sentence: Sentence, at: int) -> bool:
    """Whether a common word opens a name, not a sentence: "Men of Lebanon fled", "the Army of the Republic"."""
    common = sentence.lower[at] in word_set("actors", "of_names", "people")
    before = sentence.lower[max(0, at - 4) : at]
    named = bool(before) and (before[-1] in NAMING or (before[-1] in ("to", "as") and "name" in before))
    return named or not common
