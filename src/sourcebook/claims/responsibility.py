"""Who is said to be behind an act, apart from who did it: claims, blame, suspicion and denial.

"No group claimed responsibility" says nothing about anyone and gives nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sourcebook.claims.accused import party_of
from sourcebook.claims.agents import FIGHTERS, agentive, antecedent, subjects
from sourcebook.claims.attribution import speaker_head
from sourcebook.claims.culprits import (
    being_held,
    being_work,
    committing,
    getting_away,
    naming_culprit,
    seizing,
    speaks_of_act,
)
from sourcebook.claims.lexicon import words
from sourcebook.claims.parties import distinct, spot_party
from sourcebook.claims.sentence import Sentence
from sourcebook.records.claims import Party
from sourcebook.records.vocabulary import ActorKind, MentionKind, Role, Stance

SUSPECTING = frozenset({"believe", "think", "suspect", "allege", "presume", "assume"})
OWN_ACTS = frozenset({"responsibility", "credit"})
SELF = frozenset({"it", "they", "he", "its"})
ATTACKERS = frozenset(
    {
        "they",
        "all",
        "attacker",
        "gunman",
        "bomber",
        "militant",
        "assailant",
        "man",
        "driver",
        "perpetrator",
        "both",
        "he",
    }
)


def blamed_in(sentence: Sentence) -> list[tuple[int, Party]]:
    """The parties that a sentence ties to an act by words of responsibility, each with the token that does so."""
    found: list[tuple[int, Party]] = []
    for index in range(len(sentence.tokens)):
        reader = CUES.get(sentence.lemma(index))
        if reader is not None and not refused(sentence, index):
            found += [(index, party) for party in distinct(reader(sentence, index))]
    return found


def refused(sentence: Sentence, cue: int) -> bool:
    """Whether the words around a cue take it back: "no group has claimed", "did not claim", "it was not clear who"."""
    for index in (cue, sentence.tokens[cue].head):
        for child in sentence.children[index]:
            lows = {sentence.low(child), *(sentence.low(k) for k in sentence.children[child])}
            if sentence.tokens[child].dep in ("neg", "nsubj", "nsubjpass") and lows & {
                "no",
                "none",
                "nobody",
                "no-one",
                "nor",
                "neither",
                "not",
                "n't",
                "never",
            }:
                return True
            if (
                sentence.tokens[child].dep == "nsubj"
                and sentence.low(child) in ("one", "who", "which", "whoever")
                and lows & {"no", "who", "which"}
            ):
                return True
    return False


def speakers(sentence: Sentence, verb: int) -> list[int]:
    """Who speaks or acts in a clause; "it" stands for whoever is said to say it."""
    heads = subjects(sentence, verb, "nsubj")
    return [resolved_self(sentence, verb, head) for head in heads]


def resolved_self(sentence: Sentence, verb: int, head: int) -> int:
    """ "The group said it was behind": it is the group."""
    if sentence.low(head) in SELF:
        said = speaker_head(sentence, verb)
        return head if said is None else said
    return head


def claiming(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "X claimed responsibility", "X claimed the attack", "the attack was claimed by X"."""
    objects = [k for k in sentence.children[cue] if sentence.tokens[k].dep in ("dobj", "nsubjpass", "ccomp")]
    about = any(
        sentence.lemma(k) in OWN_ACTS or sentence.spot_at(k, MentionKind.TRIGGER) or sentence.low(k) in ("it", "this")
        for k in objects
    )
    if not about or any(sentence.lemma(k) == "life" for k in objects):
        return
    for head in speakers(sentence, cue) + after_by(sentence, cue):
        if sentence.lemma(head) in words("parties", "papers"):
            continue
        yield from fighters_only(party_of(sentence, head, Stance.CLAIMED), sentence, head)


