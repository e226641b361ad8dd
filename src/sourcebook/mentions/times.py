"""Dates in a text: each expression as an interval of days with its precision, its basis and its words.

A publication date is an anchor, never an answer: where no words tell a time, there is no mention. Words that name a
time that cannot be counted out ("during Ramadan", "last Thursday" on a Friday, 29 February 2023) keep a mention
without an interval. See ``times_patterns`` for what is recognised and ``times_values`` for how it is counted out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from sourcebook.mentions.times_feasts import settled
from sourcebook.mentions.times_gates import opened
from sourcebook.mentions.times_offsets import based, remembered
from sourcebook.mentions.times_patterns import rules
from sourcebook.mentions.times_rules import terms_of
from sourcebook.mentions.times_setting import is_southern
from sourcebook.mentions.times_story import Story, Told, day_first_in, is_future, turns_to_future
from sourcebook.mentions.times_terms import Term
from sourcebook.mentions.times_values import is_stated, span_of
from sourcebook.records.claims import Citation
from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention, Segment
from sourcebook.records.values import TimeRange, days_between
from sourcebook.records.vocabulary import MentionKind, SegmentKind, TimeBasis

NAME = "times@3"
RANGED = frozenset({"calendar", "month", "year", "weekday", "numeric"})
_LABEL = re.compile(r"[^\d]*?[a-z](?=\d{1,4}\b)")
DATELINE_DAYS = 45  # a dateline further before the publication is not the day of writing


def times_in(reading: Reading) -> tuple[Mention, ...]:
    """The time mentions of a document in their order."""
    document = reading.document
    dated = [c.published_on for c in reading.citations if c.published_on]
    read = [segment for segment in reading.segments if segment.kind is not SegmentKind.BOILERPLATE]
    cited = _citations_by_segment(reading)
    found = [(segment, tuple(_terms_of(document.text, segment, cited.get(segment.segment_id, [])))) for segment in read]
    story = Story(
        anchor=document.published_on,
        published_on=document.published_on,
        latest_cited=max(dated, default=None),
        day_first=day_first_in(document.text),
        years=_years_written(term for _, terms in found for term in terms),
    )
    story = settled(story, document.text, [term for _, terms in found for term in terms])
    mentions: list[Mention] = []
    for segment, terms in found:
        if not terms:
            continue
        on = _cited_on(cited.get(segment.segment_id, []))
        story = replace(story, segment=segment.position, block=segment.block, cited=on)
        for term, time, after in _told_in(document.text, segment, terms, story):
            mentions.append(_mention(reading, segment, term, time))
            story = after
    return tuple(mentions)


def _told_in(
    text: str, segment: Segment, terms: tuple[Term, ...], story: Story
) -> Iterator[tuple[Term, TimeRange | None, Story]]:
    """Each term of a segment with its time and the story after it."""
    turns = turns_to_future(text, segment.start, segment.end)
    south = any(term.kind == "season" for term in terms) and is_southern(text, segment.start, segment.end)
    for index, term in enumerate(terms):
        story = replace(story, future=is_future(text, segment.start, turns, term), southern=south)
        time = time_of(term, story)
        before = story.told
        if _is_mark(text, segment, term):
            day = time.latest if time else None
            story = _filed(story, day, is_stated(term)) if day and story.anchor is None else story
        else:
            story = _told(story, term, time, segment)
        if story.told is not before:
            story = remembered(story, _beside(text, segment, terms, index))
        yield term, time, story


def _beside(text: str, segment: Segment, terms: tuple[Term, ...], index: int) -> str:
    """The words beside a term, as far as the next term, a semicolon or the end of the segment."""
    start = terms[index - 1].end if index else segment.start
    end = terms[index + 1].start if index + 1 < len(terms) else segment.end
    before = text[start : terms[index].start].rpartition(";")[2]
    return before + " " + text[terms[index].end : end].partition(";")[0]


def time_of(term: Term, story: Story) -> TimeRange | None:
    """What an expression means at this point of a document; null where nothing may be asserted."""
    span = span_of(term, story)
    if span is None:
        return None
    stated = is_stated(term) and not _is_settled(term, story)
    return days_between(*span, TimeBasis.STATED if stated else TimeBasis.RELATIVE)


def _is_settled(term: Term, story: Story) -> bool:
    """Whether only the publication settles which number of "03/04/2024" is the day."""
    doubtful = term.kind == "numeric" and term.month != term.day and max(term.month or 0, term.day or 0) <= 12
    return doubtful and story.day_first is None


def terms_in(text: str, start: int, end: int, labelled: bool = False) -> list[Term]:
    """The date expressions between two offsets of a text, ranges joined, look-alikes left out.

    ``labelled`` text is the value of a label, where a month or year may stand alone.

    >>> [(term.kind, term.month) for term in terms_in("May said on 5 March they may march in 1980 hours.", 0, 49)]
    [('calendar', 3)]
    """
    found: list[Term] = []
    taken: list[tuple[int, int]] = []
    families = opened(text, start, end)
    for rule in rules() if families else ():
        if rule.gate not in families:
            continue
        for match in rule.pattern.finditer(text, start, end):
            first, last = match.span()
            if any(first < b and a < last for a, b in taken):
                continue
            terms = terms_of(rule.read(match))
            taken.append((first, terms[-1].end if terms else last))
            found.extend(term._replace(weak=False) if labelled else term for term in terms)
    return _opened(text, start, _joined(text, start, based(text, sorted(found, key=lambda term: term.start))))


@cache
def _links() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The words between the ends of a range, before one, between dates that share a year, and before an open span."""
    return (
        re.compile(
            r"\s*(?:,\s*)?(?P<link>to|until|till|through|up\s+to|into|and|–|—|-)\s*(?:the\s+|on\s+|late\s+|early\s+)?",
            re.I,
        ),
        re.compile(r"\bbetween\s+(?:the\s+|late\s+|early\s+)?$", re.I),
        re.compile(r"\s*(?:,\s*and|,\s*or|,|and|or|&)\s*(?:in\s+|on\s+)?", re.I),
        re.compile(r"\b(?:ever\s+)?since\s+(?:at\s+least\s+|about\s+|around\s+|the\s+)?$", re.I),
    )  # fmt: skip


