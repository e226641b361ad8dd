"""The sentences of a document made ready for ties: whom a bare surname means, and of which group a passage speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcebook.claims.cast import Cast, is_group, is_person
from sourcebook.claims.lexicon import words
from sourcebook.claims.powers import with_powers
from sourcebook.claims.sentence import NAMING, SUBJECTS, Sentence, Spot
from sourcebook.claims.ties import Scene, named_so
from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import MentionKind


def scenes_of(sentences: Sequence[Sentence], cast: Cast) -> list[Scene]:
    """Each sentence with the group of which the sentences before it speak."""
    scenes: list[Scene] = []
    opened: int | None = None
    known, short = surnames_in(sentences), short_names_in(sentences)
    entitled = in_title(sentences, cast)
    topic = main = entitled or cast.main
    for position, sentence in enumerate(sentences):
        if entitled is not None and opens_paragraph(sentences, position):
            topic = main
        whole = with_powers(with_short_names(with_surnames(sentence, known), short))
        opened = sentence.segment.block if opening_name(whole) is not None else opened
        entry = sentence.segment.block == opened
        scenes.append(Scene(sentence=whole, position=position, cast=cast, topic=topic, entry=entry))
        topic = topic_of(whole) or topic
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
        if spot is not None and is_group(spot) and named_so(spot):
            return spot
    return opening_name(sentence)


def opening_name(sentence: Sentence) -> Spot | None:
    """The group whose name opens an entry of a list: "The Red Column: formed in 2013"."""
    colon = next((i for i, token in enumerate(sentence.tokens[:12]) if token.text == ":"), None)
    spot = sentence.spot_at(colon - 1, MentionKind.ACTOR) if colon else None
    opens = spot is not None and spot.first <= 1 and is_group(spot) and named_so(spot)
    return spot if opens else None


def short_names_in(sentences: Sequence[Sentence]) -> dict[str, Mention]:
    """The groups that a document may call by the last word of their name, where it is that of one alone."""
    found: dict[str, dict[str, Mention]] = {}
    for sentence in sentences:
        for spot in sentence.of(MentionKind.ACTOR):
            parts = (spot.mention.name or "").split()
            if len(parts) > 1 and is_group(spot) and not is_person(spot) and parts[-1][:1].isupper():
                found.setdefault(parts[-1], {}).setdefault(spot.mention.actor_id or " ".join(parts), spot.mention)
    short = words("relations", "called_groups")
    return {
        name: next(iter(each.values())) for name, each in found.items() if len(each) == 1 and name.casefold() in short
    }


def with_short_names(sentence: Sentence, known: dict[str, Mention]) -> Sentence:
    """The sentence with the groups that it calls by one word of their name: "the Front", "the Guard"."""
    tokens, kept = sentence.tokens, list(sentence.of(MentionKind.ACTOR))
    changed = False
    for at in range(1, len(tokens)):
        full = known.get(tokens[at].text)
        spot = sentence.spot_at(at, MentionKind.ACTOR)
        alone = spot is None or spot.first == spot.last
        if full is None or not alone or sentence.low(at - 1) != "the" or tokens[at].dep in ("compound", "nmod"):
            continue
        if sentence.spot_at(at, MentionKind.PLACE, MentionKind.TIME) is not None:
            continue
        kept = [s for s in kept if s is not spot]
        mention = replace(full, words=sentence.words(at, at), segment_id=sentence.segment.segment_id)
        kept.append(Spot(mention, at, at, at))
        changed = True
    if not changed:
        return sentence
    actors = tuple(sorted(kept, key=lambda s: (s.first, s.last)))
    return replace(sentence, spots={**sentence.spots, MentionKind.ACTOR: actors})


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
