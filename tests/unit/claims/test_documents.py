"""Documents as wholes: lists, tables, other languages, reports that recall, texts of great length."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook import mentions, resolve, segment
from sourcebook.claims.incidents import LEAD, REACH, within_reach
from sourcebook.claims.reader import with_claims
from sourcebook.records.claims import Claim
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.vocabulary import BlockKind, ClaimKind, Harm, Realis, Role


def claims_of(pieces: list[tuple[BlockKind, str]], language: str | None = "en") -> list[Claim]:
    """The event claims that rules read of a document made of pieces."""
    text, blocks = "", []
    for kind, piece in pieces:
        blocks.append(Block(start=len(text), end=len(text) + len(piece), kind=kind))
        text += piece + "\n\n"
    document = Document(
        document_id="d-1",
        path="one.txt",
        sha256="",
        original="",
        text=text,
        blocks=tuple(blocks),
        language=language,
        published_on=date(2019, 4, 2),
    )
    reading = Reading(document_id="d-1", document=document)
    for room in (segment.segmenter(segment.Options()), mentions.mention_finder(), resolve.resolver(), with_claims):
        reading = room(reading)
    return [c for c in reading.claims if c.kind is ClaimKind.EVENT and not c.aggregate]


CELLS = ["Date", "Place", "What", "3 March 2019", "Baga", "Gunmen killed five fishermen", "9 March 2019", "Konduga"]
CELLS += ["A bomb killed seven traders", "22 March 2019", "Bosso", "Attackers burned the market"]


def test_each_row_of_a_table_is_an_incident_on_its_own_day() -> None:
    made = claims_of([(BlockKind.TABLE_CELL, cell) for cell in CELLS])
    assert [c.time.earliest for c in made] == [date(2019, 3, 3), date(2019, 3, 9), date(2019, 3, 22)]


def test_each_item_of_a_list_is_an_incident_and_none_has_another_items_attackers() -> None:
    items = [
        "Boko Haram fighters killed five fishermen near Baga on 3 March 2019.",
        "A bomb killed seven traders in Konduga on 9 March 2019.",
        "The market of Bosso was set on fire on 22 March 2019.",
    ]
    made = claims_of([(BlockKind.LIST, item) for item in items])
    assert len(made) == len(items)
    doers = [[p.name for p in c.parties if p.role is Role.PERPETRATOR] for c in made]
    assert "Boko Haram" in doers[0]
    assert doers[1:] == [[], []]


def test_an_older_attack_that_a_report_recalls_is_background() -> None:
    report = (
        "A bomb killed nine people at a market in Kano on Monday. In January 2012 bombs in the city had killed 150."
    )
    made = claims_of([(BlockKind.PARAGRAPH, report)])
    assert [c.realis for c in made] == [Realis.HAPPENED, Realis.BACKGROUND]


def test_of_another_language_no_claims_are_read() -> None:
    text = "Bei einem Anschlag in Mossul sind am 12. Mai 2014 mindestens 14 Menschen getötet worden."
    assert not claims_of([(BlockKind.PARAGRAPH, text)], "de")


def test_in_a_long_document_a_telling_is_held_beside_few_incidents() -> None:
    assert len(within_reach([object() for _ in range(100_000)], None)) == LEAD + REACH  # type: ignore[misc]  # unread


@pytest.mark.parametrize(
    ("later", "killed"),
    [
        ("The driver was pronounced dead in the clinic.", [1]),
        ("He died of his wounds on Sunday.", [1]),
        ("The owner of the bus died of malaria.", []),
        ("The driver, who was born in Gao, lost a brother in the flood of 2004.", []),
        ("He died in 2004.", []),
        ("A man died in Niamey.", []),
    ],
)
def test_what_came_of_one_told_as_hit_is_of_the_incident_and_another_death_is_not(
    later: str, killed: list[int]
) -> None:
    told = "A gunman shot at a bus near Ansongo on Monday and hit the driver in the neck. "
    (claim,) = claims_of([(BlockKind.PARAGRAPH, told + later)])
    assert [figure.low for figure in claim.figures if figure.harm is Harm.KILLED] == killed
