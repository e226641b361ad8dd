"""Acts of violence in one sentence: words that name one, verbs that tell one by who does it, and tolls."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.claims.captives import doers_over, hostile_spot, taken_as
from sourcebook.claims.lexicon import words
from sourcebook.claims.realis import realis_of
from sourcebook.claims.sentence import SUBJECTS, Sentence, Spot
from sourcebook.records.vocabulary import EventType, FigureRule, Harm, MentionKind, Realis, TimeBasis

# edges by which a count is the object of what is done for the dead
GOVERNED = frozenset({"dobj", "nsubjpass", "pobj", "nummod"})
# weapons that fly and are no bomb left behind
SHELLS = frozenset({"rocket", "mortar", "artillery", "missile"})
HARMS = frozenset({Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.KIDNAPPED, Harm.CAPTURED, Harm.ARRESTED})


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """One word of violence: its token, its type where the word names one, and whether it happened."""

    spot: Spot
    head: int
    type: EventType | None
    realis: Realis


def acts_in(sentence: Sentence) -> tuple[Act, ...]:
    """The acts that a sentence names; where it names none, its counts of people harmed stand for one."""
    if sentence.low(0) in words("incidents", "links") and any(t.text == ":" for t in sentence.tokens[:6]):
        return ()
    spots = [s for s in sentence.of(MentionKind.TRIGGER) if not figurative(sentence, s)]
    found = [act_of(sentence, spot) for spot in spots if not measures(sentence, spot.head)]
    found += strike_acts(sentence, {act.head for act in found})
    if not found and len(spots) == len(sentence.of(MentionKind.TRIGGER)):
        tolls = [toll_act(sentence, spot) for spot in harm_spots(sentence) if several(spot)]
        found = [act for act in tolls if not without_violence(sentence, act.head)]
    return tuple(sorted(found, key=lambda act: act.head))


def dated(sentence: Sentence, noun: int) -> bool:
    """Whether an act noun has a day of its own: "its deadliest attack on 26 August"."""
    for prep in sentence.children[noun]:
        if sentence.low(prep) in ("on", "in"):
            for child in sentence.children[prep]:
                spot = sentence.spot_at(child, MentionKind.TIME)
                if spot is not None and spot.mention.time is not None:
                    return True
    return False


def several(spot: Spot) -> bool:
    """Whether a count is of more than one, and no cell's: "the death of the leader" alone tells no act."""
    figure = spot.mention.figure
    return figure is not None and figure.best != 1 and FigureRule.TABLE_COLUMN not in figure.rules


def strike_acts(sentence: Sentence, known: set[int]) -> list[Act]:
    """Verbs that tell an act only by who does it or with what: "militants targeted the mosque", "threw dynamite at"."""
    found = []
    for index, token in enumerate(sentence.tokens):
        if token.pos != "VERB" or index in known:
            continue
        lemma = sentence.lemma(index)
        taken = taking(sentence, index)
        if taken is not None:
            found.append(taken)
            continue
        landed = landing(sentence, index)
        if landed is not None:
            found.append(landed)
            continue
        spot = struck_by(sentence, index) if lemma in words("parties", "acting_verbs") else None
        if spot is None and lemma in words("parties", "throwing_verbs"):
            spot = thrown(sentence, index)
        if spot is None and lemma in words("parties", "damage"):
            spot = burst(sentence, index)
        if spot is not None:
            found.append(Act(spot, index, None, realis_of(sentence, index)))
    return found


