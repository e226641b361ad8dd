"""Inputs travel in portions: few large ones, many small ones, none lost."""

from __future__ import annotations

from sourcebook.engine.components import components
from sourcebook.engine.local import _chunks
from sourcebook.stages import inputs
from sourcebook.testing.engines import ADD, DOUBLE, by_town, links, mixed, reports


def test_records_travel_eight_at_a_time_and_in_order() -> None:
    given = list(inputs(DOUBLE, reports(20)))
    chunks = list(_chunks(given))
    assert [len(chunk) for chunk in chunks] == [8, 8, 4]
    assert [each for chunk in chunks for each in chunk] == given


def test_small_groups_travel_together_and_a_large_one_alone() -> None:
    small = list(_chunks((f"town{n}", [1, 2]) for n in range(150)))
    assert [len(chunk) for chunk in small] == [100, 50]
    large = list(_chunks((f"town{n}", [0] * 500) for n in range(3)))
    assert [len(chunk) for chunk in large] == [1, 1, 1]


def test_groups_are_cut_at_their_keys_only() -> None:
    given = list(inputs(ADD, by_town(reports(400))))
    assert [each for chunk in _chunks(given) for each in chunk] == given


def test_no_link_no_cluster() -> None:
    assert list(components([])) == []


def test_clusters_do_not_depend_on_the_order_of_links() -> None:
    assert list(components(links(300))) == list(components(mixed(links(300))))
