"""A is B, B is C, and A is not C: the last word is refused, with a sentence that names all three decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.errors import UsageError
from sourcebook.records.claims import Claim
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Verdict
from sourcebook.store import checks, open_book
from sourcebook.testing.small import small_pipeline

SMALL = BuildOptions(workers=0, steps=small_pipeline)


class Desk:
    """A book of three attacks that nothing ties to each other, and whoever judges them."""

    def __init__(self, home: Path) -> None:
        folder, self.book, self.count = home / "reports", home / "a.book", 0
        folder.mkdir()
        for number, town in enumerate(("Quetta", "Gao", "Cali")):
            told = f"On 2016-08-0{number + 1} in {town}, Jamaat killed {number + 3} people."
            (folder / f"{number}.txt").write_text(f"published 2016-08-09 by Dawn\n{told}\n")
        api.build([folder], self.book, SMALL)
        with open_book(self.book) as opened:
            self.claims = sorted(claim.claim_id for claim in opened.rows(Claim))

    def decide(self, verdict: Verdict, *places: int) -> str:
        self.count += 1
        name = f"decision-{self.count}"
        api.decide(
            self.book,
            Decision(
                decision_id=name,
                subject_ids=tuple(self.claims[at] for at in places),
                field=None,
                verdict=verdict,
                value=None,
                reason="",
                decided_by="editor",
                decided_at=f"2020-01-01T00:00:{self.count:02}+00:00",
                supersedes=None,
                saw="",
            ),
            SMALL,
        )
        return name

    def told(self) -> dict[str, str]:
        with open_book(self.book) as opened:
            assert opened.unfinished() == 0
            return checks.digests(opened)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_contradicting_decision_is_refused_and_all_are_named(desk: Desk) -> None:
    desk.decide(Verdict.SAME, 0, 1)
    desk.decide(Verdict.SAME, 1, 2)
    before = desk.told()
    with pytest.raises(UsageError, match=r"contradict.*decision-3.*decision-1.*decision-2") as refused:
        desk.decide(Verdict.DIFFERENT, 0, 2)
    assert desk.claims[0] in str(refused.value) and desk.claims[2] in str(refused.value)
    assert desk.told() == before


def test_the_order_of_contradicting_decisions_does_not_matter(desk: Desk) -> None:
    desk.decide(Verdict.DIFFERENT, 0, 2)
    desk.decide(Verdict.SAME, 0, 1)
    with pytest.raises(UsageError, match="contradict"):
        desk.decide(Verdict.SAME, 1, 2)


def test_taking_one_back_makes_room_for_the_other(desk: Desk) -> None:
    first = desk.decide(Verdict.SAME, 0, 1)
    desk.decide(Verdict.SAME, 1, 2)
    undone = api.undo(desk.book, first, "editor", SMALL)
    desk.decide(Verdict.DIFFERENT, 0, 2)
    with pytest.raises(UsageError, match="contradict"):
        api.undo(desk.book, undone.decision_id, "editor", SMALL)


def test_whoever_parts_the_very_claims_that_were_joined_has_changed_their_mind(desk: Desk) -> None:
    desk.decide(Verdict.SAME, 0, 1, 2)
    desk.decide(Verdict.DIFFERENT, 0, 1, 2)
    assert len(api.events(desk.book)) == 3


@pytest.mark.parametrize("verdict", [Verdict.UNSURE, Verdict.RELATED])
def test_unsure_and_related_contradict_nobody(desk: Desk, verdict: Verdict) -> None:
    desk.decide(Verdict.SAME, 0, 1)
    desk.decide(verdict, 0, 1)
    assert len(api.events(desk.book)) == 2
