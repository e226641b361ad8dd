"""Small, fast rooms for tests of the book and its engines: a report is a few lines in a language of four patterns.

::

    published 2016-08-09 by Dawn
    On 2016-08-08 in Quetta, Jamaat killed 70 people.
    Some sentence that tells nothing.
    Omar leads Jamaat.

A line that holds ``unreadable`` cannot be read, ``slow`` takes a while, ``deadly`` ends the process that reads it,
and ``half a sign`` brings a character that no file can hold.
The rooms after reading are the real ones, so what is told from such reports follows the program's own rules.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from sourcebook import pipeline as real
from sourcebook import reconcile
from sourcebook.pipeline import Settings
from sourcebook.records.claims import Claim, Party
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Actor
from sourcebook.records.links import ActorEvidence
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document, Mention, Original, Segment
from sourcebook.records.values import Figure, PlaceUse, TimeRange
from sourcebook.records.vocabulary import (
    ActorKind,
    BlockKind,
    ClaimKind,
    Composition,
    Harm,
    MentionKind,
    PlacePrecision,
    Population,
    Qualifier,
    Role,
    SegmentKind,
    Stance,
    TimeBasis,
    TimePrecision,
)
from sourcebook.stages import PerGroup, PerRecord, Stage

HEAD = re.compile(r"published (\d{4}-\d\d-\d\d) by (\w+)")
ATTACK = re.compile(r"On (?P<day>\d{4}-\d\d-\d\d) in (?P<place>\w+), (?P<actor>\w+) killed (?P<killed>\d+) people")
LEADS = re.compile(r"(?P<leader>\w+) leads (?P<group>\w+)")
READER = "small@1"


def small_pipeline(settings: Settings, originals: Path) -> tuple[Stage, ...]:
    """The program's steps with the first two, and the actors, exchanged for small ones."""
    actors = PerGroup(
        name="actors", reads=ActorEvidence, writes=Actor, key="group", order=("claim_id",), build=actor_teller
    )
    return (
        PerRecord(name="ingest", reads=Original, writes=Document, build=partial(document_reader, originals)),
        PerRecord(name="read", reads=Document, writes=Reading, build=reader),
        *real.copying(settings.reconcile),
        *(actors if stage.name == "actors" else stage for stage in real.telling(settings.reconcile, settings.resolve)),
    )


def document_reader(originals: Path) -> Callable[[Original], Iterable[Document]]:
    """Read stored bytes as one document of paragraphs, one a line."""

    def read(original: Original) -> Iterator[Document]:
        text = (originals / original.stored[:2] / original.stored).read_text(encoding="utf-8")
        text = text.replace("half a sign", "half a sign \ud800")
        head = HEAD.search(text)
        yield Document(
            document_id=content_id("d", original.sha256),
            path=original.path,
            sha256=original.sha256,
            original=original.stored,
            text=text,
            blocks=tuple(Block(start=start, end=end, kind=BlockKind.PARAGRAPH) for start, end in lines_in(text)),
            title=next(iter(text.splitlines()), None),
            source=head[2] if head else None,
            published_on=date.fromisoformat(head[1]) if head else None,
        )

    return read


def lines_in(text: str) -> Iterator[tuple[int, int]]:
    """Where each line that holds anything starts and ends."""
    for line in re.finditer(r"[^\n]+", text):
        yield line.span()


