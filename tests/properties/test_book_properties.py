"""However a book came about, step by step or at once, interrupted or not, it tells the same."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.errors import UsageError
from sourcebook.records.claims import Claim
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Verdict
from sourcebook.store import checks, open_book
from sourcebook.testing.reports import report
from sourcebook.testing.small import small_pipeline

SMALL = BuildOptions(workers=0, steps=small_pipeline)

PAIRED = (Verdict.SAME, Verdict.DIFFERENT, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE, Verdict.RELATED)

numbers, seeds = st.integers(0, 4), st.integers(0, 10_000)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("rewrite"), numbers, seeds),
        st.tuples(st.just("withdraw"), numbers, st.just(0)),
        st.tuples(st.just("add"), numbers, seeds),
        st.tuples(st.just("copy"), numbers, numbers),
        st.tuples(st.just("decide"), st.integers(0, 50), st.integers(0, 50)),
        st.tuples(st.just("undo"), st.integers(0, 5), st.just(0)),
    ),
    min_size=4,
    max_size=12,
)


class Desk:
    """A folder of reports and a book of it, worked on step by step."""

    def __init__(self, home: Path) -> None:
        self.folder, self.book = home / "reports", home / "reports.book"
        self.folder.mkdir()
        for number in range(5):
            self.write(number, number)
        self.decided: list[str] = []
        self.build()

    def do(self, step: tuple[str, int, int]) -> None:
        name, one, other = step
        getattr(self, name)(one, other)

    def write(self, number: int, seed: int) -> None:
        (self.folder / f"{number}.txt").write_text(report(Random(seed)))

    def rewrite(self, number: int, seed: int) -> None:
        self.write(number, seed)
        self.build()

    def withdraw(self, number: int, _: int) -> None:
        (self.folder / f"{number}.txt").unlink(missing_ok=True)
        self.build()

    def copy(self, number: int, other: int) -> None:
        """One report as another outlet brings it: a line less, another toll."""
        source = self.folder / f"{other}.txt"
        if source.exists() and number != other:
            lines = source.read_text().replace(" killed ", " killed 1").splitlines()
            (self.folder / f"{number}.txt").write_text("\n".join(["published 2016-08-21 by Wire", *lines[1:]]) + "\n")
            self.build()

    def build(self, *_: int) -> None:
        api.build([self.folder], self.book, SMALL)

    def add(self, number: int, seed: int) -> None:
        more = self.folder.with_name("more")
        more.mkdir(exist_ok=True)
        (more / f"{number}.txt").write_text(report(Random(seed)))
        api.add([more / f"{number}.txt"], self.book, SMALL)

    def decide(self, one: int, other: int) -> None:
        with open_book(self.book) as opened:
            claims = [claim.claim_id for claim in opened.rows(Claim)]
        if len(claims) < 2:
            return
        named = sorted({claims[one % len(claims)], claims[other % len(claims)]})
        verdict = Verdict.REJECT if len(named) == 1 else PAIRED[(one + other) % len(PAIRED)]
        name = f"decision-{len(self.decided):02}"
        made = Decision(
            decision_id=name,
            subject_ids=tuple(named),
            field=None,
            verdict=verdict,
            value=None,
            reason="",
            decided_by="editor",
            decided_at=f"2020-01-01T00:00:{len(self.decided):02}+00:00",
            supersedes=None,
            saw="",
        )
        with suppress(UsageError):  # it contradicts others: refused, and the book stays as it was
            api.decide(self.book, made, SMALL)
            self.decided.append(name)

    def undo(self, number: int, _: int) -> None:
        if self.decided:
            with suppress(UsageError):
                self.decided.append(
                    api.undo(self.book, self.decided[number % len(self.decided)], "", SMALL).decision_id
                )

    def told(self) -> dict[str, str]:
        with open_book(self.book) as opened:
            assert opened.unfinished() == 0
            return checks.digests(opened)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_the_sum_of_steps_and_a_full_rebuild_tell_the_same(steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(Path(home))
        for step in steps:
            desk.do(step)
        by_steps = desk.told()
        api.rebuild(desk.book, SMALL)
        assert desk.told() == by_steps


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.permutations(range(8)), st.integers(1, 7))
def test_the_order_and_the_number_of_builds_do_not_matter(order: list[int], cut: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        at_once, in_parts = Desk(Path(home)), Path(home) / "parts.book"
        for number in order:
            at_once.write(number, number + 100)
        for part in (order[:cut], order[cut:]):
            api.add([at_once.folder / f"{number}.txt" for number in part], in_parts, SMALL)
        at_once.build()
        with open_book(in_parts) as opened:
            assert checks.digests(opened) == at_once.told()


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.integers(0, 1000), st.integers(0, 50), st.integers(0, 50))
def test_a_decision_and_its_reversal_give_the_book_as_before(seed: int, one: int, other: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(Path(home))
        for number in range(5):
            desk.write(number, seed + number)
        desk.build()
        before = desk.told()
        desk.decide(one, other)
        desk.undo(0, 0)
        after = desk.told()
        assert {name for name in before if before[name] != after[name]} <= {"decisions"}
