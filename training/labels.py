"""What each word should be answered: the coded templates of MUC-4 brought back onto the words of the text.

A template names its fillers in the text's own words; wherever they stand, those words are labelled. A filler's other
mentions ("the priest" of "Father Romero") are neither right nor wrong and count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sourcebook.claims.trained.questions import QUESTIONS, ROLES, TYPES
from sourcebook.claims.trained.windows import names_violence
from sourcebook.records.reading import Reading

SLOTS = {
    "PERP: INDIVIDUAL ID": "person",
    "PERP: ORGANIZATION ID": "group",
    "PHYS TGT: ID": "target",
    "HUM TGT: NAME": "victim",
    "HUM TGT: DESCRIPTION": "victim",
    "INCIDENT: INSTRUMENT ID": "weapon",
}
KINDS = {
    "ATTACK": "attack",
    "BOMBING": "bombing",
    "KIDNAPPING": "kidnapping",
    "ARSON": "arson",
    "ROBBERY": "robbery",
    "FORCED WORK STOPPAGE": "stoppage",
}
# how much a label counts where the sentence says nothing else of the incident
FAR = 0.3
# how much a sentence without fillers counts as one that tells nothing, in a text that has templates
SILENT = 0.15
_PART = re.compile(r"[^\W_]+")

Word = tuple[int, int]


@dataclass(slots=True, kw_only=True)
class Labels:
    """Answers and their weights: by word and role, and by segment (-1: the whole text) and question."""

    words: dict[Word, dict[int, tuple[float, float]]] = field(default_factory=dict)
    segments: dict[int, dict[int, tuple[float, float]]] = field(default_factory=dict)
    negatives: float = 1.0


def muc_labels(row: dict[str, Any], reading: Reading) -> Labels:
    """The answers for one text of MUC-4."""
    labels = Labels()
    flat = list(parts_of(reading))
    told: dict[int, set[str]] = {}
    struck = violent(reading)
    for template in row["templates"]:
        kinds = {KINDS[k] for f in template["slots"].get("INCIDENT: TYPE", []) for k in f["alternatives"] if k in KINDS}
        places: list[tuple[str, list[Word]]] = []
        for slot, role in SLOTS.items():
            for filler in template["slots"].get(slot, []):
                names = sorted({n for a in filler["alternatives"] if (n := name_in(a))}, key=len, reverse=True)
                places += [(role, words) for name in names for words in occurrences(name, flat)]
                for name in names:
                    disregard(name, role, flat, labels)
        seats = {words[0][0] for _, words in places}
        for role, words in places:
            near = words[0][0] in struck or len({r for r, w in places if w[0][0] == words[0][0]}) > 1
            for word in words:
                set_answer(labels.words, word, ROLES.index(role), 1.0, 1.0 if near else FAR)
        for seat in seats:
            told.setdefault(seat, set()).update(kinds)
    label_segments(row, reading, told, labels)
    return labels


def name_in(alternative: str) -> str:
    """The words of an answer string, without quotes and what stands before a colon."""
    return alternative.split(":")[-1].strip().strip('"?').strip()


def violent(reading: Reading) -> set[int]:
    """The positions of the segments that name violence."""
    ids = {m.segment_id for m in reading.mentions if names_violence(m)}
    return {position for position, segment in enumerate(reading.segments) if segment.segment_id in ids}


def parts_of(reading: Reading) -> Iterator[tuple[str, Word]]:
    """The letters-and-digits parts of each word in small letters, with the word's segment and token."""
    for position, segment in enumerate(reading.segments):
        for index, token in enumerate(segment.tokens):
            for part in _PART.findall(token.text.lower()):
                yield part, (position, index)


def occurrences(name: str, flat: list[tuple[str, Word]]) -> Iterator[list[Word]]:
    """Wherever a name stands in the text, whole and within one segment."""
    wanted = _PART.findall(name.lower())
    if not wanted:
        return
    for at, (part, word) in enumerate(flat):
        if part == wanted[0] and [p for p, _ in flat[at : at + len(wanted)]] == wanted:
            words = [w for _, w in flat[at : at + len(wanted)]]
            if words[-1][0] == word[0]:
                yield words


def disregard(name: str, role: str, flat: list[tuple[str, Word]], labels: Labels) -> None:
    """Words that may be further mentions of a name, its last word, count for nothing where they are not labelled."""
    wanted = _PART.findall(name.lower())
    if not wanted or len(wanted[-1]) < 4:
        return
    for part, word in flat:
        if part == wanted[-1]:
            labels.words.setdefault(word, {}).setdefault(ROLES.index(role), (0.0, 0.0))


def label_segments(row: dict[str, Any], reading: Reading, told: dict[int, set[str]], labels: Labels) -> None:
    """Which sentences, and whether the text, tell of an incident, and of what kind."""
    relevant, kinds = QUESTIONS.index("relevant"), {kind: QUESTIONS.index(kind) for kind in TYPES}
    coded = any(not t["optional"] for t in row["templates"])
    whole = set().union(*told.values()) if told else set()
    if coded or not row["templates"]:
        labels.segments[-1] = {relevant: (float(coded), 1.0)}
        labels.segments[-1] |= {seat: (float(kind in whole), 1.0) for kind, seat in kinds.items()}
    for position in range(len(reading.segments)):
        own = told.get(position)
        weight = 1.0 if own is not None or not row["templates"] else SILENT
        labels.segments[position] = {relevant: (float(own is not None), weight)}
        if own or not row["templates"]:
            answers = {seat: (float(kind in (own or ())), 1.0) for kind, seat in kinds.items()}
            labels.segments[position] |= answers


def set_answer(
    answers: dict[Word, dict[int, tuple[float, float]]], word: Word, question: int, answer: float, weight: float
) -> None:
    """Write an answer down unless a weightier one stands there."""
    own = answers.setdefault(word, {})
    if own.get(question, (0.0, -1.0))[1] <= weight:
        own[question] = (answer, weight)
