"""The incidents of a document: tellings of one incident brought together over sentences.

A telling joins an incident that it does not contradict in day, place, kind or toll; another day or place, or words
such as "another" and "meanwhile", open a new one. Sums over several incidents stand alone, and so does what did not
happen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from sourcebook.claims.answering import HIT, sets_scene, strikes_back
from sourcebook.claims.grouping import families
from sourcebook.claims.lexicon import words
from sourcebook.claims.places import compatible, fineness, meet
from sourcebook.claims.same_place import placed_as
from sourcebook.claims.sentence import Spot
from sourcebook.claims.tellings import Telling
from sourcebook.claims.times import is_short, known, overlap
from sourcebook.claims.told_tolls import broad, toll
from sourcebook.records.claims import Party
from sourcebook.records.values import PlaceUse, TimeRange, Words
from sourcebook.records.vocabulary import EventType, Harm, Realis, Role, SegmentKind

REAL = frozenset({Realis.HAPPENED, Realis.ATTEMPTED, Realis.FOILED})
# further on than this many sentences, an undated telling that does not point back is not of the incident
NEAR_SENTENCES = 12
NEAR_IN_ROUNDUP = 3
ROUNDUP = 4
ECHO_SENTENCES = 4
# a document of several incidents over more days than this is an overview, not a report
REPORT_DAYS = 60
# people speak of an act as news within about this many days
TOLD_DAYS = 45
# in a very long document a telling is held beside the first incidents and the last ones, no others
LEAD, REACH = 10, 60


@dataclass(slots=True, eq=False)
class Incident:
    """An incident while it is being gathered: its tellings, and parties said of it elsewhere ("X claimed it").

    ``after`` is the incident told before, where this one is set minutes or hours from it. ``recalled`` ones are past
    attacks that the document only looks back on.
    """

    tellings: list[Telling]
    parties: list[Party] = field(default_factory=list)
    after: Incident | None = None
    said: list[Words] = field(default_factory=list)
    recalled: bool = False

    @property
    def real(self) -> bool:
        """Whether it is told as something that was done or tried."""
        return self.tellings[0].realis in REAL

    @property
    def times(self) -> list[TimeRange]:
        """The times bound to it."""
        return [t.time.mention.time for t in self.tellings if t.time is not None and t.time.mention.time is not None]

    @property
    def places(self) -> list[PlaceUse]:
        """The resolved places bound to it."""
        return [
            t.place.mention.place for t in self.tellings if t.place is not None and t.place.mention.place is not None
        ]

    @property
    def last(self) -> int:
        """Where its acts were last spoken of; what came of one person later carries them no further."""
        return max(t.position for t in self.tellings if not t.fate)


def incidents_of(tellings: Iterable[Telling]) -> list[Incident]:
    """The incidents that the tellings of a document are of, in the order of the text."""
    found: list[Incident] = []
    focus: Incident | None = None
    for telling in tellings:
        home = None if telling.aggregate else home_of(telling, within_reach(found, focus), focus)
        if telling.echo and (home is None or telling.position - home.tellings[-1].position > ECHO_SENTENCES):
            continue
        if home is None:
            telling = placed_as(telling, focus.tellings if focus is not None and not telling.aggregate else ())
            home = Incident([telling], after=day_before(telling, focus))
            found.append(home)
        else:
            home.tellings.append(telling)
        if (
            home.real
            and not telling.aggregate
            and telling.item is None
            and (focus is None or not glanced(telling, found))
        ):
            focus = home
    return found


def within_reach(found: list[Incident], focus: Incident | None) -> list[Incident]:
    """The incidents that a telling may be of: in a very long document the first, the last ones and the one in focus."""
    if len(found) <= LEAD + REACH:
        return found
    near = found[:LEAD] + found[-REACH:]
    return near if focus is None or focus in near else [focus, *near]


def day_before(telling: Telling, focus: Incident | None) -> Incident | None:
    """The incident just told, for a telling set minutes or hours from it."""
    return focus if telling.same_day and telling.time is None else None


def glanced(telling: Telling, incidents: list[Incident]) -> bool:
    """Whether a report of one day only glances at an older incident, so that it goes on with its own."""
    if spread(incidents) > REPORT_DAYS and len(incidents) >= ROUNDUP:
        return False
    lead = next((t for i in incidents[:1] for t in i.times if is_short(t)), None)
    time = telling.time.mention.time if telling.time else None
    if telling.fresh or telling.aside:
        return True
    if lead is None or time is None or lead.earliest is None or time.latest is None:
        return False
    if boxed(incidents[0]) and not overlap(time, lead, slack=1):
        return True
    return time.latest < lead.earliest - timedelta(days=2)


def boxed(incident: Incident) -> bool:
    """Whether a page has a box with the particulars of an incident: it is a page on that one."""
    return any(t.sentence.segment.kind is SegmentKind.INFO_BOX for t in incident.tellings)


def spread(incidents: list[Incident]) -> int:
    """The days between the first and the last incident of a document."""
    days = [t.latest for i in incidents for t in i.times if t.latest is not None]
    return (max(days) - min(days)).days if days else 0


def home_of(telling: Telling, incidents: list[Incident], focus: Incident | None) -> Incident | None:
    """The incident that a telling is of, or none where it opens a new one."""
    open_ones = [i for i in incidents if not i.tellings[0].aggregate and i.tellings[0].item == telling.item]
    if telling.item is None and not open_ones:
        open_ones = [i for i in incidents if not i.tellings[0].aggregate and telling.definite]
    if telling.realis not in REAL:
        return unreal_home(telling, open_ones, focus)
    fitting = [i for i in open_ones if i.real and fits(telling, i)]
    anchored = [i for i in fitting if anchors(telling, i)]
    if anchored:
        return anchored[-1] if focus not in anchored else focus
    if len(open_ones) == 1 and fitting and leads_on(telling, fitting[0]):
        return fitting[0]
    if telling.fresh:
        return None
    just = [i for i in fitting if telling.definite and telling.position - i.last <= 1]
    acted = [i for i in fitting if telling.definite and not answers(i)]
    if just and all(map(answers, just)) and acted:
        return acted[-1] if focus not in acted else focus
    told = [i for i in just if not i.tellings[0].aside] or just
    if told:
        return told[-1]
    near = [i for i in fitting if close(telling, i, len(open_ones)) and not outgrown(telling, i)]
    told_near = focus if focus in near else near[-1] if near and telling.definite else None
    return counted_for(telling, near, focus) or told_near


def leads_on(telling: Telling, incident: Incident) -> bool:
    """Whether a telling stands right under the headline that alone has told an incident: the lead tells it again."""
    return all(t.heading for t in incident.tellings) and telling.position - incident.last <= 1


def counted_for(telling: Telling, near: list[Incident], focus: Incident | None) -> Incident | None:
    """The incident told in the sentence before, not yet counted, where the one in focus has another toll already.

    "Gunmen killed 11 in one village. Two days later a bomb struck a convoy. The army said four soldiers died."
    """
    if focus is None or not near or near[-1] is focus or telling.position - near[-1].last > 1:
        return None
    for harm in (Harm.KILLED, Harm.INJURED):
        one, had = toll(telling, harm), [n for t in focus.tellings if (n := toll(t, harm)) is not None]
        if one is not None and had and one not in had:
            return near[-1] if all(toll(t, harm) is None for t in near[-1].tellings) else None
    return None


def unreal_home(telling: Telling, incidents: list[Incident], focus: Incident | None) -> Incident | None:
    """A bare reference in a trial or memorial goes to its incident; what did not happen stays alone."""
    if telling.realis is Realis.BACKGROUND and focus is not None and fits(telling, focus):
        return focus if telling.definite or anchors(telling, focus) else None
    near = [i for i in incidents if i.tellings[0].realis is telling.realis and i.last >= telling.position - 1]
    return near[-1] if near and fits(telling, near[-1]) else None


def fits(telling: Telling, incident: Incident) -> bool:
    """Whether nothing that a telling says contradicts an incident."""
    slack = 1 if telling.definite or telling.heading else 0
    time = telling.time.mention.time if telling.time else None
    place = telling.place.mention.place if telling.place else None
    return (
        all(overlap(time, other, slack) for other in incident.times if is_short(other) or is_short(time))
        and years_overlap(time, incident)
        and told_in_time(telling, incident)
        and (pointed_back(telling, incident) or all(compatible(place, other) for other in incident.places))
        and (
            telling.definite
            or answered(telling, incident)
            or all(t.position != telling.position for t in incident.tellings)
        )
        and kinds_agree(telling, incident)
        and (telling.definite or (telling.realis is Realis.FOILED) == (incident.tellings[0].realis is Realis.FOILED))
        and tolls_agree(telling, incident)
    )


def pointed_back(telling: Telling, incident: Incident) -> bool:
    """Whether a telling points back to an incident told just before, so that another place name is a finer one."""
    only_definite = telling.definite and not telling.fresh and telling.time is None
    return only_definite and telling.position - incident.last <= 2 and len(incident.tellings) == 1


def told_elsewhere(telling: Telling, incident: Incident) -> bool:
    """Whether an incident is told in other sentences only: what one sentence sets apart stays apart."""
    return all(t.position != telling.position for t in incident.tellings)


def answered(telling: Telling, incident: Incident) -> bool:
    """Whether one of the two only tells what became of the attackers: "three attackers were shot by police after"."""
    return strikes_back(telling) or answers(incident)


def answers(incident: Incident) -> bool:
    """Whether an incident only tells what was done to the attackers: "the attack" that follows is not that."""
    return all(strikes_back(t) for t in incident.tellings)


def told_in_time(telling: Telling, incident: Incident) -> bool:
    """Whether someone who speaks of an undated act on some day can mean an incident: not one weeks off that day."""
    told = telling.told.mention.time if telling.told else None
    if told is None or told.earliest is None or told.latest is None:
        return True
    day, month = timedelta(days=1), timedelta(days=TOLD_DAYS)
    ranges = [(t.earliest, t.latest) for t in incident.times if t.earliest is not None and t.latest is not None]
    late = telling.definite or all(told.earliest <= end + month for _, end in ranges)
    return late and all(start - day <= told.latest for start, _ in ranges)


def years_overlap(time: TimeRange | None, incident: Incident) -> bool:
    """Whether two long times touch."""
    return all(overlap(time, other) for other in incident.times)


def kinds_agree(telling: Telling, incident: Incident) -> bool:
    """Whether the types can be one incident's; an arrest without day or place belongs to the attack it follows."""
    if sets_scene(telling, incident.last) or (telling.type is EventType.ARREST and not (telling.time or telling.place)):
        return True
    if telling.type is not EventType.ARREST and all(other.type is EventType.ARREST for other in incident.tellings):
        return False
    if telling.definite and all(
        act.spot.mention.words.quote.lower() in words("incidents", "plain_acts") for act in telling.acts
    ):
        return True
    if (telling.heading or all(t.heading for t in incident.tellings)) and same_toll(telling, incident):
        return True
    if telling.definite and explosive(telling) and any(explosive(other) for other in incident.tellings):
        return True
    told = [other.type for other in incident.tellings]
    sure = [kind for kind in told if kind not in (None, EventType.OTHER_VIOLENCE)]
    return any(families(telling.type) & families(kind) for kind in sure or told)