def _joined(text: str, start: int, terms: list[Term]) -> list[Term]:
    """The terms with the two ends of a range made one; weak terms that nothing supports left out."""
    joined: list[Term] = []
    for term in terms:
        last = joined[-1] if joined else None
        if last and _names_day(text, last, term):
            joined[-1] = last._replace(end=term.end)
            continue
        if last and last.until is None and _is_range(text, start, last, term):
            joined[-1] = last._replace(end=term.end, until=term._replace(weak=False), weak=False, part=_kept(last))
        else:
            joined.append(term)
    return [term for term in _shared(text, joined) if not term.weak]


_NAMED = re.compile(r"\s*\(\s*(?:an?\s+)?|,\s+an?\s+")


def _names_day(text: str, day: Term, weekday: Term) -> bool:
    """Whether a weekday only says which day a date was: "June 3 (Monday)", "3 June, a Monday"."""
    plain = weekday.kind == "weekday" and not weekday.modifier and day.kind == "calendar" and day.until is None
    return plain and bool(_NAMED.fullmatch(text, day.end, weekday.start))


def _kept(first: Term) -> str:
    """The part that the first end of a range keeps: "overnight Sunday to Monday" is told by its ends."""
    return "" if first.part == "overnight" else first.part


def _shared(text: str, terms: list[Term]) -> list[Term]:
    """The terms of a list with what stands once for all: "in October, November and December 2012"."""
    shared = list(terms)
    for index in range(1, len(shared)):
        if _is_list(text, shared[index - 1], shared[index]):
            shared[index] = shared[index]._replace(weak=False)
    for index in range(len(shared) - 2, -1, -1):
        first, last = shared[index], shared[index + 1]
        if not _is_list(text, first, last) or first.kind == "year":
            continue
        if first.kind == "weekday":
            shared[index] = first._replace(unit=first.unit or last.unit)
        elif first.year is None:
            shared[index] = first._replace(year=last.year)
    return shared


def _is_range(text: str, start: int, first: Term, last: Term) -> bool:
    """Whether two terms are the ends of one range: "from 27 February to 2 March", "between 2014 and 2016"."""
    if first.kind != last.kind or first.kind not in RANGED or last.until:
        return False
    links, between, *_ = _links()
    link = links.fullmatch(text, first.end, last.start)
    if not link or (first.part == "overnight" and link["link"].lower() == "and"):
        return False
    if first.weak and last.weak and first.kind == "year" and link["link"].lower() != "to":
        return text[max(start, first.start - 1) : first.start] == "("
    return link["link"].lower() != "and" or bool(between.search(text, max(start, first.start - 20), first.start))


LISTED = frozenset({"calendar", "month", "year", "weekday"})


