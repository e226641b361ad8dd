"""Every quote stands in its document's text, letter for letter: what does not is not taken into the book, and told.

The book stores where words stand and reads them from the text, so a wrong quote could not even be stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin

from sourcebook.records.reading import Reading
from sourcebook.records.values import Words
from sourcebook.tables import bare, hints


def without_misquotes(reading: Reading) -> Reading:
    """The reading without mentions and claims that quote what their document does not say there."""
    text = reading.document.text
    mentions = tuple(mention for mention in reading.mentions if quotes(mention, text))
    claims = tuple(claim for claim in reading.claims if quotes(claim, text))
    lost = len(reading.mentions) - len(mentions) + len(reading.claims) - len(claims)
    if not lost:
        return reading
    kept = {claim.claim_id for claim in claims}
    groups = tuple(group for group in reading.groups if group.claim_id in kept)
    problem = f"{lost} mentions or claims quoted words that do not stand in the text and were left out"
    return replace(reading, mentions=mentions, claims=claims, groups=groups, problems=(*reading.problems, problem))


def quotes(record: Any, text: str) -> bool:
    """Whether all words that a record holds stand in the text where it says."""
    return all(text[words.start : words.end] == words.quote for words in words_in(record))


def words_in(record: Any) -> Iterator[Words]:
    """All words that a record holds, in itself and in what it holds."""
    if isinstance(record, Words):
        yield record
        return
    kind: Any = type(record)
    for name, many in _holding_words(kind):
        value = getattr(record, name)
        for each in value if many else (value,):
            if each is not None:
                yield from words_in(each)


def holding_words(record: Any) -> bool:
    """Whether records of a type may hold words."""
    return bool(_holding_words(record))


@cache
def _holding_words(record: Any) -> tuple[tuple[str, bool], ...]:
    """The fields of a record that may hold words, and whether they hold several values."""
    found = []
    for name, annotation in hints(record).items():
        kind, many = _inner(annotation)
        if kind is Words or (is_dataclass(kind) and holding_words(kind)):
            found.append((name, many))
    return tuple(found)


def _inner(annotation: Any) -> tuple[Any, bool]:
    kind, _ = bare(annotation)
    return (get_args(kind)[0], True) if get_origin(kind) is tuple else (kind, False)
