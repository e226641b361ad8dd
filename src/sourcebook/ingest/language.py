"""The language of a text where nobody states it: a guess."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sourcebook.ingest.extract import Rank, Stated
from sourcebook.ingest.published import words

SAMPLE = 4_000
LEAST, LEAST_WORDS = 20, 6
SEEN = 3
ENOUGH = 0.1
CLEARLY = 1.5
# the one language whose claims are read
READ = "en"


@cache
def small_words() -> dict[str, tuple[str, ...]]:
    """The languages in which each small word is used."""
    found: dict[str, tuple[str, ...]] = {}
    for language, listed in words("languages").items():
        for word in listed.split():
            found[word] = (*found.get(word, ()), language)
    return found


def not_read(language: str | None) -> tuple[str, ...]:
    """A sentence for a document in a language whose claims are not read; nothing for English or an unknown one.

    >>> not_read("en"), not_read(None)
    ((), ())
    """
    if language in (None, READ):
        return ()
    return (
        f"is in another language ({language}); claims are read from English only, so none were taken: translate it"
        " or state that it is en if that is wrong",
    )


def language_of(text: str, known: str | None) -> Iterator[Stated]:
    """The language that a text seems to be in, if none is known: by its small words, by a model where they are few.

    >>> [one.value for one in language_of("The army said that the men were killed in the north of the country", None)]
    ['en']
    >>> [one.value for one in language_of("El ejército dijo que los hombres murieron en el norte del país", None)]
    ['es']
    """
    if known or len(text) < LEAST:
        return
    sample = text[:SAMPLE].lower()
    found = sample.split()
    language = by_small_words(found)
    if language is None and len(found) < LEAST_WORDS:
        return
    if language is None:
        from py3langid.langid import classify  # loaded late: its model takes seconds

        language = classify(sample)[0]
    yield Stated(field="language", value=language, rank=Rank.GUESS)


def by_small_words(found: list[str]) -> str | None:
    """The language whose small words are clearly the most, if there are enough of them."""
    known = small_words()
    counted: dict[str, int] = {}
    for word in found:
        for language in known.get(word, ()):
            counted[language] = counted.get(language, 0) + 1
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:2]
    if not ranked or ranked[0][1] < max(SEEN, ENOUGH * len(found)):
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= CLEARLY * ranked[1][1] else None
