"""From a match to a term for months, seasons, years and decades; most of their look-alikes are no dates."""

from __future__ import annotations

import re

from sourcebook.mentions.times_lexicon import lexicon
from sourcebook.mentions.times_terms import Term
from sourcebook.mentions.times_words import month_named, part_named, plain, word_after, word_before, year_written


def month_of_year(match: re.Match[str]) -> Term | None:
    """ "March 2015", "early January 2020", "September last year"."""
    return Term(
        "month",
        *match.span(),
        year_written(match),
        month_named(match),
        modifier=plain(match["year_word"] or ""),
        part=part_named(match),
    )


def bare_month(match: re.Match[str]) -> Term | None:
    """ "in February", "the April raid"; not "May, a spokesman", "March district"."""
    words = lexicon().words
    after, before = word_after(match, match.end()), word_before(match)
    modifier = plain(match["modifier"] or "")
    if _is_other(match, before, after) or modifier in ("every", "each"):
        return None
    shortened = match["month"].rstrip(" .").lower() not in FULL_MONTHS
    governed = bool(match["part"] or modifier) or before in words["month_before"]
    weak = not governed and before in ("to", "and", "or", "")
    named = after.islower() or (after != "" and match["month"].lower() not in VERBS)
    noun = (before in words["year_determiners"] and named) or before.endswith(("'s", "’s"))
    if not (governed or match["possessive"] or weak or (noun and after)):
        return None
    if shortened and not governed:
        return None
    return Term(
        "month",
        *match.span(),
        month=month_named(match),
        modifier="last" if modifier == "this past" else modifier,
        number=1 if modifier else 0,
        part=part_named(match),
        weak=weak and not match["possessive"],
        tells=governed,
    )


def _is_other(match: re.Match[str], before: str, after: str) -> bool:
    """Whether a month's name is a place, a verb, a march or part of a name."""
    words, month, following = lexicon().words, match["month"].lower(), after.lower()
    if match["month"] == "MAY" and (match["modifier"] or "").lower() == "this":
        return True  # "THIS MAY HAVE BEEN"
    if following in words["month_places"] or before in ("every", "each", "black"):
        return True
    marched = before == "the" and following in ("of", "for", "on", "to", "against")
    if marched and (month == "march" or (month in VERBS and following == "of")):
        return True
    named = before in ("of", "the") and after[:1].isupper()
    return named and (following in words["name_nouns"] or (before == "the" and following in lexicon().ordinals))


VERBS = frozenset({"march", "may"})


FULL_MONTHS = frozenset(name for name in lexicon().months if len(name) > 4 or name in ("may", "june", "july"))


def season(match: re.Match[str]) -> Term | None:
    """ "in the summer of 2014", "last winter"; not "spring offensive"."""
    if not (match["year"] or match["modifier"] or match["year_word"] or match["the"]):
        return None
    if match["the"] and not match["year"] and match["season"].lower() == "fall":
        return None
    if match["modifier"] and match["season"].lower() == "fall" and not match["season"].islower():
        return None
    last = match["last_year"]
    return Term(
        "season",
        *match.span(),
        int(match["year"]) if match["year"] else None,
        lexicon().seasons[match["season"].lower()],
        modifier=plain(match["modifier"] or match["year_word"] or "").removeprefix("this "),
        number=int(last) if last else 0,
        part=part_named(match),
    )


def decade(match: re.Match[str]) -> Term | None:
    """ "the early 1990s", "the eighties"."""
    if match.string[match.end() : match.end() + 1] == "-":
        return None  # "a 1980s-era tank"
    if match["decade"]:
        year = int(match["decade"])
    else:
        year = 1900 + (int(match["short"]) if match["short"] else lexicon().decades[match["decade_word"].lower()])
    early = re.search(r"\b(early|mid|late)\b", match[0], re.I)
    return Term("decade", *match.span(), year, part=early[1].lower() if early else part_named(match), tells=False)


