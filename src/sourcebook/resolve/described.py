"""Whom "the militants", "this group" or "the coalition" means: the one actor of that sort that a document names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

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
    text = reading.document.text
    at = {segment.segment_id: position for position, segment in enumerate(reading.segments)}
    for sort in descriptions():
        own = [index for index, m in enumerate(actors) if sort_of(m) == sort and points_back(text, m)]
        named_at = [index for index, m in enumerate(actors) if own and of_sort(m, sort, ids)]
        if len({ids[actors[index].mention_id] for index in named_at}) != 1:
            continue
        for index in own:
            known = bisect_left(named_at, index)
            if not known:
                continue
            m, last = actors[index], actors[named_at[known - 1]]
            near = at.get(m.segment_id, 0) - at.get(last.segment_id, 0)
            between = actors[named_at[known - 1] + 1 : index]
            if sort == "coalitions" or (near <= REACH and free(text, m, last, between)):
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


def free(text: str, mention: Mention, last: Mention, between: Sequence[Mention]) -> bool:
    """Whether nobody else can be meant: no other armed people told between, and the name in another sentence."""
    by = POINTED.search(text, max(0, mention.words.start - 8), mention.words.start)
    this = by is not None and by["by"].casefold() in ("this", "these")
    if last.segment_id == mention.segment_id and not this:
        return False
    if any(m.actor_kind in ARMED and not (points_back(text, m) and sort_of(m)) for m in between):
        return False
    if sort_of(mention) != "linked":
        return True
    return linked(text, folded(mention.name or mention.words.quote).split()[-1], last.name or last.words.quote)


@lru_cache(maxsize=64)
def linked(text: str, word: str, name: str) -> bool:
    """Whether a text itself calls a group so: "FARC rebels", "the rebel group M23", "M23, a rebel group"."""
    stem = word.removesuffix("s")
    if folded(name.split()[-1]).removesuffix("s") == stem:
        return True
    plain = re.escape(" ".join(name.split()))
    ways = (
        rf"{plain}[’'s]*\s+{stem}s?\b",
        rf"\b{stem}s?(?:\s+\w+)?\s+{plain}",
        rf"{plain}(?:\s*\([^)]*\))?,\s+an?\s+(?:[\w-]+\s+){{0,2}}{stem}",
    )
    return any(re.search(way, text, re.IGNORECASE) for way in ways)


def of_this_document(reading: Reading, mention: Mention) -> str | None:
    """The id of a coalition that a document only describes: that of another document may be another coalition."""
    if sort_of(mention) != "coalitions":
        return None
    return content_id("actor-group", reading.document_id, "coalition")
