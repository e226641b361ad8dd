"""One actor: names, ties to others, strength, and the events it is named in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sourcebook.records.knowledge import Actor, Event, Relation, Strength
from sourcebook.records.wording import count_words, estimate_words, kind_words, place_words, time_words

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from sourcebook.publish.contract import BookView


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """An actor with what is told of it."""

    actor: Actor
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    strengths: tuple[Strength, ...]
    names: Mapping[str, str]

    @classmethod
    def of(cls, book: BookView, actor: Actor) -> ActorView:
        """The actor with its events, ties and strengths."""
        name = actor.actor_id
        relations = tuple(one for one in book.rows(Relation) if name in (one.subject_id, one.object_id))
        return cls(
            actor=actor,
            events=tuple(e for e in book.rows(Event) if any(p.actor_id == name for p in e.perpetrators)),
            relations=relations,
            strengths=tuple(one for one in book.rows(Strength) if one.actor_id == name),
            names={one.actor_id: one.name for one in book.rows(Actor)} if relations else {},
        )

    def content(self) -> dict[str, Any]:
        """``actor``, ``relations``, ``strengths`` with the keys of the plain export; ``events`` as ids."""
        import msgspec

        from sourcebook.publish.lines import actor_line, relation_line, strength_line

        told = {
            "actor": actor_line(self.actor),
            "relations": [relation_line(one) for one in self.relations],
            "strengths": [strength_line(one) for one in self.strengths],
            "events": [event.event_id for event in self.events],
        }
        content: dict[str, Any] = msgspec.to_builtins(told)
        return content

    def parts(self, width: int) -> Iterator[RenderableType]:
        """Its names and ties, then its events."""
        from rich.panel import Panel
        from rich.text import Text

        title = Text(self.actor.name, style="bold")
        yield Panel(title, subtitle=self.actor.actor_id, subtitle_align="left", border_style="dim")
        yield self._facts()
        for event in sorted(self.events, key=lambda e: (e.time.earliest is None, str(e.time.earliest), e.event_id)):
            told = [time_words(event.time), kind_words(event), place_words(event.place, units=0)]
            yield Text(f"  {' · '.join(told)} · killed {estimate_words(event.killed)}")

    def _facts(self) -> Table:
        from rich.markup import escape
        from rich.table import Table

        from sourcebook.publish.profile.sayings import tie_days

        actor = self.actor
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        table.add_row("Kind", actor.kind.replace("_", " ") + (f", {actor.country}" if actor.country else ""))
        if actor.aliases:
            table.add_row("Also", escape("; ".join(alias.name for alias in actor.aliases)))
        for identifier in actor.identifiers:
            table.add_row(identifier.scheme, escape(identifier.value))
        for one in self.relations:
            subject = one.subject_name or self.names.get(one.subject_id, one.subject_id)
            target = one.object_name or self.names.get(one.object_id, one.object_id)
            when = f"  [dim]{days}[/dim]" if (days := tie_days(one)) != "undated" else ""
            table.add_row("Tie", f"{escape(subject)} [cyan]{one.type.replace('_', ' ')}[/cyan] {escape(target)}{when}")
        for strength in self.strengths:
            number = count_words(strength.low, strength.best, strength.high)
            table.add_row("Strength", f"{number}  [dim]{time_words(strength.as_of)}[/dim]")
        return table
