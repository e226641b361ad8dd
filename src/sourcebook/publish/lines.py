"""Records turned into lines of the plain export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sourcebook.publish import shapes, values
from sourcebook.records.claims import Citation, Claim, Party
from sourcebook.records.grading import grade_of
from sourcebook.records.knowledge import Actor, Alias, Estimate, Event, Origin, Relation, Strength
from sourcebook.records.links import Copy, Failure
from sourcebook.records.review import Decision
from sourcebook.records.text import Document, Mention
from sourcebook.records.values import Figure, PlaceUse, TimeRange, Words
from sourcebook.records.vocabulary import BlockKind, MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a line tells beyond its own record: groups of copies, where claims were counted, what sums contain."""

    origin_groups: Mapping[str, str]
    claim_events: Mapping[str, str]
    claim_origins: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, Sequence[Copy]] = field(default_factory=dict)
    contained: Mapping[str, Sequence[str]] = field(default_factory=dict)


def document_line(document: Document, around: Surroundings) -> shapes.DocumentLine:
    """A document, with its copies told from its own side."""
    name = document.document_id
    return shapes.DocumentLine(
        id=name,
        path=document.path,
        title=document.title,
        source=document.source,
        url=document.url,
        published=document.published_on,
        language=document.language,
        sha256=document.sha256,
        characters=len(document.text),
        text=document.text,
        copies=[_copy_seen_from(name, copy) for copy in around.copies.get(name, ())],
        origin_group=around.origin_groups.get(name, name),
        problems=list(document.problems),
        given_id=document.given_id,
        parent=document.parent_id,
        guessed=list(document.guessed),
        boilerplate=[
            values.Boilerplate(start=block.start, end=block.end, reason=block.reason)
            for block in document.blocks
            if block.kind is BlockKind.BOILERPLATE
        ],
    )


def _copy_seen_from(name: str, copy: Copy) -> values.DocumentCopy:
    if copy.left == name:
        other, spans = copy.right, [(s.left_start, s.left_end, s.right_start, s.right_end) for s in copy.spans]
    else:
        other, spans = copy.left, [(s.right_start, s.right_end, s.left_start, s.left_end) for s in copy.spans]
    return values.DocumentCopy(
        document=other,
        kind=copy.kind,
        containment=copy.containment,
        spans=[values.CopySpan(start=a, end=b, other_start=c, other_end=d) for a, b, c, d in spans],
    )


def mention_line(mention: Mention) -> shapes.MentionLine:
    """A mention, with the value that its words were read as."""
    return shapes.MentionLine(
        id=mention.mention_id,
        document=mention.document_id,
        kind=mention.kind,
        start=mention.words.start,
        end=mention.words.end,
        quote=mention.words.quote,
        value=_value(mention),
        generated_by=mention.generated_by,
        confidence=mention.confidence,
    )


MentionValue = values.PlaceValue | values.Time | values.FigureValue | values.ActorValue | values.TypeValue | None


def _value(mention: Mention) -> MentionValue:
    match mention.kind:
        case MentionKind.PLACE:
            return place_value(mention.place)
        case MentionKind.TIME:
            return time_value(mention.time) if mention.time else None
        case MentionKind.FIGURE:
            return figure_value(mention.figure) if mention.figure else None
        case MentionKind.ACTOR:
            return values.ActorValue(actor=mention.actor_id, name=mention.name, kind=mention.actor_kind)
        case _:
            return values.TypeValue(type=mention.name) if mention.name else None


def place_value(place: PlaceUse | None) -> values.PlaceValue | None:
    """A place as the export tells it."""
    if place is None:
        return None
    return values.PlaceValue(
        id=place.place_id,
        name=place.name,
        country=place.country,
        admin1=place.admin1,
        admin2=place.admin2,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        radius_km=place.radius_km,
    )


def time_value(time: TimeRange) -> values.Time:
    """A time as the export tells it."""
    return values.Time(earliest=time.earliest, latest=time.latest, precision=time.precision, basis=time.basis)


