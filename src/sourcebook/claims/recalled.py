"""Past attacks that a report on another event merely recalls: they are background, not the document's news.

A report has one main story, told at its start and at the time of its news. What it says of older attacks, of attacks
abroad and of what "the group, which bombed X last year" did before is recalled. A profile, a chronology or a yearly
review has no main story: there the past attacks are the content.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sourcebook.claims.asides import after_over, clause_on_subject, days_before, of_another_day, times_over
from sourcebook.claims.context import Context, time_bound
from sourcebook.claims.incidents import REPORT_DAYS, ROUNDUP, Incident, boxed
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.tellings import Telling, is_news
from sourcebook.claims.times import known, overlap
from sourcebook.records.values import TimeRange
from sourcebook.records.vocabulary import TimeBasis

# the main story stands in a heading or in the first sentences
LEAD_SENTENCES = 4
# a report is of what happened this long before it appeared
NEWS_DAYS = 45
# an attack this many days before the main story's is no part of it
APART_DAYS = 6
# violence before this year is history: the datasets of armed conflict begin after the Second World War
FIRST_YEAR = 1946


def set_in_time(incidents: Sequence[Incident], context: Context) -> None:
    """Mark the incidents that the document only recalls."""
    main = main_story(incidents, context)
    for incident in incidents:
        if not incident.real or incident.tellings[0].aggregate:
            continue
        incident.recalled = is_history(incident) or passed_over(incident) or not_yet(incident)
        listed = incident.tellings[0].item is not None
        if main is not None and not incident.recalled and not listed and not beside(incident, main):
            incident.recalled = recalled_beside(incident, main)
    if main is not None:
        recall_siblings(incidents, main)


def beside(incident: Incident, main: Incident) -> bool:
    """Whether an incident is the main story, is told in one sentence with it, or takes up more of the document."""
    first = incident.tellings[0]
    together = first.position == main.tellings[0].position and not first.aside
    return incident is main or together or weight(incident) > weight(main)


def weight(incident: Incident) -> int:
    """How much a document says of an incident: its sentences, and what they hold."""
    return sum(1 + bool(t.figures) + bool(t.time) + bool(t.place) for t in incident.tellings)


def main_story(incidents: Sequence[Incident], context: Context) -> Incident | None:
    """The incident that a report is on: the first at its start that is told at the time of the news or in a box.

    A headline alone tells no day; where the text below tells another incident, that is the one.
    """
    real = [i for i in incidents if i.real and not i.tellings[0].aggregate]
    lead = [i for i in real if any(t.heading or t.position < LEAD_SENTENCES for t in i.tellings)]
    current = [i for i in lead if (boxed(i) or is_current(i, context)) and particular(i)]
    told = [i for i in current if boxed(i) or not all(t.heading for t in i.tellings)]
    main = next(iter(told or current), None)
    return None if main is None or is_overview(main, real) else main


def particular(incident: Incident) -> bool:
    """Whether a document says more of an incident than its day: how many, where or with what."""
    return any(t.figures or t.place or t.weapons for t in incident.tellings)


def is_current(incident: Incident, context: Context) -> bool:
    """Whether an incident is told as news: shortly before the document appeared, or on a day of the reader's week."""
    spot = time_bound(incident)
    time = spot.mention.time if spot else None
    published = context.reading.document.published_on
    day = published or context.news.latest
    if time is None or time.latest is None or time.earliest is None:
        return not incident.tellings[0].aside
    if day is None:
        return time.basis is TimeBasis.RELATIVE
    return day - timedelta(days=NEWS_DAYS) <= time.latest and time.earliest <= day + timedelta(days=1)


def is_overview(main: Incident, real: Sequence[Incident]) -> bool:
    """Whether a document tells so many incidents over so long a time that none of them is its story."""
    dated = [i for i in real if time_bound(i) is not None]
    if len(dated) < ROUNDUP:
        return False
    days = [t.latest for i in dated for t in i.times if t.latest is not None]
    if not days or (max(days) - min(days)).days <= REPORT_DAYS:
        return False
    share = len(main.tellings) / sum(len(i.tellings) for i in real)
    return share < 0.3 and len(real) > 2 * ROUNDUP


def recalled_beside(incident: Incident, main: Incident) -> bool:
    """Whether a report on the main story only recalls an incident."""
    spot = time_bound(incident)
    spot = spot or next((t.told for t in incident.tellings if t.told is not None), None)
    time = spot.mention.time if spot else None
    if came_before(incident, main) or (boxed(main) and of_days_apart(incident, main)):
        return True
    if all(of_another_day(t.sentence, a.head) for t in incident.tellings for a in t.acts):
        return True
    if of_days_apart(incident, main) and all(map(by_the_way, incident.tellings)):
        return True
    if time is not None and known(time):
        return long_before(time, main) or in_the_future(time, incident)
    first = incident.tellings[0]
    over = times_over(first.sentence, first.acts[0].head) if len(incident.tellings) == 1 else []
    if over and all(long_before(one, main) or in_the_future(one, incident) for one in over):
        return True
    if first.fresh and first.same_day:
        return False
    return abroad(incident, main) or all(t.aside for t in incident.tellings)


