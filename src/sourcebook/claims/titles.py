"""Which public office a text sets beside a name: "the defence secretary, Ana Ruiz", "Ana Ruiz, envoy to Chad"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.claims.cast import is_person
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import MentionKind

BEFORE = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PART", "PRON"})
BEHIND = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PART", "CCONJ"})
GOES_ON = frozenset({"of", "for", "to", "at", "on"})
# an office has at most this many words before and behind its noun
REACH_BEFORE, REACH_BEHIND = 6, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A person and the words of an office, tokens ``first`` to ``last``."""

    holder: Spot
    title: Words
    first: int


def offices_in(sentence: Sentence) -> Iterator[Office]:
    """The public offices that a sentence sets beside the names of those who hold them."""
    known = words("relations", "titles", "offices")
    for noun in range(len(sentence.tokens)):
        if sentence.tokens[noun].tag not in ("NN", "NNP") or sentence.lemma(noun) not in known:
            continue
        if named_at(sentence, noun) is not None:
            continue
        first, last = opening(sentence, noun), ending(sentence, noun)
        holder = behind(sentence, first, last) or ahead(sentence, first, last)
        if holder is not None and is_public(sentence, (first, noun, last)) and not former(sentence, first, noun):
            start = first + 1 if sentence.low(first) in ("the", "a", "an") else first
            yield Office(holder=holder, title=sentence.words(start, last), first=start)


def office_words(sentence: Sentence, noun: int) -> Words | None:
    """The words of the office whose noun ties a person to a group: "chief negotiator", "emir of Homs"; else none."""
    known = words("relations", "heads") | words("relations", "deputies") | words("relations", "titles", "offices")
    if sentence.tokens[noun].tag not in ("NN", "NNP") or sentence.lemma(noun) not in known:
        return None
    first, last = opening(sentence, noun), ending(sentence, noun)
    owned = [at for at in range(first, noun) if sentence.low(at) in ("'s", "’s")]
    if owned and sentence.lemma(owned[-1] - 1) in words("relations", "group_words"):
        first = owned[-1] + 1
    articles = [at for at in range(first, noun) if sentence.low(at) in ("the", "a", "an")]
    start = articles[-1] + 1 if articles else first
    return sentence.words(start, placed(sentence, one_office(sentence, noun, last)))


def one_office(sentence: Sentence, noun: int, last: int) -> int:
    """Where the first of two offices ends: "spokesman for X | and a member of its council"."""
    joint = (at for at in range(noun + 1, last) if sentence.tokens[at].pos == "CCONJ")
    return next((at - 1 for at in joint if sentence.tokens[at + 1].pos in ("DET", "PRON")), last)


def placed(sentence: Sentence, last: int) -> int:
    """Where an office ends with the whole last name in it, and the place where it is held: "commander | in Helmand"."""
    spot = sentence.spot_at(last, MentionKind.ACTOR, MentionKind.PLACE)
    last = max(last, spot.last) if spot is not None else last
    if last + 2 < len(sentence.tokens) and sentence.low(last + 1) in ("in", "for"):
        place = sentence.spot_at(last + 2, MentionKind.PLACE)
        last = place.last if place is not None else last
    return last


def named_at(sentence: Sentence, index: int) -> Spot | None:
    """The person whose own name stands on a word."""
    if not 0 <= index < len(sentence.tokens):
        return None
    spot = sentence.spot_at(index, MentionKind.ACTOR)
    if spot is None or not is_person(spot):
        return None
    proper = [i for i in range(spot.first, spot.last + 1) if sentence.tokens[i].pos == "PROPN"]
    offices = words("relations", "titles", "offices")
    return spot if proper and not any(sentence.lemma(i) in offices for i in range(spot.first, spot.last + 1)) else None


def opening(sentence: Sentence, noun: int) -> int:
    """Where the words of an office begin: "the Iraqi foreign | minister"."""
    first = noun
    while first > max(0, noun - REACH_BEFORE):
        token = sentence.tokens[first - 1]
        joined = token.text == "-" or token.text.endswith((".", "’s", "'s"))
        if not (token.pos in BEFORE or joined) or named_at(sentence, first - 1) is not None:
            break
        first -= 1
    while first < noun and (sentence.tokens[first].pos == "PRON" or not sentence.tokens[first].text[0].isalnum()):
        first += 1
    return first


