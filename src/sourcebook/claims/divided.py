"""Counts of one verb that each have a place of their own are incidents of their own: "killed 213 in Nairobi and 11 in
Dar es Salaam"."""

from __future__ import annotations

from dataclasses import replace

from sourcebook.claims.acts import Act
from sourcebook.claims.places import compatible, fineness
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.tellings import Telling
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import Composition, FigureRule, MentionKind, PlacePrecision

TOWN = 3
"""A district at least: two counts in two countries may be of one campaign."""


def divided(telling: Telling) -> tuple[Telling, ...]:
    """A telling for each place, where all counts are of one harm and each has its own place; else the telling."""
    counts = [by_itself(spot) for spot in telling.figures if composition_of(spot) is not Composition.SUM]
    whole = len(counts) > 1 and all(composition_of(spot) is Composition.TOTAL for spot in counts)
    if not whole or telling.aggregate or len({spot.mention.figure.harm for spot in counts if spot.mention.figure}) > 1:
        return (telling,)
    placed = [(spot, place_after(telling.sentence, spot, counts)) for spot in counts]
    places = [place for _, place in placed if place is not None]
    if len(places) < len(counts) or not all_apart(places):
        return (telling,)
    first, *rest = [replace(telling, figures=(spot,), place=place) for spot, place in placed]
    return (first, *(replace(one, acts=counted_acts(one)) for one in rest))


def counted_acts(telling: Telling) -> tuple[Act, ...]:
    """The acts of a telling, the first of them told by its count: the verb is told of the first count already."""
    act, *rest = telling.acts
    return (replace(act, spot=telling.figures[0]), *rest)


def by_itself(spot: Spot) -> Spot:
    """A count that was added to another, as the total that it is at its own place."""
    figure = spot.mention.figure
    if figure is None or FigureRule.ADDEND not in figure.rules:
        return spot
    whole = replace(figure, composition=Composition.TOTAL)
    return replace(spot, mention=replace(spot.mention, figure=whole))


def composition_of(spot: Spot) -> Composition | None:
    """How a count stands to the others: a total, a part, their sum."""
    return spot.mention.figure.composition if spot.mention.figure is not None else None


def place_after(sentence: Sentence, spot: Spot, counts: list[Spot]) -> Spot | None:
    """The first place between a count and the next one."""
    end = min((other.first for other in counts if other.first > spot.first), default=len(sentence.tokens))
    return next((place for place in sentence.of(MentionKind.PLACE) if spot.last < place.first < end), None)


def all_apart(places: list[Spot]) -> bool:
    """Whether the places are as fine as a district, and no two of them can be one."""
    uses = [place.mention.place for place in places]
    return all(apart(one, other) for at, one in enumerate(uses) for other in uses[:at])


def apart(one: PlaceUse | None, other: PlaceUse | None) -> bool:
    """Whether two places of one sentence are two: two towns, however near, or two that lie too far from each other."""
    if one is None or other is None or min(fineness(one), fineness(other)) < TOWN:
        return False
    towns = one.precision is other.precision is PlacePrecision.LOCALITY
    return (towns and one.place_id != other.place_id) or not compatible(one, other)
