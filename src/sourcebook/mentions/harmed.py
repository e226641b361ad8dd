"""What happened to those who are counted: the verb, adjective or noun that binds a harm to a number."""

from __future__ import annotations

from sourcebook.mentions.counted import Counted
from sourcebook.mentions.governed import by_parse
from sourcebook.mentions.harm_words import Bond, among_toll, done_to_death, has_object, is_passive, transitive
from sourcebook.mentions.harmed_of import by_life, by_noun_of
from sourcebook.mentions.quantities import Quantity
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.survived import harm_under_care
from sourcebook.mentions.toll_nouns import by_toll
from sourcebook.mentions.wordlists import groups, phrases, word_set
from sourcebook.records.vocabulary import FigureRule, Harm, Population

_AT_ARMS = (Population.SOLDIERS, Population.MILITANTS, Population.POLICE)
_ENDS_FATALLY = ("PUNCT", "ADP", "CCONJ", "NOUN", "PROPN")
_ENDS_CLAUSE = frozenset((";", ".", ":", "—", "–"))


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
        or _by_fatally(sentence, counted)
        or _by_words_behind(sentence, counted)
        or _by_state_within(sentence, counted)
        or by_toll(sentence, quantity)
        or by_parse(sentence, quantity, counted)
        or noun
    )


def _by_state_within(sentence: Sentence, counted: Counted) -> Bond | None:
    """ "20 wounded soldiers", "the 317 kidnapped girls"."""
    if counted.state is None:
        return None
    harm = Harm(groups("harms", "states")[sentence.lower[counted.state]])
    return Bond(harm=harm, cue=counted.state, end=counted.state + 1, rule=FigureRule.STATE_WITHIN)


def _by_noun(sentence: Sentence, counted: Counted) -> Bond | None:
    """ "12 deaths", "30 wounded": the noun is the harm."""
    if counted.head is None:
        return None
    if sentence.lemma(counted.head) == "life":
        return by_life(sentence, counted.head)
    for form in sentence.forms(counted.head):
        harm = groups("harms", "counts").get(form)
        if harm is None and counted.of_whole and counted.people:
            harm = groups("harms", "states").get(form)
        if harm:
            return Bond(harm=Harm(harm), cue=counted.head, end=counted.head + 1, rule=FigureRule.NOUN_OF_HARM)
    return None


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
        return Bond(harm=Harm(phrase[1]), cue=phrase[0], end=at + 1, rule=FigureRule.WORDS_BEFORE)
    if sentence.lower[at] == "of":
        return by_noun_of(sentence, at)
    harm = transitive(sentence, at)
    if harm is None or is_passive(sentence, at):
        return None
    return Bond(harm=harm, cue=at, end=at + 1, rule=FigureRule.WORDS_BEFORE)


def _by_fatally(sentence: Sentence, counted: Counted) -> Bond | None:
    """ "Three were shot, two of them fatally": the wounds of these killed; "two fatally shot" is told by its verb."""
    at, words = counted.end, word_set("harms", "fatally", "words")
    if at >= len(sentence) or sentence.lower[at] not in words:
        return None
    if at + 1 < len(sentence) and sentence.tokens[at + 1].pos not in _ENDS_FATALLY:
        return None
    return Bond(harm=Harm.KILLED, cue=at, end=at + 1, rule=FigureRule.FATALLY, behind=True)


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
        if _hit_and(sentence, at):
            at += 2
            continue
        if sentence.lower[at] not in word_set("harms", "between", "words") or _denies(sentence, at):
            return None
        at += 1
    return None


def _hit_and(sentence: Sentence, at: int) -> bool:
    """ "Two men were shot and died": what follows is told of the same people."""
    hit = sentence.lower[at] in word_set("harms", "shot", "verbs") and sentence.lemma(at - 1) == "be"
    return hit and sentence.lower[at + 1 : at + 2] == ["and"]


def _denies(sentence: Sentence, at: int) -> bool:
    """Whether "not" denies the state behind it ("were not hurt"), and not just a detail ("not immediately named")."""
    return sentence.lower[at] in ("not", "n't", "n’t", "never")


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
    among = among_toll(sentence, at)
    if among is not None:
        return Bond(harm=among, cue=at, end=at + 1, rule=FigureRule.WORDS_BEHIND, behind=True)
    if care := harm_under_care(sentence, at):
        rule = FigureRule.UNDER_CARE if care is Harm.INJURED else FigureRule.WORDS_BEHIND
        return Bond(harm=care, cue=at, end=at + 1, rule=rule, behind=True)
    phrase = sentence.phrase_starting(at, phrases("harms", "phrases"))
    if phrase and not has_object(sentence, at, phrase[0]):
        cared = not word_set("harms", "hospital", "care").isdisjoint(sentence.lower[at : phrase[0]])
        rule = FigureRule.UNDER_CARE if cared else FigureRule.WORDS_BEHIND
        return Bond(harm=Harm(phrase[1]), cue=at, end=phrase[0], rule=rule, behind=True)
    harm = groups("harms", "states").get(sentence.lower[at])
    if harm is None and (done_to_death(sentence, at) or _falls(sentence, counted, at)):
        harm = "killed"
    if harm is None:
        lemma = sentence.lemma(at)
        harm = groups("harms", "intransitive").get(lemma) or groups("harms", "transitive").get(lemma)
        if harm is None or (lemma in groups("harms", "transitive") and not sentence.lower[at].endswith(("ed", "n"))):
            return None
    passive = at > counted.end and sentence.lemma(at - 1) == "be"
    if not passive and has_object(sentence, at, at + 1):
        return None
    return Bond(harm=Harm(harm), cue=at, end=at + 1, rule=FigureRule.WORDS_BEHIND, behind=True)


def _falls(sentence: Sentence, counted: Counted, at: int) -> bool:
    """ "60 guerrillas fell in the fighting": of men at arms, where a fight is named."""
    if sentence.lower[at] not in ("fell", "fallen") or counted.population not in _AT_ARMS:
        return False
    return not word_set("harms", "fell", "fights").isdisjoint(sentence.lower[at + 1 : at + 6])