def explosive(telling: Telling) -> bool:
    """Whether a telling speaks of a bomb, whatever its type: "assassinated by a suicide bomber"."""
    tokens = range(len(telling.sentence.tokens))
    return any(telling.sentence.lemma(i) in words("incidents", "refine", "bombing") for i in tokens)


def tolls_agree(telling: Telling, incident: Incident) -> bool:
    """Whether two tolls can be reports of one; a toll twice as high and six higher is another incident's."""
    if telling.definite or answered(telling, incident):
        return True
    if summed_above(telling, incident):
        return False
    for harm in (Harm.KILLED, Harm.INJURED, Harm.KIDNAPPED):
        one = toll(telling, harm)
        others = [n for t in incident.tellings if (n := toll(t, harm)) is not None]
        if one is None or not others:
            continue
        if all(one > 2 * n and one - n > 5 for n in others):
            return False
    return True


def summed_above(telling: Telling, incident: Incident) -> bool:
    """Whether a heading has told an incident with a toll far above that of the telling, and no sentence since."""
    one = toll(telling, Harm.KILLED)
    above = [(t.heading, n) for t in incident.tellings if (n := toll(t, Harm.KILLED)) is not None]
    headed = bool(above) and all(heading for heading, _ in above) and all(broad(t) for t in incident.tellings[:1])
    return headed and one is not None and any(n > 2 * one and n - one > 5 for _, n in above)


