"""Names that the words around them show to be places, whatever the parser took them for.

Parsers take unknown towns for people and organisations: "entered Kafr Sousah", "the Khan Touman axis". What stands
before, behind or over a name tells better: a preposition of place, "countryside", "the outskirts of", "stormed".
"""

from __future__ import annotations

from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups, word_set

_ACRONYM_SIZE = 6
_LONGEST = 4
APPOSED = 9  # words behind a name within which it is told what it is
_LISTED = frozenset(("and", "or", ","))
_MISTAKEN = frozenset(("PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "LANGUAGE", "EVENT", ""))


def shown_places(sentence: Sentence) -> list[tuple[int, int]]:
    """Start and end of each name that is a place by what surrounds it, left to right."""
    found: list[tuple[int, int]] = []
    ends: set[int] = set()
    for start, end in sentence.proper_runs:
        if not _may_be_place(sentence, start, end):
            continue
        if _is_shown(sentence, start, end) or _continues(sentence, start, ends):
            found.append((start, end))
            ends.add(end)
    return found


def _may_be_place(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name could be a place's: no acronym, no group, nothing that ends in "army" or "council"."""
    last, label = sentence.lower[end - 1], sentence.tokens[start].entity[2:]
    if end - start > _LONGEST or label not in _MISTAKEN or last in groups("actors", "heads"):
        return False
    if end - start == 1 and (_is_acronym(sentence.tokens[start].text) or sentence.tokens[start].pos != "PROPN"):
        return False
    if sentence.tokens[end - 1].tag == "NNPS" and label == "NORP":
        return False
    if not word_set("places", "not_places", "words").isdisjoint(sentence.lower[start:end]):
        return False
    return not _is_known_actor(sentence, start, end)


def _is_acronym(text: str) -> bool:
    return text.isupper() and len(text) <= _ACRONYM_SIZE


def _is_known_actor(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name is that of a known group, or opens as groups do."""
    known, name = groups("actors", "names"), " ".join(sentence.lower[start:end])
    joined = name.replace(" - ", "-").replace(" – ", "-")
    opens = joined.split()[0].split("-")[0] in word_set("actors", "openings", "words")
    return opens or joined in known or any(sentence.lower[at] in known for at in range(start, end))


def _is_shown(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name stands as a place does."""
    if _before_ground(sentence, end) or _told_to_be_place(sentence, end):
        return True
    last = sentence.tokens[end - 1]
    whose = last.head >= end and last.dep in ("amod", "compound", "nmod")
    return not whose and (_behind_place_word(sentence, start) or _is_entered(sentence, start, end))


def _before_ground(sentence: Sentence, end: int) -> bool:
    """ "The eastern Homs countryside", "the Khan Touman axis": ground behind the name, at the end of its phrase."""
    if end >= len(sentence) or sentence.lower[end] not in word_set("places", "ground", "words"):
        return False
    token = sentence.tokens[end]
    return token.pos in ("NOUN", "PROPN") and not (token.dep == "compound" and token.head > end)


def _told_to_be_place(sentence: Sentence, end: int) -> bool:
    """ "Attacked Seytenga, a commune in the north": what follows the comma says that it is a place."""
    if sentence.lower[end : end + 1] != [","] or sentence.lower[end + 1 : end + 2] not in (["a"], ["an"], ["the"]):
        return False
    for at in range(end + 2, min(end + APPOSED, len(sentence))):
        if sentence.tokens[at].dep not in ("compound", "amod", "nmod", "advmod", "npadvmod", "punct"):
            return sentence.lower[at] in word_set("places", "settlements", "words")
    return False


def _behind_place_word(sentence: Sentence, start: int) -> bool:
    """ "Inside Kafr Sousah", "northern Hama", "the outskirts of Zara"; with an article it would be a group."""
    at = start - 1
    sided = at >= 0 and sentence.lower[at] in word_set("places", "sides", "words")
    while at >= 0 and sentence.lower[at] in word_set("places", "sides", "words"):
        at -= 1
    if at < 0:
        return False
    before = sentence.lower[at]
    if before in word_set("places", "into", "words"):
        return True
    if before == "of" and at > 0:
        return sided or sentence.lower[at - 1] in word_set("places", "parts", "words")
    return sided and before in ("in", "on", "at", "from", "to", "the", "across", "throughout", "of", "near")


def _is_entered(sentence: Sentence, start: int, end: int) -> bool:
    """ "Stormed Tall Kurdi", "after entering Al-Fijah": what is entered or shelled, named without an article."""
    heads = {sentence.tokens[at].head for at in range(start, end)} - set(range(start, end))
    objects = {sentence.tokens[at].dep for at in range(start, end)} & {"dobj", "pobj"}
    if not objects or not heads:
        return False
    verb = min(heads)
    entered = sentence.tokens[verb].lemma.lower() in word_set("places", "entering", "words")
    return entered and verb < start and sentence.lower[start - 1] not in ("the", "a", "his", "their")


def _continues(sentence: Sentence, start: int, ends: set[int]) -> bool:
    """Whether a name goes on a list whose name before was shown: "the towns of Al-Zorba and Khan Touman"."""
    if start < 2 or sentence.lower[start - 1] not in _LISTED:
        return False
    token = sentence.tokens[start]
    behind = start - 2 if sentence.lower[start - 2] == "," else start - 1
    return behind in ends and (token.dep in ("conj", "compound", "appos", "nmod") or token.pos == "PROPN")
