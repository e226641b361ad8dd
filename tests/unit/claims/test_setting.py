"""The country of incidents that name no place: the dateline's, unless the text speaks of another throughout."""

from __future__ import annotations

import pytest
from tests.cases.test_claims_cases import read

ABROAD = (
    "MADRID, 12 May (AFP) -- A court in Guatemala began to hear the case of six murdered students. "
    "The students were shot dead by men in plain clothes. The Guatemalan army denied any part in it. "
    "Nobody in Guatemala has been tried for such a killing, the Guatemalan bar said."
)
AT_HOME = (
    "BOGOTA, 12 May (AFP) -- Three bombs went off at branches of a bank. "
    "The U.S. ambassador said that the U.S. government would send experts, and the U.S. embassy closed for a day."
)
SENT_FROM_THERE = "GAZA, 12 May (AFP) -- Two men were shot dead by gunmen in a passing car."


@pytest.mark.parametrize(("text", "country"), [(ABROAD, "GT"), (AT_HOME, "CO"), (SENT_FROM_THERE, "PS")])
def test_an_incident_without_a_place_is_in_the_country_that_the_text_is_set_in(text: str, country: str) -> None:
    claim = next(c for c in read(text, "1990-05-12") if c.kind == "event")
    assert claim.place is not None
    assert claim.place.country == country
