"""A publication of 500 events with all its downloads takes less than five seconds of one core."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from sourcebook import api, site
from sourcebook.testing.small import small_pipeline


@pytest.mark.slow
def test_five_hundred_events_take_less_than_five_seconds(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(500):
        day = date(2015, 1, 1) + timedelta(days=3 * number)
        town, group = ("Quetta", "Gao", "Cali", "Juba")[number % 4], ("Jamaat", "Frente", "Harakat")[number % 3]
        text = f"published {day} by Dawn\nOn {day} in {town}, {group} killed {number % 17 + 1} people.\n"
        (reports / f"{number:03}.txt").write_text(text)
    api.build([reports], tmp_path / "many.book", api.BuildOptions(workers=0, steps=small_pipeline))
    took = []
    for attempt in range(3):  # a busy machine makes one run slower than another
        began = time.process_time()
        edition = site.Edition(title="Many", published_on=date(2026, 1, 5))
        report = site.publish_site(tmp_path / "many.book", tmp_path / f"site-{attempt}", edition)
        took.append(time.process_time() - began)
        assert report.events == 500
        if took[-1] < 5.0:
            break
    assert min(took) < 5.0