def ending(sentence: Sentence, noun: int) -> int:
    """Where the words of an office end: "minister | of foreign affairs of Iraq", before a name or a comma."""
    last, at = noun, noun + 1
    while at < min(noun + REACH_BEHIND, len(sentence.tokens)):
        if (name := named_at(sentence, at)) is not None:
            if not served(sentence, at) and not (name.first == name.last == at and sentence.low(at - 1) in GOES_ON):
                break
            last, at = name.last, name.last + 1
            continue
        if sentence.spot_at(at, MentionKind.TIME) is not None:
            break
        word, pos = sentence.low(at), sentence.tokens[at].pos
        if at == noun + 1 and word == "-" and sentence.low(at + 1) == "general":
            last, at = at + 1, at + 2
            continue
        inside = last > noun and word == "in"
        if word in GOES_ON or inside:
            at += 1
            continue
        if pos not in BEHIND or (at == noun + 1 and word != "d’affaires"):
            break
        last = at if pos in ("NOUN", "PROPN", "ADJ") else last
        at += 1
    return last


def served(sentence: Sentence, at: int) -> bool:
    """Whether a name is that of the one whom an office serves: "adviser to President Ruiz"."""
    near = [sentence.low(i) for i in range(max(0, at - 3), at)]
    return "to" in near and sentence.lemma(at - 1) in words("relations", "titles", "offices")


def behind(sentence: Sentence, first: int, last: int) -> Spot | None:
    """The name right behind an office, a comma between; a title right before a name ("Judge Ruiz") is part of it."""
    at = last + 1
    comma = at < len(sentence.tokens) and sentence.tokens[at].text == ","
    if comma and sentence.low(at + 1 if at + 1 < len(sentence.tokens) else at) == "a.i.":
        at += 2
        comma = at < len(sentence.tokens) and sentence.tokens[at].text == ","
    if not comma:
        return None
    at += 1
    while at < len(sentence.tokens) and sentence.low(at).rstrip(".") in words("relations", "titles", "forms"):
        at += 1
    spot = named_at(sentence, at)
    if spot is None or spot.first > at or in_list(sentence, spot.last) or of_another(sentence, first, spot.last):
        return None
    return spot


def of_another(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a name behind an office is somebody else's: "a friend of the president, X", "after the king, X"."""
    if not first:
        return False
    before = sentence.low(first - 1)
    if before == "of" and first > 1:
        return sentence.lemma(first - 2) in words("relations", "titles", "close")
    closed = last + 1 >= len(sentence.tokens) or sentence.tokens[last + 1].pos == "PUNCT"
    return sentence.tokens[first - 1].pos == "ADP" and before != "as" and not closed


def in_list(sentence: Sentence, last: int) -> bool:
    """Whether a name is one of several rather than the office's: "met the minister, Ana Ruiz and Omar Khan"."""
    return last + 1 < len(sentence.tokens) and sentence.low(last + 1) in ("and", "or", "&")


def ahead(sentence: Sentence, first: int, last: int) -> Spot | None:
    """The name right before an office, a comma between: "Ana Ruiz, the envoy to Chad"; no list of several people."""
    if first < 2 or sentence.tokens[first - 1].text != ",":
        return None
    spot = named_at(sentence, first - 2)
    after = sentence.low(last + 1) if last + 1 < len(sentence.tokens) else "."
    if spot is None or after in ("and", "or"):
        return None
    return spot if not listed(sentence, spot) else None


def listed(sentence: Sentence, spot: Spot) -> bool:
    """Whether a name already stands in a row: "Omar Khan, Ana Ruiz, the minister"."""
    before = spot.first - 1
    return before > 0 and sentence.tokens[before].text == "," and named_at(sentence, before - 1) is not None


def is_public(sentence: Sentence, office: tuple[int, int, int]) -> bool:
    """Whether an office is no private job: "defence secretary", "UN coordinator", not "a secretary"."""
    first, noun, last = office
    if sentence.lemma(noun) not in words("relations", "titles", "jobs"):
        return True
    if any(sentence.low(i) in words("relations", "titles", "fields") for i in range(first, noun)):
        return True
    inner = [i for i in range(first, last + 1) if i != noun and i > 0]
    return any(sentence.tokens[i].pos == "PROPN" and sentence.tokens[i].text[:1].isupper() for i in inner)


def former(sentence: Sentence, first: int, noun: int) -> bool:
    """Whether an office is held no more, or not yet: "the former minister", "the next president"."""
    near = {sentence.low(i) for i in range(max(0, first - 1), noun)}
    return bool(near & words("relations", "titles", "not_held")) or "whose" in near
