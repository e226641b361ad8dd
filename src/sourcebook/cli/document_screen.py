"""One document: where it comes from, what it repeats, what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sourcebook.cli.problems import Reservation
from sourcebook.cli.quotes import highlighted
from sourcebook.records.claims import Claim
from sourcebook.records.links import Copy
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import ClaimKind
from sourcebook.records.wording import counted, day_words, figure_words, place_words, time_words

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from sourcebook.publish.contract import BookView


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document with its copies and claims."""

    document: Document
    claims: tuple[Claim, ...]
    copies: tuple[Copy, ...]
    events: Mapping[str, str]
    group: str
    others: Mapping[str, str]

    @classmethod
    def of(cls, book: BookView, document: Document) -> DocumentView:
        """The document with what was read in it."""
        name = document.document_id
        claims = sorted((c for c in book.rows(Claim) if c.document_id == name), key=lambda c: (c.position, c.claim_id))
        copies = tuple(copy for copy in book.rows(Copy) if name in (copy.left, copy.right))
        ends = {end for copy in copies for end in (copy.left, copy.right)} - {name}
        return cls(
            document=document,
            claims=tuple(claims),
            copies=copies,
            others={end: other.path for end in sorted(ends) if (other := book.row(Document, end))},
            events=book.claim_events(),
            group=book.origin_groups().get(name, name),
        )

    def content(self) -> dict[str, Any]:
        """``document`` and ``claims`` with the keys of the plain export."""
        import msgspec

        from sourcebook.publish.lines import Surroundings, claim_line, document_line

        name = self.document.document_id
        around = Surroundings(origin_groups={name: self.group}, claim_events=self.events, copies={name: self.copies})
        told = {
            "document": document_line(self.document, around),
            "claims": [claim_line(claim, around) for claim in self.claims],
        }
        content: dict[str, Any] = msgspec.to_builtins(told)
        return content

    def parts(self, width: int) -> Iterator[RenderableType]:
        """Its facts, then what it says, claim by claim."""
        from rich.padding import Padding
        from rich.panel import Panel
        from rich.rule import Rule
        from rich.text import Text

        title = Text(self.document.title or self.document.path, style="bold")
        yield Panel(title, subtitle=self.document.document_id, subtitle_align="left", border_style="dim")
        yield self._facts()
        yield Rule(counted(len(self.claims), "claim"), align="left", style="dim")
        for claim in self.claims:
            yield Text.assemble((_claim_words(claim), "cyan"), (f"  {self.events.get(claim.claim_id, '')}", "dim"))
            yield Padding(highlighted(claim.words.quote, ()), (0, 0, 1, 2))

    def _facts(self) -> Table:
        from rich.markup import escape
        from rich.table import Table

        document = self.document
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        table.add_row("Path", escape(document.path))
        table.add_row("Source", escape(document.source or "–"))
        table.add_row("Published", day_words(document.published_on))
        if document.url:
            table.add_row("URL", escape(document.url))
        for copy in self.copies:
            other = copy.right if copy.left == document.document_id else copy.left
            kind = f"{copy.kind.replace('_', ' ')}, {copy.containment:.0%} of the shorter stands in both"
            table.add_row("Repeats", f"{escape(self.others.get(other, other))}  [dim]{kind}[/dim]")
        for problem in document.problems:
            table.add_row("Problem", f"[yellow]{escape(problem)}[/yellow]")
        for note in Reservation.of(document).notes():
            table.add_row("Note", f"[dim]{escape(note)}[/dim]")
        return table


def _claim_words(claim: Claim) -> str:
    place = place_words(claim.place, units=0) if claim.place else ""
    figures = ", ".join(map(figure_words, claim.figures))
    when = time_words(claim.time) if claim.time.earliest else ""
    realis = f"{claim.realis} " if claim.kind is ClaimKind.EVENT else ""
    said = [f"{realis}{claim.type.replace('_', ' ')}", when, place, figures]
    return " · ".join(part for part in said if part)
