"""Names that a document uses of a person and that a gazetteer knows too: Jackson, Jordan, Sutton.

A single name that ends the full name of somebody in the document is that person, where its own words do not speak of a
place: "Sutton was shot", "Hayes' shooting", but "in Sutton", "Jackson, Mississippi", "Houston police".
"""

from __future__ import annotations

import re

from sourcebook.records.text import Mention
from sourcebook.resolve.folding import folded

WHERE = re.compile(
    r"\b(?:in|at|near|outside|from|to|around|into|across|through|of|between|towards?|via|leaving|reached|inside"
    r"|(?:north|south|east|west)(?:ern|east|west|eastern|western)?|downtown|central|rural|greater|upper|lower|old|new)"
    r"\W+$",
    re.IGNORECASE,
)
CASE = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?:death|killing|murder|shooting|slaying|arrest|case|trial|family|body|injuries)\b"
)
OWNS = re.compile(r"['’]s?\s")
GOES_ON = re.compile(
    r"\s*(?:[.;:)!?]|$|,(?!\s+[A-Z])|\s(?:was|were|is|had|has|who|told|said|says|died|did|does|could|would|will|and|but)\b)"
)
REACH = 25


def is_surname(text: str, mention: Mention, surnames: frozenset[str]) -> bool:
    """Whether a place mention is somebody whom the document names in full elsewhere.

    ``surnames`` are the folded last words of the people that it names in full.
    """
    name = folded(mention.name or mention.words.quote)
    if name not in surnames:
        return False
    before, after = text[max(0, mention.words.start - REACH) : mention.words.start], text[mention.words.end :][:60]
    if CASE.match(after):
        return True
    if WHERE.search(before):
        return False
    return bool(OWNS.match(after) or GOES_ON.match(after))
