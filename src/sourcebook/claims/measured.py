"""An older act dated by how long before another it was: "the attack came ten days after a judge was shot in Tunja"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sourcebook.claims.asides import HOURS_OF_DAY, after_over
from sourcebook.claims.incidents import Incident
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence
from sourcebook.claims.tellings import Telling, older_by_days
from sourcebook.claims.times import is_short
from sourcebook.records.values import UNKNOWN_TIME, TimeRange, days_between
from sourcebook.records.vocabulary import TimeBasis

# days that one of a unit has, and by how many days a count of them may be off
UNITS = {"hour": (1 / HOURS_OF_DAY, 1), "day": (1, 0), "week": (7, 3), "fortnight": (14, 3), "month": (30.4, 15)}
ONE = frozenset({"a", "an", "one", "the"})
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def lies_before_another(telling: Telling) -> bool:
    """Whether a telling without a day sets its act days or longer before another: "ten days after a judge was shot"."""
    return telling.time is None and older_by_days(telling)


def reckoned_back(telling: Telling, day: TimeRange) -> TimeRange:
    """The days of an older act, reckoned back from the day of the one that came so long after; unknown uncounted."""
    counts = [gap for act in telling.acts if (gap := days_counted(telling.sentence, act.head)) is not None]
    if not counts or not is_short(day) or day.earliest is None or day.latest is None:
        return UNKNOWN_TIME
    back, off = counts[0]
    first, last = day.earliest - timedelta(days=back + off), day.latest - timedelta(days=back - off)
    return days_between(first, last, TimeBasis.RELATIVE)


def days_counted(sentence: Sentence, head: int) -> tuple[int, int] | None:
    """How many days before another an act is set, and how far off that may be."""
    after = after_over(sentence, head)
    if after is None or after < 2:
        return None
    number = counted(sentence.low(after - 2))
    unit = UNITS.get(sentence.lemma(after - 1))
    hedged = after > 2 and sentence.low(after - 3) in words("incidents", "hedges")
    return None if number is None or unit is None or hedged else (round(number * unit[0]), unit[1])


def counted(low: str) -> int | None:
    """A small number in digits or words.

    >>> counted("ten"), counted("48"), counted("a"), counted("several")
    (10, 48, 1, None)
    """
    if low in ONE:
        return 1
    return int(low) if low.isdigit() and len(low) < 4 else NUMBERS.index(low) + 2 if low in NUMBERS else None


def later_act(telling: Telling, incidents: Sequence[Incident]) -> Incident | None:
    """The incident that the sentence says came after: the one told beside it, and not aside."""
    beside = (i for i in incidents if any(t is not telling and t.position == telling.position for t in i.tellings))
    return next((i for i in beside if not any(lies_before_another(t) for t in i.tellings)), None)
