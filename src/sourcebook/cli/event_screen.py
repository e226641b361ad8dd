"""One event: every figure, who says it, in which document, and the sentence that says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sourcebook.cli.figures import figure_contents
from sourcebook.cli.quotes import LEGEND, highlighted
from sourcebook.records.claims import Claim
from sourcebook.records.grading import grade_of
from sourcebook.records.knowledge import Estimate, Event
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import Harm
from sourcebook.records.wording import (
    REVIEW,
    basis_words,
    count_words,
    counted,
    day_words,
    estimate_words,
    figure_words,
    kind_words,
    perpetrator_words,
    place_words,
    sentence_of,
    time_words,
    voice,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from sourcebook.publish.contract import BookView


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event with its claims and their documents."""

    event: Event
    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]
    sums: tuple[tuple[Claim, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, book: BookView, event: Event) -> EventView:
        """The event with all that it rests on, claims in the order in which they were published."""
        claims = [claim for claim in (book.row(Claim, name) for name in event.claim_ids) if claim]
        names = sorted({claim.document_id for claim in claims} | set(event.document_ids))
        documents = {name: found for name in names if (found := book.row(Document, name))}
        ordered = tuple(sorted(claims, key=lambda c: _when(c, documents)))
        return cls(event=event, claims=ordered, documents=documents)

    def with_sums(self, sums: Sequence[tuple[Claim, tuple[str, ...]]]) -> EventView:
        """The same with the statements about many incidents that count this one."""
        return replace(self, sums=tuple(sums))

    def content(self) -> dict[str, Any]:
        """``event`` and ``claims`` as in the plain export, ``figures`` with who says each, and ``documents``."""
        import msgspec

        from sourcebook.publish.lines import Surroundings, claim_line, event_line

        origins = {claim: origin.origin_id for origin in self.event.origins for claim in origin.claim_ids}
        around = Surroundings(
            origin_groups={},
            claim_events=dict.fromkeys(self.event.claim_ids, self.event.event_id),
            claim_origins=origins,
        )
        told = {
            "event": event_line(self.event),
            "claims": [claim_line(claim, around) for claim in self.claims],
            "figures": list(figure_contents(self.event, self.claims, self.documents)),
            "sums": [{"claim": claim_line(claim, around), "reasons": list(why)} for claim, why in self.sums],
            "documents": [_document_content(document) for document in self.documents.values()],
        }
        content: dict[str, Any] = msgspec.to_builtins(told)
        return content

    def parts(self, width: int) -> Iterator[RenderableType]:
        """The event as told together; then each statement with its sentence; then the toll as it rose."""
        yield _heading(self.event)
        yield self._facts()
        yield from self._claims()
        if len(self.event.toll_series) > 1:
            yield from self._series()
        if self.sums:
            yield from self._counted_in()

    def _facts(self) -> Table:
        from rich.table import Table

        event = self.event
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        table.add_row("When", f"{time_words(event.time)}  [dim]{basis_words(event.time)}[/dim]")
        table.add_row("Where", _where(event))
        table.add_row("By", _markup("; ".join(map(perpetrator_words, event.perpetrators)) or "nobody named"))
        if event.targets:
            table.add_row("Against", _markup("; ".join(target.name for target in event.targets)))
        if event.weapons:
            table.add_row("With", _markup(", ".join(weapon.replace("_", " ") for weapon in event.weapons)))
        for harm, estimate in _estimates(event):
            table.add_row(harm.value.capitalize(), _estimate(estimate, event))
        table.add_row("Told by", _told_by(event, self.documents))
        graded = grade_of(event)
        table.add_row("Grade", f"[bold]{graded.grade}[/bold]  [dim]{_markup(graded.reason)}[/dim]")
        if event.contested:
            table.add_row("Contested", f"[yellow]{_markup(', '.join(event.contested))}[/yellow]")
        if event.reasons:
            table.add_row("Why one event", _markup("; ".join(_clauses(event.reasons))))
        return table

    def _claims(self) -> Iterator[RenderableType]:
        from rich.padding import Padding
        from rich.rule import Rule
        from rich.text import Text

        yield Rule(f"{counted(len(self.claims), 'claim')}, in the order of publication", align="left", style="dim")
        yield Text(LEGEND, style="dim")
        yield Text()
        for claim in self.claims:
            document = self.documents.get(claim.document_id)
            figures = sorted(claim.figures, key=lambda figure: figure.composition == "part")
            said = list(dict.fromkeys(map(figure_words, figures)))
            realis = "" if claim.realis == "happened" else f"{claim.realis} · "
            path = f"  {document.path}" if document else ""
            yield Text.assemble((voice(claim, document), "bold"), (path, "dim"))
            yield Padding(
                Text.assemble((realis, "yellow"), (" · ".join(said) or "no figure", "cyan" if said else "dim")),
                (0, 0, 0, 2),
            )
            for sentence, spans in _sentences(claim):
                yield Padding(highlighted(sentence, spans), (0, 0, 0, 2))
            yield Text()

    def _series(self) -> Iterator[RenderableType]:
        from rich.box import SIMPLE_HEAD
        from rich.rule import Rule
        from rich.table import Table

        yield Rule("The toll as it was reported", align="left", style="dim")
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        table.add_column("Published", no_wrap=True)
        table.add_column("Killed", justify="right")
        table.add_column("Injured", justify="right")
        table.add_column("Document", overflow="fold")
        for toll in self.event.toll_series:
            document = self.documents.get(toll.document_id)
            numbers = ["–" if number is None else f"{number:,}" for number in (toll.killed, toll.injured)]
            path = _markup(document.path if document else toll.document_id)
            table.add_row(day_words(toll.published_on), *numbers, path)
        yield table

    def _counted_in(self) -> Iterator[RenderableType]:
        from rich.padding import Padding
        from rich.rule import Rule
        from rich.text import Text

        yield Rule("Counted in sums, whose figures are not added to it", align="left", style="dim")
        for claim, reasons in self.sums:
            document = self.documents.get(claim.document_id)
            yield Text.assemble((voice(claim, document), "bold"), ("  " + "; ".join(reasons), "dim"))
            yield Padding(Text(claim.words.quote), (0, 0, 0, 2))


def _when(claim: Claim, documents: Mapping[str, Document]) -> tuple[str, str, int, str]:
    document = documents.get(claim.document_id)
    day = document.published_on.isoformat() if document and document.published_on else "9999"
    return day, claim.document_id, claim.position, claim.claim_id


def _document_content(document: Document) -> dict[str, Any]:
    return {
        "id": document.document_id,
        "path": document.path,
        "title": document.title,
        "source": document.source,
        "url": document.url,
        "published": document.published_on,
    }


def _heading(event: Event) -> RenderableType:
    from rich.panel import Panel
    from rich.text import Text

    title = kind_words(event).capitalize()
    place = place_words(event.place, units=0)
    text = Text(f"{title} · {place} · {time_words(event.time)}", style="bold")
    return Panel(text, subtitle=f"{event.event_id} · {REVIEW[event.review]}", subtitle_align="left", border_style="dim")


def _where(event: Event) -> str:
    place = event.place
    if place is None:
        return "not said, or not in the gazetteer"
    at = f" at {place.latitude:.2f}, {place.longitude:.2f}" if place.latitude is not None else ", no coordinates"
    at += "" if place.radius_km is None else f" ± {place.radius_km:g} km"
    return f"{_markup(place_words(place))}  [dim]{place.precision}{at}[/dim]"


def _estimates(event: Event) -> Iterator[tuple[Harm, Estimate]]:
    found = (event.killed, event.injured, event.missing, event.kidnapped, event.arrested)
    yield from ((estimate.harm, estimate) for estimate in found if estimate)


def _estimate(estimate: Estimate, event: Event) -> str:
    parts = "; ".join(
        f"{count_words(part.low, part.best, part.high)} {part.population}" for part in estimate.by_population
    )
    rests_on = f"{len(estimate.claim_ids)} of {counted(len(event.claim_ids), 'claim')}"
    told = [
        f"[bold]{estimate_words(estimate)}[/bold]",
        "[yellow]contested[/yellow]" if estimate.harm.value in event.contested else "",
        f"of them {parts}" if parts else "",
        "attackers included" if estimate.perpetrators_included else "",
        f"[dim]by rule {estimate.rule}, from {rests_on}[/dim]",
    ]
    return "  ".join(part for part in told if part)


def _clauses(reasons: tuple[str, ...]) -> list[str]:
    """The clauses of all reasons, each once."""
    return list(dict.fromkeys(clause.strip() for reason in reasons for clause in reason.split(";")))


def _told_by(event: Event, documents_by_id: Mapping[str, Document]) -> str:
    """How many documents and origins tell it; an origin without a name goes by the path of its document."""
    paths = {name: document.path for name, document in documents_by_id.items()}
    names = "; ".join(f"{_markup(paths.get(one.name, one.name))} ({len(one.claim_ids)})" for one in event.origins)
    documents = counted(len(event.document_ids), "document")
    return f"{documents}, {counted(len(event.origins), 'independent origin')}  [dim]{names}[/dim]"


def _sentences(claim: Claim) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The sentences of the claim that hold a figure, each with the figures' characters; else its main sentence."""
    by_sentence: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for figure in claim.figures:
        words = sentence_of(claim, figure.words)
        spans = by_sentence.setdefault((words.start, words.quote), [])
        spans.append((figure.words.start - words.start, figure.words.end - words.start))
    if not by_sentence:
        by_sentence[(claim.words.start, claim.words.quote)] = []
    yield from ((quote, spans) for (_, quote), spans in sorted(by_sentence.items()))


def _markup(text: str) -> str:
    from rich.markup import escape

    return escape(text)
