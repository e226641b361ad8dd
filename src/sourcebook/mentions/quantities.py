"""Numbers as reports print them: digits, words, dozens, hedges and ranges, before anybody asks what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.uncounted import counts_something
from sourcebook.mentions.wordlists import groups, lexicon, phrases, word_set
from sourcebook.records.vocabulary import FigureRule, Qualifier

LARGEST = 100_000_000_000
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|(?:0|[1-9]\d*)(?:\.\d+)?")
_MARKED = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}|0|[^\D0]\d*)(\+?)")
_GROUP = re.compile(r"\d{3}")
_SPACES = (" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}")
_JOINED = re.compile(r"(\d{1,3}(?:,\d{3}){1,4}|\d{1,15})[-–—](\d{1,3}(?:,\d{3}){1,4}|\d{1,15})")
_WITH_MEASURE = {"hundred", "thousand", "million", "lakh", "dozen", "score"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its hedges: tokens ``start`` up to ``end``; ``core`` is where the number itself begins.

    ``rule`` says how the number is told.
    """

    start: int
    core: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    rule: FigureRule


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    end: int
    qualifier: Qualifier = Qualifier.EXACT
    upper: int | None = None
    rule: FigureRule = FigureRule.DIGITS


def quantities_in(sentence: Sentence) -> Iterator[Quantity]:
    """Every number of the sentence that could count people, left to right; none overlaps another."""
    index, count = 0, len(sentence)
    while index < count:
        number = _number(sentence, index)
        if number is None:
            index += 1
            continue
        if counts_something(sentence, index, number.end):
            yield _hedged(sentence, index, _ranged(sentence, index, number))
        index = max(_ranged(sentence, index, number).end, index + 1)


def _number(sentence: Sentence, index: int) -> _Number | None:
    """The number that begins at this word, if one does."""
    word = sentence.lower[index]
    if word == "zero" and index and sentence.tokens[index].pos == sentence.tokens[index - 1].pos == "PROPN":
        return None  # "Vision Zero", "Ground Zero"
    if word == "both" and _joins_names(sentence, index):
        return None  # "both Okello and the baby" are told by their names
    if word[0].isdigit():
        return _digits(sentence, index, word)
    if word not in _first_words():
        return None
    return (
        _several(sentence, index) or _plural(sentence, index) or _one_more(sentence, index) or _spelled(sentence, index)
    )


def _joins_names(sentence: Sentence, both: int) -> bool:
    """Whether "both" only announces an "and" between two nouns behind it."""
    head = sentence.tokens[both].head
    noun = head > both and sentence.tokens[head].pos in ("NOUN", "PROPN", "PRON") and sentence.lower[head] != "of"
    return noun and sentence.tokens[both].dep == "preconj" and sentence.child(head, "conj") is not None


@cache
def _first_words() -> frozenset[str]:
    """Words that a number in words can begin with."""
    words = lexicon("quantities")
    several = (phrase.split()[0] for phrase in words["several"])
    return frozenset({"a", "another", "half", "other", *words["numbers"], *words["plurals"], *several})


def _digits(sentence: Sentence, index: int, word: str) -> _Number | None:
    joined = _JOINED.fullmatch(word)
    if joined:
        low, high = (int(part.replace(",", "")) for part in joined.groups())
        return _Number(low, index + 1, Qualifier.RANGE, high, FigureRule.NUMBER_RANGE) if low < high < LARGEST else None
    marked = _MARKED.fullmatch(word)
    if marked is None and not _DIGITS.fullmatch(word):
        return None
    value, end = _spaced(sentence, index, word)
    whole = "." not in word
    multipliers = lexicon("quantities")["multipliers"]
    while end < len(sentence) and (factor := multipliers.get(sentence.lower[end])):
        value, end, whole = value * factor, end + 1, True
    if not whole or value > LARGEST or value != int(value):
        return None
    return _Number(int(value), end, Qualifier.AT_LEAST if marked and marked[2] else Qualifier.EXACT)


def _spaced(sentence: Sentence, index: int, word: str) -> tuple[float, int]:
    """The value of digits and where they end: thousands may stand apart ("1 200 people", "1,25,000")."""
    digits, end = word.rstrip("+").replace(",", ""), index + 1
    while len(word) < 4 and end + 1 < len(sentence) and _GROUP.fullmatch(sentence.lower[end]):
        if sentence.document.text[sentence.tokens[end - 1].end : sentence.tokens[end].start] not in _SPACES:
            break
        digits, end = digits + sentence.lower[end], end + 1
    if end > index + 1 and sentence.tokens[end].pos not in ("NOUN", "ADJ", "PROPN"):
        return float(word.rstrip("+").replace(",", "")), index + 1
    return float(digits), end


