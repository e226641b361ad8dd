"""What one sentence says of one incident: its acts, when and where, how many, who, with what, and how it refers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sourcebook.claims.acts import Act, acts_in, echo_in, fates_in, harm_spots, ranked_in, scene_in, toll_act
from sourcebook.claims.aftermath import attackers_end, died_later
from sourcebook.claims.agents import by_agents, subjects
from sourcebook.claims.aggregates import sums_incidents
from sourcebook.claims.asides import days_before, of_another_day, told_aside
from sourcebook.claims.attribution import attributed_to
from sourcebook.claims.binding import place_of, share, time_of, told_on
from sourcebook.claims.crowded import crowded
from sourcebook.claims.frames import tells_no_violence
from sourcebook.claims.grouping import groups_of, joined_clauses
from sourcebook.claims.kinds import OPEN, by_doers, narrowed, type_of
from sourcebook.claims.lexicon import words
from sourcebook.claims.looking_back import looks_back
from sourcebook.claims.parties import perpetrators_of, targets_of
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.targets import known_target
from sourcebook.claims.times import known, length, past_perfect
from sourcebook.records.claims import Party
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import Composition, EventType, MentionKind, Realis, SegmentKind, TimeBasis

# a time this long names no day
VAGUE_DAYS = 6
# "two hours earlier" stands within this many words of the start
OPENING = 4
# an act of the last weeks is news even where a court or a mourner speaks of it
NEWS_WEEKS = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Telling:
    """One sentence's telling of one incident.

    ``fresh`` words announce another incident, ``definite`` ones point back to one. An ``echo`` has no act word and
    only adds to the incident just told. ``told`` is the day on which someone spoke of it. ``same_day`` acts are set
    minutes or hours from what was just told. ``aside`` acts are older ones by which a sentence explains something.
    ``item`` is the list item or table row that it stands in.
    """

    sentence: Sentence
    position: int
    acts: tuple[Act, ...]
    type: EventType | None
    realis: Realis
    time: Spot | None
    place: Spot | None
    figures: tuple[Spot, ...]
    weapons: tuple[Spot, ...]
    parties: tuple[Party, ...]
    fresh: bool
    definite: bool
    aggregate: bool
    attributed_to: str | None
    told: Spot | None = None
    echo: bool = False
    same_day: bool = False
    aside: bool = False
    item: int | None = None
    row: Words | None = None

    @property
    def words(self) -> Words:
        """The sentence, or the whole row of a table, as evidence."""
        return self.row or self.sentence.whole()

    @property
    def heading(self) -> bool:
        """Whether it stands in a heading or caption, which repeats what the text tells."""
        return self.sentence.segment.kind in (SegmentKind.HEADING, SegmentKind.CAPTION)

    @property
    def fate(self) -> bool:
        """Whether it only says what became of single people: it has counts and no act word."""
        return self.echo and bool(self.figures)

    @property
    def bare(self) -> bool:
        """Whether it adds nothing of its own."""
        return not (self.time or self.place or self.figures or self.parties)


def tellings_in(sentence: Sentence, position: int) -> tuple[Telling, ...]:
    """The incidents that a sentence tells of, in the order of the text."""
    named = () if crowded(sentence) else acts_in(sentence)
    found = tuple(act for act in named if not tells_no_violence(sentence, act.head))
    if not found:
        return () if named else echo_telling(sentence, position)
    late = tuple(act for act in found if died_later(sentence, act) or attackers_end(sentence, act, found))
    acts = tuple(act for act in found if act not in late)
    groups = groups_of(sentence, acts) + ([late] if late else [])
    given = tuple(map(as_looked_at, shared_out(sentence, position, groups)))
    if not late:
        return with_sibling_days(given, groups)
    return given[:-1] or (as_aftermath(given[0]),)


def as_looked_at(telling: Telling) -> Telling:
    """The telling, as background where its sentence only looks back and its day is not that of the news."""
    if telling.realis is not Realis.HAPPENED or telling.aggregate or is_news(telling):
        return telling
    back = all(looks_back(telling.sentence, act.head) for act in telling.acts)
    return replace(telling, realis=Realis.BACKGROUND) if back else telling


def is_news(telling: Telling) -> bool:
    """Whether the day of a telling is one of the last weeks before its document appeared, or told as the reader's."""
    time = (own_time(telling) or telling.time).mention.time if telling.time else None
    if time is None or time.latest is None:
        return False
    published = telling.sentence.document.published_on
    if published is None:
        return time.basis is TimeBasis.RELATIVE
    return time.latest >= published - timedelta(days=NEWS_WEEKS * 7)


