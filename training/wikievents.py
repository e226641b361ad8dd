"""WikiEvents brought into the same shape as MUC-4: news of our century in mixed case, with roles of single words.

Its roles are coarser: who attacked, what was hit, who was harmed, with what. A role's words are found in the sentence
of the trigger; a pronoun counts for nothing. Few sentences are coded in full: words without a role count little.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from sourcebook.claims.trained.questions import QUESTIONS, ROLES, TYPES
from sourcebook.records.reading import Reading
from training.labels import Labels, Word, occurrences, parts_of, set_answer

DOERS = frozenset({"Attacker", "Killer", "Injurer", "Perpetrator", "Destroyer", "DamagerDestroyer"})
STRUCK = frozenset({"Target", "Victim"})
MEANS = frozenset({"ExplosiveDevice", "Instrument"})
HARM = ("Conflict.Attack", "Life.Die", "Life.Injure")
PRONOUNS = frozenset(
    (
        *("he", "him", "his", "she", "her", "they", "them", "their", "it", "its", "who", "whom", "which", "that"),
        *("those", "one", "ones", "others", "another", "i", "you", "we", "us", "me", "himself", "herself"),
        *("themselves", "people", "more", "many", "some", "several", "two", "three"),
    )
)
SILENT, SURE = 0.25, 0.8
_BLAST = re.compile(r"(?i)bomb|blast|explo|detonat|ied\b")
_BEFORE = frozenset(".,;:!?)]%’'”")
_AFTER = frozenset("([“")


def text_of(tokens: list[str]) -> tuple[str, list[int]]:
    """The words written out as print has them, and where each begins."""
    text, begins = "", []
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        glued = not index or token[0] in _BEFORE or before in _AFTER or "-" in (token, before) or before in "’'"
        text += "" if glued else " "
        begins.append(len(text))
        text += token
    return text, begins


def wikievents_labels(row: dict[str, Any], reading: Reading) -> Labels:
    """The answers for one text of WikiEvents."""
    labels = Labels(negatives=SILENT)
    begins = text_of(row["tokens"])[1]
    flat = list(parts_of(reading))
    people = people_words()
    for event in row["event_mentions"]:
        if not event["event_type"].startswith(HARM):
            continue
        position = segment_at(reading, begins[event["trigger"]["start_idx"]])
        if position is None:
            continue
        here = [(part, word) for part, word in flat if word[0] == position]
        for argument in event["arguments"]:
            for role, words in fillers(argument, here, reading, people):
                for word in words:
                    set_answer(labels.words, word, ROLES.index(role), 1.0, SURE)
        tell(labels, position, event)
    return labels


def tell(labels: Labels, position: int, event: dict[str, Any]) -> None:
    """A sentence with an act of violence and someone in it tells of an incident; of a bombing if its words say so."""
    if not event["arguments"]:
        return
    own = labels.segments.setdefault(position, {})
    own[QUESTIONS.index("relevant")] = (1.0, 0.5)
    blast = any(a["role"] == "ExplosiveDevice" for a in event["arguments"]) or _BLAST.search(event["trigger"]["text"])
    kind = "bombing" if blast else "attack" if event["event_type"].startswith("Conflict") else None
    if kind in TYPES:
        own[QUESTIONS.index(kind)] = (1.0, 0.5)


def segment_at(reading: Reading, offset: int) -> int | None:
    """The position of the segment that holds a character."""
    for position, segment in enumerate(reading.segments):
        if segment.start <= offset < segment.end:
            return position
    return None


def fillers(
    argument: dict[str, Any], here: list[tuple[str, Word]], reading: Reading, people: frozenset[str]
) -> Iterator[tuple[str, list[Word]]]:
    """The words of an argument in a sentence, with our name for its role."""
    name = argument["text"]
    if name.lower() in PRONOUNS:
        return
    for words in list(occurrences(name, here))[:1]:
        token = reading.segments[words[-1][0]].tokens[words[-1][1]]
        person = token.entity.endswith("PERSON") or token.lemma.lower() in people
        if argument["role"] in DOERS:
            named = token.entity[2:] in ("ORG", "NORP", "GPE")
            yield ("group" if named or not person else "person"), words
        elif argument["role"] in STRUCK:
            yield ("victim" if person or argument["role"] == "Victim" else "target"), words
        elif argument["role"] in MEANS:
            yield "weapon", words


def people_words() -> frozenset[str]:
    """The nouns for people, from the lexicon of counts."""
    lexicon = tomllib.loads(files("sourcebook.mentions.lexicon").joinpath("people.toml").read_text("utf-8"))
    return frozenset(word for words in lexicon["populations"].values() for word in words)