def anchors(telling: Telling, incident: Incident) -> bool:
    """Whether something ties a telling to an incident: the same day, the same exact place, the same toll."""
    time = telling.time.mention.time if telling.time else None
    place = telling.place.mention.place if telling.place else None
    same_day = is_short(time) and any(is_short(other) and overlap(time, other) for other in incident.times)
    same_place = fineness(place) >= 3 and any(fineness(o) >= 3 and meet(place, o) for o in incident.places)
    same_place = same_place or same_name(telling.place, incident)
    one_toll = same_toll(telling, incident)
    if telling.fresh:
        return same_day and same_place and one_toll
    if same_victims(telling, incident) and (time is None or same_day) and (place is None or same_place):
        return True
    if telling.heading or any(t.heading for t in incident.tellings):
        return same_day or same_place or one_toll
    return (
        (same_day and (same_place or place is None or not incident.places))
        or (same_place and not known(time))
        or one_toll
    )


def same_toll(telling: Telling, incident: Incident) -> bool:
    """Whether a telling counts as many dead as one of an incident, three or more."""
    killed = toll(telling, Harm.KILLED)
    return killed is not None and killed > 2 and any(toll(t, Harm.KILLED) == killed for t in incident.tellings)


def same_name(place: Spot | None, incident: Incident) -> bool:
    """Whether a place is named by the very name that the incident's place has, listed or not."""
    if place is None or fineness(place.mention.place) in (1, 2):
        return False
    return any(t.place is not None and t.place.mention.name == place.mention.name for t in incident.tellings)


