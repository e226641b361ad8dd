"""The steps in order: the table of contents of the program.

One document's way: its bytes become a `Document` (``ingest``); the reading rooms fill a `Reading`, one after the
other (``segment``, ``mentions``, ``resolve``, ``claims``, and ``reconcile`` for where each claim may meet others).
Then documents meet: passages that two share make copies, copies make origin groups; claims that meet in a block are
linked, links make clusters, and a cluster tells events. Relations, actors and strengths are told from their groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sourcebook import claims, ingest, mentions, reconcile, resolve, segment
from sourcebook.records.knowledge import Actor, Event, Relation, Strength
from sourcebook.records.links import (
    ActorEvidence,
    Candidate,
    Copy,
    Evidence,
    Link,
    Passage,
    RelationEvidence,
    SharedPassage,
    StrengthEvidence,
)
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Original
from sourcebook.stages import Clusters, PerGroup, PerRecord, Stage

Room = Callable[[Reading], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All options, one record per room; defaults stand in those records only. Read from ``sourcebook.toml``."""

    ingest: ingest.Limits = field(default_factory=ingest.Limits)
    segment: segment.Options = field(default_factory=segment.Options)
    reconcile: reconcile.Options = field(default_factory=reconcile.Options)


def rooms(settings: Settings) -> tuple[Room, ...]:
    """The reading rooms in the order in which a document passes through them."""
    return (
        segment.segmenter(settings.segment),
        mentions.mention_finder(),
        resolve.resolver(),
        claims.claim_reader(),
        reconcile.group_finder(),
    )


def reader(settings: Settings) -> Callable[[Document], Iterable[Reading]]:
    """Build the rooms once; a document goes through them in order."""
    built = rooms(settings)

    def read(document: Document) -> Iterable[Reading]:
        reading = Reading(document_id=document.document_id, document=document)
        for room in built:
            reading = room(reading)
        yield reading

    return read


def pipeline(settings: Settings, originals: Path) -> tuple[Stage, ...]:
    """Every step from stored bytes to the book's tables; ``originals`` is the folder of stored files."""
    tell = settings.reconcile
    by_claim = ("claim_id",)
    return (
        PerRecord(
            name="ingest",
            reads=Original,
            writes=Document,
            build=partial(ingest.document_reader, originals, settings.ingest),
        ),
        PerRecord(name="read", reads=Document, writes=Reading, build=partial(reader, settings)),
        PerGroup(
            name="shared_passages",
            reads=Passage,
            writes=SharedPassage,
            key="fingerprint",
            order=("document_id", "start"),
            build=partial(reconcile.passage_sharer, tell),
        ),
        PerGroup(
            name="copies",
            reads=SharedPassage,
            writes=Copy,
            key="pair",
            order=("left_start", "right_start"),
            build=partial(reconcile.copy_finder, tell),
        ),
        Clusters(name="origins", reads=Copy),
        PerGroup(
            name="links",
            reads=Candidate,
            writes=Link,
            key="block",
            order=by_claim,
            build=partial(reconcile.link_finder, tell),
        ),
        Clusters(name="clusters", reads=Link),
        PerGroup(
            name="events",
            reads=Evidence,
            writes=Event,
            key="group",
            order=by_claim,
            build=partial(reconcile.event_teller, tell),
        ),
        PerGroup(
            name="relations",
            reads=RelationEvidence,
            writes=Relation,
            key="group",
            order=by_claim,
            build=reconcile.relation_teller,
        ),
        PerGroup(
            name="actors",
            reads=ActorEvidence,
            writes=Actor,
            key="group",
            order=by_claim,
            build=resolve.actor_teller,
        ),
        PerGroup(
            name="strengths",
            reads=StrengthEvidence,
            writes=Strength,
            key="group",
            order=by_claim,
            build=reconcile.strength_teller,
        ),
    )
