"""Counts that a court, an inquiry, a coroner or a study found: once the first weeks are over, they settle a toll.

"The truth commission counts 25 dead" is a finding, and so is the toll beside a verdict ("convicted over the bombings
that killed 27"). A commission that is only set up finds nothing, and what one man was convicted of is his share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcebook.mentions.counted import is_people
from sourcebook.mentions.counts import Count
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import word_set
from sourcebook.records.vocabulary import Composition, FigureRule, Harm

_SUBJECTS = ("nsubj", "nsubjpass")
_CLAUSES_OF_NOUNS = ("relcl", "acl")


def with_findings(sentence: Sentence, counts: Sequence[Count]) -> list[Count]:
    """The same counts, those marked that a court, an inquiry or a study found."""
    if not sentence.has_any(word_set("settled", "bodies", "words") | word_set("settled", "verdicts", "verbs")):
        return list(counts)
    return [
        replace(count, rules=(*count.rules, FigureRule.SETTLED))
        if _may_settle(count) and _is_found(sentence, count)
        else count
        for count in counts
    ]


def _may_settle(count: Count) -> bool:
    """Whether a count is a printed number of victims as a whole: one person, or a part, settles nothing."""
    whole = count.composition is Composition.TOTAL and not count.superseded
    return count.numbered and whole and count.harm in (Harm.KILLED, Harm.INJURED, Harm.MISSING)


def _is_found(sentence: Sentence, count: Count) -> bool:
    at = count.head if count.head is not None else count.start
    above = (at, *sentence.ancestors(at))
    if any(_finds(sentence, verb) and (verb in above or _is_aside(sentence, verb)) for verb in range(len(sentence))):
        return True
    return _by_accord(sentence) or _beside_verdict(sentence, above)


def _finds(sentence: Sentence, verb: int) -> bool:
    """Whether a court or study is the one that counts or says, and does not fail to or yet have to."""
    if sentence.lemma(verb) not in word_set("settled", "finds", "verbs"):
        return False
    kids = sentence.children[verb]
    if any(sentence.tokens[c].dep == "neg" or sentence.tokens[c].tag in ("MD", "TO") for c in kids):
        return False
    return _is_body(sentence, _agent(sentence, verb) if _is_passive(sentence, verb) else _subject(sentence, verb))


def _subject(sentence: Sentence, verb: int) -> int | None:
    """Who does a verb, or the one before that it is joined to: "the inquest heard from relatives and found"."""
    subject = sentence.child(verb, *_SUBJECTS)
    if subject is None and sentence.tokens[verb].dep == "conj":
        subject = sentence.child(sentence.tokens[verb].head, *_SUBJECTS)
    return subject


def _is_passive(sentence: Sentence, verb: int) -> bool:
    return sentence.child(verb, "auxpass", "nsubjpass") is not None or sentence.tokens[verb].dep == "acl"


def _agent(sentence: Sentence, verb: int) -> int | None:
    """By whom: "66 deaths documented by the commission"."""
    by = sentence.child(verb, "agent")
    return None if by is None else sentence.child(by, "pobj")


def _is_body(sentence: Sentence, at: int | None) -> bool:
    """A body that inquires, and not one of elections or trade that goes by the same noun."""
    if at is None or sentence.lemma(at) not in word_set("settled", "bodies", "words"):
        return False
    others = word_set("settled", "bodies", "of_other_things")
    return others.isdisjoint(sentence.lower[child] for child in sentence.children[at])


def _is_aside(sentence: Sentence, verb: int) -> bool:
    """Whether the words of finding stand aside, of the whole sentence: "79 people were killed, the study says"."""
    subject = sentence.child(verb, "nsubj")
    if subject is None or subject > verb:
        return False
    first = min((c for c in sentence.children[subject] if c < subject), default=subject)
    behind = sentence.lower[verb + 1 : verb + 2]
    return first > 0 and sentence.lower[first - 1] == "," and behind in ([","], ["."], [])


def _by_accord(sentence: Sentence) -> bool:
    """ "According to the commission of inquiry"."""
    for at in range(len(sentence) - 2):
        if sentence.lower[at] == "according" and sentence.lower[at + 1] == "to":
            return _is_body(sentence, sentence.child(at + 1, "pobj"))
    return False


def _beside_verdict(sentence: Sentence, above: Sequence[int]) -> bool:
    """ "Found guilty over the bombings in which 191 people were killed": the toll of the act, not of the convict."""
    clause = next((n for n, at in enumerate(above) if sentence.tokens[at].dep in _CLAUSES_OF_NOUNS), None)
    if clause is None or clause + 1 >= len(above) or is_people(sentence, above[clause + 1]):
        return False
    return any(_is_verdict(sentence, at) for at in above[clause + 1 :])


def _is_verdict(sentence: Sentence, verb: int) -> bool:
    """Whether a court convicts, sentences or acquits, or finds somebody guilty."""
    kids = sentence.children[verb]
    if any(sentence.tokens[c].dep == "neg" or sentence.tokens[c].tag == "MD" for c in kids):
        return False
    if sentence.lemma(verb) in word_set("settled", "verdicts", "verbs"):
        return True
    return sentence.lemma(verb) == "find" and "guilty" in sentence.lower[verb + 1 : verb + 8]
