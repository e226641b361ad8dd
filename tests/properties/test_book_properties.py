"""However a book came about, step by step or at once, interrupted or not, it tells the same."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from unittest.mock import patch

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.errors import UsageError
from sourcebook.reconcile import stories
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor
from sourcebook.records.links import Link
from sourcebook.records.review import ACTORS, Decision
from sourcebook.records.vocabulary import Verdict
from sourcebook.store import checks, open_book
from sourcebook.testing.reports import report
from sourcebook.testing.small import small_pipeline

SMALL = BuildOptions(workers=0, steps=small_pipeline)
TIGHT = "[reconcile]\nblock_cap = 3\nblock_window = 1\ncluster_cap = 3\npassage_cap = 2\n"
"""So few that blocks, components and passages cross every cap within a handful of reports."""
TWICE_DECIDED: list[tuple[str, int, int]] = [
    ("copy", 4, 1),
    ("rewrite", 0, 1040),
    ("rewrite", 3, 267),
    ("add", 4, 2959),
    ("decide", 11, 36),
    ("decide", 3, 0),
]
"""Two decisions on the same two claims: the second changes what the first one's block says."""
TELLING = tuple(f"{first}{second}" for first in ("quarry", "lantern", "ferry", "mill") for second in "abcdefgh")

PAIRED = (Verdict.SAME, Verdict.DIFFERENT, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE, Verdict.RELATED)

numbers, seeds = st.integers(0, 4), st.integers(0, 10_000)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("rewrite"), numbers, seeds),
        st.tuples(st.just("withdraw"), numbers, st.just(0)),
        st.tuples(st.just("add"), numbers, seeds),
        st.tuples(st.just("copy"), numbers, numbers),
        st.tuples(st.just("decide"), st.integers(0, 50), st.integers(0, 50)),
        st.tuples(st.just("same_actor"), st.integers(0, 5), st.integers(0, 5)),
        st.tuples(st.just("undo"), st.integers(0, 5), st.just(0)),
    ),
    min_size=4,
    max_size=12,
)


class Desk:
    """A folder of reports and a book of it, worked on step by step."""

    def __init__(self, home: Path, caps: str = "") -> None:
        self.folder, self.book = home / "reports", home / "reports.book"
        self.folder.mkdir()
        self.options = SMALL
        if caps:
            (home / "sourcebook.toml").write_text(caps)
            self.options = replace(SMALL, settings=home / "sourcebook.toml")
        for number in range(5):
            self.write(number, number)
        self.decided: list[str] = []
        self.build()

    def do(self, step: tuple[str, int, int]) -> None:
        name, one, other = step
        getattr(self, name)(one, other)

    def write(self, number: int, seed: int) -> None:
        (self.folder / f"{number}.txt").write_text(self.text(seed))

    def text(self, seed: int) -> str:
        """A report; where caps are tight, one long enough to tell a story, of words that many others use too."""
        told = report(Random(seed))
        if self.options is SMALL:
            return told
        words = Random(seed).sample(TELLING, 24)
        return f"{told}Some spoke of {' and '.join(words)} there.\n"

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
        api.build([self.folder], self.book, self.options)

    def add(self, number: int, seed: int) -> None:
        more = self.folder.with_name("more")
        more.mkdir(exist_ok=True)
        (more / f"{number}.txt").write_text(self.text(seed))
        api.add([more / f"{number}.txt"], self.book, self.options)

    def decide(self, one: int, other: int) -> None:
        with open_book(self.book) as opened:
            claims = [claim.claim_id for claim in opened.rows(Claim)]
        if len(claims) < 2:
            return
        named = sorted({claims[one % len(claims)], claims[other % len(claims)]})
        verdict = Verdict.REJECT if len(named) == 1 else PAIRED[(one + other) % len(PAIRED)]
        self.record(named, None, verdict)

    def same_actor(self, one: int, other: int) -> None:
        with open_book(self.book) as opened:
            actors = [actor.actor_id for actor in opened.rows(Actor)]
        if actors and one % len(actors) != other % len(actors):
            self.record([actors[one % len(actors)], actors[other % len(actors)]], ACTORS, Verdict.SAME)

    def record(self, subjects: list[str], field: str | None, verdict: Verdict) -> None:
        name = f"decision-{len(self.decided):02}"
        made = Decision(
            decision_id=name,
            subject_ids=tuple(subjects),
            field=field,
            verdict=verdict,
            value=None,
            reason="",
            decided_by="editor",
            decided_at=f"2020-01-01T00:00:{len(self.decided):02}+00:00",
            supersedes=None,
            saw="",
        )
        with suppress(UsageError):  # it contradicts others: refused, and the book stays as it was
            api.decide(self.book, made, self.options)
            self.decided.append(name)

    def undo(self, number: int, _: int) -> None:
        if self.decided:
            with suppress(UsageError):
                self.decided.append(
                    api.undo(self.book, self.decided[number % len(self.decided)], "", self.options).decision_id
                )

    def told(self) -> dict[str, str]:
        with open_book(self.book) as opened:
            assert opened.unfinished() == 0
            members = opened.connection.execute("SELECT * FROM members ORDER BY 1, 2").fetchall()
            return {**checks.digests(opened), "links": repr(list(opened.rows(Link))), "members": repr(members)}


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


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
@example(TWICE_DECIDED)
def test_where_caps_are_crossed_the_sum_of_steps_and_a_full_rebuild_tell_the_same(
    steps: list[tuple[str, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as home, patch.object(stories, "MOST_MEETING", 2):
        desk = Desk(Path(home), TIGHT)
        for step in steps:
            desk.do(step)
        by_steps = desk.told()
        api.rebuild(desk.book, desk.options)
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
            told = checks.digests(opened)
        assert at_once.told() | told == at_once.told()


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