def years(match: re.Match[str]) -> Term | None:
    """ "2014-2016", "2014/15", "2015–present"."""
    year = int(match["year"])
    if match["now"]:
        return Term("year", *match.span(), year, open=True, tells=False)
    last = int(match["last_year"])
    last += (year // 100) * 100 if last < 100 else 0
    if last <= year:
        return None
    return Term("year", *match.span(), year, until=Term("year", *match.span(), last), tells=False)


def bare_year(match: re.Match[str]) -> Term | None:
    """ "in 2015", "the 2015 attack"; not "2015 hours", "1980 families", "Resolution 1701"."""
    words = lexicon().words
    after, before = word_after(match, match.end()), word_before(match)
    if _is_account(match, before) or _is_address(match) or after.lower() in ("fiscal", "financial"):
        return None
    near = match.string[max(match.pos, match.start() - 1) : match.start()]
    follows = match.string[match.end() : match.end() + 1]
    if after.lower() in words["counted"] or _counts_on(match) or _is_clock(match, before):
        return None
    plural = after.endswith("s") and after.islower() and follows == " " and len(after) > 3 and after not in NO_PLURALS
    governed = before in words["year_before"] and near != "("
    if plural and (before in words["year_before_doubtful"] or before in ("and", "or")):
        return None
    bracketed = (near == "(" and follows in "),") or (near == "[" and follows == "]")
    noun = before in words["year_determiners"] or before.endswith(("'s", "’s", "s’"))
    weak = before in ("to", "and", "or", "") or near in "-–—"
    if not (match["part"] or governed or bracketed or match["possessive"] or weak or (noun and after[:1].isalpha())):
        return None
    certain = bool(match["part"]) or governed or bracketed or bool(match["possessive"])
    noun = noun and before not in ("and", "an", "no") and after[:1].isalpha()
    return Term(
        "year",
        *match.span(),
        int(match["year"]),
        part=part_named(match),
        weak=not certain and not noun,
        tells=certain and not match["possessive"],
    )


_ADDRESS = re.compile(
    r"\s+(?:[NSEW]\.?\s+|North\s+|South\s+|East\s+|West\s+)?(?:[A-Z][\w.'’-]*\s+|\d+(?:st|nd|rd|th)\s+){1,4}(\w+)"
)
_ACCOUNT = re.compile(r"(?:fiscal|financial|tax|budget|FY)(?:\s+year)?\s*$", re.I)


def _is_account(match: re.Match[str], before: str) -> bool:
    """Whether a year is one of accounts, which runs otherwise: "fiscal year 2019"."""
    return bool(_ACCOUNT.search(match.string, max(match.pos, match.start() - 20), match.start()))


def _is_address(match: re.Match[str]) -> bool:
    """Whether four digits number a house: "1900 block of Main Street", "2012 Martin Luther King Drive"."""
    found = _ADDRESS.match(match.string, match.end(), match.endpos)
    return bool(found) and found is not None and found[1].lower() in lexicon().words["street_nouns"]


NO_PLURALS = frozenset(
    {"this", "his", "its", "was", "has", "does", "always", "perhaps", "besides", "towards", "across"}
)


_COUNTS_ON = re.compile(r"\s+(?:to|or|and)\s+([\d,]*\d)\s+([a-z]+)")


def _is_clock(match: re.Match[str], before: str) -> bool:
    """Whether four digits may be an hour: "AROUND 1700" in a wire, or a year too far back to be told in passing."""
    if match["part"] or before in ("in", "since", "year"):
        return False
    wire = match.string[max(match.pos, match.start() - 12) : match.start()].isupper()
    return match["year"] < "1800" or (wire and match["year"][2:] < "60" and before in CLOCK_BEFORE)


CLOCK_BEFORE = frozenset({"around", "about", "by", "from", "until", "till", "before", "after", "between", "and", "to"})


def _counts_on(match: re.Match[str]) -> bool:
    """Whether a number range goes on: "2000 to 30000 men"."""
    found = _COUNTS_ON.match(match.string, match.end(), match.endpos)
    return bool(found) and found is not None and (len(found[1]) != 4 or found[2] in lexicon().words["counted"])
