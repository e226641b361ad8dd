"""Whether an incident has ground: words of violence, and not only a toll that a storm or a crash could have left.

"A crane fell and left dozens dead" counts dead, but nothing in it says that anybody did it. Such a toll is an
incident's only where the document tells of violence elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.claims.acts import Act
from sourcebook.claims.incidents import Incident
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence
from sourcebook.claims.tellings import Telling
from sourcebook.records.vocabulary import EventType, Role


def with_ground(incidents: Sequence[Incident]) -> list[Incident]:
    """The incidents that are told as violence, and bare tolls only where the document tells of violence elsewhere."""
    violent = any(founded(t) for i in incidents for t in i.tellings)
    return [i for i in incidents if i.parties or any(t.aggregate or stands(t, violent) for t in i.tellings)]


def stands(telling: Telling, violent: bool) -> bool:
    """Whether a telling is of violence by its own words, or at least not of a mishap in a document of violence."""
    return founded(telling) or (violent and not mishap_in(telling.sentence))


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
    return any(sentence.lemma(i) in signs for i in range(len(sentence.tokens)))
