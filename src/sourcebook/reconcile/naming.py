"""What two claims name though one of them is set nowhere or on no day: a place in its words, a day without a year."""

from __future__ import annotations

from datetime import date

from sourcebook.reconcile import places
from sourcebook.reconcile.calendar import month_days
from sourcebook.reconcile.features import Features
from sourcebook.reconcile.wording import folded, word_list
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import PlacePrecision

NOWHERE = -0.8
"""Points where one of two reports names no place below the country."""
SAME_CALENDAR_DAY, OTHER_CALENDAR_DAY = 2.5, -2.0
"""Points where one of two reports names a day without its year, and the other was of such a day, or not."""

Points = tuple[float, str]


def naming_points(left: Features, right: Features) -> Points:
    """A place that one claim is set in and the other, set nowhere in particular, names in its words."""
    for here, there in ((left, right), (right, left)):
        place, other = here.claim.place, there.claim.place
        named = place is not None and place.precision is not PlacePrecision.COUNTRY
        if place is None or not named or not (other is None or places.is_country(other)):
            continue
        own = words_that_name(place)
        if own and own <= there.words:
            return 1.5, f"both speak of {place.name}"
    return 0.0, ""


def words_that_name(place: PlaceUse) -> frozenset[str]:
    """The words of a place's name by which another text would speak of it; of an unlisted one only a name's own."""
    named = frozenset(word for word in folded(place.name).split() if len(word) > 3)
    own = named - word_list("parts_of_names")
    unlisted = place.precision is PlacePrecision.UNKNOWN
    return own - word_list("anyone") - word_list("nations") if unlisted else own or named


def nowhere_points(left: Features, right: Features) -> Points:
    """A country has many incidents in a day: reports of which one names no place need more in common than the day."""
    if left.document_id == right.document_id or naming_points(left, right)[0]:
        return 0.0, ""
    one, other = left.claim.place, right.claim.place
    return (0.0, "") if one and other and not places.is_country(one) and not places.is_country(other) else (NOWHERE, "")


def calendar_points(left: Features, right: Features) -> Points:
    """A month and day that one report names without the year, and the other's day: "the April 21 blasts"."""
    if left.document_id == right.document_id or (left.day is None) is (right.day is None):
        return 0.0, ""
    undated, dated = (left, right) if left.day is None else (right, left)
    assert dated.day is not None  # noqa: S101 - one of the two has a day
    named = month_days(undated.claim.words.quote)
    if len(named) != 1 or dated.anchored or dated.day[1] - dated.day[0] > 1:
        return 0.0, ""
    days = (date.fromordinal(day) for day in range(dated.day[0], dated.day[1] + 1))
    met = next((day for day in days if (day.month, day.day) in named), None)
    return (SAME_CALENDAR_DAY, f"both on {met.day} {met:%B}") if met else (OTHER_CALENDAR_DAY, "")
