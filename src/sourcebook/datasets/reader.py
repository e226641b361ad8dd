"""The room's two doors: first the actors that a row names, then, when they have their ids, the row's claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sourcebook.datasets import acled, ged, gtd
from sourcebook.datasets.cells import Cells, cells_of, dataset_of
from sourcebook.datasets.row import RowClaim
from sourcebook.records.claims import Claim, Party
from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention, Segment
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import ActorKind, ClaimKind, MentionKind, Role, SegmentKind

ROWS: Mapping[str, Callable[[Cells], RowClaim | None]] = {
    "UCDP GED": ged.claim_of,
    "ACLED": acled.claim_of,
    "GTD": gtd.claim_of,
}
VERSION = "2"
PEOPLE = ("civilians", "protesters", "rioters")


def claim_in(document: Document) -> tuple[RowClaim | None, tuple[str, ...]]:
    """What a row claims, and what could not be taken of it as it stands."""
    cells = cells_of(document)
    rule = ROWS.get(dataset_of(document) or "")
    found = rule(cells) if rule else None
    return found, tuple(cells.problems)


def row_mentions(reading: Reading) -> Reading:
    """The reading with the row's two blocks as segments, and the groups and forces that it names as mentions."""
    segments = tuple(_segments(reading.document))
    found, _ = claim_in(reading.document)
    mentions = tuple(_mentions(segments, found)) if found else ()
    return replace(reading, segments=segments, mentions=mentions)


def row_claims(reading: Reading) -> Reading:
    """The reading with the claim of its row, its parties known by the ids of the mentions."""
    found, problems = claim_in(reading.document)
    if found is None:
        return replace(reading, problems=(*reading.problems, *problems))
    ids = {(m.words.start, m.words.end): m.actor_id for m in reading.mentions if m.kind is MentionKind.ACTOR}
    claim = claim_from(reading.document, found, ids)
    return replace(reading, claims=(claim,), problems=(*reading.problems, *problems))


def claim_from(document: Document, found: RowClaim, ids: Mapping[tuple[int, int], str | None]) -> Claim:
    """The claim of a row; ``ids`` are the actors by where their names stand."""
    head = document.blocks[0]
    dataset = (dataset_of(document) or "").lower().replace(" ", "-")
    return Claim(
        claim_id=content_id("claim", document.document_id, ClaimKind.EVENT, found.type, head.start, head.end),
        document_id=document.document_id,
        kind=ClaimKind.EVENT,
        type=found.type,
        words=document.words(head.start, head.end),
        position=0,
        realis=found.realis,
        attributed_to=found.attributed_to,
        cited=found.cited,
        time=found.time,
        time_words=found.time_words,
        place=found.place,
        place_words=found.place_words,
        parties=tuple(_named(party, ids) for party in found.parties),
        weapons=found.weapons,
        figures=found.figures,
        also=(found.also,) if found.also else (),
        generated_by=f"row-of-{dataset}@{VERSION}",
    )


def _named(party: Party, ids: Mapping[tuple[int, int], str | None]) -> Party:
    words = party.words
    return replace(party, actor_id=ids.get((words.start, words.end))) if words else party


def _segments(document: Document) -> Iterator[Segment]:
    """The line that sums the row up, and its columns."""
    for position, block in enumerate(document.blocks):
        yield Segment(
            segment_id=content_id("s", document.document_id, block.start, block.end),
            document_id=document.document_id,
            start=block.start,
            end=block.end,
            kind=SegmentKind.TABLE_CELL,
            position=position,
            block=position,
        )


def _mentions(segments: tuple[Segment, ...], found: RowClaim) -> Iterator[Mention]:
    """The actors of the row, those alone: its days, places and figures are columns and need no reading."""
    for party in found.parties:
        words = party.words
        if words is None or party.role is Role.TARGET:
            continue
        home = next((s for s in segments if s.start <= words.start and words.end <= s.end), None)
        if home is not None:
            yield _mention(home, words, party)


def _mention(segment: Segment, words: Words, party: Party) -> Mention:
    folded = party.name.casefold()
    return Mention(
        mention_id=content_id("m", segment.document_id, MentionKind.ACTOR.value, words.start, words.end),
        document_id=segment.document_id,
        segment_id=segment.segment_id,
        kind=MentionKind.ACTOR,
        words=words,
        name=party.name,
        actor_kind=ActorKind.POPULATION if folded.startswith(PEOPLE) else ActorKind.ARMED_GROUP,
        generated_by=f"row@{VERSION}",
    )
