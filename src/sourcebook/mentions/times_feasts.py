"""Feasts and holidays as dates: those that a calendar gives, each with the days it honestly means."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from sourcebook.mentions.times_calendars import easter_sunday, lunar_span, moved, orthodox_easter, solar_day
from sourcebook.mentions.times_lexicon import lexicon
from sourcebook.mentions.times_parts import Span
from sourcebook.mentions.times_rules import Rule, rule
from sourcebook.mentions.times_setting import feasts, independence_day, keeps_julian
from sourcebook.mentions.times_story import Story
from sourcebook.mentions.times_terms import Term
from sourcebook.mentions.times_words import plain, word_after, word_before

NEAR_FEAST = 92  # days; a lunar feast further back than this is not the one meant without a word
EID_DAYS = 3  # days for which an Eid is kept
EIDS = frozenset({"eid", "id", "idul", "tabaski", "lebaran", "bakrid", "kurban"})
CLOSING = 10  # days; the last third of a lunar month and what "the end of Ramadan" means

_PART = (
    r"(?:(?P<part>(?:the\s+)?(?:beginning|start|end|close|middle|(?:first|last)\s+(?:week|days|ten\s+days))\s+of"
    r"|(?:the\s+)?(?P<nth>first|second|third)\s+day\s+of|early|mid|late|(?P<eve>(?:the\s+)?eve\s+of))"
    r"[-\s]+(?:the\s+)?(?:holy\s+month\s+of\s+)?)?"
)
_FEAST = (
    rf"\b{_PART}(?:{{year}}\s+|(?P<last_years>last\s+year['’]s)\s+|(?P<modifier>last|this|next)\s+)?"
    r"(?:{feast})(?:['’]s)?\b"
)
_AFTER = (
    r"(?:(?:\s+(?-i:[a-z]+)\s+in\s+|\s*,?\s+(?:(?:in|of)\s+)?)(?P<year_after>(?:19|20)\d\d)(?![\d,.]*\d)"
    r"|\s+(?P<hijri>1[345]\d\d)\b(?:\s*(?:AH|A\.H\.))?"
    r"|,?\s+(?P<year_word>last|this|next)\s+year\b)?"
)


_NATIONAL = rf"(?:\b{{year}}\s+)?\bIndependence\s+Day\b{_AFTER}"


def rules() -> tuple[Rule, ...]:
    """How feasts are written."""
    return (rule("feast", "feast", _FEAST + _AFTER, feast), rule("national", "feast", _NATIONAL, national))


def feast(match: re.Match[str]) -> Term | None:
    """ "on Christmas Day", "at the end of Ramadan 2016", "the 2019 Easter Sunday bombings"."""
    name = plain(match["feast"])
    if not (match["feast"][0].isupper() or match["feast"][0].isdigit()):
        return None
    following = word_after(match, match.end())
    if following[:1].isupper() and following.lower() in lexicon().words["name_nouns"]:
        return None  # "the Good Friday Agreement"
    written = match["year"] or match["year_after"]
    modifier = "last" if match["last_years"] else plain(match["year_word"] or match["modifier"] or "")
    before = word_before(match)
    bare = not written and not match["hijri"] and not modifier
    if _is_left_open(match, name, before, bare):
        return Term("open", *match.span())
    if name in feasts().fixed and not match["part"]:
        month, day = feasts().fixed[name]
        if bare and before in ("the", "that", "this") and word_after(match, match.end()).islower():
            return Term("feast", *match.span(), name=name, modifier="near")
        year = int(written) if written else None
        return Term("calendar", *match.span(), year, month, day, modifier=modifier, number=int(bool(match["modifier"])))
    term = Term("feast", *match.span(), int(written) if written else None, name=name, modifier=modifier)
    if match["hijri"]:
        term = term._replace(number=int(match["hijri"]))
    part = (
        "whole"
        if before in ("during", "over", "throughout") and name.split()[0].split("-")[0] in EIDS
        else _part(match)
    )
    return term._replace(part=part)


def _is_left_open(match: re.Match[str], name: str, before: str, bare: bool) -> bool:
    """Whether a feast is only named: no days known for it, or what came before or after it is told."""
    words = feasts().words
    if name in words["open"] and not (name in ("christmas", "easter") and before in ("at", "over")):
        return True
    after = word_after(match, match.end())
    if bare and before in ("", "no") and after.islower() and after.endswith("s") and len(after) > 4:
        return True  # "May Day rallies were banned"
    if match["eve"] or (bare and before in words["feast_apart"]):
        return True
    month = name in feasts().lunar and feasts().lunar[name][1] == 0
    return month and bare and not match["part"] and before not in words["feast_before"]


def _part(match: re.Match[str]) -> str:
    """Which part of a feast is told: "early", "late", "mid", or a day by number."""
    if match["nth"]:
        return {"first": "1", "second": "2", "third": "3"}[match["nth"].lower()]
    written = plain(match["part"] or "")
    ends = {"end": "late", "close": "late", "last": "late", "late": "late", "middle": "mid", "mid": "mid"}
    starts = {"beginning": "early", "start": "early", "first": "early", "early": "early"}
    return next((part for word, part in (ends | starts).items() if word in written.split()), "")


def national(match: re.Match[str]) -> Term | None:
    """ "Ukraine's Independence Day": a day only where its sentence names the one country."""
    day = independence_day(match.string, match.pos, match.endpos)
    if day is None:
        return Term("open", *match.span())
    written = match["year"] or match["year_after"]
    return Term(
        "calendar", *match.span(), int(written) if written else None, *day, modifier=plain(match["year_word"] or "")
    )


def feast_span(term: Term, story: Story) -> Span | None:
    """The days of a feast: of the year written, else of the last one, a lunar one only where that is near."""
    if term.name in feasts().fixed:
        fixed = feasts().fixed[term.name]
        days = [date(year, *fixed) for year in _years(story)]
        spans = list(zip(days, days, strict=True))
        return _near_span(spans, story, NEAR_FEAST)
    if term.number:
        return _of_hijri(term)
    if _keeps_two(term, story):
        return None
    if term.year is not None:
        return _of_year(term, term.year)
    if term.modifier in ("last", "next", "this") and story.writing_year:
        return _of_neighbour(term, story)
    spans = [span for year in _years(story) for span in _days(term, year)]
    return _near_span(spans, story, NEAR_FEAST if term.name in feasts().lunar else 366)


def _of_hijri(term: Term) -> Span | None:
    """A feast of a Hijri year: Nowruz of a solar one, the others of a lunar one."""
    if term.name in feasts().spans:
        new_year = solar_day(term.number, 1, 1)
        return (new_year, new_year) if new_year else None
    month, day = feasts().lunar.get(term.name, (0, 0))
    whole = lunar_span(term.number, month, day or None) if month else None
    return _part_of(whole, term) if whole else None


def _of_year(term: Term, year: int) -> Span | None:
    """The feast's days in a year; null where a lunar feast falls into it twice."""
    spans = _days(term, year)
    return spans[0] if len(spans) == 1 else None


