"""What one sentence says of one incident: its acts, when and where, how many, who, with what, and how it refers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcebook.claims.acts import Act, acts_in, echo_in, groups_of, harm_spots
from sourcebook.claims.aggregates import sums_incidents
from sourcebook.claims.attribution import attributed_to
from sourcebook.claims.binding import place_of, share, time_of, told_on
from sourcebook.claims.lexicon import numbers, words
from sourcebook.claims.parties import perpetrators_of, targets_of
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.times import length
from sourcebook.records.claims import Party
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import Composition, EventType, MentionKind, Realis, SegmentKind

# a time this long names no day
VAGUE_DAYS = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Telling:
    """One sentence's telling of one incident.

    ``fresh`` words announce another incident, ``definite`` ones point back to one. An ``echo`` has no act word and
    only adds to the incident just told. ``told`` is the day on which someone spoke of it.
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

    @property
    def words(self) -> Words:
        """The sentence, as evidence."""
        return self.sentence.whole()

    @property
    def heading(self) -> bool:
        """Whether it stands in a heading or caption, which repeats what the text tells."""
        return self.sentence.segment.kind in (SegmentKind.HEADING, SegmentKind.CAPTION)

    @property
    def bare(self) -> bool:
        """Whether it adds nothing of its own."""
        return not (self.time or self.place or self.figures or self.parties)


def tellings_in(sentence: Sentence, position: int) -> tuple[Telling, ...]:
    """The incidents that a sentence tells of, in the order of the text."""
    acts = acts_in(sentence)
    if not acts:
        echo = echo_in(sentence)
        return echo_telling(sentence, position, echo)
    groups = groups_of(sentence, acts)
    times = share(sentence, sentence.of(MentionKind.TIME), groups)
    places = share(sentence, sentence.of(MentionKind.PLACE), groups)
    figures = share(sentence, harm_spots(sentence), groups)
    weapons = share(sentence, sentence.of(MentionKind.WEAPON), groups)
    return tuple(
        telling_of(sentence, position, group, (times[i], places[i], figures[i], weapons[i]))
        for i, group in enumerate(groups)
    )


def echo_telling(sentence: Sentence, position: int, echo: Act | None) -> tuple[Telling, ...]:
    """What a sentence without an act word adds to the incident just told."""
    if echo is None:
        return ()
    times, places = list(sentence.of(MentionKind.TIME)), list(sentence.of(MentionKind.PLACE))
    telling = telling_of(sentence, position, (echo,), (times, places, [], []))
    return (
        ()
        if telling.time is None and telling.place is None
        else (replace(telling, definite=True, echo=True, parties=()),)
    )


def telling_of(
    sentence: Sentence,
    position: int,
    acts: tuple[Act, ...],
    shares: tuple[list[Spot], list[Spot], list[Spot], list[Spot]],
) -> Telling:
    """One group of acts with what its sentence gives it: times, places, counts and weapons, in that order."""
    times, places, figures, weapons = shares
    time = time_of(sentence, times, acts)
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
        or shifted(sentence, times),
        definite=all(announces(sentence, act.head, "definite") for act in acts) or parts_only(sentence, acts, figures),
        aggregate=sums_incidents(sentence, acts, time, figures),
        attributed_to=attributed_to(sentence, acts[0].head),
        told=told_on(sentence, sentence.of(MentionKind.TIME), acts) if time is None else None,
    )


def of_another_day(sentence: Sentence, head: int) -> bool:
    """Whether an act is told as the cause or measure of another: "revenge for raids", "since a sniper killed"."""
    if any(sentence.tokens[k].dep == "mark" and sentence.low(k) in ("since", "until") for k in sentence.children[head]):
        return True
    above = list(sentence.ancestors(head))[:3]
    return any(sentence.lemma(i) in words("incidents", "apart_nouns") for i in above)


def shifted(sentence: Sentence, times: Sequence[Spot]) -> bool:
    """Whether an act is set on another day that is not reckoned to the day: "a week ago", "earlier this year"."""
    vague = [s for s in times if length(s) >= VAGUE_DAYS]
    return any(words("incidents", "shifts") & {sentence.low(i) for i in range(s.first, s.last + 1)} for s in vague)


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


def type_of(sentence: Sentence, acts: Sequence[Act], weapons: Sequence[Spot]) -> EventType | None:
    """The most telling type among the acts, an open one narrowed by weapons and attackers."""
    rank = words_rank()
    named = [act.type for act in acts if act.type is not None]
    best = max(named, key=lambda t: rank.get(t.value, 0), default=None)
    if best in (None, EventType.OTHER_VIOLENCE, EventType.ARMED_ASSAULT, EventType.MASSACRE, EventType.BOMBING):
        return narrowed(sentence, acts, weapons, best)
    return best


def words_rank() -> dict[str, int]:
    """How telling each type is."""
    return numbers("incidents", "specificity")


def narrowed(
    sentence: Sentence, acts: Sequence[Act], weapons: Sequence[Spot], best: EventType | None
) -> EventType | None:
    """An open type narrowed by the words around the acts: a suicide bomber, a mortar, gunmen."""
    near = {sentence.low(i) for spot in weapons for i in range(spot.first, spot.last + 1)}
    near |= {sentence.low(i) for spot in weapons for i in sentence.children[spot.head]}
    for act in acts:
        near |= {sentence.low(i) for i in (act.head, *sentence.children[act.head])}
        for child in sentence.children[act.head]:
            near |= {sentence.low(i) for i in sentence.children[child]} | {sentence.lemma(child)}
    for type_ in (EventType.SUICIDE_BOMBING, EventType.BOMBING, EventType.SHELLING, EventType.ARMED_ASSAULT):
        if near & words("incidents", "refine", type_.value):
            if best is EventType.BOMBING and type_ is not EventType.SUICIDE_BOMBING:
                return best
            return type_
    return best


def announces(sentence: Sentence, head: int, kind: str) -> bool:
    """Whether the words before an act noun announce another incident, or point back to one."""
    token = sentence.tokens[head]
    if token.pos != "NOUN" and not (kind == "fresh" and token.pos == "PROPN"):
        return False
    lows = {sentence.low(k) for k in sentence.children[head] if k < head}
    if kind == "definite" and any(sentence.tokens[k].dep == "poss" for k in sentence.children[head]):
        return True
    return bool(lows & words("incidents", kind))
