"""Places that a sentence names: as the parser tagged them, or shown by a word such as "district" or "near"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sourcebook.mentions.named import entities, trimmed
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.shown_places import shown_places
from sourcebook.mentions.wordlists import groups, word_set
from sourcebook.records.vocabulary import SegmentKind

_LABELS = frozenset(("GPE", "LOC", "FAC"))
# "e", "ye", "al", "sur", "upon" within a hyphenated name
_LONGEST_LINK = 4


def places_in(sentence: Sentence, taken: frozenset[int]) -> list[tuple[int, int]]:
    """Start and end of each place named, left to right; ``taken`` are the words of actors.

    The links of a chain ("Khar, Bajaur district, Pakistan") are places of their own.
    """
    kept: list[tuple[int, int]] = []
    used = set(taken)
    candidates = [
        *_opening_town(sentence),
        *_sites(sentence),
        *_with_head(sentence),
        *_tagged(sentence),
        *_behind_words(sentence),
        *shown_places(sentence),
    ]
    for start, cut in candidates:
        end = _past_hyphens(sentence, cut)
        if start < end and used.isdisjoint(range(start, end)) and _is_name(sentence, start, end):
            used.update(range(start, end))
            kept.append((start, end))
    return sorted(kept)


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words are written as a name and are none that only looks like a place."""
    if not word_set("quantities", "ends", "words").isdisjoint(sentence.lower[start:end]):
        return False
    if end - start == 1 and (sentence.tokens[start].pos == "ADJ" or sentence.lower[start] in _not_places()):
        return False
    return _is_untitled(sentence, start) and any(token.text[:1].isupper() for token in sentence.tokens[start:end])


def _is_untitled(sentence: Sentence, start: int) -> bool:
    """Whether no rank opens a name: "Colonel Dadgul" is nowhere."""
    return start >= len(sentence) or sentence.lower[start].rstrip(".") not in word_set("places", "ranks", "words")


def _not_places() -> frozenset[str]:
    return word_set("places", "not_places", "words")


