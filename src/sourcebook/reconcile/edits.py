"""What people decided about an event as a whole: accepted, rejected, or a field set by hand.

A decision names the claims that the person saw. It speaks for an event whose claims it all names; an edit also for an
event that has since gained claims, so that new reports never undo a person's work.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sourcebook.reconcile.estimates import edited_bounds
from sourcebook.reconcile.judgements import standing
from sourcebook.reconcile.wording import known_type
from sourcebook.records.knowledge import Estimate, Event, Perpetrator, Target
from sourcebook.records.links import Evidence
from sourcebook.records.review import Decision
from sourcebook.records.values import UNKNOWN_TIME, PlaceUse, TimeRange, days_between
from sourcebook.records.vocabulary import Harm, PlacePrecision, Realis, ReviewState, Stance, TimeBasis, Verdict

BY_HAND = "person"
"""The rule of a figure that a person set."""


def days_given(value: Any) -> TimeRange:
    """The days that a person gave: {"earliest": "2016-09-16", "latest": "2016-09-16"}; null for unknown."""
    if value is None or not value.get("earliest"):
        return UNKNOWN_TIME
    first = date.fromisoformat(value["earliest"])
    return days_between(first, date.fromisoformat(value.get("latest") or value["earliest"]), TimeBasis.STATED)


def edited_time(event: Event, value: Any) -> Event:
    """The event with the days that a person gave."""
    return replace(event, time=days_given(value))


def edited_time_range(decisions: Sequence[Decision]) -> TimeRange | None:
    """The time that a person last set, if any did."""
    edits = [d.value for d in decisions if d.verdict is Verdict.EDIT and d.field == "time" and d.value is not None]
    return days_given(json.loads(edits[-1])) if edits else None


def edited_place(event: Event, value: Any) -> Event:
    """The event with the place that a person gave; what the person left out stays unknown."""
    known = {name: value.get(name) for name in ("country", "admin1", "admin2", "latitude", "longitude")}
    place_id = value.get("place_id") or value.get("id")
    precision = PlacePrecision(value.get("precision") or PlacePrecision.LOCALITY)
    return replace(event, place=PlaceUse(place_id=place_id, name=value["name"], precision=precision, **known))


def with_figure(event: Event, harm: Harm, estimate: Estimate | None) -> Event:
    """The event with one of its figures replaced."""
    change: dict[str, Any] = {harm.value: estimate}
    return replace(event, **change)


def edited_figure(harm: Harm) -> Callable[[Event, Any], Event]:
    """How a person's figure is set: {"low": 28, "best": 36, "high": 36}, a number alone, or null for none.

    {"rule": "lowest"} names the rule that chooses it instead: then it is reckoned so already.
    """

    def edit(event: Event, value: Any) -> Event:
        if value is None:
            return with_figure(event, harm, None)
        if rule_named(value):
            return event
        given = {"low": value, "best": value, "high": value} if isinstance(value, int) else value
        low, best, high = edited_bounds(given.get("low"), given.get("best"), given.get("high"))
        estimate = Estimate(
            harm=harm,
            low=low,
            best=best,
            high=high,
            rule=BY_HAND,
            perpetrators_included=bool(given.get("perpetrators_included", False)),
            by_population=(),
            claim_ids=event.claim_ids,
        )
        return with_figure(event, harm, estimate)

    return edit


def edited_perpetrators(event: Event, value: Any) -> Event:
    """The event with the perpetrators that a person gave: names, or {"name", "actor", "stances"}."""
    given = [{"name": one} if isinstance(one, str) else one for one in value]
    return replace(
        event,
        perpetrators=tuple(
            Perpetrator(
                actor_id=one.get("actor") or one.get("actor_id"),
                name=one["name"],
                stances=tuple(Stance(stance) for stance in one.get("stances") or ("stated",)),
                claim_ids=event.claim_ids,
            )
            for one in given
        ),
    )


def edited_targets(event: Event, value: Any) -> Event:
    """The event with the targets that a person gave: names, or {"name", "category"}."""
    given = [{"name": one} if isinstance(one, str) else one for one in value]
    targets = (Target(name=one["name"], category=one.get("category"), claim_ids=event.claim_ids) for one in given)
    return replace(event, targets=tuple(targets))


EDITS: dict[str, Callable[[Event, Any], Event]] = {
    "time": edited_time,
    "place": edited_place,
    "type": lambda event, value: replace(event, type=known_type(value)),
    "realis": lambda event, value: replace(event, realis=Realis(value)),
    "aggregate": lambda event, value: replace(event, aggregate=bool(value)),
    "weapons": lambda event, value: replace(event, weapons=tuple(value)),
    "perpetrators": edited_perpetrators,
    "targets": edited_targets,
    **{h.value: edited_figure(h) for h in (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.KIDNAPPED, Harm.ARRESTED)},
}


def decisions_of(evidence: Sequence[Evidence]) -> tuple[Decision, ...]:
    """The decisions about these claims that still stand, oldest first."""
    return standing(decision for one in evidence for decision in one.decisions)


def speaks_for(decision: Decision, claim_ids: Sequence[str]) -> bool:
    """Whether a decision names all of the claims."""
    return set(claim_ids) <= set(decision.subject_ids)


def mostly_about(decision: Decision, claim_ids: Sequence[str]) -> bool:
    """Whether at least half of what a decision names is among the claims."""
    return 2 * len(set(claim_ids) & set(decision.subject_ids)) >= len(set(decision.subject_ids))


def review_of(evidence: Sequence[Evidence]) -> ReviewState:
    """Who has looked at it, by the last decision about the event as a whole."""
    claim_ids = [one.claim_id for one in evidence]
    state = ReviewState.MACHINE
    for decision in decisions_of(evidence):
        if decision.verdict is Verdict.EDIT and mostly_about(decision, claim_ids):
            state = ReviewState.EDITED
        elif decision.field is None and speaks_for(decision, claim_ids):
            if decision.verdict is Verdict.REJECT:
                state = ReviewState.REJECTED
            elif decision.verdict is Verdict.ACCEPT and state is not ReviewState.EDITED:
                state = ReviewState.ACCEPTED
    return state


def without_rejected(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The claims that no person rejected; all of them where the whole event was rejected."""
    rejected = {
        claim_id
        for decision in decisions_of(evidence)
        if decision.verdict is Verdict.REJECT and decision.field is None
        for claim_id in decision.subject_ids
    }
    kept = tuple(one for one in evidence if one.claim_id not in rejected)
    return kept or tuple(evidence)


def rule_named(value: Any) -> str | None:
    """The rule that a person's edit of a figure names, none where it gives numbers."""
    return value.get("rule") if isinstance(value, dict) else None


def edits_of(evidence: Sequence[Evidence]) -> dict[str, Any]:
    """What people set each field to, the last edit of a field standing."""
    claim_ids = [one.claim_id for one in evidence]
    return {
        decision.field: json.loads(decision.value)
        for decision in decisions_of(evidence)
        if decision.verdict is Verdict.EDIT
        and decision.field in EDITS
        and decision.value is not None
        and mostly_about(decision, claim_ids)
    }


def rules_chosen(evidence: Sequence[Evidence]) -> dict[str, str]:
    """The rule that a person chose for each harm, where one did."""
    named = ((field, rule_named(value)) for field, value in edits_of(evidence).items())
    return {field: rule for field, rule in named if rule}


def edited(event: Event, evidence: Sequence[Evidence]) -> Event:
    """The event with every field that a person set."""
    for field, value in edits_of(evidence).items():
        event = EDITS[field](event, value)
    return event
