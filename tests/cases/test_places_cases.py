"""Place names in sentences: which place is meant, how precise the words are, and when no place is the right answer."""

from __future__ import annotations

import json
import re
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import pytest

from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention, Segment
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import ActorKind, MentionKind, SegmentKind
from sourcebook.resolve import resolver

ROWS = [json.loads(line) for line in Path(__file__).with_name("places.jsonl").read_text("utf-8").splitlines()]
MARKED = re.compile(r"\[\[(.+?)\]\]|\{\{(.+?)\}\}")
NEAR_KM = 60
FIRM_KM = 15  # where an offset tells the point


def reading_of(marked: str) -> Reading:
    """A document of one sentence, its places in double square brackets and its actors in double braces."""
    text = MARKED.sub(lambda found: found.group(1) or found.group(2), marked)
    mentions, removed = [], 0
    for found in MARKED.finditer(marked):
        start = found.start() - removed
        removed += 4
        name, is_place = found.group(1) or found.group(2), bool(found.group(1))
        end = start + len(name)
        mentions.append(
            Mention(
                mention_id=f"m-{start}",
                document_id="d",
                segment_id="s",
                kind=MentionKind.PLACE if is_place else MentionKind.ACTOR,
                actor_kind=None if is_place else ActorKind.ORGANISATION,
                words=Document(document_id="d", path="d", sha256="0", original="0", text=text, blocks=()).words(
                    start, end
                ),
                name=name,
                generated_by="cases@1",
            )
        )
    document = Document(document_id="d", path="d", sha256="0", original="0", text=text, blocks=())
    segment = Segment(
        segment_id="s", document_id="d", start=0, end=len(text), kind=SegmentKind.SENTENCE, position=0, block=0
    )
    return Reading(document_id="d", document=document, segments=(segment,), mentions=tuple(mentions))


def distance_km(place: PlaceUse, near: list[float]) -> float:
    assert place.latitude is not None
    assert place.longitude is not None
    return 111.2 * hypot(place.latitude - near[0], (place.longitude - near[1]) * cos(radians(near[0])))


def check(place: PlaceUse | None, want: dict[str, Any] | None) -> None:
    if want is None:
        assert place is None
        return
    assert place is not None
    assert place.country == want["country"], place
    if want.get("precision"):
        assert place.precision == want["precision"], place
    if want.get("admin1"):
        assert place.admin1 == want["admin1"], place
    if "coordinates" in want:
        assert (place.latitude is not None) is want["coordinates"], place
    if "near" in want:
        near_km = FIRM_KM if want.get("radius") else NEAR_KM if want["precision"] not in ("region",) else 5 * NEAR_KM
        assert distance_km(place, want["near"]) < near_km, place
    if "radius" in want:
        low, high = want["radius"] or (None, None)
        assert place.radius_km is None if low is None else low <= (place.radius_km or 0) <= high, place


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_each_name_means_the_place_that_its_sentence_means(row: dict[str, Any]) -> None:
    mentions = resolver()(reading_of(row["text"])).mentions
    found = {m.words.quote: m.place for m in mentions if m.kind is MentionKind.PLACE}
    for name, want in row["places"].items():
        if want == "dropped":
            assert name not in found, row["why"]
        else:
            check(found[name], want)