def _of_neighbour(term: Term, story: Story) -> Span | None:
    """ "last Easter" is the last one over; "next" the coming; "this" that of the year of writing."""
    reference = story.writing_year
    if reference is None:
        return None
    if term.modifier == "this":
        return _of_year(term, reference.year)
    spans = sorted(span for step in (-1, 0, 1) for span in _days(term, reference.year + step))
    past = [span for span in spans if span[1] < reference]
    coming = [span for span in spans if span[0] > reference]
    return (past[-1] if past else None) if term.modifier == "last" else (coming[0] if coming else None)


def _keeps_two(term: Term, story: Story) -> bool:
    """Whether a text plays where the feast may be counted by either calendar."""
    if term.name in feasts().easter:
        return story.julian_easter
    return term.name == "christmas" and story.julian_christmas


def _years(story: Story) -> tuple[int, ...]:
    """The years in which a feast without a year may lie."""
    told, reference = story.told, story.writing_year
    if told and told.dated and reference and (reference - told.latest).days > 366 and told.block == story.block:
        return (told.earliest.year,)
    if reference is None:
        return ()
    return (reference.year - 1, reference.year, reference.year + 1)


def _near_span(spans: list[Span], story: Story, furthest: int) -> Span | None:
    """The last of some spans that has begun; the first to come in what is to come."""
    reference = story.writing_year
    if reference is None:
        return None
    if story.future:
        return min((span for span in spans if span[1] >= reference), default=None)
    past = max((span for span in spans if span[0] <= reference), default=None)
    told = story.told
    old = bool(told and told.dated and (reference - told.latest).days > 366)
    return past if past and (old or (reference - past[1]).days <= furthest) else None


def _days(term: Term, year: int) -> list[Span]:
    """The days of a feast that begins in a year; a lunar one may do so twice or not at all."""
    known = feasts()
    if term.name in known.lunar:
        return _lunar_days(term, year)
    if term.name in known.spans:
        (first_month, first), (last_month, last) = known.spans[term.name]
        return [(date(year, first_month, first), date(year, last_month, last))]
    if term.name in ("christmas", "easter"):
        easter = easter_sunday(year)
        good_friday, monday = moved(easter, -2) or easter, moved(easter, 1) or easter
        return [(date(year, 12, 24), date(year, 12, 26)) if term.name == "christmas" else (good_friday, monday)]
    offsets = known.easter.get(term.name) or known.orthodox[term.name]
    easter = easter_sunday(year) if term.name in known.easter else orthodox_easter(year)
    first_day, last_day = moved(easter, offsets[0]), moved(easter, offsets[1])
    return [(first_day, last_day)] if first_day and last_day else []


def _lunar_days(term: Term, year: int) -> list[Span]:
    """A lunar feast by the tabular calendar, a day either way."""
    month, day = feasts().lunar[term.name]
    near = (year - 622) * 33 // 32
    spans = [span for hijri in range(near - 1, near + 4) if (span := lunar_span(hijri, month, day or None))]
    return [part for span in spans if span[0].year == year and (part := _part_of(span, term))]


def _part_of(span: Span, term: Term) -> Span | None:
    """A part of a lunar month or feast."""
    first, last = span
    if term.part.isdigit():
        day = int(term.part) - 1
        shifted = moved(first, day), moved(first if last == first else last, day)
        return (shifted[0], shifted[1]) if shifted[0] and shifted[1] else None
    if term.part == "whole":
        return first, moved(last, EID_DAYS - 1) or last
    if (last - first).days < CLOSING or not term.part:
        return span
    if term.part == "early":
        return first, moved(first, CLOSING + 1) or last
    return (
        (moved(last, -CLOSING - 1) or first, last)
        if term.part == "late"
        else (moved(first, CLOSING) or first, moved(last, -CLOSING) or last)
    )


def settled(story: Story, text: str, terms: list[Term]) -> Story:
    """The story with what the place of the report says about feasts, looked up only where one is named."""
    if not any(term.kind == "feast" for term in terms):
        return story
    return replace(story, julian_easter=keeps_julian(text, "easter"), julian_christmas=keeps_julian(text, "christmas"))
