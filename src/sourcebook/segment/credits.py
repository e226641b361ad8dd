"""Credits of news agencies, "(AP)", "KAMPALA (AFP) -", "With inputs from Reuters": whose report a paper prints.

A credit is a citation without a date of its own: that of the document stands for it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from sourcebook.records.claims import Citation
from sourcebook.records.text import Document

OPENING = 160
"""Characters in which a dateline, and with it its agency, has to end."""
REGIONS_TOO = frozenset({"AP", "APP", "UNI"})
"""Names that stand for something else as well: Andhra Pradesh, a party, a university."""
UNNAMED = "agencies"
"""The outlet of a credit that names no agency: "with agency inputs"."""


@cache
def _agencies() -> dict[str, str]:
    """The names of news agencies as they are printed, each with the one by which it is known."""
    words = tomllib.loads(files("sourcebook.segment.lexicon").joinpath("citations.toml").read_text("utf-8"))
    found: dict[str, str] = words["agencies"]
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An agency in brackets, and a line or bracket that says whose reports went into the text."""
    names = "|".join(re.escape(name) for name in sorted(_agencies(), key=len, reverse=True))
    inputs = r"(?:additional\s+|further\s+)?(?:inputs?|reports?|reporting|files|contributions?)"
    bracket = rf"\((?P<agency>{names})(?:\s*(?:,|/|&|and)\s*(?:{names}))*\)"
    line = (
        rf"(?P<whole>\b[Ww]ith\s+(?:{inputs}\s+(?:from|by)\s+(?:the\s+)?(?:(?P<agency>{names})|(?:news\s+)?agenc(?:y|ies))"
        rf"|(?:news\s+)?agenc(?:y|ies['’]?)\s+{inputs}))\b"
    )
    return re.compile(bracket), re.compile(line)


def credits_in(document: Document) -> tuple[Citation, ...]:
    """The agencies that a text credits, those left out that are the document's own source.

    The words are the agency's name, or the whole phrase where the text says with whose reports it was written.
    """
    own = {known for name, known in _agencies().items() if re.search(rf"\b{re.escape(name)}\b", document.source or "")}
    found = [
        Citation(outlet=outlet, published_on=document.published_on, words=document.words(start, end))
        for outlet, start, end in sorted(_credited(document.text), key=lambda one: one[1])
        if outlet not in own
    ]
    return tuple(found)


def _credited(text: str) -> Iterator[tuple[str, int, int]]:
    """Each credit's agency by its known name, and its characters."""
    bracket, line = _patterns()
    for match in bracket.finditer(text):
        if _closes(text, match):
            yield _agencies()[match["agency"]], *match.span("agency")
    for match in line.finditer(text):
        yield _agencies().get(match["agency"] or "", UNNAMED), *match.span("whole")


def _closes(text: str, match: re.Match[str]) -> bool:
    """Whether a bracket ends a dateline, a sentence or a paragraph: "Andhra Pradesh (AP) police" is no credit."""
    behind = text[match.end() : match.end() + 4].lstrip(" ")
    if match.start() < OPENING and behind[:1] in ("-", "–", "—", "_"):
        return True
    named = re.search(r"([^\W\d_][\w'’]*)\s*$", text[max(0, match.start() - 40) : match.start()])
    ends = not behind or behind[0] in ".\n"
    return ends and not (match["agency"] in REGIONS_TOO and named is not None and named[1][0].isupper())
