"""Feasts and settings: which days a feast means, and when it stays open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.mentions.times import times_in
from sourcebook.mentions.times_calendars import easter_sunday, ethiopian_day, orthodox_easter, solar_day, solar_month
from sourcebook.testing.dates import reading_of


def _days(text: str, published_on: date | None) -> list[tuple[date | None, date | None]]:
    times = [mention.time for mention in times_in(reading_of(text, published_on))]
    return [(time.earliest, time.latest) for time in times if time is not None]


@given(st.integers(min_value=1900, max_value=2099))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    western, orthodox = easter_sunday(year), orthodox_easter(year)
    assert western.weekday() == orthodox.weekday() == 6
    assert date(year, 3, 22) <= western <= date(year, 4, 25)
    assert timedelta(0) <= orthodox - western <= timedelta(days=35)


@given(st.integers(min_value=1300, max_value=1410), st.integers(min_value=1, max_value=12))
def test_solar_months_follow_each_other(year: int, month: int) -> None:
    this = solar_month(year, month)
    following = solar_month(year + month // 12, month % 12 + 1)
    assert this is not None
    assert following is not None
    assert following[0] - this[1] == timedelta(days=1)


def test_calendars_refuse_days_they_do_not_have() -> None:
    assert ethiopian_day(2013, 13, 7) is None
    assert solar_day(1402, 12, 30) is None


def test_a_lunar_feast_of_months_ago_stays_open() -> None:
    assert _days("The truce broke during Ramadan.", date(2019, 12, 20)) == []
    assert len(_days("The truce broke during Ramadan.", date(2019, 6, 20))) == 1


@pytest.mark.parametrize("country", ["Ethiopia", "Egypt", "Serbia"])
def test_christmas_where_two_calendars_are_kept_stays_open(country: str) -> None:
    assert _days(f"A church in {country} was attacked over Christmas.", date(2017, 1, 12)) == []


def test_independence_day_needs_the_country() -> None:
    assert _days("A rally was bombed on Independence Day.", date(2018, 9, 1)) == []
    assert _days("A rally was bombed on Kenya's Independence Day.", date(2018, 9, 1)) == [
        (date(2017, 12, 12), date(2017, 12, 12))
    ]


def test_an_act_that_the_text_dates_can_be_counted_from() -> None:
    text = "The coup of 15 May 2014 failed.\n\nTwo days after the coup the general fled. A week after the vote he died."
    assert _days(text, None) == [(date(2014, 5, 15),) * 2, (date(2014, 5, 17),) * 2]
