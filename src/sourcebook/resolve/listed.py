"""Registered names that a text holds and that nobody took for a name, or of which only a part was taken for one.

The parser knows the shapes of names and those of public record; a list of a user holds others ("Simba wa Bwawa"). Of
the shipped registry long names are looked for, which the parser cuts ("Salafist Group | for Preaching and Combat"), and
those in other scripts, which it does not read.
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
from sourcebook.resolve.registry import LEADING, actor_key, registry
from sourcebook.resolve.registry_rows import given_group

VERSION = "listed-actors@2"
WORD = re.compile(r"[\w’'‘`]+")
MOST_WORDS = 8
GROUPS = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION, ActorKind.ORGANISATION})
SHORTEST = 3
LONG = 3
"""A shipped name is looked for if it has so many words; shorter ones the parser knows by their shape."""
SMALL_WORD = 3
BROKEN = re.compile(r"[.;:()!?]")


class ListedName(NamedTuple):
    """A name as a list gives it, by the words that it is looked up by, and what bears it; ``ours`` if it is shipped."""

    words: tuple[str, ...]
    kind: ActorKind
    ours: bool = False


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
    for shipped in shipped_names():
        found.setdefault(shipped.words[0], {})[shipped] = None
    return {first: tuple(sorted(names, key=lambda each: (-len(each.words), each))) for first, names in found.items()}


def shipped_names() -> Iterator[ListedName]:
    """The names of the shipped registry's groups that are long or in another script, each one group's alone.

    "X in Y" is left out where X is a group as well: "Islamic State in Iraq" may be where, not who.
    """
    known = registry()
    for actor_id, group in known.groups.items():
        if group.kind not in GROUPS or actor_id in known.given:
            continue
        for name in (group.name, *group.names):
            words = tuple(word for part in WORD.findall(LEADING.sub("", name)) for word in folded(part).split())
            before, of_place, _ = name.partition(" in ")
            named = known.bearing(name) and actor_key(name) not in known.ambiguous
            told = len(words) >= LONG or is_foreign(name)
            if named and told and 0 < len(words) <= MOST_WORDS and not (of_place and known.bearing(before)):
                yield ListedName(words, group.kind, ours=True)


registries.on_change(listed_names.cache_clear)


def is_foreign(name: str) -> bool:
    """Whether a name is written in another script than Latin, in letters enough to be known by.

    >>> is_foreign("Талибан"), is_foreign("Sendéro"), is_foreign("ИГ")
    (True, False, False)
    """
    letters = [letter for letter in name if letter.isalpha()]
    return len(letters) > SMALL_WORD and not any(folded(letter).isascii() for letter in letters)


def may_be_sought(name: str, words: tuple[str, ...], kind: ActorKind) -> bool:
    """Whether a name says enough to be known wherever it stands: no frequent name of people, no plain word."""
    if not words or len(words) > MOST_WORDS or folded(name) in registry().common:
        return False
    if kind is ActorKind.PERSON:
        return len(words) > 1 and not is_weak(name)
    return sum(map(len, words)) >= SHORTEST


def with_listed(reading: Reading) -> tuple[Mention, ...]:
    """The reading's mentions with those of listed names that stand where no actor is named yet."""
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
        if name and is_name_here(text[start:end], name) and not any(says_more(m, (start, end), name) for m in own):
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


def is_name_here(text: str, name: ListedName) -> bool:
    """Whether words stand there as a name: one of ours with a capital for every longer word, on one line."""
    if not name.ours:
        return is_written_as_name(text)
    longer = [word for word in WORD.findall(text) if len(word) > SMALL_WORD]
    return (
        BROKEN.search(text) is None and bool(longer) and all(word[0].isupper() or not word.isascii() for word in longer)
    )


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
