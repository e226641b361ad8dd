"""All mentions of a document: each finder's own, with ids, none of a kind overlapping another (sums apart)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from sourcebook.mentions.actors import actors_in
from sourcebook.mentions.figures import figures_of
from sourcebook.mentions.places import places_by_own_words, places_in
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.tables import with_columns
from sourcebook.mentions.times import times_in
from sourcebook.mentions.told_persons import as_named_elsewhere
from sourcebook.mentions.triggers import triggers_in
from sourcebook.mentions.weapons import weapons_in
from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention, Segment
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import ActorKind, MentionKind, SegmentKind

VERSION = 1
VERSIONS = {MentionKind.PLACE: 2, MentionKind.FIGURE: 4, MentionKind.ACTOR: 6}  # kinds whose finder has changed since


def mention_finder() -> Callable[[Reading], Reading]:
    """The room's function: it fills the mentions of a reading whose segments are parsed."""

    def find(reading: Reading) -> Reading:
        found = [
            mention
            for segment in reading.segments
            if segment.tokens and segment.kind is not SegmentKind.BOILERPLATE
            for mention in _mentions_of(segment, reading.document)
        ]
        found = as_named_elsewhere(found)
        found = with_columns(reading, found, _mention)
        found += times_in(reading)
        found.sort(key=lambda m: (m.words.start, m.words.end, m.kind))
        return replace(reading, mentions=tuple(found))

    return find


def _mentions_of(segment: Segment, document: Document) -> Iterator[Mention]:
    sentence = Sentence(segment, document)
    yield from _actors_and_places(sentence)
    for figure in figures_of(sentence):
        yield replace(_mention(sentence, MentionKind.FIGURE, figure.words), figure=figure)
    for start, end, type_name in weapons_in(sentence):
        yield _mention(sentence, MentionKind.WEAPON, sentence.words(start, end), name=type_name)
    for start, end, event_type in triggers_in(sentence):
        yield _mention(sentence, MentionKind.TRIGGER, sentence.words(start, end), name=event_type.value)


def _actors_and_places(sentence: Sentence) -> Iterator[Mention]:
    """Actors first: words that name an actor name no place."""
    taken: set[int] = set()
    for actor in actors_in(sentence, places_by_own_words(sentence)):
        taken.update(range(actor.start, actor.end))
        words = _without_stop(sentence.words(actor.start, actor.end))
        yield _mention(sentence, MentionKind.ACTOR, words, name=_name(words), kind_of_actor=actor.kind)
    for start, end in places_in(sentence, frozenset(taken)):
        words = sentence.words(start, end)
        yield _mention(sentence, MentionKind.PLACE, words, name=_name(words))


def _without_stop(words: Words) -> Words:
    """The words without the sentence's full stop, where the parser left it on a name ("ISIS–K.")."""
    if words.quote.endswith(".") and words.quote.count(".") == 1:
        return Words(start=words.start, end=words.end - 1, quote=words.quote[:-1])
    return words


def _name(words: Words) -> str:
    """The words as a name: line breaks and runs of blanks are one blank."""
    return " ".join(words.quote.split())


def _mention(
    sentence: Sentence, kind: MentionKind, words: Words, name: str | None = None, kind_of_actor: ActorKind | None = None
) -> Mention:
    document_id = sentence.document.document_id
    return Mention(
        mention_id=content_id("m", document_id, kind.value, words.start, words.end),
        document_id=document_id,
        segment_id=sentence.segment.segment_id,
        kind=kind,
        words=words,
        name=name,
        actor_kind=kind_of_actor,
        generated_by=f"{kind.value}s@{VERSIONS.get(kind, VERSION)}",
    )
