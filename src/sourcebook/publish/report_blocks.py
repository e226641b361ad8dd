"""A book as a report to read: headings, paragraphs, lists, tables and short quotes, before any format is chosen.

Source texts are quoted only as short evidence, each with its citation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sourcebook.publish.contract import BookView, CardLines
from sourcebook.publish.facts import Facts, facts_in, is_rejected
from sourcebook.publish.headlines import days_of, headline, tolls
from sourcebook.publish.tally import Tally
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Estimate, Relation, Strength
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import ActorKind, ReviewState
from sourcebook.records.wording import count_words

MOST_WORDS = 40
"""A quote longer than this is cut: evidence, not a reprint."""
MOST_QUOTES = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, 1 for the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source, with the number of the source."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``numbered`` for the sources."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Quote | Bullets | Table


def report_blocks(book: BookView, tally: Tally) -> Iterator[Block]:
    """The whole report: method, events, actors and ties, sources."""
    documents = sorted(book.rows(Document), key=_by_day)
    numbers = {document.document_id: number for number, document in enumerate(documents, 1)}
    events = sorted(_told(book, tally), key=lambda facts: (facts.event.time.earliest or date.max, facts.event.event_id))
    yield Heading(1, "Events as their sources tell them")
    yield Paragraph(_method(events, documents))
    yield from _card(book)
    yield Heading(2, "Overview")
    yield _overview(events)
    yield Heading(2, "Events")
    for facts in events:
        yield from _event(facts, numbers)
    yield from _people(book)
    yield Heading(2, "Sources")
    yield Bullets(tuple(map(_source, documents)), numbered=True)


def _card(book: BookView) -> Iterator[Block]:
    """How often the program was right where people looked, if the book can say so."""
    card: CardLines | None = getattr(book, "card", None)
    lines = tuple(card()) if card else ()
    if not lines:
        return
    yield Heading(2, "How good the program was on this book")
    if all(share == "–" for _, share, _ in lines):
        yield Paragraph(
            "Nobody has reviewed an event of this book, so how often the program is right on it is unknown."
        )
        return
    yield Paragraph(
        "Of what people vouched for in review, so much was as the program had it, with 95 % Wilson intervals. What it "
        "missed altogether is not counted."
    )
    yield Table(("Field", "The program was right", "Counts"), lines)


def _by_day(document: Document) -> tuple[date, str]:
    return document.published_on or date.max, document.document_id


def _told(book: BookView, tally: Tally) -> Iterator[Facts]:
    for facts in facts_in(book):
        if is_rejected(facts.event):
            tally.leave_out(facts.event, "rejected in review")
            continue
        if len(facts.claims) > MOST_QUOTES:
            tally.warn(facts.event, f"more than {MOST_QUOTES} claims: the first ones are quoted")
        tally.lost["offsets, toll series, weapons' words: jsonl has them"] += 1
        yield facts


def _method(events: Sequence[Facts], documents: Sequence[Document]) -> str:
    reviewed = sum(facts.event.review is not ReviewState.MACHINE for facts in events)
    contested = sum(bool(facts.event.contested) for facts in events)
    return (
        f"{len(events)} events from {len(documents)} documents, read by a program; {reviewed} have been reviewed by a "
        f"person. On {contested} of them independent sources disagree. A figure with a range gives the lowest and the "
        "highest that sources state; reports that repeat each other count as one origin. A date of several days says "
        "between which days it happened. Numbers in brackets name the sources at the end."
    )


def _overview(events: Sequence[Facts]) -> Table:
    rows = tuple(
        (
            days_of(facts.event.time),
            facts.event.type.value.replace("_", " "),
            facts.event.place.name if facts.event.place else "",
            _count(facts.event.killed),
            _count(facts.event.injured),
            str(len(facts.event.origins)),
        )
        for facts in events
    )
    return Table(("When", "What", "Where", "Killed", "Injured", "Origins"), rows)


def _count(estimate: Estimate | None) -> str:
    if estimate is None:
        return ""
    return count_words(estimate.low, estimate.best, estimate.high).replace("\N{NO-BREAK SPACE}", " ")


def _event(facts: Facts, numbers: Mapping[str, int]) -> Iterator[Block]:
    event = facts.event
    yield Heading(3, headline(event))
    yield Bullets(tuple(_lines(facts, numbers)))
    for claim in facts.claims[:MOST_QUOTES]:
        yield Quote(shortened(claim.words.quote), _credit(claim, numbers))


def _lines(facts: Facts, numbers: Mapping[str, int]) -> Iterator[str]:
    event = facts.event
    if event.place:
        units = ", ".join(dict.fromkeys(u for u in (event.place.name, event.place.admin2, event.place.admin1) if u))
        yield f"Where: {units} (told to the {event.place.precision.value})"
    if event.perpetrators:
        said = (f"{one.name} ({', '.join(sorted(str(s) for s in one.stances))})" for one in event.perpetrators)
        yield f"By: {', '.join(said)}"
    if event.targets:
        yield f"Against: {', '.join(target.name for target in event.targets)}"
    if counted := tolls(event):
        yield f"Toll: {'; '.join(counted)}"
    for estimate in (event.killed, event.injured):
        if estimate:
            parts = (f"{_part(part.best, part.low)} {part.population.value}" for part in estimate.by_population)
            detail = ", ".join(parts)
            among = f"; among them {detail}" if detail else ""
            yield f"{estimate.harm.value.capitalize()} chosen by the rule {estimate.rule}{among}"
    if event.contested:
        yield f"Sources disagree on: {', '.join(event.contested)}"
    names = ", ".join(f"[{numbers[name]}]" for name in event.document_ids if name in numbers)
    yield f"Told by {names}; independent origins: {len(event.origins)}"


def _part(best: int | None, low: int | None) -> str:
    return str(best if best is not None else low)


def shortened(text: str) -> str:
    """A quote of forty words at most.

    >>> shortened("one two " * 30)[-16:]
    'one two one two…'
    """
    words = text.split()
    return " ".join(words) if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS]) + "…"


def _credit(claim: Claim, numbers: Mapping[str, int]) -> str:
    who = f"{claim.attributed_to}, " if claim.attributed_to else ""
    return f"{who}[{numbers.get(claim.document_id, '?')}]"


def _people(book: BookView) -> Iterator[Block]:
    actors = {actor.actor_id: actor for actor in book.rows(Actor)}
    shown = [a for a in actors.values() if a.kind not in (ActorKind.POPULATION, ActorKind.UNKNOWN)]
    if shown:
        yield Heading(2, "Actors")
        rows = (
            (actor.name, actor.kind.value.replace("_", " "), actor.country or "", str(len(actor.claim_ids)))
            for actor in sorted(shown, key=lambda actor: (-len(actor.claim_ids), actor.name, actor.actor_id))
        )
        yield Table(("Actor", "Kind", "Country", "Claims"), tuple(rows))
    ties = [_tie(row, actors) for row in book.rows(Relation) if row.review is not ReviewState.REJECTED]
    strengths = [_strength(row, actors) for row in book.rows(Strength)]
    if ties or strengths:
        yield Heading(2, "Ties and strengths")
        yield Bullets(tuple(sorted([*ties, *strengths])))


def _tie(relation: Relation, actors: Mapping[str, Actor]) -> str:
    one = relation.subject_name or _name(relation.subject_id, actors)
    other = relation.object_name or _name(relation.object_id, actors)
    when = "" if relation.time.earliest is None else f" ({days_of(relation.time)})"
    return f"{one} {relation.type.value.replace('_', ' ')} {other}{when}"


def _strength(strength: Strength, actors: Mapping[str, Actor]) -> str:
    number = count_words(strength.low, strength.best, strength.high).replace("\N{NO-BREAK SPACE}", " ")
    return f"{_name(strength.actor_id, actors)}: {number} people, as of {days_of(strength.as_of)}"


def _name(actor_id: str, actors: Mapping[str, Actor]) -> str:
    return actors[actor_id].name if actor_id in actors else "an actor without a name"


def _source(document: Document) -> str:
    day = document.published_on.isoformat() if document.published_on else "undated"
    parts = (document.source, document.title or document.path, day, document.url)
    return ", ".join(part for part in parts if part)
