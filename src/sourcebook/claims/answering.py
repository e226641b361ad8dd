"""What was done to the attackers in answer: "security forces shot all three", "jets destroyed the attackers' camp"."""

from __future__ import annotations

from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence
from sourcebook.claims.tellings import Telling
from sourcebook.claims.times import past_perfect
from sourcebook.records.claims import Party
from sourcebook.records.vocabulary import EventType, Role

HIT = frozenset({Role.TARGET, Role.VICTIM})


def strikes_back(telling: Telling) -> bool:
    """Whether all that a telling hits are attackers."""
    hit = [p.name.casefold().split() for p in telling.parties if p.role in HIT]
    attackers = words("parties", "attackers")
    return bool(hit) and (
        all(name and (name[-1] in attackers or name[-1].removesuffix("s") in attackers) for name in hit)
        or all(theirs(telling, party) for party in telling.parties if party.role in HIT)
    )


def theirs(telling: Telling, party: Party) -> bool:
    """Whether what is hit belongs to attackers: "jets destroyed the attackers' camp"."""
    sentence, said = telling.sentence, party.words
    if said is None:
        return False
    owned = [t.head for at, t in enumerate(sentence.tokens) if t.dep == "poss" and attacking(sentence, at)]
    return any(said.start <= sentence.tokens[at].start < said.end for at in owned)


def attacking(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is a word for attackers."""
    return sentence.lemma(noun) in words("parties", "attackers")


def sets_scene(telling: Telling, last: int) -> bool:
    """Whether a raid told as gone before is how what was just told began: "15 died ... troops had raided a house"."""
    before = all(past_perfect(telling.sentence, act.head) for act in telling.acts)
    return telling.type is EventType.RAID and before and 0 < telling.position - last <= 1 and not telling.figures