def taking(sentence: Sentence, verb: int) -> Act | None:
    """An act of taking people or of making a bomb safe: "took dozens of foreigners hostage", "defused a bomb"."""
    lemma, kids = sentence.lemma(verb), sentence.children[verb]
    if lemma in words("parties", "taking_verbs"):
        kind = taken_as(sentence, verb)
        near = (*kids, sentence.tokens[verb].head, *doers_over(sentence, verb))
        own = (sentence.spot_at(k, MentionKind.ACTOR, MentionKind.FIGURE) for k in near)
        spot = next((s for s in own if s is not None), None) or nearest_spot(sentence, verb)
        return Act(spot, verb, kind, realis_of(sentence, verb)) if kind is not None and spot is not None else None
    old = {sentence.low(i) for i in sentence.below(verb)} & {"war", "wartime", "unexploded"}
    if lemma in words("parties", "disarming_verbs") and not old:
        for child in kids:
            weapon = sentence.spot_at(child, MentionKind.WEAPON)
            if weapon is None and sentence.lemma(child) in words("parties", "charges"):
                weapon = next(iter(sentence.of(MentionKind.ACTOR)), None)
            if weapon is not None and sentence.tokens[child].dep in ("dobj", "nsubjpass"):
                return Act(weapon, verb, EventType.BOMBING, Realis.FOILED)
    return None


def landing(sentence: Sentence, verb: int) -> Act | None:
    """What flies and hits: "two rockets landed near the airport", "jets later struck camps near Derna"."""
    lemma = sentence.lemma(verb)
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep != "nsubj":
            continue
        weapon = sentence.spot_at(child, MentionKind.WEAPON)
        if weapon is not None and lemma in words("parties", "landing_verbs") and weapon.mention.name in SHELLS:
            return Act(weapon, verb, EventType.SHELLING, realis_of(sentence, verb))
        flying = sentence.lemma(child) in words("incidents", "doers", "airstrike")
        spot = weapon or nearest_spot(sentence, verb)
        if flying and lemma in words("parties", "air_strikes") and spot is not None:
            return Act(spot, verb, EventType.AIRSTRIKE, realis_of(sentence, verb))
    return None


def nearest_spot(sentence: Sentence, verb: int) -> Spot | None:
    """The mention nearest to a verb that tells an act and is no mention itself."""
    kinds = (MentionKind.ACTOR, MentionKind.FIGURE, MentionKind.PLACE, MentionKind.TIME)
    return min((s for kind in kinds for s in sentence.of(kind)), key=lambda s: abs(s.head - verb), default=None)


def struck_by(sentence: Sentence, verb: int) -> Spot | None:
    """The attackers that are the subject of a verb with an object that is no country or town."""
    doers = [k for k in sentence.children[verb] if sentence.tokens[k].dep == "nsubj"]
    spots = [spot for k in doers if (spot := hostile_spot(sentence, k)) is not None]
    hit = [k for k in sentence.children[verb] if sentence.tokens[k].dep == "dobj"]
    return spots[0] if spots and any(sentence.tokens[k].entity[2:] != "GPE" for k in hit) else None


def burst(sentence: Sentence, verb: int) -> Spot | None:
    """The weapon that is the subject of a verb of damage: "dynamite destroyed the pylon"."""
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep == "nsubj":
            return sentence.spot_at(child, MentionKind.WEAPON)
    return None


def thrown(sentence: Sentence, verb: int) -> Spot | None:
    """The weapon that is thrown at, or planted by, something."""
    if sentence.lemma(verb) == "set" and not any(sentence.low(k) == "off" for k in sentence.children[verb]):
        return None
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep in ("dobj", "nsubjpass"):
            spot = sentence.spot_at(child, MentionKind.WEAPON)
            if spot is not None and any(sentence.tokens[k].dep == "prep" for k in sentence.children[verb]):
                return spot
    return None


def measures(sentence: Sentence, head: int) -> bool:
    """Whether an act noun only measures another act: "the deadliest attack since", "no deadlier attack"."""
    ranks = [k for k in sentence.children[head] if sentence.tokens[k].tag in ("JJS", "JJR", "RBS")]
    ranks += [
        k
        for k in sentence.children[head]
        if sentence.low(k) in ("worst", "deadliest", "deadlier", "worse", "bloodiest", "biggest")
    ]
    if sentence.tokens[head].dep == "attr":
        ranks += [k for k in sentence.children[head] if sentence.low(k) in words("incidents", "ordinals")]
    if not ranks or dated(sentence, head) or sentence.tokens[head].pos not in ("NOUN", "PROPN"):
        return False
    up = sentence.tokens[head].head
    return sentence.tokens[head].dep not in SUBJECTS or sentence.lemma(up) == "be"


