"""Places named inside other names: Richmond in "Richmond police", Iraq in "the Iraqi army", Kentucky in a university.

Such a mention says whose something is, not where it happened, so it bears its own mark (``VERSION``). The name around
it stays what it was. Only what can hardly be a person's or a thing's name is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import ActorKind, MentionKind
from sourcebook.resolve.added import is_strong
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteer import PlaceKind
from sourcebook.resolve.joined import joined_spans
from sourcebook.resolve.placewords import PlaceWords
from sourcebook.resolve.registry import registry
from sourcebook.resolve.weighing import hits_of

VERSION = "inside-names@1"
WORD = re.compile(r"[^\W\d_](?:[\w.'’-]*\w\.?)?")
LONGEST = 4
TIES = frozenset(["of", "in", "at", "for"])


def with_inside(reading: Reading, words: PlaceWords) -> Reading:
    """The reading with the places inside the names of those who act, in the order of the text."""
    spoken = {folded(m.name or m.words.quote) for m in reading.mentions if m.kind is MentionKind.PLACE}
    spoken -= surnames(reading)
    added: dict[str, Mention] = {}
    for m in reading.mentions:
        if m.kind is MentionKind.ACTOR:
            for start, end in inside_spans(m, words, spoken):
                one = mention_inside(reading, m, start, end)
                added[one.mention_id] = one
    known = {m.mention_id for m in reading.mentions}
    every = (*reading.mentions, *(m for key, m in added.items() if key not in known))
    return replace(reading, mentions=tuple(sorted(every, key=lambda m: (m.words.start, m.words.end, m.kind))))


def surnames(reading: Reading) -> set[str]:
    """The last words of the people that a document names in full: Nelson of "Jim Nelson" is no town in it."""
    people = (m for m in reading.mentions if m.actor_kind is ActorKind.PERSON)
    names = [folded(m.name or m.words.quote).split() for m in people]
    return {parts[-1] for parts in names if len(parts) > 1}


def mention_inside(reading: Reading, around: Mention, start: int, end: int) -> Mention:
    """A place mention over some characters of another mention."""
    found = reading.document.words(start, end)
    return replace(
        around,
        mention_id=content_id("m", reading.document_id, MentionKind.PLACE.value, start, end),
        kind=MentionKind.PLACE,
        words=found,
        name=" ".join(found.quote.split()),
        actor_kind=None,
        generated_by=VERSION,
    )


def inside_spans(mention: Mention, words: PlaceWords, spoken: set[str]) -> Iterator[tuple[int, int]]:
    """The places inside one name, left to right. ``spoken`` are names that the document uses as places."""
    quote, offset = mention.words.quote, mention.words.start
    found = list(WORD.finditer(quote))
    if not found or registry().groups_named(mention.name or quote):
        return
    if mention.actor_kind is ActorKind.PERSON and found[-1].group()[0].isupper():
        return
    wide = list(joined_spans(quote))
    yield from ((offset + start, offset + end) for start, end in wide)
    at = 0
    while at < len(found):
        if any(start <= found[at].start() < end for start, end in wide):
            at += 1
            continue
        size = size_inside(quote, found, at, Known(words, frozenset(spoken))) if may_open(found, at) else 0
        if size:
            yield offset + found[at].start(), offset + found[at + size - 1].end()
        at += max(size, 1)


def may_open(found: list[re.Match[str]], at: int) -> bool:
    """Whether a place may begin here: a capital at the head of the name or after a word in small letters."""
    return found[at].group()[0].isupper() and (at == 0 or found[at - 1].group()[0].islower())


class Known(NamedTuple):
    """What a name is held against: the word lists, and the names that the document uses as places."""

    words: PlaceWords
    spoken: frozenset[str]


def size_inside(quote: str, found: list[re.Match[str]], at: int, known: Known) -> int:
    """How many words from here on are a place's name; 0 where none are."""
    run = 1
    while run < LONGEST and at + run < len(found) and found[at + run].group()[0].isupper():
        run += 1
    before = found[at - 1].group() if at else ""
    for size in range(run, 0, -1):
        name = " ".join(quote[found[at].start() : found[at + size - 1].end()].split())
        following = found[at + size].group() if at + size < len(found) else ""
        if folded(name) not in known.words.never and is_inside(name, (before, following), known):
            return size
    return 0


def is_inside(name: str, around: tuple[str, str], known: Known) -> bool:
    """Whether a name between two words is a place's.

    A people's name, a country's and a county's always are. A town's must be used as a place elsewhere in the document,
    or stand before a word such as "police"; a state's or a great city's after "of" or before small letters too.
    """
    before, following = around
    if name in known.words.demonyms:
        return bool(following)
    hits = [hit for hit in hits_of(name) if hit.exact]
    if not hits:
        return False
    if any(hit.place.kind is PlaceKind.COUNTRY for hit in hits) or name.split()[-1].casefold() in known.words.classes:
        return any(hit.place.kind <= PlaceKind.DISTRICT for hit in hits)
    if folded(name) in known.spoken:
        return True
    if following.casefold().removesuffix("'s").removesuffix("’s") in known.words.institutions:
        return any(hit.main for hit in hits)
    return (following[:1].islower() or before in TIES) and is_strong(name, True)
