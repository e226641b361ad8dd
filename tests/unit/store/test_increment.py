"""A new report is told with those that it touches, and with no others, however large the book."""

from __future__ import annotations

from pathlib import Path

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.testing.small import small_pipeline

SMALL = BuildOptions(workers=0, steps=small_pipeline)
REPORT = "published 2016-08-30 by Dawn\nOn 2016-08-{day:02} in {town}, {group} killed {killed} people.\n"


class Counted:
    """How many inputs each step had to do."""

    def __init__(self) -> None:
        self.totals: dict[str, int] = {}

    def begin(self, stage: str, total: int) -> None:
        self.totals[stage] = total

    def advance(self, count: int) -> None:
        """Nothing to note."""

    def end(self) -> None:
        """Nothing to note."""


def write(folder: Path, number: int, town: str, killed: int, day: int) -> Path:
    path = folder / f"{number:03}.txt"
    path.write_text(REPORT.format(day=day, town=town, group=f"Group{town}", killed=killed), encoding="utf-8")
    return path


def test_one_more_report_tells_one_event_anew(tmp_path: Path) -> None:
    folder, book, more = tmp_path / "reports", tmp_path / "a.book", tmp_path / "more"
    folder.mkdir()
    more.mkdir()
    for number in range(40):
        write(folder, number, f"Town{number}", 3 + number, 1 + number % 20)
    api.build([folder], book, SMALL)
    counted = Counted()
    api.add([write(more, 40, "Town7", 11, 8)], book, SMALL, counted)
    assert len(api.events(book)) == 40
    assert counted.totals["read"] == 1
    assert counted.totals["events"] <= 2
    assert counted.totals["clusters"] <= 2


def test_in_a_cut_component_only_the_changed_clusters_are_told_anew(tmp_path: Path) -> None:
    folder, book, more = tmp_path / "reports", tmp_path / "a.book", tmp_path / "more"
    folder.mkdir()
    more.mkdir()
    settings = tmp_path / "sourcebook.toml"
    settings.write_text("[reconcile]\ncluster_cap = 4\n", encoding="utf-8")
    capped = BuildOptions(workers=0, steps=small_pipeline, settings=settings)
    for number in range(28):
        write(folder, number, "Kabul", 5, 1 + number)
    api.build([folder], book, capped)
    counted = Counted()
    api.add([write(more, 28, "Kabul", 6, 28)], book, capped, counted)
    assert counted.totals["events"] <= 4