def echo_in(sentence: Sentence) -> Act | None:
    """The incident just told, where a sentence without an act word speaks of it: "the bus was stopped in Mandera".

    It needs a place, a time or a count to add, and a subject that points back: the attackers, the blast, the dead.
    """
    if sentence.of(MentionKind.TRIGGER):
        return None
    adding = (*sentence.of(MentionKind.PLACE), *sentence.of(MentionKind.TIME))
    if not adding:
        return None
    for index, token in enumerate(sentence.tokens):
        if token.dep in SUBJECTS and points_back(sentence, index):
            return Act(adding[0], index, None, realis_of(sentence, token.head))
    return None


def fates_in(sentence: Sentence) -> list[Spot]:
    """What became of single people just told as hit: "the boy was pronounced dead", "he died in hospital".

    They are those spoken of before: "he", "the victim", a name, "one of the wounded"; a year takes them elsewhere.
    """
    spots = [spot for spot in harm_spots(sentence) if not several(spot) and is_fate(sentence, spot)]
    if not spots or sentence.of(MentionKind.TRIGGER) or not all(map(of_these_days, sentence.of(MentionKind.TIME))):
        return []
    acts = [toll_act(sentence, spot) for spot in spots]
    sound = all(act.realis is Realis.HAPPENED and not without_violence(sentence, act.head) for act in acts)
    return spots if sound else []


def is_fate(sentence: Sentence, spot: Spot) -> bool:
    """Whether a single person killed or hurt is one spoken of before."""
    figure = spot.mention.figure
    if figure is None or figure.harm not in (Harm.KILLED, Harm.INJURED) or figure.cumulative:
        return False
    first, head = sentence.low(spot.first), sentence.tokens[spot.head]
    one_of = first == "one" and sentence.low(spot.first + 1) == "of"
    return one_of or first == "the" or head.tag == "PRP" or (head.pos == "PROPN" and head.entity.endswith("PERSON"))


def of_these_days(spot: Spot) -> bool:
    """Whether a time is told from the reader's day: "on Sunday", "three days later", and not "in 2004"."""
    time = spot.mention.time
    return time is None or time.basis is not TimeBasis.STATED


def points_back(sentence: Sentence, subject: int) -> bool:
    """Whether a subject means the attackers, or with an article the blast, its victims or what was hit."""
    lemma = sentence.lemma(subject)
    if lemma in words("parties", "attackers"):
        return True
    if not any(sentence.low(k) in words("incidents", "definite") for k in sentence.children[subject]):
        return False
    return lemma in words("parties", "told")


def scene_in(sentence: Sentence) -> Act | None:
    """Where those just told as hit were at the time: "the soldier was on patrol near Sangin"; it adds a place only."""
    if sentence.of(MentionKind.TRIGGER) or not sentence.of(MentionKind.PLACE):
        return None
    for index, token in enumerate(sentence.tokens):
        if token.dep != "nsubj" or sentence.lemma(index) not in words("parties", "on_scene"):
            continue
        verb, kids = token.head, sentence.children[token.head]
        definite = any(sentence.low(k) == "the" for k in sentence.children[index])
        under_way = sentence.tokens[verb].tag == "VBG" and any(sentence.low(k) in ("was", "were") for k in kids)
        if definite and (under_way or sentence.low(verb) in ("was", "were")):
            return Act(sentence.of(MentionKind.PLACE)[0], verb, None, realis_of(sentence, verb))
    return None


