"""How likely two claims tell one incident: points for what agrees, a veto for what cannot be, both with reasons.

The score is a function of the two claims and the decisions about them alone, so the same pair gets the same score in
whichever block it is met. Cheap tests come first: most pairs of a block end at the calendar or the map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import exp

from sourcebook.reconcile import places
from sourcebook.reconcile.features import Features
from sourcebook.reconcile.judgements import standing, verdict_on
from sourcebook.reconcile.naming import calendar_points, naming_points, nowhere_points
from sourcebook.reconcile.retelling import (
    arrest_points,
    arrests_of_case,
    is_arrest,
    retelling_points,
    single_death,
    site_of_report,
)
from sourcebook.reconcile.wording import family, folded, go_together, likeness, overlap, word_list
from sourcebook.records.claims import Claim
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import PlacePrecision, TimeBasis, Verdict

BASE = -4.2
"""Points to be earned before two claims are more likely one than two: one day and one city, or as much."""
MANY = 30
"""Incidents of so many victims are rare: two reports of that order in one place hardly tell two."""
MOST = 0.99
"""Only a person's decision is certain."""
REPEATED, SENTENCE_WORDS, REPEAT_DAYS = 0.85, 6, 31
"""The share of content words, and their number, that make two sentences one; for a month it may be printed again."""
SOON_DAYS, LATER_DAYS = 4, 31
"""News follows an incident within days; within the month it is still spoken of."""
FINE = frozenset({PlacePrecision.SITE, PlacePrecision.LOCALITY})
SAME_PLACE = {PlacePrecision.SITE: 2.6, PlacePrecision.LOCALITY: 2.6, PlacePrecision.DISTRICT: 2.2}
"""Points for one place, the more the finer; a district may be a quarter of a city or a county."""
FAR_KM = {True: 60.0, False: 150.0}
"""Two towns this far apart are two places; districts and regions are drawn about a centre, so theirs is wider."""
REGION_KM = 200.0
NEVER_KM = 300.0
"""Beyond this two places are never one; below, all else agreeing means that one of them was read wrongly."""
TOO_FAR = -2.5
"""Points for two places too far apart: only one day, one toll and more in common outweigh them."""
Points = tuple[float, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How likely two claims tell one incident, 0 to 1, and why. ``vetoed``: they cannot, whatever else agrees."""

    score: float
    reasons: tuple[str, ...]
    vetoed: bool = False


def time_points(left: Features, right: Features) -> Points | None:
    """Same day, days that touch, or a wider overlap; days apart are a contradiction, one day of slack allowed."""
    if left.day is None or right.day is None:
        return 0.0, ""
    if left.anchored or right.anchored:
        return anchor_points(left, right)
    gap = max(left.day[0] - right.day[1], right.day[0] - left.day[1], 0)
    length = max(left.day[1] - left.day[0], right.day[1] - right.day[0]) + 1
    if gap > 1:
        return None
    if gap == 1:
        return one_day_apart(left, right, length)
    if length <= 2:
        return 3.0, "same day"
    if length <= 7:
        return 2.0, "days within one week"
    return (1.2, "days within one month") if length <= 31 else (0.3, "days that overlap")


def days_exclude(left: Features, right: Features) -> bool:
    """Whether two told times lie more than a day apart: the cheapest test, which ends most comparisons."""
    one, other = left.day, right.day
    if one is None or other is None or left.anchored or right.anchored or is_arrest(left) or is_arrest(right):
        return False
    gap = max(one[0] - other[1], other[0] - one[1])
    return gap > REPEAT_DAYS or (gap > 1 and repeated_points(left, right) is None)


def repeated_points(left: Features, right: Features) -> Points | None:
    """One sentence in two papers: "on Saturday" is read from the day of each, so the days differ without meaning it."""
    if TimeBasis.RELATIVE not in (left.claim.time.basis, right.claim.time.basis):
        return None
    one, other = left.day, right.day
    if one is None or other is None or max(one[0] - other[1], other[0] - one[1]) > REPEAT_DAYS:
        return None
    if left.document_id == right.document_id:
        return None
    if victims_shared(left, right):
        return 0.0, "one victim, whose day was read from two papers"
    if min(len(left.main_words), len(right.main_words)) < SENTENCE_WORDS:
        return None
    alike = likeness(left.main_words, right.main_words) >= REPEATED
    return (2.0, "one sentence in two papers") if alike else None


def anchor_points(left: Features, right: Features) -> Points | None:
    """A report without a date of its own: the sooner after the other's day it was published, the likelier."""
    assert left.day is not None and right.day is not None  # noqa: S101 - time_points has seen to it
    if left.anchored and right.anchored:
        apart = abs(left.day[1] - right.day[1])
    else:
        anchor, dated = (left.day, right.day) if left.anchored else (right.day, left.day)
        apart = anchor[1] - dated[1]
        if dated[0] > anchor[1] + 1:
            return None
    if apart <= 1:
        return 1.6, "published at once"
    if apart <= SOON_DAYS:
        return 1.3, "published in the days after"
    if left.document_id == right.document_id:
        return 0.8, ""
    if apart <= LATER_DAYS:
        return 0.3, "published in the weeks after"
    in_court = any(f.anchored and f.words & word_list("court") for f in (left, right))
    return (0.0 if in_court else -1.0), ""


def one_day_apart(left: Features, right: Features, length: int) -> Points | None:
    """Neighbouring days: midnight, time zones and "on Friday" read a day off explain one day, and no more."""
    if length > 2:
        return 0.8, "dates one day apart"
    relative = TimeBasis.RELATIVE in (left.claim.time.basis, right.claim.time.basis)
    said_so = [f.claim.time_words for f in (left, right) if f.claim.time.basis is TimeBasis.RELATIVE]
    quote = next((words.quote for words in said_so if words), None)
    said = f", one of them “{quote}”" if quote else ""
    return (1.8, f"dates one day apart{said}") if relative else (1.2, "dates one day apart")


def place_points(left: Features, right: Features) -> Points | None:
    """One place, near ones, one within the other; another country or another town is a contradiction."""
    one, other = left.claim.place, right.claim.place
    if one is None or other is None:
        return 0.0, ""
    if places.countries_differ(one, other):
        return None
    country = PlacePrecision.COUNTRY
    if country not in (one.precision, other.precision) and places.same_place(one, other):
        return SAME_PLACE.get(one.precision, 1.6), f"both in {one.name}"
    if places.is_country(one) or places.is_country(other):
        return (0.5, "same country") if one.country and one.country == other.country else (0.0, "")
    return apart_points(left, right)


def apart_points(left: Features, right: Features) -> Points | None:
    """Two places below a country that are not one: by distance, by region, by name."""
    one, other = left.claim.place, right.claim.place
    assert one is not None and other is not None  # noqa: S101 - place_points has seen to it
    fine = one.precision in FINE and other.precision in FINE
    apart = places.distance_km(one, other)
    regional = PlacePrecision.REGION in (one.precision, other.precision)
    if places.holds(one, other) or places.holds(other, one):
        return (1.6 if regional else 2.2), f"{one.name} and {other.name} lie within each other"
    if apart is None and places.same_district(one, other):
        return 1.4, f"{one.name} and {other.name} lie in one district"
    if apart is None:
        return (-1.5, "") if places.regions_differ(one, other) else (0.3, "same region")
    if apart > NEVER_KM:
        return None
    limit = REGION_KM if regional else FAR_KM[fine]
    if apart > limit or (regional and places.regions_differ(one, other) and apart > limit / 2):
        return TOO_FAR, ""
    if apart <= places.NEAR_KM:
        return 2.2, f"{one.name} and {other.name} are {apart:.0f} km apart"
    return (0.3, "") if regional else (-0.4 if fine else 0.4, f"{one.name} and {other.name} are {apart:.0f} km apart")


def type_points(left: Features, right: Features) -> Points:
    """The same act, a kindred one, or one that does not go with the other."""
    one, other = left.claim.type, right.claim.type
    if one == other:
        return (1.0, f"both {one.replace('_', ' ')}") if family(one) != "any" else (0.3, "")
    if family(one) == family(other):
        return 0.7, "kindred acts"
    if "any" in (family(one), family(other)):
        return 0.2, ""
    return (0.0, "") if go_together(one, other) else (-2.5, "")


def perpetrator_points(left: Features, right: Features) -> Points:
    """One group named by both; two groups named are less than a contradiction: sources disagree on it.

    "Dissident republicans" is no name: whoever is only described can be whoever another report names.
    """
    if left.perpetrators & right.perpetrators:
        return 1.3, "same perpetrator"
    return (-0.6, "") if left.names_perpetrator and right.names_perpetrator else (0.0, "")


def number_points(harm: str, one: int | None, other: int | None, known: frozenset[int]) -> Points:
    """Equal counts speak for one incident, the more the larger; counts rise between reports, but not without end."""
    if one is None or other is None:
        return 0.0, ""
    low, high = sorted((one, other))
    if low == high:
        return (1.8 if low >= 20 else 1.2 if low >= 5 else 0.6 if low > 1 else 0.3), f"both {low} {harm}"
    if known & {low, high}:
        return 1.0, f"{harm} corrected between {low} and {high}"
    if high <= low * 1.6 + 3:
        return (1.0 if low >= MANY else 0.4), f"{harm} {low}, then {high}"
    if high <= low * 4 + 3:
        return 0.1 if low >= MANY else -0.3, ""
    return -1.6, ""


def toll_points(left: Features, right: Features) -> Iterator[Points]:
    """The counts of dead, injured and taken, each compared with the other's."""
    yield number_points("killed", left.killed, right.killed, left.withdrawn | right.withdrawn)
    points, reason = number_points("injured", left.injured, right.injured, frozenset())
    yield max(-0.5, points * 0.5), reason if points > 0.6 else ""
    yield number_points("taken", left.taken, right.taken, frozenset())


def target_points(left: Features, right: Features) -> Points:
    """What or whom it hit, by the words that name it; a town has many markets in many years, so dates must be told."""
    if not left.targets or not right.targets:
        return 0.0, ""
    share = overlap(left.targets, right.targets)
    weight = 0.9 if left.day and right.day else 0.45
    return (weight * share, "same target") if share >= 0.5 else (0.0, "")


def weapon_points(left: Features, right: Features) -> Points:
    """The weapon, where both tell it."""
    if not left.weapons or not right.weapons:
        return 0.0, ""
    return (0.5, "same weapon") if left.weapons & right.weapons else (-0.2, "")


def wording_points(left: Features, right: Features) -> Points:
    """Names and words that both texts use, beyond those that every such report uses."""
    alike = max(likeness(left.words, right.words), likeness(left.main_words, right.main_words))
    if alike >= 0.6:
        return 2.0, "nearly the same words"
    own = left.own_names & right.own_names
    points = min(2.1, 0.7 * len(own)) + (1.0 if alike >= 0.35 else 0.6 if alike >= 0.22 else 0.0)
    return points, f"both name {', '.join(sorted(own)[:3]).title()}" if own else ""


def victims_shared(left: Features, right: Features) -> frozenset[str]:
    """The full names of those hit in one report that the other names too, leaving out the names of places."""
    if not (left.victims or right.victims):
        return frozenset()
    named = (left.victims & right.full_names) | (right.victims & left.full_names)
    places_named = [f.claim.place.name for f in (left, right) if f.claim.place]
    return frozenset(name for name in named if not any(name in folded(place) for place in places_named))


def victim_points(left: Features, right: Features) -> Points:
    """Somebody named who was hit: nobody dies twice, and few are hit twice."""
    if left.document_id == right.document_id:
        return 0.0, ""
    shared = victims_shared(left, right)
    if shared:
        return 2.0, f"both name {min(shared).title()} among those hit"
    return 0.0, ""


def age_points(left: Features, right: Features) -> Points:
    """Ages that both tell: "a 4-year-old", "Ama Boateng, 42,"; those hit are told by age before they are named."""
    if left.document_id == right.document_id:
        return 0.0, ""
    shared = left.ages & right.ages
    return min(1.2, 0.6 * len(shared)), f"both speak of somebody aged {min(shared)}" if shared else ""


def feast_points(left: Features, right: Features) -> Points:
    """An attack that both reports date by one feast: it goes by that name, in whatever town of the country."""
    if left.document_id == right.document_id or not left.day or left.day != right.day:
        return 0.0, ""
    feast = left.feast & right.feast
    return (0.7, f"both date it by {' '.join(sorted(feast)).title()}") if feast else (0.0, "")


FREE: tuple[Callable[[Features, Features], Points], ...] = (
    type_points,
    perpetrator_points,
    target_points,
    weapon_points,
    wording_points,
    retelling_points,
    naming_points,
    calendar_points,
    feast_points,
    age_points,
    victim_points,
    nowhere_points,
)


def same_document_veto(left: Features, right: Features) -> bool:
    """Whether one document tells two incidents: its own claims differ in day, place or toll beyond mistake."""
    if left.day and right.day and (left.day[1] < right.day[0] or right.day[1] < left.day[0]):
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


def decided(left: Claim, right: Claim, decisions: Iterable[Decision]) -> Comparison | None:
    """What a person decided about the two, which no evidence outweighs."""
    verdict = verdict_on(left.claim_id, right.claim_id, standing(decisions))
    if verdict is Verdict.SAME:
        return Comparison(score=1.0, reasons=("a person decided that they are the same",))
    if verdict is Verdict.DIFFERENT:
        return Comparison(score=0.0, reasons=("a person decided that they are different",), vetoed=True)
    return None


IMPOSSIBLE = Comparison(score=0.0, reasons=(), vetoed=True)
ROW = "row-of-"


def rows_of_one_dataset(left: Claim, right: Claim) -> bool:
    """Whether both are rows of one dataset, which tells each event once."""
    one, other = left.generated_by, right.generated_by
    return one.startswith(ROW) and other.partition("@")[0] == one.partition("@")[0]


def compared(left: Features, right: Features) -> Comparison:
    """How likely two claims tell one incident, by what they say."""
    if rows_of_one_dataset(left.claim, right.claim):
        return IMPOSSIBLE
    if is_arrest(left) is not is_arrest(right) or arrests_of_case(left, right):
        return followed_up(left, right)
    time = time_points(left, right) or repeated_points(left, right)
    if time is None:
        return IMPOSSIBLE
    place = (0.0, "") if site_of_report(left, right) else place_points(left, right)
    if place is None:
        return IMPOSSIBLE
    if left.document_id == right.document_id and same_document_veto(left, right):
        return IMPOSSIBLE
    points = [place, time, *(feature(left, right) for feature in FREE), *toll_points(left, right)]
    total = BASE + sum(point for point, _ in points)
    if total < 0 and place[0] == TOO_FAR:
        return IMPOSSIBLE
    reasons = tuple(reason for point, reason in points if reason and point > 0)
    return Comparison(score=likelihood(total), reasons=reasons)


def followed_up(attack: Features, arrest: Features) -> Comparison:
    """How likely an arrest and an attack are one story; an arrest elsewhere or later is no contradiction."""
    points = arrest_points(attack, arrest)
    if points is None:
        return IMPOSSIBLE
    total, reason = points
    return Comparison(score=likelihood(total) if reason else 0.0, reasons=(reason,) if reason else ())


def likelihood(total: float) -> float:
    """Points as a score from 0 to 1; half at no points."""
    return min(MOST, round(1.0 / (1.0 + exp(-total)), 4))
