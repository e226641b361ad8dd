"""What words share: folding, content words and names, for comparing what two texts say."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from sourcebook.records.vocabulary import EventType

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
CAPITALISED = re.compile(r"[^\W\d_a-z](?<![\w'’-].)[^\W_]*(?:['’-][^\W_]+)*")
INITIAL = re.compile(r" (?:[A-Z]\.? )?")
AGE = re.compile(r"(?<![\d,.])(\d{1,2})[- ]years?[- ]old\b|\baged (\d{1,2})\b|(?<=[A-Za-z]), (\d{2})(?=, )")
MAYBE_AGE = re.compile(r"years?[- ]old|aged \d|, \d\d, ")
HOUR = re.compile(r"(?<![\d:.])(\d{1,2})[:.](\d{2})(?: ?([ap])\.?m\b)?(?![\d:%])", re.IGNORECASE)
MAYBE_HOUR = re.compile(r"\d[:.]\d\d")
STREET = r"(?= block of)|(?= (?:[NSEW]\. |[A-Z][a-z]+ ){1,3}(?:St|Ave?|Rd|Road|Dr|Ln|Lane|Blvd|Ct|Pl|Way|Hw))"
ADDRESS = re.compile(rf"(?<![\d,.$£€#-])(\d{{3,5}})(?:{STREET})")
MAYBE_ADDRESS = re.compile(r"\d\d\d ")
DASHES = re.compile(r"[-‐‑–—_/]")


@cache
def data() -> dict[str, Any]:
    """The word lists and tables of this room."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the plain word lists."""
    return frozenset(data()[name].split())


@cache
def words_of_lists(*names: str) -> frozenset[str]:
    """The words of several lists."""
    return frozenset[str]().union(*map(word_list, names))


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """The text in lower case, without accents and punctuation, hyphens as spaces.

    >>> folded("Jaish-e-Mohammed, Bogotá")
    'jaish e mohammed bogota'
    """
    plain = DASHES.sub(" ", text)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join([c for c in decomposed if not unicodedata.combining(c)])
    return " ".join(WORD.findall(plain.casefold()))


@lru_cache(maxsize=20_000)
def content_words_of(text: str) -> frozenset[str]:
    """The folded words of one text that carry content."""
    stop = word_list("stop")
    found = map(without_possessive, folded(text).split())
    return frozenset(w for w in found if len(w) > 2 and w not in stop and not w.isdigit())


def without_possessive(word: str) -> str:
    """A folded word without the ending of a possessive.

    >>> without_possessive("sunday's"), without_possessive("mombasa")
    ('sunday', 'mombasa')
    """
    return word.removesuffix("'s").removesuffix("’s")


def content_words(texts: Iterable[str]) -> frozenset[str]:
    """The folded words that carry content: no stop words, no single letters, no bare numbers."""
    return frozenset[str]().union(*map(content_words_of, texts))


@lru_cache(maxsize=1_000)
def capitalised_in(text: str) -> dict[int, str]:
    """The words of a text written with a capital, or in a script that has none, by where they begin.

    >>> capitalised_in("The al-Noor clinic, in Saint-Denis")
    {0: 'The', 23: 'Saint-Denis'}
    """
    return {word.start(): word.group() for word in CAPITALISED.finditer(text)}


@lru_cache(maxsize=20_000)
def names_of(text: str) -> frozenset[str]:
    """The folded words of one text written with a capital, its first word left out."""
    if text.isupper():
        return frozenset()
    stop = words_of_lists("stop", "nations")
    words = (part for at, word in capitalised_in(text).items() if at > 0 for part in folded(word).split())
    return frozenset([part for part in map(without_possessive, words) if len(part) > 3 and part not in stop])


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """The folded words written with a capital inside a sentence: names of places, sites, people, groups.

    >>> sorted(names_in(["The blast hit Karrada, in Baghdad."]))
    ['baghdad', 'karrada']
    """
    return frozenset[str]().union(*map(names_of, texts))


@lru_cache(maxsize=20_000)
def full_names_of(text: str) -> frozenset[str]:
    """The pairs of names of one text that follow each other, folded; no ranks, bodies, nations or parts of places."""
    if text.isupper():
        return frozenset()
    common, capitalised = words_of_lists("stop", "nations", "parts_of_names", "offices"), capitalised_in(text)
    found = set()
    for at, word in capitalised.items():
        gap = INITIAL.match(text, at + len(word))
        after = (capitalised.get(gap.end()) or capitalised.get(at + len(word) + 1)) if gap else None
        words = [folded(word), folded(after)] if after else []
        if words and all(len(word) > 1 and word not in common for word in words):
            found.add(" ".join(words))
    return frozenset(found)


def full_names(texts: Iterable[str]) -> frozenset[str]:
    """Two names that follow each other, as a person's given and family name do.

    >>> sorted(full_names(["The dead man, Constable Ama Boateng, lived in Kumasi."]))
    ['ama boateng', 'constable ama']
    """
    return frozenset[str]().union(*map(full_names_of, texts))


