"""Values in the words of the screen: figures, dates, places, sides."""

from __future__ import annotations

from datetime import date

from sourcebook.records.knowledge import Estimate, Event, Perpetrator
from sourcebook.records.values import Figure, PlaceUse, TimeRange
from sourcebook.records.vocabulary import PlacePrecision, ReviewState, Stance, TimeBasis, TimePrecision

NO_VALUE = "–"
AT_LEAST, AT_MOST = "≥\N{NO-BREAK SPACE}", "≤\N{NO-BREAK SPACE}"
BASIS = {
    TimeBasis.STATED: "as stated",
    TimeBasis.RELATIVE: "reckoned from another date",
    TimeBasis.PUBLICATION: "no later than its publication",
    TimeBasis.NONE: "no source says when",
}
REVIEW = {
    ReviewState.MACHINE: "read by the program, not reviewed",
    ReviewState.ACCEPTED: "accepted in review",
    ReviewState.EDITED: "edited in review",
    ReviewState.REJECTED: "rejected in review",
}


def count_words(low: int | None, best: int | None, high: int | None) -> str:
    """A count with its bounds, short.

    >>> count_words(170, 182, 193), count_words(29, 29, 29)
    ('182 (170–193)', '29')
    >>> count_words(182, 182, None).split(), count_words(None, None, 12).split()
    (['≥', '182'], ['≤', '12'])
    >>> count_words(10, None, 12), count_words(0, 0, 0)
    ('10–12', '0')
    """
    if low is None and high is None:
        return NO_VALUE if best is None else f"{best:,}"
    if high is None:
        return f"{AT_LEAST}{low:,}" if best in (None, low) else f"{best:,} ({AT_LEAST}{low:,})"
    if low is None:
        return f"{AT_MOST}{high:,}" if best in (None, high) else f"{best:,} ({AT_MOST}{high:,})"
    if low == high:
        return f"{low:,}"
    return f"{low:,}–{high:,}" if best is None else f"{best:,} ({low:,}–{high:,})"


def estimate_words(estimate: Estimate | None) -> str:
    """An estimate, short."""
    return count_words(estimate.low, estimate.best, estimate.high) if estimate else NO_VALUE


def figure_words(figure: Figure) -> str:
    """A stated figure, with what it counts."""
    about = "about " if figure.qualifier == "about" else ""
    extra = [
        str(figure.population) if figure.population not in ("people", "unknown") else "",
        "part of the total" if figure.composition == "part" else "",
        "sum of the parts" if figure.composition == "sum" else "",
        "attackers included" if figure.includes_perpetrators else "",
        "cumulative" if figure.cumulative else "",
        "superseded" if figure.superseded else "",
    ]
    said = ", ".join(word for word in extra if word)
    return f"{about}{count_words(figure.low, figure.best, figure.high)} {figure.harm}" + (f" ({said})" if said else "")


def day_words(day: date | None) -> str:
    """A day as ISO 8601, or a dash."""
    return day.isoformat() if day else NO_VALUE


def time_words(time: TimeRange) -> str:
    """An interval, short: a day, a month, a year, or both ends.

    >>> from sourcebook.records.values import days_between
    >>> time_words(days_between(date(2016, 7, 1), date(2016, 7, 31), TimeBasis.STATED))
    '2016-07'
    """
    start, end = time.earliest, time.latest
    if start is None or end is None:
        return "undated"
    if start == end:
        return start.isoformat()
    if time.precision is TimePrecision.MONTH and start.day == 1 and (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"{start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.isoformat()}/{end:%d}"
    if start.year == end.year:
        return f"{start.isoformat()}/{end:%m-%d}"
    return f"{start.isoformat()}/{end.isoformat()}"


def basis_words(time: TimeRange) -> str:
    """How precisely the time is known, and where that comes from."""
    known = "" if time.precision is TimePrecision.UNKNOWN else f"to the {time.precision}, "
    longer = "longer than a year, " if time.precision is TimePrecision.LONGER else known
    return f"{longer}{BASIS[time.basis]}"


def place_words(place: PlaceUse | None, units: int = 2) -> str:
    """A place with what it lies in: so many units above it, from the largest down, and the country."""
    if place is None:
        return NO_VALUE
    if place.precision is PlacePrecision.COUNTRY:
        return place.name
    above = {0: (), 1: (place.admin1,)}.get(units, (place.admin2, place.admin1))
    parts = [place.name, *above, place.country]
    unlike = [part for at, part in enumerate(parts) if part and part not in parts[:at]]
    return ", ".join(unlike)


def in_two_lines(text: str, width: int) -> tuple[str, ...]:
    """A name in one line, or in two broken at a space; what does not fit is cut and the cut is shown.

    The last part, the country after a comma, is never cut.

    >>> in_two_lines("Bethel Memorial Methodist Church, PK", 16)
    ('Bethel Memorial', 'Methodist C…, PK')
    >>> in_two_lines("Srebrenica, BA", 13), in_two_lines("Sriperumbudur, IN", 12)
    (('Srebrenica,', 'BA'), ('Sriperumbud…', 'IN'))
    """
    if len(text) <= width:
        return (text,)
    first, _, rest = text[: width + 1].rpartition(" ")
    first, rest = (first, rest + text[width + 1 :]) if first else text.partition(" ")[::2]
    name, comma, country = rest.rpartition(", ")
    end = comma + country if name and len(country) == 2 else ""
    return tuple(filter(None, (cut(first, width), cut(rest.removesuffix(end), width - len(end)) + end)))


def cut(text: str, width: int) -> str:
    """The text, or as much of it as fits, with a mark where it goes on."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def kind_words(event: Event) -> str:
    """The kind of incident, and whether it came about."""
    kind = event.type.value.replace("_", " ")
    return kind if event.realis == "happened" else f"{event.realis} {kind}"


def perpetrator_words(one: Perpetrator) -> str:
    """A perpetrator with the stances that sources take."""
    stances = [stance.value for stance in one.stances if stance is not Stance.STATED]
    return f"{one.name} ({', '.join(stances)})" if stances else one.name


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "document"), counted(2, "copy", "copies")
    ('1 document', '2 copies')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
