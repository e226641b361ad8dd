"""What a profile tells, before any format is chosen: sections of lines, each with the claims that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sourcebook.publish.contract import BookView
from sourcebook.publish.profile.genealogy import Genealogy, Step, genealogy_of
from sourcebook.publish.profile.offices import Shelves, held_offices
from sourcebook.publish.profile.over_time import kind_over_time, other_names
from sourcebook.publish.profile.sayings import DATE_UNKNOWN, either, hedged, is_renaming, tie_days, tie_words
from sourcebook.reconcile.terms import Term
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Event, Relation, Strength
from sourcebook.records.text import Document
from sourcebook.records.values import TimeRange
from sourcebook.records.vocabulary import ActorKind, Realis, RelationType, ReviewState, Stance
from sourcebook.records.wording import count_words, counted, estimate_words, place_words, time_words

MOST_CITED = 4
MOST_PLACES = 12
MOST_WORDS = 60
NOT_KNOWN = "not told"
HAPPENED = frozenset({Realis.HAPPENED, Realis.ATTEMPTED, Realis.FOILED})
TIED = frozenset({RelationType.ALLIED_WITH, RelationType.RIVAL_OF, RelationType.SUPPORTS, RelationType.PLEDGED_TO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a section, the claims that it rests on, and on what its sources disagree."""

    cells: tuple[str, ...]
    claim_ids: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with a table under it."""

    heading: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A sentence that a profile rests on: its number, its document, and the words."""

    number: int
    document: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An actor with everything that a book tells of it, each line with the numbers of the sentences that say it."""

    actor: Actor
    overview: tuple[Line, ...]
    sections: tuple[Section, ...]
    genealogy: Genealogy
    cited: tuple[Cited, ...]
    numbers: Mapping[str, int]

    def citation(self, line: Line) -> str:
        """The numbers of the sentences behind a line: "[3][7]", with a mark where there are more."""
        known = sorted({self.numbers[one] for one in line.claim_ids if one in self.numbers})
        return "".join(f"[{number}]" for number in known)

    def doubt(self, line: Line) -> str:
        """What the sources of a line disagree on."""
        return f"≠ contested: {', '.join(line.contested)}" if line.contested else ""

    def steps(self) -> tuple[Line, ...]:
        """The steps of the genealogy as lines, so that they are cited as others are."""
        return tuple(step_line(step) for step in self.genealogy.steps)

    @property
    def is_empty(self) -> bool:
        """Whether the book tells nothing of the actor beside its name."""
        return not self.sections and not self.genealogy.steps


def step_line(step: Step) -> Line:
    """A step of the genealogy as a line."""
    doubt = ("time",) if step.contested else ()
    return Line(cells=(step.days, step.words), claim_ids=step.claim_ids[:MOST_CITED], contested=doubt)


def profile_of(book: BookView, actor: Actor) -> Profile:
    """Everything that a book tells of an actor."""
    relations = [row for row in book.rows(Relation) if row.review is not ReviewState.REJECTED]
    own = [row for row in relations if actor.actor_id in (row.subject_id, row.object_id)]
    names = {one.actor_id: one.name for one in book.rows(Actor)}
    by_actor: dict[str, list[Relation]] = {}
    for row in relations:
        for end in {row.subject_id, row.object_id}:
            by_actor.setdefault(end, []).append(row)
    genealogy = genealogy_of(actor.actor_id, partial(ties_by, by_actor), names)
    events = [event for event in book.rows(Event) if done_by(event, actor.actor_id)]
    strengths = [row for row in book.rows(Strength) if row.actor_id == actor.actor_id]
    led, *rest = sections_of(actor, own, names, strengths, events)
    sections = tuple(section for section in (led, offices(book, actor, own, names), *rest) if section.lines)
    overview = tuple(overview_of(actor, events, strengths, own))
    lines = [*overview, *(line for section in sections for line in section.lines), *map(step_line, genealogy.steps)]
    cited, numbers = cited_in(book, lines)
    return Profile(actor=actor, overview=overview, sections=sections, genealogy=genealogy, cited=cited, numbers=numbers)


def ties_by(by_actor: Mapping[str, Sequence[Relation]], actor_id: str) -> Sequence[Relation]:
    """The ties of an actor."""
    return by_actor.get(actor_id, ())


def done_by(event: Event, actor_id: str) -> bool:
    """Whether an event is laid to an actor, one that came about or was tried, and that no person rejected."""
    named = any(one.actor_id == actor_id and set(one.stances) != {Stance.DENIED} for one in event.perpetrators)
    return named and event.realis in HAPPENED and not event.aggregate and event.review is not ReviewState.REJECTED


def sections_of(
    actor: Actor,
    own: Sequence[Relation],
    names: Mapping[str, str],
    strengths: Sequence[Strength],
    events: Sequence[Event],
) -> Iterator[Section]:
    """The sections of a profile in their order; those without lines are left out by the caller."""
    yield leadership(actor, own, names)
    yield strength_table(strengths)
    yield from attacks(events)
    yield sides(actor, own, names)
    yield others(actor, own, names)


def leadership(actor: Actor, own: Sequence[Relation], names: Mapping[str, str]) -> Section:
    """Who led it, from when to when; terms that sources dispute or that overlap are marked."""
    rows = sorted((r for r in own if r.type is RelationType.LEADS and r.object_id == actor.actor_id), key=by_day)
    lines = tuple(
        Line(
            cells=(names.get(row.subject_id, row.subject_id), *term_words(row), standing(row, rows, names)),
            claim_ids=row.claim_ids[:MOST_CITED],
            contested=row.contested,
        )
        for row in rows
    )
    return Section(heading="Leadership", header=("Leader", "From", "To", "Standing"), lines=lines)


def term_words(row: Relation | Term) -> tuple[str, str]:
    """When a term began and ended, by each source that says so; a day on which it merely stood is said to be that."""
    began = either(row.days) or (time_words(row.began) if row.began.earliest else NOT_KNOWN)
    ended = either(row.last_days) or (time_words(row.ended) if row.ended.earliest else NOT_KNOWN)
    if (began, ended) == (NOT_KNOWN, NOT_KNOWN) and row.time.earliest:
        began = f"in office {time_words(row.time)}"
    return began, (DATE_UNKNOWN if row.over and ended == NOT_KNOWN else ended)


def standing(row: Relation, rows: Sequence[Relation], names: Mapping[str, str]) -> str:
    """Whether a term is disputed: denied by some, only suspected, or overlapping another's whose ends are told.

    Where no end is told although another is named for that time or later, that is said: who led then stays open.
    """
    if "relation" in row.contested:
        return "disputed: denied by a source"
    others = [other for other in rows if other.subject_id != row.subject_id]
    if any(overlap(row, other) for other in others):
        return "disputed: terms overlap"
    if row.stances and Stance.STATED not in row.stances:
        return f"only {', '.join(stance.value for stance in row.stances)}"
    rival = next((other for other in others if unended_before(row, other)), None)
    if rival is None:
        return "stated"
    return f"open: {names.get(rival.subject_id, rival.subject_id)} is named from {time_words(rival.began)}"


def unended_before(row: Relation, other: Relation) -> bool:
    """Whether a term that is not said to have ended began before another's did, or at that time."""
    if row.over or row.ended.earliest or row.last_days or row.began.earliest is None or other.began.latest is None:
        return False
    return row.began.earliest <= other.began.latest


