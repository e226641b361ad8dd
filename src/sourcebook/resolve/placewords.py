"""The words around place names, from ``data/words.toml`` and ``data/countries.toml``, ready to match."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from sourcebook.records.vocabulary import PlacePrecision
from sourcebook.resolve.folding import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Word lists and compiled patterns; see the data files for what each holds."""

    classes: dict[str, PlacePrecision]
    class_last: re.Pattern[str]
    class_first: re.Pattern[str]
    site: re.Pattern[str]
    site_first: re.Pattern[str]
    site_prefix: re.Pattern[str]
    town_part: re.Pattern[str]
    site_fillers: frozenset[str]
    ways: frozenset[str]
    happenings: frozenset[str]
    institutions: frozenset[str]
    holder_next: re.Pattern[str]
    within: re.Pattern[str]
    no_place_after: re.Pattern[str]
    no_place_before: re.Pattern[str]
    never: frozenset[str]
    wide: frozenset[str]
    first_names: frozenset[str]
    days: frozenset[str]
    goes_on: frozenset[str]
    spoken_with: dict[str, str]
    abbreviations: dict[str, tuple[str, str]]
    demonyms: dict[str, str]
    demonym: re.Pattern[str]

    def people_of(self, words: str) -> str:
        """The country of a demonym as written, even over a line's end: "COSTA\nRICAN" is CR."""
        return self.demonyms[" ".join(words.split())]


def either(words: list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


def data_file(name: str) -> dict[str, Any]:
    """A TOML file of this room."""
    return tomllib.loads((resources.files("sourcebook.resolve") / "data" / name).read_text(encoding="utf-8"))


@cache
def place_words() -> PlaceWords:
    """The word lists, read once a process."""
    words, countries = data_file("words.toml"), data_file("countries.toml")
    classes = {
        word: precision
        for precision in (PlacePrecision.REGION, PlacePrecision.DISTRICT, PlacePrecision.LOCALITY)
        for word in words[precision.value]
    }
    demonyms = {name: code for code, row in countries.items() for name in row["demonyms"]}
    demonyms |= {name.upper(): code for name, code in demonyms.items()}
    states = {
        short: (country, name) for country, table in words["abbreviations"].items() for short, name in table.items()
    }
    kinds = either(list(classes))
    return PlaceWords(
        classes=classes,
        class_last=re.compile(rf"\s*('s\s+)?\b({kinds})s?\b", re.IGNORECASE),
        class_first=re.compile(rf"\b({kinds})\s+of\s+(?:the\s+)?$", re.IGNORECASE),
        site=re.compile(rf"\b({either(words['site'])})s?$", re.IGNORECASE),
        site_first=re.compile(rf"({either(words['site'])})\s+of\s+", re.IGNORECASE),
        site_prefix=re.compile(rf"(?:{either(words['site_prefix'])})\s+(?=[A-ZÀ-Þ]|al-|el-)", re.IGNORECASE),
        town_part=re.compile(rf"\b(?:{either(words['town_parts'])})$", re.IGNORECASE),
        site_fillers=frozenset(words["site_fillers"]),
        ways=frozenset(words["ways"]),
        happenings=frozenset(words["happenings"]),
        institutions=frozenset(words["institutions"]),
        holder_next=re.compile(rf"(,|\s*\(|\s+(?:{either(words['holders'])})\b|'s|’s)\s*(?:the\s+)?", re.IGNORECASE),
        within=re.compile(
            rf"(?:(?:\s+(?:{kinds}))?,?\s+(?:an?\s+(?:\w+\s+){{0,3}}?)?(?:in|of|inside|within|at)\s+(?:the\s+)?"
            r"(?:\w+\s+){0,3}?|,\s+|\s+\()",
            re.IGNORECASE,
        ),
        no_place_after=re.compile(rf"\s+({either(words['no_place_after'])})\b"),
        no_place_before=re.compile(rf"\b({either(words['no_place_before'])})\.?\s+$"),
        never=frozenset(folded(word) for word in words["never"]),
        wide=frozenset(folded(word) for word in words["wide"]),
        first_names=frozenset(words["first_names"]),
        days=frozenset(words["days"]),
        goes_on=frozenset(words["goes_on"]),
        spoken_with=dict(words["spoken_with"]),
        abbreviations=states,
        demonyms=demonyms,
        demonym=re.compile(rf"\b({either(list(demonyms))})[sS]?\b"),
    )
