"""Values in the words of screens and pages: figures, dates, places, sides, and who says so."""

from __future__ import annotations

from datetime import date

from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Estimate, Event, Perpetrator
from sourcebook.records.text import Document, Mention
from sourcebook.records.values import Figure, PlaceUse, TimeRange, Words
from sourcebook.records.vocabulary import MentionKind, PlacePrecision, ReviewState, Stance, TimeBasis, TimePrecision

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


def on_one_line(text: str) -> str:
    """The words of a text with one blank between them."""
    return " ".join(text.split())


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


def voice(claim: Claim, document: Document | None) -> str:
    """Who says it, down the chain: the speaker, the source that the text cites, the outlet, the day."""
    outlet = (document.source or "an unnamed source") if document else claim.document_id
    cited = f"{claim.cited.outlet}, {day_or_undated(claim.cited.published_on)}" if claim.cited else ""
    chain = [
        claim.attributed_to or "",
        cited,
        f"{outlet}, {day_or_undated(document.published_on)}" if document else outlet,
    ]
    return " ← ".join(one for one in chain if one)


def day_or_undated(day: date | None) -> str:
    """A day as ISO 8601, or the word for none."""
    return day.isoformat() if day else "undated"


def sentence_of(claim: Claim, words: Words) -> Words:
    """The sentence of the claim that holds these words; the words themselves where none does."""
    found = (one for one in (claim.words, *claim.also) if one.start <= words.start and words.end <= one.end)
    return next(found, words)


def value_words(mention: Mention) -> str:
    """What the words of a mention were read as.

    >>> from sourcebook.records.values import Words
    >>> words = Words(start=0, end=4, quote="Oz's")
    >>> value_words(Mention(mention_id="m", document_id="d", segment_id="s", kind=MentionKind.PLACE, words=words,
    ...                     generated_by="rules"))
    'not in the gazetteer'
    """
    match mention.kind:
        case MentionKind.TIME:
            return time_told(mention.time) if mention.time else "no day known"
        case MentionKind.PLACE:
            return place_told(mention.place) if mention.place else "not in the gazetteer"
        case MentionKind.FIGURE:
            return figure_told(mention.figure) if mention.figure else "no count of people"
        case MentionKind.ACTOR:
            kind = mention.actor_kind.replace("_", " ") if mention.actor_kind else ""
            return " · ".join(part for part in (mention.name, kind, registered(mention.actor_id)) if part)
        case _:
            return (mention.name or "").replace("_", " ")


def registered(actor_id: str | None) -> str:
    """The id of an actor that a registry knows; nothing for one that goes by its name alone.

    >>> registered("ucdp-283"), registered("actor-group-5rbxyp4m5peun")
    ('ucdp-283', '')
    """
    return "" if actor_id is None or actor_id.startswith("actor-") else actor_id


def time_told(time: TimeRange) -> str:
    """An interval with its precision and where it comes from.

    >>> from datetime import date
    >>> from sourcebook.records.values import days_between
    >>> from sourcebook.records.vocabulary import TimeBasis
    >>> time_told(days_between(date(2016, 7, 1), date(2016, 7, 31), TimeBasis.STATED))
    '2016-07 (month, stated)'
    """
    if time.precision is TimePrecision.UNKNOWN:
        return f"no day known ({time.basis})"
    return f"{time_words(time)} ({time.precision}, {time.basis})"


def place_told(place: PlaceUse) -> str:
    """A place with what it lies in, how precise the words are, and its point."""
    point = "" if place.latitude is None else f", {place.latitude:.2f} {place.longitude:.2f}"
    point += "" if place.radius_km is None else f" ± {place.radius_km:g} km"
    return f"{place_words(place)} ({place.precision}{point})"


def figure_told(figure: Figure) -> str:
    """A figure with its bounds, whom it counts, how it is hedged, and how it stands to the whole toll."""
    bounds = (figure.low, figure.best, figure.high)
    low, best, high = ("–" if bound is None else f"{bound:,}" for bound in bounds)
    told = "" if figure.low == figure.best == figure.high else f" (low {low}, best {best}, high {high})"
    extra = [name for name in ("includes_perpetrators", "cumulative", "superseded") if getattr(figure, name)]
    parts = [
        f"{figure.harm} {count_words(*bounds)}{told}",
        figure.population,
        figure.qualifier,
        figure.composition,
        *extra,
        *([f"by {', '.join(figure.rules)}"] if figure.rules else []),
    ]
    return " · ".join(part.replace("_", " ") for part in parts)
