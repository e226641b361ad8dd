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


def solar_month(year: int, month: int) -> tuple[date, date] | None:
    """The Gregorian days of a month of the Solar Hijri calendar.

    >>> solar_month(1385, 5)
    (datetime.date(2006, 7, 23), datetime.date(2006, 8, 22))
    """
    first = solar_day(year, month, 1)
    last = solar_day(year, month, 31) or solar_day(year, month, 30) or solar_day(year, month, 29)
    return (first, last) if first and last else None


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


def easter_sunday(year: int) -> date:
    """Western Easter of a year (the anonymous Gregorian computus).

    >>> easter_sunday(2019), easter_sunday(1916)
    (datetime.date(2019, 4, 21), datetime.date(1916, 4, 23))
    """
    century, of_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter of a year of 1900 to 2099 (Meeus; the Julian calendar is 13 days behind).

    >>> orthodox_easter(2021)
    datetime.date(2021, 5, 2)
    """
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date | None:
    """The first, second ... weekday of a month; -1 the last.

    >>> nth_weekday(2015, 3, 6, 1), nth_weekday(2015, 3, 6, -1)
    (datetime.date(2015, 3, 1), datetime.date(2015, 3, 29))
    """
    whole = month_span(year, month) if 1 <= month <= 12 else None
    if whole is None:
        return None
    if number < 0:
        return whole[1] - timedelta(days=(whole[1].weekday() - weekday) % 7)
    found = whole[0] + timedelta(days=(weekday - whole[0].weekday()) % 7 + 7 * (number - 1))
    return found if found <= whole[1] else None


def week_of_year(year: int, week: int) -> tuple[date, date] | None:
    """Monday to Sunday of a week as ISO 8601 numbers them.

    >>> week_of_year(2007, 9)
    (datetime.date(2007, 2, 26), datetime.date(2007, 3, 4))
    """
    try:
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        return None


def ethiopian_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of an Ethiopian date; months 1 to 13.

    >>> ethiopian_day(2013, 2, 25)
    datetime.date(2020, 11, 4)
    """
    if not (1800 <= year <= 2200 and 1 <= month <= 13 and 1 <= day <= (30 if month < 13 else 6)):
        return None
    return date.fromordinal(2796 + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)
