"""Place mentions that the parser missed: datelines, and strong names in capitals or noise.

Only names that can hardly be anything else are added: countries, capitals, first-order divisions and large cities,
written with a capital, outside every other mention, and not tagged as a person or an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention, Segment, Token
from sourcebook.records.vocabulary import ActorKind, MentionKind, PlacePrecision, SegmentKind
from sourcebook.resolve.asked import bare_and_kind, is_no_place
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteer import PlaceKind
from sourcebook.resolve.placewords import PlaceWords, place_words
from sourcebook.resolve.registry import registry
from sourcebook.resolve.weighing import hits_of

VERSION = "dateline-places@1"
BREAK = re.compile(r"[\d(\[—–:]|--|\s-\s")
NAMED = frozenset(["", "GPE", "LOC", "NORP", "FAC"])
# "U.S. troops" says whose troops, and "Chad would not" who would not: neither says where.
WHOSE = frozenset(["compound", "amod", "nmod", "poss", "nsubj", "nsubjpass"])
GOES_ON = frozenset(["NOUN", "PROPN", "ADJ", "VERB", "AUX", "PART"])
UNSURE = frozenset([ActorKind.ORGANISATION, ActorKind.UNKNOWN])
DIVIDED = frozenset([PlacePrecision.DISTRICT, PlacePrecision.REGION])
DIVISIONS = frozenset([PlaceKind.DISTRICT, PlaceKind.DIVISION, PlaceKind.REGION])
LOCATING = re.compile(r"\b(?:in|at|near|outside|around|inside)\s+(?:the\s+)?$", re.IGNORECASE)
LARGE = 100_000
LONGEST = 4


def with_added(reading: Reading, words: PlaceWords) -> tuple[Mention, ...]:
    """The reading's mentions and the added ones, in the order of the text; actors that are places become places."""
    if not reading.segments:
        return reading.mentions
    reading = replace(reading, mentions=tuple(as_place(reading, m, words) for m in reading.mentions))
    taken: dict[str, list[tuple[int, int]]] = {}
    for m in reading.mentions:
        if m.kind in (MentionKind.PLACE, MentionKind.ACTOR, MentionKind.TIME):
            taken.setdefault(m.segment_id, []).append((m.words.start, m.words.end))
    added = [m for s in reading.segments for m in added_in(reading, s, taken.get(s.segment_id, ()), words)]
    if not added:
        return reading.mentions
    return tuple(sorted((*reading.mentions, *added), key=lambda m: (m.words.start, m.words.end, m.kind)))


def added_in(
    reading: Reading, segment: Segment, taken: Sequence[tuple[int, int]], words: PlaceWords
) -> Iterator[Mention]:
    """The places of one segment that no mention covers."""
    spans = dateline_spans if segment.kind is SegmentKind.DATELINE else strong_spans
    text = reading.document.text
    for start, end in spans(text, segment):
        if all(end <= first or last <= start for first, last in taken):
            mention = mention_of(reading, segment, start, end)
            if not is_no_place(text, mention, words):
                yield mention


def as_place(reading: Reading, mention: Mention, words: PlaceWords) -> Mention:
    """The mention, or a place mention of the same words where the parser took a place for an organisation.

    "In Colombo" and "Bajaur Agency" are places; "Colombo said" stays what it was.
    """
    name = mention.name or mention.words.quote
    if mention.kind is not MentionKind.ACTOR or mention.actor_kind not in UNSURE or registry().groups_named(name):
        return mention
    _, kind = bare_and_kind(name, words)
    before = reading.document.text[max(0, mention.words.start - 14) : mention.words.start]
    by_class = kind in DIVIDED and any(hit.exact and hit.place.kind in DIVISIONS for hit in hits_of(name))
    if not by_class and not (LOCATING.search(before) and is_strong(name, True)):
        return mention
    return replace(
        mention,
        mention_id=content_id(
            "m", reading.document_id, MentionKind.PLACE.value, mention.words.start, mention.words.end
        ),
        kind=MentionKind.PLACE,
        actor_kind=None,
        generated_by=VERSION,
    )


def mention_of(reading: Reading, segment: Segment, start: int, end: int) -> Mention:
    """A place mention over some characters, not yet resolved."""
    found = reading.document.words(start, end)
    return Mention(
        mention_id=content_id("m", reading.document_id, MentionKind.PLACE.value, start, end),
        document_id=reading.document_id,
        segment_id=segment.segment_id,
        kind=MentionKind.PLACE,
        words=found,
        name=" ".join(found.quote.split()),
        generated_by=VERSION,
    )


def dateline_spans(text: str, segment: Segment) -> Iterator[tuple[int, int]]:
    """The places at the head of a dateline: "BEIRUT, Lebanon (Reuters) -" has two; the agency is none."""
    stop = BREAK.search(text, segment.start, segment.end)
    end = stop.start() if stop else segment.end
    at = segment.start
    for part in text[at:end].split(","):
        name = part.strip(" \t\r\n.")
        if name and name[0].isupper() and exact_place(name):
            start = text.index(name, at)
            yield start, start + len(name)
        at += len(part) + 1


def exact_place(name: str) -> bool:
    """Whether the gazetteer has a place by exactly this name."""
    return any(hit.exact for hit in hits_of(name))


def strong_spans(text: str, segment: Segment) -> Iterator[tuple[int, int]]:
    """The strong names among a segment's words, the longest first where they overlap."""
    tokens = segment.tokens
    at = 0
    while at < len(tokens):
        size = strong_size(text, tokens, at) if may_start(text, tokens[at]) else 0
        if size:
            yield tokens[at].start, tokens[at + size - 1].end
        at += max(size, 1)


def may_start(text: str, token: Token) -> bool:
    """Whether a word may be part of a name: a capital, and not tagged as a person, an organisation or a date."""
    return text[token.start].isupper() and token.entity[2:] in NAMED and token.pos == "PROPN"


def strong_size(text: str, tokens: Sequence[Token], at: int) -> int:
    """How many words from here on make one strong name; 0 where none does."""
    run = 1
    while run < LONGEST and at + run < len(tokens) and may_start(text, tokens[at + run]):
        run += 1
    before, after = at > 0 and may_start(text, tokens[at - 1]), at + run < len(tokens)
    for size in range(run, 0, -1):
        name = text[tokens[at].start : tokens[at + size - 1].end]
        whole = size == run and not before and (after or at + run == len(tokens))
        if len(name) > 3 and not is_somebody(tokens, at + size - 1) and is_strong(" ".join(name.split()), whole):
            return size
    return 0


def is_somebody(tokens: Sequence[Token], last: int) -> bool:
    """Whether a country's name stands for its people or forces: before a noun, or as who does something.

    Before a site or an incident it says where: "the Lahore park bombing", "the Nice attack".
    """
    words = place_words()
    following = tokens[last + 1].text.lower() if last + 1 < len(tokens) else ""
    if following in words.happenings or words.site.fullmatch(following):
        return False
    followed = tokens[last + 1].pos in GOES_ON if last + 1 < len(tokens) else tokens[last].text.endswith(".")
    return tokens[last].dep in WHOSE or followed


def is_strong(name: str, whole: bool) -> bool:
    """Whether a name is a country's or, standing alone, a capital's, a division's or a large city's main name."""
    if name in place_words().demonyms:
        return False
    for hit in hits_of(name):
        place = hit.place
        if hit.exact and place.kind is PlaceKind.COUNTRY:
            return whole or folded(place.name) == folded(name)
        large = place.capital or place.population >= LARGE
        if whole and hit.exact and hit.main and (place.kind is PlaceKind.DIVISION or large):
            return True
    return False
