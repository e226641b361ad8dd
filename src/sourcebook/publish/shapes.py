"""The lines of the plain export, one shape per file: what each key means, once, for writer, JSON Schemas and codebook.

Every key is always present; null stands where a thing is unknown, an empty list where there is none.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from msgspec import Meta

from sourcebook.publish.values import (
    AliasValue,
    Boilerplate,
    CitationValue,
    ClaimIds,
    ClaimPlace,
    ClaimTime,
    Confidence,
    DocumentCopy,
    End,
    EstimateValue,
    FigureValue,
    GeneratedBy,
    OriginValue,
    PartyValue,
    PerpetratorValue,
    PlaceValue,
    Quote,
    Shape,
    Start,
    TargetValue,
    Time,
    TollValue,
    WeaponValue,
    WordsValue,
    says,
)
from sourcebook.records.vocabulary import (
    ActorKind,
    ClaimKind,
    EventType,
    Grade,
    MentionKind,
    Realis,
    RelationType,
    ReviewState,
    Stance,
    TiePhase,
    Verdict,
)

FORMAT_VERSION = "1"

MENTION_VALUES = ("PlaceValue", "Time", "FigureValue", "ActorValue", "TypeValue")
"""The shapes that a mention's value can have."""


class DocumentLine(Shape):
    """One version of one report, as retrieved."""

    id: str
    path: Annotated[str, says("where it was found; `#` and a row's id for a row of a file, an attachment's name")]
    title: str | None
    source: Annotated[str | None, says("the outlet that published it")]
    url: str | None
    published: Annotated[date | None, says("day of publication; never silently an event's date")]
    language: Annotated[str | None, says("ISO 639-1")]
    sha256: Annotated[str, says("of the document's original bytes")]
    characters: Annotated[int, says("length of `text` in code points")]
    text: Annotated[str, says("canonical text: all visible blocks, in order")]
    copies: list[DocumentCopy]
    origin_group: Annotated[str, says("documents of one group are one source; a document alone has its own group")]
    problems: Annotated[list[str], says("sentences about what could not be read")]
    given_id: Annotated[str | None, says("the id that the input gave it")]
    parent: Annotated[str | None, says("the document that it was attached to")]
    guessed: Annotated[list[str], says("fields that no metadata stated")]
    boilerplate: list[Boilerplate]


class MentionLine(Shape):
    """A place, time, figure, actor, weapon or act that was read, used in a claim or not."""

    id: str
    document: str
    kind: MentionKind
    start: Start
    end: End
    quote: Quote
    value: Annotated[
        Any,  # one of `MENTION_VALUES` by kind; msgspec checks no union of untagged objects
        Meta(
            description="what the words were read as, by `kind`; null for a place that is not in the gazetteer",
            extra_json_schema={"anyOf": [*({"$ref": f"#/$defs/{name}"} for name in MENTION_VALUES), {"type": "null"}]},
        ),
    ]
    generated_by: GeneratedBy
    confidence: Confidence


class ClaimLine(Shape):
    """One statement that one document makes, with the words that make it."""

    id: str
    document: str
    kind: ClaimKind
    start: Start
    end: End
    quote: Quote
    type: Annotated[str, says("an event type, a relation type, `strength`, `alias` or `office`, by `kind`")]
    realis: Realis
    aggregate: Annotated[bool, says("true where it sums several incidents")]
    attributed_to: Annotated[str | None, says("who says so, in the text's words; null = the document itself")]
    time: ClaimTime
    place: ClaimPlace | None
    parties: list[PartyValue]
    weapons: list[WeaponValue]
    figures: list[FigureValue]
    event: Annotated[str | None, says("the event that it is counted under")]
    origin: Annotated[str, says("the origin under which it counts: claims of one origin count once")]
    generated_by: GeneratedBy
    confidence: Confidence
    cited: Annotated[CitationValue | None, says("the source that the text itself cites for it")]
    also: Annotated[list[WordsValue], says("further sentences of the document about the same incident")]
    phase: Annotated[TiePhase | None, says("of a relation: whether it begins, holds, ends or lasts at `time`")]
    office: Annotated[WordsValue | None, says("of a relation: the words for what a person is in a group")]
    contains: Annotated[list[str], says("of a claim that sums incidents: the events that it counts, never added to it")]


