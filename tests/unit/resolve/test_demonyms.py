"""Demonyms speak of their country, however the line breaks."""

from __future__ import annotations

from sourcebook.resolve.places import countries_spoken_of
from sourcebook.resolve.placewords import place_words


def test_a_demonym_broken_over_a_line_speaks_of_its_country() -> None:
    assert set(countries_spoken_of("THE COSTA\nRICAN GUARD AND SRI\n   LANKAN TROOPS", place_words())) == {"CR", "LK"}
