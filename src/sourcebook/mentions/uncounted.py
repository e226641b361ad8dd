"""Numbers that count nobody: dates, amounts, ages, street numbers, reference marks and parts of names."""

from __future__ import annotations

from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups, word_set

_LISTING = frozenset((",", "and", "to", "or", "-", "–", "&", ";"))
_LONGEST_RUN = 40
_DIGITS_OF_HOUSES = 2
_WORDS_OF_STREETS = 5
_AFTER_AGE = frozenset((";", "–", "—", "-", "was", "is", "and"))
OLDEST = 110


def counts_something(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a number is a count at all: not a date, an amount, an age, a reference mark or a part of a name."""
    lower = sentence.lower
    before = lower[start - 1] if start else ""
    after = lower[end] if end < len(lower) else ""
    if before in word_set("quantities", "not_counts", "before") or before == "/":
        return False
    if after in word_set("quantities", "not_counts", "after"):
        return False
    at = sentence.tokens[start].start
    if sentence.document.text[max(0, at - 1) : at] == "[":
        return False
    if _numbers_a_picture(sentence, start, end) or _is_of_address(sentence, start, end):
        return False
    if _is_age(sentence, start, end) or _is_age_said(sentence, start, end) or _is_listed_age(sentence, start, end):
        return False
    return not (_is_glued(sentence, start, end) or _is_year(sentence, start, end))


def _numbers_a_picture(sentence: Sentence, start: int, end: int) -> bool:
    """ "Photo 9 of 16", and a number that a new sentence follows without a stop: "16 A couple was found dead"."""
    pictures, lower = word_set("quantities", "not_counts", "pictures"), sentence.lower
    shown = start > 2 and lower[start - 1] == "of" and lower[start - 3] in pictures
    opened = end < len(lower) and sentence.tokens[end].text in ("A", "An", "The")
    return opened or shown or (start > 0 and lower[start - 1] in pictures)


def _is_of_address(sentence: Sentence, start: int, end: int) -> bool:
    """ "At 13915 County Road", "near 400 West Main Street": digits before the name of a street."""
    if not sentence.lower[start].isdecimal() or len(sentence.lower[start]) < _DIGITS_OF_HOUSES:
        return False
    streets = word_set("quantities", "not_counts", "streets")
    for at in range(end, min(end + _WORDS_OF_STREETS, len(sentence))):
        if sentence.tokens[at].pos not in ("PROPN", "NUM", "ADJ") and not sentence.tokens[at].text[:1].isupper():
            return False
        if sentence.lower[at] in streets and at > end:
            return True
    return False


def _is_glued(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the number is a part of a longer sign: "AK-47", "9:15", "F-16", but not the label of an info box."""
    lower, tokens = sentence.lower, sentence.tokens
    before = lower[start - 1] if start else ""
    glued_before = start and tokens[start - 1].end == tokens[start].start and before not in "([{\"'“‘—–>~<:;,"
    if glued_before and not before[-1:].isspace() and not _after_label(before):
        return True
    if end + 1 >= len(lower) or lower[end][:1] not in ("-", "–", ":", "°", "^"):
        return False
    glued_after = tokens[end].start == tokens[end - 1].end
    if glued_after and _is_score(lower[start], lower[end + 1]):
        return True
    ranged = (lower[end][0] in "-–") is lower[end + 1][:1].isdigit()
    return glued_after and not ranged


def _is_score(first: str, second: str) -> bool:
    """ "3-1": no range runs backwards."""
    return first.isdecimal() and second.isdecimal() and int(first[:18]) >= int(second[:18])


def _after_label(before: str) -> bool:
    """An info box prints its label against the number ("Deaths97")."""
    return before.isalpha() and len(before) > 3


def _is_age(sentence: Sentence, start: int, end: int) -> bool:
    """An age stands between commas behind a name ("Carroll, 48, was killed"), behind "a man of" or "both".

    Behind a full name other marks close it too: "Ama Boateng, 28; Kofi Asante, 20", "Yusuf Bello, 24 was hit".
    """
    lower, tokens = sentence.lower, sentence.tokens
    if start < 2 or not could_be_age(lower[start]):
        return False
    after = lower[end] if end < len(lower) else "."
    if lower[start - 1] in (",", "(") and after in (",", ")", "."):
        one = tokens[start - 2].tag == "NN" and (lower[start - 1] == "(" or lower[start - 2] in _people())
        return one or _names_one(sentence, start - 2)
    if lower[start - 1] == "," and after in _AFTER_AGE and start > 2:
        return tokens[start - 2].entity.endswith("PERSON") and tokens[start - 3].entity.endswith("PERSON")
    if lower[start - 1] == "both" and after in (",", "and", ")"):
        return True
    aged = word_set("quantities", "not_counts", "aged")
    return lower[start - 1] == "of" and lower[start - 2] in aged and after in (".", ",", "was", "is", "and", "who")


def _people() -> frozenset[str]:
    return frozenset(groups("people", "populations"))


def _names_one(sentence: Sentence, at: int) -> bool:
    """Whether a word is a name, or the last of a person's."""
    return sentence.tokens[at].pos == "PROPN" or sentence.tokens[at].entity.endswith("PERSON")


def _is_age_said(sentence: Sentence, start: int, end: int) -> bool:
    """ "Were under 18", "is over 60", "was 24": a bare number that somebody is."""
    lower = sentence.lower
    if (
        start < 2
        or not could_be_age(lower[start])
        or (end < len(lower) and lower[end] not in (",", ".", ";", ")", "and"))
    ):
        return False
    bounded = lower[start - 1] in ("under", "over", "below", "above")
    return bounded and lower[start - 2] in ("was", "were", "is", "are", "aged")


def could_be_age(word: str) -> bool:
    """Whether a bare number may be somebody's age in years."""
    return word.isdecimal() and 0 < int(word[:9]) < OLDEST


def _is_listed_age(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the number stands in a run of bare ages: "aged 22, 24 and 27", "(22, 24, 25)"."""
    lower = sentence.lower
    if not could_be_age(lower[start]):
        return False
    first = _run_edge(lower, start - 1, -1) + 1
    last = _run_edge(lower, end, 1)
    run = sum(could_be_age(word) for word in lower[first:last])
    opened = lower[first - 1] if first else ""
    closed = lower[last] if last < len(lower) else ""
    if closed in ("years", "year") and lower[last + 1 : last + 2] == ["old"]:
        return True
    if opened in word_set("quantities", "not_counts", "ages"):
        return True
    return run > 2 and opened == "(" and closed == ")"


def _run_edge(lower: list[str], at: int, step: int) -> int:
    """The first word in one direction that is neither a bare number nor what joins a list of them."""
    for _ in range(_LONGEST_RUN):
        if not 0 <= at < len(lower) or not (lower[at] in _LISTING or could_be_age(lower[at])):
            break
        at += step
    return at


def _is_year(sentence: Sentence, start: int, end: int) -> bool:
    word = sentence.lower[start]
    if end != start + 1 or len(word) != 4 or not word.isdigit() or not "1900" <= word <= "2099":
        return False
    following = sentence.tokens[end].pos if end < len(sentence) else ""
    return following not in ("NOUN", "ADJ") or sentence.tokens[start].entity.endswith("DATE")
