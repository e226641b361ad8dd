"""Whom a number counts: the noun phrase behind it, and the population that its words name."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.mentions.quantities import Quantity
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups, word_set
from sourcebook.records.vocabulary import Population

_INSIDE = frozenset(("ADJ", "NOUN", "PROPN", "DET", "ADV"))
_PARTITIVE = frozenset(("them", "whom", "those", "these", "us", "which"))
_POSSESSIVE = frozenset(("its", "their", "his", "her", "our", "my"))
_QUOTES = frozenset(('"', "“", "‘", "''", "``"))
_JOINTS = frozenset(("-", "'s", "’s", "/", "."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The noun phrase of a number: it ends before token ``end``; ``head`` is its noun, null for a bare number.

    ``people`` is null where the noun alone does not tell. ``of_whole`` marks "12 of them", "9 of the dead".
    ``state`` is a word of harm inside the phrase: "20 wounded soldiers".
    """

    end: int
    head: int | None
    population: Population
    people: bool | None
    of_whole: bool = False
    state: int | None = None


def counted_by(sentence: Sentence, quantity: Quantity) -> Counted:
    """The noun phrase that a number counts, as far as the words behind it tell."""
    start, of_whole = quantity.end, False
    if sentence.lower[start : start + 1] == ["of"]:
        following = sentence.lower[start + 1 : start + 2]
        if following and following[0] in _PARTITIVE:
            population = _population_of_share(sentence, start + 2)
            return Counted(end=start + 2, head=None, population=population, people=True)
        of_whole = bool(following) and following[0] in ("the", "their", "his", "her")
        start += 2 if following and following[0] in _POSSESSIVE else 1
    head, end = _noun_phrase(sentence, start)
    if head is None:
        return _bare(sentence, quantity, start, of_whole)
    return Counted(
        end=end,
        head=head,
        population=population_of(sentence, start, head),
        people=is_people(sentence, head),
        of_whole=of_whole and any(form in _wholes() for form in sentence.forms(head)),
        state=next((at for at in range(start, head) if _is_state(sentence.lower[at])), None),
    )


def _population_of_share(sentence: Sentence, start: int) -> Population:
    """ "14 of them police officers", "15 of whom were minors": the noun behind says who they are."""
    start += sentence.lower[start : start + 1] in (["were"], ["are"])
    if start >= len(sentence):
        return Population.PEOPLE
    head, _ = _noun_phrase(sentence, start)
    if head is None or not is_people(sentence, head) or _is_state(sentence.lower[start]):
        return Population.PEOPLE
    return population_of(sentence, start, head)


def _wholes() -> frozenset[str]:
    return word_set("people", "wholes", "words")


def _bare(sentence: Sentence, quantity: Quantity, start: int, of_whole: bool) -> Counted:
    """A number without a noun; "nine of the dead" and "hundreds of wounded" still say of what."""
    start += sentence.lower[start : start + 1] == ["the"]
    state = sentence.lower[start] if start < len(sentence) and start > quantity.end else ""
    if _is_state(state):
        end = start + 1
        return Counted(end=end, head=start, population=Population.PEOPLE, people=True, of_whole=of_whole)
    population = Population.PEOPLE
    if quantity.end < start < len(sentence) and sentence.tokens[start].pos == "NUM":
        population = _population_of_share(sentence, start + 1)  # "five of the nine attackers"
    return Counted(end=quantity.end, head=None, population=population, people=None)


def _noun_phrase(sentence: Sentence, start: int) -> tuple[int | None, int]:
    """The last noun of the phrase that starts here, and the phrase's end."""
    head, at = None, start
    while at < len(sentence) and _inside(sentence, at, head):
        if sentence.tokens[at].pos in ("NOUN", "PROPN") and _stands_for_noun(sentence, at):
            if head is not None and _closes(sentence, head, at):
                break
            head = at
        at += 1
    return head, (head + 1 if head is not None else start)


def _inside(sentence: Sentence, at: int, head: int | None) -> bool:
    """Whether a word belongs to the noun phrase being read."""
    token, lower = sentence.tokens[at], sentence.lower[at]
    if lower in word_set("quantities", "ends", "words"):
        return False
    if _is_state(lower):
        return head is None and at + 1 < len(sentence) and _noun_follows(sentence, at + 1)
    if lower in ("others", "more", "other"):
        return head is None
    if lower in _QUOTES:
        return head is None
    if token.pos == "CCONJ" and head is None:
        return sentence.tokens[at - 1].pos == "ADJ" and at + 1 < len(sentence) and sentence.tokens[at + 1].pos == "ADJ"
    if token.pos == "NUM" or (head is not None and _starts_new_line(sentence, at)):
        return False
    if token.pos in _INSIDE or lower in _JOINTS:
        return not (head is not None and token.pos in ("DET", "ADV", "ADJ"))
    return head is None and token.tag in ("VBN", "VBG") and token.dep in ("amod", "compound")


def _starts_new_line(sentence: Sentence, at: int) -> bool:
    """Whether a line of a list starts here: a break, then a capital behind a small letter."""
    between = sentence.document.text[sentence.tokens[at - 1].end : sentence.tokens[at].start]
    return "\n" in between and sentence.tokens[at].text[:1].isupper() and sentence.tokens[at - 1].text[:1].islower()


def _noun_follows(sentence: Sentence, at: int) -> bool:
    """Whether a noun for people follows: "12 wounded soldiers", not "12 dead Monday"."""
    return sentence.tokens[at].pos == "NOUN" and any(f in groups("people", "populations") for f in sentence.forms(at))


def _is_state(word: str) -> bool:
    return word in groups("harms", "states")


def _stands_for_noun(sentence: Sentence, at: int) -> bool:
    return not (sentence.lower[at] == "more" or sentence.lower[at] in _JOINTS)


def _closes(sentence: Sentence, head: int, at: int) -> bool:
    """Whether a noun for people is complete before a next noun that is a name ("12 people Karachi police said")."""
    named = any(form in groups("people", "populations") for form in sentence.forms(head))
    return named and sentence.tokens[at].pos == "PROPN" and sentence.tokens[head].pos == "NOUN"


def is_people(sentence: Sentence, head: int) -> bool | None:
    """Whether a noun names people; null where neither lexicon nor ending tells."""
    for form in sentence.forms(head):
        if form in groups("people", "populations"):
            return True
        if form in word_set("people", "not_people", "words"):
            return False
    token = sentence.tokens[head]
    if token.entity[2:] in ("NORP", "PERSON") or (token.tag == "NNPS" and token.entity[2:] in ("GPE", "NORP", "")):
        return True
    printed = sentence.lower[head]
    return True if any(printed.endswith(end) for end in word_set("people", "endings", "words")) else None


def population_of(sentence: Sentence, start: int, head: int) -> Population:
    """The population that a noun phrase names, by its noun or by a word before it ("military personnel")."""
    found = next((v for form in sentence.forms(head) if (v := groups("people", "populations").get(form))), "people")
    if found not in ("people", "police", "civilians"):
        return Population(found)
    for at in range(start, head):
        for form in sentence.forms(at):
            if form in groups("people", "modifiers"):
                return Population(groups("people", "modifiers")[form])
    return Population(found)
