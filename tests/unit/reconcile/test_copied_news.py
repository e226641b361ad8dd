"""A small bench of stories passed on: each way of repeating is found, formulas and quotations make no copy."""

from __future__ import annotations

import pytest
from tests.quality.copied import copy_figures

from sourcebook.records.vocabulary import CopyKind
from sourcebook.testing.copied import WAYS, Repeated, copies_among, repeated_news

COUNT = 360


@pytest.fixture(scope="module")
def figures() -> dict[str, tuple[float, int]]:
    return copy_figures(COUNT)


def test_hardly_any_pair_is_called_a_copy_that_is_none(figures: dict[str, tuple[float, int]]) -> None:
    assert figures["precision"][0] >= 0.99


@pytest.mark.parametrize("way", WAYS)
def test_a_story_is_found_in_whatever_way_it_is_repeated(figures: dict[str, tuple[float, int]], way: str) -> None:
    value, cases = figures[f"recall_{way}"]
    assert cases >= 20
    assert value >= 0.95


def test_one_quotation_makes_no_origin() -> None:
    story, other = (next(repeated_news(1, seed)) for seed in (1, 2))
    quoting = Repeated(document_id="d-quoting", sentences=(*other.sentences, story.sentences[2]))
    kinds = {copy.kind for copy in copies_among([story, quoting])}
    assert kinds <= {CopyKind.EXCERPT}