def ranked_in(sentence: Sentence) -> Act | None:
    """The incident just told, where a sentence ranks it and names its town: "it was the worst attack in Aleppo"."""
    for index, token in enumerate(sentence.tokens):
        if token.dep != "attr" or not measures(sentence, index):
            continue
        subject = next((k for k in sentence.children[token.head] if sentence.tokens[k].dep in SUBJECTS), None)
        below = sentence.below(index)
        place = next((spot for spot in sentence.of(MentionKind.PLACE) if spot.head in below), None)
        if place is not None and subject is not None and sentence.low(subject) in ("it", "this", "that"):
            return Act(place, index, None, realis_of(sentence, token.head))
    return None


def act_of(sentence: Sentence, spot: Spot) -> Act:
    """The act that a trigger names."""
    return Act(
        spot, spot.head, EventType(spot.mention.name or EventType.OTHER_VIOLENCE), realis_of(sentence, spot.head)
    )


def toll_act(sentence: Sentence, spot: Spot) -> Act:
    """The act behind a toll without a word for the act itself: "the army lost 17 soldiers"."""
    verb = next((a for a in (spot.head, *sentence.ancestors(spot.head)) if sentence.tokens[a].pos == "VERB"), spot.head)
    return Act(spot, verb, None, realis_of(sentence, verb))


def harm_spots(sentence: Sentence) -> list[Spot]:
    """The counts of people harmed."""
    return [
        s
        for s in sentence.of(MentionKind.FIGURE)
        if s.mention.figure and s.mention.figure.harm in HARMS and not laid_to_rest(sentence, s.head)
    ]


def laid_to_rest(sentence: Sentence, head: int) -> bool:
    """Whether a count is of those who are buried, mourned or named, who need not be all: "bury 136 victims"."""
    if any(sentence.tokens[k].dep == "acl" and sentence.tokens[k].tag == "VBN" for k in sentence.children[head]):
        return False
    rites = words("incidents", "last_rites")
    over = [i for i in (head, *sentence.ancestors(head)) if sentence.tokens[i].dep in GOVERNED][:3]
    above = {sentence.tokens[i].head for i in over}
    return any(sentence.lemma(i) in rites or sentence.low(i) in rites for i in above)


def figurative(sentence: Sentence, spot: Spot) -> bool:
    """Whether the words around an act word turn it into something else: "heart attack", "penalty shot"."""
    before = sentence.low(spot.first - 1) if spot.first else ""
    after = sentence.low(spot.last + 1) if spot.last + 1 < len(sentence.tokens) else ""
    if before in words("realis", "metaphor", "before") or after in words("realis", "metaphor", "after"):
        return True
    return without_violence(sentence, spot.head)


def without_violence(sentence: Sentence, head: int) -> bool:
    """Whether a verb tells no violence by what stands with it: "died of a heart attack", "the volcano exploded"."""
    for child in sentence.children[head]:
        dep, lemma = sentence.tokens[child].dep, sentence.lemma(child)
        if dep == "nsubj" and lemma in words("realis", "metaphor", "subjects") | words("realis", "metaphor", "mishaps"):
            return True
        if dep == "dobj" and sentence.low(child) == "it" and sentence.lemma(head) == "kill":
            return True
        if dep == "prep" and lemma in ("in", "by", "during") and mishap(sentence, child):
            return True
        if dep == "prep" and lemma in ("of", "from") and sentence.lemma(head) in ("die", "death"):
            causes = [sentence.lemma(k) for k in sentence.children[child]]
            return sentence.lemma(head) == "die" and not set(causes) & words("realis", "metaphor", "diseases_not")
    return False


def mishap(sentence: Sentence, prep: int) -> bool:
    """Whether a preposition leads to what kills without anybody's will: "died in the crash", "in an earthquake"."""
    return any(sentence.lemma(k) in words("realis", "metaphor", "mishaps") for k in sentence.children[prep])