def reader() -> Callable[[Document], Iterable[Reading]]:
    """Read attacks and leaders, and let the real room find where claims may meet."""
    find_groups = reconcile.group_finder()

    def read(document: Document) -> Iterator[Reading]:
        if "unreadable" in document.text:
            raise ValueError(f"{document.path} holds a line that cannot be read")
        if "slow" in document.text:
            time.sleep(0.2)
        if "deadly" in document.text:
            os._exit(9)
        lines = [
            Line(document=document, position=n, start=s, end=e) for n, (s, e) in enumerate(lines_in(document.text))
        ]
        reading = Reading(
            document_id=document.document_id,
            document=document,
            segments=tuple(line.segment for line in lines),
            mentions=tuple(mention for line in lines for mention in line.mentions()),
            claims=tuple(claim for line in lines for claim in line.claims()),
        )
        yield find_groups(reading)

    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a document, and what it tells."""

    document: Document
    position: int
    start: int
    end: int

    @property
    def segment(self) -> Segment:
        """The line as a sentence."""
        return Segment(
            segment_id=content_id("segment", self.document.document_id, self.start, self.end),
            document_id=self.document.document_id,
            start=self.start,
            end=self.end,
            kind=SegmentKind.SENTENCE,
            position=self.position,
            block=self.position,
        )

    def mentions(self) -> Iterator[Mention]:
        """The places and figures of attacks."""
        for found in ATTACK.finditer(self.document.text, self.start, self.end):
            yield replace(self._mention(found, "place", MentionKind.PLACE), name=found["place"], place=place(found))
            yield replace(self._mention(found, "killed", MentionKind.FIGURE), figure=self._figure(found))

    def _mention(self, found: re.Match[str], group: str, kind: MentionKind) -> Mention:
        return Mention(
            mention_id=content_id("mention", self.document.document_id, kind, *found.span(group)),
            document_id=self.document.document_id,
            segment_id=self.segment.segment_id,
            kind=kind,
            words=self.document.words(*found.span(group)),
            generated_by=READER,
        )

    def _figure(self, found: re.Match[str]) -> Figure:
        killed = int(found["killed"])
        return Figure(
            harm=Harm.KILLED,
            population=Population.PEOPLE,
            low=killed,
            best=killed,
            high=killed,
            qualifier=Qualifier.EXACT,
            composition=Composition.TOTAL,
            words=self.document.words(*found.span("killed")),
        )

    def claims(self) -> Iterator[Claim]:
        """Attacks, and who leads whom."""
        for found in ATTACK.finditer(self.document.text, self.start, self.end):
            day = date.fromisoformat(found["day"])
            yield replace(
                self._claim(found, ClaimKind.EVENT, "armed_assault"),
                time=TimeRange(earliest=day, latest=day, precision=TimePrecision.DAY, basis=TimeBasis.STATED),
                time_words=self.document.words(*found.span("day")),
                place=place(found),
                place_words=self.document.words(*found.span("place")),
                parties=(self._party(found, "actor", Role.PERPETRATOR),),
                figures=(self._figure(found),),
            )
        for found in LEADS.finditer(self.document.text, self.start, self.end):
            parties = (self._party(found, "leader", Role.SUBJECT), self._party(found, "group", Role.OBJECT))
            yield self._claim(found, ClaimKind.RELATION, "leads", parties)

    def _claim(self, found: re.Match[str], kind: ClaimKind, name: str, parties: tuple[Party, ...] = ()) -> Claim:
        start, end = found.span()
        return Claim(
            claim_id=content_id("claim", self.document.document_id, kind, name, start, end),
            document_id=self.document.document_id,
            kind=kind,
            type=name,
            words=self.document.words(start, end),
            position=self.position,
            parties=parties,
            generated_by=READER,
        )

    def _party(self, found: re.Match[str], group: str, role: Role) -> Party:
        name = found[group]
        words = self.document.words(*found.span(group))
        return Party(
            role=role, name=name, stance=Stance.STATED, words=words, actor_id=content_id("actor", name.lower())
        )


def place(found: re.Match[str]) -> PlaceUse:
    """The place of an attack: a town of its own name, of no known country."""
    return PlaceUse(
        place_id=f"town {found['place']}",
        name=found["place"],
        country=None,
        admin1=None,
        admin2=None,
        latitude=None,
        longitude=None,
        precision=PlacePrecision.LOCALITY,
    )


def actor_teller() -> Callable[[Sequence[ActorEvidence]], Iterable[Actor]]:
    """Tell an actor by the first name that claims give it."""

    def tell(evidence: Sequence[ActorEvidence]) -> Iterator[Actor]:
        group = evidence[0].group
        names = sorted(p.name for each in evidence for p in each.claim.parties if p.actor_id == group)
        yield Actor(
            actor_id=group,
            name=names[0],
            kind=ActorKind.UNKNOWN,
            country=None,
            aliases=(),
            identifiers=(),
            claim_ids=tuple(each.claim_id for each in evidence),
        )

    return tell
