"""Lists: events, documents, actors, relations, problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sourcebook.cli.words import counted, day_words, estimate_words, kind_words, place_words, time_words
from sourcebook.records.knowledge import Actor, Estimate, Event, Relation
from sourcebook.records.links import Failure
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import ReviewState

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from sourcebook.publish.contract import BookView

CONTESTED = "≠"
WIDE = 100


def _table() -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    return Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=0)


def _numbers(estimate: Estimate | None) -> dict[str, int | None] | None:
    return {"low": estimate.low, "best": estimate.best, "high": estimate.high} if estimate else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventList:
    """The events in the order of time."""

    events: tuple[Event, ...]

    def content(self) -> dict[str, Any]:
        """``events``: a list of ``number id type realis earliest latest place country killed injured …``."""
        return {"events": [_event_content(number, event) for number, event in enumerate(self.events, 1)]}

    def parts(self, width: int) -> Iterator[RenderableType]:
        """A table, narrow enough for 80 columns; wide screens show more of each place."""
        from rich.text import Text

        wide = width >= WIDE
        table = _table()
        table.add_column("#", justify="right", style="dim")
        table.add_column("When", overflow="fold", max_width=21 if wide else 11)
        table.add_column("What", max_width=24 if wide else 13)
        table.add_column("Where", ratio=3)
        if wide:
            table.add_column("By", ratio=2)
        table.add_column("Killed", justify="right", max_width=20 if wide else 13)
        table.add_column("Injured", justify="right", max_width=20 if wide else 13)
        table.add_column("Docs", justify="right")
        table.add_column("Orig", justify="right")
        table.expand = True
        for number, event in enumerate(self.events, 1):
            table.add_row(*_event_cells(number, event, wide=wide), style=_row_style(event))
        yield table
        disputed = sum(bool(event.contested) for event in self.events)
        told = f"{counted(len(self.events), 'event')}, {disputed} contested"
        yield Text(f"{told} ({CONTESTED}). One of them: sourcebook show NUMBER", style="dim")


def _event_content(number: int, event: Event) -> dict[str, Any]:
    return {
        "number": number,
        "id": event.event_id,
        "type": event.type.value,
        "realis": event.realis.value,
        "earliest": day_or_none(event.time.earliest),
        "latest": day_or_none(event.time.latest),
        "place": event.place.name if event.place else None,
        "country": event.place.country if event.place else None,
        "killed": _numbers(event.killed),
        "injured": _numbers(event.injured),
        "documents": len(event.document_ids),
        "origins": len(event.origins),
        "contested": list(event.contested),
        "review": event.review.value,
    }


def day_or_none(day: Any) -> str | None:
    """A day as ISO 8601, or null."""
    return day.isoformat() if day else None


def _event_cells(number: int, event: Event, *, wide: bool) -> list[str | Text]:
    """The cells of a line; words of documents go in as text, for a bracket in them is no mark-up."""
    from rich.text import Text

    return [
        str(number),
        time_words(event.time),
        kind_words(event),
        Text(place_words(event.place, units=1 if wide else 0)),
        *([Text("; ".join(one.name for one in event.perpetrators) or "–")] if wide else []),
        _toll(event.killed, "killed" in event.contested),
        _toll(event.injured, "injured" in event.contested),
        str(len(event.document_ids)),
        str(len(event.origins)),
    ]


def _toll(estimate: Estimate | None, contested: bool) -> Text:
    from rich.text import Text

    text = Text(estimate_words(estimate), style="" if estimate else "dim")
    return text.append(f" {CONTESTED}", style="yellow") if contested else text


def _row_style(event: Event) -> str:
    if event.review is ReviewState.REJECTED:
        return "dim strike"
    return "" if event.realis == "happened" else "italic"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentList:
    """The documents, sorted by path."""

    documents: tuple[Document, ...]
    groups: Mapping[str, str]

    def content(self) -> dict[str, Any]:
        """``documents``: a list of ``id path title source published characters origin_group problems``."""
        return {
            "documents": [
                {
                    "id": document.document_id,
                    "path": document.path,
                    "title": document.title,
                    "source": document.source,
                    "published": day_or_none(document.published_on),
                    "characters": len(document.text),
                    "origin_group": self.groups.get(document.document_id, document.document_id),
                    "problems": list(document.problems),
                }
                for document in self._sorted()
            ]
        }

    def _sorted(self) -> list[Document]:
        return sorted(self.documents, key=lambda document: (document.path, document.document_id))

    def parts(self, width: int) -> Iterator[RenderableType]:
        """A table of paths, days, outlets and titles."""
        from rich.text import Text

        table = _table()
        table.add_column("Path", overflow="fold", max_width=width // 3)
        table.add_column("Published", no_wrap=True)
        table.add_column("Source", max_width=width // 4)
        table.add_column("Title", ratio=1)
        for document in self._sorted():
            mark = Text(" !", style="yellow") if document.problems else Text()
            path = Text(document.path) + mark
            source, title = Text(document.source or "–"), Text(document.title or "–")
            table.add_row(path, day_words(document.published_on), source, title)
        yield table
        yield Text(counted(len(self.documents), "document"), style="dim")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorList:
    """The actors, those that most claims name first."""

    actors: tuple[Actor, ...]

    def content(self) -> dict[str, Any]:
        """``actors``: a list of ``id name kind country claims``."""
        return {
            "actors": [
                {
                    "id": actor.actor_id,
                    "name": actor.name,
                    "kind": actor.kind.value,
                    "country": actor.country,
                    "claims": len(actor.claim_ids),
                }
                for actor in self._sorted()
            ]
        }

    def _sorted(self) -> list[Actor]:
        return sorted(self.actors, key=lambda actor: (-len(actor.claim_ids), actor.name, actor.actor_id))

    def parts(self, width: int) -> Iterator[RenderableType]:
        """A table of names, kinds and how many claims name each."""
        from rich.text import Text

        table = _table()
        table.add_column("Actor", ratio=1)
        table.add_column("Kind")
        table.add_column("In")
        table.add_column("Claims", justify="right")
        for actor in self._sorted():
            table.add_row(
                Text(actor.name), actor.kind.replace("_", " "), actor.country or "", str(len(actor.claim_ids))
            )
        yield table
        yield Text(counted(len(self.actors), "actor"), style="dim")


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationList:
    """The ties between actors, sorted by the names of the two."""

    relations: tuple[Relation, ...]
    names: Mapping[str, str]

    @classmethod
    def of(cls, book: BookView) -> RelationList:
        """All ties of a book."""
        names = {actor.actor_id: actor.name for actor in book.rows(Actor)}
        return cls(relations=tuple(book.rows(Relation)), names=names)

    def _told(self, one: Relation) -> tuple[str, str, str]:
        subject, target = (self.names.get(name, name) for name in (one.subject_id, one.object_id))
        return subject, one.type.value, target

    def _sorted(self) -> list[Relation]:
        return sorted(self.relations, key=lambda one: (*self._told(one), one.relation_id))

    def content(self) -> dict[str, Any]:
        """``relations``: a list of ``id type subject object earliest latest documents origins``."""
        return {
            "relations": [
                {
                    "id": one.relation_id,
                    "type": one.type.value,
                    "subject": self._told(one)[0],
                    "object": self._told(one)[2],
                    "earliest": day_or_none(one.time.earliest),
                    "latest": day_or_none(one.time.latest),
                    "documents": len(one.document_ids),
                    "origins": len(one.origins),
                }
                for one in self._sorted()
            ]
        }

    def parts(self, width: int) -> Iterator[RenderableType]:
        """A table of who stands to whom, how and when."""
        from rich.text import Text

        table = _table()
        table.add_column("Actor", ratio=1)
        table.add_column("Tie", style="cyan")
        table.add_column("To", ratio=1)
        table.add_column("When")
        table.add_column("Orig", justify="right")
        for one in self._sorted():
            subject, kind, target = self._told(one)
            when = time_words(one.time) if one.time.earliest else "–"
            table.add_row(Text(subject), kind.replace("_", " "), Text(target), when, str(len(one.origins)))
        yield table
        yield Text(counted(len(self.relations), "tie"), style="dim")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemList:
    """What could not be read, and what a step could not handle."""

    problems: tuple[tuple[str, str], ...]
    failures: tuple[Failure, ...]
    paths: Mapping[str, str]

    @classmethod
    def of(cls, book: BookView) -> ProblemList:
        """All problems of a book."""
        paths, told = {}, []
        for document in book.rows(Document):
            paths[document.document_id] = document.path
            told += [(document.path, problem) for problem in document.problems]
        return cls(problems=tuple(sorted(told)), failures=tuple(book.rows(Failure)), paths=paths)

    def sentences(self) -> list[tuple[str, str]]:
        """A sentence for each, with the colour in which to mark it; failures first."""
        failed = [(f"{self._named(one)}{one.message}", "red") for one in self.failures]
        return failed + [(f"{path}: {problem}", "yellow") for path, problem in self.problems]

    def _named(self, failure: Failure) -> str:
        """The path of the document that failed; an input that never became one is named by the message."""
        path = self.paths.get(failure.record_id)
        return f"{path}: " if path else ""

    def content(self) -> dict[str, Any]:
        """``problems``: a list of ``path problem``; ``failures``: a list of ``stage record error message``."""
        return {
            "problems": [{"path": path, "problem": problem} for path, problem in self.problems],
            "failures": [
                {"stage": one.stage, "record": one.record_id, "error": one.error, "message": one.message}
                for one in self.failures
            ],
        }

    def parts(self, width: int) -> Iterator[RenderableType]:
        """A sentence for each."""
        from rich.text import Text

        for sentence, style in self.sentences():
            yield Text.assemble(("• ", style), sentence)
        if not self.problems and not self.failures:
            yield Text("No problems.", style="green")
