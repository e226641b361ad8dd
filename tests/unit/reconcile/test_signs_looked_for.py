"""No sign is lost by looking for it only where both claims tell what it compares."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from tests.cases.test_linking_cases import ROWS, claim_of

from sourcebook.reconcile.comparison import LOOKS, looks
from sourcebook.reconcile.features import FACETS, Features
from sourcebook.records.claims import Claim

CLAIMS = [claim_of(row[side], side) for row in ROWS for side in ("left", "right")]


def lost(left: Claim, right: Claim) -> set[str]:
    one, other = Features(left), Features(right)
    looked = looks(one.told & other.told, one.document_id == other.document_id)
    everywhere = {look.sign(one, other).name for look in LOOKS}
    return everywhere - {look(one, other).name for look in looked} - {""}


@pytest.mark.parametrize("one_report", [False, True])
def test_what_two_claims_show_is_found_by_the_looks_chosen_for_them(one_report: bool) -> None:
    for left, right in combinations(CLAIMS[::3], 2):
        other = replace(right, document_id=left.document_id if one_report else f"not {left.document_id}")
        assert not lost(left, other), (left.words.quote, right.words.quote)


def test_every_facet_that_a_sign_needs_is_one_that_claims_tell() -> None:
    named = {name for look in LOOKS for name in (look.needs, look.unless) if name}
    assert named <= set(FACETS)


def test_signs_of_two_reports_are_not_looked_for_within_one() -> None:
    everything = (1 << len(FACETS)) - 1
    assert not {look.__name__ for look in looks(everything, True)} & {"hour_sign", "victim_sign", "feast_sign"}
    assert "retelling_sign" not in {look.__name__ for look in looks(everything, False)}