def taking(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "X took responsibility", "admitted responsibility", "accepted responsibility", "denied responsibility"."""
    verb = sentence.tokens[cue].head
    lemma = sentence.lemma(verb)
    if lemma == "claim":
        return
    if lemma in words("parties", "stance", "denied_verbs"):
        stance = Stance.DENIED
    elif lemma in ("take", "accept", "assume", "admit", "acknowledge"):
        stance = Stance.CLAIMED
    else:
        return
    for head in speakers(sentence, verb):
        yield from party_of(sentence, head, stance)


def fighters_only(parties: list[Party], sentence: Sentence, head: int) -> list[Party]:
    """Whoever claims must be able to have done it: no ministry claims an attack."""
    spot = sentence.spot_at(head, MentionKind.ACTOR)
    if spot is not None and spot.mention.actor_kind in (ActorKind.POPULATION,):
        return []
    return parties


def after_by(sentence: Sentence, verb: int) -> list[int]:
    """The nouns after "by"."""
    return [
        k
        for p in sentence.children[verb]
        if sentence.low(p) == "by"
        for k in sentence.children[p]
        if sentence.tokens[k].dep == "pobj"
    ]


def being_behind(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "X was responsible", "X was behind the attack", "X is thought to be responsible"."""
    verb = sentence.tokens[cue].head
    if sentence.lemma(verb) != "be":
        return
    raised = sentence.tokens[verb].dep in ("xcomp", "oprd")
    up = sentence.tokens[verb].head
    heads = subjects(sentence, up, "nsubjpass", "nsubj") if raised else speakers(sentence, verb)
    for head in heads:
        yield from party_of(sentence, head, firmness(sentence, verb, head, raised))


def firmness(sentence: Sentence, verb: int, head: int, raised: bool) -> Stance:
    """How firm "X was responsible" is: from X's own mouth a claim, from another's a suspicion, or denied."""
    up = sentence.tokens[verb].head
    if sentence.tokens[verb].dep == "ccomp" and sentence.lemma(up) in words("parties", "stance", "denied_verbs"):
        return Stance.DENIED
    if raised:
        return Stance.SUSPECTED
    said = speaker_head(sentence, verb)
    if said is None:
        return Stance.STATED
    return Stance.CLAIMED if said == head or same_actor(sentence, said, head) else Stance.SUSPECTED


def same_actor(sentence: Sentence, one: int, other: int) -> bool:
    """Whether two nouns name one actor."""
    a, b = sentence.spot_at(one, MentionKind.ACTOR), sentence.spot_at(other, MentionKind.ACTOR)
    return (
        a is not None and b is not None and a.mention.actor_id is not None and a.mention.actor_id == b.mention.actor_id
    )


def blaming(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "The government blamed X", "X is blamed", "blamed on X", "police suspect X", "X is the prime suspect"."""
    if sentence.tokens[cue].dep == "attr":
        for head in subjects(sentence, sentence.tokens[cue].head, "nsubj"):
            spot = sentence.spot_at(head, MentionKind.ACTOR)
            if spot is not None and spot.mention.actor_kind in FIGHTERS:
                yield from party_of(sentence, head, Stance.SUSPECTED)
        return
    kids = sentence.children[cue]
    heads = [k for k in kids if sentence.tokens[k].dep in ("dobj", "nsubjpass")]
    heads += [n for p in kids if sentence.low(p) in ("on", "to") for n in sentence.children[p]]
    for head in heads:
        spot = sentence.spot_at(head, MentionKind.ACTOR)
        if (
            spot is None
            or spot.mention.actor_kind in FIGHTERS
            or spot.mention.actor_kind is ActorKind.UNKNOWN
            or agentive(sentence, head)
        ):
            yield from party_of(sentence, head, Stance.SUSPECTED)


def pointing(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "Signs pointed to X", "attributed to X", "linked to X"."""
    for prep in sentence.children[cue]:
        if sentence.low(prep) in ("to", "at"):
            for head in sentence.children[prep]:
                spot = sentence.spot_at(head, MentionKind.ACTOR)
                if spot is not None and spot.mention.actor_kind in FIGHTERS:
                    yield from party_of(sentence, head, Stance.SUSPECTED)


def falling_on(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "Suspicion fell on X", "suspicion has turned to X"."""
    verb = sentence.tokens[cue].head
    if sentence.tokens[cue].dep != "nsubj" or sentence.lemma(verb) not in (
        "fall",
        "turn",
        "rest",
        "centre",
        "center",
        "focus",
    ):
        return
    for prep in sentence.children[verb]:
        if sentence.low(prep) in ("on", "to", "upon"):
            for head in sentence.children[prep]:
                spot = sentence.spot_at(head, MentionKind.ACTOR)
                if spot is not None and spot.mention.actor_kind in FIGHTERS:
                    yield from party_of(sentence, head, Stance.SUSPECTED)


def implicating(sentence: Sentence, cue: int) -> Iterator[Party]:
    """Who is drawn in: "soldiers involved in the massacre", "implicated four officers in", "accused of"."""
    near = [k for k in sentence.children[cue] if sentence.tokens[k].dep in ("dobj", "nsubjpass")]
    acts = [k for i in (cue, *near) for k in sentence.children[i] if sentence.low(k) in ("in", "of", "with", "for")]
    if not any(speaks_of_act(sentence, i) for prep in acts for i in sentence.below(prep)):
        return
    token = sentence.tokens[cue]
    kids = sentence.children[cue]
    heads = [k for k in kids if sentence.tokens[k].dep in ("dobj", "nsubjpass")]
    if not heads and token.dep in ("acl", "relcl"):
        heads = [token.head]
    if not heads and token.lemma.lower() == "participate":
        heads = subjects(sentence, cue, "nsubj", "nsubjpass")
    for head in heads:
        yield from party_of(sentence, antecedent(sentence, cue, head), Stance.SUSPECTED)


def admitting(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "X has admitted both attacks", "X confessed to the murder"."""
    kids = sentence.children[cue]
    objects = [k for k in kids if sentence.tokens[k].dep == "dobj"]
    objects += [n for p in kids if sentence.low(p) == "to" for n in sentence.children[p]]
    if any(sentence.spot_at(k, MentionKind.TRIGGER) for k in objects):
        for head in subjects(sentence, cue, "nsubj"):
            yield from party_of(sentence, head, Stance.CLAIMED)


def standing_trial(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "Members of X are on trial for the attack"."""
    up = sentence.tokens[cue].head
    if not any(sentence.spot_at(i, MentionKind.TRIGGER) for i in sentence.below(cue)):
        return
    verb = sentence.tokens[up].head if sentence.low(up) == "on" else up
    if sentence.tokens[verb].pos in ("VERB", "AUX") and sentence.lemma(verb) in ("be", "stand", "go", "face", "put"):
        for head in subjects(sentence, verb, "nsubj", "nsubjpass"):
            yield from party_of(sentence, head, Stance.SUSPECTED)


def denying(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "X denied involvement", "X denied that it was behind", "a spokesman of X denied it"."""
    objects = [k for k in sentence.children[cue] if sentence.tokens[k].dep in ("dobj", "xcomp", "ccomp")]
    if not objects:
        return
    for head in subjects(sentence, cue, "nsubj"):
        spots = (sentence.spot_at(i, MentionKind.ACTOR) for i in spoken_for(sentence, head))
        spot = next((s for s in spots if s is not None and s.mention.actor_kind in FIGHTERS), None)
        if spot is not None:
            yield spot_party(spot, Role.PERPETRATOR, Stance.DENIED)


def spoken_for(sentence: Sentence, head: int) -> list[int]:
    """A speaker, and whom a spokesman speaks for: "a Houthi spokesman", "a spokesman for the Houthis"."""
    if sentence.lemma(head) not in words("attribution", "spokespeople"):
        return [head]
    inner = [n for k in sentence.children[head] if sentence.low(k) in ("for", "of") for n in sentence.children[k]]
    return [head, *sentence.children[head], *inner]


def doing(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "The group said it did it", "X carried it out", "an act carried out by X"."""
    if sentence.lemma(cue) == "carry" and after_by(sentence, cue):
        yield from committing(sentence, cue)
        return
    objects = {sentence.low(k) for k in sentence.children[cue] if sentence.tokens[k].dep == "dobj"}
    if "it" not in objects:
        return
    for head in subjects(sentence, cue, "nsubj") or raised_subjects(sentence, cue):
        own = resolved_self(sentence, cue, head)
        said = speaker_head(sentence, cue)
        doubted = said is not None or sentence.tokens[cue].dep == "xcomp"
        stance = Stance.CLAIMED if own == said else Stance.SUSPECTED if doubted else Stance.STATED
        yield from party_of(sentence, own, stance)


def raised_subjects(sentence: Sentence, verb: int) -> list[int]:
    """Who is said to have done it: "traffickers are alleged to have set it off"."""
    up = sentence.tokens[verb].head
    return subjects(sentence, up, "nsubjpass") if sentence.tokens[verb].dep == "xcomp" and up != verb else []


def belonging(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "The attackers were from X", "the bomber belonged to X"."""
    owners = subjects(sentence, cue, "nsubj")
    if not any(sentence.lemma(h) in ATTACKERS or sentence.low(h) in ATTACKERS for h in owners):
        return
    said = speaker_head(sentence, cue) is not None or "according" in {t.text.lower() for t in sentence.tokens}
    said = said or any(sentence.lemma(i) in SUSPECTING for i in list(sentence.ancestors(cue))[:2])
    members = [k for k in sentence.children[cue] if sentence.lemma(k) in ("member", "fighter", "follower")]
    for prep in (k for i in (cue, *members) for k in sentence.children[i]):
        if sentence.low(prep) in ("from", "to", "of"):
            for head in sentence.children[prep]:
                spot = sentence.spot_at(head, MentionKind.ACTOR)
                if spot is not None and spot.mention.actor_kind in (ActorKind.ARMED_GROUP, ActorKind.FACTION):
                    yield spot_party(spot, Role.PERPETRATOR, Stance.SUSPECTED if said else Stance.STATED)


CUES: dict[str, Callable[[Sentence, int], Iterator[Party]]] = {
    "claim": claiming,
    "responsibility": taking,
    "credit": taking,
    "responsible": being_behind,
    "behind": being_behind,
    "blame": blaming,
    "suspect": blaming,
    "accuse": implicating,
    "involve": implicating,
    "implicate": implicating,
    "participate": implicating,
    "charge": implicating,
    "suspicion": falling_on,
    "point": pointing,
    "attribute": pointing,
    "link": pointing,
    "admit": admitting,
    "confess": admitting,
    "trial": standing_trial,
    "deny": denying,
    "disown": denying,
    "disavow": denying,
    "do": doing,
    "carry": doing,
    "set": doing,
    "perpetrate": committing,
    "commit": committing,
    "mastermind": committing,
    "intercept": committing,
    "execute": committing,
    "place": committing,
    "plant": committing,
    "leave": committing,
    "throw": committing,
    "hurl": committing,
    "detonate": committing,
    "work": being_work,
    "hold": being_held,
    "arrest": seizing,
    "detain": seizing,
    "capture": seizing,
    "perpetrator": naming_culprit,
    "culprit": naming_culprit,
    "be": belonging,
    "belong": belonging,
    "escape": getting_away,
    "flee": getting_away,
}
