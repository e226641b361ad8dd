"""Fingerprints of a document's words, by which repeated passages are found.

Whole sentences are fingerprinted as they stand, and of all runs of five words a fixed eighth, chosen by hash value, so
that two texts choose the same runs. Together about one fingerprint for six words. Headings, datelines, bylines,
agency lines and boilerplate are left out: they repeat between documents that share no report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from sourcebook.reconcile.wording import WORD, agency_in
from sourcebook.records.links import Passage
from sourcebook.records.reading import Reading
from sourcebook.records.text import Segment
from sourcebook.records.vocabulary import SegmentKind

COUNTED = frozenset({SegmentKind.SENTENCE, SegmentKind.LIST_ITEM, SegmentKind.CAPTION})
RUN = 5
SAMPLE = 8
FEWEST_WORDS = 6
"""Shorter sentences are formulas: "Nobody was hurt." Six words alone make no copy either, but add to others."""
CREDIT = re.compile(
    r"^\W*(?:by\s+[A-Z]|\(?(?:reporting|writing|editing|additional reporting|compiled|photo|file photo)\b"
    r"|(?:copyright|©|all rights reserved|read more|also read|follow us)\b)",
    re.IGNORECASE,
)

Span = tuple[str, int, int]


def is_credit(text: str) -> bool:
    """Whether a short line names who wrote or sent the report, or the site's own furniture.

    >>> is_credit("(Reuters)"), is_credit("By Jane Roe and John Doe"), is_credit("By dusk 12 had died in the market.")
    (True, True, False)
    """
    words = len(WORD.findall(text))
    if words <= 4 and agency_in(text):
        return True
    return words <= 14 and CREDIT.match(text) is not None and not any(c.isdigit() for c in text)


def hashed(words: Sequence[str]) -> bytes:
    """A short digest of some words in order."""
    return blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def spans_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The fingerprints of one sentence with the words that each covers."""
    found = [(word.group().casefold(), word.start(), word.end()) for word in WORD.finditer(text, start, end)]
    words = [word for word, _, _ in found]
    if len(words) >= FEWEST_WORDS:
        yield "s" + hashed(words).hex(), found[0][1], found[-1][2]
    for at in range(len(words) - RUN + 1):
        digest = hashed(words[at : at + RUN])
        if digest[0] % SAMPLE == 0:
            yield "r" + digest.hex(), found[at][1], found[at + RUN - 1][2]


def counted(segment: Segment, text: str) -> bool:
    """Whether a segment's words count: running text, no credit line."""
    return segment.kind in COUNTED and not is_credit(text[segment.start : segment.end])


def passages_of(reading: Reading) -> tuple[Passage, ...]:
    """The fingerprints of a document's running text, each once, at its first place."""
    text = reading.document.text
    segments = [segment for segment in reading.segments if counted(segment, text)]
    length = sum(segment.end - segment.start for segment in segments)
    first: dict[str, Span] = {}
    for segment in segments:
        for span in spans_in(text, segment.start, segment.end):
            first.setdefault(span[0], span)
    return tuple(
        Passage(fingerprint=name, document_id=reading.document_id, start=start, end=end, document_length=length)
        for name, start, end in first.values()
    )
