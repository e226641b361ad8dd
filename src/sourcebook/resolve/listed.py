"""Names of a user's registry that a text holds and that nobody took for a name: they are mentions of its actors.

The parser knows the shapes of names and those of public record; a list of a user holds others ("Simba wa Bwawa").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention, Segment
from sourcebook.records.vocabulary import ActorKind, MentionKind
from sourcebook.resolve import registries
from sourcebook.resolve.folding import folded
from sourcebook.resolve.names import is_weak
from sourcebook.resolve.registry import registry
from sourcebook.resolve.registry_rows import given_group

VERSION = "listed-actors@1"
WORD = re.compile(r"[\w’'‘`]+")
MOST_WORDS = 8
SHORTEST = 3


class ListedName(NamedTuple):
    """A name as a list gives it, by the words that it is looked up by, and what bears it."""

    words: tuple[str, ...]
    kind: ActorKind


@cache
def listed_names() -> Mapping[str, tuple[ListedName, ...]]:
    """The names of the registries in use, the longest first, by their first word."""
    found: dict[str, dict[ListedName, None]] = {}
    for row in (row for name in registries.used() for row in registries.registry_file(name).rows):
        group = given_group(row)
        for name in (group.name, *group.names):
            words = tuple(word for part in WORD.findall(name) for word in folded(part).split())
            if may_be_sought(name, words, group.kind):
                found.setdefault(words[0], {})[ListedName(words, group.kind)] = None
    return {first: tuple(sorted(names, key=lambda each: (-len(each.words), each))) for first, names in found.items()}


registries.on_change(listed_names.cache_clear)


def may_be_sought(name: str, words: tuple[str, ...], kind: ActorKind) -> bool:
    """Whether a name says enough to be known wherever it stands: no frequent name of people, no plain word."""
    if not words or len(words) > MOST_WORDS or folded(name) in registry().common:
        return False
    if kind is ActorKind.PERSON:
        return len(words) > 1 and not is_weak(name)
    return sum(map(len, words)) >= SHORTEST


def with_listed(reading: Reading) -> tuple[Mention, ...]:
    """The reading's mentions with those of listed names that stand where no actor is named yet."""
    if not listed_names():
        return reading.mentions
    found = [mention for segment in reading.segments for mention in listed_in(reading, segment)]
    covered = [(mention.words.start, mention.words.end) for mention in found]
    kept = [m for m in reading.mentions if not is_inside(m, covered)]
    return tuple(sorted((*kept, *found), key=lambda m: (m.words.start, m.words.end, m.kind)))


def is_inside(mention: Mention, covered: Sequence[tuple[int, int]]) -> bool:
    """Whether an actor or place mention is a part of a listed name."""
    if mention.kind not in (MentionKind.ACTOR, MentionKind.PLACE):
        return False
    return any(start <= mention.words.start and mention.words.end <= end for start, end in covered)


def listed_in(reading: Reading, segment: Segment) -> Iterator[Mention]:
    """The listed names of one segment, from left to right, the longest where they overlap."""
    own = [m for m in reading.mentions if m.segment_id == segment.segment_id and m.kind is MentionKind.ACTOR]
    text, at = reading.document.text, 0
    words = [
        (found.start(), found.end(), folded(found[0])) for found in WORD.finditer(text, segment.start, segment.end)
    ]
    while at < len(words):
        name = name_at(words, at)
        start, end = words[at][0], words[at + len(name.words) - 1][1] if name else 0
        if name and is_written_as_name(text[start:end]) and not any(says_more(m, (start, end), name) for m in own):
            yield mention_of(reading, segment, (start, end), name.kind)
            at += len(name.words)
        else:
            at += 1


def says_more(mention: Mention, span: tuple[int, int], name: ListedName) -> bool:
    """Whether an actor mention holds a listed name in a longer one, or is that name and rightly a person or none."""
    if mention.words.start > span[0] or mention.words.end < span[1]:
        return False
    alike = (mention.actor_kind is ActorKind.PERSON) is (name.kind is ActorKind.PERSON)
    return alike or (mention.words.start, mention.words.end) != span


def name_at(words: Sequence[tuple[int, int, str]], at: int) -> ListedName | None:
    """The longest listed name that begins at a word."""
    for name in listed_names().get(words[at][2], ()):
        if tuple(word for _, _, word in words[at : at + len(name.words)]) == name.words:
            return name
    return None


def is_written_as_name(text: str) -> bool:
    """Whether words have the capitals of a name, or letters that know none."""
    return any(map(str.isupper, text)) or not text.isascii()


def mention_of(reading: Reading, segment: Segment, span: tuple[int, int], kind: ActorKind) -> Mention:
    """An actor mention over some characters."""
    words = reading.document.words(*span)
    return Mention(
        mention_id=content_id("m", reading.document_id, MentionKind.ACTOR.value, *span),
        document_id=reading.document_id,
        segment_id=segment.segment_id,
        kind=MentionKind.ACTOR,
        words=words,
        name=" ".join(words.quote.split()),
        actor_kind=kind,
        generated_by=VERSION,
    )
