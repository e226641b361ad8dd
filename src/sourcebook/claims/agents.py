"""Who carries out an act: the subject of the verb, the "by" of the passive, the owner or the name before the noun."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.claims.acts import Act
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot, phrase
from sourcebook.records.vocabulary import ActorKind, EventType, MentionKind, SegmentKind

FIGHTERS = frozenset({ActorKind.ARMED_GROUP, ActorKind.STATE_FORCE, ActorKind.FACTION})
RELATIVES = frozenset({"who", "that", "which", "whom"})
PRONOUNS = frozenset({"it", "they", "he", "she", "we", "them"})
# clauses whose participle is passive: "soldiers killed by rebels"
REDUCED = frozenset({"acl", "relcl", "advcl", "amod"})
# how many words before a verb its lost subject may stand
REACH = 15
SUFFERING = frozenset({"die", "perish", "succumb", "lose", "suffer", "sustain", "receive"})


def conjuncts(sentence: Sentence, head: int) -> list[int]:
    """A head and the items joined to it: "the ELN, the EPL and unidentified men"."""
    found, queue = [head], [head]
    while queue:
        for child in sentence.children[queue.pop()]:
            if sentence.tokens[child].dep == "conj" and sentence.tokens[child].pos in ("NOUN", "PROPN"):
                found.append(child)
                queue.append(child)
    return sorted(found)


def held(sentence: Sentence, head: int) -> int:
    """What a container holds: "a group of armed men" is the men."""
    for _ in range(2):
        if sentence.lemma(head) not in words("parties", "containers") or sentence.spot_at(head, MentionKind.ACTOR):
            break
        inner = [o for p in sentence.children[head] if sentence.low(p) == "of" for o in sentence.children[p]]
        nouns = [o for o in inner if sentence.tokens[o].pos in ("NOUN", "PROPN")]
        if not nouns:
            break
        head = nouns[0]
    return head


def subjects(sentence: Sentence, verb: int, *labels: str) -> list[int]:
    """The subjects of a verb by label, through relative pronouns and shared subjects."""
    direct = [k for k in sentence.children[verb] if sentence.tokens[k].dep in labels]
    if direct:
        return [antecedent(sentence, verb, k) for k in direct]
    return shared_subjects(sentence, verb, labels)


def antecedent(sentence: Sentence, verb: int, subject: int) -> int:
    """The noun that a relative pronoun stands for."""
    if sentence.low(subject) in RELATIVES and sentence.tokens[verb].dep in ("relcl", "acl"):
        noun = sentence.tokens[verb].head
        copula = sentence.tokens[noun].head
        if sentence.lemma(noun) == "one" and sentence.tokens[noun].dep == "attr":
            return next((k for k in sentence.children[copula] if sentence.tokens[k].dep == "nsubj"), noun)
        return noun
    return subject


def shared_subjects(sentence: Sentence, verb: int, labels: tuple[str, ...]) -> list[int]:
    """The subject that a verb shares with the one it hangs on: "attacked a bus and killed", "attacked, killing"."""
    token = sentence.tokens[verb]
    if token.head == verb:
        return []
    if token.dep == "conj" and sentence.tokens[token.head].pos in ("VERB", "AUX"):
        return subjects(sentence, token.head, *labels)
    if "nsubj" not in labels:
        return []
    if sentence.lemma(token.head) in words("realis", "foiled", "verbs"):
        return []
    if token.dep in ("xcomp", "advcl") and token.tag in ("VBG", "VB") and not marked(sentence, verb):
        raised = ("nsubj", "nsubjpass") if token.dep == "xcomp" else ("nsubj",)
        return subjects(sentence, token.head, *raised)
    if token.dep == "acl" and token.tag == "VBG":
        return [token.head]
    return []


def marked(sentence: Sentence, verb: int) -> bool:
    """Whether a clause is opened by "after", "while" and the like."""
    return any(sentence.tokens[k].dep == "mark" for k in sentence.children[verb])


def by_agents(sentence: Sentence, head: int) -> list[int]:
    """The nouns after "by": "killed by gunmen", "an attack by the ELN"."""
    return [
        noun
        for prep in sentence.children[head]
        if sentence.tokens[prep].dep in ("agent", "prep") and sentence.low(prep) == "by"
        for noun in sentence.children[prep]
        if sentence.tokens[noun].dep == "pobj"
    ]


def agent_heads(sentence: Sentence, act: Act) -> Iterator[int]:
    """The nouns that carry out an act, before any of them is judged."""
    verbal = sentence.tokens[act.head].pos in ("VERB", "AUX")
    found = verb_agents(sentence, act.head) if verbal else noun_agents(sentence, act)
    for head in found:
        if before_colon(sentence, head, act.head):
            continue
        for item in conjuncts(sentence, head):
            yield held(sentence, item)


def before_colon(sentence: Sentence, head: int, act: int) -> bool:
    """Whether a headline's colon parts a noun from the act, as it does who speaks: "Police: 40 girls taken"."""
    return sentence.segment.kind is SegmentKind.HEADING and ":" in (sentence.low(at) for at in range(head, act))


