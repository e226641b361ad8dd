"""``sourcebook figures``: what each rule would make of the figures of the whole book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sourcebook.cli.options import BookOption, JsonOption, existing_book
from sourcebook.records.grading import grade_of
from sourcebook.records.knowledge import Estimate, Event
from sourcebook.records.parts import parts_in_words
from sourcebook.records.vocabulary import Harm
from sourcebook.records.wording import estimate_words, kind_words, place_words, time_words

if TYPE_CHECKING:
    from rich.table import Table

SHOWN = 20
COUNTED = ("killed", "injured", "missing", "kidnapped", "arrested")
Told = list[tuple[Event, dict[str, Estimate | None]]]


def figures(
    harm: Annotated[
        str, typer.Argument(metavar="HARM", help=f"One of {', '.join(COUNTED)}.", show_default=True)
    ] = "killed",
    book: BookOption = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=0, help="Lines of the list; 0 shows all.")] = SHOWN,
    as_json: JsonOption = False,
) -> None:
    """Count the whole book by each rule, and list the events whose figure depends on the rule."""
    from sourcebook import preview
    from sourcebook.cli.terminal import console, print_json
    from sourcebook.errors import UsageError
    from sourcebook.store import open_book

    if harm not in COUNTED:
        raise UsageError(f"{harm!r} is no figure of an event; give one of {', '.join(COUNTED)}")
    with open_book(existing_book(book)) as opened:
        told: Told = list(preview.figures_of_book(opened, Harm(harm)))
    if as_json:
        print_json(content(told, harm))
        return
    screen = console()
    screen.print(sums_table(told, harm, preview.rules()))
    differing = [each for each in told if depends(each[1])]
    screen.print(events_table(differing[: most or None], preview.rules()))
    if most and len(differing) > most:
        screen.print(f"  [dim]{len(differing) - most:,} more: --most 0 shows all, --json gives all[/dim]")
    screen.print(
        '[dim]The rule of a book stands in sourcebook.toml: under \\[reconcile], figure_rule = "lowest". '
        "Then: sourcebook rebuild --settings sourcebook.toml[/dim]"
    )


def numbers(estimate: Estimate | None) -> tuple[int, int, int]:
    """Low, best and high as they are added up; what is open stands for the number below it."""
    if estimate is None:
        return 0, 0, 0
    low = estimate.low if estimate.low is not None else estimate.best or 0
    best = estimate.best if estimate.best is not None else low
    return low, best, estimate.high if estimate.high is not None else max(low, best)


def depends(by_rule: dict[str, Estimate | None]) -> bool:
    """Whether two rules that choose a number choose two."""
    return len({estimate.best for estimate in by_rule.values() if estimate and estimate.best is not None}) > 1


def sums_table(told: Told, harm: str, rules: tuple[str, ...]) -> Table:
    """One line a rule: what all events come to."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    title = f"{harm.capitalize()} in {len(told):,} events, by each rule"
    table = Table(title=title, title_style="bold", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Rule")
    for name in ("Low", "Best", "High", "Events with another figure than the book's"):
        table.add_column(name, justify="right")
    for rule in rules:
        found = [numbers(by_rule[rule]) for _, by_rule in told]
        other = sum(numbers(by_rule[rule])[1] != numbers(getattr(event, harm))[1] for event, by_rule in told)
        table.add_row(rule, *(f"{sum(column):,}" for column in zip(*found, strict=True)), f"{other:,}")
    return table


def events_table(told: Told, rules: tuple[str, ...]) -> Table:
    """One line an event whose figure depends on the rule, with its grade and whether its parts add up."""
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    table = Table(title="Where the rule decides", title_style="bold", title_justify="left", box=SIMPLE_HEAD)
    for name in ("Event", *(rule.replace("_", " ") for rule in rules), "Grade", "Parts"):
        table.add_column(name, overflow="fold")
    for event, by_rule in told:
        said = f"{event.event_id} {kind_words(event)}, {place_words(event.place, units=0)}, {time_words(event.time)}"
        counts = [estimate_words(estimate) if (estimate := by_rule[rule]) else "–" for rule in rules]
        table.add_row(escape(said), *counts, grade_of(event).grade, parts_of(by_rule))
    return table


def parts_of(by_rule: dict[str, Estimate | None]) -> str:
    """How the counts of groups stand to the best, by the first rule that gives one."""
    return next((said for estimate in by_rule.values() if estimate and (said := parts_in_words(estimate))), "")


def content(told: Told, harm: str) -> dict[str, Any]:
    """The same for programs: sums by rule, and every event with what each rule gives."""
    rules = list(told[0][1]) if told else []
    return {
        "harm": harm,
        "sums": {
            rule: dict(
                zip(
                    ("low", "best", "high"),
                    map(sum, zip(*(numbers(b[rule]) for _, b in told), strict=True)),
                    strict=True,
                )
            )
            for rule in rules
        },
        "events": [
            {
                "event": event.event_id,
                "rule": getattr(event, harm).rule,
                "grade": grade_of(event).grade.value,
                "parts": parts_of(by_rule),
                "by_rule": {
                    rule: None if one is None else {"low": one.low, "best": one.best, "high": one.high}
                    for rule, one in by_rule.items()
                },
            }
            for event, by_rule in told
        ],
    }
