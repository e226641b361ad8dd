"""A small book in memory: two documents of one origin and one of its own, one attack, one group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

import pytest

from sourcebook.records.claims import Claim, Party, Weapon
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import (
    Actor,
    Alias,
    Estimate,
    Event,
    Identifier,
    Origin,
    Perpetrator,
    PopulationCount,
    Target,
    TollReport,
)
from sourcebook.records.links import Copy, Failure, SpanPair
from sourcebook.records.text import Block, Document, Mention
from sourcebook.records.values import Figure, PlaceUse, TimeRange
from sourcebook.records.vocabulary import (
    ActorKind,
    BlockKind,
    ClaimKind,
    Composition,
    CopyKind,
    EventType,
    Harm,
    MentionKind,
    PlacePrecision,
    Population,
    Qualifier,
    Realis,
    ReviewState,
    Role,
    Stance,
    TimeBasis,
    TimePrecision,
)

TEXT = "A car bomb killed 29 people in Omagh on Saturday, police said."
DAY = TimeRange(
    earliest=date(1998, 8, 15), latest=date(1998, 8, 15), precision=TimePrecision.DAY, basis=TimeBasis.RELATIVE
)
OMAGH = PlaceUse(
    place_id="geonames-2640999",
    name="Omagh",
    country="GB",
    admin1="Northern Ireland",
    admin2="Fermanagh and Omagh",
    latitude=54.6,
    longitude=-7.3,
    precision=PlacePrecision.LOCALITY,
)


@dataclass(frozen=True)
class MemoryBook:
    """A book that holds its records in a dictionary."""

    tables: dict[type[Any], list[Any]] = field(default_factory=dict)

    def rows(self, record: type[Any]) -> Iterable[Any]:
        key = fields(record)[0].name
        return sorted(self.tables.get(record, []), key=lambda row: getattr(row, key))

    def row(self, record: type[Any], record_id: str) -> Any | None:
        key = fields(record)[0].name
        return next((row for row in self.rows(record) if getattr(row, key) == record_id), None)

    def origin_groups(self) -> Mapping[str, str]:
        groups = {row.document_id: row.document_id for row in self.rows(Document)}
        return groups | {copy.right: copy.left for copy in self.rows(Copy)}

    def claim_events(self) -> Mapping[str, str]:
        return {claim: event.event_id for event in self.rows(Event) for claim in event.claim_ids}

    def unfinished(self) -> int:
        return 0

    def sums_at(self, first: date, last: date) -> list[Claim]:
        sums = [row for row in self.rows(Claim) if row.aggregate and row.time.earliest and row.time.latest]
        return [row for row in sums if row.time.earliest <= first and last <= row.time.latest]

    def paths_behind(self, failure: Failure) -> list[str]:
        found = self.row(Document, failure.record_id)
        return [found.path] if found else []


def document(name: str, text: str = TEXT, **given: Any) -> Document:
    stated = {"title": f"Bomb in Omagh, {name}", "source": "The Daily Post", "published_on": date(1998, 8, 16)}
    block = Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH)
    sha = f"{len(name):064d}"
    return Document(
        document_id=name, path=f"{name}.txt", sha256=sha, original=sha, text=text, blocks=(block,), **stated | given
    )


def claim_of(doc: Document, killed: int = 29) -> Claim:
    figure = Figure(
        harm=Harm.KILLED,
        population=Population.PEOPLE,
        low=killed,
        best=killed,
        high=killed,
        qualifier=Qualifier.EXACT,
        composition=Composition.TOTAL,
        words=doc.words(18, 27),
    )
    return Claim(
        claim_id=content_id("claim", doc.document_id),
        document_id=doc.document_id,
        kind=ClaimKind.EVENT,
        type="bombing",
        words=doc.words(0, len(doc.text)),
        position=0,
        attributed_to="police",
        time=DAY,
        time_words=doc.words(40, 48),
        place=OMAGH,
        place_words=doc.words(31, 36),
        parties=(
            Party(
                role=Role.PERPETRATOR,
                name="Real IRA",
                stance=Stance.SUSPECTED,
                words=None,
                actor_id="actor-real-ira",
            ),
        ),
        weapons=(Weapon(type="car_bomb", words=doc.words(2, 10)),),
        figures=(figure,),
        generated_by="rules@1",
        confidence=0.8,
    )


def event_of(claims: list[Claim], **changed: Any) -> Event:
    ids = tuple(sorted(claim.claim_id for claim in claims))
    event = Event(
        event_id=content_id("event", *ids),
        type=EventType.BOMBING,
        realis=Realis.HAPPENED,
        time=DAY,
        place=OMAGH,
        perpetrators=(
            Perpetrator(actor_id="actor-real-ira", name="Real IRA", stances=(Stance.SUSPECTED,), claim_ids=ids),
        ),
        targets=(Target(name="shoppers", category="private citizens & property", claim_ids=ids),),
        weapons=("car_bomb",),
        killed=killed(29, ids),
        injured=None,
        missing=None,
        kidnapped=None,
        arrested=None,
        aggregate=False,
        document_ids=tuple(sorted(claim.document_id for claim in claims)),
        origins=(Origin(origin_id="origin-police", name="police", claim_ids=ids),),
        claim_ids=ids,
        toll_series=tuple(
            TollReport(published_on=date(1998, 8, 16), document_id=claim.document_id, killed=29, injured=None)
            for claim in claims
        ),
        contested=("killed",),
        reasons=("same day and town",),
        review=ReviewState.MACHINE,
        confidence=0.9,
    )
    return replace(event, **changed)


def killed(best: int | None, claim_ids: tuple[str, ...] = (), **changed: Any) -> Estimate:
    estimate = Estimate(
        harm=Harm.KILLED,
        low=best,
        best=best,
        high=best,
        rule="latest_reliable",
        perpetrators_included=False,
        by_population=(),
        claim_ids=claim_ids,
    )
    return replace(estimate, **changed)


def part(population: Population, best: int) -> PopulationCount:
    return PopulationCount(population=population, low=best, best=best, high=best)


REAL_IRA = Actor(
    actor_id="actor-real-ira",
    name="Real IRA",
    kind=ActorKind.ARMED_GROUP,
    country="GB",
    aliases=(Alias(name="RIRA", language="en", valid_from="1997-11-01"),),
    identifiers=(Identifier(scheme="ucdp", value="465"),),
    claim_ids=(),
)


def book_of(event: Event | None = None, *actors: Actor) -> MemoryBook:
    docs = [document("doc-a"), document("doc-b"), document("doc-c", source=None, title=None, published_on=None)]
    claims = [claim_of(doc) for doc in docs]
    told = event or event_of(claims)
    copy = Copy(
        copy_id="copy-1",
        left="doc-a",
        right="doc-b",
        kind=CopyKind.COPY,
        containment=1.0,
        spans=(SpanPair(left_start=0, left_end=10, right_start=5, right_end=15),),
    )
    mentions = [
        Mention(
            mention_id="mention-1",
            document_id="doc-a",
            segment_id="segment-1",
            kind=MentionKind.PLACE,
            words=docs[0].words(31, 36),
            name="Omagh",
            place=OMAGH,
            generated_by="rules@1",
        ),
        Mention(
            mention_id="mention-2",
            document_id="doc-a",
            segment_id="segment-1",
            kind=MentionKind.FIGURE,
            words=docs[0].words(18, 27),
            figure=claims[0].figures[0],
            generated_by="rules@1",
        ),
    ]
    return MemoryBook(
        tables={
            Document: list(reversed(docs)),
            Claim: claims,
            Event: [told],
            Copy: [copy],
            Mention: mentions,
            Actor: [REAL_IRA, *actors],
            Failure: [Failure(stage="read", record_id="doc-z", error="ValueError", message="It broke.")],
        }
    )


@dataclass(frozen=True)
class Make:
    """The makers above, for tests."""

    document: Callable[..., Document] = document
    claim: Callable[..., Claim] = claim_of
    event: Callable[..., Event] = event_of
    killed: Callable[..., Estimate] = killed
    part: Callable[..., PopulationCount] = part
    book: Callable[..., MemoryBook] = book_of


@pytest.fixture
def make() -> Make:
    return Make()


@pytest.fixture
def book() -> MemoryBook:
    return book_of()