class EventLine(Shape):
    """One incident, as all claims about it tell it."""

    id: str
    type: EventType
    realis: Realis
    time: Time
    place: PlaceValue | None
    perpetrators: list[PerpetratorValue]
    targets: list[TargetValue]
    weapons: Annotated[list[str], says("weapon types")]
    killed: EstimateValue | None
    injured: EstimateValue | None
    missing: EstimateValue | None
    kidnapped: EstimateValue | None
    arrested: EstimateValue | None
    documents: Annotated[list[str], says("ids of the documents that report it")]
    origins: Annotated[int, says("how many independent origins report it")]
    claims: ClaimIds
    toll_series: Annotated[list[TollValue], says("the toll as it was reported, in time order")]
    contested: Annotated[list[str], says("fields on which origins disagree")]
    review: ReviewState
    confidence: Confidence
    aggregate: Annotated[bool, says("true where it sums several incidents")]
    origin_list: Annotated[list[OriginValue], says("the origins, with the claims that each accounts for")]
    reasons: Annotated[list[str], says("why the claims were joined, in words")]
    grade: Annotated[Grade, says("how well it is attested: by origins and stances, not by the number of documents")]
    grade_reason: Annotated[str, says("what the grade rests on, in words")]


class ActorLine(Shape):
    """A group, force, organisation, population or person that claims name."""

    id: str
    name: str
    kind: ActorKind
    country: Annotated[str | None, says("ISO 3166-1 alpha-2")]
    aliases: list[AliasValue]
    identifiers: Annotated[dict[str, str], says("ids in other registries, by scheme: `ucdp`, `un`, `wikidata`")]
    claims: ClaimIds


class RelationLine(Shape):
    """A dated tie between two actors. `leads` runs from the person to the group."""

    id: str
    type: RelationType
    subject: Annotated[str, says("actor id")]
    object: Annotated[str, says("actor id")]
    time: Time
    claims: ClaimIds
    documents: list[str]
    origins: Annotated[int, says("how many independent origins tell it")]
    contested: list[str]
    review: ReviewState
    began: Time
    ended: Time
    stances: Annotated[list[Stance], says("how firmly sources tell it")]
    over: Annotated[bool, says("whether a source says that it ended, with or without a day")]
    days: Annotated[list[Time], says("where origins disagree: the days that they give it, or its beginning")]
    last_days: Annotated[list[Time], says("where origins disagree: the days that they give its end")]
    subject_name: Annotated[str | None, says("the older name as told, where an actor took another name itself")]
    object_name: Annotated[str | None, says("the newer name as told, where an actor took another")]


class StrengthLine(Shape):
    """How many an actor was said to number, when, where, and by whom."""

    id: str
    actor: str
    low: int | None
    best: int | None
    high: int | None
    as_of: Time
    place: PlaceValue | None
    attributed_to: str | None
    claims: ClaimIds


class DecisionLine(Shape):
    """A judgement that a person made."""

    id: str
    subject: Annotated[list[str], says("ids of the claims it is about; of actors or documents where `field` says so")]
    field: str | None
    verdict: Verdict
    value: Annotated[str | None, says("JSON text, for `edit`")]
    reason: str
    decided_by: str
    decided_at: Annotated[str, says("ISO instant, UTC")]
    supersedes: Annotated[str | None, says("the decision that this one takes back or replaces")]
    saw: Annotated[str, says("digest of what was on the screen")]


class FailureLine(Shape):
    """An input that a step could not handle: kept, counted, shown."""

    id: Annotated[str, says("the step, a colon, and the input")]
    stage: str
    record: Annotated[str, says("id of the input")]
    error: Annotated[str, says("the kind of error")]
    message: str


class FileEntry(Shape):
    """One file of the export."""

    lines: int
    sha256: str


class Manifest(Shape):
    """What the folder holds: the format's version, and each file with its count and SHA-256."""

    format: str
    format_version: str
    counts: Annotated[dict[str, int], says("lines by name of the table")]
    files: dict[str, FileEntry]
    attribution: Annotated[list[str], says("owners and licences of the lists of places that the book was told by")]


TABLES: dict[str, type[Shape]] = {
    "documents": DocumentLine,
    "mentions": MentionLine,
    "claims": ClaimLine,
    "events": EventLine,
    "actors": ActorLine,
    "relations": RelationLine,
    "strengths": StrengthLine,
    "decisions": DecisionLine,
    "failures": FailureLine,
}
"""Each table's name, which is also its file's, and the shape of its lines."""
