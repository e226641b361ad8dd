"""What travels to a worker arrives as it was sent."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from sourcebook.engine.worker import packed_chunk, unpacked
from sourcebook.records.claims import Claim, Party
from sourcebook.records.links import Candidate, Story
from sourcebook.records.review import Decision
from sourcebook.records.values import Words, days_between
from sourcebook.records.vocabulary import ClaimKind, Role, Stance, TimeBasis, Verdict

DAY = date(1998, 8, 7)


def claim(number: int) -> Claim:
    quote = f"Une explosion a tué {number} personnes à Nairobi — مصدر"
    return Claim(
        claim_id=f"claim-{number}",
        document_id=f"document-{number}",
        kind=ClaimKind.EVENT,
        type="bombing",
        words=Words(start=0, end=len(quote), quote=quote),
        position=0,
        time=days_between(DAY, DAY, TimeBasis.STATED),
        parties=(Party(role=Role.PERPETRATOR, name="gunmen", stance=Stance.DENIED, words=None),),
        generated_by="test@1",
    )


@pytest.fixture
def decision() -> Decision:
    return Decision(
        decision_id="decision-1",
        subject_ids=("claim-1", "claim-2"),
        field=None,
        verdict=Verdict.SAME,
        value=None,
        reason="",
        decided_by="coder",
        decided_at="2026-01-01T00:00:00Z",
        supersedes=None,
        saw="",
    )


def test_a_chunk_of_candidates_arrives_as_it_was_sent(decision: Decision) -> None:
    story = Story(words=("nairobi", "embassy"), counts=(3, 2))
    one = Candidate(block="name|nairobi", claim_id="claim-1", claim=claim(1), decisions=(decision,), story=story)
    two = Candidate(block="name|nairobi", claim_id="claim-2", claim=claim(2))
    chunk = [("name|nairobi", [one, two]), ("week|KE|1998w32", [two])]
    assert pickle.loads(packed_chunk(chunk)) == chunk


def test_a_claim_of_several_blocks_is_unpacked_once() -> None:
    told = claim(3)
    unpacked.cache_clear()
    for block in ("a", "b", "c"):
        pickle.loads(packed_chunk([(block, [Candidate(block=block, claim_id="claim-3", claim=told)])]))
    assert unpacked.cache_info().misses == 1
