"""One place whose name joins two: "Jammu and Kashmir", "Trinidad and Tobago", "Isle of Wight".

The parser takes the parts for two names, and a part often is a place of its own: Jammu is a town. Only names that the
gazetteer has as a country, a region or a district are joined, so that "Jammu and Srinagar" stays two places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention, Segment
from sourcebook.records.vocabulary import MentionKind, PlacePrecision
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteer import PlaceKind, gazetteer, remembered
from sourcebook.resolve.placewords import place_words
from sourcebook.resolve.weighing import hits_of

VERSION = "joined-places@1"
PART = r"[A-ZÀ-Þ][\w.'’`-]*"
JOINT = re.compile(
    rf"(?P<left>(?:{PART}[ \n]+){{1,3}})(?:and|AND|of|OF|&)[ \n]+(?:the[ \n]+|THE[ \n]+)?"
    rf"(?=(?P<right>{PART}(?:[ \n]+{PART}){{0,2}}))"
)
LINK = re.compile(rb" (?:and|of|&) (?:the )?")
NAMING = frozenset([MentionKind.PLACE, MentionKind.ACTOR])


def with_joined(reading: Reading) -> Reading:
    """The reading with one mention for each joined name, in place of the mentions of its parts."""
    spans = list(joined_spans(reading.document.text))
    if not spans:
        return reading
    starts = [segment.start for segment in reading.segments]
    mentions = list(reading.mentions)
    for start, end in spans:
        at = bisect_right(starts, start) - 1
        if at >= 0 and end <= reading.segments[at].end:
            mentions = joined(reading, mentions, reading.segments[at], (start, end))
    return replace(reading, mentions=tuple(sorted(mentions, key=lambda m: (m.words.start, m.words.end, m.kind))))


def joined(reading: Reading, mentions: list[Mention], segment: Segment, span: tuple[int, int]) -> list[Mention]:
    """The mentions with one for the span; a force named after it keeps its whole name ("... and Kashmir police")."""
    start, end = span
    over = [m for m in mentions if m.kind in NAMING and m.words.start < end and start < m.words.end]
    if not over or any(m.words.start <= start and end <= m.words.end for m in over):
        return mentions
    reaching = [m for m in over if m.words.end > end and m.kind is MentionKind.ACTOR]
    kept = [m for m in mentions if m not in over]
    if reaching:
        return [*kept, rewritten(reading, reaching[0], start, reaching[0].words.end)]
    place = replace(over[0], segment_id=segment.segment_id, kind=MentionKind.PLACE, actor_kind=None)
    return [*kept, replace(rewritten(reading, place, start, end), generated_by=VERSION)]


def rewritten(reading: Reading, mention: Mention, start: int, end: int) -> Mention:
    """The mention over other characters."""
    words = reading.document.words(start, end)
    return replace(
        mention,
        mention_id=content_id("m", reading.document_id, mention.kind.value, start, end),
        words=words,
        name=" ".join(words.quote.split()),
    )


def joined_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each joined name in a text.

    >>> text = "Police in Trinidad and Tobago and in Jammu and Srinagar"
    >>> [text[start:end] for start, end in joined_spans(text)]
    ['Trinidad and Tobago']
    """
    pairs = joints()
    for found in JOINT.finditer(text):
        left, right = found["left"].split(), found["right"].split()
        if (folded(left[-1]), first_word(right[0])) in pairs:
            span = longest_name(text, found, (len(left), len(right)))
            if span:
                yield span


def longest_name(text: str, found: re.Match[str], sizes: tuple[int, int]) -> tuple[int, int] | None:
    """The longest stretch around a joint that the gazetteer has as a wide place."""
    starts = [m.start() for m in re.finditer(r"\S+", text[found.start("left") : found.end("left")])]
    ends = [m.end() for m in re.finditer(r"\S+", text[found.start("right") : found.end("right")])]
    for first in range(sizes[0]):
        for last in range(sizes[1] - 1, -1, -1):
            start, end = found.start("left") + starts[first], found.start("right") + ends[last]
            name = text[start:end].rstrip(".'’")
            name = name.removesuffix("'s").removesuffix("’s")
            if is_wide(" ".join(name.split())):
                return start, start + len(name)
    return None


def is_wide(name: str) -> bool:
    """Whether the gazetteer has a country, region or district by this main name; "City of Cork" is Cork."""
    words = place_words()
    if folded(name) in words.never or words.classes.get(name.split()[0].casefold()) is PlacePrecision.LOCALITY:
        return False
    return any(
        hit.exact and hit.place.kind <= PlaceKind.DISTRICT and (hit.main or hit.place.kind < PlaceKind.DISTRICT)
        for hit in hits_of(name)
    )


@remembered(1)
def joints() -> frozenset[tuple[str, str]]:
    """The words on both sides of "and" or "of" in the gazetteer's names: what a text is first held against."""
    names = bytes(gazetteer().names)
    found = []
    for link in LINK.finditer(names):
        left, right = names[max(0, link.start() - 24) : link.start()], names[link.end() : link.end() + 24]
        found.append((last_word(left.decode(errors="ignore")), first_word(right.decode(errors="ignore"))))
    return frozenset(found)


def last_word(text: str) -> str:
    """The last word of a stretch, folded."""
    return folded(re.split(r"[^\w.'’-]", text)[-1])


def first_word(text: str) -> str:
    """The first word of a stretch, folded, without a possessive."""
    word = re.split(r"[^\w.'’-]", text)[0]
    return folded(word.removesuffix("'s").removesuffix("’s"))
