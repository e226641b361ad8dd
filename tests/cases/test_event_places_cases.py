"""Where the act of a verb happened, sentence by sentence: rows in our own words, most of them with a second place.

``gap`` marks what is not read rightly yet; it fails here once it is.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sourcebook import mentions, resolve, segment
from sourcebook.claims.sentence import Sentence, sentences_of
from sourcebook.claims.tellings import tellings_in
from sourcebook.claims.where import place_of_act
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.vocabulary import BlockKind, MentionKind

ROWS = [json.loads(line) for line in Path(__file__).with_name("event_places.jsonl").read_text("utf-8").splitlines()]


@cache
def rooms() -> tuple[Any, ...]:
    return segment.segmenter(segment.Options()), mentions.mention_finder(), resolve.resolver()


@cache
def sentence_of(text: str) -> Sentence:
    block = Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH)
    document = Document(document_id="d", path="p", sha256="", original="", text=text, blocks=(block,))
    reading = Reading(document_id="d", document=document)
    for room in rooms():
        reading = room(reading)
    return sentences_of(reading)[0]


def place_read(sentence: Sentence, verb: str) -> str | None:
    index = next(at for at, token in enumerate(sentence.tokens) if token.text == verb)
    for telling in tellings_in(sentence, 0):
        if not telling.echo and any(act.head == index for act in telling.acts):
            return telling.place.mention.words.quote if telling.place else None
    spot = place_of_act(sentence, index, sentence.of(MentionKind.PLACE))
    return spot.mention.words.quote if spot else None


def params() -> list[Any]:
    return [
        pytest.param(
            row,
            id=f"{row['verb']}: {row['text'][:40]}",
            marks=(pytest.mark.xfail(reason=row["gap"], strict=True),) if "gap" in row else (),
        )
        for row in ROWS
    ]


@pytest.mark.parametrize("row", params())
def test_the_place_of_an_act_is_where_its_sentence_puts_it(row: dict[str, Any]) -> None:
    wanted = row["place"] if isinstance(row["place"], list) else [row["place"]]
    assert place_read(sentence_of(row["text"]), row["verb"]) in wanted, row["why"]
