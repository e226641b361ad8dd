"""What holds of dates in any text: order of the ends, exact quotes, no crash, no date from a publication alone."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.mentions.times import times_in
from sourcebook.testing.dates import reading_of

WORDS = st.sampled_from(
    [
        "on Friday",
        "since March",
        "5 March",
        "March 5-6",
        "the previous day",
        "two days earlier",
        "31 February 2015",
        "03/04/2024",
        "2024-02-30",
        "last Sunday",
        "the night of",
        "overnight",
        "between",
        "from",
        "to",
        "and",
        "15 Ramadan 1445",
        "12 Hut 1402",
        "9 DEC 90",
        "in the early 1990s",
        "spring 2014",
        "in the past 24 hours",
        "will",
        "'89",
        "2015",
        "1980 families",
        ",",
        ".",
        "–",
        "(",
        ")",
        "\n",
        "later this week",
        "last year",
        "of",
        "the following month",
    ]
)
DAYS = st.one_of(st.none(), st.dates())


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=25).map(" ".join), DAYS)
def test_intervals_run_forward_and_quote_their_words(text: str, published_on: date | None) -> None:
    reading = reading_of(text, published_on)
    for mention in times_in(reading):
        assert text[mention.words.start : mention.words.end] == mention.words.quote
        if mention.time is not None:
            assert mention.time.earliest is not None
            assert mention.time.latest is not None
            assert mention.time.earliest <= mention.time.latest


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200), DAYS)
def test_any_text_is_read_without_a_crash(text: str, published_on: date | None) -> None:
    times_in(reading_of(text, published_on))


@settings(deadline=None, max_examples=50)
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 1, 1)), st.lists(WORDS, max_size=12).map(" ".join))
def test_text_before_does_not_change_a_full_date(published_on: date, before: str) -> None:
    text = f"{before.strip()}.\n\nThe bridge was blown up on 12 May 1982."
    last = times_in(reading_of(text, published_on))[-1]
    assert last.time is not None
    assert last.time.earliest == last.time.latest == date(1982, 5, 12)