def same_victims(telling: Telling, incident: Incident) -> bool:
    """Whether the same people or things are hit."""
    hit = {p.name.casefold() for p in telling.parties if p.role in HIT}
    return any(p.name.casefold() in hit for t in incident.tellings for p in t.parties if p.role in HIT)


def outgrown(telling: Telling, incident: Incident) -> bool:
    """Whether a telling with a day and place of its own cannot be of an incident without, or with another toll."""
    if telling.definite or any(t.heading for t in incident.tellings) or not (telling.time and telling.place):
        return False
    if any(t.time or t.place for t in incident.tellings) or answered(telling, incident):
        return False
    if all(act.type is None for t in incident.tellings for act in t.acts):
        return not any(t.figures for t in incident.tellings)
    own = toll(telling, Harm.KILLED)
    had = [n for t in incident.tellings if (n := toll(t, Harm.KILLED)) is not None]
    return not any(t.figures for t in incident.tellings) or bool(had and own is not None and own not in had)


def close(telling: Telling, incident: Incident, how_many: int) -> bool:
    """Whether an incident was spoken of shortly before, or is pointed back to."""
    gap = telling.position - incident.last
    limit = NEAR_IN_ROUNDUP if how_many >= ROUNDUP else NEAR_SENTENCES
    return gap <= limit or (telling.definite and gap <= 3 * limit)


def has_role(incident: Incident, role: Role) -> bool:
    """Whether some telling names a party in this role."""
    return any(p.role is role for t in incident.tellings for p in t.parties)
