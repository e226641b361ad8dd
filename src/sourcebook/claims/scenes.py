"""The sentences of a document made ready for ties: whom a bare surname means, and of which group a passage speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sourcebook.claims.agents import conjuncts
from sourcebook.claims.cast import Cast, is_band, is_group, is_person, named
from sourcebook.claims.lexicon import words
from sourcebook.claims.powers import with_powers
from sourcebook.claims.sentence import NAMING, SUBJECTS, Sentence, Spot
from sourcebook.claims.short_names import short_names_in, with_short_names
from sourcebook.claims.ties import Scene, named_so
from sourcebook.records.ids import content_id
from sourcebook.records.text import Mention
from sourcebook.records.values import days_between
from sourcebook.records.vocabulary import MentionKind, SegmentKind, TimeBasis

YEAR = re.compile(r"(?:19|20)\d\d")
# a line of a chronology has at least a year, a colon and a word
SHORTEST = 3


def scenes_of(sentences: Sequence[Sentence], cast: Cast) -> list[Scene]:
    """Each sentence with the group of which the sentences before it speak."""
    scenes: list[Scene] = []
    opened: int | None = None
    known, short = surnames_in(sentences), short_names_in(sentences)
    entitled = in_title(sentences, cast) or defined_first(sentences)
    cast = replace(cast, main=cast.main or entitled)
    topic = main = entitled or cast.main
    for position, sentence in enumerate(sentences):
        if entitled is not None and opens_paragraph(sentences, position):
            topic = main
        whole = with_powers(with_short_names(with_surnames(with_opening_year(sentence), known), short))
        opened = sentence.segment.block if opening_name(whole) is not None else opened
        entry = sentence.segment.block == opened
        scenes.append(Scene(sentence=whole, position=position, cast=cast, topic=topic, entry=entry))
        told = topic_of(whole)
        topic = main if told is not None and main is not None and is_among_subjects(whole, main) else told or topic
    return scenes


def with_opening_year(sentence: Sentence) -> Sentence:
    """The sentence with the bare year that opens a line of a chronology: "1968: the Front renames itself"."""
    tokens = sentence.tokens
    if len(tokens) < SHORTEST or not YEAR.fullmatch(tokens[0].text) or tokens[1].text not in (":", "–", "—"):
        return sentence
    if sentence.spot_at(0, MentionKind.TIME) is not None:
        return sentence
    year, quoted = int(tokens[0].text), sentence.words(0, 0)
    mention = Mention(
        mention_id=content_id("m", sentence.document.document_id, "line", quoted.start, quoted.end),
        document_id=sentence.document.document_id,
        segment_id=sentence.segment.segment_id,
        kind=MentionKind.TIME,
        words=quoted,
        time=days_between(date(year, 1, 1), date(year, 12, 31), TimeBasis.STATED),
        generated_by="opening-year@1",
    )
    times = (Spot(mention, 0, 0, 0), *sentence.of(MentionKind.TIME))
    return replace(sentence, spots={**sentence.spots, MentionKind.TIME: times})


def opens_paragraph(sentences: Sequence[Sentence], position: int) -> bool:
    """Whether a sentence opens a paragraph after one of several sentences; a paragraph of one sentence goes on."""
    before = [sentences[at].segment.block for at in range(max(0, position - 2), position)]
    return len(before) == 2 and before[0] == before[1] != sentences[position].segment.block


def in_title(sentences: Sequence[Sentence], cast: Cast) -> Spot | None:
    """The group that the title names first, under any of the names that the text gives it."""
    title = (sentences[0].document.title or "").casefold() if sentences else ""
    found = [
        (at, -len(spot.mention.name or ""), spot)
        for _, spot in cast.order
        if title and named_so(spot) and (at := title.find((spot.mention.name or "?").casefold())) >= 0
    ]
    return min(found, key=lambda each: each[:2])[2] if found else None


def defined_first(sentences: Sequence[Sentence]) -> Spot | None:
    """The group that a text's first sentence defines: "The Valley Army is a Salafi militia in Yemen"."""
    first = next((s for s in sentences if s.segment.kind is SegmentKind.SENTENCE), None)
    if first is None:
        return None
    root = next((i for i, token in enumerate(first.tokens) if token.head == i), None)
    if root is None:
        return None
    heads = [k for k in first.children[root] if first.tokens[k].dep in SUBJECTS]
    told = {first.lemma(k) for k in first.children[root] if first.tokens[k].dep == "attr"}
    told |= {first.lemma(k) for head in heads for k in first.children[head] if first.tokens[k].dep == "appos"}
    spot = first.spot_at(heads[0], MentionKind.ACTOR) if heads else None
    defined = bool(told & (words("relations", "group_words") | words("relations", "part_nouns") | {"alliance", "army"}))
    return spot if spot is not None and defined and is_band(spot) and named_so(spot) else None


