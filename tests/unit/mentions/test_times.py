"""What time mentions carry beside their days: precision, basis, words, and what stays unknown."""

from __future__ import annotations

from datetime import date

from sourcebook.mentions.times import times_in
from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import MentionKind, TimeBasis, TimePrecision
from sourcebook.testing.dates import reading_of

PUBLISHED = date(2011, 7, 25)  # a Monday


def _only(text: str, published_on: date | None = PUBLISHED) -> Mention:
    (mention,) = times_in(reading_of(text, published_on))
    return mention


def test_a_full_date_is_stated_to_the_day() -> None:
    time = _only("The island was attacked on 22 July 2011.").time
    assert time is not None
    assert (time.precision, time.basis) == (TimePrecision.DAY, TimeBasis.STATED)


def test_a_weekday_is_relative_to_the_publication() -> None:
    time = _only("The island was attacked on Friday.").time
    assert time is not None
    assert (time.earliest, time.basis) == (date(2011, 7, 22), TimeBasis.RELATIVE)


def test_a_publication_date_alone_gives_no_time() -> None:
    assert times_in(reading_of("The island was attacked by one man.", PUBLISHED)) == ()


def test_a_feast_is_named_without_days() -> None:
    mention = _only("The truce held through Ramadan.")
    assert (mention.words.quote, mention.time) == ("Ramadan", None)


def test_an_impossible_day_is_named_without_days() -> None:
    mention = _only("The leaflet is dated 31 June 2010.")
    assert (mention.words.quote, mention.time) == ("31 June 2010", None)


def test_without_a_publication_a_weekday_stays_unknown() -> None:
    assert _only("A shop was burned on Friday.", None).time is None


def test_a_month_keeps_the_length_of_a_month() -> None:
    time = _only("The camp was emptied in April.").time
    assert time is not None
    assert (time.earliest, time.latest, time.precision) == (date(2011, 4, 1), date(2011, 4, 30), TimePrecision.MONTH)


def test_early_in_a_year_is_a_third_of_it() -> None:
    time = _only("The front was founded in early 2009.").time
    assert time is not None
    assert (time.earliest, time.latest) == (date(2009, 1, 1), date(2009, 4, 30))


def test_mentions_quote_their_words_and_name_their_segment() -> None:
    text = "Nothing happened.\nThen, on 3 May 2010, a mine went off."
    reading = reading_of(text)
    (mention,) = times_in(reading)
    assert mention.kind is MentionKind.TIME
    assert text[mention.words.start : mention.words.end] == mention.words.quote == "3 May 2010"
    assert mention.segment_id == reading.segments[-1].segment_id


def test_the_date_of_a_citation_is_no_time_of_the_sentence() -> None:
    assert times_in(reading_of("A leader was arrested in the city (Dawn, March 4, 2016).")) == ()


def test_a_year_written_elsewhere_in_the_document_settles_a_day_without_one() -> None:
    text = "The bombing of March 11 is remembered.\n\nTrains were bombed on March 11, 2004, in Madrid."
    first, second = times_in(reading_of(text))
    assert first.time is not None
    assert second.time is not None
    assert first.time.earliest == second.time.earliest == date(2004, 3, 11)
    assert (first.time.basis, second.time.basis) == (TimeBasis.RELATIVE, TimeBasis.STATED)


def test_a_dateline_moves_the_day_of_writing() -> None:
    text = "OSLO, July 23 (Reuters) - The bomb went off on Friday.\n\nToday the toll rose."
    days = [mention.time.earliest for mention in times_in(reading_of(text, PUBLISHED)) if mention.time]
    assert days == [date(2011, 7, 23), date(2011, 7, 22), date(2011, 7, 23)]


def test_the_same_text_gives_the_same_ids() -> None:
    text = "Three men were shot on Sunday and two on Monday."
    first, second = (times_in(reading_of(text, PUBLISHED)) for _ in range(2))
    assert [mention.mention_id for mention in first] == [mention.mention_id for mention in second]
    assert len({mention.mention_id for mention in first}) == 2


def test_an_order_of_numbers_settled_by_the_publication_is_marked_relative() -> None:
    settled = _only("The report of 07/12/2011 lists nine dead.", date(2011, 9, 1)).time
    plain = _only("The report of 25/07/2011 lists nine dead.").time
    assert settled is not None
    assert plain is not None
    assert (settled.earliest, settled.basis) == (date(2011, 7, 12), TimeBasis.RELATIVE)
    assert plain.basis is TimeBasis.STATED


def test_the_mark_of_a_page_is_the_day_of_writing_where_none_is_known() -> None:
    text = "Posted: Tuesday, July 26, 2011\n\nA shop was burned on Friday. The next day its owner fled."
    days = [mention.time.earliest for mention in times_in(reading_of(text)) if mention.time]
    assert days == [date(2011, 7, 26), date(2011, 7, 22), date(2011, 7, 23)]


def test_nothing_told_as_past_lies_after_the_writing() -> None:
    text = (
        "The mayor was shot on 20 July. A month after the shooting of his deputy he had vowed to stay. Ten days later."
    )
    times = [mention.time for mention in times_in(reading_of(text, PUBLISHED))]
    assert [time.earliest for time in times if time] == [date(2011, 7, 20)]
