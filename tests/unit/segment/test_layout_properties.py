"""What holds of any text: segments in order, inside the text, never empty; spelling that keeps every offset."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.segment.casing import Casing
from sourcebook.segment.model import language_model
from sourcebook.segment.parse import copy_of
from sourcebook.testing.dates import reading_of

BITS = st.sampled_from(
    ["The army", "KABUL, Jan 4 (AFP) - ", " said", ".", ". ", "\n", "\n\n", "[12]", "(Dawn, May 3, 2014)", "Lt. Gen.",
     "• ", "U.S.", '"', "”", "...", "?", "region.Islamic State", "\u200f", "\u00ad", "İSTANBUL", "ß", "1. ", "  "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=150), st.lists(BITS, max_size=20).map("".join))


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_segments_are_in_order_and_hold_words(text: str) -> None:
    end = 0
    for segment in reading_of(text).segments:
        assert end <= segment.start < segment.end <= len(text)
        assert text[segment.start : segment.end].strip() == text[segment.start : segment.end]
        end = segment.end


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_a_copy_maps_every_character_back(text: str) -> None:
    copy = copy_of(text, 0, len(text), ())
    for index, sign in enumerate(copy.text):
        start, end = copy.span(index, index + 1)
        assert end == start + 1
        assert text[start] == sign or sign == " "


@pytest.fixture(scope="module")
def casing() -> Casing:
    return Casing(language_model())


@settings(deadline=None, max_examples=200)
@given(text=TEXTS)
def test_spelling_keeps_every_character_in_its_place(casing: Casing, text: str) -> None:
    spelled = casing.truecased(text.upper())
    assert len(spelled) == len(text.upper())
    assert spelled.casefold() == text.upper().casefold()