def is_among_subjects(sentence: Sentence, main: Spot) -> bool:
    """Whether the group of which a text is told stands among the subjects of a sentence: "the Houthis and X are"."""
    same_one = [s for s in sentence.of(MentionKind.ACTOR) if named(s) == named(main)]
    roots = [i for i, token in enumerate(sentence.tokens) if token.head == i]
    heads = [k for root in roots for k in sentence.children[root] if sentence.tokens[k].dep in SUBJECTS]
    items = {item for head in heads for item in conjuncts(sentence, head)}
    return any(s.head in items for s in same_one)


def topic_of(sentence: Sentence) -> Spot | None:
    """The group that is the subject of a sentence, or owns it: "X attacked", "X's leaders fled"."""
    roots = [i for i, token in enumerate(sentence.tokens) if token.head == i]
    heads = [k for root in roots for k in sentence.children[root] if sentence.tokens[k].dep in SUBJECTS]
    owned = [k for head in heads for k in sentence.children[head] if sentence.tokens[k].dep == "poss"]
    for index in (*heads, *owned):
        spot = sentence.spot_at(index, MentionKind.ACTOR)
        if spot is not None and is_group(spot) and named_so(spot):
            return spot
    return opening_name(sentence)


def opening_name(sentence: Sentence) -> Spot | None:
    """The group whose name opens an entry of a list: "The Red Column: formed in 2013"."""
    colon = next((i for i, token in enumerate(sentence.tokens[:12]) if token.text == ":"), None)
    spot = sentence.spot_at(colon - 1, MentionKind.ACTOR) if colon else None
    opens = spot is not None and spot.first <= 1 and is_group(spot) and named_so(spot)
    return spot if opens else None


def surnames_in(sentences: Sequence[Sentence]) -> dict[str, Mention]:
    """The persons whom a document names in full, by their first and last name where it is that of one alone."""
    found: dict[str, dict[str, Mention]] = {}
    for sentence in sentences:
        for spot in sentence.of(MentionKind.ACTOR):
            parts = (spot.mention.name or "").split()
            if is_person(spot) and len(parts) > 1 and named_so(spot):
                for part in (parts[0], parts[-1]):
                    found.setdefault(part, {}).setdefault(spot.mention.actor_id or " ".join(parts), spot.mention)
    return {name: next(iter(persons.values())) for name, persons in found.items() if len(persons) == 1}


def with_surnames(sentence: Sentence, known: dict[str, Mention]) -> Sentence:
    """The sentence with the persons whom it calls by their last name alone: "Haddad died in 2009"."""
    text, tokens = sentence.document.text, sentence.tokens
    added = tuple(
        Spot(replace(person, words=sentence.words(at, at), segment_id=sentence.segment.segment_id), at, at, at)
        for at, token in enumerate(tokens)
        if token.pos == "PROPN"
        and (person := known.get(text[token.start : token.end])) is not None
        and sentence.spot_at(at, *NAMING) is None
        and token.dep not in ("compound", "nmod")
        and not any(tokens[k].pos == "PROPN" and tokens[k].dep == "compound" for k in sentence.children[at])
    )
    if not added:
        return sentence
    actors = sorted((*sentence.of(MentionKind.ACTOR), *added), key=lambda s: (s.first, s.last))
    return replace(sentence, spots={**sentence.spots, MentionKind.ACTOR: tuple(actors)})
