"""A rule: one way of writing dates, with its quick test, its pattern and how a match is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sourcebook.mentions.times_lexicon import pattern
from sourcebook.mentions.times_terms import Term

Read = Term | tuple[Term, ...] | None

JOIN = r"(?P<join>\s*(?:-|–|—|/)\s*|\s+(?:and|to|or|until|till|through)\s+)(?:the\s+)?"
OF_YEAR = (
    r"(?:(?:(?:\s?,?\s+(?:of\s+)?|-){year}|,?\s*{short_year}"
    r"|,?\s+(?:of\s+)?(?P<year_word>last|this|next|that|the\s+same|the\s+previous|the\s+following)\s+year\b))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A way of writing dates: the gate that a sentence must pass, the pattern, and how a match is read."""

    name: str
    gate: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Read]


def rule(name: str, gate: str, template: str, reader: Callable[[re.Match[str]], Read]) -> Rule:
    """A rule from its template."""
    return Rule(name=name, gate=gate, pattern=pattern(template), read=reader)


def terms_of(read: Read) -> tuple[Term, ...]:
    """What a match was read as: no term, one or several."""
    if read is None:
        return ()
    return (read,) if isinstance(read, Term) else read