def own_time(telling: Telling) -> Spot | None:
    """The time that hangs on an act, where its sentence has others: "on trial on Monday over the attack in 2016"."""
    below = {i for act in telling.acts for i in telling.sentence.below(act.head)}
    return next((s for s in telling.sentence.of(MentionKind.TIME) if s.head in below and known(s.mention.time)), None)


def as_aftermath(telling: Telling) -> Telling:
    """A telling of a death that came later: it is of the incident that hurt the dead, and no incident itself."""
    return replace(telling, time=None, place=None, realis=Realis.BACKGROUND, definite=True, fresh=False)


def with_sibling_days(tellings: tuple[Telling, ...], groups: Sequence[tuple[Act, ...]]) -> tuple[Telling, ...]:
    """The tellings of one sentence, joined clauses without a day given that of the clause before."""
    found: list[Telling] = []
    for telling in tellings:
        before = found[-1] if found else None
        joined = before is not None and joined_clauses(telling.sentence, before.acts, telling.acts)
        if before is not None and joined:
            found[-1] = before = replace(before, figures=without_sum(before))
        if before is not None and telling.time is None and joined:
            telling = replace(telling, time=before.time)
        found.append(telling)
    return tuple(found)


def without_sum(telling: Telling) -> tuple[Spot, ...]:
    """The counts of a telling without the one that a colon divides: "killed 77: eight died in Oslo, and 69 on"."""
    tokens = telling.sentence.tokens
    colon = next((i for i, token in enumerate(tokens) if token.text == ":"), None)
    parts = tuple(spot for spot in telling.figures if colon is not None and spot.first > colon)
    return parts or telling.figures


def shared_out(sentence: Sentence, position: int, groups: Sequence[tuple[Act, ...]]) -> tuple[Telling, ...]:
    """A telling for each group of acts, the mentions of the sentence given out among them."""
    times = share(sentence, told_times(sentence), groups)
    places = share(sentence, sentence.of(MentionKind.PLACE), groups)
    figures = share(sentence, harm_spots(sentence), groups)
    weapons = share(sentence, sentence.of(MentionKind.WEAPON), groups)
    given = [
        telling_of(sentence, position, group, (times[i], places[i], figures[i], weapons[i]))
        for i, group in enumerate(groups)
    ]
    return tuple(replace(t, type=own_type(t, given)) for t in given)


def told_times(sentence: Sentence) -> tuple[Spot, ...]:
    """The times of a sentence without the page's own: "Posted: Thursday, 6 August", "Updated 8:36 AM"."""
    return tuple(spot for spot in sentence.of(MentionKind.TIME) if not of_the_page(sentence, spot))


def of_the_page(sentence: Sentence, spot: Spot) -> bool:
    """Whether a time says when the page was put up: a word such as "Posted" and a colon stand before it."""
    before = [sentence.low(i) for i in range(max(0, spot.first - 2), spot.first)]
    return len(before) == 2 and before[1] == ":" and before[0] in words("incidents", "page_dates")


def own_type(telling: Telling, siblings: Sequence[Telling]) -> EventType | None:
    """The type of a telling, without one that only a neighbour in its sentence has the words for."""
    sentence = telling.sentence
    if telling.type not in OPEN and older_by_days(telling) and named_beside(telling, siblings):
        return by_doers(sentence, telling.acts, telling.weapons, None)
    sure = [a for a in telling.acts if sentence.lemma(a.head) not in words("incidents", "open_acts")]
    if telling.type is None or any(act.type is telling.type for act in sure):
        return telling.type
    shown = narrowed(sentence, telling.acts, telling.weapons, None)
    if shown is telling.type:
        return telling.type
    others = [t for t in siblings if t is not telling and t.type is telling.type]
    lent = any(narrowed(sentence, t.acts, t.weapons, None) is telling.type for t in others)
    return shown if lent else telling.type


