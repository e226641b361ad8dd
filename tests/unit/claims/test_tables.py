"""Tables of attacks read row by row, with the labels of their columns; tables of other things give nothing."""

from __future__ import annotations

import pytest
from tests.cases.test_claims_cases import rooms

from sourcebook.records.claims import Claim
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.vocabulary import BlockKind, ClaimKind, EventType, FigureRule, Harm, Role

STRIKES = [
    ["Date", "Place", "Killed", "Injured", "Target"],
    ["8 February 2017", "Mocha", "6", "11", "fish market"],
    ["26 July 2017", "Mawza", "at least 20", "3", "displaced families"],
    ["16 September 2017", "Dhubab", "3", "unknown", "school"],
]
KINDS = [
    ["Day", "Location", "Type", "Dead", "Wounded", "Perpetrators"],
    ["2 January 2014", "Balad Ruz, Diyala", "Car bomb", "19", "37", "unknown"],
    ["9 January 2014", "Baghdad", "Suicide bombing at a recruiting centre", "23", "36", "ISIL"],
    ["20 January 2014", "Abu Ghraib", "Shooting", "3", "0", "gunmen"],
]


def told(heading: str, table: list[list[str]]) -> list[Claim]:
    """The incidents of a document of one heading and one table."""
    cells = [cell for row in table for cell in row if cell]
    text, blocks = heading, [Block(start=0, end=len(heading), kind=BlockKind.HEADING, level=1)]
    for cell in cells:
        text += "\n" + cell
        blocks.append(Block(start=len(text) - len(cell), end=len(text), kind=BlockKind.TABLE_CELL))
    document = Document(document_id="d", path="t.md", sha256="", original="", text=text, blocks=tuple(blocks))
    reading = Reading(document_id="d", document=document)
    for room in rooms():
        reading = room(reading)
    claims = [c for c in reading.claims if c.kind is ClaimKind.EVENT and "\n" in c.words.quote]
    for claim in claims:
        assert text[claim.words.start : claim.words.end] == claim.words.quote
    return claims


def tolls(claim: Claim, harm: Harm) -> list[int | None]:
    return [figure.low for figure in claim.figures if figure.harm is harm]


def test_each_row_under_a_heading_of_violence_is_an_incident_of_its_kind() -> None:
    found = told("Airstrikes on Taiz governorate, 2017", STRIKES)
    assert [claim.type for claim in found] == [EventType.AIRSTRIKE] * 3
    assert [str(claim.time.earliest) for claim in found] == ["2017-02-08", "2017-07-26", "2017-09-16"]
    assert [tolls(claim, Harm.KILLED) for claim in found] == [[6], [20], [3]]
    assert [tolls(claim, Harm.INJURED) for claim in found] == [[11], [3], []]
    assert [claim.place.name for claim in found if claim.place] == ["Mocha", "Mawza", "Dhubab"]
    assert [p.name for claim in found[:1] for p in claim.parties if p.role is Role.TARGET] == ["fish market"]
    assert found[0].words.quote == "8 February 2017\nMocha\n6\n11\nfish market"


def test_a_count_names_the_column_that_says_of_what() -> None:
    figures = [figure for claim in told("Airstrikes on Taiz governorate, 2017", STRIKES) for figure in claim.figures]
    assert all(FigureRule.TABLE_COLUMN in figure.rules for figure in figures)
    assert figures[2].high is None


def test_a_cell_that_says_what_it_was_goes_before_the_heading() -> None:
    found = told("Attacks in Iraq, January 2014", KINDS)
    assert [claim.type for claim in found] == [
        EventType.BOMBING,
        EventType.SUICIDE_BOMBING,
        EventType.ARMED_ASSAULT,
    ]
    assert [p.name for claim in found for p in claim.parties if p.role is Role.PERPETRATOR] == ["ISIL", "gunmen"]


@pytest.mark.parametrize("heading", ["Road accidents in January 2014", "Deaths from measles", "Winter storms of 2017"])
def test_a_table_of_other_deaths_tells_no_incident(heading: str) -> None:
    table = [["Date", "Place", "Dead"], ["3 January 2014", "Mosul", "6"], ["8 January 2014", "Basra", "2"]]
    assert told(heading, table) == []


def test_a_table_with_an_empty_cell_is_not_read_into_the_wrong_column() -> None:
    table = [*STRIKES[:2], ["26 July 2017", "", "20", "3", "displaced families"], STRIKES[3]]
    found = told("Airstrikes on Taiz governorate, 2017", table)
    assert all(tolls(claim, Harm.KILLED) in ([], [6], [20], [3]) for claim in found)
