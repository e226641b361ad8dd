"""Words that tell an act of violence, and the type of event that they and their sentence tell.

A word such as "attack" or "killed" does not tell how: the first of the lexicon's contexts whose words stand in the
sentence decides. What looks like violence and is none ("heart attack", "battle of ideas") is kept out by the words
around it; whether an act happened at all is not asked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sourcebook.mentions.counted import is_people
from sourcebook.mentions.phrasebook import PhraseBook
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import lexicon, word_set
from sourcebook.records.vocabulary import EventType

_REACH = 3
_KILLING = frozenset(("kill", "murder", "armed_assault", "fired"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of ``lexicon/triggers.toml``."""

    words: str
    type: str
    example: str
    pos: str = ""
    object: str = ""
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@cache
def rows() -> tuple[Row, ...]:
    """The rows of the lexicon, in its order."""
    given = lexicon("triggers")["triggers"]
    return tuple(_row(row) for row in given)


def _row(given: dict[str, Any]) -> Row:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    return Row(**fields)


@cache
def _book() -> PhraseBook[Row]:
    return PhraseBook((words, row) for row in rows() for words in (row.words, *row.also))


@cache
def _contexts() -> tuple[tuple[EventType, frozenset[str], tuple[str, ...]], ...]:
    """Each context's type, the choices it decides, and its words."""
    given = lexicon("triggers")["contexts"]
    return tuple((EventType(c["type"]), frozenset(c["for"]), tuple(c["words"])) for c in given)


def triggers_in(sentence: Sentence) -> Iterator[tuple[int, int, EventType]]:
    """Start, end and event type of each word or phrase that tells an act, left to right."""
    for start, end, candidates in _book().matches(sentence):
        row = next((row for row in candidates if _fits(sentence, start, end, row)), None)
        found = _type_of(sentence, start, row) if row else None
        if found:
            yield start, end, found


def _fits(sentence: Sentence, start: int, end: int, row: Row) -> bool:
    """Whether a row's conditions on the words around are met."""
    if sentence.is_named(start, end):
        return False
    if row.pos and sentence.tokens[start].pos != row.pos and not _is_headline_verb(sentence, start, row.pos):
        return False
    if row.not_before and start and sentence.lower[start - 1] in row.not_before:
        return False
    if row.not_before and start and sentence.lemma(start - 1) in row.not_before:
        return False
    if row.not_after and not set(row.not_after).isdisjoint(sentence.lower[end : end + _REACH + 1]):
        return False
    return _sentence_fits(sentence, start, row)


def _sentence_fits(sentence: Sentence, start: int, row: Row) -> bool:
    """Whether a row's conditions on the whole sentence are met."""
    if row.needs and not any(sentence.has(word) for word in row.needs):
        return False
    if any(sentence.has(word) for word in row.not_with):
        return False
    return not row.object or _acts_on_people(sentence, start)


def _is_headline_verb(sentence: Sentence, at: int, pos: str) -> bool:
    """Whether a participle that the parser took for an adjective is the verb that the row asks for."""
    token = sentence.tokens[at]
    participle = token.tag in ("VBN", "VBD", "VBG") or token.pos == "ADJ"
    return pos == "VERB" and participle and token.text[-2:] in ("ed", "ng")


def _acts_on_people(sentence: Sentence, verb: int) -> bool:
    """Whether those whom the verb falls on are people, or nobody is named."""
    roles = ("dobj", "nsubjpass")
    heads = [c for c in sentence.children[verb] if sentence.tokens[c].dep in roles]
    if not heads:
        return True
    return any(sentence.tokens[h].pos in ("PRON", "NUM") or is_people(sentence, h) for h in heads)


def _type_of(sentence: Sentence, start: int, row: Row) -> EventType | None:
    """The event type of a row, decided by the sentence where the word alone does not tell; null for none."""
    if row.type in _KILLING and _falls_on_official(sentence, start):
        return EventType.ASSASSINATION
    choices = lexicon("triggers")["choices"]
    if row.type not in choices:
        return EventType(row.type)
    for event_type, decides, words in _contexts():
        if row.type in decides and any(sentence.has(word) for word in words):
            return event_type
    return EventType(choices[row.type]) if choices[row.type] else None


def _falls_on_official(sentence: Sentence, verb: int) -> bool:
    """Whether the one whom the word falls on is a prominent person ("the mayor was shot", "murder of a judge")."""
    of = sentence.child(verb, "prep")
    behind = sentence.children[of] if of is not None and sentence.lower[of] == "of" else []
    for child in (*sentence.children[verb], *behind):
        token = sentence.tokens[child]
        if token.dep in ("dobj", "nsubjpass", "pobj") and token.tag in ("NN", "NNP"):
            phrase = range(max(0, child - 4), child + 1)
            officials = word_set("triggers", "officials", "words")
            return any(sentence.lemma(at) in officials and sentence.tokens[at].head in (child, verb) for at in phrase)
    return False
