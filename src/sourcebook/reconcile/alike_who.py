"""Who did it and to whom, as two claims tell it: groups, targets, people by name and age."""

from __future__ import annotations

from string import capwords

from sourcebook.reconcile.alike_when import names_of_people, victims_shared
from sourcebook.reconcile.features import Features
from sourcebook.reconcile.signs import NO_SIGN, Sign
from sourcebook.reconcile.wording import overlap

MOST_NAMES, MOST_PEOPLE = 3, 2
"""So many names, and so many people, say as much as any more."""
SAME_PERPETRATOR, OTHER_PERPETRATOR = Sign("same_perpetrator", "same perpetrator"), Sign("other_perpetrator")


def perpetrator_sign(left: Features, right: Features) -> Sign:
    """One group named by both; two groups named are less than a contradiction: sources disagree on it.

    "Dissident republicans" is no name: whoever is only described can be whoever another report names.
    """
    if not left.perpetrators.isdisjoint(right.perpetrators):
        return SAME_PERPETRATOR
    return OTHER_PERPETRATOR if left.names_perpetrator and right.names_perpetrator else NO_SIGN


def target_sign(left: Features, right: Features) -> Sign:
    """What or whom it hit, by the words that name it; a town has many markets in many years, so dates must be told."""
    if not left.targets or not right.targets:
        return NO_SIGN
    share = overlap(left.targets, right.targets)
    if not share and left.document_id != right.document_id:
        return Sign("other_target")
    name = "same_target" if left.day and right.day else "same_target_undated"
    return Sign(name, "same target", share) if share >= 0.5 else NO_SIGN


def victim_sign(left: Features, right: Features) -> Sign:
    """Somebody named who was hit: nobody dies twice, and few are hit twice."""
    if left.document_id == right.document_id:
        return NO_SIGN
    shared = victims_shared(left, right)
    return Sign("same_victim", f"both name {capwords(min(shared))} among those hit") if shared else NO_SIGN


def person_sign(left: Features, right: Features) -> Sign:
    """A full name in both, of whoever was hit, is suspected, or speaks."""
    if left.document_id == right.document_id:
        return NO_SIGN
    shared = names_of_people(left.full_names & right.full_names, left, right)
    if not shared:
        return NO_SIGN
    said = f"both name {capwords(', '.join(sorted(shared)[:2]))}"
    return Sign("same_person", said, min(MOST_PEOPLE, len(shared)))


def age_sign(left: Features, right: Features) -> Sign:
    """Ages that both tell: "a 4-year-old", "Ama Boateng, 42,"; those hit are told by age before they are named."""
    if left.document_id == right.document_id:
        return NO_SIGN
    shared = left.ages & right.ages
    if not shared:
        return NO_SIGN
    return Sign("same_age", f"both speak of somebody aged {min(shared)}", min(MOST_PEOPLE, len(shared)))


def name_sign(left: Features, right: Features) -> Sign:
    """Names in both that neither place, country nor perpetrator accounts for."""
    own = left.own_names & right.own_names
    if not own:
        return NO_SIGN
    return Sign("same_name", f"both name {capwords(', '.join(sorted(own)[:3]))}", min(MOST_NAMES, len(own)))
