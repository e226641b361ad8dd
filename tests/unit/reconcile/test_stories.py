"""What sets a report apart as a whole, and which claim it tells its story by."""

from __future__ import annotations

from collections.abc import Callable

from sourcebook.reconcile.features import Features
from sourcebook.reconcile.stories import MOST_WORDS, main_claim, shared_story, story_in, story_of
from sourcebook.records.claims import Claim
from sourcebook.records.text import Block, Document
from sourcebook.records.values import PlaceUse, Words
from sourcebook.records.vocabulary import BlockKind, EventType, Realis

TOLD = """The fishmonger Ifeoma Nwachukwu, 41, had closed her stall at Ogige market when masked riders drew up in a
tuktuk
painted with a peacock. Her apprentice Chidi hid under the ice crates and counted eleven shots. Surveyor Obinna Eze
found
the shells beside the borehole; the tuktuk was later seen burning near Orba junction."""


def document_of(*texts: str, boilerplate: str = "") -> Document:
    parts = [(text, BlockKind.PARAGRAPH) for text in texts] + [(boilerplate, BlockKind.BOILERPLATE)] * bool(boilerplate)
    blocks, at = [], 0
    for text, kind in parts:
        blocks.append(Block(start=at, end=at + len(text), kind=kind))
        at += len(text) + 2
    whole = "\n\n".join(text for text, _ in parts)
    return Document(document_id="d", path="d.txt", sha256="0", original="0", text=whole, blocks=tuple(blocks))


def test_a_text_of_a_line_has_no_story() -> None:
    assert story_in("On 3 August raiders killed four people in Nsukka.") is None


def test_a_story_is_bounded_however_long_the_report() -> None:
    story = story_in(" ".join(f"quarter{letter}{other}" for letter in "abcdefghijkl" for other in "abcdefghijkl"))
    assert story is not None
    assert len(story.words) == len(story.counts) == MOST_WORDS


def test_the_lines_of_the_site_are_no_part_of_a_story() -> None:
    story = story_of(document_of(TOLD, boilerplate="Subscribe to the zebrafish newsletter of the Nsukka Courier"))
    assert story is not None
    assert "peacock" in story.words
    assert "zebrafish" not in story.words


def test_a_place_that_both_claims_are_set_in_is_nothing_that_their_reports_share(
    claim: Callable[..., Claim], place: Callable[..., PlaceUse]
) -> None:
    left, right = (claim(name, name, place=place("Nsukka")) for name in ("a", "b"))
    told = story_in(TOLD)
    other = story_in(
        """Nsukka Nsukka Nsukka: carpenter Uzoma Agbo, blacksmith Emeka Ude, the drummer Kelechi Ani, a caterer, a
        plumber, a trumpeter, a typist, a welder, two masons, a barber, three novices and a beekeeper quarrelled."""
    )
    assert shared_story(Features(left, told), Features(right, told)) > 0.99
    assert shared_story(Features(left, told), Features(right, other)) < 0.02
    assert shared_story(Features(left, told), Features(right)) == 0.0


def test_an_act_that_happened_is_told_rather_than_an_arrest_or_an_older_act(claim: Callable[..., Claim]) -> None:
    said = Words(start=90, end=94, quote="more")
    act = claim("act", type=EventType.ARMED_ASSAULT)
    arrest = claim("arrest", type=EventType.ARREST, also=(said, said))
    older = claim("older", realis=Realis.BACKGROUND, also=(said, said, said))
    row = claim("row", generated_by="row-of-ged@1")
    assert main_claim([arrest, older, act, row]) == "claim-act"
    assert main_claim([older, arrest]) == "claim-arrest"
    assert main_claim([row]) is None
