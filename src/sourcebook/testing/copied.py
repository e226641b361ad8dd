"""Made-up news of which it is known who repeats whom: in each of the ways in which papers pass a story on.

A story is printed again as it stands, with some words changed, cut to a third, quoted whole inside a long report, or
merged with another story. Between them stand reports that share only the formulas of their trade, or one quotation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from sourcebook.reconcile import Options, copy_finder, group_finder, passage_sharer
from sourcebook.records.links import Copy, Passage, SharedPassage
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Segment
from sourcebook.records.vocabulary import SegmentKind
from sourcebook.testing.load import news

Sentences = tuple[str, ...]
Row = TypeVar("Row", Passage, SharedPassage)

WAYS = ("exact", "edited", "cut", "quoted", "merged")
NEWS_SENTENCES = 17
"""Sentences of a story taken from the grammar: about 300 words."""
EDITED_SHARES = (0.03, 0.06, 0.12)
"""How many of its words a desk exchanges."""
LONG = 6
"""A report that quotes a story whole is so many times as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A document, and which earlier ones it repeats, in which way; one that only shares a quotation repeats none."""

    document_id: str
    sentences: Sentences
    way: str = ""
    of: tuple[str, ...] = ()


def repeated_news(count: int, seed: int = 5) -> Iterator[Repeated]:
    """So many documents; in five of twelve an earlier one is repeated, each way as often."""
    random = Random(seed)  # noqa: S311 - test data
    stories = fresh_stories(seed)
    made = 0
    while made < count:
        own = [Repeated(document_id=f"d-{made + at:06}", sentences=next(stories)) for at in range(7)]
        made += len(own)
        repeats = [
            Repeated(document_id=f"d-{made + at:06}", sentences=written, way=way, of=of)
            for at, (way, written, of) in enumerate(each_way(own, stories, random))
        ]
        made += len(repeats)
        yield from (*own[:-1], sharing_quotation(own[-1], own[0], random), *repeats)


def fresh_stories(seed: int) -> Iterator[Sentences]:
    """Stories of a grammar, none of them a copy of another."""
    seen: set[str] = set()
    for row in news(10_000_000, seed):
        lead, *_ = sentences = sentences_of(row["text"])
        if lead not in seen:
            seen.add(lead)
            yield sentences[:NEWS_SENTENCES]


def sentences_of(text: str) -> Sentences:
    """The sentences of a text of the grammar, which ends each with a full stop."""
    parts = text.replace("\n\n", " ").split(". ")
    return (*(f"{part}." for part in parts[:-1]), parts[-1])


def each_way(
    own: Sequence[Repeated], stories: Iterator[Sentences], random: Random
) -> Iterator[tuple[str, Sentences, tuple[str, ...]]]:
    """The first five stories, each passed on in another way."""
    for way, story in zip(WAYS, own, strict=False):
        of = (story.document_id, own[5].document_id) if way == "merged" else (story.document_id,)
        match way:
            case "edited":
                told = edited(story.sentences, random)
            case "cut":
                told = story.sentences[: len(story.sentences) // 3]
            case "quoted":
                told = quoted(story.sentences, stories)
            case "merged":
                half = len(story.sentences) // 2
                told = (*story.sentences[:half], *own[5].sentences[:half])
            case _:
                told = story.sentences
        yield way, told, of


def edited(said: Sentences, random: Random) -> Sentences:
    """The story with some words exchanged for others of its own, as a desk rewords what it prints."""
    share = random.choice(EDITED_SHARES)
    words = [word for sentence in said for word in sentence.rstrip(".").split()]

    def reworded(sentence: str) -> str:
        kept = (random.choice(words) if random.random() < share else word for word in sentence.split())
        return " ".join(kept)

    return tuple(reworded(sentence) for sentence in said)


def quoted(said: Sentences, stories: Iterator[Sentences]) -> Sentences:
    """The story whole in the middle of a long report of its own words."""
    around = [sentence for _ in range(LONG) for sentence in next(stories)]
    middle = len(around) // 2
    return (*around[:middle], *said, *around[middle:])


def sharing_quotation(one: Repeated, other: Repeated, random: Random) -> Repeated:
    """A report that brings one sentence of another, as two reporters take down one statement."""
    at, said = random.randrange(len(one.sentences)), random.choice(other.sentences)
    return Repeated(document_id=one.document_id, sentences=(*one.sentences[:at], said, *one.sentences[at + 1 :]))


def reading_of(one: Repeated) -> Reading:
    """The document with its sentences, read as far as copies need it."""
    segments, start = [], 0
    for position, sentence in enumerate(one.sentences):
        segments.append(
            Segment(
                segment_id=f"{one.document_id}-{position}",
                document_id=one.document_id,
                start=start,
                end=start + len(sentence),
                kind=SegmentKind.SENTENCE,
                position=position,
                block=0,
            )
        )
        start += len(sentence) + 1
    text = " ".join(one.sentences)
    document = Document(document_id=one.document_id, path=one.document_id, sha256="", original="", text=text, blocks=())
    return Reading(document_id=one.document_id, document=document, segments=tuple(segments))


def copies_among(documents: Sequence[Repeated], options: Options | None = None) -> Iterator[Copy]:
    """Which of the documents repeat which, found by the program's own steps."""
    given, read = options or Options(), group_finder()
    shared = grouped((p for one in documents for p in read(reading_of(one)).passages), lambda p: p.fingerprint)
    share, find = passage_sharer(given), copy_finder(given)
    pairs = grouped((pair for held in shared for pair in share(held)), lambda pair: pair.pair)
    for held in pairs:
        yield from find(held)


def grouped(rows: Iterator[Row], key: Callable[[Row], str]) -> Iterator[list[Row]]:
    """The rows that share a key, in the order of the keys."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    yield from (found[name] for name in sorted(found))
