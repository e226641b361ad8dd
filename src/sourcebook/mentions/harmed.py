"""What happened to those who are counted: the verb, adjective or noun that binds a harm to a number."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.mentions.counted import Counted
from sourcebook.mentions.quantities import Quantity
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.survived import survived_harm
from sourcebook.mentions.wordlists import groups, phrases, word_set
from sourcebook.records.vocabulary import Harm

_ENDINGS = (("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("ped", ""), ("ping", ""), ("d", ""), ("s", ""))
_ENDS_CLAUSE = frozenset((";", ".", ":", "—", "–"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A harm and the words that bind it to a number: token ``cue`` and, for phrases, up to ``end``."""

    harm: Harm
    cue: int
    end: int
    behind: bool = False


def bond_of(sentence: Sentence, quantity: Quantity, counted: Counted, taken: frozenset[int]) -> Bond | None:
    """The harm of a number, by the first of these that tells: the words before, its noun, words behind, the parse.

    Hostages may still be killed, and "two of the injured" may die, so those nouns tell last.
    ``taken`` are words that already bind an earlier number behind them ("12 killed 30 injured").
    """
    noun = _by_noun(sentence, counted)
    holds = noun is None or counted.of_whole or noun.harm in (Harm.KIDNAPPED, Harm.CAPTURED, Harm.ARRESTED)
    return (
        _by_words_before(sentence, quantity, taken)
        or (None if holds else noun)
        or _by_words_behind(sentence, counted)
        or _by_state_within(sentence, counted)
        or _by_toll(sentence, quantity)
        or _by_parse(sentence, quantity, counted)
        or noun
    )


def _by_state_within(sentence: Sentence, counted: Counted) -> Bond | None:
    """ "20 wounded soldiers", "the 317 kidnapped girls"."""
    if counted.state is None:
        return None
    harm = Harm(groups("harms", "states")[sentence.lower[counted.state]])
    return Bond(harm=harm, cue=counted.state, end=counted.state + 1)


def _by_noun(sentence: Sentence, counted: Counted) -> Bond | None:
    """ "12 deaths", "30 wounded": the noun is the harm."""
    if counted.head is None:
        return None
    if sentence.lemma(counted.head) == "life":
        return _by_life(sentence, counted.head)
    for form in sentence.forms(counted.head):
        harm = groups("harms", "counts").get(form)
        if harm is None and counted.of_whole and counted.people:
            harm = groups("harms", "states").get(form)
        if harm:
            return Bond(harm=Harm(harm), cue=counted.head, end=counted.head + 1)
    return None


def _by_life(sentence: Sentence, head: int) -> Bond | None:
    """ "The attack cost 30 lives": of lives only those taken are dead."""
    near = range(max(0, head - 6), head)
    verb = next((at for at in near if sentence.lemma(at) in word_set("harms", "lives", "verbs")), None)
    return None if verb is None else Bond(harm=Harm.KILLED, cue=verb, end=verb + 1)


def _by_words_before(sentence: Sentence, quantity: Quantity, taken: frozenset[int]) -> Bond | None:
    """ "killing 12", "killed himself and 12", "the deaths of 12", "wounded a further 30"."""
    at = quantity.start - 1
    while at > 0 and sentence.lower[at] in word_set("quantities", "between", "words"):
        at -= 1
    if at > 1 and sentence.lower[at] in ("and", ",") and sentence.lower[at - 1] in ("himself", "herself", "themselves"):
        at -= 2
    if at < 0 or at in taken:
        return None
    phrase = sentence.phrase_ending(at + 1, phrases("harms", "phrases"))
    if phrase and phrase[0] not in taken:
        return Bond(harm=Harm(phrase[1]), cue=phrase[0], end=at + 1)
    if sentence.lower[at] == "of":
        return _by_noun_of(sentence, at)
    harm = _transitive(sentence, at)
    if harm is None or _is_passive(sentence, at):
        return None
    return Bond(harm=harm, cue=at, end=at + 1)


def _by_noun_of(sentence: Sentence, of: int) -> Bond | None:
    """ "the deaths of 12", "a family of five" bound as the family is."""
    noun = of - 1
    if noun < 0:
        return None
    if sentence.lemma(noun) == "life":
        return _by_life(sentence, noun)
    for form in sentence.forms(noun):
        harm = groups("harms", "of_nouns").get(form)
        if harm:
            return Bond(harm=Harm(harm), cue=noun, end=of + 1)
    if sentence.lemma(noun) in word_set("people", "gatherings", "words"):
        at = noun - 1
        while at > 0 and sentence.tokens[at].pos in ("DET", "ADJ"):
            at -= 1
        harm_before = _transitive(sentence, at) if at >= 0 else None
        if harm_before and not _is_passive(sentence, at):
            return Bond(harm=harm_before, cue=at, end=at + 1)
    return None


