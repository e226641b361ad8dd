"""Incidents written down as event claims, with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sourcebook.claims.aggregates import in_several, toll_of_a_war
from sourcebook.claims.captives import FIGHTERS
from sourcebook.claims.chosen import is_assassination
from sourcebook.claims.context import (
    Context,
    citation_at,
    place_bound,
    place_carried,
    time_bound,
    time_carried,
)
from sourcebook.claims.generic import in_passing
from sourcebook.claims.grouping import families
from sourcebook.claims.incidents import Incident
from sourcebook.claims.kinds import words_rank
from sourcebook.claims.lexicon import words
from sourcebook.claims.parties import distinct
from sourcebook.claims.places import fineness
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.tellings import Telling
from sourcebook.claims.times import up_to
from sourcebook.records.claims import Claim, Party, Weapon
from sourcebook.records.ids import content_id
from sourcebook.records.values import UNKNOWN_TIME, Figure, PlaceUse, TimeRange, Words
from sourcebook.records.vocabulary import (
    ActorKind,
    ClaimKind,
    Composition,
    EventType,
    Harm,
    MentionKind,
    PlacePrecision,
    Population,
    Realis,
    Role,
)

CAPTURES = frozenset({EventType.KIDNAPPING, EventType.HOSTAGE_TAKING, EventType.HIJACKING})
RULES = "rules@6"
# a place at least this fine (a district) needs no name beside it that the gazetteer lacks
FINE = 3
# types ranked below this say little of how
OPEN_RANK = 50
# incidents in which both sides act
TWO_SIDED = frozenset({EventType.ARMED_CLASH, EventType.RAID, EventType.ARREST, EventType.AIRSTRIKE})


def event_claims(incidents: Iterable[Incident], context: Context) -> list[Claim]:
    """A claim for each incident that has substance, unnumbered."""
    return [event_claim(incident, context) for incident in incidents if worth_telling(incident)]


def worth_telling(incident: Incident) -> bool:
    """Whether there is more than a bare word of violence in it."""
    first = incident.tellings[0]
    if first.aggregate:
        return bool(incident.parties or first.figures or first.time or first.parties)
    return bool(incident.parties) or not all(t.bare for t in incident.tellings)


def event_claim(incident: Incident, context: Context) -> Claim:
    """One incident as the document tells it."""
    main = main_telling(incident)
    time, time_words = time_of(incident, context)
    place, place_words = place_of(incident, context)
    kind = type_of(incident, main)
    kind = EventType.ASSASSINATION if is_assassination(incident, kind) else kind
    evidence = main.words
    first = min(t.acts[0].spot.mention.words.start for t in incident.tellings if t is main)
    return Claim(
        claim_id=content_id(
            "claim", context.reading.document_id, ClaimKind.EVENT, kind, evidence.start, evidence.end, first
        ),
        document_id=context.reading.document_id,
        kind=ClaimKind.EVENT,
        type=kind,
        words=evidence,
        position=0,
        realis=realis_with(incident, time, place_words),
        aggregate=main.aggregate,
        attributed_to=main.attributed_to,
        cited=next(
            (c for t in [main, *incident.tellings] if (c := citation_at(t.words, context.reading.citations))),
            context.credit,
        ),
        time=time,
        time_words=time_words,
        place=place,
        place_words=place_words,
        parties=parties_of(incident),
        weapons=weapons_of(incident),
        figures=figures_of(incident),
        also=also_of(incident, main),
        generated_by=RULES,
        confidence=confidence_of(incident, time_words, place_words),
    )


def main_telling(incident: Incident) -> Telling:
    """The telling that says most: running text before headings, an act before what came of it, then time, place, toll
    and parties, then the first.
    """
    return max(incident.tellings, key=lambda t: (not t.heading, not t.fate, substance(t), -t.position))


def substance(telling: Telling) -> int:
    """How much a telling says, 0 to 6."""
    doers = any(p.role is Role.PERPETRATOR for p in telling.parties)
    return 2 * bool(telling.figures) + bool(telling.time) + bool(telling.place) + doers + bool(telling.parties)


def realis_of(incident: Incident) -> Realis:
    """Whether it happened: one telling of harm done outweighs one that speaks of the attempt."""
    first = incident.tellings[0].realis
    harmed = any(t.figures and t.realis is Realis.HAPPENED for t in incident.tellings)
    return Realis.HAPPENED if first is Realis.ATTEMPTED and harmed else first


def realis_with(incident: Incident, time: TimeRange, place_words: Words | None) -> Realis:
    """The realis of an incident; one without day, place, toll and weapon is only spoken of, and is background."""
    realis = Realis.BACKGROUND if incident.recalled else realis_of(incident)
    told = any(t.figures or t.weapons for t in incident.tellings)
    placed = place_words is not None or any(t.time for t in incident.tellings)
    if (
        incident.real
        and not placed
        and all(t.aggregate and toll_of_a_war(t.sentence, t.acts, t.figures) for t in incident.tellings)
    ):
        return Realis.BACKGROUND
    if placed or told or not incident.real:
        return realis
    passing = time.earliest is None or all(in_passing(t) for t in incident.tellings)
    return Realis.BACKGROUND if passing else realis


def time_of(incident: Incident, context: Context) -> tuple[TimeRange, Words | None]:
    """When, with the words that say so where they are the incident's own."""
    spot = time_bound(incident)
    if spot is not None and spot.mention.time is not None:
        return spot.mention.time, spot.mention.words
    if incident.tellings[0].aggregate and incident.real:
        return time_of_sum(incident.tellings[0]), None
    if not incident.real:
        return UNKNOWN_TIME, None
    return time_carried(incident, context), None