def came_before(incident: Incident, main: Incident) -> bool:
    """Whether an incident is told only as what the main story came days after: "came after the blast on Sunday"."""
    acts = [(t.sentence, act.head) for t in incident.tellings for act in t.acts]
    if all(days_before(sentence, head) for sentence, head in acts):
        return True
    spot, news = time_bound(incident), time_bound(main)
    time, day = spot.mention.time if spot else None, news.mention.time if news else None
    if time is None or day is None or time.latest is None or day.earliest is None or time.latest >= day.earliest:
        return False
    return all(after_over(sentence, head) is not None for sentence, head in acts)


def of_days_apart(incident: Incident, main: Incident) -> bool:
    """Whether two incidents have days of their own, and these lie apart."""
    spots = (time_bound(incident), time_bound(main))
    one, other = (spot.mention.time if spot else None for spot in spots)
    return known(one) and known(other) and not overlap(one, other, slack=1)


def long_before(time: TimeRange, main: Incident) -> bool:
    """Whether a time lies days before that of the main story, or names a day where the story's has none."""
    spot = time_bound(main)
    whole = spot.mention.time if spot else None
    begun = whole.earliest if whole is not None else None
    if begun is None:
        published = main.tellings[0].sentence.document.published_on
        if published is None:
            return time.basis is TimeBasis.STATED
        begun = published
    assert time.latest is not None  # noqa: S101 - the caller has seen that the time is known
    if (time.latest - begun).days <= 1 and (begun - (time.earliest or begun)).days > NEWS_DAYS:
        return True
    return time.latest < begun - timedelta(days=APART_DAYS)


def in_the_future(time: TimeRange, incident: Incident) -> bool:
    """Whether a time lies after the document, so that its year was misread: "in February of that year"."""
    published = incident.tellings[0].sentence.document.published_on
    return published is not None and time.earliest is not None and time.earliest > published + timedelta(days=1)


def abroad(incident: Incident, main: Incident) -> bool:
    """Whether a mere toll or noun without a day is of another country than the main story: "22 dead in Dhaka"."""
    here = {p.country for p in main.places if p.country}
    there = {p.country for p in incident.places if p.country}
    plain = all(t.sentence.tokens[a.head].pos != "VERB" for t in incident.tellings for a in t.acts)
    return plain and bool(here and there) and not here & there


def not_yet(incident: Incident) -> bool:
    """Whether an incident is set after the day of its document, so that it is to come or its date was misread."""
    return bool(incident.times) and all(in_the_future(time, incident) for time in incident.times)


def is_history(incident: Incident) -> bool:
    """Whether an incident lies before the years that records of armed conflict cover."""
    published = incident.tellings[0].sentence.document.published_on
    days = [t.latest for t in incident.times if t.latest is not None]
    if not all(named_as_year(t.sentence, t.time) for t in incident.tellings if t.time is not None):
        return False
    old = bool(days) and all(day < date(FIRST_YEAR, 1, 1) for day in days)
    return old and (published is None or published.year >= FIRST_YEAR)


def named_as_year(sentence: Sentence, spot: Spot) -> bool:
    """Whether a time is a year or holds one, and not an hour of the day: "in 1809", not "about 1800"."""
    before = sentence.low(spot.first - 1) if spot.first else "in"
    return spot.first != spot.last or before in ("in", "of", "from", "since", "the", "until", "by", "between")


def passed_over(incident: Incident) -> bool:
    """Whether an incident is told only in passing, of somebody or something that the sentence is about otherwise."""
    return all(by_the_way(t) and not is_news(t) for t in incident.tellings)


def by_the_way(telling: Telling) -> bool:
    """Whether a clause on the subject of another tells the act: "the actor, whose father was shot, gave a million"."""
    sentence = telling.sentence
    return all(clause_on_subject(sentence, act.head) for act in telling.acts)


def recall_siblings(incidents: Sequence[Incident], main: Incident) -> None:
    """An incident without a day that is told beside one that is recalled, or as what came next, is recalled too."""
    past = {t.position for i in incidents if i.recalled for t in i.tellings}
    for incident in incidents:
        first = incident.tellings[0]
        alone = incident is not main and len(incident.tellings) == 1 and time_bound(incident) is None
        if alone and (first.position in past or (first.position - 1 in past and goes_on(first))):
            incident.recalled = True


def goes_on(telling: Telling) -> bool:
    """Whether acts are told as what came next: "the army then shelled the camps"."""
    sentence = telling.sentence
    kids = [k for act in telling.acts for i in (act.head, *sentence.ancestors(act.head)) for k in sentence.children[i]]
    return any(sentence.low(k) in words("incidents", "next") and sentence.tokens[k].dep == "advmod" for k in kids)
