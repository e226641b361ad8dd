"""How one report goes on about its incident: it tells it again without day or place, and who was arrested for it.

A report names day and place once. A later sentence that names neither, and does not say "another", most likely speaks
of the same incident; a sentence with a day or a town of its own has to agree like any other report.
"""

from __future__ import annotations

from itertools import pairwise

from sourcebook.reconcile.features import Features
from sourcebook.reconcile.places import countries_differ, is_country
from sourcebook.reconcile.signs import NO_SIGN, Sign
from sourcebook.reconcile.stories import one_story
from sourcebook.reconcile.wording import family, folded, word_list
from sourcebook.records.vocabulary import PlacePrecision, Realis, TimeBasis

CASE_DAYS = 31
"""Arrests within so many days may follow one attack."""


def names_no_day(one: Features) -> bool:
    """Whether the claim has no words of its own for when: its day, if any, is the one that the report tells."""
    carried = one.claim.time.basis is TimeBasis.RELATIVE
    return one.claim.time_words is None and (one.day is None or one.anchored or carried)


def names_no_place(one: Features) -> bool:
    """Whether the claim has no words of its own for where, or only for a country, a hospital or a jail."""
    place = one.claim.place
    if place is None or one.claim.place_words is None or is_country(place):
        return True
    return bool(word_list("aftermath") & frozenset(folded(place.name).split()))


def leans(one: Features) -> bool:
    """Whether the claim says neither when nor where, nor that it speaks of another incident.

    The day on which somebody died is not that of the incident: "he died on Monday, three days after".
    """
    return (names_no_day(one) or one.dies) and names_no_place(one) and not speaks_of_another(one)


def leans_on(one: Features, other: Features) -> bool:
    """Whether the claim takes day and place from the other: never its news from what the report only looks back on."""
    looks_back = other.claim.realis is Realis.BACKGROUND and one.claim.realis is not Realis.BACKGROUND
    return leans(one) and not looks_back


def speaks_of_another(one: Features) -> bool:
    """Whether the claim speaks of another incident: "another bomb went off", but not "another man was hurt"."""
    said = folded(one.claim.words.quote).split()
    people = word_list("anyone")
    others = {word for word, after in pairwise([*said, ""]) if not (word == "another" and after in people)}
    return bool(others & word_list("another_one"))


def one_sentence(left: Features, right: Features) -> bool:
    """Whether the two main sentences are one."""
    one, other = left.claim.words, right.claim.words
    return left.document_id == right.document_id and one.start < other.end and other.start < one.end


def two_clauses(left: Features, right: Features) -> bool:
    """Whether one sentence tells two kinds of act, each at a place of its own: "a bomb in Oslo, and shots on Utøya"."""
    one, other = left.claim, right.claim
    if one.place is None or other.place is None or one.place_words is None or other.place_words is None:
        return False
    elsewhere = one.place_words.start != other.place_words.start and folded(one.place.name) != folded(other.place.name)
    return elsewhere and one_sentence(left, right) and family(one.type) != family(other.type)


def retelling_sign(left: Features, right: Features) -> Sign:
    """One report that tells its incident in one sentence, goes on about it, or returns to it."""
    if left.document_id != right.document_id:
        return NO_SIGN
    if one_sentence(left, right):
        return Sign("one_sentence", "told in one sentence")
    if leans_on(left, right) or leans_on(right, left):
        return Sign("report_goes_on", "one report goes on about it")
    counted = left.claim.figures and right.claim.figures
    return Sign("report_counts_twice") if counted else Sign("report_returns", "one report returns to it")


def single_death(left: Features, right: Features) -> bool:
    """Whether one count is that of a single death among more, told where the report goes on: one of the victims."""
    return min(left.killed or 0, right.killed or 0) == 1 and (leans(left) or leans(right))


def site_of_report(left: Features, right: Features) -> bool:
    """Whether one report names a site or a street beside its place, and one of the two claims no day.

    A report names the town once; the street that it names later is looked up in the wrong town as easily as in its own.
    """
    if left.document_id != right.document_id or not (names_no_day(left) or names_no_day(right)):
        return False
    one, other = left.claim.place, right.claim.place
    sites = [place for place in (one, other) if place and place.precision is PlacePrecision.SITE]
    if one is None or other is None or not sites or countries_differ(one, other):
        return False
    return not (left.main_words | right.main_words) & word_list("another_one")


def days_apart(left: Features, right: Features) -> int | None:
    """Days between two claims; nothing where one has no day."""
    if left.day is None or right.day is None:
        return None
    return max(left.day[0] - right.day[1], right.day[0] - left.day[1], 0)


def arrests_of_case(left: Features, right: Features) -> bool:
    """Whether two arrests on different days may belong to one case: those of one report, or of one month."""
    if not (left.arrest and right.arrest):
        return False
    apart = days_apart(left, right)
    return left.document_id == right.document_id or (apart is not None and 1 < apart <= CASE_DAYS)


def arrest_sign(left: Features, right: Features) -> Sign | None:
    """An arrest for an attack is part of its story, in one report: days later, in another town, but never before it.

    Nothing where the arrest came first; no sign where nothing ties the two.
    """
    arrest, attack = (left, right) if left.arrest else (right, left)
    told_as_one = one_story(left, right)
    if not attack.arrest and (came_first(arrest, attack) or (long_after(arrest, attack) and not told_as_one)):
        return None
    if left.document_id != right.document_id:
        return Sign("arrest_in_one_story", "a report of the arrest for it") if told_as_one else NO_SIGN
    if one_sentence(left, right):
        return Sign("arrest_in_one_sentence", "the arrest is told with it")
    common = (arrest.names & attack.names) - word_list("parts_of_names")
    if common or (arrest.targets and arrest.targets == attack.targets):
        return Sign("arrest_in_one_case", "an arrest in the same case")
    return Sign("report_goes_on_to_arrest", "the report goes on to an arrest") if leans(arrest) else NO_SIGN


def long_after(arrest: Features, attack: Features) -> bool:
    """Whether the arrest has a day of its own so long after the attack that it is a story of its own."""
    if arrest.anchored or attack.anchored:
        return False
    apart = days_apart(arrest, attack)
    return apart is not None and apart > CASE_DAYS


def came_first(arrest: Features, attack: Features) -> bool:
    """Whether the arrest was made before the attack."""
    if arrest.day is None or attack.day is None or attack.anchored:
        return False
    return arrest.day[1] < attack.day[0]