def overlap(one: Relation, other: Relation) -> bool:
    """Whether two terms whose beginnings and ends are told share days."""
    if not (one.began.latest and one.ended.earliest and other.began.latest and other.ended.earliest):
        return False
    return one.began.latest < other.ended.earliest and other.began.latest < one.ended.earliest


def by_day(row: Relation) -> tuple[tuple[bool, date, date], str]:
    """The order of ties: by their first day, undated ones last."""
    return by_time(row.time), row.relation_id


def by_time(time: TimeRange) -> tuple[bool, date, date]:
    """The order of times: by the first day, unknown ones last."""
    return time.earliest is None, time.earliest or date.max, time.latest or date.max


def offices(book: BookView, actor: Actor, own: Sequence[Relation], names: Mapping[str, str]) -> Section:
    """The offices that people held in a group; of a person also what it leads, founded or belongs to."""
    shelves = Shelves(claim=partial(book.row, Claim), actor=partial(book.row, Actor))
    held = sorted(held_offices(actor, own, shelves), key=lambda one: (by_time(one.term.time), one.title, one.holder_id))
    person = actor.kind is ActorKind.PERSON
    lines = [*of_groups(actor, own, names)] if person else []
    for one in held:
        other = (one.group_id or "") if person else one.holder_id
        lines.append(
            Line(
                cells=(one.title, names.get(other, other), *term_words(one.term)),
                claim_ids=one.claim_ids[:MOST_CITED],
                contested=("time",) if one.term.contested else (),
            )
        )
    side = "Group" if person else "Holder"
    return Section(heading="Offices", header=("Office", side, "From", "To"), lines=tuple(lines))


