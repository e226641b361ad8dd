"""People who "were shot" and lived: injured, where the sentence or the whole document says that they survived.

"Four people were shot" alone tells neither. Hospital, a stable condition or a leg in the same sentence tells of wounds,
and so does a document that speaks of the wounded and has no word of death at all.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sourcebook.mentions.counted import is_people
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import lexicon, word_set
from sourcebook.records.vocabulary import Harm


def survived_harm(sentence: Sentence, verb: int) -> Harm | None:
    """The harm of those who were shot or stabbed, by what is said of them; None where nothing tells."""
    if not _is_done_to(sentence, verb):
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


@lru_cache(maxsize=4)
def spares_all(text: str) -> bool:
    """Whether a document speaks of wounds or survival and has no word of death."""
    lower = text.lower()
    return bool(_signs().search(lower)) and not _deaths().search(lower)


@cache
def _deaths() -> re.Pattern[str]:
    return _any_of(lexicon("harms")["shot"]["deaths"])


@cache
def _signs() -> re.Pattern[str]:
    return _any_of(lexicon("harms")["shot"]["signs"])


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
