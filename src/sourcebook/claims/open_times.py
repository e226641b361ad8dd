"""Days that only open or close a stretch: "since May 2009", "until 1998", for when a tie began or ended."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date

from sourcebook.claims.sentence import Spot
from sourcebook.records.values import TimeRange, days_between
from sourcebook.records.vocabulary import TiePhase, TimeBasis

MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
STRETCH = re.compile(
    r"(?P<word>since|from|until|till|up to)\s+(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?"
    rf"(?:(?P<month>{'|'.join(MONTHS)})\s+)?(?:(?P<late>\d{{1,2}}),\s+)?(?P<year>1[89]\d\d|20\d\d)",
    re.IGNORECASE,
)
TO_NOW = re.compile(r"(?P<year>1[89]\d\d|20\d\d)\s?[-–—/]\s?(?:present|now|today|ongoing)", re.IGNORECASE)
CLOSING = frozenset({"until", "till", "up to"})


def open_time(words: str) -> tuple[TimeRange, TiePhase] | None:
    """The day, month or year with which a stretch opens or closes, or none where the words name no year.

    >>> found, phase = open_time("since May 2009")
    >>> str(found.earliest), str(found.latest), phase.value
    ('2009-05-01', '2009-05-31', 'begins')
    >>> open_time("until 1998")[1].value, open_time("2012–present")[1].value, open_time("since then")
    ('ends', 'begins', None)
    """
    said = " ".join(words.split())
    if to_now := TO_NOW.fullmatch(said):
        said = f"since {to_now['year']}"
    found = STRETCH.fullmatch(said)
    if found is None:
        return None
    year, month = int(found["year"]), MONTHS.get((found["month"] or "").lower())
    phase = TiePhase.ENDS if found["word"].lower() in CLOSING else TiePhase.BEGINS
    if month is None:
        return days_between(date(year, 1, 1), date(year, 12, 31), TimeBasis.STATED), phase
    last = monthrange(year, month)[1]
    given = found["day"] or found["late"]
    if given is None or not 1 <= int(given) <= last:
        return days_between(date(year, month, 1), date(year, month, last), TimeBasis.STATED), phase
    day = date(year, month, int(given))
    return days_between(day, day, TimeBasis.STATED), phase


def time_of(spot: Spot) -> TimeRange | None:
    """The days of a time mention, those of an open stretch told by its one end."""
    time = spot.mention.time
    opened = open_time(spot.mention.words.quote)
    if time is not None and time.earliest is not None:
        return opened[0] if opened is not None and opened[1] is TiePhase.BEGINS else time
    return opened[0] if opened else None
