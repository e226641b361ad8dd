"""How date expressions are written: the rules that find them in a sentence, the first that fits taking the words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from sourcebook.mentions import times_partial as partial
from sourcebook.mentions import times_readers as read
from sourcebook.mentions.times_lexicon import either, lexicon, pattern, titled
from sourcebook.mentions.times_terms import Term

_JOIN = r"(?P<join>\s*(?:-|–|—|/)\s*|\s+(?:and|to|or|until|till|through)\s+)(?:the\s+)?"
_OF_YEAR = (
    r"(?:(?:\s?,?\s+(?:of\s+)?|-){year}|,?\s*{short_year}"
    r"|,?\s+(?:of\s+)?(?P<year_word>last|this|next|that|the\s+same|the\s+previous|the\s+following)\s+year\b)"
)
_NIGHT = r"(?:(?:the\s+)?(?:night\s+(?:of|between|from)|(?P<week_of>week\s+of))\s+)?"
_AFTER = r"(?=\s*(?:[.,;:)\]\"”’]|$)|\s+(?:in|at|by|on|near|outside|inside|when|and|but|as|while|with|were|was)\b)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A way of writing dates: the gate that a sentence must pass, the pattern, and how a match is read."""

    name: str
    gate: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Term | None]


@cache
def gates() -> dict[str, re.Pattern[str]]:
    """Quick tests: without any of these words a sentence holds no date of that family."""
    words = lexicon()
    named = (*words.lunar_months, *words.solar_months, *words.words["feasts"])
    return {
        "month": re.compile(r"\b(?:J(?:an|AN|un|UN|ul|UL)|F(?:eb|EB)|M(?:ar|AR|ay|AY)|A(?:pr|PR|ug|UG)|S(?:ep|EP)"
                            r"|O(?:ct|CT)|N(?:ov|OV|ew\s+Year)|D(?:ec|EC))"),
        "weekday": re.compile(r"day\b|days\b|DAYS?\b"),
        "digits": re.compile(r"\d"),
        "near": re.compile(
            r"\b(?:to(?:day|night|morrow)|yesterday|overnight|last|this|next|same|that|previous|preceding|following"
            r"|recent|past|weekend|ago|earlier|before|later|after|afterwards|previously|prior|week|back)\b", re.I),
        "season": re.compile(rf"\b(?:{either(words.seasons)})\b", re.I),
        "calendar": re.compile(rf"\b(?:{titled({name.split()[0].split('-')[0] for name in named})})"),
        "decade": re.compile(rf"\d0['’]?s\b|\b(?:{either(words.decades)})\b", re.I),
    }  # fmt: skip


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they take words."""
    return (*_dated(), *_near(), *_partial())


def _rule(name: str, gate: str, template: str, reader: Callable[[re.Match[str]], Term | None]) -> Rule:
    """A rule from its template."""
    return Rule(name=name, gate=gate, pattern=pattern(template), read=reader)


def _dated() -> tuple[Rule, ...]:
    """Days with a number: "5 March 2015", "March 5-6", "2015-03-05", "12 Hut 1402"."""
    return (
        _rule("known", "digits", r"(?<![\w/-]){known_day}(?![\w/-])", read.known_day),
        _rule("iso", "digits", r"(?<![\w-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d|-\d)", read.iso_day),
        _rule(
            "numeric",
            "digits",
            r"(?<![\w/.-])(?P<a>\d{1,2})(?P<sign>[/.-])(?P<b>\d{1,2})(?P=sign)(?P<y>\d{4}|\d\d)(?![\w/]|[.-]\d)",
            read.numeric_day,
        ),
        _rule("lunar", "calendar", r"\b(?:(?P<d>\d{1,2})\s+)?{lunar},?\s+(?P<y>1[345]\d\d)\b", read.lunar_date),
        _rule("solar", "calendar", r"\b(?P<d>\d{1,2})\s+{solar},?\s+(?P<y>1[2-6]\d\d)\b", read.solar_date),
        _rule(
            "day_month",
            "month",
            rf"(?<![\d.,/:])(?:\b|(?<=[a-z]{{3}})){{anyday}}?{_NIGHT}(?:the\s+)?{{day}}(?:{_JOIN}{{last_day}})?"
            rf"(?:\s+(?:of\s+|day\s+of\s+)?|-(?=\w+-\d)){{month}}{_OF_YEAR}?",
            read.calendar_day,
        ),
        _rule(
            "month_day",
            "month",
            rf"\b{{anyday}}?{_NIGHT}{{month}}\s*(?:the\s+)?(?<=[\s.]){{day}}(?![\d:]|,\d\d\d|\s*%)"
            rf"(?:{_JOIN}{{last_day}})?{_OF_YEAR}?",
            read.calendar_day,
        ),
        _rule(
            "month_year",
            "month",
            rf"\b(?:{{part}}[-\s]+(?:in\s+)?)?{{month}}(?:,?\s+of\b)?{_OF_YEAR}",
            partial.month_of_year,
        ),
        _rule("new_year", "month", r"\bNew\s+Year['’]?s?\s+(?P<which>Eve|Day)\b(?:,?\s+{year})?", read.new_year),
        _rule(
            "day_of_month",
            "digits",
            r"\bon\s+the\s+(?P<d>\d{1,2})(?:st|nd|rd|th)(?:\s+of\s+(?P<modifier>this|last)\s+month\b|(?=\s*(?:[.,;]|$)))",
            read.day_of_month,
        ),
    )


def _near() -> tuple[Rule, ...]:
    """Expressions that count from another day: "yesterday", "last week", "two days earlier", "on Friday"."""
    return (
        _rule("day_word", "near", _DAY_WORD, read.day_word),
        _rule("ago", "near", _AGO, read.ago),
        _rule("told", "near", _TOLD, read.told_unit),
        _rule("same", "near", _SAME, read.same_unit),
        _rule("past", "near", _PAST, read.past_span),
        _rule("recent", "near", r"\b(?:in\s+)?(?:the\s+)?recent\s+(?P<unit>days|weeks|months)\b", read.recent_span),
        _rule("weekday", "weekday", _WEEKDAY, read.weekday),
        _rule("unit", "near", _UNIT, read.this_unit),
        _rule(
            "weekend",
            "near",
            r"\b(?P<whole>(?:over|at|during|on)\s+the\s+weekend\b|the\s+weekend['’]s\b)",
            read.weekend,
        ),
    )


def _partial() -> tuple[Rule, ...]:
    """Months, seasons, years, decades, and the feasts whose days are left open."""
    return (
        _rule(
            "month",
            "month",
            r"\b(?:{part}[-\s]+(?:in\s+)?)?(?:(?P<modifier>last|this|next|this\s+past|every|each)\s+)?{month}"
            r"(?P<possessive>['’]s\b)?(?!\s*\d)",
            partial.bare_month,
        ),
        _rule("season", "season", _SEASON, partial.season),
        _rule("decade", "decade", _DECADE, partial.decade),
        _rule(
            "years",
            "digits",
            r"(?<![\w$€£#./-]){year}\s?[-–—/]\s?(?:(?P<last_year>(?:1[6-9]|20)\d\d|\d\d)(?!\d)|(?P<now>present|now|today|ongoing)\b)",
            partial.years,
        ),
        _rule(
            "year",
            "digits",
            r"(?<![\w$€£#./-])(?:{part}[-\s]+(?:in\s+)?(?:the\s+year\s+)?)?{year}(?P<possessive>['’]s\b)?(?![\w/:-]\w)",
            partial.bare_year,
        ),
        _rule("feast", "calendar", r"\b(?:{feast})\b", partial.feast),
    )


_DAY_WORD = (
    r"\b(?:(?P<before>(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?night\s+before\s+last)|(?P<after>(?:the\s+)?day\s+after\s+tomorrow)"
    r"|(?:(?:early|late|earlier|later)\s+)?(?P<today>today|tonight|this\s+(?:morning|afternoon|evening))"
    r"|(?:(?:early|late|earlier)\s+)?(?P<yesterday>yesterday|last\s+(?:night|evening))|(?P<tomorrow>tomorrow)"
    r"|(?P<overnight>overnight)(?!\s+(?:curfew|flight|train|bus|stay)\b)(?!\s+(?:on\s+)?(?:from\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day))"
    r"(?:\s+{part_of_day}\b)?"
)

_AGO = (
    r"\b(?:(?P<about>(?:more|less)\s+than|over|at\s+least|nearly|almost|about|around|some|just|only|roughly|barely)\s+)?"
    r"(?:{number}|(?P<vague>several|(?:a\s+)?few|some|many|a\s+couple\s+of))\s+(?P<unit>day|night|week|month|year|decade)s?\s+"
    rf"(?P<direction>ago|back{_AFTER}|earlier|previously{_AFTER}|before{_AFTER}|prior{_AFTER}|later|afterwards?{_AFTER})\b"
)

_TOLD = (
    r"\b(?:late\s+|early\s+)?(?:the|on\s+the)\s+(?:(?P<modifier>previous|preceding|prior|following|next)\s+"
    r"(?P<unit>day|night|morning|afternoon|evening|week|weekend|month|year|summer|winter|{weekday})\b"
    rf"|(?P<unit2>day|night|evening|week|month|year)\s+(?P<direction>before|after|earlier){_AFTER})"
    r"(?:\s+{part_of_day}\b)?"
)

_SAME = (
    r"\b(?:(?:on\s+)?the\s+same\s+(?P<unit>day|night|evening|morning|afternoon|week|month|year)"
    r"|(?:earlier|later|(?P<part>early|late))\s+that\s+(?:same\s+)?(?P<unit2>day|night|evening|morning|afternoon|week|month|year)"
    r"|that\s+(?:same\s+)?(?P<unit3>day|night|evening|morning|afternoon)"
    r"|(?:earlier|later)\s+(?:in|on\s+in)\s+the\s+(?P<unit4>day|evening|night))\b"
)

_PAST = (
    r"\b(?:(?P<since>since)\s+)?(?:in|over|during|within|for|of)?\s*the\s+(?:past|last|previous)\s+(?:about\s+|some\s+)?"
    r"(?:{number}\s+|(?P<vague>few|several|couple\s+of)\s+)?(?P<unit>hour|day|week|month|year)(?P<plural>s?)\b(?!['’]s|\s+of\b)"
)

_WEEKDAY = (
    r"\b(?:(?P<overnight>overnight\s+(?:on\s+|from\s+)?)|(?P<night>(?:the\s+)?(?:night|evening|morning|afternoon|dawn)\s+of\s+)"
    r"|(?:early|late|mid)\s+(?:on\s+)?|(?:at\s+)?(?:dawn|dusk|midnight|noon)\s+on\s+)?"
    r"(?:(?P<modifier>last|this\s+past|past|this\s+coming|this|next|the\s+coming|coming|every|each|most|some)\s+)?"
    r"{weekday}(?P<plural>s\b|S\b)?(?P<possessive>['’][sS]\b)?(?![\w-]\w|['’]\w)(?:\s+(?:early\s+|late\s+)?(?P<part_of_day>{part_of_day})s?\b)?"
    r"(?:\s+(?:of\s+)?(?P<week>last|this|next|the\s+previous|the\s+following|the\s+same)\s+week\b)?"
)

_UNIT = (
    r"\b(?:(?:(?P<earlier>earlier|later|early|late|mid|midway\s+through)|{part})[-\s]+(?:in\s+)?)?"
    r"(?:(?P<modifier>this|last|next|the\s+current|this\s+past|this\s+coming|the\s+coming)\s+(?P<unit>week|weekend|month|year)"
    r"|(?P<in_the>(?<=earlier\s)in\s+the|(?<=later\s)in\s+the)\s+(?P<unit2>week|month|year))\b(?!\s+of\b)(?P<possessive>['’]s)?"
)

_SEASON = (
    r"\b(?:{part}[-\s]+(?:in\s+)?)?(?:(?P<modifier>last|this|next|this\s+past)\s+|(?P<the>(?:in|during|since)\s+the\s+(?:early\s+|late\s+)?))?"
    r"{season}(?:\s+of)?(?:\s+{year}(?:\s?[-–/]\s?(?P<last_year>\d{4}|\d\d)(?!\d))?|\s+(?:of\s+)?(?P<year_word>last|this|next)\s+year)?\b"
)

_DECADE = (
    r"(?<![\w$€£])(?:{part}[-\s]+(?:the\s+)?)?(?:the\s+)?(?:(?P<decade>(?:1[6-9]|20)\d0)['’]?s|(?:the\s+)['’](?P<short>[1-9]0)s"
    r"|the\s+(?:(?:early|mid|late)[-\s]+)?(?:19|nineteen[-\s])?{decade_word})\b"
)