def time_of_sum(telling: Telling) -> TimeRange:
    """The days of a sum without any of its own: those up to the day on which someone spoke of attacks in two towns."""
    sentence = telling.sentence
    verbs = [act.head for act in telling.acts if sentence.tokens[act.head].tag == "VBD"]
    if telling.told is None or not any(in_several(sentence, verb, None) for verb in verbs):
        return UNKNOWN_TIME
    return up_to(telling.told) or UNKNOWN_TIME


def place_of(incident: Incident, context: Context) -> tuple[PlaceUse | None, Words | None]:
    """Where, with the words that say so where they are the incident's own."""
    spot = place_bound(incident)
    if spot is None:
        return place_carried(context), None
    if spot.mention.place is not None and fineness(spot.mention.place) >= FINE:
        return spot.mention.place, spot.mention.words
    telling = next((t for t in incident.tellings if t.place and t.place.mention.place is None), None)
    if telling is None or telling.place is None:
        return spot.mention.place or place_carried(context), spot.mention.words
    own, named = telling.sentence, telling.place
    around = spot.mention.place or place_after(own, named) or surroundings(own) or place_carried(context)
    return unlisted(named, around), named.mention.words


def place_after(sentence: Sentence, named: Spot) -> PlaceUse | None:
    """The last listed place that a sentence sets after an unlisted one: "the mosque, in the west of Kabul"."""
    later = [s.mention.place for s in sentence.of(MentionKind.PLACE) if s.first > named.last and s.mention.place]
    return next((place for place in reversed(later) if fineness(place) > 1), None)


def surroundings(sentence: Sentence) -> PlaceUse | None:
    """The country, and region, on which all listed places of a sentence agree: what it does not list lies there."""
    places = [s.mention.place for s in sentence.of(MentionKind.PLACE) if s.mention.place and s.mention.place.country]
    if len({place.country for place in places}) != 1:
        return None
    regions = {place.admin1 for place in places if place.admin1}
    shared = [place for place in places if {place.admin1} == regions]
    return shared[0] if shared else replace(places[0], admin1=None)


def unlisted(spot: Spot, around: PlaceUse | None) -> PlaceUse:
    """A place that no gazetteer lists, by its name in the text, in the country and region that are known."""
    return PlaceUse(
        place_id=None,
        name=spot.mention.name or spot.mention.words.quote,
        country=around.country if around else None,
        admin1=around.admin1 if around else None,
        admin2=None,
        latitude=None,
        longitude=None,
        precision=PlacePrecision.UNKNOWN,
    )


def type_of(incident: Incident, main: Telling) -> EventType:
    """The most telling type of the main telling, or of all where that is open."""
    rank = words_rank()
    own = [t for t in incident.tellings if t is main or not (t.aside or (t.definite and not t.figures))]
    named = [t.type for t in own if t.type is not None and t.type is not EventType.ARREST]
    if not named:
        others = [t.type for t in incident.tellings if t.type is not None]
        return main.type or (others[0] if others else EventType.OTHER_VIOLENCE)
    best = max(named, key=lambda t: rank.get(t.value, 0))
    if rank.get(best.value, 0) < OPEN_RANK:
        told = [t for t in incident.tellings if t is main or not t.aside]
        pointed = [t.type for t in told if t.type is not None and t.type is not EventType.ARREST]
        akin = [kind for kind in pointed if families(kind) & families(best)]
        best = max(akin or [best], key=lambda t: rank.get(t.value, 0))
    if main.type is None or rank.get(main.type.value, 0) < OPEN_RANK or suicide(best, main.type):
        return best
    return main.type


