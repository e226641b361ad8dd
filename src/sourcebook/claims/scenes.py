"""The sentences of a document made ready for ties: whom a bare surname means, and of which group a passage speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcebook.claims.cast import BANDS, Cast, is_person
from sourcebook.claims.powers import with_powers
from sourcebook.claims.sentence import NAMING, SUBJECTS, Sentence, Spot
from sourcebook.claims.ties import Scene, named_so
from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import MentionKind


def scenes_of(sentences: Sequence[Sentence], cast: Cast) -> list[Scene]:
    """Each sentence with the group of which the sentences before it speak."""
    scenes: list[Scene] = []
    known = surnames_in(sentences)
    entitled = in_title(sentences, cast)
    topic = main = entitled or cast.main
    for position, sentence in enumerate(sentences):
        if entitled is not None and opens_paragraph(sentences, position):
            topic = main
        whole = with_powers(with_surnames(sentence, known))
        scenes.append(Scene(sentence=whole, position=position, cast=cast, topic=topic))
        topic = topic_of(sentence) or topic
    return scenes


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


def topic_of(sentence: Sentence) -> Spot | None:
    """The group that is the subject of a sentence, or owns it: "X attacked", "X's leaders fled"."""
    roots = [i for i, token in enumerate(sentence.tokens) if token.head == i]
    heads = [k for root in roots for k in sentence.children[root] if sentence.tokens[k].dep in SUBJECTS]
    owned = [k for head in heads for k in sentence.children[head] if sentence.tokens[k].dep == "poss"]
    for index in (*heads, *owned):
        spot = sentence.spot_at(index, MentionKind.ACTOR)
        if spot is not None and spot.mention.actor_kind in BANDS and named_so(spot):
            return spot
    return None


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
