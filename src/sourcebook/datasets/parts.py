"""Parts of claims from columns: days, places, figures. What a column leaves open stays open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from sourcebook.datasets.cells import Cells
from sourcebook.datasets.countries import table
from sourcebook.records.values import UNKNOWN_TIME, Figure, PlaceUse, TimeRange, days_between
from sourcebook.records.vocabulary import Composition, Harm, PlacePrecision, Population, Qualifier, TimeBasis

ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[ T].*)?")
DAY_FIRST = re.compile(r"(\d\d?)-(\d\d?)-(\d{4})")
IN_WORDS = re.compile(r"(\d\d?)[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})")
SLASHED = re.compile(r"(\d\d?)[/.](\d\d?)[/.](\d{4})")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day_of(cells: Cells, column: str) -> date | None:
    """The day that a column states; null, and told, where it is none or could be two.

    A spreadsheet that writes 03/04/2013 has lost which is the month.
    """
    value = cells.text(column)
    if not value:
        return None
    try:
        found = _read_day(value)
    except ValueError:
        found = None
    if found is None:
        cells.problems.append(f"{column} is {value!r}; expected a day as YYYY-MM-DD, so the date is unknown")
    return found


def _read_day(value: str) -> date | None:
    if iso := ISO.fullmatch(value):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if reversed_day := DAY_FIRST.fullmatch(value):
        return date(int(reversed_day[3]), int(reversed_day[2]), int(reversed_day[1]))
    if (said := IN_WORDS.fullmatch(value)) and said[2].lower() in MONTHS:
        return date(int(said[3]), MONTHS.index(said[2].lower()) + 1, int(said[1]))
    if slashed := SLASHED.fullmatch(value):
        one, other, year = int(slashed[1]), int(slashed[2]), int(slashed[3])
        if one > 12:
            return date(year, other, one)
        if other > 12 or one == other:
            return date(year, one, other)
    return None


def days(first: date | None, last: date | None) -> TimeRange:
    """The range between two stated days; unknown where either is."""
    if first is None or last is None:
        return UNKNOWN_TIME
    return days_between(min(first, last), max(first, last), TimeBasis.STATED)


def month_of(day: date) -> TimeRange:
    """The month that holds a day."""
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return days(first, following - timedelta(days=1))


def bare_name(name: str) -> str:
    """A place's name without the word for what it is.

    >>> bare_name("Idlib governorate"), bare_name("Ar Rastan district"), bare_name("Village of Hope")
    ('Idlib', 'Ar Rastan', 'Village of Hope')
    """
    words = name.split()
    if len(words) > 1 and words[-1].casefold() in table("unit_words.toml")["words"]:
        words.pop()
    return " ".join(words)


def place(cells: Cells, names: tuple[str, str, str], country: str | None, precision: PlacePrecision) -> PlaceUse | None:
    """The place of a row: columns for its name, first- and second-order unit; its point where both columns hold one."""
    name, first, second = (bare_name(cells.text(column)) for column in names)
    latitude, longitude = cells.degrees("latitude"), cells.degrees("longitude")
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        latitude = longitude = None
    known = name or second or first or cells.text("country") or cells.text("country_txt")
    if not known:
        return None
    return PlaceUse(
        place_id=None,
        name=known,
        country=country,
        admin1=first or None,
        admin2=second or None,
        latitude=latitude,
        longitude=longitude,
        precision=precision if name or precision is PlacePrecision.COUNTRY else PlacePrecision.UNKNOWN,
    )


def part(cells: Cells, column: str, population: Population, harm: Harm = Harm.KILLED) -> Iterator[Figure]:
    """The part of a toll that a column counts; none where it is empty or nought."""
    number, words = cells.number(column), cells.words(column)
    if number and number > 0 and words is not None:
        yield Figure(
            harm=harm,
            population=population,
            low=number,
            best=number,
            high=number,
            qualifier=Qualifier.EXACT,
            composition=Composition.PART,
            words=words,
        )


def total(cells: Cells, said: tuple[str, str], harm: Harm, *, includes_perpetrators: bool) -> Iterator[Figure]:
    """The toll that a column counts, quoted where the first line says it after a label; none where it is empty."""
    column, label = said
    number, words = cells.number(column), cells.said(column, label) if label else cells.words(column)
    if number is not None and number >= 0 and words is not None:
        yield Figure(
            harm=harm,
            population=Population.PEOPLE,
            low=number,
            best=number,
            high=number,
            qualifier=Qualifier.EXACT,
            composition=Composition.TOTAL,
            words=words,
            includes_perpetrators=includes_perpetrators,
        )
