"""Names that only their company shows to be groups': "Salt and Bread and other militias", "a faction called Dawn"."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.mentions.named import Named
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import word_set
from sourcebook.records.vocabulary import ActorKind, SegmentKind

# words that stand small or large inside a name: "Republican Action Against Drugs", "Sons of the Delta"
_INSIDE = frozenset(("of", "the", "for", "against", "de", "del", "la", "los"))
_NO_GROUPS = frozenset(("GPE", "LOC", "FAC", "DATE", "NORP", "EVENT", "LANGUAGE"))
_OTHERS = frozenset(("other", "several", "some", "smaller", "two", "three", "various"))
# a word for groups stands at most so many words behind "and other"
_REACH = 4


def by_company(sentence: Sentence) -> Iterator[Named]:
    """The names that "and other groups" follows, or that "a militia called" or "groups such as" leads to."""
    for at in range(1, len(sentence)):
        before, word = sentence.lower[at - 1], sentence.lower[at]
        if word == "and" and _other_groups(sentence, at + 1):
            found = _name_before(sentence, at)
        elif (word in ("called", "named") and before in _words("one")) or (
            word == "as" and before == "such" and at > 1 and sentence.lower[at - 2] in _words("many")
        ):
            found = _name_behind(sentence, at + 1)
        else:
            continue
        if found is not None:
            yield found


def by_definition(sentence: Sentence) -> Iterator[Named]:
    """The name that opens a sentence which says that it is a group's: "The Sword of Sinnar is a militant group"."""
    root = next((at for at, token in enumerate(sentence.tokens) if token.head == at), None)
    if root is None or sentence.lemma(root) != "be" or sentence.segment.kind is not SegmentKind.SENTENCE:
        return
    told = [k for k in sentence.children[root] if sentence.tokens[k].dep == "attr"]
    if not any(sentence.lemma(k) in _words("one") and sentence.tokens[k].pos == "NOUN" for k in told):
        return
    start = 1 if sentence.lower[0] == "the" else 0
    end = start
    while end < root and (sentence.tokens[end].text[:1].isupper() or (end > start and _is_inside(sentence, end))):
        end += 1
    closed = end == root or sentence.tokens[min(end, root)].text in ("(", ",", "–", "or")
    if closed and end - start > 1 and sentence.lower[start] not in word_set("actors", "titles", "words"):
        yield Named(start=start, end=end, kind=ActorKind.ARMED_GROUP, rank=1)


def _words(number: str) -> frozenset[str]:
    return word_set("actors", "company", number)


def _other_groups(sentence: Sentence, at: int) -> bool:
    """Whether "other armed groups", "several smaller factions" stands here, and no "group of" people."""
    if at >= len(sentence) or sentence.lower[at] not in _OTHERS:
        return False
    near = range(at + 1, min(at + 1 + _REACH, len(sentence)))
    noun = next((n for n in near if sentence.tokens[n].pos == "NOUN"), None)
    return noun is not None and sentence.lower[noun] in _words("many")


def _name_before(sentence: Sentence, end: int) -> Named | None:
    """The run of capitalised words that ends before a word."""
    start = end
    while start and (_is_capital(sentence, start - 1) or (start < end and _is_inside(sentence, start - 1))):
        start -= 1
    while start < end and not _is_capital(sentence, start):
        start += 1
    return _named(sentence, start, end)


def _name_behind(sentence: Sentence, start: int) -> Named | None:
    """The run of capitalised words that begins behind a word, its article left out."""
    start += start < len(sentence) and sentence.lower[start] in ("the", '"', "“")
    end = start
    while end < len(sentence) and (_is_capital(sentence, end, inside=end > start) or _is_inside(sentence, end)):
        end += 1
    while end > start and not _is_capital(sentence, end - 1, inside=True):
        end -= 1
    return _named(sentence, start, end)


def _is_capital(sentence: Sentence, at: int, *, inside: bool = False) -> bool:
    """Whether a word is capitalised and no place's or people's name; inside a name it may be one."""
    token = sentence.tokens[at]
    return token.text[:1].isupper() and token.entity[2:] not in (
        "GPE",
        "LOC",
        "FAC",
        "DATE",
        "NORP",
        "EVENT",
        "LANGUAGE",
    )


def _is_inside(sentence: Sentence, at: int) -> bool:
    """Whether a small word stands between two capitalised ones."""
    if sentence.lower[at] not in _INSIDE or at + 1 >= len(sentence) or not at:
        return False
    joined = sentence.tokens[at + 1].text[:1].isupper() or sentence.lower[at + 1] in _INSIDE
    return joined and (sentence.tokens[at - 1].text[:1].isupper() or sentence.lower[at - 1] in _INSIDE)


def _named(sentence: Sentence, start: int, end: int) -> Named | None:
    """A name of several words, no person's by its title; a lone capitalised word may be anything."""
    titled = start and sentence.lower[start - 1].rstrip(".") in word_set("actors", "titles", "words")
    if end - start < 2 or titled or any(t.pos == "VERB" and t.tag == "VBD" for t in sentence.tokens[start:end]):
        return None
    return Named(start=start, end=end, kind=ActorKind.UNKNOWN, rank=1)
