"""The day that a report has come to: told by its last dated act, or by who was called, came or heard it then.

An act whose own sentences give no day happened on the narrative's current day ("A boy was shot in Gary. Officers were
called at 9 p.m. Saturday."). Such a day is marked relative, since no word ties it to the act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from sourcebook.claims.asides import of_another_day
from sourcebook.claims.binding import of_the_telling, verb_over
from sourcebook.claims.incidents import Incident
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.times import as_told, past_perfect
from sourcebook.records.values import TimeRange
from sourcebook.records.vocabulary import EventType, MentionKind, Realis

# the day told this many sentences before, or after, is still the day of what is told here
BEFORE, AFTER = 4, 6
# told so few sentences before, it is the day even where it is no news: "It happened on May 1. Two men died."
NEXT = 1
# days before the day of news at which a day is still the news of a report
NEWS_WEEK = 7
Days = tuple[tuple[int, TimeRange], ...]


def narrative_days(sentences: Sequence[Sentence], incidents: Iterable[Incident]) -> Days:
    """The days that a report tells, each with the position of its sentence, in the order of the text."""
    told = dict(scene_days(sentences))
    told.update(act_days(incidents))
    return tuple(sorted(told.items(), key=lambda item: item[0]))


def act_days(incidents: Iterable[Incident]) -> Iterator[tuple[int, TimeRange]]:
    """The days of acts that happened, where their own sentences tell them; arrests come after the act."""
    for incident in incidents:
        for telling in incident.tellings:
            real = telling.realis is Realis.HAPPENED and not telling.aggregate and not telling.heading
            apart = telling.type is EventType.ARREST or past_perfect(telling.sentence, telling.acts[0].head)
            day = as_told(telling.time) if real and not apart else None
            if day is not None:
                yield telling.position, day


def scene_days(sentences: Sequence[Sentence]) -> Iterator[tuple[int, TimeRange]]:
    """The days on which someone was called to a scene, came there, or heard it happen."""
    for position, sentence in enumerate(sentences):
        for spot in sentence.of(MentionKind.TIME):
            day = as_told(spot) if tells_scene(sentence, spot) else None
            if day is not None:
                yield position, day
                break


def tells_scene(sentence: Sentence, spot: Spot) -> bool:
    """Whether a day hangs on a past verb of a scene: "officers were called at 9 p.m. Saturday", "gunfire erupted"."""
    verb = verb_over(sentence, spot.head, ())
    if verb is None or sentence.tokens[verb].tag not in ("VBD", "VBN"):
        return False
    children = sentence.children[verb]
    if any(sentence.tokens[k].dep == "neg" or sentence.low(k) in ("will", "would", "had") for k in children):
        return False
    lemma = sentence.lemma(verb)
    if lemma in words("incidents", "scene"):
        return True
    subject = {sentence.low(k) for k in children if sentence.tokens[k].dep in ("nsubj", "nsubjpass")}
    if subject & {"who", "which"}:
        subject = {sentence.low(sentence.tokens[verb].head)}
    return lemma in words("incidents", "scene_passive") and bool(subject & words("incidents", "called"))


def narrative_day(days: Days, position: int, news: TimeRange) -> TimeRange | None:
    """The narrative's day at a sentence: the last told shortly before, else the next, never after the news."""
    near = [(at, day) for at, day in days if -BEFORE <= at - position <= AFTER and not_after(day, news)]
    before = [day for at, day in near if at <= position and (position - at <= NEXT or is_news(day, news))]
    after = [day for at, day in near if at > position and is_news(day, news)]
    return before[-1] if before else after[0] if after else only_day(days, news)


def only_day(days: Days, news: TimeRange) -> TimeRange | None:
    """The one day of news that a whole report tells, if it tells no other: what it adds later happened then too."""
    told = {(day.earliest, day.latest): day for _, day in days if not_after(day, news)}
    day = next(iter(told.values()), None)
    return day if len(told) == 1 and day is not None and is_news(day, news) else None


def another_day(incident: Incident, others: Iterable[Incident]) -> bool:
    """Whether an incident is told as lying before or after another: "killed two days after gunmen shot a judge"."""
    first = incident.tellings[0]
    sentence, head = first.sentence, first.acts[0].head
    if of_another_day(sentence, head):
        return True
    above = list(sentence.ancestors(head))
    beside = (t for other in others if other is not incident for t in other.tellings if t.position == first.position)
    heads = {act.head for telling in beside for act in telling.acts}
    if heads.isdisjoint(above):
        return False
    path = [head, *above[: min(i for i, a in enumerate(above) if a in heads)]]
    marks = {sentence.low(k) for i in path for k in sentence.children[i] if sentence.tokens[k].dep == "mark"}
    return bool((marks | {sentence.low(i) for i in path}) & {"after", "before", "following"})


def dated_vaguely(incident: Incident) -> bool:
    """Whether words beside the act date it, but to no days: "killed 28 just over a week ago"."""
    first = incident.tellings[0]
    shifts = words("incidents", "shifts")
    open_times = (s for s in first.sentence.of(MentionKind.TIME) if s.mention.time is None)
    spots = [s for s in open_times if shifts.intersection(s.mention.words.quote.lower().split())]
    return any(not of_the_telling(first.sentence, s, first.acts) for s in spots)


def not_after(day: TimeRange, news: TimeRange) -> bool:
    """Whether a day does not lie after the news."""
    return news.latest is None or day.latest is None or day.latest <= news.latest


def is_news(day: TimeRange, news: TimeRange) -> bool:
    """Whether a day lies in the week up to the day of the news; any day where that is not known."""
    if news.latest is None or day.earliest is None or day.latest is None:
        return True
    return news.latest - timedelta(days=NEWS_WEEK) <= day.earliest