def lost_passive(sentence: Sentence, verb: int) -> bool:
    """Whether a headline leaves out "was": "One jawan killed, two hurt", "Ten soldiers killed as rebels storm base"."""
    if sentence.segment.kind is not SegmentKind.HEADING or sentence.tokens[verb].tag not in ("VBD", "VBN"):
        return False
    objects = {"dobj", "obj", "dative", "ccomp", "xcomp", "prt"}
    joined = [k for k in sentence.children[verb] if sentence.tokens[k].dep == "conj"]
    held_by = {sentence.tokens[k].dep for at in (verb, *joined) for k in sentence.children[at]}
    return sentence.lemma(verb) in words("parties", "needing_object") and objects.isdisjoint(held_by)


def verb_agents(sentence: Sentence, verb: int) -> list[int]:
    """Subjects of an active verb, or what stands after "by"."""
    kids = sentence.children[verb]
    passive = any(sentence.tokens[k].dep in ("nsubjpass", "auxpass") for k in kids)
    bare = not any(sentence.tokens[k].dep == "aux" for k in kids)
    participle = bare and sentence.tokens[verb].tag == "VBN" and sentence.tokens[verb].dep in REDUCED
    found = by_agents(sentence, verb)
    if passive or participle or lost_passive(sentence, verb) or sentence.lemma(verb) in SUFFERING:
        return found
    return found + (subjects(sentence, verb, "nsubj") or nearest_attackers(sentence, verb))


def nearest_attackers(sentence: Sentence, verb: int) -> list[int]:
    """Attackers just before an active verb whose subject the parser lost."""
    if sentence.tokens[verb].tag not in ("VBD", "VBP"):
        return []
    for index in range(verb - 1, max(-1, verb - REACH), -1):
        near = index == verb - 1 or sentence.tokens[index].dep == "nsubj"
        if near and sentence.lemma(index) in words("parties", "attackers"):
            return [index]
    return []


def noun_agents(sentence: Sentence, act: Act) -> list[int]:
    """Owner, name or "by" of an act noun, and the subject of the verb that carries it."""
    found = by_agents(sentence, act.head)
    tokens = sentence.tokens
    for child in sentence.children[act.head]:
        if (
            tokens[child].dep in ("poss", "compound", "nmod", "amod")
            and fighter(sentence, child)
            and not suffered(act, tokens[child].dep)
        ):
            found.append(child)
        if tokens[child].dep in ("acl", "relcl") and sentence.lemma(child) in words("parties", "support_active"):
            found += by_agents(sentence, child) + (
                subjects(sentence, child, "nsubj") if tokens[child].dep == "relcl" else []
            )
    up = tokens[act.head].head
    if tokens[act.head].dep in ("dobj", "obj") and sentence.lemma(up) in words("parties", "support_active"):
        found += verb_agents(sentence, up)
    if tokens[act.head].dep == "nsubjpass" and sentence.lemma(up) in words("parties", "support_active"):
        found += by_agents(sentence, up)
    return [item for item in found if item != act.head]


def suffered(act: Act, dep: str) -> bool:
    """Whether the owner of an act noun is its victim: "Romero's assassination", "the guerrilla kidnapping" is not."""
    return dep == "poss" and act.type in (EventType.ASSASSINATION, EventType.KIDNAPPING)


def fighter(sentence: Sentence, index: int) -> bool:
    """Whether a token is, or belongs to the name of, an armed group, a force, or a word for fighters."""
    spot = sentence.spot_at(index, MentionKind.ACTOR)
    if spot is not None:
        return spot.mention.actor_kind in FIGHTERS
    return sentence.lemma(index) in words("parties", "agents") - {
        "car",
        "people",
        "man",
        "person",
        "woman",
        "police",
        "student",
    }


def agentive(sentence: Sentence, head: int) -> bool:
    """Whether a noun can carry out an act: a named actor that is no population, or a word for attackers."""
    lemma = sentence.lemma(head)
    if sentence.tokens[head].pos not in ("NOUN", "PROPN", "PRON", "X"):
        return False
    if sentence.spot_at(head, MentionKind.TRIGGER, MentionKind.WEAPON) and lemma not in ("bomber", "gunman"):
        return False
    if lemma in words("parties", "things") or lemma in words("parties", "answering"):
        return False
    if lemma in words("parties", "harmless"):
        return any(sentence.low(k) in words("parties", "hostile") for k in sentence.children[head]) or bool(
            named_fighters(sentence, head)
        )
    spot = sentence.spot_at(head, MentionKind.ACTOR)
    if spot is not None:
        return spot.mention.actor_kind is not ActorKind.POPULATION or lemma in words("parties", "agents")
    return lemma in words("parties", "agents") or sentence.low(head) in words("parties", "agents")


def named_fighters(sentence: Sentence, head: int) -> list[Spot]:
    """The armed groups and forces that a noun phrase names: "ISIS–K suicide bomber", "guerrillas of the FMLN".

    Of a word for a part of a group it is the group too: "the ELN's local branch".
    """
    first, last = phrase(sentence, head)
    owned = {
        noun
        for prep in sentence.children[head]
        if sentence.low(prep) in ("of", "from")
        for noun in sentence.children[prep]
        if sentence.tokens[noun].dep == "pobj"
    }
    if sentence.lemma(head) in words("parties", "mere_holders"):
        owned |= {k for k in sentence.children[head] if sentence.tokens[k].dep == "poss"}
    return [
        spot
        for spot in sentence.of(MentionKind.ACTOR)
        if spot.mention.actor_kind in FIGHTERS
        and (first <= spot.last < last or spot.head in owned)
        and not spot.first <= head <= spot.last
    ]
