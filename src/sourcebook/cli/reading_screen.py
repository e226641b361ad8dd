"""One reading on the screen: the text with every mark in it, what each was read as, and the claims they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sourcebook.cli.marked_text import COLOURS, LABELS, Mark, marked, marks_in
from sourcebook.cli.quotes import highlighted
from sourcebook.records.claims import Claim, Party
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import BlockKind, MentionKind, Stance
from sourcebook.records.wording import counted, day_words, figure_words, place_words, time_told, value_words

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

CARRIED = "from the text around"


def legend() -> Text:
    """What the marks in a text mean."""
    from rich.text import Text

    text = Text("Marks: ", style="dim")
    for at, (kind, label) in enumerate(LABELS.items()):
        name = "act" if kind == "trigger" else "date" if kind == "time" else str(kind)
        text.append("  " if at else "").append(f"‹{name}›{label}1", style=COLOURS[kind])
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """A reading with its marks, numbered by kind in the order of the text."""

    reading: Reading
    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, reading: Reading) -> ReadingView:
        """The reading, its marks numbered."""
        return cls(reading=reading, marks=marks_in(reading.mentions))

    def content(self) -> dict[str, Any]:
        """``document``, ``mentions`` and ``claims``, each with the keys of the plain export."""
        import msgspec

        from sourcebook.publish.lines import Surroundings, claim_line, document_line, mention_line

        around = Surroundings(origin_groups={}, claim_events={})
        document = self.reading.document
        document = replace(document, problems=(*document.problems, *self.reading.problems))
        told = {
            "document": document_line(document, around),
            "mentions": [mention_line(mark.mention) for mark in self.marks],
            "claims": [claim_line(claim, around) for claim in self._claims()],
        }
        content: dict[str, Any] = msgspec.to_builtins(told)
        return content

    def _claims(self) -> list[Claim]:
        return sorted(self.reading.claims, key=lambda claim: (claim.position, claim.claim_id))

    def parts(self, width: int) -> Iterator[RenderableType]:
        """Where it comes from, the text block by block with the values of its marks, then the claims."""
        from rich.padding import Padding
        from rich.rule import Rule
        from rich.text import Text

        yield from self._head()
        for unread, blocks in groupby(self.reading.document.blocks, lambda block: block.kind is BlockKind.BOILERPLATE):
            if unread:
                yield Text(_unread(tuple(blocks)) + "\n", style="dim")
                continue
            for block in blocks:
                inside = [mark for mark in self.marks if block.start <= mark.start and mark.end <= block.end]
                yield marked(self.reading.document.text, block, inside)
                yield Padding(_values(inside, width), (0, 0, 1, 2))
        claims = self._claims()
        yield Rule(counted(len(claims), "claim"), align="left", style="dim")
        labels = {(mark.start, mark.end, mark.mention.kind): mark.label for mark in self.marks}
        for claim in claims:
            yield _claim_words(claim, labels)
            yield Padding(highlighted(claim.words.quote, ()), (0, 0, 1, 2))

    def _head(self) -> Iterator[RenderableType]:
        from rich.panel import Panel
        from rich.text import Text

        document = self.reading.document
        title = Text(document.title or document.path, style="bold")
        yield Panel(title, subtitle=document.document_id, subtitle_align="left", border_style="dim")
        guessed = " (guessed)" if "published_on" in document.guessed else ""
        day = f"published {day_words(document.published_on)}{guessed}" if document.published_on else "without a date"
        yield Text(f"{document.path} · {document.source or 'unnamed source'} · {day}", style="dim")
        for problem in (*document.problems, *self.reading.problems):
            yield Text.assemble(("• ", "yellow"), problem)
        yield Text()


def _unread(blocks: Sequence[Block]) -> str:
    """How much of the text was left unread here, and why."""
    characters = sum(block.end - block.start for block in blocks)
    reasons = dict.fromkeys(block.reason or "boilerplate" for block in blocks)
    return f"({counted(characters, 'character')} not read: {', '.join(reasons)})"


def _values(marks: Sequence[Mark], width: int) -> Table:
    """Each mark of a block with its words and what they were read as."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, overflow="ellipsis", max_width=width // 4)
    table.add_column(overflow="fold")
    for mark in marks:
        style = COLOURS[mark.mention.kind]
        words = " ".join(mark.mention.words.quote.split())
        table.add_row(Text(mark.label, style=style), Text(words, style="dim"), Text(value_words(mark.mention)))
    return table


Labels = Mapping[tuple[int, int, MentionKind], str]


def _claim_words(claim: Claim, labels: Labels) -> Text:
    """A claim in short, each value with the label of the mark that it was read from."""
    from rich.text import Text

    text = Text(f"{claim.realis} {claim.type.replace('_', ' ')}", style="bold cyan")
    if claim.aggregate:
        text.append(" of several incidents", style="cyan")
    for said in _said(claim, labels):
        text.append(" · ").append(said)
    return text


def _said(claim: Claim, labels: Labels) -> Iterator[str]:
    if claim.time.earliest:
        yield f"{time_told(claim.time)}{_because(claim.time_words, MentionKind.TIME, labels)}"
    if claim.place:
        where = f"{place_words(claim.place, units=0)} ({claim.place.precision})"
        yield f"{where}{_because(claim.place_words, MentionKind.PLACE, labels)}"
    for figure in claim.figures:
        yield f"{figure_words(figure)}{_because(figure.words, MentionKind.FIGURE, labels)}"
    for weapon in claim.weapons:
        yield f"{weapon.type.replace('_', ' ')}{_because(weapon.words, MentionKind.WEAPON, labels)}"
    for party in claim.parties:
        yield f"{_party_words(party)}{_because(party.words, MentionKind.ACTOR, labels)}"
    if claim.attributed_to:
        yield f"said by {claim.attributed_to}"


def _party_words(party: Party) -> str:
    stance = "" if party.stance is Stance.STATED else f" ({party.stance})"
    return f"{party.role} {party.name}{stance}"


def _because(words: Words | None, kind: MentionKind, labels: Labels) -> str:
    """The label of the mark that a value was read from; that it was carried over where it has no words."""
    if words is None:
        return f" [{CARRIED}]"
    label = labels.get((words.start, words.end, kind))
    return f" [{label}]" if label else ""
