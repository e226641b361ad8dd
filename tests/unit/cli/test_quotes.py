"""How sentences and values are worded on the screen."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.cli.quotes import highlighted
from sourcebook.records.values import UNKNOWN_TIME, days_between
from sourcebook.records.vocabulary import TimeBasis
from sourcebook.records.wording import count_words, time_words


def test_figures_are_marked_in_their_sentence():
    assert highlighted("12 dead, 3 hurt.", [(0, 7), (9, 15)]).plain == "“»12 dead«, »3 hurt«.”"


def test_figures_that_overlap_are_marked_once():
    assert highlighted("12 dead and 3 more", [(0, 7), (3, 18)]).plain == "“»12 dead and 3 more«”"


def test_a_sentence_over_two_lines_is_printed_as_one():
    assert highlighted("Twelve\ndied.", [(0, 6)]).plain == "“»Twelve« died.”"


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (None, None, None, "–"),
        (12, 12, 12, "12"),
        (12, 12, None, "≥ 12"),
        (None, None, 12, "≤ 12"),
        (10, None, 12, "10–12"),
        (1170, 1182, 1193, "1,182 (1,170–1,193)"),
        (0, 0, 0, "0"),
    ],
)
def test_bounds_are_never_lost(low, best, high, words):
    assert count_words(low, best, high).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2004, 3, 11), date(2004, 3, 11), "2004-03-11"),
        (date(2004, 9, 1), date(2004, 9, 3), "2004-09-01/03"),
        (date(1992, 7, 1), date(1992, 7, 31), "1992-07"),
        (date(1992, 1, 1), date(1992, 12, 31), "1992"),
        (date(1992, 12, 28), date(1993, 1, 2), "1992-12-28/1993-01-02"),
        (date(1992, 7, 28), date(1992, 8, 2), "1992-07-28/08-02"),
    ],
)
def test_an_interval_keeps_both_ends(start, end, words):
    assert time_words(days_between(start, end, TimeBasis.STATED)) == words


def test_no_date_is_called_undated():
    assert time_words(UNKNOWN_TIME) == "undated"
