"""What happened, as two claims tell it: the act, the weapon, the counts of people, the words."""

from __future__ import annotations

from functools import lru_cache

from sourcebook.reconcile.features import Features
from sourcebook.reconcile.signs import NO_SIGN, Sign, rarity, rarity_in
from sourcebook.reconcile.stories import shared_story
from sourcebook.reconcile.wording import family, go_together

MANY = 30
"""Incidents of so many victims are rare: two reports of that order in one place hardly tell two."""
SOME, SEVERAL = 20, 5
NEARLY_ALL = 0.6
"""The share of content words from which two texts say nearly the same."""
ALIKE = 0.1
"""The weighted share of words below which two texts share no more than any two such reports."""
LITTLE, MUCH = 0.12, 0.5
"""How much two reports have in common that tell two stories, and from where more says no more."""
NO_NUMBERS = frozenset[int]()
SAME_WEAPON, OTHER_WEAPON = Sign("same_weapon", "same weapon"), Sign("other_weapon")
ANOTHER_STORY = Sign("another_story")
NEARLY_ONE = Sign("nearly_the_same_words", "nearly the same words")


def type_sign(left: Features, right: Features) -> Sign:
    """The same act, a kindred one, or one that does not go with the other."""
    return acts_sign(left.claim.type, right.claim.type)


@lru_cache(maxsize=10_000)
def acts_sign(one: str, other: str) -> Sign:
    """What two kinds of act have to do with each other."""
    if one == other:
        name = {"any": "both_vague_acts", "arms": "both_armed_acts"}.get(family(one), "same_act")
        return Sign(name, "" if name == "both_vague_acts" else f"both {one.replace('_', ' ')}")
    if family(one) == family(other):
        return Sign("kindred_acts", "kindred acts")
    if "any" in (family(one), family(other)):
        return Sign("vague_act")
    return Sign("acts_that_go_together") if go_together(one, other) else Sign("acts_apart")


def weapon_sign(left: Features, right: Features) -> Sign:
    """The weapon, where both tell it."""
    if not left.weapons or not right.weapons:
        return NO_SIGN
    return OTHER_WEAPON if left.weapons.isdisjoint(right.weapons) else SAME_WEAPON


@lru_cache(maxsize=20_000)
def number_sign(harm: str, one: int | None, other: int | None, known: frozenset[int]) -> Sign:
    """Equal counts speak for one incident, the more the larger; counts rise between reports, but not without end."""
    if one is None or other is None:
        return NO_SIGN
    low, high = sorted((one, other))
    if low == high:
        size = "many" if low >= SOME else "several" if low >= SEVERAL else "a_few" if low > 1 else "one"
        return Sign(f"{harm}_equal_{size}", f"both {low} {harm}")
    if known & {low, high}:
        return Sign(f"{harm}_corrected", f"{harm} corrected between {low} and {high}")
    many = "_of_many" if low >= MANY else "_of_few" if low < SEVERAL else ""
    if high <= low * 1.6 + 3:
        return Sign(f"{harm}_close{many}", f"{harm} {low}, then {high}")
    if high <= low * 4 + 3:
        return Sign(f"{harm}_apart{many}")
    return Sign(f"{harm}_far_apart")


def killed_sign(left: Features, right: Features) -> Sign:
    """The counts of dead, each compared with the other's."""
    known = left.withdrawn | right.withdrawn if left.withdrawn or right.withdrawn else NO_NUMBERS
    return number_sign("killed", left.killed, right.killed, known)


def injured_sign(left: Features, right: Features) -> Sign:
    """The counts of injured, which differ more between honest reports than those of dead."""
    return number_sign("injured", left.injured, right.injured, NO_NUMBERS)


def taken_sign(left: Features, right: Features) -> Sign:
    """The counts of those taken."""
    return number_sign("taken", left.taken, right.taken, NO_NUMBERS)


def toll_sign(left: Features, right: Features) -> Sign:
    """Dead and injured both equal, where both reports count both: one count may agree by chance, two hardly."""
    if None in (left.killed, right.killed, left.injured, right.injured):
        return NO_SIGN
    same = (left.killed, left.injured) == (right.killed, right.injured)
    return Sign("same_toll", f"both {left.killed} killed and {left.injured} injured") if same else NO_SIGN


def wording_sign(left: Features, right: Features) -> Sign:
    """Words that both texts use, the rarer the more they say, beyond those that every such report uses."""
    common = left.words & right.words
    alike = share(len(common), len(left.words), len(right.words))
    sentences = left.words is not left.main_words or right.words is not right.main_words
    leads = left.main_words & right.main_words if sentences else common
    if sentences:
        alike = max(alike, share(len(leads), len(left.main_words), len(right.main_words)))
    if alike >= NEARLY_ALL:
        return NEARLY_ONE
    if not common:
        return NO_SIGN
    alike = share(rarity_in(common), left.rarity, right.rarity)
    if sentences and leads:
        alike = max(alike, share(rarity_in(leads), left.main_rarity, right.main_rarity))
    if alike < ALIKE:
        return NO_SIGN
    rare = sorted(common, key=rarest_first)
    return Sign("words_in_common", f"both say {', '.join(rare[:3])}", min(alike, NEARLY_ALL))


def story_sign(left: Features, right: Features) -> Sign:
    """What the reports have in common as wholes, beyond the sentences about the incident, if it is what both tell."""
    if left.story is None or right.story is None or left.document_id == right.document_id:
        return NO_SIGN
    alike = shared_story(left, right)
    if alike < LITTLE:
        return ANOTHER_STORY
    shared = [word for word in left.story.words if word in right.story_weights]
    return Sign("one_story", f"both reports speak of {', '.join(shared[:3])}", min(alike, MUCH))


@lru_cache(maxsize=50_000)
def rarest_first(word: str) -> tuple[int, str]:
    """What puts words in order, the rarest first."""
    return -rarity()[word], word


def share(common: float, one: float, other: float) -> float:
    """The share of all that two hold which both hold, 0 to 1 (Jaccard), from how much each and both hold."""
    return common / (one + other - common) if common else 0.0
