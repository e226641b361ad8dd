"""From a cluster of linked claims to the events that they tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sourcebook.reconcile.blocking import joins_events
from sourcebook.reconcile.contests import contested_fields
from sourcebook.reconcile.dates import event_time
from sourcebook.reconcile.edits import edited, review_of, rules_chosen, without_rejected
from sourcebook.reconcile.estimates import Reckoning, reckoned, toll_series
from sourcebook.reconcile.options import Options
from sourcebook.reconcile.origins import Voices, origins_of
from sourcebook.reconcile.parties import STRENGTH_OF_REALIS, perpetrators_of, realis_of, targets_of, type_of, weapons_of
from sourcebook.reconcile.places import event_place
from sourcebook.reconcile.splitting import Part, parts_of
from sourcebook.reconcile.tolls import settled_figures
from sourcebook.reconcile.written import time_by_recalls
from sourcebook.records.claims import Claim
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Event
from sourcebook.records.links import Evidence
from sourcebook.records.values import PlaceUse, TimeRange
from sourcebook.records.vocabulary import ClaimKind, EventType, Harm, PlacePrecision, Realis, TimePrecision

COUNTED = (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.KIDNAPPED, Harm.ARRESTED)
MOST_REASONS = 24
NEWS_DAYS = 45
"""A report of an event appears so soon after it."""
LOOKING_BACK = frozenset({TimePrecision.MONTH, TimePrecision.SEASON, TimePrecision.YEAR, TimePrecision.LONGER})


def tells_event(claim: Claim) -> bool:
    """Whether a claim alone is enough for an event: one incident that was, was tried, or was foiled."""
    return claim.kind is ClaimKind.EVENT and not claim.aggregate and claim.realis in STRENGTH_OF_REALIS


def attacks_in(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims that say when, where, who and what it was: not those of arrests for it, where there was an attack."""
    attacks = [claim for claim in claims if claim.type != EventType.ARREST]
    return attacks if any(map(tells_event, attacks)) else claims


def reports_in(evidence: Sequence[Evidence]) -> Sequence[Claim]:
    """The claims by which documents report the event: not those that look back on it, where there are others.

    Whoever gives the month and no day looks back too, where there are reports of those days. A court, an inquiry or a
    study that found how many died or were hurt reports it, however late.
    """
    found = {one.claim_id for one in evidence if settles(one)}
    told = [one for one in evidence if one.claim.realis is not Realis.BACKGROUND or one.claim_id in found]
    told = told or list(evidence)
    if any(is_news(one) for one in told):
        told = [one for one in told if one.claim.time.precision not in LOOKING_BACK or one.claim_id in found]
    return [one.claim for one in told]


def settles(evidence: Evidence) -> bool:
    """Whether a claim gives a count that a court, an inquiry or a study found later."""
    return any(settled_figures(evidence, harm) for harm in COUNTED)


def is_news(evidence: Evidence) -> bool:
    """Whether a report appeared in the weeks after the day that it tells of."""
    last, published = evidence.claim.time.latest, evidence.published_on
    if last is None or published is None or evidence.claim.time.precision in LOOKING_BACK:
        return False
    return (published - last).days <= NEWS_DAYS


def counting(evidence: Sequence[Evidence], reports: Sequence[Claim], harm: Harm) -> Sequence[Evidence]:
    """What the toll rests on: what the reports count, where they count at all; else also whoever looks back."""
    told = {claim.document_id for claim in reports}
    own = [one for one in evidence if one.claim.document_id in told]
    return own if any(figure.harm is harm for one in own for figure in one.claim.figures) else evidence


def first_hand(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims that do not look back, where there are any: what kind of act it was, its own reports say."""
    return [claim for claim in claims if claim.realis is not Realis.BACKGROUND] or claims


def claims_by_origin(claims: Iterable[Claim], origins: Mapping[str, str]) -> dict[str, list[Claim]]:
    """The claims of each origin."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(origins[claim.claim_id], []).append(claim)
    return found


def confidence_in(voices: Voices, time: TimeRange, place: PlaceUse | None, contested: Sequence[str]) -> float:
    """A simple score: 0.4 for one origin, 0.6 for two, 0.7 for three or more; a tenth each for a day and for a place
    below a region; a twentieth off for each contested field. The number of documents does not count."""
    score = (0.4, 0.6, 0.7)[min(len(voices.origins), 3) - 1]
    wide = (PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN)
    score += 0.1 * (time.precision is TimePrecision.DAY) + 0.1 * (place is not None and place.precision not in wide)
    return round(max(0.1, score - 0.05 * len(contested)), 2)


def time_of(
    by_origin: Mapping[str, Sequence[Claim]], evidence: Sequence[Evidence], options: Options
) -> tuple[TimeRange, tuple[str, ...]]:
    """When it was by what its claims say; where none gives a day, by what its reports recall, with the reasons."""
    time = event_time(by_origin)
    return (time, ()) if time.earliest is not None else time_by_recalls(evidence, options.link_threshold)


def told(part: Part, options: Options) -> Event:
    """The event that the claims of one part tell."""
    evidence = without_rejected(part.evidence)
    claims = [one.claim for one in evidence]
    every_voice = origins_of(evidence)
    origins = every_voice.by_claim()
    reports = reports_in(evidence)
    voices = every_voice.heard_in(reports)
    acts = attacks_in(claims)
    by_origin = claims_by_origin(acts, origins)
    time, dated = time_of(by_origin, evidence, options)
    place = event_place(by_origin)
    perpetrators = perpetrators_of(acts, origins)
    chosen = rules_chosen(evidence)
    by_rule = {harm: replace(options, figure_rule=chosen.get(harm.value, options.figure_rule)) for harm in COUNTED}
    figures: dict[str, Reckoning] = {
        harm.value: reckoned(counting(evidence, reports, harm), origins, harm, time.latest, by_rule[harm])
        for harm in COUNTED
    }
    contested = contested_fields(by_origin, perpetrators, origins, figures)
    event = Event(
        event_id=content_id("e", part.evidence[0].claim_id),
        type=type_of(first_hand(acts), origins),
        realis=realis_of(acts),
        time=time,
        place=place,
        perpetrators=perpetrators,
        targets=targets_of(acts, origins),
        weapons=weapons_of(acts),
        **{name: reckoning.estimate for name, reckoning in figures.items()},
        aggregate=False,
        document_ids=tuple(sorted({claim.document_id for claim in reports})),
        origins=voices.origins,
        claim_ids=tuple(claim.claim_id for claim in claims),
        toll_series=toll_series(evidence),
        contested=contested,
        reasons=(*dated, *part.reasons, *voices.reasons)[:MOST_REASONS],
        review=review_of(evidence),
        confidence=confidence_in(voices, time, place, contested),
    )
    return edited(event, evidence)


def event_teller(options: Options) -> Callable[[Sequence[Evidence]], Iterable[Event]]:
    """The events that a cluster of linked claims tells: one for each part that does not contradict itself."""

    def tell(evidence: Sequence[Evidence]) -> Iterator[Event]:
        joinable = [one for one in evidence if joins_events(one.claim)]
        for part in parts_of(joinable, options):
            if any(tells_event(one.claim) for one in without_rejected(part.evidence)):
                yield told(part, options)

    return tell
