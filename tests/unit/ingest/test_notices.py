"""What a page says about itself is known by its words, and what it reports is never taken for that."""

from __future__ import annotations

import pytest

from sourcebook.ingest.elements import keeps
from sourcebook.ingest.lines import caption, notice
from sourcebook.ingest.published import words

RULES = words("boilerplate")["rule"]


@pytest.mark.parametrize(("reason", "example"), [(rule["reason"], one) for rule in RULES for one in rule["examples"]])
def test_each_rule_knows_its_examples(reason: str, example: str) -> None:
    assert notice(example) == reason


@pytest.mark.parametrize("example", words("boilerplate")["keep"]["examples"])
def test_corrections_are_kept(example: str) -> None:
    assert keeps(example)


@pytest.mark.parametrize(
    "text",
    [
        "21 people die on Harbour Road",
        "3 killed in Oxford Street bombing",
        "By Monday the army had left the town.",
        "By dawn nine people had died",
        "Published in March 2015, the report says that 300 people were killed.",
        "Issued in 2003, the decree freed eleven rebels.",
        "Home guards kill two in Old Sen",
        "Print shop bombed in Beirut",
        "Help reaches the flooded camps",
        "Search for the missing goes on",
        "Share of the dead who were children rose to a third",
        "Comments by the general angered the rebels",
        "Updated figures put the toll at 94",
        "Watch tower attacked at Dara, two guards dead",
        "Support for the rebels is falling, the army said today",
        "Join forces or die, rebels tell villages",
        "Sponsored militias burned three villages",
        "Contact with the ferry was lost at nine.",
        "Related attacks killed five in the north",
        "Copyrights were not the quarrel; nine men died over land.",
        "The site uses cookies of clay as targets, a witness said.",
        "About 40 people died",
        "12 Dead",
        "Log trucks burned on the border road",
        "Email shows that the general knew",
        "Reporting by radio, the post said that it was under fire",
        "TEXT: We shot the men of the river guard at Dara",
    ],
)
def test_reports_are_no_notices(text: str) -> None:
    assert notice(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed (Sarm Gazette, May 3, 2001).",
        "The photo: nine men on a bridge, all of whom would be dead by nightfall, as the court was told. " * 4,
        "The general (source: his own memoirs) denied it and then left the room.",
    ],
)
def test_sentences_are_no_captions(text: str) -> None:
    assert not caption(text)