def _is_list(text: str, first: Term, last: Term) -> bool:
    """Whether two terms stand in one list, "April and May 2022": the second is a date for the sake of the first."""
    if first.kind != last.kind or first.kind not in LISTED or first.weak or first.until or first.modifier:
        return False
    return bool(_links()[2].fullmatch(text, first.end, last.start))


def _opened(text: str, start: int, terms: list[Term]) -> list[Term]:
    """The terms, those after "since" made spans that run on."""
    made = []
    for term in terms:
        since = _links()[3].search(text, max(start, term.start - 25), term.start)
        if since and term.kind not in ("past", "recent", "open"):
            term = term._replace(start=since.start(), open=True, tells=False)
        made.append(term)
    return made


def _years_written(terms: Iterable[Term]) -> dict[tuple[int, int], int]:
    """The year of each month and day that the document writes with one year only."""
    years: dict[tuple[int, int], set[int]] = {}
    for term in terms:
        if term.kind == "calendar" and term.year is not None:
            years.setdefault((term.month or 0, term.day or 0), set()).add(term.year)
    return {day: min(found) for day, found in years.items() if len(found) == 1}


def _citations_by_segment(reading: Reading) -> dict[str, list[Citation]]:
    """The citations of each segment that holds any."""
    starts = [segment.start for segment in reading.segments]
    found: dict[str, list[Citation]] = {}
    for citation in reading.citations:
        at = bisect_right(starts, citation.words.start) - 1
        if at >= 0 and citation.words.start < reading.segments[at].end:
            found.setdefault(reading.segments[at].segment_id, []).append(citation)
    return found


def _terms_of(text: str, segment: Segment, cited: list[Citation]) -> Iterator[Term]:
    """The terms of a segment, those inside a citation left out: they date the source."""
    labelled = segment.kind is SegmentKind.INFO_BOX
    for term in _labelled_terms(text, segment) if labelled else terms_in(text, segment.start, segment.end):
        if not any(one.words.start <= term.start < one.words.end for one in cited):
            yield term


def _labelled_terms(text: str, segment: Segment) -> list[Term]:
    """The terms of an info-box line, "Foundation26 January 2015": label and value stand without a blank."""
    label = _LABEL.match(text, segment.start, segment.end)
    start = label.end() if label else segment.start
    value = text[start : segment.end]
    terms = terms_in(value, 0, len(value), labelled=True)
    moved = [term._replace(start=term.start + start, end=term.end + start) for term in terms]
    return [*terms_in(text, segment.start, start), *moved] if label else moved


def _cited_on(cited: list[Citation]) -> date | None:
    """The latest date of a segment's citations."""
    return max((one.published_on for one in cited if one.published_on), default=None)


_MARK = re.compile(
    r"\b(?:posted|published|(?:last\s+)?(?:updated|modified)|uploaded|first\s+published)\s*(?:on|at|:)*\s*$", re.I
)


def _is_mark(text: str, segment: Segment, term: Term) -> bool:
    """Whether a date only says when the page was put up: "Posted: Friday, May 3, 2019"."""
    return bool(_MARK.search(text, max(segment.start, term.start - 30), term.start))


def _told(story: Story, term: Term, time: TimeRange | None, segment: Segment) -> Story:
    """The story after an expression: a dateline moves the day of writing, other dates can be counted from."""
    if time is None or time.earliest is None or time.latest is None:
        return story
    if segment.kind is SegmentKind.DATELINE:
        return _filed(story, time.latest, is_stated(term))
    if not term.tells:
        return story
    told = Told(
        earliest=time.earliest, latest=time.latest, segment=segment.position, block=segment.block, dated=is_stated(term)
    )
    carried = story.told
    if not told.dated and carried and carried.block == told.block and time.basis is TimeBasis.RELATIVE:
        told = replace(told, dated=carried.dated and abs((told.earliest - carried.earliest).days) <= 366)
    return replace(story, told=told)


def _filed(story: Story, day: date, stated: bool) -> Story:
    """The story with the dateline's day as its day of writing, where that can be."""
    published = story.published_on
    if published is None:
        return replace(story, anchor=day)
    fits = day <= published and (stated or (published - day).days <= DATELINE_DAYS)
    return replace(story, anchor=day) if fits else story


def _mention(reading: Reading, segment: Segment, term: Term, time: TimeRange | None) -> Mention:
    """A time mention with its words."""
    return Mention(
        mention_id=content_id("m", reading.document_id, "time", term.start, term.end),
        document_id=reading.document_id,
        segment_id=segment.segment_id,
        kind=MentionKind.TIME,
        words=reading.document.words(term.start, term.end),
        time=time,
        generated_by=NAME,
    )
