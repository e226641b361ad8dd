"""Who says what about a document: several statements of a field, the most trusted first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sourcebook.ingest.canonical import clean, one_line
from sourcebook.ingest.extract import Rank, Stated
from sourcebook.ingest.published import published_day

FIELDS = ("title", "source", "url", "published_on", "language")
NAMES = {
    "published": "published_on",
    "publish_date": "published_on",
    "publication_date": "published_on",
    "date": "published_on",
    "date_published": "published_on",
    "publisher": "source",
    "outlet": "source",
    "link": "url",
    "headline": "title",
    "lang": "language",
}
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]+)?")
LANGUAGE_CODES = {"english": "en", "eng": "en", "french": "fr", "spanish": "es", "arabic": "ar", "russian": "ru"}
LONGEST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What is known about a document, which fields nobody stated outright, and what could not be read."""

    title: str | None = None
    source: str | None = None
    url: str | None = None
    published_on: date | None = None
    language: str | None = None
    guessed: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def field_named(name: str) -> str | None:
    """The document's field that a column or key goes by.

    >>> field_named("Published"), field_named("publication date"), field_named("killed")
    ('published_on', 'published_on', None)
    """
    folded = name.strip().lower().replace(" ", "_").replace("-", "_")
    folded = NAMES.get(folded, folded)
    return folded if folded in FIELDS else None


def language_code(value: str) -> str | None:
    """The two- or three-letter code of a language.

    >>> language_code("en-GB"), language_code("English"), language_code("the one spoken here")
    ('en', 'en', None)
    """
    folded = value.strip().lower()
    if folded in LANGUAGE_CODES:
        return LANGUAGE_CODES[folded]
    match = LANGUAGE.fullmatch(folded)
    return match[1] if match else None


def described(stated: Iterable[Stated]) -> Described:
    """The believed value of every field: that of the smallest rank that can be read."""
    values: dict[str, str | date] = {}
    guessed: list[str] = []
    problems: list[str] = []
    for given in sorted(stated, key=lambda given: given.rank):
        text = one_line(clean(given.value))[:LONGEST]
        if given.field in values or given.field not in FIELDS or not text:
            continue
        value = readable(given.field, text)
        if value is None:
            problems.append(
                f"the {given.field.removesuffix('_on')} '{text[:60]}' cannot be read{EXPECTED[given.field]}"
            )
            continue
        values[given.field] = value
        if given.rank == Rank.GUESS:
            guessed.append(given.field)
    return Described(**values, guessed=tuple(sorted(guessed)), problems=tuple(problems))  # type: ignore[arg-type]  # by field name


EXPECTED = {
    "published_on": " as a full date; expected for example 2017-12-12 or 12 December 2017",
    "language": " as a language; expected a code such as en",
}


def readable(field: str, text: str) -> str | date | None:
    """The value of a field, or nothing where the text is not one."""
    if field == "published_on":
        return published_day(text)
    if field == "language":
        return language_code(text)
    return text
