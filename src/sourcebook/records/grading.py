"""How well an event is attested: confirmed, fair, weak, contested or discounted, by a rule that anybody can apply.

In the spirit of Airwars, which grades reports of civilian harm by who says so and who owns up to it. The number of
articles does not count, only independent origins and the stances that they report. The rules are tried in this order:

1. discounted: a reviewer rejected it, or all of the dead were attackers or fighters.
2. contested: origins lay it on different groups, or it is denied that whoever is named did it.
3. confirmed: whoever is named owned up to it, or a reviewer accepted it, and it rests on two origins or more.
4. fair: two or more independent origins report it.
5. weak: one origin reports it.
"""

from __future__ import annotations

from typing import NamedTuple

from sourcebook.records.knowledge import Event
from sourcebook.records.vocabulary import Grade, Population, ReviewState, Stance

GRADE_RULE = (
    "Discounted: rejected, or all of the dead were attackers or fighters. Contested: origins name different groups, "
    "or it is denied that whoever is named did it. Confirmed: two origins or more, and whoever is named owned up to "
    "it, or a reviewer accepted it. Fair: two origins or more. Weak: one origin. How many documents there are does not "
    "count."
)
FIGHTERS = frozenset({Population.MILITANTS, Population.PERPETRATORS})
ENOUGH = 2
REVIEWED = frozenset({ReviewState.ACCEPTED, ReviewState.EDITED})


class Graded(NamedTuple):
    """A grade, and in words what it rests on."""

    grade: Grade
    reason: str


def grade_of(event: Event) -> Graded:
    """The grade of an event, by the first rule that applies."""
    if event.review is ReviewState.REJECTED:
        return Graded(Grade.DISCOUNTED, "a reviewer rejected it")
    if only_fighters_died(event):
        return Graded(Grade.DISCOUNTED, "all of the dead were attackers or fighters")
    if disputed := dispute_in(event):
        return Graded(Grade.CONTESTED, disputed)
    number = len(event.origins)
    if number >= ENOUGH and (owned := owner_of(event)):
        return Graded(Grade.CONFIRMED, f"{owned}, and {number} independent origins report it")
    if number >= ENOUGH:
        return Graded(Grade.FAIR, f"{number} independent origins report it")
    return Graded(Grade.WEAK, "one origin alone reports it")


def only_fighters_died(event: Event) -> bool:
    """Whether fighters and attackers make up all of the dead, and nobody was injured, taken or missing."""
    killed = event.killed
    if killed is None or not killed.best or event.injured or event.kidnapped or event.missing:
        return False
    counted = {part.population: part.best or part.low or 0 for part in killed.by_population}
    fighters = sum(number for population, number in counted.items() if population in FIGHTERS)
    return counted.keys() <= FIGHTERS and fighters >= killed.best


def dispute_in(event: Event) -> str:
    """Who is said to have done it otherwise, in words; empty where nobody disputes it."""
    denied = sorted(p.name for p in event.perpetrators if Stance.DENIED in p.stances)
    if denied:
        return f"that {denied[0]} did it is denied"
    return "origins lay it on different groups" if "perpetrators" in event.contested else ""


def owner_of(event: Event) -> str:
    """Who stands behind it: whoever owned up to it, or the reviewer who accepted it; empty where nobody does."""
    claimed = sorted(p.name for p in event.perpetrators if Stance.CLAIMED in p.stances)
    if claimed:
        return f"{claimed[0]} owned up to it"
    return "a reviewer accepted it" if event.review in REVIEWED else ""
