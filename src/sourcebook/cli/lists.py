"""Lists: events, documents, actors, relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sourcebook.records.knowledge import Actor, Estimate, Event, Relation
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import ReviewState
from sourcebook.records.wording import (
    AT_LEAST,
    NO_VALUE,
    counted,
    cut,
    day_words,
    estimate_words,
    in_two_lines,
    kind_words,
    place_words,
    time_words,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from sourcebook.publish.contract import BookView

CONTESTED = "≠"
WIDE = 116
WHAT = 13
MIN_NAME = 12


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
        """A table of one or two lines an event; wide screens show who did it and the injured in full."""
        from rich.text import Text

        if not self.events:
            yield Text("No events. What was read of each document: sourcebook show problems", style="dim")
            return
        wide = width >= WIDE
        rows = [_event_cells(number, event, wide=wide) for number, event in enumerate(self.events, 1)]
        yield _event_table(rows, [_row_style(event) for event in self.events], width)
        disputed = sum(bool(event.contested) for event in self.events)
        yield Text(f"{counted(len(self.events), 'event')}, {disputed} contested. {_legend(rows)}", style="dim")
        yield Text("One of them with all its sources: sourcebook show NUMBER", style="dim")


def _event_table(rows: list[list[Text]], styles: list[str], width: int) -> Table:
    """The table; names of places and perpetrators get what the other columns leave, cut to two lines."""
    from rich.text import Text

    heads = ("#", "When", "What", "Where", *(("By",) if len(rows[0]) > 8 else ()), "Killed", "Injured", "Docs", "Orig")
    named = [at for at, head in enumerate(heads) if head in ("Where", "By")]
    table = _table()
    taken = len(heads) + 1
    for at, head in enumerate(heads):
        if at not in named:
            taken += max(len(line) for line in (head, *(one for row in rows for one in row[at].plain.split("\n"))))
        table.add_column(head, justify="left" if 0 < at <= max(named) else "right", no_wrap=True)
    room = max(MIN_NAME, (width - taken) // len(named))
    for row, style in zip(rows, styles, strict=True):
        cells = [
            Text("\n".join(in_two_lines(cell.plain, room))) if at in named else cell for at, cell in enumerate(row)
        ]
        table.add_row(*cells, style=style)
    return table


def _legend(rows: list[list[Text]]) -> str:
    """What the signs in the table mean, those that stand in it."""
    told = " ".join(cell.plain for row in rows for cell in row)
    meanings = (
        (CONTESTED, f"{CONTESTED} independent origins disagree"),
        ("(", "best (low–high)"),
        (AT_LEAST, f"{AT_LEAST}at least"),
    )
    shown = [meaning for sign, meaning in meanings if sign in told]
    return "; ".join((*shown, "Docs: documents", "Orig: independent origins")) + "."


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


def _event_cells(number: int, event: Event, *, wide: bool) -> list[Text]:
    """The cells of a line; words of documents go in as text, for a bracket in them is no mark-up."""
    from rich.text import Text

    when, what = time_words(event.time), kind_words(event)
    columns = {"time": when, "place": place_words(event.place, units=0), "killed": "", "injured": ""}
    if wide:
        columns["perpetrators"] = "; ".join(one.name for one in event.perpetrators) or NO_VALUE
    contested = set(event.contested)
    told = {name: f"{words} {CONTESTED}" if name in contested else words for name, words in columns.items()}
    what += f" {CONTESTED}" if contested - columns.keys() else ""
    return [
        Text(str(number), style="dim"),
        Text(told["time"] if wide else told["time"].replace("/", "/\n", 1)),
        Text(what if wide else what.replace(" ", "\n", 1) if len(what) > WHAT else what),
        Text(told["place"]),
        *([Text(told["perpetrators"])] if wide else []),
        _toll(event.killed, "killed" in event.contested, wide=wide),
        _toll(event.injured, "injured" in event.contested, wide=wide),
        Text(str(len(event.document_ids))),
        Text(str(len(event.origins))),
    ]


def _toll(estimate: Estimate | None, contested: bool, *, wide: bool) -> Text:
    from rich.text import Text

    best, bracket, bounds = estimate_words(estimate).partition(" (")
    text = Text(best, style="" if estimate else "dim")
    if contested:
        text.append(f" {CONTESTED}", style="yellow")
    return text.append(("" if wide else "\n") + bracket.lstrip("" if wide else " ") + bounds) if bounds else text


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
        listed = self._sorted()
        paths = [document.path + (" !" if document.problems else "") for document in listed]
        room = max(4, min(max(map(len, paths), default=4), width * 2 // 5))
        outlet = max(6, min(max((len(document.source or "") for document in listed), default=6), width // 5))
        table.add_column("Path", overflow="fold", max_width=room)
        table.add_column("Published", no_wrap=True)
        table.add_column("Source", no_wrap=True)
        table.add_column("Title", no_wrap=True)
        rest = max(MIN_NAME, width - room - outlet - len("2000-01-01") - 5)
        for path, document in zip(paths, listed, strict=True):
            source, title = cut(document.source or NO_VALUE, outlet), cut(document.title or NO_VALUE, rest)
            table.add_row(Text(path), day_words(document.published_on), Text(source), Text(title))
        yield table
        doubted = any(document.problems for document in self.documents)
        more = "; ! read with a reservation: sourcebook show problems" if doubted else ""
        yield Text(counted(len(self.documents), "document") + more, style="dim")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorList:
    """The actors, those that most claims name first; who is only described ("gunmen") is counted and not listed."""

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
        return sorted(self._named(), key=lambda actor: (-len(actor.claim_ids), actor.name, actor.actor_id))

    def _named(self) -> list[Actor]:
        from sourcebook.store.actor_queries import DESCRIBED, listed_kind

        return [each for each in self.actors if listed_kind(each.kind, each.name, each.actor_id) != DESCRIBED]

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
        named = len(self._named())
        more = f"; {len(self.actors) - named} more are only described" if named < len(self.actors) else ""
        yield Text(counted(named, "actor") + more, style="dim")


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
        subject = one.subject_name or self.names.get(one.subject_id, one.subject_id)
        target = one.object_name or self.names.get(one.object_id, one.object_id)
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

        from sourcebook.publish.profile.sayings import tie_days

        table = _table()
        table.add_column("Actor", ratio=1)
        table.add_column("Tie", style="cyan")
        table.add_column("To", ratio=1)
        table.add_column("When")
        table.add_column("Orig", justify="right")
        for one in self._sorted():
            subject, kind, target = self._told(one)
            when = days if (days := tie_days(one)) != "undated" else "–"
            table.add_row(Text(subject), kind.replace("_", " "), Text(target), when, str(len(one.origins)))
        yield table
        yield Text(counted(len(self.relations), "tie"), style="dim")
