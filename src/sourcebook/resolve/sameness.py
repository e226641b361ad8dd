"""Whether two actors may be one by their names: what speaks for it, what excludes it, for people to judge.

Nothing here joins anybody. What is certain was joined by list or by key before; here a question is asked or dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from sourcebook.records.vocabulary import ActorKind
from sourcebook.resolve.folding import ARTICLES, folded
from sourcebook.resolve.names import is_common, is_weak, latin, person_key, person_words, skeleton, spelled, words
from sourcebook.resolve.placewords import place_words
from sourcebook.resolve.registry import GROUPISH, LEADING, actor_key, registry

__all__ = ["Bearer", "Question", "group_words", "initials", "person_words", "question"]

MOST_NAMES = 12
_SHORT = re.compile(r"(?:[A-Z][a-z]?){2,8}|[A-Z]{2,6}(?:[-–/][A-Z]{1,4})?")
_NUMBER = re.compile(r"\d+")
_SMALL = ARTICLES | {"of", "and", "for", "in", "de", "la", "del", "des", "du", "to", "on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Two actors that may be one: how likely it looks by the names, from 0 to 1, and why, in words."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """An actor as its names tell it."""

    actor_id: str
    kind: ActorKind
    names: tuple[str, ...]


def question(one: Bearer, other: Bearer) -> Question | None:
    """What a person is asked about two actors; nothing where they cannot be one, or nothing says that they are.

    >>> splinter = Bearer(actor_id="a", kind=ActorKind.ARMED_GROUP, names=("Real Marsh Army",))
    >>> question(splinter, Bearer(actor_id="b", kind=ActorKind.ARMED_GROUP, names=("Marsh Army",))) is None
    True
    >>> one = Bearer(actor_id="a", kind=ActorKind.PERSON, names=("Hafiz Saeed",))
    >>> question(one, Bearer(actor_id="b", kind=ActorKind.PERSON, names=("Hafiz Saeed Khan",))).reasons
    ('every word of “Hafiz Saeed” stands in “Hafiz Saeed Khan”',)
    """
    people = (one.kind is ActorKind.PERSON) + (other.kind is ActorKind.PERSON)
    if one.actor_id == other.actor_id or people == 1 or told_apart(one, other):
        return None
    if not people and not {one.kind, other.kind} <= GROUPISH:
        return None
    asked = people_asked if people else groups_asked
    pairs = islice(product(one.names[:MOST_NAMES], other.names[:MOST_NAMES]), MOST_NAMES * MOST_NAMES)
    found = [each for left, right in pairs if (each := asked(left, right))]
    return max(found, key=lambda each: each.score, default=None)


def told_apart(one: Bearer, other: Bearer) -> bool:
    """Whether the registry knows both, and so that they are two."""
    known = registry().groups
    return one.actor_id in known and other.actor_id in known


def people_asked(left: str, right: str) -> Question | None:
    """What two names of people have in common that one person's would."""
    mine, theirs = person_words(left), person_words(right)
    if person_key(left) == person_key(right):
        if len(mine) < 2 and is_common(mine[0]):
            return None
        if is_weak(left):
            return Question(score=0.5, reasons=(f"both are called “{left}”, as many people are",))
        return Question(score=0.95, reasons=(f"“{left}” and “{right}” are one name in two spellings",))
    if min(len(mine), len(theirs)) < 2:
        return None
    if sorted(mine) == sorted(theirs):
        return Question(score=0.7, reasons=(f"“{left}” and “{right}” hold the same words in another order",))
    short, long = sorted((mine, theirs), key=len)
    if set(short) < set(long):
        whose = (left, right) if short is mine else (right, left)
        score = 0.3 if all(map(is_common, short)) else 0.6 if short[0] == long[0] else 0.4
        return Question(score=score, reasons=(f"every word of “{whose[0]}” stands in “{whose[1]}”",))
    return nearly(left, right, (mine, theirs))


def nearly(left: str, right: str, found: tuple[Sequence[str], Sequence[str]]) -> Question | None:
    """Names of as many words of which one differs by a letter or two."""
    mine, theirs = (sorted(each) for each in found)
    if len(mine) != len(theirs):
        return None
    only, others = sorted(set(mine) - set(theirs)), sorted(set(theirs) - set(mine))
    if len(only) != 1 or len(others) != 1 or not letters_apart(only[0], others[0]):
        return None
    reason = f"“{left}” and “{right}” differ by letters of one word alone"
    return Question(score=0.45 if is_common(only[0]) or is_common(others[0]) else 0.65, reasons=(reason,))


def letters_apart(one: str, other: str) -> bool:
    """Whether two words may be one, written otherwise: the same consonants, or one letter more, fewer or other.

    >>> letters_apart("masli", "musali"), letters_apart("yakutumba", "sheka"), letters_apart("gatdit", "gadit")
    (True, False, True)
    """
    if min(len(one), len(other)) < 4 or any(map(str.isdigit, one + other)):
        return False
    if skeleton(one) == skeleton(other) or _bare(one) == _bare(other):
        return True
    return distance(one, other) <= (1 if min(len(one), len(other)) < 8 else 2)


