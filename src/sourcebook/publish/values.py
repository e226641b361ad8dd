"""The objects inside the lines of the plain export: times, places, figures, parties, estimates.

Offsets are Unicode code points into the document's text, start included, end excluded. Days are ISO 8601.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from sourcebook.records.vocabulary import (
    ActorKind,
    CopyKind,
    FigureRule,
    Harm,
    PlacePrecision,
    Population,
    Qualifier,
    Role,
    Stance,
    TimeBasis,
    TimePrecision,
)


def says(text: str) -> Meta:
    """The meaning of a key, in words."""
    return Meta(description=text)


Start = Annotated[int, says("first character, counted from 0")]
End = Annotated[int, says("the character after the last")]
Quote = Annotated[str, says("the words themselves: text[start:end] of the document")]
Confidence = Annotated[float | None, says("0 to 1 as the reader gave it; null where it gives none")]
ClaimIds = Annotated[list[str], says("ids of the claims this rests on")]
GeneratedBy = Annotated[str, says("the reader that found it, `name@version`")]


class Shape(Struct):
    """A JSON object of the export."""


class CopySpan(Shape):
    """The same words in this document and in the other."""

    start: Start
    end: End
    other_start: Annotated[int, says("where the words start in the other document")]
    other_end: Annotated[int, says("where they end there")]


class DocumentCopy(Shape):
    """Another document that shares passages with this one."""

    document: Annotated[str, says("the other document's id")]
    kind: CopyKind
    containment: Annotated[float, says("share of the shorter document that stands in the longer, 0 to 1")]
    spans: Annotated[list[CopySpan], says("the shared passages")]


class Boilerplate(Shape):
    """A stretch of text from which no claim is read: menus, notices, lists of related articles."""

    start: Start
    end: End
    reason: Annotated[str, says("why it is taken for boilerplate")]


class PlaceValue(Shape):
    """A place that words were resolved to. Coordinates are WGS 84 degrees."""

    id: Annotated[str | None, says("the gazetteer's id")]
    name: str
    country: Annotated[str | None, says("ISO 3166-1 alpha-2")]
    admin1: Annotated[str | None, says("first-order unit: province, state, governorate")]
    admin2: Annotated[str | None, says("second-order unit: district, county")]
    latitude: float | None
    longitude: float | None
    precision: Annotated[PlacePrecision, says("how precise the words are, not what the gazetteer knows")]
    radius_km: Annotated[float | None, says("how far from the point it may lie, where the words move or blur it")]


class Time(Shape):
    """The days between which something happened, both included; both null where nothing is known."""

    earliest: date | None
    latest: date | None
    precision: TimePrecision
    basis: Annotated[TimeBasis, says("where the date comes from")]


class ClaimTime(Shape):
    """A claim's time with the words that say it; no words where it was carried over from the context."""

    earliest: date | None
    latest: date | None
    precision: TimePrecision
    basis: Annotated[TimeBasis, says("where the date comes from")]
    start: int | None
    end: int | None
    quote: str | None


class ClaimPlace(Shape):
    """A claim's place with the words that say it; no words where it was carried over from the context."""

    id: Annotated[str | None, says("the gazetteer's id")]
    name: str
    country: Annotated[str | None, says("ISO 3166-1 alpha-2")]
    admin1: str | None
    admin2: str | None
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision
    radius_km: Annotated[float | None, says("how far from the point it may lie, where the words move or blur it")]
    start: int | None
    end: int | None
    quote: str | None


class FigureValue(Shape):
    """A count of people, as stated. "At least 12" has no `high`; "up to 12" no `low`."""

    harm: Harm
    population: Population
    low: Annotated[int | None, says("the number printed, where it is a lower bound or exact")]
    best: int | None
    high: Annotated[int | None, says("null where the words give no upper bound")]
    qualifier: Qualifier
    includes_perpetrators: Annotated[bool | None, says("null where the words do not tell")]
    cumulative: Annotated[bool, says("true where it sums up a period or several incidents")]
    composition: Annotated[str, says("`total`, `part` of a total, or `sum` that was added up from parts")]
    superseded: Annotated[bool, says("true where the text itself gives a newer figure")]
    rules: Annotated[list[FigureRule], says("why it is read so: the number, the harm, its place in the toll")]
    start: Start
    end: End
    quote: Quote


class ActorValue(Shape):
    """The actor that words name."""

    actor: Annotated[str | None, says("the actor's id")]
    name: str | None
    kind: ActorKind | None


class TypeValue(Shape):
    """The weapon type, or the event type, that words name."""

    type: str


class PartyValue(Shape):
    """An actor in a role, as one claim names it."""

    role: Role
    name: str
    actor: Annotated[str | None, says("the actor's id")]
    stance: Annotated[Stance, says("how firmly the source ties the actor to the act")]
    category: Annotated[str | None, says("for targets: the GTD target type in lower case")]
    start: int | None
    end: int | None
    quote: str | None


class WeaponValue(Shape):
    """A weapon with the words that name it."""

    type: str
    start: Start
    end: End
    quote: Quote


class CitationValue(Shape):
    """An inline source citation such as "(Dawn, December 12, 2017)"."""

    outlet: str
    published: date | None
    start: Start
    end: End
    quote: Quote


class WordsValue(Shape):
    """Further words of the same document on the same matter."""

    start: Start
    end: End
    quote: Quote


class PopulationValue(Shape):
    """The part of an estimate that counts one population."""

    population: Population
    low: int | None
    best: int | None
    high: int | None


class EstimateValue(Shape):
    """A figure for the event as a whole, and the named rule that chose it among what the claims say."""

    low: int | None
    best: int | None
    high: int | None
    rule: Annotated[str, says("the rule that chose it")]
    perpetrators_included: Annotated[bool, says("true where the attackers' own dead are counted in it")]
    by_population: list[PopulationValue]
    claims: ClaimIds


class PerpetratorValue(Shape):
    """Who is said to have done it, with every stance that a source takes."""

    actor: str | None
    name: str
    stances: list[Stance]
    claims: ClaimIds


class TargetValue(Shape):
    """Whom or what it was aimed at."""

    name: str
    category: Annotated[str | None, says("the GTD target type in lower case")]
    claims: ClaimIds


class TollValue(Shape):
    """The toll as one document gave it, at its publication."""

    published: date | None
    document: str
    killed: int | None
    injured: int | None


class OriginValue(Shape):
    """One independent origin: claims that repeat each other, or one source, count once."""

    id: str
    name: str
    claims: ClaimIds


class AliasValue(Shape, rename={"valid_from": "from", "valid_to": "to"}):
    """Another name of an actor; `from` and `to` are the days between which it was used, where known."""

    name: str
    language: str | None
    valid_from: str | None
    valid_to: str | None
    claims: ClaimIds