def _several(sentence: Sentence, index: int) -> _Number | None:
    """ "Several", "a few dozen": the least that the words allow."""
    found = sentence.phrase_starting(index, _several_words(), 3)
    if found is None:
        return None
    end, least = found[0], int(found[1])
    factor = lexicon("quantities")["multipliers"].get(sentence.lower[end]) if end < len(sentence) else None
    value, after = (least * factor, end + 1) if factor else (least, end)
    return _Number(value, after, Qualifier.VAGUE, rule=FigureRule.SEVERAL)


def _several_words() -> dict[tuple[str, ...], str]:
    return phrases("quantities", "several")


def _plural(sentence: Sentence, index: int) -> _Number | None:
    """ "Dozens", "hundreds of thousands": at least two of the measure."""
    plurals = lexicon("quantities")["plurals"]
    least = plurals.get(sentence.lower[index])
    if least is None:
        return None
    end = index + 1
    if sentence.lower[end : end + 1] == ["of"] and sentence.lower[end + 1 : end + 2]:
        measure = plurals.get(sentence.lower[end + 1])
        if measure:
            return _Number(least * measure // 2, end + 2, Qualifier.VAGUE, rule=FigureRule.PLURAL_MEASURE)
    return _Number(least, end, Qualifier.VAGUE, rule=FigureRule.PLURAL_MEASURE)


def _one_more(sentence: Sentence, index: int) -> _Number | None:
    """ "Another", "the other", "a third": one more person, where no noun follows ("one died and another was hurt")."""
    lower, end = sentence.lower, index + 1
    if lower[index] == "a" and lower[end : end + 1] and lower[end] in word_set("quantities", "ordinals", "words"):
        end += 1
    elif (lower[index] == "other" and (index == 0 or lower[index - 1] != "the")) or lower[index] not in (
        "another",
        "other",
    ):
        return None
    if end >= len(lower) or not _stands_alone(sentence, end):
        return None
    return _Number(1, end, rule=FigureRule.NUMBER_WORDS)


def _stands_alone(sentence: Sentence, end: int) -> bool:
    """Whether what follows is a verb, a state or the end of a clause, and no noun that is counted."""
    token = sentence.tokens[end]
    if token.tag in ("VBN", "VBD", "VBZ", "VBP", "MD") or token.pos == "AUX":
        return True
    return sentence.lower[end] in groups("harms", "states") or sentence.lower[end] in (
        "fatally",
        "critically",
        "seriously",
    )


def _spelled(sentence: Sentence, index: int) -> _Number | None:
    """A number in words: "twenty-four", "a hundred and five", "two dozen", "half a dozen"."""
    words, lower = lexicon("quantities"), sentence.lower
    if lower[index : index + 2] == ["half", "a"]:
        whole = words["multipliers"].get(lower[index + 2]) if index + 2 < len(lower) else None
        return _Number(whole // 2, index + 3, Qualifier.ABOUT, rule=FigureRule.MEASURE) if whole else None
    first = words["numbers"].get(lower[index])
    if first is None and not (lower[index] == "a" and _is_measure(lower, index + 1)):
        return None
    total, current, end = 0, 1 if first is None else first, index + 1
    round_measure = False
    while end < len(lower):
        step = _next_part(lower, end, words)
        if step is None:
            break
        value, is_measure, end = step
        if is_measure:
            total, current = _measured(total, current, value)
            round_measure = value in (12, 20)
        else:
            current += value
    if round_measure:
        return _Number(total + current, end, Qualifier.ABOUT, rule=FigureRule.MEASURE)
    return _Number(total + current, end, rule=FigureRule.NUMBER_WORDS)


def _measured(total: int, current: int, measure: int) -> tuple[int, int]:
    """What was counted so far and since, a measure on: "nine thousand million" has one measure of another."""
    if measure < 1000:
        return total, current * measure
    return (total + current * measure, 0) if current else (total * measure, 0)


def _is_measure(lower: list[str], at: int) -> bool:
    """Whether "a" before this word is one of it: "a hundred", "a dozen"; "a score" is a result as often."""
    return at < len(lower) and lower[at] in _WITH_MEASURE - {"score"}


def _next_part(lower: list[str], at: int, words: dict[str, dict[str, int]]) -> tuple[int, bool, int] | None:
    """The next part of a number in words: its value, whether it multiplies, and where it ends."""
    if lower[at] in words["multipliers"]:
        return words["multipliers"][lower[at]], True, at + 1
    following = lower[at + 1] if at + 1 < len(lower) else ""
    before = words["numbers"].get(lower[at - 1], 0)
    if lower[at] == "-" and before >= 20 and 0 < words["numbers"].get(following, 0) < 10:
        return words["numbers"][following], False, at + 2
    if lower[at] == "and" and lower[at - 1] in words["multipliers"] and following in words["numbers"]:
        return words["numbers"][following], False, at + 2
    value = words["numbers"].get(lower[at])
    if value and (lower[at - 1] in words["multipliers"] or (before >= 20 and value < 10)):
        return value, False, at + 1
    return None


def _ranged(sentence: Sentence, start: int, number: _Number) -> _Number:
    """The number with the end of its range, where one follows: "10 to 12", "19-30", "two or three"."""
    lower, end = sentence.lower, number.end
    if number.upper is not None or end + 1 >= len(lower) or number.qualifier is Qualifier.VAGUE:
        return number
    link, before = lower[end], lower[start - 1] if start else ""
    joined = (link in ("to", "-", "–", "—", "or") and before != "from") or (link == "and" and before == "between")
    upper = _number(sentence, end + 1) if joined else None
    if upper is None or upper.qualifier is Qualifier.VAGUE:
        return number
    value, least = upper.value, _scaled(sentence, number, upper, end)
    if upper.upper is None and least < value:
        return _Number(least, upper.end, Qualifier.RANGE, value, FigureRule.NUMBER_RANGE)
    return number


def _scaled(sentence: Sentence, lower: _Number, upper: _Number, end: int) -> int:
    """The lower end of a range in the measure of the upper: "two to three hundred" starts at 200."""
    multipliers = lexicon("quantities")["multipliers"]
    factor = multipliers.get(sentence.lower[upper.end - 1], 1)
    measured = sentence.lower[end - 1] in multipliers
    scaled = lower.value * factor
    return scaled if not measured and scaled < upper.value else lower.value


def _hedged(sentence: Sentence, core: int, number: _Number) -> Quantity:
    """The number with the words around it that bound it."""
    start, end, qualifier = core, number.end, number.qualifier
    at = core
    while at and sentence.lower[at - 1] in word_set("quantities", "between", "words"):
        at -= 1
    hedge = sentence.phrase_ending(core, phrases("quantities", "hedges")) or sentence.phrase_ending(
        at, phrases("quantities", "hedges")
    )
    if number.upper is not None and core and sentence.lower[core - 1] in ("between", "from"):
        start = core - 1
    if hedge and not _is_movement(sentence, hedge[0]):
        start, qualifier = hedge[0], _stricter(qualifier, Qualifier(hedge[1]))
        outer = sentence.phrase_ending(start, phrases("quantities", "hedges"))
        if outer:
            start, qualifier = outer[0], _stricter(qualifier, Qualifier(outer[1]))
    following = sentence.phrase_starting(end, phrases("quantities", "hedges_after"), 2)
    if following and not (following[1] == "at_least" and qualifier is Qualifier.AT_MOST):
        end, qualifier = following[0], Qualifier(following[1])
    bounds = Quantity(
        start=start, core=core, end=end, low=None, best=None, high=None, qualifier=qualifier, rule=number.rule
    )
    return bounded(bounds, number.value, number.upper)


def _is_movement(sentence: Sentence, hedge: int) -> bool:
    """Whether "up to" belongs to a verb of rising ("the toll has gone up to 36"): it bounds nothing then."""
    return sentence.lower[hedge] == "up" and hedge > 0 and sentence.lemma(hedge - 1) in ("go", "rise", "climb", "move")


def _stricter(inner: Qualifier, outer: Qualifier) -> Qualifier:
    """Of two hedges on one number the one that bounds it: "at least some 20" is at least."""
    if inner in (Qualifier.VAGUE, Qualifier.RANGE):
        return inner
    return inner if outer is Qualifier.ABOUT and inner is not Qualifier.EXACT else outer


def bounded(quantity: Quantity, value: int, upper: int | None) -> Quantity:
    """The quantity with low, best and high by the rule of its qualifier (see `Figure`)."""
    match quantity.qualifier:
        case Qualifier.RANGE:
            return replace(quantity, low=value, high=upper)
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return replace(quantity, low=value, best=value)
        case Qualifier.AT_MOST | Qualifier.LESS_THAN:
            return replace(quantity, high=value if upper is None else upper)
        case Qualifier.VAGUE:
            return replace(quantity, low=value)
        case _:
            return replace(quantity, low=value, best=value, high=value)
