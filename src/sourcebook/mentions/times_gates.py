"""Quick tests: without certain words a sentence holds no date of a family, and its rules need not look."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from sourcebook.mentions.times_lexicon import lexicon
from sourcebook.mentions.times_setting import feasts

DIGIT, TENS = "#", "0s"  # stand for any digit, and for "1990s", among the words of a sentence
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_TENS = re.compile(r"\d0['’]?s\b", re.I)


@cache
def gates() -> dict[str, tuple[frozenset[str], ...]]:
    """The words of each family: one of each set has to stand in the sentence."""
    words, months = lexicon(), frozenset(lexicon().months)
    units = _forms("hour day night morning evening week fortnight weekend month year decade")
    periods = _forms("week weekend month year")
    steps = _words("previous preceding prior following next before after earlier")
    days = _words("day night morning afternoon evening week weekend month year summer winter")
    dated = frozenset({DIGIT})
    return {
        "digits": (dated,),
        "month": (months,),
        "day": (months | {"new"}, dated | {"new"}),
        "ordinal": (months, _pieces(words.ordinals) | {"last"}),
        "weekday": (frozenset(words.weekdays) | _forms(" ".join(words.weekdays)),),
        "near": (_words("today tonight this yesterday overnight last tomorrow day night") | _forms("minute moment"),),
        "ago": (frozenset({"ago"}), _forms("week fortnight")),
        "distance": (steps | _words("ago back previously later afterwards afterward"), units),
        "ahead": (frozenset({"in"}), _forms("day week fortnight month year")),
        "to_the_day": (frozenset({"ago"}), _forms("week month year")),
        "told": (steps, days | frozenset(words.weekdays)),
        "same": (frozenset({"same", "that", "earlier", "later"}), days),
        "past": (frozenset({"past", "last", "previous"}), units),
        "recent": (frozenset({"recent"}),),
        "unit": (_words("this last next current coming earlier later"), periods),
        "part": (_forms("beginning start outset end close middle half week quarter day month early late mid"), periods),
        "run": (_words("to ending ended through until"), _forms("year month")),
        "turn": (frozenset({"turn"}), frozenset({"year"})),
        "apart": (frozenset({"after", "before", "following"}), units),
        "weekend": (frozenset({"weekend"}),),
        "season": (frozenset(words.seasons),),
        "decade": (frozenset(words.decades) | {TENS},),
        "era": (frozenset({"be", "b"}), dated),
        "foreign": (frozenset(words.foreign_months), dated),
        "calendar": (_pieces((*words.lunar_months, *words.solar_months, *words.ethiopian_months)), dated),
        "feast": (_pieces(max(_WORD.findall(name), key=len) for name in feasts().names) | {"independence"},),
    }


def _words(names: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(names.split())


def _forms(names: str) -> frozenset[str]:
    """Words with their plurals."""
    return frozenset(form for name in names.split() for form in (name, name + "s"))


def _pieces(names: Iterable[str]) -> frozenset[str]:
    """The first word of each name."""
    return frozenset(_WORD.findall(name.lower())[0] for name in names)


def opened(text: str, start: int, end: int) -> frozenset[str]:
    """The families of dates of which a sentence may hold one.

    >>> sorted(opened("He was shot today.", 0, 18))
    ['near']
    """
    found = {word.lower() for word in _WORD.findall(text, start, end)}
    if _DIGIT.search(text, start, end):
        found.add(DIGIT)
        if _TENS.search(text, start, end):
            found.add(TENS)
    return frozenset(name for name, sets in gates().items() if not any(found.isdisjoint(one) for one in sets))
