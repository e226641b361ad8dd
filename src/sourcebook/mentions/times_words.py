"""The words in and around a match: what stands before and after it, and its month, year and part as values."""

from __future__ import annotations

import re

from sourcebook.mentions.times_lexicon import lexicon

_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’.-]*)[\s\"“‘'(]*$")
_WORD_AFTER = re.compile(r"[\s\"“‘'(]*([^\W_][\w'’-]*)")


def word_before(match: re.Match[str]) -> str:
    """The word before a match, in small letters."""
    found = _WORD_BEFORE.search(match.string, max(match.pos, match.start() - 30), match.start())
    return found[1].lower() if found else ""


def word_after(match: re.Match[str], end: int) -> str:
    """The word after a match as written."""
    found = _WORD_AFTER.match(match.string, end, match.endpos)
    return found[1] if found else ""


def month_named(match: re.Match[str]) -> int:
    """The number of the month named."""
    return lexicon().months[match["month"].rstrip(" .").lower()]


def year_written(match: re.Match[str]) -> int | None:
    """The year written, two digits made four."""
    if match["year"]:
        return int(match["year"])
    short = match["apostrophe"] or match["short"]
    return full_year(short) if short else None


def full_year(written: str) -> int:
    """Two digits stand for the years 1931 to 2030."""
    year = int(written)
    return year if len(written) == 4 else year + (1900 if year > 30 else 2000)


def part_named(match: re.Match[str]) -> str:
    """The part of a month or year as one of a few names."""
    written = plain(match["part"] or "").removeprefix("the ").removesuffix(" of").replace(" few ", " ")
    return {
        "beginning": "early", "start": "early", "outset": "early", "first days": "early", "first weeks": "early",
        "end": "late", "close": "late", "last days": "late", "last weeks": "late", "middle": "mid",
    }.get(written, written)  # fmt: skip


def plain(written: str) -> str:
    """Words in small letters with single blanks."""
    return " ".join(written.lower().split())
