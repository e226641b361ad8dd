"""Whether an incident has ground: words of violence, and not only a toll that a storm or a crash could have left.

"A crane fell and left dozens dead" counts dead, but nothing in it says that anybody did it. Such a toll is an
incident's only where the document tells of violence elsewhere, or where people "were killed" on a day or in a place of
its own and nothing near speaks of a mishap: that is how short reports tell of attacks.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.claims.acts import Act
from sourcebook.claims.incidents import Incident
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence
from sourcebook.claims.tellings import Telling
from sourcebook.records.vocabulary import EventType, MentionKind, Population, Role

# sentences before and after a toll in which a mishap would be told
NEAR = 2
# whose deaths reports count in a conflict
SIDES = frozenset({Population.CIVILIANS, Population.SOLDIERS, Population.POLICE, Population.MILITANTS})


def with_ground(incidents: Sequence[Incident], sentences: Sequence[Sentence]) -> list[Incident]:
    """The incidents that are told as violence, and bare tolls only where nothing speaks of a mishap."""
    violent = any(founded(t) for i in incidents for t in i.tellings)
    return [i for i in incidents if i.parties or any(t.aggregate or stands(t, violent, sentences) for t in i.tellings)]


def stands(telling: Telling, violent: bool, sentences: Sequence[Sentence]) -> bool:
    """Whether a telling is of violence by its own words, or at least not of a mishap."""
    if founded(telling) or (violent and not mishap_in(telling.sentence)):
        return True
    near = sentences[max(0, telling.position - NEAR) : telling.position + NEAR + 1]
    if not killing_of_somebody(telling):
        return False
    if any(map(of_violence, near)):
        return not mishap_in(telling.sentence)
    return bool(telling.time or telling.place) and not any(map(mishap_in, near))


def killing_of_somebody(telling: Telling) -> bool:
    """Whether people are told as killed, or ones who stand for a side as dead."""
    figures = [spot.mention.figure for spot in telling.figures]
    if not any(figures) and not telling.parties:
        return False
    sided = any(figure is not None and figure.population in SIDES for figure in figures)
    sentence = telling.sentence
    lemmas = {sentence.lemma(act.head) for act in telling.acts}
    lemmas |= {sentence.lemma(i) for i in range(len(sentence.tokens))} & words("incidents", "remains")
    return sided or not lemmas.isdisjoint(words("incidents", "done_to") | words("incidents", "remains"))


def of_violence(sentence: Sentence) -> bool:
    """Whether a sentence names a weapon or a sound of fighting: "gunfire erupted at a wedding"."""
    signs = words("incidents", "signs_of_violence")
    heard = (sentence.low(i) in signs or sentence.lemma(i) in signs for i in range(len(sentence.tokens)))
    return bool(sentence.of(MentionKind.WEAPON)) or any(heard)


def founded(telling: Telling) -> bool:
    """Whether a telling's own words say that somebody did violence."""
    if telling.weapons or any(p.role is Role.PERPETRATOR for p in telling.parties):
        return True
    return any(says_violence(telling.sentence, act) for act in telling.acts)


def says_violence(sentence: Sentence, act: Act) -> bool:
    """Whether an act's word tells violence by itself: "shot" does, "killed" and "died" only tell harm."""
    if act.type is None:
        return False
    return act.type is not EventType.OTHER_VIOLENCE or sentence.lemma(act.head) not in words("incidents", "harm_only")


def mishap_in(sentence: Sentence) -> bool:
    """Whether a sentence speaks of a mishap: a collapse, a crash, an illness."""
    signs = words("realis", "metaphor", "mishaps") | words("frames", "mishap", "verbs")
    return any(sentence.low(i) in signs or sentence.lemma(i) in signs for i in range(len(sentence.tokens)))
