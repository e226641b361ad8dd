"""What a model answered, taken apart: a list of statements, each in the form asked for, or a sentence why not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from sourcebook.errors import EndpointError
from sourcebook.records.vocabulary import EventType, Realis, Role, Stance

# what a model thinks aloud before it answers is no answer
THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
LIST_OF_INCIDENTS = re.compile(r'"incidents"\s*:\s*\[')
# an incident with more parts than this is no answer about one incident
MOST_PARTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedParty:
    """Someone in a role, in words that are said to stand in the passage."""

    role: Role
    stance: Stance
    quote: str

    def __post_init__(self) -> None:
        if self.role in (Role.SUBJECT, Role.OBJECT):
            raise ValueError("a party of an incident is a perpetrator, a target or a victim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One incident as a model states it: words of closed lists, and quotes that are yet to be found in the text."""

    type: EventType
    realis: Realis
    trigger: str
    time: str | None = None
    place: str | None = None
    parties: list[StatedParty] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    weapons: list[str] = field(default_factory=list)
    attribution: str | None = None

    def __post_init__(self) -> None:
        if max(len(self.parties), len(self.figures), len(self.weapons)) > MOST_PARTS:
            raise ValueError("more parts than one incident has")


def statements_in(answer: str, cut_off: bool = False) -> tuple[list[Statement], int]:
    """The statements of an answer that are in the form asked for, and how many are not; of a cut one, whole ones."""
    given = incidents_before(answer) if cut_off else incidents_in(answer)
    found = [statement for one in given if (statement := statement_of(one)) is not None]
    return found, len(given) - len(found)


def incidents_in(answer: str) -> list[Any]:
    """The list of incidents that an answer holds; an EndpointError where it holds none."""
    said = THOUGHT.sub("", answer)
    if not said.strip():
        raise EndpointError("the answer is empty")
    objects = list(objects_in(said))
    if not objects:
        raise EndpointError("the answer is no JSON")
    for found in objects:
        if isinstance(found, dict) and isinstance(found.get("incidents"), list):
            return list(found["incidents"])
    raise EndpointError("the answer is JSON of another form: it has no list of incidents")


def incidents_before(answer: str) -> list[Any]:
    """The incidents that stand whole in an answer which was cut off in the middle.

    >>> incidents_before('{"incidents": [{"type": "raid"}, {"type": "arr'), incidents_before('{"inci')
    ([{'type': 'raid'}], [])
    """
    start = LIST_OF_INCIDENTS.search(THOUGHT.sub("", answer))
    return list(objects_in(start.string[start.end() :])) if start else []


def objects_in(said: str) -> Iterator[Any]:
    """The JSON objects in a text, from its first brace on: bare, fenced, or with words around them."""
    decoder, seat, tries = json.JSONDecoder(), said.find("{"), 0
    while seat >= 0 and tries < MOST_PARTS:
        tries += 1
        try:
            found, end = decoder.raw_decode(said, seat)
        except (ValueError, RecursionError):
            end = seat + 1
        else:
            yield found
        seat = said.find("{", end)


def statement_of(given: Any) -> Statement | None:
    """One incident of an answer, or none where it is not in the form asked for."""
    try:
        return msgspec.convert(given, Statement)
    except (msgspec.ValidationError, RecursionError):
        return None