def suicide(best: EventType, own: EventType) -> bool:
    """Whether another sentence says that a bombing was a suicide bombing."""
    return best is EventType.SUICIDE_BOMBING and own in (
        EventType.BOMBING,
        EventType.MINE_EXPLOSION,
        EventType.VEHICLE_ATTACK,
    )


def parties_of(incident: Incident) -> tuple[Party, ...]:
    """All parties that the incident's sentences and the statements about it name, in the order of the text."""
    attack = any(t.type is not EventType.ARREST for t in incident.tellings)
    told = [t for t in incident.tellings if not (attack and t.type is EventType.ARREST)]
    found = [party for telling in told for party in telling.parties] + incident.parties
    found.sort(key=lambda p: p.words.start if p.words else 0)
    forces = answering_forces(incident)
    return distinct(p for p in found if not (p.role is Role.PERPETRATOR and p.words and p.words.start in forces))


def answering_forces(incident: Incident) -> frozenset[int]:
    """Where state forces are named that only answered an attack by others: "security forces killed the third"."""
    if any(t.type in TWO_SIDED for t in incident.tellings[:1]):
        return frozenset()
    spots = [s for t in incident.tellings for s in t.sentence.of(MentionKind.ACTOR)]
    forces = {s.mention.words.start for s in spots if s.mention.actor_kind is ActorKind.STATE_FORCE}
    blamed = {p.words.start for p in incident.parties if p.words}
    parties = [p for t in incident.tellings for p in t.parties] + incident.parties
    others = [p for p in parties if p.role is Role.PERPETRATOR and p.words and p.words.start not in forces]
    return frozenset(forces - blamed) if others else frozenset()


def weapons_of(incident: Incident) -> tuple[Weapon, ...]:
    """The weapons named."""
    seen: dict[tuple[str, str], Weapon] = {}
    for telling in incident.tellings:
        for spot in telling.weapons:
            said = spot.mention.words
            kind = spot.mention.name or "unknown"
            seen.setdefault((kind, said.quote.casefold()), Weapon(type=kind, words=said))
    return tuple(seen.values())


def figures_of(incident: Incident) -> tuple[Figure, ...]:
    """The counts of people, each once."""
    seen: dict[tuple[int, int, str, int | None], Figure] = {}
    for telling in incident.tellings:
        for spot in telling.figures:
            figure = spot.mention.figure
            if figure is not None:
                key = (figure.words.start, figure.words.end, figure.harm, figure.low)
                seen.setdefault(key, of_captives(telling, of_attackers(telling.sentence, spot, figure)))
    return tuple(sorted(seen.values(), key=lambda f: (f.words.start, f.words.end, f.harm)))


def of_captives(telling: Telling, figure: Figure) -> Figure:
    """A count of people seized, who do not fight, is one of kidnapped where the act is a kidnapping."""
    seized = figure.harm is Harm.CAPTURED and figure.population not in FIGHTERS
    return replace(figure, harm=Harm.KIDNAPPED) if seized and telling.type in CAPTURES else figure


def of_attackers(sentence: Sentence, spot: Spot, figure: Figure) -> Figure:
    """A count of the attackers' own dead is a part that stands apart from the victims: "all four gunmen were shot"."""
    if figure.harm is not Harm.KILLED or figure.population is Population.PERPETRATORS:
        return figure
    lemmas = {sentence.lemma(i) for i in range(spot.first, spot.last + 1)}
    whole = sentence.low(spot.first) == "all" or (spot.first and sentence.low(spot.first - 1) == "all")
    if lemmas & words("parties", "attackers") or (whole and not lemmas & {"people", "victim"}):
        return replace(figure, population=Population.PERPETRATORS, composition=Composition.PART)
    return figure


def also_of(incident: Incident, main: Telling) -> tuple[Words, ...]:
    """The further sentences of the incident."""
    seen: dict[int, Words] = {}
    for said in [*(t.words for t in incident.tellings), *incident.said]:
        if said.start != main.words.start:
            seen.setdefault(said.start, said)
    return tuple(seen[start] for start in sorted(seen))


def confidence_of(incident: Incident, time_words: Words | None, place_words: Words | None) -> float:
    """A plain score: 0.4, and 0.15 each for own words on time, place, toll and a perpetrator."""
    tellings: Sequence[Telling] = incident.tellings
    figures = any(t.figures for t in tellings)
    doer = any(p.role is Role.PERPETRATOR for t in tellings for p in t.parties) or bool(incident.parties)
    return round(0.4 + 0.15 * sum(map(bool, (time_words, place_words, figures, doer))), 2)
