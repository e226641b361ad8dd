"""People who "were shot" and lived: injured, where the sentence or the whole document says that they survived.

"Four people were shot" alone tells neither. Hospital, a stable condition or a leg in the same sentence tells of wounds,
and so does a document that speaks of the wounded and has no word of death at all.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sourcebook.mentions.counted import is_people
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import lexicon, phrases, word_set
from sourcebook.records.vocabulary import Harm

_NEAR = 12
_REPORT = 300
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")


def survived_harm(sentence: Sentence, verb: int) -> Harm | None:
    """The harm of those who were shot or stabbed, by what is said of them; None where nothing tells."""
    if not (_is_done_to(sentence, verb) or _is_done_by(sentence, verb)):
        return None
    text = " ".join(sentence.lower)
    if _deaths().search(text):
        return None
    if _signs().search(text) or spares_all(sentence.document.text):
        return Harm.INJURED
    return None


def _is_done_to(sentence: Sentence, verb: int) -> bool:
    """Whether a participle says that people were hit: "was shot", not "was shot at by", nor a scene that was."""
    token = sentence.tokens[verb]
    if sentence.lower[verb] not in word_set("harms", "shot", "verbs") or token.tag not in ("VBN", "VBD"):
        return False
    if any(sentence.tokens[c].dep in ("neg", "dobj", "prt") for c in sentence.children[verb]):
        return False
    subject = sentence.child(verb, "nsubjpass")
    thing = subject is not None and sentence.tokens[subject].pos == "NOUN" and sentence.lower[subject] != "old"
    if subject is not None and thing and not is_people(sentence, subject):
        return False
    passive = any(sentence.tokens[c].dep in ("auxpass", "nsubjpass") for c in sentence.children[verb])
    shot_at = sentence.lower[verb + 1 : verb + 2] == ["at"] and sentence.lower[verb + 2 : verb + 3] in (
        ["by"],
        ["."],
        [],
    )
    return passive and not shot_at


def _is_done_by(sentence: Sentence, verb: int) -> bool:
    """Whether somebody shoots or stabs people: "a boy shot his brother in the arm", "shot himself in the foot"."""
    if sentence.lemma(verb) not in word_set("harms", "shot", "lemmas") or sentence.tokens[verb].pos != "VERB":
        return False
    if any(sentence.tokens[c].dep in ("neg", "prt", "aux") for c in sentence.children[verb]):
        return False
    hit = sentence.child(verb, "dobj")
    if hit is None:
        return False
    aged = sentence.lower[hit] in ("old", "himself", "herself", "him", "her")
    return aged or sentence.tokens[hit].entity.endswith("PERSON") or bool(is_people(sentence, hit))


def goes_to_hospital(sentence: Sentence, at: int) -> bool:
    """ "Were taken to an area hospital", "flown to hospitals in Vineland"."""
    if sentence.lemma(at) not in word_set("harms", "hospital", "verbs") or sentence.tokens[at].tag != "VBN":
        return False
    return not word_set("harms", "hospital", "words").isdisjoint(sentence.lower[at + 1 : at + 7])


def suffers(sentence: Sentence, at: int) -> bool:
    """ "Suffered non-life-threatening injuries", "six others with gunshot wounds": an injury among the next words."""
    if sentence.lower[at] == "with":
        near = sentence.lower[at + 1 : at + 5]
        return any(word in ("wounds", "injuries") for word in near) and not {"and", "in", "to"} & set(near[:1])
    if sentence.lemma(at) not in ("suffer", "sustain", "receive"):
        return False
    return any(word in ("injuries", "wounds", "burns", "injury", "wound") for word in sentence.lower[at + 1 : at + 8])


def harm_under_care(sentence: Sentence, at: int) -> Harm | None:
    """What came to those who are counted and taken to a hospital, or bear wounds: dead if they died there.

    Nothing where they only went for observation, or bear wounds where a document tells of deaths.
    """
    taken = goes_to_hospital(sentence, at)
    if not (taken or suffers(sentence, at)):
        return None
    behind = " ".join(sentence.lower[at:])
    if _died_there().search(behind):
        return Harm.KILLED
    if _as_precaution().search(" ".join(sentence.lower[at : at + _NEAR])):
        return None
    return Harm.INJURED if taken or _lives_with(sentence, at) or spares_all(sentence.document.text) else None


def _lives_with(sentence: Sentence, at: int) -> bool:
    """Whether wounds are told as those of the living: of others than the dead, or said to be serious or slight.

    "Officers found four men suffering from gunshot wounds" may tell of the dead as well.
    """
    if not {"other", "others", "another"}.isdisjoint(sentence.lower[max(0, at - _NEAR // 2) : at]):
        return True
    return bool(
        _borne().search(" ".join(sentence.lower[at : at + _NEAR])) or _lasting().search(" ".join(sentence.lower))
    )


@cache
def _borne() -> re.Pattern[str]:
    return _any_of(lexicon("harms")["shot"]["borne"])


@cache
def _died_there() -> re.Pattern[str]:
    return re.compile(lexicon("harms")["shot"]["died_there"])


@cache
def _as_precaution() -> re.Pattern[str]:
    return _any_of(lexicon("harms")["shot"]["precaution"])


def is_hurt_alive(sentence: Sentence, at: int) -> bool:
    """Whether a word says that somebody lives with wounds: hospital, injuries, a condition, and no word of death."""
    condition = sentence.phrase_starting(at, phrases("harms", "phrases"))
    said = condition is not None and condition[1] == Harm.INJURED and sentence.tokens[at].pos == "ADP"
    if not (said or goes_to_hospital(sentence, at) or suffers(sentence, at)):
        return False
    text = " ".join(sentence.lower)
    if _deaths().search(text) or _unhurt().search(text):
        return False
    return bool(_lasting().search(text)) or spares_all(sentence.document.text)


@lru_cache(maxsize=4)
def spares_all(text: str) -> bool:
    """Whether a document speaks of wounds or survival and has no word of death, of the people it tells of.

    A sentence without a pronoun, a victim or a shot is about something else: "floods killed 12 in Peru". A report of
    some length that has no word of death at all, of anybody, would have told of one.
    """
    lower = text.lower()
    told = [line for line in _SENTENCES.split(lower) if _told_of().search(line)]
    if any(_deaths().search(line) for line in told):
        return False
    return any(_signs().search(line) for line in told) or (len(text) >= _REPORT and not _deaths().search(lower))


@cache
def _told_of() -> re.Pattern[str]:
    return _any_of(lexicon("harms")["shot"]["told_of"])


@cache
def _deaths() -> re.Pattern[str]:
    return _any_of(lexicon("harms")["shot"]["deaths"])


@cache
def _unhurt() -> re.Pattern[str]:
    return _any_of(lexicon("harms")["shot"]["unhurt"])


@cache
def _lasting() -> re.Pattern[str]:
    return _any_of(lexicon("harms")["shot"]["lasting"])


@cache
def _signs() -> re.Pattern[str]:
    return _any_of(lexicon("harms")["shot"]["signs"])


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
