"""Actors: a list with filters, and a profile: names, leaders, lines of descent, ties, strengths, attacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourcebook.publish.profile import drawn, genealogy_of
from sourcebook.publish.profile.genealogy import gathered
from sourcebook.publish.profile.offices import Shelves
from sourcebook.publish.profile.over_time import kind_over_time
from sourcebook.publish.profile.sayings import hedged, is_renaming, side_words, tie_days
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Relation, Strength
from sourcebook.records.vocabulary import ActorKind, RelationType
from sourcebook.review.actor_judging import decisions_on, named_actor, seen_actors
from sourcebook.review.addresses import number
from sourcebook.review.desk import desk_of, is_blind
from sourcebook.review.drawings import Calendar, Point, Tick, calendar_of, number_scale
from sourcebook.review.history import told_decisions
from sourcebook.review.offices import ListedOffice, listed_offices
from sourcebook.review.rendering import page, reader_link
from sourcebook.store import Book
from sourcebook.store.actor_queries import (
    claims_naming,
    kinds_of_actors,
    named_actors,
    names_of,
    relations_of,
    strengths_of,
)
from sourcebook.store.event_queries import Page, claims_of, counts, events
from sourcebook.store.selections import Selection

DESCENT = frozenset(
    {
        RelationType.SPLIT_FROM,
        RelationType.MERGED_INTO,
        RelationType.FOUNDED,
        RelationType.RENAMED,
        RelationType.SUCCESSOR_OF,
        RelationType.PART_OF,
    }
)
SIZE = 100


def actors(request: Request) -> Response:
    """Actors, those that most claims name first."""
    given = request.query_params
    words, kind = given.get("words", "")[:100], given.get("kind", "")[:40]
    start = number(given.get("start", "")) or 0
    with desk_of(request).open() as book:
        listed = named_actors(book, words, kind, start=start, size=SIZE)
        kinds = kinds_of_actors(book)
    return page(request, "actors.html", listed=listed, kinds=kinds, words=words, kind=kind, start=start, size=SIZE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A tie told from the side of one actor: how, with whom, when, and the sentence that says it."""

    relation: Relation
    words: str
    days: str
    other_id: str
    other: str
    link: str

    @classmethod
    def of(cls, relation: Relation, actor_id: str, names: Mapping[str, str], link: str) -> Tie:
        """A tie from the side of an actor; of a new name the name that it took."""
        other = relation.object_id if relation.subject_id == actor_id else relation.subject_id
        taken = relation.object_name if is_renaming(relation) else None
        return cls(
            relation=relation,
            words=hedged(side_words(relation, actor_id), relation),
            days=tie_days(relation),
            other_id=other,
            other=taken or names.get(other, other),
            link=link,
        )


def actor(request: Request) -> Response:
    """The profile of one actor."""
    actor_id = request.path_params["actor_id"]
    with desk_of(request).open() as book:
        found = named_actor(book, actor_id)
        if found.actor_id != actor_id:
            return RedirectResponse(f"/actors/{found.actor_id}", status_code=303)
        ties = ties_of(book, actor_id)
        strengths = strengths_of(book, actor_id)
        selection = Selection(actor_id=actor_id)
        return page(
            request,
            "actor.html",
            actor=found,
            kind_told=kind_over_time(found),
            ties=[tie for tie in ties if tie.relation.type not in DESCENT | {RelationType.LEADS}],
            leaders=[tie for tie in ties if tie.relation.type is RelationType.LEADS],
            offices=offices_of(book, found, [tie.relation for tie in ties]),
            descent=[tie for tie in ties if tie.relation.type in DESCENT],
            bars=_bars([tie for tie in ties if tie.relation.type is RelationType.LEADS]),
            genealogy=genealogy_drawing(book, actor_id),
            strengths=strengths,
            chart=strength_chart(strengths),
            counts=counts(book, selection),
            events=events(book, selection, Page(order="latest", size=20)),
            claims=claims_naming(book, actor_id),
            actor_kinds=tuple(ActorKind),
            saw=seen_actors(found),
            history=[] if is_blind(request) else told_decisions(decisions_on(book, found), book),
            changed=request.query_params.get("changed") == "1",
        )


def offices_of(book: Book, actor: Actor, relations: Sequence[Relation]) -> list[ListedOffice]:
    """The offices that people held in a group, or those of a person."""
    shelves = Shelves(claim=partial(book.row, Claim), actor=partial(book.row, Actor))
    names = names_of(book, {end for row in relations for end in (row.subject_id, row.object_id)})
    return listed_offices(actor, relations, shelves, names, reader_link)


def genealogy_drawing(book: Book, actor_id: str) -> str | None:
    """The genealogy as SVG, none where no tie is told; its words are escaped where it is drawn."""
    ties = partial(relations_of, book)
    found, order, _ = gathered(actor_id, ties)
    if not found:
        return None
    ends = {end for row in found.values() for end in (row.subject_id, row.object_id)}
    return drawn(genealogy_of(actor_id, ties, names_of(book, {*ends, *order})))


def ties_of(book: Book, actor_id: str) -> list[Tie]:
    """The ties of an actor, in the order of time, each told from its side."""
    relations = relations_of(book, actor_id)
    names = names_of(book, {end for each in relations for end in (each.subject_id, each.object_id)})
    return [_tie(book, each, actor_id, names) for each in relations]


def _tie(book: Book, relation: Relation, actor_id: str, names: dict[str, str]) -> Tie:
    claim = next(iter(claims_of(book, relation.claim_ids[:1])), None)
    return Tie.of(relation, actor_id, names, reader_link(claim) if claim else "")


def _bars(ties: Sequence[Tie]) -> Calendar | None:
    return calendar_of([(f"{tie.words} {tie.other}", tie.relation.time) for tie in ties])


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthChart:
    """How many an actor was said to number, over time: a point for the best, a line from low to high."""

    points: tuple[tuple[Point, float, float, bool], ...]
    ticks: tuple[Tick, ...]
    days: tuple[Tick, ...]


def strength_chart(strengths: Sequence[Strength]) -> StrengthChart | None:
    """A chart where at least two dated strengths are known."""
    dated = [(each, each.as_of.earliest) for each in strengths if each.as_of.earliest]
    if len(dated) < 2:
        return None
    most = max(number for each, _ in dated for number in (each.low, each.best, each.high) if number is not None)
    height, across, ticks, days = number_scale(most, [when for _, when in dated])
    return StrengthChart(
        points=tuple(_spot(each, when, height, across) for each, when in dated), ticks=ticks, days=days
    )


def _spot(
    strength: Strength, when: date, height: Callable[[float], float], across: Callable[[date], float]
) -> tuple[Point, float, float, bool]:
    known = [number for number in (strength.low, strength.best, strength.high) if number is not None]
    number = strength.best if strength.best is not None else known[0]
    point = Point(
        x=round(across(when), 1), y=round(height(number), 1), number=number, day=when.isoformat(), document_id=""
    )
    return point, height(known[0]), height(known[-1]), strength.high is None
