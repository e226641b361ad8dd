"""What travels to a worker arrives as it was sent."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from sourcebook.engine.worker import packed_chunk, unpacked
from sourcebook.records.claims import Claim
from sourcebook.records.links import Candidate, Story
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import Verdict
from sourcebook.review.recording import Judgement, decision_on


@pytest.fixture
def claims(book) -> tuple[Claim, Claim]:
    one, two, *_ = book.rows(Claim)
    return one, replace(two, words=Words(start=0, end=14, quote="Drei Tote — صمت"[:14]))


def test_a_chunk_of_candidates_arrives_as_it_was_sent(claims: tuple[Claim, Claim]) -> None:
    one, two = claims
    story = Story(words=("omagh", "market"), counts=(3, 2))
    judgement = Judgement(event_ids=(), verdict=Verdict.SAME, saw="both", reason="one bomb", by="ada")
    decided = (decision_on(judgement, (one.claim_id, two.claim_id)),)
    first = Candidate(block="name|omagh", claim_id=one.claim_id, claim=one, decisions=decided, story=story)
    second = Candidate(block="name|omagh", claim_id=two.claim_id, claim=two)
    chunk = [("name|omagh", [first, second]), ("week|GB|1998w33", [second])]
    assert pickle.loads(packed_chunk(chunk)) == chunk


def test_a_claim_of_several_blocks_is_unpacked_once(claims: tuple[Claim, Claim]) -> None:
    told = claims[0]
    unpacked.cache_clear()
    for block in ("a", "b", "c"):
        sent = packed_chunk([(block, [Candidate(block=block, claim_id=told.claim_id, claim=told)])])
        pickle.loads(sent)
    assert unpacked.cache_info().misses == 1