def named_beside(telling: Telling, siblings: Sequence[Telling]) -> bool:
    """Whether another telling of the sentence has the word for a telling's type."""
    return any(act.type is telling.type for t in siblings if t is not telling for act in t.acts)


def older_by_days(telling: Telling) -> bool:
    """Whether a sentence sets all acts of a telling days or longer before another: "weeks after a priest was shot"."""
    return all(days_before(telling.sentence, act.head) for act in telling.acts)


def echo_telling(sentence: Sentence, position: int) -> tuple[Telling, ...]:
    """What a sentence without an act word adds to the incident just told."""
    pointing = echo_in(sentence)
    echo = pointing or scene_in(sentence) or ranked_in(sentence)
    if echo is None:
        return fate_telling(sentence, position)
    times = list(sentence.of(MentionKind.TIME)) if pointing else []
    places = list(sentence.of(MentionKind.PLACE))
    telling = telling_of(sentence, position, (echo,), (times, places, [], []))
    return (
        ()
        if telling.time is None and telling.place is None
        else (replace(telling, definite=True, echo=True, aggregate=False, parties=()),)
    )


def fate_telling(sentence: Sentence, position: int) -> tuple[Telling, ...]:
    """What a sentence without an act word says of those just told as hit: its day and place are those of the death."""
    fates = fates_in(sentence)
    if not fates:
        return ()
    telling = telling_of(sentence, position, (toll_act(sentence, fates[0]),), ([], [], fates, []))
    return (replace(telling, definite=True, fresh=False, aggregate=False, echo=True, parties=()),)


def telling_of(
    sentence: Sentence,
    position: int,
    acts: tuple[Act, ...],
    shares: tuple[list[Spot], list[Spot], list[Spot], list[Spot]],
) -> Telling:
    """One group of acts with what its sentence gives it: times, places, counts and weapons, in that order."""
    times, places, figures, weapons = shares
    time = time_of(sentence, times, acts)
    acts = as_news(sentence, acts, time)
    return Telling(
        sentence=sentence,
        position=position,
        acts=acts,
        type=type_of(sentence, acts, weapons),
        realis=realis_among(acts, figures),
        time=time,
        place=None if parts_only(sentence, acts, figures) else place_of(sentence, places, acts),
        figures=tuple(figures) if any(act.realis is Realis.HAPPENED for act in acts) else (),
        weapons=tuple(weapons),
        parties=perpetrators_of(sentence, acts) + targets_of(sentence, acts, figures, weapons),
        fresh=any(announces(sentence, act.head, "fresh") or of_another_day(sentence, act.head) for act in acts)
        or shifted(sentence, times)
        or any(another_target(sentence, act.head) for act in acts)
        or all(past_perfect(sentence, act.head) and after_a_while(sentence, act.head) for act in acts)
        or elsewhere_anew(sentence, acts, places, figures),
        definite=all(announces(sentence, act.head, "definite") or named_before(sentence, act.head) for act in acts)
        or parts_only(sentence, acts, figures),
        aggregate=sums_incidents(sentence, acts, time, figures),
        attributed_to=attributed_to(sentence, acts[0].head),
        told=told_on(sentence, sentence.of(MentionKind.TIME), acts) if time is None else None,
        same_day=any(after_a_while(sentence, act.head, "hours") for act in acts),
        aside=told_aside(sentence, acts, time),
    )


def as_news(sentence: Sentence, acts: tuple[Act, ...], time: Spot | None) -> tuple[Act, ...]:
    """Acts of the last week that somebody mourns or marks are news: "mourned 97 killed by bombers a day earlier"."""
    told, published = time.mention.time if time else None, sentence.document.published_on
    if told is None or told.latest is None or told.earliest is None or published is None:
        return acts
    below = any(time.head in sentence.below(act.head) for act in acts) if time else False
    recent = published - timedelta(days=7) <= told.earliest and told.latest <= published
    if not (below and recent and all(act.realis is Realis.BACKGROUND for act in acts)):
        return acts
    return tuple(replace(act, realis=Realis.HAPPENED) for act in acts)


def another_target(sentence: Sentence, head: int) -> bool:
    """Whether an act falls on another thing of the kind that was hit before: "policemen guarding another church".

    "Another two people are missing" adds to the toll just told.
    """
    below = sentence.below(head)
    return any(
        sentence.low(i) in ("another", "second")
        and known_target(sentence, sentence.tokens[i].head)
        and sentence.spot_at(sentence.tokens[i].head, MentionKind.FIGURE) is None
        for i in below
        if sentence.tokens[i].dep in ("det", "amod") and sentence.tokens[i].head in below
    )


