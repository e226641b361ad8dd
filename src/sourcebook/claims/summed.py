"""Tolls that are the sum of others which the same document tells: of a headline, of "two bombings that killed 33"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, pairwise

from sourcebook.claims.incidents import Incident, incidents_of
from sourcebook.claims.tellings import Telling
from sourcebook.claims.told_tolls import broad, counts_acts, toll
from sourcebook.records.vocabulary import Harm

# a toll is held against so many others, to see whether it is their sum
MOST_PARTS = 8


def told_apart(tellings: Iterable[Telling]) -> list[Incident]:
    """The incidents that the tellings of a document are of, what sums several of them set apart or left out."""
    found = incidents_of(tellings)
    return without_sums([part for incident in found for part in sums_apart(incident, found)])


def sums_apart(incident: Incident, incidents: list[Incident]) -> list[Incident]:
    """An incident, and alone what it told of several acts whose toll is just that of others told one by one.

    "Two bombs killed 33. Sixteen died in the attack on Monday, 17 were killed on Sunday": the 33 are no third toll.
    """
    sums = [t for t in incident.tellings if counts_acts(t) and adds_to(t, incidents)]
    if not sums:
        return [incident]
    apart = [Incident([replace(t, aggregate=True)]) for t in sums]
    rest = [t for t in incident.tellings if t not in sums]
    return [*apart, replace(incident, tellings=rest)] if rest else apart


def adds_to(telling: Telling, incidents: list[Incident]) -> bool:
    """Whether the dead of a telling are just those of two or three others of the document together."""
    whole = toll(telling, Harm.KILLED)
    others = [n for i in incidents for t in i.tellings if t is not telling and (n := toll(t, Harm.KILLED))]
    parts = [n for n in others[:MOST_PARTS] if whole is not None and n < whole]
    return any(sum(some) == whole for size in (2, 3) for some in combinations(parts, size))


def without_sums(incidents: list[Incident]) -> list[Incident]:
    """The incidents without those that only a heading tells and that sum the others: "Violence leaves 31 dead"."""
    told = [i for i in incidents if i.real and any(not t.heading for t in i.tellings)]
    if len(told) < 2:
        return incidents
    return [i for i in incidents if i in told or not i.real or not (sums_up(i, told) or adds_up(i, told))]


def sums_up(heading: Incident, others: list[Incident]) -> bool:
    """Whether a heading's toll is more than that of any one incident told below it."""
    whole = [n for t in heading.tellings if (n := toll(t, Harm.KILLED)) is not None]
    parts = [n for i in others for t in i.tellings if (n := toll(t, Harm.KILLED)) is not None]
    return bool(whole and parts) and max(whole) > max(parts) and broad(heading.tellings[0])


def adds_up(heading: Incident, others: list[Incident]) -> bool:
    """Whether a heading's toll is just that of incidents told below it together: "91 killed" of 86 and five."""
    whole = {toll(t, Harm.KILLED) for t in heading.tellings} - {None}
    alone = [i for i in others if not i.tellings[0].aggregate]
    each = (max((toll(t, Harm.KILLED) or 0 for t in i.tellings), default=0) for i in alone)
    parts = [most for most in each if most]
    return (len(parts) > 1 and sum(parts) in whole) or any(one + other in whole for one, other in pairwise(parts))
