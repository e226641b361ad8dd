"""Days and months as calendars count them: ends of months, weeks, lunar and solar Hijri dates."""

from __future__ import annotations

from datetime import date, timedelta

DAY = timedelta(days=1)

# Years of the Solar Hijri calendar that open a new pattern of leap years (K. M. Borkowski's table for 1178 to 1634).
_SOLAR_BREAK, _SOLAR_NEXT = 1210, 1635
_LUNAR_EPOCH = 227015  # 19 July 622 of the Gregorian calendar: the civil epoch of the tabular calendar


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, or null where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, month: int) -> tuple[date, date] | None:
    """The first and the last day of a month; ``month`` may run over the year's ends.

    >>> month_span(2024, 14)
    (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year < 9999:
        return None
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return first, following - DAY


def week_span(day: date, weeks: int = 0) -> tuple[date, date] | None:
    """Monday to Sunday of the week that lies so many weeks after (or before) a day."""
    try:
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
        return monday, monday + timedelta(days=6)
    except OverflowError:
        return None


def moved(day: date, days: int) -> date | None:
    """The day so many days after (or before); null beyond the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def solar_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Solar Hijri date, exact for the years 1210 to 1634.

    >>> solar_day(1402, 12, 12)
    datetime.date(2024, 3, 2)
    """
    if not (_SOLAR_BREAK <= year < _SOLAR_NEXT and 1 <= month <= 12):
        return None
    length = 31 if month <= 6 else 30 if month < 12 or _is_solar_leap(year) else 29
    if not 1 <= day <= length:
        return None
    leaps = sum(1 for passed in range(_SOLAR_BREAK, year) if _is_solar_leap(passed))
    first = date(1831, 3, 21) + timedelta(days=365 * (year - _SOLAR_BREAK) + leaps)
    return first + timedelta(days=31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1)


def lunar_span(year: int, month: int, day: int | None) -> tuple[date, date] | None:
    """The Gregorian days of an Islamic lunar date: a day either way, since months begin by sighting.

    >>> lunar_span(1445, 9, 15)
    (datetime.date(2024, 3, 24), datetime.date(2024, 3, 26))
    """
    if not (1300 <= year <= 1600 and 1 <= month <= 12 and (day is None or 1 <= day <= 30)):
        return None
    before = 354 * (year - 1) + (3 + 11 * year) // 30
    first = date.fromordinal(_LUNAR_EPOCH + before + (59 * (month - 1) + 1) // 2)
    last = first + timedelta(days=29 if month % 2 else 28)
    if day is not None:
        first = last = first + timedelta(days=day - 1)
    return first - DAY, last + DAY


def _is_solar_leap(year: int) -> bool:
    """Whether a Solar Hijri year has 366 days: the rule of 33 years, right for 1210 to 1634.

    >>> [year for year in range(1395, 1410) if _is_solar_leap(year)]
    [1395, 1399, 1403, 1408]
    """
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)
