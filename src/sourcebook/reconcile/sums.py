"""Which incidents a statement about many of them contains: "at least 40 attacks since January killed 300".

A sum is linked to the incidents within its time and place, by its group if it names one, and never added to them: its
toll counts those that the book knows and others beside.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from sourcebook.reconcile.features import ordinal_days
from sourcebook.reconcile.places import countries_differ, holds, is_country
from sourcebook.reconcile.wording import family, folded, go_together, names_nobody
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Event
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import ClaimKind, Harm, Realis, Role

TOLD = frozenset({Realis.HAPPENED, Realis.BACKGROUND})


def is_sum(claim: Claim) -> bool:
    """Whether a claim sums incidents that happened, and says when or where or by whom."""
    told = claim.kind is ClaimKind.EVENT and claim.aggregate and claim.realis in TOLD
    return told and claim.time.earliest is not None and (claim.place is not None or bool(doers(claim)))


def doers(claim: Claim) -> frozenset[str]:
    """The groups that a claim names as perpetrators, by id or folded name."""
    return frozenset(
        party.actor_id or folded(party.name)
        for party in claim.parties
        if party.role is Role.PERPETRATOR and not names_nobody(party.name)
    )


def contains(claim: Claim, event: Event) -> tuple[str, ...]:
    """Why an incident is one of those that a sum counts, in words; nothing where it is not."""
    if not is_sum(claim) or not within_time(claim, event) or not go_together(claim.type, event.type):
        return ()
    reasons = [f"within {claim.time.earliest} to {claim.time.latest}"]
    if claim.place is not None:
        if not within_place(claim.place, event.place):
            return ()
        reasons.append(f"in {claim.place.name}")
    if named := doers(claim):
        accused = {one.actor_id or folded(one.name): one.name for one in event.perpetrators}
        if not named & accused.keys():
            return ()
        reasons.append(f"by {accused[min(named & accused.keys())]}")
    if overtops(claim, event):
        return ()
    return (*reasons, *([f"both {event.type.replace('_', ' ')}"] if family(claim.type) == family(event.type) else []))


def within_time(claim: Claim, event: Event) -> bool:
    """Whether the incident's days lie within those of the sum."""
    whole, day = ordinal_days(claim.time), ordinal_days(event.time)
    return whole is not None and day is not None and whole[0] <= day[0] and day[1] <= whole[1]


def within_place(whole: PlaceUse, place: PlaceUse | None) -> bool:
    """Whether the incident's place lies within that of the sum."""
    if place is None or countries_differ(whole, place):
        return False
    return holds(whole, place) and (is_country(whole) or not is_country(place))


def overtops(claim: Claim, event: Event) -> bool:
    """Whether the incident alone has more dead than the sum: it cannot be one of those counted."""
    dead = [f.high or f.best or f.low or 0 for f in claim.figures if f.harm is Harm.KILLED and f.population == "people"]
    most = event.killed.low if event.killed else None
    return bool(dead) and most is not None and most > max(dead)


def contained(sums: Iterable[Claim], events: Iterable[Event]) -> dict[str, tuple[str, ...]]:
    """The incidents that each sum contains, by the ids of both; a sum that contains none is left out."""
    dated = sorted((event.time.earliest, event.event_id, event) for event in events if event.time.earliest is not None)
    days = [day for day, _, _ in dated]
    found: dict[str, tuple[str, ...]] = {}
    for claim in sums:
        first, last = claim.time.earliest, claim.time.latest
        if first is None or last is None:
            continue
        near = dated[bisect_left(days, first) : bisect_right(days, last)]
        if names := tuple(event_id for _, event_id, event in near if contains(claim, event)):
            found[claim.claim_id] = names
    return found
