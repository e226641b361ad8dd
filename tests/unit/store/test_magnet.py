"""Clusters that would join everything: cut where their links are weakest, alike by steps and at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.engine.components import components
from sourcebook.records.links import WORD_FOR_WORD
from sourcebook.store import checks, open_book
from sourcebook.store.oversized import oversized
from sourcebook.testing.small import small_pipeline

REPORT = (
    "published 2017-0{month}-{day:02} by {outlet}\nOn 2017-0{month}-{day:02} in Kabul, Jamaat killed {killed} people.\n"
)


def tie(left: str, right: str, score: float) -> SimpleNamespace:
    return SimpleNamespace(left=left, right=right, score=score)


def clusters(*ties: SimpleNamespace, most: int) -> dict[str, str]:
    return {member.member_id: member.cluster_id for member in components(ties, most)}


def test_a_long_chain_is_cut_at_its_weak_bridges() -> None:
    chain = [tie(f"{at:02}", f"{at + 1:02}", 0.6 if at % 4 == 3 else 0.9) for at in range(19)]
    sizes = Counter(clusters(*chain, most=5).values())
    assert set(sizes.values()) == {4}


def test_a_component_within_the_cap_is_left_whole() -> None:
    assert set(clusters(tie("a", "b", 0.9), tie("b", "c", 0.58), most=3).values()) == {"a"}


def groups(found: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(name for name in found if found[name] == cluster) for cluster in found.values()}


@pytest.mark.parametrize("seed", range(5))
def test_one_more_record_moves_those_that_its_links_reach_and_no_others(seed: int) -> None:
    random = Random(seed)
    names = [f"{at:03}" for at in range(600)]
    drawn = {tuple(sorted(random.sample(names, 2))): random.randrange(60, 99) / 100 for _ in range(2400)}
    ties = [tie(left, right, score) for (left, right), score in drawn.items()]
    before = groups(clusters(*ties, most=50))
    came = [tie(name, "new", random.randrange(60, 99) / 100) for name in random.sample(names, 3)]
    after = groups(clusters(*ties, *came, most=50))
    assert max(map(len, before)) > 25
    assert len(after - before) <= 3


def test_what_a_person_joined_is_joined_whatever_the_size() -> None:
    ties = [tie("a", "b", 0.9), tie("b", "c", 1.0), tie("c", "d", 0.9)]
    found = clusters(*ties, most=2)
    assert found["b"] == found["c"]


def test_copies_of_a_record_count_once_for_the_size() -> None:
    copies = [tie("a", f"a{at}", WORD_FOR_WORD) for at in range(9)]
    found = clusters(*copies, tie("a3", "b", 0.9), tie("b", "c", 0.8), most=2)
    assert {found[name] for name in ("a", "a0", "a8", "b")} == {"a"}
    assert found["c"] == "c"


def build(folder: Path, book: Path) -> None:
    settings = folder.with_name("sourcebook.toml")
    settings.write_text("[reconcile]\ncluster_cap = 6\n")
    api.build([folder], book, BuildOptions(workers=0, steps=small_pipeline, settings=settings))


def test_a_magnet_grown_by_steps_is_cut_as_one_built_at_once(tmp_path: Path) -> None:
    folder, by_steps, at_once = tmp_path / "reports", tmp_path / "steps.book", tmp_path / "once.book"
    folder.mkdir()
    for number in range(30):
        text = REPORT.format(month=1 + number // 15, day=1 + number % 15, outlet="Dawn", killed=1 + number % 4)
        (folder / f"{number:02}.txt").write_text(text)
        if number % 7 == 6:
            build(folder, by_steps)
    (folder / "04.txt").unlink()
    build(folder, by_steps)
    build(folder, at_once)
    with open_book(by_steps) as grown, open_book(at_once) as whole:
        assert checks.digests(grown) == checks.digests(whole)
        above = oversized(grown, SimpleNamespace(block_cap=40, block_window=10, passage_cap=12))
        members = grown.connection.execute(
            "SELECT count(*) FROM members WHERE stage = 'clusters' GROUP BY cluster_id"
        ).fetchall()
    assert above.clusters and sum(above.clusters.values()) > 6
    assert max(members)[0] <= 6


def test_a_report_printed_by_more_papers_than_the_cap_tells_one_event(tmp_path: Path) -> None:
    folder, book = tmp_path / "reports", tmp_path / "a.book"
    folder.mkdir()
    for number in range(14):
        text = REPORT.format(month=1, day=1, outlet=f"Paper{number:02}", killed=4)
        (folder / f"{number:02}.txt").write_text(text)
    build(folder, book)
    (event,) = api.events(book)
    assert len(event.document_ids) == 14
