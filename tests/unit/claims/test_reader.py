"""The room's promises: the same claims for the same reading, evidence in its place, nothing from nothing."""

from __future__ import annotations

from datetime import date
from functools import cache

from sourcebook import claims, mentions, resolve, segment
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.vocabulary import BlockKind, ClaimKind, Realis

TEXT = (
    "Gunmen of the Movement for the Light killed nine farmers in Kaduna on 3 May 2021, police said. "
    "The attack lasted an hour. Another raid in Jos on 5 May 2021 left four people dead. "
    "Boko Haram, led by Abubakar Shekau, has about 1,500 fighters. No group claimed responsibility."
)


@cache
def read_up_to_mentions(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Reading:
    document = Document(
        document_id="d-1",
        path="a.txt",
        sha256="",
        original="",
        text=text,
        blocks=(Block(start=0, end=len(text), kind=kind),) if text else (),
        published_on=date(2021, 5, 6),
    )
    reading = Reading(document_id="d-1", document=document)
    for room in (segment.segmenter(segment.Options()), mentions.mention_finder(), resolve.resolver()):
        reading = room(reading)
    return reading


def test_the_same_reading_gives_the_same_claims() -> None:
    reading = read_up_to_mentions(TEXT)
    assert claims.claim_reader()(reading) == claims.claim_reader()(reading)


def test_every_quote_stands_at_its_offsets() -> None:
    for claim in claims.claim_reader()(read_up_to_mentions(TEXT)).claims:
        spans = [claim.words, *claim.also, *(f.words for f in claim.figures), *(w.words for w in claim.weapons)]
        spans += [p.words for p in claim.parties if p.words] + [w for w in (claim.time_words, claim.place_words) if w]
        assert all(TEXT[words.start : words.end] == words.quote for words in spans)


def test_positions_run_in_the_order_of_the_text_and_ids_are_unique() -> None:
    found = claims.claim_reader()(read_up_to_mentions(TEXT)).claims
    assert [claim.position for claim in found] == list(range(len(found)))
    assert [claim.words.start for claim in found] == sorted(claim.words.start for claim in found)
    assert len({claim.claim_id for claim in found}) == len(found)


def test_two_incidents_a_tie_and_a_strength_are_told_apart() -> None:
    found = claims.claim_reader()(read_up_to_mentions(TEXT)).claims
    kinds = [claim.kind for claim in found]
    assert kinds.count(ClaimKind.EVENT) == 2
    assert ClaimKind.RELATION in kinds
    assert ClaimKind.STRENGTH in kinds


def test_boilerplate_and_empty_texts_give_no_claims() -> None:
    assert not claims.claim_reader()(read_up_to_mentions("")).claims
    assert not claims.claim_reader()(read_up_to_mentions(TEXT, BlockKind.BOILERPLATE)).claims


def test_a_sentence_with_more_acts_than_prose_names_is_told_and_not_taken_apart() -> None:
    crowd = claims.claim_reader()(read_up_to_mentions("Two killed in Jos, " * 60))
    assert [c for c in crowd.claims if c.kind is ClaimKind.EVENT] == []
    assert any("acts each" in problem for problem in crowd.problems)
    prose = claims.claim_reader()(read_up_to_mentions(TEXT))
    assert prose.problems == ()


BOX = "Date: 3 May 2009\nDeaths: 2 guards\n"
PAGE = (
    "On 3 May 2009 gunmen shot dead two guards outside the barracks in Derry. "
    "Three days later another group shot dead a constable in Strabane. "
    "At about 21:00 that evening the guards had opened the gate when two men fired 40 shots and wounded two cooks."
)


def events_on(box: BlockKind) -> list[tuple[Realis, int]]:
    """Realis and number of counts of each incident of a page whose first lines are blocks of a kind."""
    document = Document(
        document_id="d-1",
        path="a.txt",
        sha256="",
        original="",
        text=BOX + PAGE,
        blocks=(
            Block(start=0, end=len(BOX), kind=box),
            Block(start=len(BOX), end=len(BOX + PAGE), kind=BlockKind.PARAGRAPH),
        ),
    )
    reading = Reading(document_id="d-1", document=document)
    for room in (segment.segmenter(segment.Options()), mentions.mention_finder(), resolve.resolver()):
        reading = room(reading)
    found = claims.claim_reader()(reading).claims
    return [(claim.realis, len(claim.figures)) for claim in found if claim.kind is ClaimKind.EVENT]


def test_a_page_with_a_box_on_one_incident_only_recalls_another() -> None:
    assert [realis for realis, _ in events_on(BlockKind.INFO_BOX)] == [Realis.HAPPENED, Realis.BACKGROUND]


def test_a_page_goes_on_about_the_incident_of_its_box() -> None:
    assert [figures for _, figures in events_on(BlockKind.INFO_BOX)] == [3, 1]
