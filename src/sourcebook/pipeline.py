"""The steps in order: the table of contents of the program.

One document's way: its bytes become a `Document` (``ingest``); the reading rooms fill a `Reading`, one after the
other (``segment``, ``mentions``, ``resolve``, ``claims``, and ``reconcile`` for where each claim may meet others).
Then documents meet: passages that two share make copies, copies make origin groups; claims that meet in a block are
linked, links make clusters, and a cluster tells events. Relations, actors and strengths are told from their groups.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from sourcebook import claims, datasets, ingest, mentions, reconcile, resolve, segment
from sourcebook.claims import EndpointOptions
from sourcebook.errors import ModelError, SettingsError
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
    resolve: resolve.Options = field(default_factory=resolve.Options)
    claims: claims.Options = field(default_factory=claims.Options)
    endpoint: EndpointOptions = field(default_factory=EndpointOptions)
    reconcile: reconcile.Options = field(default_factory=reconcile.Options)


def settings_from(path: Path) -> Settings:
    """The settings that a ``sourcebook.toml`` holds: one section a room, unknown names refused."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"the settings {path} cannot be read: {error}") from error
    known = {name: {option.name for option in fields(record)} for name, record in get_type_hints(Settings).items()}
    for section, options in given.items():
        if section not in known or not isinstance(options, dict):
            raise SettingsError(f"{path} has a section {section!r}; sections are {', '.join(sorted(known))}")
        for name in options.keys() - known[section]:
            raise SettingsError(f"{path}: [{section}] has no {name!r}; it has {', '.join(sorted(known[section]))}")
    try:
        settings = msgspec.convert(given, Settings)
        return replace(settings, resolve=resolve.identified(settings.resolve, path.parent))
    except ModelError as error:
        raise SettingsError(f"{path}: {error}") from error
    except msgspec.ValidationError as error:
        raise SettingsError(f"{path} holds a value that does not fit: {error}") from error


def with_reader(settings: Settings, name: str, url: str = "", model: str = "") -> Settings:
    """The settings with another reader of claims, if one is named; a SettingsError names those that are installed.

    A ``url`` asks for the reader that asks an endpoint, with the ``model`` there.
    """
    told = claims.options_for(name or (claims.ENDPOINT if url else settings.claims.reader))
    asked = replace(settings.endpoint, url=url or settings.endpoint.url, model=model or settings.endpoint.model)
    return replace(settings, claims=told, endpoint=asked)


def rooms(
    options: segment.Options,
    places: resolve.Options,
    told: claims.Options,
    endpoint: claims.Endpoint | None = None,
    question: claims.Question | None = None,
) -> tuple[Room, ...]:
    """The reading rooms in the order in which a document passes through them."""
    return (
        segment.segmenter(options),
        mentions.mention_finder(),
        resolve.resolver(places),
        claims.claim_reader(told, endpoint, question),
        reconcile.group_finder(),
    )


def row_rooms(places: resolve.Options) -> tuple[Room, ...]:
    """The rooms through which a row of a dataset passes: its claim is built from columns, nothing is read."""
    return (datasets.row_mentions, resolve.actor_resolver(places), datasets.row_claims, reconcile.group_finder())


def reader(
    options: segment.Options,
    places: resolve.Options,
    told: claims.Options,
    endpoint: claims.Endpoint | None = None,
    question: claims.Question | None = None,
) -> Callable[[Document], Iterable[Reading]]:
    """Build the rooms once; a document goes through them in order. The parse stays behind: nobody reads it later."""
    built, for_rows = rooms(options, places, told, endpoint, question), row_rooms(places)

    def read(document: Document) -> Iterable[Reading]:
        reading = Reading(document_id=document.document_id, document=document)
        for room in for_rows if datasets.is_row(document) else built:
            reading = room(reading)
        yield replace(reading, segments=tuple(replace(segment, tokens=()) for segment in reading.segments))

    return read


def pipeline(settings: Settings, originals: Path) -> tuple[Stage, ...]:
    """Every step from stored bytes to the book's tables; ``originals`` is the folder of stored files.

    A step is built with those settings only that it reads: when they change, it is done anew, and others are not.
    """
    return (*reading(settings, originals), *copying(settings.reconcile), *telling(settings.reconcile, settings.resolve))


def reading(settings: Settings, originals: Path) -> tuple[Stage, ...]:
    """Each document alone: bytes to text, text to claims."""
    ingested = partial(ingest.document_reader, originals, settings.ingest)
    asked = asking(settings, originals) if settings.claims.reader == claims.ENDPOINT else ()
    return (
        PerRecord(name="ingest", reads=Original, writes=Document, build=ingested),
        PerRecord(
            name="read",
            reads=Document,
            writes=Reading,
            build=partial(reader, settings.segment, settings.resolve, settings.claims, *asked),
        ),
    )


def asking(settings: Settings, originals: Path) -> tuple[claims.Endpoint, claims.Question]:
    """Which model is asked, where, and where its answers are kept: only the question makes a step another one."""
    endpoint = claims.Endpoint(settings.endpoint, claims.answers_beside(originals))
    return endpoint, claims.question_of(settings.endpoint)


def copying(options: reconcile.Options) -> tuple[Stage, ...]:
    """Documents meet in the passages that they share."""
    return (
        PerGroup(
            name="shared_passages",
            reads=Passage,
            writes=SharedPassage,
            key="fingerprint",
            order=("document_id", "start"),
            build=partial(reconcile.passage_sharer, options),
        ),
        PerGroup(
            name="copies",
            reads=SharedPassage,
            writes=Copy,
            key="pair",
            order=("left_start", "right_start"),
            build=partial(reconcile.copy_finder, options),
        ),
        Clusters(name="origins", reads=Copy),
    )


def telling(options: reconcile.Options, known: resolve.Options) -> tuple[Stage, ...]:
    """Claims meet in blocks, clusters and groups, and tell events, relations, actors and strengths."""
    linked, told = partial(reconcile.link_finder, options), partial(reconcile.event_teller, options)
    return (
        PerGroup(name="links", reads=Candidate, writes=Link, key="block", order=("claim_id",), build=linked),
        Clusters(name="clusters", reads=Link, most=options.cluster_cap),
        PerGroup(name="events", reads=Evidence, writes=Event, key="group", order=("claim_id",), build=told),
        grouped("relations", RelationEvidence, Relation, reconcile.relation_teller),
        grouped("actors", ActorEvidence, Actor, partial(resolve.actor_teller, known)),
        grouped("strengths", StrengthEvidence, Strength, reconcile.strength_teller),
    )


def grouped(name: str, reads: type, writes: type, build: Callable[[], Callable[..., Iterable[Any]]]) -> PerGroup:
    """A step over evidence that shares a group, in the order of its claims."""
    return PerGroup(name=name, reads=reads, writes=writes, key="group", order=("claim_id",), build=build)
