"""Whom "the militants", "this group" or "the coalition" means: the one actor of that sort that a document names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import ActorKind
from sourcebook.resolve.folding import folded
from sourcebook.resolve.registry import registry, registry_rows

POINTED = re.compile(r"\b(?P<by>the|this|these|that)\s+$", re.IGNORECASE)
# what follows picks out some of them, names them, or says that they are others: "the rebels of Hama", "the group Ansar"
PICKED = re.compile(
    r"(?:['’]s?)?[ ,]*(?:of|from|who|that|which|whose|in|near|loyal|allied|opposed|named|called|known|led|under)\b"
    r"|\s*[-–/(]|\s+(?:[A-Z]|[\"“‘])"
)
ARMED = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION})
# the name stands at most this many sentences before
REACH = 2


def described_meant(
    reading: Reading, actors: Sequence[Mention], ids: Mapping[str, str]
) -> Iterator[tuple[str, Mention]]:
    """Each description, by its id, with the mention of the one actor that a document lets it mean."""
    at = {segment.segment_id: position for position, segment in enumerate(reading.segments)}
    for index, m in enumerate(actors):
        sort = sort_of(m)
        if not sort or not points_back(reading.document.text, m):
            continue
        named = [other for other in actors if of_sort(other, sort, ids)]
        before = [other for other in actors[:index] if of_sort(other, sort, ids)]
        if len({ids[other.mention_id] for other in named}) != 1 or not before:
            continue
        last = before[-1]
        near = at.get(m.segment_id, 0) - at.get(last.segment_id, 0)
        if sort == "coalitions" or (near <= REACH and free(reading, m, last, actors[:index])):
            yield m.mention_id, last


def sort_of(mention: Mention) -> str:
    """Of which sort of actors a mention is a bare description, or nothing: "militants", "terrorist group"."""
    name = folded(mention.name or mention.words.quote)
    return next((sort for sort, words in descriptions().items() if name in words), "")


@cache
def descriptions() -> dict[str, frozenset[str]]:
    """The bare descriptions by their sort."""
    return {sort: frozenset(words) for sort, words in registry_rows()["described"].items()}


def points_back(text: str, mention: Mention) -> bool:
    """Whether a description points at those named before: "the militants", not "militants", "the rebels of Hama"."""
    start, end = mention.words.start, mention.words.end
    return POINTED.search(text, max(0, start - 8), start) is not None and PICKED.match(text, end) is None


def of_sort(mention: Mention, sort: str, ids: Mapping[str, str]) -> bool:
    """Whether a mention names an actor of a sort: an armed group with a name of its own, or a coalition."""
    quote = mention.words.quote
    if sort == "coalitions":
        return "coalition" in folded(quote).split() and folded(quote) not in descriptions()[sort]
    return mention.actor_kind in ARMED and (ids[mention.mention_id] in registry().groups or named(mention))


def named(mention: Mention) -> bool:
    """Whether a group is called by a name of its own: "FARC", "Free Syrian Army", not "Syrian rebels"."""
    words = (mention.name or mention.words.quote).split()
    return bool(words) and words[-1][:1].isupper() and not sort_of(mention)


def free(reading: Reading, mention: Mention, last: Mention, before: Sequence[Mention]) -> bool:
    """Whether nobody else can be meant: no other armed people told between, and the name in another sentence."""
    text = reading.document.text
    by = POINTED.search(text, max(0, mention.words.start - 8), mention.words.start)
    this = by is not None and by["by"].casefold() in ("this", "these")
    if last.segment_id == mention.segment_id and not this:
        return False
    between = [m for m in before if m.words.start > last.words.start and m.actor_kind in ARMED]
    if any(not points_back(text, m) or not sort_of(m) for m in between):
        return False
    return sort_of(mention) != "linked" or linked(text, mention, last)


def linked(text: str, mention: Mention, last: Mention) -> bool:
    """Whether the document itself calls the group so: "FARC rebels", "the rebel group M23", "M23, a rebel group"."""
    stem = folded(mention.name or mention.words.quote).split()[-1].removesuffix("s")
    words = (last.name or last.words.quote).split()
    if folded(words[-1]).removesuffix("s") == stem:
        return True
    name = re.escape(" ".join(words))
    ways = (
        rf"{name}[’'s]*\s+{stem}s?\b",
        rf"\b{stem}s?(?:\s+\w+)?\s+{name}",
        rf"{name}(?:\s*\([^)]*\))?,\s+an?\s+(?:[\w-]+\s+){{0,2}}{stem}",
    )
    return any(re.search(way, text, re.IGNORECASE) for way in ways)


def of_this_document(reading: Reading, mention: Mention) -> str | None:
    """The id of a coalition that a document only describes: that of another document may be another coalition."""
    if sort_of(mention) != "coalitions":
        return None
    return content_id("actor-group", reading.document_id, "coalition")
