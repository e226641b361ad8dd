"""Which kind of incident the acts of one sentence tell: by their words, by who acts, and by the weapons named."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.claims.acts import Act
from sourcebook.claims.agents import SUFFERING
from sourcebook.claims.frames import doers_of
from sourcebook.claims.lexicon import numbers, table, words
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.records.vocabulary import ActorKind, EventType, MentionKind

# types that say little of how: who acts and with what may say more
OPEN = frozenset({None, EventType.OTHER_VIOLENCE, EventType.ARMED_ASSAULT, EventType.MASSACRE, EventType.BOMBING})
SUICIDAL = frozenset({EventType.VEHICLE_ATTACK, EventType.BOMBING, EventType.ARMED_ASSAULT, None})
BANDS = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION})


def type_of(sentence: Sentence, acts: Sequence[Act], weapons: Sequence[Spot]) -> EventType | None:
    """The most telling type among the acts, an open one narrowed by weapons and attackers."""
    rank = words_rank()
    named = [act.type for act in acts if act.type is not None]
    best = max(named, key=lambda t: rank.get(t.value, 0), default=None)
    lead = min(acts, key=lambda act: (len(list(sentence.ancestors(act.head))), act.head))
    if best is EventType.STABBING and lead.type is EventType.ARMED_ASSAULT:
        best = lead.type
    if best in OPEN:
        best = narrowed(sentence, acts, weapons, best)
    return by_doers(sentence, acts, weapons, best)


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
    used = [table("incidents")["by_weapon"].get(spot.mention.name or "") for spot in weapons]
    if best in (None, EventType.OTHER_VIOLENCE, EventType.ARMED_ASSAULT) and any(used):
        return EventType(next(name for name in used if name))
    for type_ in (EventType.SUICIDE_BOMBING, EventType.BOMBING, EventType.SHELLING, EventType.ARMED_ASSAULT):
        if near & words("incidents", "refine", type_.value):
            if best is EventType.BOMBING and type_ is not EventType.SUICIDE_BOMBING:
                return best
            return type_
    return best


def doers(sentence: Sentence, acts: Sequence[Act]) -> list[int]:
    """The nouns that carry out the acts, not those that suffer them."""
    return [noun for act in acts if sentence.lemma(act.head) not in SUFFERING for noun in doers_of(sentence, act.head)]


def by_doers(
    sentence: Sentence, acts: Sequence[Act], weapons: Sequence[Spot], best: EventType | None
) -> EventType | None:
    """The type as those who act make it: jets bomb from the air, a bomber dies, police raid, gunmen assault."""
    lemmas = {sentence.lemma(i) for i in doers(sentence, acts)}
    verbs = {sentence.lemma(act.head) for act in acts}
    if best in OPEN and lemmas & words("incidents", "doers", "airstrike") and verbs & words("incidents", "air_verbs"):
        return EventType.AIRSTRIKE
    if best in SUICIDAL and suicidal(sentence, acts, weapons):
        return EventType.SUICIDE_BOMBING
    if best in (None, EventType.OTHER_VIOLENCE) and lemmas & words("incidents", "doers", "stabbing"):
        return EventType.STABBING
    if best in (EventType.ARMED_ASSAULT, None) and of_the_state(sentence, acts):
        return by_the_state(sentence, verbs) or best
    if best in (None, EventType.OTHER_VIOLENCE) and lemmas & words("parties", "attackers") | armed_bands(
        sentence, acts
    ):
        return EventType.ARMED_ASSAULT
    return best


def armed_bands(sentence: Sentence, acts: Sequence[Act]) -> set[str]:
    """The doers that are named armed groups, by lemma."""
    spots = {i: sentence.spot_at(i, MentionKind.ACTOR) for i in doers(sentence, acts)}
    return {sentence.lemma(i) for i, spot in spots.items() if spot is not None and spot.mention.actor_kind in BANDS}


def suicidal(sentence: Sentence, acts: Sequence[Act], weapons: Sequence[Spot]) -> bool:
    """Whether whoever acts dies of it: "a bomber killed 80 recruits", "drove a lorry bomb into the bank"."""
    verbs = {sentence.lemma(act.head) for act in acts}
    agents = doers(sentence, acts)
    bomber = any(sentence.lemma(i).removesuffix("s") == "bomber" and not flown(sentence, i) for i in agents)
    if bomber and not verbs & words("incidents", "planting"):
        return True
    carried = {spot.mention.name for spot in weapons} & {"vehicle_bomb", "explosives", "bomb", "suicide_vest"}
    lemmas = {sentence.lemma(i) for i, token in enumerate(sentence.tokens) if token.pos == "VERB"}
    rammed = bool(lemmas & {"ram", "drive", "plough", "plow"})
    if any(spot.first and sentence.low(spot.first - 1) == "suicide" for spot in weapons):
        return True
    told = any(sentence.low(k) == "suicide" for i in agents for k in (i, *sentence.children[i]))
    return (rammed and bool(carried)) or (told and bool(carried))


def flown(sentence: Sentence, noun: int) -> bool:
    """Whether a bomber is an aircraft."""
    near = {sentence.lemma(k) for k in sentence.children[noun]}
    return bool(near & {"jet", "plane", "stealth", "heavy", "strategic", "force", "fighter", "b-52", "squadron"})


def of_the_state(sentence: Sentence, acts: Sequence[Act]) -> bool:
    """Whether soldiers, police or another state force act, and nobody else."""
    agents = doers(sentence, acts)
    if not agents:
        return False
    spots = [sentence.spot_at(i, MentionKind.ACTOR) for i in agents]
    forces = words("incidents", "doers", "raid")
    return all(
        (spot is not None and spot.mention.actor_kind is ActorKind.STATE_FORCE) or sentence.lemma(i) in forces
        for i, spot in zip(agents, spots, strict=True)
    )


def by_the_state(sentence: Sentence, verbs: set[str]) -> EventType | None:
    """What state forces do: they fire on protesters, and they raid and storm houses."""
    lemmas = {sentence.lemma(i) for i in range(len(sentence.tokens))}
    if lemmas & words("incidents", "protest"):
        return EventType.PROTEST_REPRESSION
    return EventType.RAID if verbs & {"storm", "raid", "search"} else None
