"""How likely two claims tell one incident: points for what agrees, a veto for what cannot be, both with reasons.

The score is a function of the two claims and the decisions about them alone, so the same pair gets the same score in
whichever block it is met. Cheap tests come first: most pairs of a block end at the calendar or the map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum, auto
from functools import cache
from math import exp
from typing import NamedTuple

from sourcebook.reconcile import places
from sourcebook.reconcile.alike_what import (
    injured_sign,
    killed_sign,
    story_sign,
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
from sourcebook.reconcile.features import FACETS, Features
from sourcebook.reconcile.judgements import standing, verdict_on
from sourcebook.reconcile.retelling import (
    arrest_sign,
    arrests_of_case,
    retelling_sign,
    single_death,
    site_of_report,
    two_clauses,
)
from sourcebook.reconcile.signs import BASE, NO_SIGN, Sign, weights
from sourcebook.records.claims import Claim
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Verdict

MOST = 0.99
"""Only a person's decision is certain."""


class Comparison(NamedTuple):
    """How likely two claims tell one incident, 0 to 1, and why. ``vetoed``: they cannot, whatever else agrees."""

    score: float
    reasons: tuple[str, ...]
    vetoed: bool = False


class Reports(Enum):
    """Of how many reports two claims have to be for a sign to be looked for."""

    ANY = auto()
    ONE = auto()
    TWO = auto()


class Look(NamedTuple):
    """A sign to be looked for, where both claims tell a facet, if it needs one, and are of so many reports.

    ``unless``: the facet that makes it needless where both tell it.
    """

    sign: Callable[[Features, Features], Sign]
    needs: str = ""
    reports: Reports = Reports.ANY
    unless: str = ""


LOOKS = (
    Look(type_sign),
    Look(perpetrator_sign, "perpetrators"),
    Look(target_sign, "targets"),
    Look(weapon_sign, "weapons"),
    Look(name_sign, "own_names"),
    Look(retelling_sign, reports=Reports.ONE),
    Look(naming_sign, unless="located"),
    Look(feast_sign, "feast", Reports.TWO),
    Look(hour_sign, "hours", Reports.TWO),
    Look(address_sign, "addresses", Reports.TWO),
    Look(age_sign, "ages", Reports.TWO),
    Look(person_sign, "full_names", Reports.TWO),
    Look(victim_sign, "full_names", Reports.TWO),
    Look(killed_sign, "killed"),
    Look(injured_sign, "injured"),
    Look(toll_sign, "injured"),
    Look(taken_sign, "taken"),
    Look(wording_sign),
    Look(story_sign, "story", Reports.TWO),
)
"""What is looked at beside time and place; each may tell of nothing, and then neither adds nor takes points."""


@cache
def looks(told: int, one_report: bool) -> tuple[Callable[[Features, Features], Sign], ...]:
    """The signs worth looking for in two claims that both tell these facets."""
    facets = {name for at, name in enumerate(FACETS) if told >> at & 1}
    reports = (Reports.ANY, Reports.ONE if one_report else Reports.TWO)
    return tuple(
        look.sign
        for look in LOOKS
        if look.reports in reports and (not look.needs or look.needs in facets) and look.unless not in facets
    )


def same_document_veto(left: Features, right: Features) -> bool:
    """Whether one document tells two incidents: its own claims differ in day, place or toll beyond mistake."""
    if tells_two_days(left, right) or two_clauses(left, right):
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


IMPOSSIBLE = Comparison(score=0.0, reasons=(), vetoed=True)
NOTHING = Comparison(score=0.0, reasons=())
NEXT_TO_IMPOSSIBLE = frozenset({"too_far", "namesakes"})
"""Two places that cannot be one, unless day, toll and more agree and one of them was read wrongly."""


def rows_of_one_dataset(left: Features, right: Features) -> bool:
    """Whether both are rows of one dataset, which tells each event once."""
    return left.dataset is not None and left.dataset == right.dataset


def possible_signs(left: Features, right: Features) -> tuple[Sign, ...] | None:
    """All that two claims show together; nothing where day, place or a report's own words exclude that they are one."""
    time = time_sign(left, right) or repeated_sign(left, right)
    if time is None:
        return None
    one_report = left.document_id == right.document_id
    place = NO_SIGN if one_report and site_of_report(left, right) else place_sign(left, right)
    if place is None or (one_report and same_document_veto(left, right)):
        return None
    found = [place, time]
    found += [look(left, right) for look in looks(left.told & right.told, one_report)]
    return tuple([sign for sign in found if sign.name])


def weighed(signs: Iterable[Sign], one_report: bool) -> tuple[tuple[float, Sign], ...]:
    """The signs with the points that each gives, between two reports or within one."""
    table = weights().table(one_report)
    return tuple([(table[sign.name] * sign.amount, sign) for sign in signs])


def compared(left: Features, right: Features) -> Comparison:
    """How likely two claims tell one incident, by what they say."""
    if rows_of_one_dataset(left, right):
        return IMPOSSIBLE
    if left.arrest is not right.arrest or arrests_of_case(left, right):
        return followed_up(left, right)
    signs = possible_signs(left, right)
    if signs is None:
        return IMPOSSIBLE
    table = weights().table(left.document_id == right.document_id)
    points = [table[name] * amount for name, _, amount in signs]
    total = sum(points, table[BASE])
    if total < 0 and any(sign.name in NEXT_TO_IMPOSSIBLE for sign in signs):
        return IMPOSSIBLE
    reasons = tuple([sign.reason for given, sign in zip(points, signs, strict=True) if given > 0 and sign.reason])
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