def figure_value(figure: Figure) -> values.FigureValue:
    """A figure with the words that state it."""
    return values.FigureValue(
        harm=figure.harm,
        population=figure.population,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        qualifier=figure.qualifier,
        includes_perpetrators=figure.includes_perpetrators,
        cumulative=figure.cumulative,
        composition=figure.composition.value,
        superseded=figure.superseded,
        rules=list(figure.rules),
        start=figure.words.start,
        end=figure.words.end,
        quote=figure.words.quote,
    )


def claim_line(claim: Claim, around: Surroundings) -> shapes.ClaimLine:
    """A claim, with the event and the origin that it counts under."""
    group = around.origin_groups.get(claim.document_id, claim.document_id)
    return shapes.ClaimLine(
        id=claim.claim_id,
        document=claim.document_id,
        kind=claim.kind,
        start=claim.words.start,
        end=claim.words.end,
        quote=claim.words.quote,
        type=str(claim.type),
        realis=claim.realis,
        aggregate=claim.aggregate,
        attributed_to=claim.attributed_to,
        time=_claim_time(claim),
        place=_claim_place(claim),
        parties=[_party(party) for party in claim.parties],
        weapons=[
            values.WeaponValue(
                type=weapon.type, start=weapon.words.start, end=weapon.words.end, quote=weapon.words.quote
            )
            for weapon in claim.weapons
        ],
        figures=[figure_value(figure) for figure in claim.figures],
        event=around.claim_events.get(claim.claim_id),
        origin=around.claim_origins.get(claim.claim_id, group),
        generated_by=claim.generated_by,
        confidence=claim.confidence,
        cited=_citation(claim.cited),
        also=[_further(words) for words in claim.also],
        phase=claim.phase,
        office=_further(claim.office) if claim.office else None,
        contains=list(around.contained.get(claim.claim_id, ())),
    )


def _further(words: Words) -> values.WordsValue:
    return values.WordsValue(start=words.start, end=words.end, quote=words.quote)


def _anchor(words: Words | None) -> tuple[int | None, int | None, str | None]:
    return (words.start, words.end, words.quote) if words else (None, None, None)


def _claim_time(claim: Claim) -> values.ClaimTime:
    start, end, quote = _anchor(claim.time_words)
    return values.ClaimTime(
        earliest=claim.time.earliest,
        latest=claim.time.latest,
        precision=claim.time.precision,
        basis=claim.time.basis,
        start=start,
        end=end,
        quote=quote,
    )


def _claim_place(claim: Claim) -> values.ClaimPlace | None:
    place = claim.place
    if place is None:
        return None
    start, end, quote = _anchor(claim.place_words)
    return values.ClaimPlace(
        id=place.place_id,
        name=place.name,
        country=place.country,
        admin1=place.admin1,
        admin2=place.admin2,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        radius_km=place.radius_km,
        start=start,
        end=end,
        quote=quote,
    )


def _party(party: Party) -> values.PartyValue:
    start, end, quote = _anchor(party.words)
    return values.PartyValue(
        role=party.role,
        name=party.name,
        actor=party.actor_id,
        stance=party.stance,
        category=party.category,
        start=start,
        end=end,
        quote=quote,
    )


def _citation(cited: Citation | None) -> values.CitationValue | None:
    if cited is None:
        return None
    words = cited.words
    return values.CitationValue(
        outlet=cited.outlet, published=cited.published_on, start=words.start, end=words.end, quote=words.quote
    )


