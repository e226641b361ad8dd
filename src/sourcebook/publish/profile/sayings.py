"""How a tie is told in words: in the past where it ended, its days side by side where sources differ on them."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.records.knowledge import Relation
from sourcebook.records.values import TimeRange
from sourcebook.records.vocabulary import RelationType, Stance
from sourcebook.records.wording import time_words

SAYING = {
    RelationType.SPLIT_FROM: "{} split from {}",
    RelationType.MERGED_INTO: "{} merged into {}",
    RelationType.RENAMED: "{} took the name {}",
    RelationType.PART_OF: "{} is part of {}",
    RelationType.JOINED: "{} joined {}",
    RelationType.FOUNDED: "{} founded {}",
    RelationType.PLEDGED_TO: "{} pledged allegiance to {}",
    RelationType.ALLIED_WITH: "{} is allied with {}",
    RelationType.RIVAL_OF: "{} stands against {}",
    RelationType.SUPPORTS: "{} supports {}",
    RelationType.DEFECTED_TO: "{} went over to {}",
    RelationType.LEADS: "{} leads {}",
    RelationType.MEMBER_OF: "{} is a member of {}",
    RelationType.SUCCESSOR_OF: "{} succeeded {}",
}
OVER = {
    RelationType.PART_OF: "{} was part of {}",
    RelationType.ALLIED_WITH: "{} was allied with {}",
    RelationType.RIVAL_OF: "{} stood against {}",
    RelationType.SUPPORTS: "{} supported {}",
    RelationType.LEADS: "{} led {}",
    RelationType.MEMBER_OF: "{} was a member of {}",
}
"""Ties that last, as they are told once a source says that they ended."""
DATE_UNKNOWN = "ended, date unknown"


def tie_words(row: Relation, subject: str, other: str) -> str:
    """A tie in words, in the past where a source says that it ended: "X was allied with Y"."""
    if row.subject_id == row.object_id:
        return alone_words(row, other)
    saying = OVER.get(row.type) if is_over(row) else None
    return (saying or SAYING[row.type]).format(subject, other)


def is_over(row: Relation) -> bool:
    """Whether a source says that a tie ended, on a day or on none."""
    return row.over or row.ended.earliest is not None


def is_renaming(row: Relation) -> bool:
    """Whether a tie tells how one actor took another name, so that both its sides are that actor."""
    return row.type is RelationType.RENAMED and row.subject_id == row.object_id


def alone_words(row: Relation, name: str) -> str:
    """What is told of one actor alone: that it was formed, or took another name, by both names as told."""
    if is_renaming(row):
        return f"renamed: from {row.subject_name or name} to {row.object_name or name}"
    return f"{name} was formed"


def side_words(row: Relation, actor_id: str) -> str:
    """A tie from the side of one actor, before the name of the other: "leads →", "← leads", "renamed: from X to"."""
    if is_renaming(row):
        return f"renamed: from {row.subject_name or 'another name'} to"
    if row.subject_id == row.object_id:
        return "formed:"
    kind = row.type.value.replace("_", " ")
    return f"{kind} →" if row.subject_id == actor_id else f"← {kind}"


def tie_days(row: Relation) -> str:
    """The days of a tie; of one that ended, until when it stood; where sources disagree, each of their days."""
    if row.type not in OVER:
        return either(row.days) or time_words(row.time)
    began, ended = either(row.days), either(row.last_days) or (time_words(row.ended) if row.ended.earliest else "")
    if began:
        return f"from {began}" + (f" until {ended}" if ended else "") + ended_unknown(row)
    if ended and (row.last_days or (row.began.earliest is None and row.time == row.ended)):
        return f"until {ended}"
    if row.time.earliest is None and row.over:
        return DATE_UNKNOWN
    return time_words(row.time) + ended_unknown(row)


def either(days: Sequence[TimeRange]) -> str:
    """The days on which sources disagree, side by side; nothing where they do not.

    >>> from sourcebook.records.values import TimeRange, days_between
    >>> told = [days_between(date(2016, 7, day), date(2016, 7, day), "stated") for day in (28, 29)]
    >>> either(told), either([])
    ('2016-07-28 or 2016-07-29', '')
    """
    return " or ".join(map(time_words, days))


def ended_unknown(row: Relation) -> str:
    """That a tie ended, where a source says so and none says when."""
    return f"; {DATE_UNKNOWN}" if row.over and row.ended.earliest is None else ""


def hedged(words: str, row: Relation) -> str:
    """The words of a tie with how firmly it is told, where nobody states it plainly."""
    if row.stances and Stance.STATED not in row.stances:
        return f"{words} ({', '.join(stance.value for stance in row.stances)})"
    return words