def of_groups(actor: Actor, own: Sequence[Relation], names: Mapping[str, str]) -> Iterator[Line]:
    """The groups that a person leads, founded or belongs to."""
    kinds = {RelationType.LEADS: "leads", RelationType.FOUNDED: "founded", RelationType.MEMBER_OF: "member of"}
    for row in sorted(
        (r for r in own if r.type in kinds and r.subject_id == actor.actor_id != r.object_id), key=by_day
    ):
        yield Line(
            cells=(kinds[row.type], names.get(row.object_id, row.object_id), *term_words(row)),
            claim_ids=row.claim_ids[:MOST_CITED],
            contested=row.contested,
        )


def strength_table(strengths: Sequence[Strength]) -> Section:
    """How many it was said to number, where, by whom, over time."""
    ordered = sorted(strengths, key=lambda s: (s.as_of.earliest or date.max, s.low or 0, s.strength_id))
    lines = tuple(
        Line(
            cells=(
                time_words(one.as_of),
                count_words(one.low, one.best, one.high).replace("\N{NO-BREAK SPACE}", " "),
                place_words(one.place, units=1) if one.place else "",
                one.attributed_to or "",
            ),
            claim_ids=one.claim_ids[:MOST_CITED],
        )
        for one in ordered
    )
    return Section(heading="Strength", header=("As of", "Number", "Where", "Who says so"), lines=lines)


def attacks(events: Sequence[Event]) -> Iterator[Section]:
    """The attacks laid to it by year, by type and by place."""
    by_year = tally(events, lambda event: str(event.time.earliest.year) if event.time.earliest else "undated")
    by_type = tally(events, lambda event: event.type.value.replace("_", " "))
    by_place = tally(events, area_of)
    most = sorted(by_place, key=lambda name: (-len(by_place[name]), name))[:MOST_PLACES]
    yield counts("Attacks by year", "Year", {year: by_year[year] for year in sorted(by_year)})
    yield counts("Attacks by type", "Type", {n: by_type[n] for n in sorted(by_type, key=lambda n: -len(by_type[n]))})
    yield counts("Areas of operation", "Area", {name: by_place[name] for name in most})


def area_of(event: Event) -> str:
    """The province and country of an event, as finely as its place allows."""
    if event.place is None:
        return "place not told"
    units = (event.place.admin1 or event.place.name, event.place.country)
    return ", ".join(dict.fromkeys(unit for unit in units if unit))


def tally(events: Sequence[Event], key: Callable[[Event], str]) -> dict[str, list[Event]]:
    """The events by a word that is told of each."""
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(key(event), []).append(event)
    return found


def counts(heading: str, what: str, groups: Mapping[str, Sequence[Event]]) -> Section:
    """Groups of events with how many there are, how many were killed, and claims of the first."""
    lines = tuple(
        Line(
            cells=(name, str(len(events)), killed_in(events)),
            claim_ids=tuple(event.claim_ids[0] for event in events[:MOST_CITED]),
            contested=("killed",) if any("killed" in event.contested for event in events) else (),
        )
        for name, events in groups.items()
    )
    return Section(heading=heading, header=(what, "Attacks", "Killed (sum of best figures)"), lines=lines)


def killed_in(events: Sequence[Event]) -> str:
    """The sum of best figures, and for how many events none is known."""
    if len(events) == 1:
        return estimate_words(events[0].killed).replace("\N{NO-BREAK SPACE}", " ")
    known = [n for event in events if event.killed and (n := event.killed.best or event.killed.low) is not None]
    silent = len(events) - len(known)
    return f"{sum(known):,}" + (f" ({silent} without a figure)" if silent else "")


def sides(actor: Actor, own: Sequence[Relation], names: Mapping[str, str]) -> Section:
    """Allies, rivals, pledges and support."""
    rows = sorted((r for r in own if r.type in TIED), key=lambda r: (r.type.value, by_day(r)))
    return Section(heading="Allies and rivals", header=("Tie", "When"), lines=tuple(tie_line(r, names) for r in rows))