def event_line(event: Event) -> shapes.EventLine:
    """An event as all claims about it tell it."""
    graded = grade_of(event)
    return shapes.EventLine(
        id=event.event_id,
        type=event.type,
        realis=event.realis,
        time=time_value(event.time),
        place=place_value(event.place),
        perpetrators=[
            values.PerpetratorValue(actor=p.actor_id, name=p.name, stances=list(p.stances), claims=list(p.claim_ids))
            for p in event.perpetrators
        ],
        targets=[
            values.TargetValue(name=target.name, category=target.category, claims=list(target.claim_ids))
            for target in event.targets
        ],
        weapons=list(event.weapons),
        killed=_estimate(event.killed),
        injured=_estimate(event.injured),
        missing=_estimate(event.missing),
        kidnapped=_estimate(event.kidnapped),
        arrested=_estimate(event.arrested),
        documents=list(event.document_ids),
        origins=len(event.origins),
        claims=list(event.claim_ids),
        toll_series=[
            values.TollValue(published=t.published_on, document=t.document_id, killed=t.killed, injured=t.injured)
            for t in event.toll_series
        ],
        contested=list(event.contested),
        review=event.review,
        confidence=event.confidence,
        aggregate=event.aggregate,
        origin_list=_origins(event.origins),
        reasons=list(event.reasons),
        grade=graded.grade,
        grade_reason=graded.reason,
    )


def _origins(origins: Sequence[Origin]) -> list[values.OriginValue]:
    return [
        values.OriginValue(id=origin.origin_id, name=origin.name, claims=list(origin.claim_ids)) for origin in origins
    ]


def _estimate(estimate: Estimate | None) -> values.EstimateValue | None:
    if estimate is None:
        return None
    return values.EstimateValue(
        low=estimate.low,
        best=estimate.best,
        high=estimate.high,
        rule=estimate.rule,
        perpetrators_included=estimate.perpetrators_included,
        by_population=[
            values.PopulationValue(population=part.population, low=part.low, best=part.best, high=part.high)
            for part in estimate.by_population
        ],
        claims=list(estimate.claim_ids),
    )


def _alias(alias: Alias) -> values.AliasValue:
    return values.AliasValue(
        name=alias.name,
        language=alias.language,
        valid_from=alias.valid_from,
        valid_to=alias.valid_to,
        claims=list(alias.claim_ids),
    )


def actor_line(actor: Actor) -> shapes.ActorLine:
    """An actor with its other names."""
    return shapes.ActorLine(
        id=actor.actor_id,
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        aliases=[_alias(alias) for alias in actor.aliases],
        identifiers={identifier.scheme: identifier.value for identifier in actor.identifiers},
        claims=list(actor.claim_ids),
    )


def relation_line(relation: Relation) -> shapes.RelationLine:
    """A tie between two actors."""
    return shapes.RelationLine(
        id=relation.relation_id,
        type=relation.type,
        subject=relation.subject_id,
        object=relation.object_id,
        time=time_value(relation.time),
        claims=list(relation.claim_ids),
        documents=list(relation.document_ids),
        origins=len(relation.origins),
        contested=list(relation.contested),
        review=relation.review,
        began=time_value(relation.began),
        ended=time_value(relation.ended),
        stances=list(relation.stances),
        over=relation.over,
        days=[time_value(time) for time in relation.days],
        last_days=[time_value(time) for time in relation.last_days],
        subject_name=relation.subject_name,
        object_name=relation.object_name,
    )


def strength_line(strength: Strength) -> shapes.StrengthLine:
    """How many an actor was said to number."""
    return shapes.StrengthLine(
        id=strength.strength_id,
        actor=strength.actor_id,
        low=strength.low,
        best=strength.best,
        high=strength.high,
        as_of=time_value(strength.as_of),
        place=place_value(strength.place),
        attributed_to=strength.attributed_to,
        claims=list(strength.claim_ids),
    )


def decision_line(decision: Decision) -> shapes.DecisionLine:
    """A judgement as it was recorded."""
    return shapes.DecisionLine(
        id=decision.decision_id,
        subject=list(decision.subject_ids),
        field=decision.field,
        verdict=decision.verdict,
        value=decision.value,
        reason=decision.reason,
        decided_by=decision.decided_by,
        decided_at=decision.decided_at,
        supersedes=decision.supersedes,
        saw=decision.saw,
    )


def failure_line(failure: Failure) -> shapes.FailureLine:
    """An input that could not be handled."""
    return shapes.FailureLine(
        id=f"{failure.stage}:{failure.record_id}",
        stage=failure.stage,
        record=failure.record_id,
        error=failure.error,
        message=failure.message,
    )