def elsewhere_anew(sentence: Sentence, acts: Sequence[Act], places: Sequence[Spot], figures: Sequence[Spot]) -> bool:
    """Whether another attacker or weapon acts at a place of its own: "minutes later another bomb went off in"."""
    if not any(s.head > act.head for s in places for act in acts):
        return False
    for act in acts:
        for noun in subjects(sentence, act.head, "nsubj") if sentence.tokens[act.head].pos == "VERB" else ():
            lows = {sentence.low(k) for k in sentence.children[noun] if k < noun}
            attacker = sentence.lemma(noun) in words("parties", "attackers") | words("parties", "things")
            counted = lows & {"a", "an", "two", "three"}
            if attacker and (lows & words("incidents", "fresh") or (counted and after_a_while(sentence, act.head))):
                return True
    return False


def after_a_while(sentence: Sentence, verb: int, kind: str = "whiles") -> bool:
    """Whether a verb is set some time before or after what was just told: "two hours earlier", "meanwhile"."""
    heads = [k for k in sentence.children[verb] if k < verb and sentence.tokens[k].dep in ("advmod", "npadvmod")]
    lows = {sentence.low(i) for k in heads for i in (k, *sentence.children[k])}
    lows |= {sentence.low(i) for i in range(min(OPENING, verb))}
    whiles = bool(lows & words("incidents", "whiles"))
    return whiles and (kind == "whiles" or bool(lows & words("incidents", kind)))


def shifted(sentence: Sentence, times: Sequence[Spot]) -> bool:
    """Whether an act is set on another day that is not reckoned to the day: "a week ago", "earlier this year"."""
    vague = [s for s in times if length(s) >= VAGUE_DAYS]
    return any(words("incidents", "shifts") & {sentence.low(i) for i in range(s.first, s.last + 1)} for s in vague)


def named_before(sentence: Sentence, verb: int) -> bool:
    """Whether the doer of a verb is what was just told: "it killed 11", "the blast also killed", "by the bomb"."""
    if sentence.tokens[verb].pos not in ("VERB", "AUX"):
        return False
    for noun in (*subjects(sentence, verb, "nsubj"), *by_agents(sentence, verb)):
        if sentence.low(noun) == "it":
            return True
        lows = {sentence.low(k) for k in sentence.children[noun] if k < noun}
        thing = sentence.lemma(noun) in words("parties", "told") and sentence.tokens[noun].tag == "NN"
        bare = all(sentence.tokens[k].dep in ("det", "amod", "compound", "punct") for k in sentence.children[noun])
        if thing and bare and lows & words("incidents", "definite"):
            return True
    return False


def parts_only(sentence: Sentence, acts: Sequence[Act], figures: Sequence[Spot]) -> bool:
    """Whether a telling without an act word only divides a toll already told: "fifteen of the dead were"."""
    if any(act.type is not None for act in acts) or not figures:
        return False
    return all(s.mention.figure and s.mention.figure.composition is Composition.PART for s in figures) or any(
        sentence.low(i) == "the" and sentence.low(i + 1) in words("parties", "told")
        for i in range(len(sentence.tokens) - 1)
    )


def realis_among(acts: Sequence[Act], figures: Sequence[Spot]) -> Realis:
    """The realis of acts told as one: an attempt that harmed people happened."""
    found = {act.realis for act in acts}
    if found == {Realis.ATTEMPTED, Realis.HAPPENED}:
        return Realis.HAPPENED if figures else Realis.ATTEMPTED
    return acts[0].realis


def announces(sentence: Sentence, head: int, kind: str) -> bool:
    """Whether the words before an act noun announce another incident, or point back to one."""
    token = sentence.tokens[head]
    if token.pos != "NOUN" and not (kind == "fresh" and token.pos == "PROPN"):
        return False
    lows = {sentence.low(k) for k in sentence.children[head] if k < head}
    if kind == "definite" and any(sentence.tokens[k].dep == "poss" for k in sentence.children[head]):
        return True
    return bool(lows & words("incidents", kind))