def _with_head(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """ "Achin district", "Imam Zaman mosque": a name with the word behind it that says what it is."""
    heads = word_set("places", "heads", "words")
    for start, end in sentence.proper_runs:
        if end < len(sentence) and sentence.lower[end] in heads and _ends_phrase(sentence, end):
            end += 1
        elif end - start < 2 or sentence.lower[end - 1] not in heads:
            continue
        if sentence.lower[end - 2] not in word_set("places", "offices", "words"):
            yield from _pieces(sentence, start, end)


def _opening_town(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """ "KABUL, March 8": a dateline opens with its town, whatever the parser takes the capitals for."""
    if sentence.segment.kind is SegmentKind.DATELINE:
        inside = (at for at, token in enumerate(sentence.tokens) if not token.text.isalpha() or "DATE" in token.entity)
        yield 0, next(inside, len(sentence))


def _sites(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """ "The shrine of Pir Rakhyal Shah": a site with the name that tells it from others."""
    for start, end in sentence.proper_runs:
        of = start - 1 if start and sentence.lower[start - 1] != "the" else start - 2
        if of > 0 and sentence.lower[of] == "of" and sentence.lower[of - 1] in word_set("places", "sites", "words"):
            yield of - 1, end


def _ends_phrase(sentence: Sentence, head: int) -> bool:
    """Whether the word is the phrase's last noun: "Kabul city", not "Kabul city police"."""
    token = sentence.tokens[head]
    return token.pos in ("NOUN", "PROPN") and not (token.dep == "compound" and token.head > head)


def _tagged(sentence: Sentence) -> Iterator[tuple[int, int]]:
    for start, end, _ in entities(sentence, _LABELS):
        yield from _pieces(sentence, start, _past_link(sentence, end))


def _past_hyphens(sentence: Sentence, end: int) -> int:
    """The end of a name that was cut before its link: "Dashte | -e-Barchi", "Chalon | -sur-Saône"."""
    tokens = sentence.tokens[end - 1 : end + 4]
    if len(tokens) < 5 or any(one.end != other.start for one, other in pairwise(tokens)):
        return end
    name, hyphen, link, again, rest = tokens
    linked = hyphen.text == again.text == "-" and link.text.islower() and len(link.text) <= _LONGEST_LINK
    return end + 4 if linked and name.text.istitle() and rest.text.istitle() else end


def _past_link(sentence: Sentence, end: int) -> int:
    """The end of a name that was cut behind its link: "Sar-e | Pol", "Dasht-i | Leili"."""
    if end < 2 or end >= len(sentence) or sentence.lower[end - 1] not in ("e", "i", "ye", "al", "el"):
        return end
    follows = sentence.tokens[end].text.istitle() and sentence.tokens[end].pos == "PROPN"
    return end + 1 if follows and sentence.lower[end - 2] in ("-", "–") else end


def _pieces(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The links of a chain that was taken for one name, cut at commas and behind a possessive."""
    at = start
    for comma in [*(i for i in range(start, end) if sentence.lower[i] in (",", "(", ")", "'s", "’s")), end]:
        yield trimmed(sentence, at, comma)
        at = comma + 1


def places_by_own_words(sentence: Sentence) -> frozenset[int]:
    """The words of places that show themselves, so that a person's or organisation's tag does not hold there."""
    finders = (_opening_town, _sites, _with_head, _behind_words, shown_places)
    spans = (span for finder in finders for span in finder(sentence))
    return frozenset(at for start, end in spans if _is_untitled(sentence, start) for at in range(start, end))


def _is_kind_of_place(sentence: Sentence, at: int) -> bool:
    """Whether the word before "of" says what place it is; with a capital ("Department of Health") it is an office."""
    known = sentence.lower[at] in word_set("places", "before", "words")
    return known and (sentence.tokens[at].text[:1].islower() or sentence.lower[at] in ("village", "republic", "city"))


def _continues_chain(sentence: Sentence, start: int, label: str) -> bool:
    """Whether a name is joined to a place before it ("Uzbekistan and Tajikistan") and does nothing itself."""
    if start < 2 or label in _LABELS or sentence.lower[start - 1] not in ("and", ",", "or"):
        return False
    token = sentence.tokens[start]
    return sentence.tokens[start - 2].entity[2:] in _LABELS and token.dep in ("conj", "appos") and token.pos == "PROPN"


def _is_mistagged(sentence: Sentence, start: int, end: int, label: str) -> bool:
    """Whether one word behind "in" was tagged as a person or company: the parser takes unknown towns for those."""
    if label not in ("PERSON", "ORG") or end != start + 1 or sentence.tokens[start].text.isupper():
        return False
    name, before = sentence.lower[start], sentence.lower[start - 1]
    return before in ("in", "near", "outside") and name not in groups("actors", "names") and name not in _not_places()


def _widened(sentence: Sentence, start: int) -> int:
    """Where a name begins whose first word the parser takes for an exclamation: "Um Serdiba", "Oh Sombath"."""
    before = sentence.tokens[start - 1] if start > 1 else None
    return start - 1 if before is not None and before.text.istitle() and before.pos in ("INTJ", "X") else start


def _behind_words(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Untagged names behind "in", "near" or "the village of"."""
    for opening, end in sentence.proper_runs:
        start = _widened(sentence, opening)
        if start == 0:
            continue
        before = sentence.lower[start - 1]
        label = sentence.tokens[start].entity[2:]
        of_place = before == "of" and start > 1 and _is_kind_of_place(sentence, start - 2)
        behind = before in word_set("places", "prepositions", "words")
        shown = behind and (label == "" or _is_mistagged(sentence, start, end, label))
        if of_place or shown or _continues_chain(sentence, start, label):
            yield trimmed(sentence, start, end)
