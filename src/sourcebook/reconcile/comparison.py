"""How likely two claims tell one incident: points for what agrees, a veto for what cannot be, both with reasons.

The score is a function of the two claims and the decisions about them alone, so the same pair gets the same score in
whichever block it is met. Cheap tests come first: most pairs of a block end at the calendar or the map.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp

from sourcebook.reconcile import places
from sourcebook.reconcile.alike_what import (
    injured_sign,
    killed_sign,
    taken_sign,
    toll_sign,
    type_sign,
    weapon_sign,
    wording_sign,
)
from sourcebook.reconcile.alike_when import (
    feast_sign,
    hour_sign,
    later_death,
    over_midnight,
    repeated_sign,
    time_sign,
)
from sourcebook.reconcile.alike_where import FINE, address_sign, naming_sign, place_sign
from sourcebook.reconcile.alike_who import (
    age_sign,
    name_sign,
    perpetrator_sign,
    person_sign,
    target_sign,
    victim_sign,
)
from sourcebook.reconcile.features import Features
from sourcebook.reconcile.judgements import standing, verdict_on
from sourcebook.reconcile.retelling import (
    arrest_sign,
    arrests_of_case,
    is_arrest,
    retelling_sign,
    single_death,
    site_of_report,
)
from sourcebook.reconcile.signs import BASE, NO_SIGN, Sign, weights
from sourcebook.records.claims import Claim
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Verdict

MOST = 0.99
"""Only a person's decision is certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How likely two claims tell one incident, 0 to 1, and why. ``vetoed``: they cannot, whatever else agrees."""

    score: float
    reasons: tuple[str, ...]
    vetoed: bool = False


SIGNS = (
    type_sign,
    perpetrator_sign,
    target_sign,
    weapon_sign,
    name_sign,
    retelling_sign,
    naming_sign,
    feast_sign,
    hour_sign,
    address_sign,
    age_sign,
    person_sign,
    victim_sign,
    killed_sign,
    injured_sign,
    toll_sign,
    taken_sign,
    wording_sign,
)
"""What is looked at beside time and place; each may tell of nothing, and then neither adds nor takes points."""


def same_document_veto(left: Features, right: Features) -> bool:
    """Whether one document tells two incidents: its own claims differ in day, place or toll beyond mistake."""
    if tells_two_days(left, right):
        return True
    one, other = left.claim.place, right.claim.place
    two_towns = one and other and one.precision in FINE and other.precision in FINE
    if one and other and two_towns and not places.same_place(one, other) and not site_of_report(left, right):
        apart = places.distance_km(one, other)
        if apart is None or apart > places.NEAR_KM:
            return True
    numbers = {left.killed, right.killed} - {None}
    if len(numbers) < 2 or numbers <= left.printed or numbers <= right.printed:
        return False
    return not single_death(left, right)


def tells_two_days(left: Features, right: Features) -> bool:
    """Whether one document dates two claims apart: a day after the other only where it does not go over midnight.

    The days before publication, in no words of the text, say by when, not when.
    """
    if not left.day or not right.day or left.anchored or right.anchored or later_death(left, right):
        return False
    gap = max(right.day[0] - left.day[1], left.day[0] - right.day[1])
    return gap > 1 or (gap == 1 and not over_midnight(left, right))


def decided(left: Claim, right: Claim, decisions: Iterable[Decision]) -> Comparison | None:
    """What a person decided about the two, which no evidence outweighs."""
    verdict = verdict_on(left.claim_id, right.claim_id, standing(decisions))
    if verdict is Verdict.SAME:
        return Comparison(score=1.0, reasons=("a person decided that they are the same",))
    if verdict is Verdict.DIFFERENT:
        return Comparison(score=0.0, reasons=("a person decided that they are different",), vetoed=True)
    return None


EVERY_PAIR = Sign(BASE)
IMPOSSIBLE = Comparison(score=0.0, reasons=(), vetoed=True)
NOTHING = Comparison(score=0.0, reasons=())
NEXT_TO_IMPOSSIBLE = frozenset({"too_far", "namesakes"})
"""Two places that cannot be one, unless day, toll and more agree and one of them was read wrongly."""
ROW = "row-of-"


def rows_of_one_dataset(left: Claim, right: Claim) -> bool:
    """Whether both are rows of one dataset, which tells each event once."""
    one, other = left.generated_by, right.generated_by
    return one.startswith(ROW) and other.partition("@")[0] == one.partition("@")[0]


def possible_signs(left: Features, right: Features) -> tuple[Sign, ...] | None:
    """All that two claims show together; nothing where day, place or a report's own words exclude that they are one."""
    time = time_sign(left, right) or repeated_sign(left, right)
    if time is None:
        return None
    place = NO_SIGN if site_of_report(left, right) else place_sign(left, right)
    if place is None or (left.document_id == right.document_id and same_document_veto(left, right)):
        return None
    return tuple(sign for sign in (place, time, *(look(left, right) for look in SIGNS)) if sign.name)


def weighed(signs: Iterable[Sign], one_report: bool) -> tuple[tuple[float, Sign], ...]:
    """The signs with the points that each gives, between two reports or within one."""
    return tuple((weights().points(sign, one_report), sign) for sign in signs)


def compared(left: Features, right: Features) -> Comparison:
    """How likely two claims tell one incident, by what they say."""
    if rows_of_one_dataset(left.claim, right.claim):
        return IMPOSSIBLE
    if is_arrest(left) is not is_arrest(right) or arrests_of_case(left, right):
        return followed_up(left, right)
    signs = possible_signs(left, right)
    if signs is None:
        return IMPOSSIBLE
    points = weighed((EVERY_PAIR, *signs), left.document_id == right.document_id)
    total = sum(given for given, _ in points)
    if total < 0 and any(sign.name in NEXT_TO_IMPOSSIBLE for sign in signs):
        return IMPOSSIBLE
    reasons = tuple(sign.reason for given, sign in points if sign.reason and given > 0)
    return Comparison(score=likelihood(total), reasons=reasons)


def followed_up(attack: Features, arrest: Features) -> Comparison:
    """How likely an arrest and an attack are one story; an arrest elsewhere or later is no contradiction."""
    sign = arrest_sign(attack, arrest)
    if sign is None:
        return IMPOSSIBLE
    total = sum(given for given, _ in weighed([sign], one_report=True)) if sign.name else 0.0
    return Comparison(score=likelihood(total), reasons=(sign.reason,)) if sign.name else NOTHING


def likelihood(total: float) -> float:
    """Points as a score from 0 to 1; half at no points."""
    return min(MOST, round(1.0 / (1.0 + exp(-total)), 4))