def _transitive(sentence: Sentence, at: int) -> Harm | None:
    """The harm that a verb does to its object, if it is such a verb."""
    if sentence.tokens[at].pos not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return None
    lemma = sentence.lemma(at)
    verbs, printed = groups("harms", "transitive"), sentence.lower[at]
    harm = verbs.get(lemma) or verbs.get(printed) or _unlemmatised(printed)
    if harm:
        return Harm(harm)
    return Harm.KILLED if lemma in word_set("harms", "losses", "words") else None


def _unlemmatised(printed: str) -> str | None:
    """The harm of a verb form that the parser took for a noun or adjective ("wounding", "injured")."""
    for ending, put in _ENDINGS:
        if printed.endswith(ending):
            harm = groups("harms", "transitive").get(printed[: -len(ending)] + put)
            if harm:
                return harm
    return None


def _is_passive(sentence: Sentence, at: int) -> bool:
    """Whether a participle stands behind a form of "be" ("were killed"), so that what follows is not its object."""
    children = sentence.children[at]
    if any(sentence.tokens[c].dep in ("auxpass", "nsubjpass") for c in children):
        return True
    return at > 0 and sentence.lemma(at - 1) == "be" and not sentence.lower[at].endswith("ing")


def _by_words_behind(sentence: Sentence, counted: Counted) -> Bond | None:
    """ "12 were killed", "12 dead", "12 people lost their lives": the state follows, over small words only."""
    at, commas = counted.end, 0
    while at < len(sentence) and at < counted.end + 12:
        bond = _state_at(sentence, counted, at)
        if bond:
            return bond
        if sentence.lower[at] in ("(", ",") and commas == 0 and not _opens_other_clause(sentence, at):
            at, commas = _past_insertion(sentence, at), 1
            continue
        if sentence.lower[at] not in word_set("harms", "between", "words"):
            return None
        at += 1
    return None


def _opens_other_clause(sentence: Sentence, comma: int) -> bool:
    """Whether what follows a comma is a next statement ("killed 12, wounding 30") and not an insertion."""
    return comma + 1 < len(sentence) and sentence.lower[comma + 1] in groups("harms", "states")


def _past_insertion(sentence: Sentence, opening: int) -> int:
    """The token behind an insertion between commas or brackets; the end of the sentence if it never closes."""
    closing = ")" if sentence.lower[opening] == "(" else ","
    for at in range(opening + 1, min(len(sentence), opening + 14)):
        if sentence.lower[at] == closing:
            return at + 1
        if sentence.lower[at] in _ENDS_CLAUSE:
            break
    return len(sentence)


def _state_at(sentence: Sentence, counted: Counted, at: int) -> Bond | None:
    """The state that a word or phrase names, unless it is a verb of which the counted are the subject."""
    if _goes_to_hospital(sentence, at) or _suffers(sentence, at):
        return Bond(harm=Harm.INJURED, cue=at, end=at + 1, behind=True)
    phrase = sentence.phrase_starting(at, phrases("harms", "phrases"))
    if phrase and not _has_object(sentence, at, phrase[0]):
        return Bond(harm=Harm(phrase[1]), cue=at, end=phrase[0], behind=True)
    harm = groups("harms", "states").get(sentence.lower[at])
    if harm is None:
        lemma = sentence.lemma(at)
        harm = groups("harms", "intransitive").get(lemma) or groups("harms", "transitive").get(lemma)
        if harm is None or (lemma in groups("harms", "transitive") and not sentence.lower[at].endswith(("ed", "n"))):
            return None
    passive = at > counted.end and sentence.lemma(at - 1) == "be"
    if not passive and _has_object(sentence, at, at + 1):
        return None
    return Bond(harm=Harm(harm), cue=at, end=at + 1, behind=True)


def _goes_to_hospital(sentence: Sentence, at: int) -> bool:
    """ "Were taken to an area hospital", "flown to hospitals in Vineland"."""
    if sentence.lemma(at) not in word_set("harms", "hospital", "verbs") or sentence.tokens[at].tag != "VBN":
        return False
    return not word_set("harms", "hospital", "words").isdisjoint(sentence.lower[at + 1 : at + 7])


def _suffers(sentence: Sentence, at: int) -> bool:
    """ "Suffered non-life-threatening injuries": an injury among the next words."""
    if sentence.lemma(at) not in ("suffer", "sustain", "receive"):
        return False
    return any(word in ("injuries", "wounds", "burns", "injury", "wound") for word in sentence.lower[at + 1 : at + 8])


def _has_object(sentence: Sentence, verb: int, end: int) -> bool:
    """Whether a verb acts on something behind it: then those before it did it ("three men killed a guard")."""
    if sentence.tokens[verb].pos not in ("VERB", "AUX"):
        return False
    if any(sentence.lemma(c) == "be" and c < verb for c in sentence.children[verb]):
        return False
    if any(sentence.tokens[c].dep in ("dobj", "obj") and c >= end for c in sentence.children[verb]):
        return True
    if end >= len(sentence) or sentence.lower[end] in word_set("quantities", "ends", "words"):
        return False
    return sentence.tokens[end].pos in ("NUM", "DET", "PRON", "PROPN", "NOUN") and sentence.lower[end] != "all"


