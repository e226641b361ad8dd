"""Days that addresses of news pages name, and numbers in them that are no days."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.ingest.addresses import days_in

NAMED = {
    "https://paper.example/2019/01/18/a-raid": date(2019, 1, 18),
    "https://paper.example/news/2019-01-18-a-raid": date(2019, 1, 18),
    "https://paper.example/world/2015/apr/2/a-raid": date(2015, 4, 2),
    "https://paper.example/world/2015/april/02/a-raid": date(2015, 4, 2),
    "https://paper.example/a-raid-20190118": date(2019, 1, 18),
    "https://paper.example/20190118/a-raid.html": date(2019, 1, 18),
    "https://www.business-standard.com/article/pti-stories/a-raid-119011800293_1.html": date(2019, 1, 18),
}
UNNAMED = [
    "",
    "https://paper.example/2019/13/40/a-raid",
    "https://paper.example/2019/smarch/04/a-raid",
    "https://paper.example/a-raid-119011800293_1.html",
    "https://paper.example/item/2019011800293",
    "https://paper.example/section/20199940/a-raid",
    "https://paper.example/a-raid-20191",
]


@pytest.mark.parametrize("address", NAMED)
def test_an_address_names_its_day(address: str) -> None:
    assert next(days_in(address)) == NAMED[address]


@pytest.mark.parametrize("address", UNNAMED)
def test_other_numbers_are_no_day(address: str) -> None:
    assert list(days_in(address)) == []
