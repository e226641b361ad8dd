"""A team's own words for kinds of incident, roles, harms and the like, and which kinds the digits set.

They change what pages say, never what the book holds: exports keep the codebook's names. They are kept in the book as a
writing of the kind ``words``, in TOML, so that they can be taken to another book as a file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum

from sourcebook.errors import UsageError
from sourcebook.records.knowledge import Event
from sourcebook.records.vocabulary import (
    ActorKind,
    EventType,
    Harm,
    PlacePrecision,
    Population,
    Realis,
    RelationType,
    Role,
    Stance,
)

SECTIONS: Mapping[str, type[StrEnum]] = {
    "types": EventType,
    "ties": RelationType,
    "happening": Realis,
    "roles": Role,
    "stances": Stance,
    "harms": Harm,
    "populations": Population,
    "actors": ActorKind,
    "places": PlacePrecision,
}
TITLES = {
    "types": "Kinds of incident",
    "ties": "Ties between actors",
    "happening": "Whether it happened",
    "roles": "Roles in an incident",
    "stances": "How it is said",
    "harms": "Kinds of harm",
    "populations": "Who was harmed",
    "actors": "Kinds of actor",
    "places": "How exactly a place is known",
}
DIGITS = "digits"
USUAL = (
    EventType.BOMBING,
    EventType.SUICIDE_BOMBING,
    EventType.ARMED_ASSAULT,
    EventType.ARMED_CLASH,
    EventType.AIRSTRIKE,
    EventType.SHELLING,
    EventType.ASSASSINATION,
    EventType.KIDNAPPING,
    EventType.OTHER_VIOLENCE,
)
MOST_LABEL = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Words by section and value, and the kinds of incident that the digits 1 to 9 set."""

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    digits: tuple[str, ...] = USUAL

    def flat(self) -> dict[str, str]:
        """Every value with its word."""
        return {value: word for section in self.words.values() for value, word in section.items()}


def labels_in(text: str) -> Labels:
    """The words that a file of words gives; a sentence where it does not fit.

    >>> labels_in('[types]\\nbombing = "blast"').flat()
    {'bombing': 'blast'}
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f'the words are no TOML ({error}); write lines such as bombing = "blast" below [types]'
        ) from error
    digits = _digits(given.pop(DIGITS, {}))
    words = {name: _section(name, section) for name, section in given.items()}
    return Labels(words=words, digits=digits)


def _section(name: str, given: object) -> dict[str, str]:
    if name not in SECTIONS or not isinstance(given, dict):
        raise UsageError(f"there is no section [{name}] of words; sections are {', '.join([*SECTIONS, DIGITS])}")
    for value, word in given.items():
        if value not in set(SECTIONS[name]):
            raise UsageError(f"[{name}] has no {value!r}; it has {', '.join(SECTIONS[name])}")
        if not isinstance(word, str) or not word.strip() or len(word) > MOST_LABEL:
            raise UsageError(f"the word for {value!r} must be a text of at most {MOST_LABEL} characters")
    return {value: " ".join(word.split()) for value, word in given.items()}


def _digits(given: object) -> tuple[str, ...]:
    if not isinstance(given, dict) or not set(given) <= set("123456789"):
        raise UsageError('[digits] gives the keys 1 to 9 a kind of incident each, as in 1 = "bombing"')
    for digit, name in given.items():
        if name not in set(EventType):
            raise UsageError(f"the digit {digit} would set {name!r}, which is no kind of incident")
    found = [given.get(str(at), usual) for at, usual in enumerate(USUAL, 1)]
    return tuple(str(each) for each in found)


def as_toml(labels: Labels) -> str:
    """The words as a file."""
    lines: list[str] = []
    for section in SECTIONS:
        words = labels.words.get(section, {})
        if words:
            lines += [f"[{section}]", *(f'{value} = "{_escaped(word)}"' for value, word in words.items()), ""]
    if labels.digits != USUAL:
        lines += [f"[{DIGITS}]", *(f'{at} = "{name}"' for at, name in enumerate(labels.digits, 1)), ""]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


_SPOKEN: ContextVar[Mapping[str, str]] = ContextVar("words of a team", default={})  # noqa: B039 - never written into


@contextmanager
def speaking(labels: Labels) -> Iterator[None]:
    """Within this, pages say values in these words."""
    token = _SPOKEN.set(labels.flat())
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def plain(value: object) -> str:
    """A value of a vocabulary as words: the team's own, else its name.

    >>> plain("armed_assault")
    'armed assault'
    """
    return _SPOKEN.get().get(str(value)) or str(value).replace("_", " ")


def kind(event: Event) -> str:
    """What an event was, with whether it happened where it did not."""
    return plain(event.type) if event.realis is Realis.HAPPENED else f"{plain(event.realis)} {plain(event.type)}"
