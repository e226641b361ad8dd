"""On which fields independent origins disagree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from sourcebook.reconcile import places
from sourcebook.reconcile.dates import Told, gap_days, told_times
from sourcebook.reconcile.estimates import Reckoning, disagree
from sourcebook.reconcile.wording import folded, names_nobody, word_list
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Perpetrator
from sourcebook.records.vocabulary import PlacePrecision, Stance, TimeBasis

OWNED = frozenset({Stance.STATED, Stance.CLAIMED})
FORCES = frozenset({"army", "navy", "force", "forces", "police", "government", "state", "republic", "national"})
FINE = frozenset({PlacePrecision.SITE, PlacePrecision.LOCALITY})

ByOrigin = Mapping[str, Sequence[Claim]]


def times_disagree(by_origin: ByOrigin) -> bool:
    """Whether no day that one origin allows is allowed by another; a relative day may be read one day off."""
    told = [told_times(claims) for _, claims in sorted(by_origin.items())]
    return any(
        all(clash(one, other) for one in left for other in right)
        for left, right in combinations([times for times in told if times], 2)
    )


def clash(left: Told, right: Told) -> bool:
    """Whether two stated times exclude each other."""
    if TimeBasis.PUBLICATION in (left.basis, right.basis):
        return False
    slack = 1 if TimeBasis.RELATIVE in (left.basis, right.basis) else 0
    return gap_days(left.days, right.days) > slack


def places_disagree(by_origin: ByOrigin) -> bool:
    """Whether two origins name two towns, neither near the other."""
    told = [[c.place for c in claims if c.place and c.place.precision in FINE] for claims in by_origin.values()]

    for left, right in combinations([found for found in told if found], 2):
        distances = [
            not places.same_place(one, other) and (places.distance_km(one, other) or 0.0) > places.NEAR_KM
            for one in left
            for other in right
        ]
        if all(distances):
            return True
    return False


def perpetrators_disagree(perpetrators: Sequence[Perpetrator], origins: Mapping[str, str]) -> bool:
    """Whether one is denied by some and named by others, or independent origins lay it on different ones."""
    if any(Stance.DENIED in p.stances and len(p.stances) > 1 for p in perpetrators):
        return True
    owned = [p for p in perpetrators if OWNED & set(p.stances) and not names_nobody(p.name)]
    return any(rivals(left, right, origins) for left, right in combinations(owned, 2))


def rivals(left: Perpetrator, right: Perpetrator, origins: Mapping[str, str]) -> bool:
    """Whether two are named by different origins, and neither name is but a longer form of the other.

    Whom one only describes ("three Iraqi men") may be of the group that another names, unless the nations differ.
    """
    one, other = set(folded(left.name).split()), set(folded(right.name).split())
    nations = word_list("nations") - FORCES
    if describes(left.name) != describes(right.name) and not (one & nations and other & nations - one):
        return False
    if uniformed(one, other) or uniformed(other, one):
        return False
    shared_origin = {origins[c] for c in left.claim_ids} & {origins[c] for c in right.claim_ids}
    return not shared_origin and not one <= other and not other <= one


def uniformed(men: set[str], body: set[str]) -> bool:
    """Whether one name tells only that they wore a uniform, and the other is that of a body of such: "the army"."""
    plain = word_list("uniformed")
    return bool(men & plain) and men <= plain | word_list("nobody") and bool(body & word_list("bodies_of_men"))


def describes(name: str) -> bool:
    """Whether a name tells only what people are and of which nation: "Iraqi men", not "Iraqi forces"."""
    words = set(folded(name).split())
    return bool(words & word_list("nobody")) and words <= word_list("nobody") | word_list("nations") - FORCES


def contested_fields(
    by_origin: ByOrigin,
    perpetrators: Sequence[Perpetrator],
    origins: Mapping[str, str],
    reckonings: Mapping[str, Reckoning],
) -> tuple[str, ...]:
    """The names of the event's fields on which independent origins truly differ, overtaken tolls left out."""
    found = [name for name, reckoning in reckonings.items() if disagree(reckoning.tolls)]
    if perpetrators_disagree(perpetrators, origins):
        found.append("perpetrators")
    if times_disagree(by_origin):
        found.append("time")
    if places_disagree(by_origin):
        found.append("place")
    return tuple(sorted(found))
