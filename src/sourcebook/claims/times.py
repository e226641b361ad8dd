"""How times stand to each other, and the day from which a text tells its news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.records.text import Document, Mention
from sourcebook.records.values import UNKNOWN_TIME, TimeRange, days_between
from sourcebook.records.vocabulary import MentionKind, TimeBasis, TimePrecision

# how many days before its publication a report's undated news may lie
NEWS_DAYS = 3
SHORT = frozenset({TimePrecision.DAY, TimePrecision.WEEK})


def known(time: TimeRange | None) -> bool:
    """Whether a time has days."""
    return time is not None and time.earliest is not None


def overlap(one: TimeRange | None, other: TimeRange | None, slack: int = 0) -> bool:
    """Whether two times can be one, unknown ones with any; ``slack`` days of difference are forgiven."""
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return True
    if one.latest is None or other.latest is None:
        return True
    gap = timedelta(days=slack)
    return one.earliest <= other.latest + gap and other.earliest <= one.latest + gap


def lies_in(inner: TimeRange, outer: TimeRange) -> bool:
    """Whether a time with days lies within another."""
    if inner.earliest is None or inner.latest is None or outer.earliest is None or outer.latest is None:
        return False
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def is_short(time: TimeRange | None) -> bool:
    """Whether a time is a day or a few."""
    return time is not None and time.precision in SHORT


def finest(spots: Sequence[Spot]) -> Spot | None:
    """The shortest time among some, the first of equals."""
    with_days = [s for s in spots if known(s.mention.time)]
    return min(with_days, key=length, default=None)


def length(spot: Spot) -> int:
    """The length of a time in days."""
    time = spot.mention.time
    if time is None or time.earliest is None or time.latest is None:
        return 99999
    return (time.latest - time.earliest).days


def dateline_time(mentions: Sequence[Mention], dateline_ids: frozenset[str]) -> TimeRange | None:
    """The day that the dateline gives."""
    for mention in mentions:
        if mention.kind is MentionKind.TIME and mention.segment_id in dateline_ids and known(mention.time):
            return mention.time
    return None


def news_time(document: Document, dateline: TimeRange | None) -> TimeRange:
    """The few days up to the day of the news, for an undated report: from the dateline, else from publication."""
    if dateline is not None and dateline.latest is not None:
        return days_between(dateline.latest - timedelta(days=NEWS_DAYS), dateline.latest, TimeBasis.RELATIVE)
    if document.published_on is not None:
        day = document.published_on
        return days_between(day - timedelta(days=NEWS_DAYS), day, TimeBasis.PUBLICATION)
    return UNKNOWN_TIME


def as_told(spot: Spot | None) -> TimeRange | None:
    """A day or a night, as the text reckons other acts from it."""
    time = spot.mention.time if spot else None
    if time is None or time.earliest is None or time.latest is None or (time.latest - time.earliest).days > 1:
        return None
    return days_between(time.earliest, time.latest, TimeBasis.RELATIVE)


def up_to(spot: Spot) -> TimeRange | None:
    """The few days up to a day on which someone spoke of the act: "a bomb killed five, police said on Saturday"."""
    time = spot.mention.time
    if time is None or time.earliest is None or time.latest is None:
        return None
    return days_between(time.earliest - timedelta(days=NEWS_DAYS), time.latest, TimeBasis.RELATIVE)


def past_perfect(sentence: Sentence, head: int) -> bool:
    """Whether the act lies before the news: "had killed"."""
    return any(sentence.low(k) in ("had", "'d") for k in sentence.children[head] if sentence.tokens[k].dep == "aux")