def others(actor: Actor, own: Sequence[Relation], names: Mapping[str, str]) -> Section:
    """Members, and those who joined or went over."""
    kinds = (RelationType.MEMBER_OF, RelationType.JOINED, RelationType.DEFECTED_TO, RelationType.SUCCESSOR_OF)
    rows = [
        r for r in own if r.type in kinds and not (r.type is RelationType.MEMBER_OF and r.subject_id == actor.actor_id)
    ]
    lines = tuple(tie_line(r, names) for r in sorted(rows, key=lambda r: (r.type.value, by_day(r))))
    return Section(heading="Members and other ties", header=("Tie", "When"), lines=lines)


def tie_line(row: Relation, names: Mapping[str, str]) -> Line:
    """A tie in words with its days."""
    words = tie_words(row, *(names.get(end, end) for end in (row.subject_id, row.object_id)))
    return Line(
        cells=(hedged(words, row), tie_days(row)), claim_ids=row.claim_ids[:MOST_CITED], contested=row.contested
    )


def overview_of(
    actor: Actor, events: Sequence[Event], strengths: Sequence[Strength], own: Sequence[Relation]
) -> Iterator[Line]:
    """What an actor is, its names, and how much the book has of it."""
    yield Line(cells=("Kind", kind_over_time(actor)))
    if names := other_names(actor):
        yield Line(cells=("Other names", "; ".join(names)))
    if actor.identifiers:
        yield Line(cells=("Elsewhere", "; ".join(f"{one.scheme} {one.value}" for one in actor.identifiers)))
    began = [row for row in own if row.type is RelationType.FOUNDED and row.object_id == actor.actor_id]
    for row in sorted(began, key=by_day)[:MOST_CITED]:
        if row.time.earliest:
            yield Line(cells=("Formed", tie_days(row)), claim_ids=row.claim_ids[:MOST_CITED], contested=row.contested)
    for row in sorted((row for row in own if is_renaming(row)), key=by_day):
        words = f"from {row.subject_name} to {row.object_name}, {tie_days(row)}"
        yield Line(cells=("Renamed", words), claim_ids=row.claim_ids[:MOST_CITED], contested=row.contested)
    days = sorted(event.time.earliest for event in events if event.time.earliest)
    if events:
        span = f", {' to '.join(map(str, dict.fromkeys((days[0], days[-1]))))}" if days else ""
        yield Line(cells=("Attacks laid to it", f"{len(events)}{span}"))
    yield Line(cells=("Named by", counted(len(actor.claim_ids), "claim")))


def cited_in(book: BookView, lines: Iterable[Line]) -> tuple[tuple[Cited, ...], dict[str, int]]:
    """The sentences that lines rest on in the order of citing, and the number of each claim's sentence."""
    cited: dict[tuple[str, int, int], Cited] = {}
    numbers: dict[str, int] = {}
    for claim_id in dict.fromkeys(claim_id for line in lines for claim_id in line.claim_ids):
        claim = book.row(Claim, claim_id)
        if claim is None:
            continue
        where = (claim.document_id, claim.words.start, claim.words.end)
        if where not in cited:
            document = source_words(book.row(Document, claim.document_id), claim.document_id)
            cited[where] = Cited(number=len(cited) + 1, document=document, words=cut_words(claim.words.quote))
        numbers[claim_id] = cited[where].number
    return tuple(cited.values()), numbers


def source_words(document: Document | None, document_id: str) -> str:
    """A document by its title or path, its outlet and its day."""
    if document is None:
        return document_id
    day = document.published_on.isoformat() if document.published_on else "undated"
    return ", ".join(part for part in (document.title or document.path, document.source, day) if part)


def cut_words(text: str) -> str:
    """A sentence on one line, cut where it is longer than evidence needs."""
    words = text.split()
    return " ".join(words) if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS]) + " …"


def line_content(profile: Profile, line: Line) -> dict[str, object]:
    """A line for programs: its cells, the numbers of its sentences, what they disagree on."""
    numbers = sorted({profile.numbers[one] for one in line.claim_ids if one in profile.numbers})
    return {"cells": list(line.cells), "sentences": numbers, "contested": list(line.contested)}
