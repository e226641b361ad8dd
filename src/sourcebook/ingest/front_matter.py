"""YAML front matter: the lines between two ``---`` at the top of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from sourcebook.ingest.extract import Rank, Stated
from sourcebook.ingest.metadata import field_named

FENCED = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
LONGEST = 20_000


def front_matter(text: str) -> tuple[str, tuple[Stated, ...], tuple[str, ...]]:
    """The text without its front matter, what that states, and what could not be read of it.

    >>> front_matter("---\\ntitle: Raid\\npublished: 2019-01-18\\n---\\nA raid.")[1][1].value
    '2019-01-18'
    """
    match = FENCED.match(text)
    if not match or len(match[1]) > LONGEST or ":" not in match[1]:
        return text, (), ()
    if "&" in match[1] and "*" in match[1] and re.search(r"(?m)[:\-]\s*&\w", match[1]):
        return text, (), ("the front matter uses YAML anchors, which are not followed; write its values out",)
    try:
        found = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        return text, (), (f"the front matter is no valid YAML at line {line}; it was read as text",)
    if not isinstance(found, Mapping):
        return text, (), ()
    fields = ((field_named(str(key)), value) for key, value in found.items())
    stated = tuple(
        Stated(field=name, value=str(value), rank=Rank.FRONT_MATTER)
        for name, value in fields
        if name and value is not None and not isinstance(value, (list, dict))
    )
    return text[match.end() :], stated, ()
