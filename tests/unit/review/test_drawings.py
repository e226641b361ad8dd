"""Drawings of tolls and days: what has no day stands apart, and nothing lies over anything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from sourcebook import api
from sourcebook.records.knowledge import Event
from sourcebook.review.drawings import LEFT, RIGHT, UNDATED, toll_charts


@pytest.fixture
def omagh(book: Path) -> Event:
    return next(event for event in api.events(book) if event.place and event.place.name == "Omagh")


def undated(event: Event, *rows: int) -> Event:
    series = [replace(told, published_on=None) if at in rows else told for at, told in enumerate(event.toll_series)]
    return replace(event, toll_series=tuple(series))


def test_reports_without_a_day_stand_side_by_side(omagh: Event) -> None:
    chart = toll_charts(undated(omagh, *range(len(omagh.toll_series))))[0]
    places = sorted(point.x for point in chart.points)
    assert all(LEFT < x < RIGHT for x in places)
    assert all(right - left > 20 for left, right in pairwise(places))
    assert [tick.label for tick in chart.days] == [UNDATED]
    assert chart.path == "", "no line is drawn between reports of unknown order"


def test_a_report_without_a_day_stands_right_of_those_with_one(omagh: Event) -> None:
    first = next(at for at, told in enumerate(omagh.toll_series) if told.killed is not None)
    chart = toll_charts(undated(omagh, first))[0]
    *dated, last = chart.points
    assert last.day == UNDATED
    assert all(point.x < last.x and date.fromisoformat(point.day) for point in dated)
    assert chart.path.count("L") == len(dated) - 1


def test_where_all_have_a_day_the_chart_uses_its_width(omagh: Event) -> None:
    chart = toll_charts(omagh)[0]
    assert UNDATED not in [tick.label for tick in chart.days]
    assert max(point.x for point in chart.points) == RIGHT - 12