@lru_cache(maxsize=20_000)
def ages_in(text: str) -> frozenset[int]:
    """The ages that a text tells, in years.

    >>> sorted(ages_in("The 4-year-old and Ama Boateng, 42, were hit; 17 fled to Route 9, 30 km off."))
    [4, 42]
    """
    if not MAYBE_AGE.search(text):
        return frozenset()
    return frozenset(int(next(filter(None, found.groups()))) for found in AGE.finditer(text))


@lru_cache(maxsize=20_000)
def hours_in(text: str) -> frozenset[str]:
    """The hours that a text tells to the minute, with its half of the day where it says so.

    >>> sorted(hours_in("Shots rang out at 9:40 p.m.; by 21.55 the road was closed, and 3.5 km of it swept."))
    ['21:55', '9:40 p']
    """
    if not MAYBE_HOUR.search(text):
        return frozenset()
    found = (hour.groups() for hour in HOUR.finditer(text))
    return frozenset(
        f"{int(hour)}:{minute} {half.lower()}" if half else f"{int(hour)}:{minute}"
        for hour, minute, half in found
        if int(hour) < 25 and int(minute) < 60 and (half or minute != "00")
    )


@lru_cache(maxsize=20_000)
def addresses_in(text: str) -> frozenset[str]:
    """The numbers of houses and blocks that a text names before a street.

    >>> sorted(addresses_in("In the 5700 block of South Kedzie, near 419 Chauncey Street; 300 fled in 2016."))
    ['419', '5700']
    """
    if not MAYBE_ADDRESS.search(text):
        return frozenset()
    return frozenset(found.group(1) for found in ADDRESS.finditer(text))


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the smaller set that stands in the larger, 0 to 1."""
    if not left or not right:
        return 0.0
    return len(left & right) / min(len(left), len(right))


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of all words of both that both have, 0 to 1 (Jaccard)."""
    if not left or not right:
        return 0.0
    common = len(left & right)
    return common / (len(left) + len(right) - common)


@cache
def family(event_type: str) -> str:
    """The family of an event type: types that reports of one incident use for each other."""
    return next((name for name, types in data()["families"].items() if event_type in types), "any")


@cache
def go_together(left: str, right: str) -> bool:
    """Whether one incident can be told as both types."""
    one, other = family(left), family(right)
    return "any" in (one, other) or one == other or other in data()["together"].get(one, ())


@cache
def ancestors(event_type: str) -> tuple[str, ...]:
    """The type itself and the wider types that hold it.

    >>> ancestors("suicide_bombing")
    ('suicide_bombing', 'bombing', 'other_violence')
    """
    parent = data()["parents"].get(event_type)
    return (event_type, *ancestors(parent)) if parent else (event_type,)


@cache
def told_by_one(event_type: str) -> bool:
    """Whether one report is enough to call an event so, where the others use a wider word."""
    return event_type in data()["told_by_one"]


@cache
def disputed(left: str, right: str) -> bool:
    """Whether reports may give either of two countries for one place."""
    return [left, right] in data()["disputed"]["pairs"] or [right, left] in data()["disputed"]["pairs"]


@lru_cache(maxsize=20_000)
def names_nobody(name: str) -> bool:
    """Whether a perpetrator's name names nobody: "unidentified gunmen".

    >>> names_nobody("unidentified gunmen"), names_nobody("Boko Haram fighters")
    (True, False)
    """
    return all(word in word_list("nobody") or word.isdigit() for word in folded(name).split())


@lru_cache(maxsize=20_000)
def agency_in(text: str) -> str | None:
    """The news agency that a source line or byline names, by its usual name.

    >>> agency_in("The Hindu (AFP)"), agency_in("Agence France-Presse"), agency_in("Apple Daily")
    ('AFP', 'AFP', None)
    """
    found = (name for name in data()["agencies"] if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
    name: str | None = next(found, None)
    usual: dict[str | None, str] = data()["agencies_in_full"]
    return usual.get(name, name)


@cache
def known_type(name: str) -> EventType:
    """The event type of this name; an unknown one is other violence."""
    return EventType(name) if name in EventType._value2member_map_ else EventType.OTHER_VIOLENCE


UNNAMED = "unnamed"
"""The kind of a source that says so in its own name, or whose name tells no kind."""


@lru_cache(maxsize=20_000)
def kind_of_voice(name: str) -> str:
    """The kind of source that a name tells: medics, monitors, officials, witnesses; empty where it tells none.

    >>> kind_of_voice("the director of the city's hospital"), kind_of_voice("a police spokesman"), kind_of_voice("Dawn")
    ('medics', 'officials', '')
    """
    words = frozenset(folded(name).split())
    return next((kind for kind, known in data()["voices"].items() if not words.isdisjoint(known.split())), "")