def _bare(word: str) -> str:
    return word[:1] + re.sub("[aeiou]", "", word[1:])


@lru_cache(maxsize=65536)
def distance(one: str, other: str) -> int:
    """How many letters have to be put in, taken out or exchanged to make one word the other."""
    before = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        now = [number]
        for at, against in enumerate(other, start=1):
            now.append(min(before[at] + 1, now[-1] + 1, before[at - 1] + (letter != against)))
        before = now
    return before[-1]


def groups_asked(left: str, right: str) -> Question | None:
    """What two names of groups have in common that one group's would; nothing where a word keeps them apart."""
    if actor_key(left) == actor_key(right):
        return Question(score=0.9, reasons=(f"both are called “{left}”, a name that several actors bear",))
    if short := shortened(left, right):
        return Question(score=0.6, reasons=(f"“{short[0]}” is made of the first letters of “{short[1]}”",))
    mine, theirs = group_words(left), group_words(right)
    if not mine or not theirs or numbers(left) != numbers(right):
        return None
    only, others = [w for w in mine if w not in theirs], [w for w in theirs if w not in mine]
    if not only and not others:
        return Question(score=0.8, reasons=(f"“{left}” and “{right}” hold the same words",))
    if only and others:
        return nearly_group(left, right, (mine, theirs))
    return longer_group(left, right, only or others)


def nearly_group(left: str, right: str, found: tuple[list[str], list[str]]) -> Question | None:
    """Groups' names of which one word is written otherwise."""
    mine, theirs = found
    if len(mine) < 2 or {*mine} & {*theirs} <= form():
        return None
    asked = nearly(left, right, (mine, theirs))
    return asked and Question(score=min(asked.score, 0.55), reasons=asked.reasons)


def longer_group(left: str, right: str, more: Iterable[str]) -> Question | None:
    """A group's name with further words: words of form are asked about, and a place; a wing is another group."""
    listed = list(more)
    if wings().intersection(listed) or len(listed) > 2:
        return None
    short, long = sorted((left, right), key=lambda name: len(group_words(name)))
    if set(group_words(short)) <= form():
        return None
    if form().issuperset(listed):
        return Question(score=0.6, reasons=(f"“{long}” is “{short}” with a word of form more",))
    if any(is_place(word) for word in listed):
        return Question(score=0.35, reasons=(f"“{long}” is “{short}” with a place more; it may be a branch of it",))
    if len(group_words(short)) < 2:
        return None
    return Question(score=0.3, reasons=(f"“{long}” is “{short}” with a word more; it may be a part of it",))


def shortened(left: str, right: str) -> tuple[str, str] | None:
    """Which of two names is made of the other's first letters, and the other.

    >>> shortened("FMA", "Free Marsh Army"), shortened("Free Marsh Army", "FLA")
    (('FMA', 'Free Marsh Army'), None)
    """
    for short, long in ((left, right), (right, left)):
        if _SHORT.fullmatch(short) and " " in long.strip() and not initials(short).isdisjoint(initials(long)):
            return short, long
    return None


def initials(name: str) -> frozenset[str]:
    """The short forms that a name's first letters make, with and without small words; of a short form itself.

    >>> sorted(initials("Front for the Freedom of Marsh")), sorted(initials("FFM"))
    (['ffm', 'fftfom'], ['ffm'])
    """
    if _SHORT.fullmatch(name):
        return frozenset([re.sub(r"[^a-z]", "", name.lower())])
    plain = folded(name).split()
    made = ("".join(w[0] for w in plain), "".join(w[0] for w in plain if w not in _SMALL))
    return frozenset(each for each in made if len(each) > 1)


def group_words(name: str) -> list[str]:
    """The words of a group's name that tell anything, in their spelling, without those for its people."""
    found = [word for word in latin(LEADING.sub("", name)[:200]).split() if word not in _SMALL]
    while len(found) > 1 and found[-1] in registry().roles:
        found.pop()
    return [spelled(word) if len(word) > 3 else word for word in found]


def numbers(name: str) -> list[str]:
    """The numbers in a name."""
    return _NUMBER.findall(name)


def form() -> frozenset[str]:
    """Words for what a group is, rather than who."""
    return _list("form")


def wings() -> frozenset[str]:
    """Words that make a part of a group another actor."""
    return _list("wings")


@lru_cache(maxsize=8)
def _list(name: str) -> frozenset[str]:
    return frozenset(each for word in words()["groups"][name] for each in (word, spelled(word)))


@lru_cache(maxsize=4096)
def is_place(word: str) -> bool:
    """Whether a word of a name is a demonym or a country's name."""
    from sourcebook.resolve.actors import country_named

    return word.title() in place_words().demonyms or country_named(word) is not None
