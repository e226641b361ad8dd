"""Pairs of short reports: which repeats which, and how. Each row of ``copies.jsonl`` says why."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from sourcebook.reconcile import Options, copy_finder, group_finder, passage_sharer
from sourcebook.records.links import Copy, Passage
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Segment
from sourcebook.records.vocabulary import SegmentKind

ROWS = [json.loads(line) for line in Path(__file__).with_name("copies.jsonl").read_text("utf-8").splitlines()]


def reading_of(document_id: str, sentences: list[str]) -> Reading:
    text = " ".join(sentences)
    segments, start = [], 0
    for position, sentence in enumerate(sentences):
        segments.append(
            Segment(
                segment_id=f"{document_id}-{position}",
                document_id=document_id,
                start=start,
                end=start + len(sentence),
                kind=SegmentKind.SENTENCE,
                position=position,
                block=0,
            )
        )
        start += len(sentence) + 1
    document = Document(document_id=document_id, path=document_id, sha256="", original="", text=text, blocks=())
    return Reading(document_id=document_id, document=document, segments=tuple(segments))


def copies_between(left: list[str], right: list[str]) -> list[Copy]:
    by_fingerprint: dict[str, list[Passage]] = defaultdict(list)
    for name, sentences in (("left", left), ("right", right)):
        for passage in group_finder()(reading_of(name, sentences)).passages:
            by_fingerprint[passage.fingerprint].append(passage)
    share = passage_sharer(Options())
    found = [one for _, group in sorted(by_fingerprint.items()) for one in share(group)]
    return list(copy_finder(Options())(found)) if found else []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_document_repeats_another_as_far_as_their_words_do(row: dict[str, Any]) -> None:
    kinds = [copy.kind.value for copy in copies_between(row["left"], row["right"])]
    assert kinds == ([row["kind"]] if row["kind"] else []), row["why"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_repeated_stretches_lie_within_both_documents(row: dict[str, Any]) -> None:
    for copy in copies_between(row["left"], row["right"]):
        assert 0.0 < copy.containment <= 1.0
        for span in copy.spans:
            assert 0 <= span.left_start < span.left_end <= len(" ".join(row["left"]))
            assert 0 <= span.right_start < span.right_end <= len(" ".join(row["right"]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_fingerprints_stay_within_their_budget(row: dict[str, Any]) -> None:
    sentences = row["left"] * 3
    words = sum(len(sentence.split()) for sentence in row["left"])
    assert len(group_finder()(reading_of("left", sentences)).passages) <= words / 4 + 4
