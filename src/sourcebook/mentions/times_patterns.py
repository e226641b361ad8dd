"""How date expressions are written: the rules that find them in a sentence, the first that fits taking the words."""

from __future__ import annotations

from functools import cache

from sourcebook.mentions import times_feasts, times_formats, times_offsets
from sourcebook.mentions import times_partial as partial
from sourcebook.mentions import times_readers as read
from sourcebook.mentions.times_lexicon import either, lexicon
from sourcebook.mentions.times_rules import JOIN, OF_YEAR, Rule, rule

_NIGHT = (
    r"(?:(?:the\s+)?(?:night\s+(?:of|between|from)|(?P<week_of>week\s+of)|(?P<weekend>(?:over\s+the\s+)?weekend\s+of)"
    r"|(?P<week_from>week\s+(?:beginning|starting|commencing)(?:\s+on)?)"
    r"|(?P<week_to>week\s+(?:ending|ended|to)(?:\s+on)?))\s+)?"
)
_AFTER = r"(?=\s*(?:[.,;:)\]\"”’]|$)|\s+(?:in|at|by|on|near|outside|inside|when|and|but|as|while|with|were|was|that)\b)"


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they take words."""
    return (
        *times_formats.rules(),
        *_dated(),
        *_months(),
        *times_formats.months(),
        *times_feasts.rules(),
        *times_offsets.counted(),
        *_near(),
        *times_offsets.apart(),
        *_partial(),
    )


def _dated() -> tuple[Rule, ...]:
    """Days with a number: "5 March 2015", "March 5-6", "2015-03-05", "12 Hut 1402"."""
    return (
        rule("known", "digits", r"(?<![\w/-]){known_day}(?![\w/-])", read.known_day),
        rule("iso", "digits", r"(?<![\w-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d|-\d)", read.iso_day),
        rule(
            "numeric",
            "digits",
            r"(?<![\w/.-])(?P<a>\d{1,2})(?P<sign>[/.-])(?P<b>\d{1,2})(?P=sign)(?P<y>\d{4}|\d\d)(?![\w/]|[.-]\d)",
            read.numeric_day,
        ),
        rule("lunar", "calendar", r"\b(?:(?P<d>\d{1,2})\s+)?{lunar},?\s+(?P<y>1[345]\d\d)\b", read.lunar_date),
        rule("solar", "calendar", r"\b(?P<d>\d{1,2})\s+{solar},?\s+(?P<y>1[2-6]\d\d)\b", read.solar_date),
        rule(
            "day_month",
            "day",
            rf"(?<![\d.,/:])(?:\b|(?<=[a-z]{{3}})){{anyday}}?{_NIGHT}(?:the\s+)?{{day}}(?:{JOIN}{{last_day}})?"
            rf"(?:\s+(?:of\s+|day\s+of\s+)?|-(?=\w+-\d)){{month}}{OF_YEAR}?",
            read.calendar_day,
        ),
        rule(
            "month_day",
            "day",
            rf"\b{{anyday}}?{_NIGHT}{{month}}\s*(?:the\s+)?(?<=[\s.]){{day}}(?![\d:]|,\d\d\d|\s*%)"
            rf"(?:{JOIN}{{last_day}})?{OF_YEAR}?",
            read.calendar_day,
        ),
    )


def _months() -> tuple[Rule, ...]:
    """Months with their year, days in words and days that count in a month."""
    return (
        rule(
            "month_year",
            "month",
            rf"\b(?:{{part}}[-\s]+(?:in\s+)?)?{{month}}(?:,?\s+of\b)?{OF_YEAR}",
            partial.month_of_year,
        ),
        rule(
            "ordinal",
            "ordinal",
            rf"(?:\b{{anyday}})?\b(?:on\s+)?(?:the\s+)?(?P<ordinal>{either(lexicon().ordinals)})\s+(?:day\s+)?of\s+{{month}}{OF_YEAR}?",
            read.ordinal_day,
        ),
        rule(
            "nth_weekday",
            "ordinal",
            rf"\b(?:on\s+)?the\s+(?P<nth>first|second|third|fourth|last)\s+{{weekday}}\s+(?:of|in)\s+{{month}}{OF_YEAR}?",
            read.nth_weekday,
        ),
        rule("new_year", "day", r"\bNew\s+Year['’]?s?\s+(?P<which>Eve|Day)\b(?:,?\s+{year})?", read.new_year),
        rule(
            "day_of_month",
            "digits",
            r"\b(?:on|and)\s+the\s+(?P<d>\d{1,2})(?:st|nd|rd|th)(?:\s+of\s+(?P<modifier>this|last)\s+month\b|(?=\s*(?:[.,;]|$)|\s+and\s+the\s+\d))",
            read.day_of_month,
        ),
    )


def _near() -> tuple[Rule, ...]:
    """Expressions that count from another day: "yesterday", "last week", "two days earlier", "on Friday"."""
    return (
        rule("day_word", "near", _DAY_WORD, read.day_word),
        rule("ago", "distance", _AGO, read.ago),
        rule("told", "told", _TOLD, read.told_unit),
        rule("same", "same", _SAME, read.same_unit),
        rule("past", "past", _PAST, read.past_span),
        rule("recent", "recent", r"\b(?:in\s+)?(?:the\s+)?recent\s+(?P<unit>days|weeks|months)\b", read.recent_span),
        rule(
            "named_day",
            "weekday",
            r"\b(?:last\s+)?{weekday},?\s+the\s+(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?!\s+of\b)",
            read.named_day,
        ),
        rule("weekday", "weekday", _WEEKDAY, read.weekday),
        rule("unit", "unit", _UNIT, read.this_unit),
        rule(
            "weekend",
            "weekend",
            r"\b(?P<whole>(?:over|at|during|on)\s+the\s+weekend\b|the\s+weekend['’]s\b)",
            read.weekend,
        ),
    )


def _partial() -> tuple[Rule, ...]:
    """Months, seasons, years, decades, and the feasts whose days are left open."""
    return (
        rule(
            "month",
            "month",
            r"\b(?:{part}[-\s]+(?:in\s+)?)?(?:(?P<modifier>last|this|next|this\s+past|every|each)\s+)?{month}"
            r"(?P<possessive>['’]s\b)?(?!\s*\d)",
            partial.bare_month,
        ),
        rule("season", "season", _SEASON, partial.season),
        rule("decade", "decade", _DECADE, partial.decade),
        rule(
            "years",
            "digits",
            r"(?<![\w$€£#./-]){year}\s?[-–—/]\s?(?:(?P<last_year>(?:1[6-9]|20)\d\d|\d\d)(?!\d)|(?P<now>present|now|today|ongoing)\b)",
            partial.years,
        ),
        rule(
            "year",
            "digits",
            r"(?<![\w$€£#./-])(?:{part}[-\s]+(?:in\s+)?(?:the\s+year\s+)?)?{year}(?P<possessive>['’]s\b)?(?![\w/:-]\w)",
            partial.bare_year,
        ),
    )


_DAY_WORD = (
    r"\b(?:(?P<before>(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?night\s+before\s+last)|(?P<after>(?:the\s+)?day\s+after\s+tomorrow)"
    r"|(?:(?:early|late|earlier|later)\s+)?(?P<today>today|tonight|this\s+(?:morning|afternoon|evening))"
    r"|(?P<now>(?:(?:just\s+)?(?:{number}|an?\s+few|several|some|few)\s+)?(?:minutes?|moments?)\s+ago)"
    r"|(?:(?:early|late|earlier)\s+)?(?P<yesterday>yesterday|last\s+(?:night|evening))|(?P<tomorrow>tomorrow)"
    r"|(?P<overnight>overnight)(?!\s+(?:curfew|flight|train|bus|stay)\b)(?!\s+(?:on\s+)?(?:from\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day))"
    r"(?:\s+{part_of_day}\b)?"
)

_AGO = (
    r"\b(?:(?P<about>(?:more|less)\s+than|over|at\s+least|nearly|almost|about|around|some|just|only|roughly|barely)\s+)?"
    r"(?:{number}|(?P<vague>several|(?:a\s+)?few|some|many|a\s+couple\s+of))\s+(?P<unit>day|night|week|fortnight|month|year|decade)s?\s+"
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
    r"(?P<elsewhen>\s+(?:of|in)\s+(?:19|20)\d\d\b|,?\s+last\s+year\b)?"
    r"|(?:earlier|later|(?P<part>early|late))\s+that\s+(?:same\s+)?(?P<unit2>day|night|evening|morning|afternoon|week|month|year)"
    r"|that\s+(?:same\s+)?(?P<unit3>day|night|evening|morning|afternoon)"
    r"|(?:earlier|later)\s+(?:in|on\s+in)\s+the\s+(?P<unit4>day|evening|night))\b"
)

_PAST = (
    r"\b(?:(?P<since>since)\s+)?(?:in|over|during|within|for|of)?\s*the\s+(?:past|last|previous)\s+(?:about\s+|some\s+)?"
    r"(?:{number}\s+|(?P<vague>few|several|couple\s+of)\s+)?(?P<unit>hour|day|week|fortnight|month|year|decade)(?P<plural>s?)\b(?!['’]s|\s+of\b)"
)

_WEEKDAY = (
    r"(?<!-)\b(?:(?P<overnight>overnight\s+(?:on\s+|from\s+)?)|(?P<night>(?:the\s+)?(?:night|evening|morning|afternoon|dawn)\s+of\s+)"
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
    r"{season}(?:\s+of)?(?:\s+{year}(?:\s?[-–/]\s?(?P<last_year>\d{4}|\d\d)(?!\d))?|\s+(?:of\s+)?(?P<year_word>last|this|next|that(?:\s+same)?|the\s+same|the\s+following|the\s+previous)\s+year)?\b"
)

_DECADE = (
    r"(?<![\w$€£])(?:{part}[-\s]+(?:the\s+)?)?(?:the\s+)?(?:(?P<decade>(?:1[6-9]|20)\d0)['’]?s|(?:the\s+)['’](?P<short>[1-9]0)s"
    r"|the\s+(?:(?:early|mid|late)[-\s]+)?(?:19|nineteen[-\s])?{decade_word})\b"
)