def _by_toll(sentence: Sentence, quantity: Quantity) -> Bond | None:
    """ "the death toll rose to 36", "Deaths: 97", "the number of wounded stood at 30"."""
    for at in range(quantity.start - 1, max(-1, quantity.start - 20), -1):
        harm = groups_of_tolls().get(sentence.lower[at])
        if harm and _is_toll_noun(sentence, at, quantity):
            if _leads_to(sentence, at + 1, quantity.start):
                return Bond(harm=Harm(harm), cue=at, end=at + 1)
            return None
    return None


def groups_of_tolls() -> dict[str, str]:
    """Nouns whose number follows them ("toll", "deaths"), with their harm."""
    return {word: harm for word, harm in groups("harms", "tolls").items() if harm in ("killed", "injured", "missing")}


def _is_toll_noun(sentence: Sentence, at: int, quantity: Quantity) -> bool:
    """Whether the word heads a count: "death" only before "toll", "killed" only as a label or in "number of killed"."""
    word = sentence.lower[at]
    if word == "death":
        return False
    if word in ("toll", "deaths", "fatalities", "injuries"):
        return True
    if sentence.lower[at + 1] in (":", "=") or (at == 0 and at + 1 == quantity.start):
        return True
    counting = word_set("harms", "tolls", "counting")
    numbered = not counting.isdisjoint(sentence.lower[at + 1 : quantity.start])
    return numbered or "of" in sentence.lower[max(0, at - 3) : at]


def _leads_to(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only words of counting and moving stand between a toll and its number."""
    verbs, between = word_set("harms", "tolls", "verbs"), word_set("harms", "between", "words")
    for at in range(start, end):
        token = sentence.tokens[at]
        small = token.pos in ("ADP", "DET", "ADV", "PUNCT", "PART", "AUX", "SCONJ", "NUM", "PROPN")
        if not (small or sentence.lemma(at) in verbs or sentence.lower[at] in between or token.pos == "NOUN"):
            return False
    return True


def _by_parse(sentence: Sentence, quantity: Quantity, counted: Counted) -> Bond | None:
    """The verb or noun above the number in the parse, over joined and apposed nouns."""
    at = counted.head if counted.head is not None else quantity.end - 1
    for _ in range(6):
        token, above = sentence.tokens[at], sentence.tokens[at].head
        if above == at:
            return None
        if token.dep in ("dobj", "obj", "nsubjpass", "nsubj", "pobj", "attr", "oprd", "nsubj:pass"):
            return _by_governor(sentence, token.dep, above)
        if token.dep not in ("conj", "appos", "nummod", "quantmod", "compound", "nmod", "amod", "npadvmod", "dep"):
            return None
        if sentence.tokens[above].pos not in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            return None
        at = above
    return None


def _by_governor(sentence: Sentence, role: str, above: int) -> Bond | None:
    """The harm that a governing word does to what stands in this role."""
    if role == "pobj":
        return _by_noun_of(sentence, above) if sentence.lower[above] == "of" else None
    lemma, harm = sentence.lemma(above), None
    if role in ("dobj", "obj"):
        harm = phrase_harm(sentence, above) or groups("harms", "transitive").get(lemma)
        if harm is None and lemma in word_set("harms", "losses", "words"):
            harm = "killed"
    elif role in ("nsubjpass", "nsubj:pass"):
        return _by_passive(sentence, above)
    elif role == "nsubj":
        harm = groups("harms", "intransitive").get(lemma)
        if harm is None and not _has_object(sentence, above, above + 1):
            child = sentence.child(above, "acomp", "attr", "oprd")
            harm = groups("harms", "states").get(sentence.lower[child]) if child is not None else None
    return Bond(harm=Harm(harm), cue=above, end=above + 1) if harm else None


def phrase_harm(sentence: Sentence, verb: int) -> str | None:
    """The harm of a phrase that begins at a verb or at the adverb before it: "shot dead", "fatally shot"."""
    known = phrases("harms", "phrases")
    phrase = sentence.phrase_starting(verb, known)
    if phrase is None and verb:
        phrase = sentence.phrase_starting(verb - 1, known)
        if phrase and phrase[0] <= verb:
            return None
    return phrase[1] if phrase else None


def _by_passive(sentence: Sentence, verb: int) -> Bond | None:
    """ "were killed", and of two joined participles ("were rounded up and executed") the one that harms."""
    joined = [c for c in sentence.children[verb] if sentence.tokens[c].dep in ("conj", "xcomp", "oprd", "acomp")]
    for at in (verb, *joined):
        if at != verb and sentence.child(at, "nsubj", "nsubjpass", "dobj") is not None:
            continue
        harm = phrase_harm(sentence, at) or groups("harms", "transitive").get(sentence.lemma(at))
        harm = harm or groups("harms", "states").get(sentence.lower[at]) or survived_harm(sentence, at)
        if harm:
            return Bond(harm=Harm(harm), cue=at, end=at + 1, behind=True)
    return None
