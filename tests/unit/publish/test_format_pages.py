"""Each format has a page that names all its columns, and the pages in docs/ are those that the program writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook import publish
from sourcebook.publish.acled_row import COLUMNS as ACLED
from sourcebook.publish.format_pages import described, pages
from sourcebook.publish.ged_row import COLUMNS as GED
from sourcebook.publish.gtd_row import COLUMNS as GTD

DOCS = Path(__file__).parents[3] / "docs" / "formats"


def test_the_pages_are_up_to_date():
    written = {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("[a-z]*.md")}
    assert written.pop("withholding.md")
    assert written == pages()


def test_every_format_has_a_page():
    assert {*described(), "jsonl"} == set(publish.format_names())


def test_every_page_has_an_example_and_says_how_it_is_checked():
    assert [name for name, told in described().items() if not (told.get("example") and told.get("checked"))] == []


@pytest.mark.parametrize(("name", "columns"), [("ucdp-ged", GED), ("acled", ACLED), ("gtd", GTD)])
def test_every_column_is_told_once(name, columns):
    told = [column for names in described()[name]["tables"]["Columns"] for column in names.split()]
    assert sorted(told) == sorted(columns)
