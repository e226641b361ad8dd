"""What a document gives to all its incidents: the day of its news, the country it reports from, its own citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.claims.agents import subjects
from sourcebook.claims.incidents import Incident
from sourcebook.claims.lexicon import words
from sourcebook.claims.measured import later_act, lies_before_another, reckoned_back
from sourcebook.claims.narrative import Days, another_day, dated_vaguely, is_news, narrative_day, narrative_days
from sourcebook.claims.places import fineness, within
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.setting import country_of
from sourcebook.claims.tellings import Telling
from sourcebook.claims.times import dateline_time, finest, is_short, lies_in, news_time, past_perfect, up_to
from sourcebook.records.claims import Citation
from sourcebook.records.reading import Reading
from sourcebook.records.values import UNKNOWN_TIME, PlaceUse, TimeRange, Words, days_between
from sourcebook.records.vocabulary import EventType, MentionKind, SegmentKind, TimeBasis

# an incident first told after this many sentences is not taken for the day's news
LEAD_SENTENCES = 8
# "two bombings on Sunday killed 91" is divided into its incidents within this many sentences
DIVIDED_SENTENCES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What carries over from the document where a sentence is silent.

    ``summed`` are the days of statements that sum several incidents, each with the position of its sentence; ``days``
    those that the narrative tells. ``credit`` is the agency whose report the whole document prints.
    """

    reading: Reading
    news: TimeRange
    credit: Citation | None
    country: PlaceUse | None
    summed: tuple[tuple[int, TimeRange], ...] = ()
    days: Days = ()
    incidents: tuple[Incident, ...] = ()


def context_of(reading: Reading, incidents: Sequence[Incident] = (), sentences: Sequence[Sentence] = ()) -> Context:
    """The document's day of news, its country, and the days of its sums."""
    datelines = frozenset(s.segment_id for s in reading.segments if s.kind is SegmentKind.DATELINE)
    return Context(
        reading=reading,
        credit=credit_of(reading, datelines),
        news=news_time(reading.document, dateline_time(reading.mentions, datelines)),
        country=country_of(reading, datelines, sentences),
        summed=summed_days(incidents),
        days=narrative_days(sentences, incidents),
        incidents=tuple(incidents),
    )


def summed_days(incidents: Sequence[Incident]) -> tuple[tuple[int, TimeRange], ...]:
    """The days of the statements that sum several incidents, each with the position of its sentence."""
    sums = [i for i in incidents if i.tellings[0].aggregate]
    return tuple((i.tellings[0].position, time) for i in sums for time in i.times if is_short(time))


def time_bound(incident: Incident) -> Spot | None:
    """The time that the incident's own sentences give: the main telling's if it is fine, else the finest."""
    tellings = [t for t in incident.tellings if not t.heading] or incident.tellings
    spots = [t.time for t in tellings if t.time is not None]
    return finest(spots)


def time_carried(incident: Incident, context: Context) -> TimeRange:
    """The time of an incident whose sentences give none: up to the day someone spoke of it, else the day of news."""
    first = incident.tellings[0]
    told = next((t.told for t in incident.tellings if t.told is not None), None)
    if dated_vaguely(incident) or opened_by_unread_day(first):
        return UNKNOWN_TIME
    if all(map(lies_before_another, incident.tellings)):
        return time_reckoned_back(first, context)
    apart = another_day(incident, context.incidents)
    day = None if apart else narrative_day(context.days, first.position, context.news)
    if day is not None and first.type is EventType.ARREST and not is_news(day, context.news):
        day = None
    if told is not None and (carried := up_to(told)) is not None:
        return day if day is not None and lies_in(day, carried) else carried
    if incident.after is not None:
        return as_relative(time_bound(incident.after)) or time_carried(incident.after, context)
    divided = [time for at, time in context.summed if 0 < first.position - at <= DIVIDED_SENTENCES]
    if divided:
        return divided[-1]
    if past_perfect(first.sentence, first.acts[0].head):
        return UNKNOWN_TIME
    return day or (context.news if first.position <= LEAD_SENTENCES else UNKNOWN_TIME)


def time_reckoned_back(telling: Telling, context: Context) -> TimeRange:
    """The time of an act that a sentence sets so many days before another: that one's time, reckoned back."""
    later = later_act(telling, context.incidents)
    spot = time_bound(later) if later is not None else None
    if later is None:
        return UNKNOWN_TIME
    day = spot.mention.time if spot is not None else time_carried(later, context)
    return UNKNOWN_TIME if day is None else reckoned_back(telling, day)


def opened_by_unread_day(telling: Telling) -> bool:
    """Whether a list item opens with a day that could not be read, so that another item's day is not its own."""
    spots = telling.sentence.of(MentionKind.TIME)
    return telling.item is not None and any(s.first <= 2 and s.mention.time is None for s in spots)


def as_relative(spot: Spot | None) -> TimeRange | None:
    """A time as the text reckons others from it."""
    time = spot.mention.time if spot else None
    if time is None or time.earliest is None or time.latest is None:
        return None
    return days_between(time.earliest, time.latest, TimeBasis.RELATIVE)


def place_bound(incident: Incident) -> Spot | None:
    """The place that the incident's own sentences give: the first, made finer by others that lie in it."""
    spots = [t.place for t in incident.tellings if t.place is not None]
    best: Spot | None = None
    if spots and at_several_sites(incident):
        return spots[0]
    for spot in spots:
        if best is None or finer(spot, best):
            best = spot
    return best


def at_several_sites(incident: Incident) -> bool:
    """Whether the incident is told as several blasts or attacks, so that one site is not its place."""
    first = next((t for t in incident.tellings if t.place is not None), incident.tellings[0])
    sentence = first.sentence
    heads = [i for act in first.acts for i in (act.head, *subjects(sentence, act.head, "nsubj"))]
    things = words("parties", "things")
    return any(sentence.tokens[i].tag == "NNS" and (i in heads[:1] or sentence.lemma(i) in things) for i in heads)


def finer(spot: Spot, best: Spot) -> bool:
    """Whether a place mention is finer than the best so far and lies in it, or is the first that is resolved."""
    new, old = spot.mention.place, best.mention.place
    if old is None or new is None:
        return old is None and new is not None and fineness(new) > 1
    return fineness(new) > fineness(old) and within(new, old)


def place_carried(context: Context) -> PlaceUse | None:
    """The country that the document reports from."""
    return context.country


def credit_of(reading: Reading, datelines: frozenset[str]) -> Citation | None:
    """The agency that a document credits as a whole: in its dateline, at its very end, or as whose reports it used."""
    text = reading.document.text
    opened = [(s.start, s.end) for s in reading.segments if s.segment_id in datelines]
    for one in reading.citations:
        words = one.words
        if any(map(str.isdigit, words.quote)):
            continue
        phrase = words.quote[:4].casefold() == "with"
        if phrase or not text[words.end :].strip(" ).\n") or any(a <= words.start < b for a, b in opened):
            return one
    return None


def citation_at(words: Words, citations: Sequence[Citation]) -> Citation | None:
    """The inline citation inside, or at the end of, a sentence."""
    return next((c for c in citations if words.start <= c.words.start <= words.end + 2), None)
