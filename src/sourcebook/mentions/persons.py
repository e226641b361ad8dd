"""Single people as a sentence tells them: a singular noun, a name, a pronoun, "a 4-year-old"."""

from __future__ import annotations

from sourcebook.mentions.counted import population_of
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.uncounted import could_be_age
from sourcebook.mentions.wordlists import groups, word_set
from sourcebook.records.vocabulary import FigureRule, Population

PRONOUNS = frozenset(("he", "she", "him", "her"))
_SELF = ("himself", "herself")
_MORTAL = frozenset(
    ("die", "succumb", "kill", "murder", "wound", "shoot", "assassinate", "stab", "behead", "pronounce")
)
_SINGULAR = ("NN", "NNP")
_NOUNS = ("NOUN", "PROPN", "ADJ")
_AGES = ("year", "month", "week", "day")
_NEAR = ("det", "compound", "amod", "poss", "nmod", "flat", "nummod", "npadvmod", "punct", "case")


def is_single_person(sentence: Sentence, at: int) -> bool:
    """Whether a word tells exactly one person: a singular noun for people, a person's name, "himself", "she"."""
    token = sentence.tokens[at]
    if not token.text[:1].isalpha():
        return False
    if sentence.lower[at] in (*_SELF, "another") or is_pronoun(sentence, at):
        return True
    if _is_denied(sentence, at) or sentence.lower[at] in groups("harms", "states"):
        return False
    if is_aged(sentence, at) or _is_national(sentence, at) or _has_age(sentence, at):
        return True
    if token.entity.endswith("PERSON") and token.tag == "NNPS":
        return sentence.child(at, "compound") is not None
    if token.tag not in _SINGULAR or any(sentence.tokens[c].pos == "NUM" for c in _counting(sentence, at)):
        return False
    if token.entity.endswith("PERSON") or _is_person_noun(sentence, at):
        return True
    return _is_surname(sentence, at) or _is_titled(sentence, at)


def _is_titled(sentence: Sentence, at: int) -> bool:
    """Whether a name follows a word for one person: "the al-Qaeda commander Abdelmalek Droukdel"."""
    token = sentence.tokens[at]
    if token.tag != "NNP" or token.entity[2:] in ("GPE", "LOC", "FAC"):
        return False
    before = next((n for n in range(at - 1, max(-1, at - 5), -1) if sentence.tokens[n].tag != "NNP"), None)
    return before is not None and sentence.tokens[before].tag == "NN" and _is_person_noun(sentence, before)


def _is_surname(sentence: Sentence, at: int) -> bool:
    """Whether a name without a kind is a person's: it dies or is killed, as only people are ("Okafor")."""
    token = sentence.tokens[at]
    if token.tag != "NNP" or token.entity or not token.text.istitle() or token.text.endswith("s"):
        return False
    if token.dep not in ("nsubj", "nsubjpass") or any(sentence.tokens[c].dep == "det" for c in sentence.children[at]):
        return False
    return sentence.lemma(token.head) in _MORTAL


def _is_national(sentence: Sentence, at: int) -> bool:
    """ "A Canadian", "one Uzbek": a word for a people, in the singular."""
    token = sentence.tokens[at]
    if not token.entity.endswith("NORP") or token.tag not in ("NN", "NNP", "JJ"):
        return False
    before = sentence.lower[at - 1] if at else ""
    return before in ("a", "an", "another") and (at + 1 == len(sentence) or sentence.tokens[at + 1].pos not in _NOUNS)


def _has_age(sentence: Sentence, at: int) -> bool:
    """ "Kamara, 31, was hurt": only people have an age behind their name."""
    if sentence.tokens[at].tag != "NNP" or sentence.lower[at + 1 : at + 2] not in ([","], ["("]):
        return False
    age, after = sentence.lower[at + 2 : at + 3], sentence.lower[at + 3 : at + 4]
    return bool(age) and could_be_age(age[0]) and after in ([","], [")"])


def is_pronoun(sentence: Sentence, at: int) -> bool:
    """Whether a word is "he", "she", "him" or "her" in the place of a noun."""
    return sentence.lower[at] in PRONOUNS and sentence.tokens[at].tag == "PRP"


def is_aged(sentence: Sentence, at: int) -> bool:
    """Whether the word closes "4-year-old", said of one person without a noun."""
    if sentence.lower[at] != "old" or at < 2:
        return False
    return any(word.rsplit("-", 1)[-1] in _AGES for word in sentence.lower[at - 2 : at])


def _counting(sentence: Sentence, at: int) -> list[int]:
    """The words before a noun that might count it; an age behind it ("Lee, 48") does not."""
    return [child for child in sentence.children[at] if child < at]


def _is_denied(sentence: Sentence, at: int) -> bool:
    """ "No suspect", "any soldier": nobody in particular."""
    return any(sentence.lower[child] in ("no", "neither", "any", "each", "every") for child in sentence.children[at])


def _is_person_noun(sentence: Sentence, at: int) -> bool:
    """Whether a singular noun names one person and no body of people."""
    name = sentence.lemma(at)
    if name in word_set("people", "bodies", "words"):
        return False
    return name in groups("people", "populations") and sentence.lower[at] in (name, name + ".")


def told_as(sentence: Sentence, heads: list[int]) -> FigureRule:
    """By which rule these words are a number of people."""
    if len(heads) > 1:
        return FigureRule.PEOPLE_NAMED
    return FigureRule.PRONOUN if is_pronoun(sentence, heads[0]) else FigureRule.ONE_PERSON


def population_at(sentence: Sentence, at: int) -> Population:
    """The population of one person; a name is of the population of the title before it ("Judge Paolo Ferri")."""
    if is_aged(sentence, at):
        return Population.PEOPLE
    found = population_of(sentence, left_edge(sentence, at), at)
    if found is Population.PEOPLE and sentence.tokens[at].pos == "PROPN":
        return _by_title(sentence, at)
    return found


def _by_title(sentence: Sentence, at: int) -> Population:
    titles = groups("people", "titles") | groups("people", "populations")
    for before in range(left_edge(sentence, at), at):
        for form in sentence.forms(before):
            if form in titles:
                return Population(titles[form])
    return Population.PEOPLE


def left_edge(sentence: Sentence, head: int) -> int:
    """The first word of the noun's own phrase: its article, titles and adjectives."""
    at = head
    while at > max(0, head - 9) and sentence.tokens[at - 1].dep in _NEAR and sentence.tokens[at - 1].head <= head:
        if sentence.tokens[at - 1].dep == "punct" and sentence.lower[at - 1] != "-":
            break
        at -= 1
    while at < head and (sentence.lower[at] == "-" or sentence.lower[max(0, at - 1)] == "-"):
        at += 1
    return at


def conjuncts(sentence: Sentence, head: int) -> list[int]:
    """The nouns joined to this one by "and" or commas."""
    is_object = sentence.tokens[head].dep in ("dobj", "conj")
    near = [head, *(c for c in sentence.children[head] if could_be_age(sentence.lower[c]))]
    joined = [c for above in near for c in sentence.children[above] if sentence.tokens[c].dep == "conj"]
    numbered = any(sentence.tokens[c].pos == "NUM" for c in _counting(sentence, head))
    found = joined if joined or numbered else [c for c in sentence.children[head] if _is_listed(sentence, c)]
    found = [at for c in found for at in (_set_beside(sentence, head, c) if c not in joined else [c])]
    found = [c for c in found if not (is_object and _speaks(sentence, c))]
    return [*found, *(deeper for at in found for deeper in conjuncts(sentence, at))]


def is_name_of(sentence: Sentence, at: int, joined: list[int]) -> bool:
    """Whether a name between commas only says who the one before it is: "her daughter, Amina Yusuf, and her father"."""
    if sentence.tokens[at].pos != "PROPN":
        return False
    comma = left_edge(sentence, at) - 1
    before = comma - 1
    if before < 0 or sentence.lower[comma] != "," or before not in joined or sentence.tokens[before].pos != "NOUN":
        return False
    return sentence.lower[at + 1 : at + 2] == [","] and any(other > at for other in joined)


def _set_beside(sentence: Sentence, head: int, at: int) -> list[int]:
    """What a list goes on with after a name: of "Mannan, the editor of a magazine, and a friend" only the friend."""
    described = sentence.tokens[head].pos == "PROPN" and sentence.child(at, "det") is not None
    return [c for c in sentence.children[at] if sentence.tokens[c].dep == "conj"] if described else [at]


def _is_listed(sentence: Sentence, at: int) -> bool:
    """Whether what the parse takes for a description is the next of a list ("a mayor, his wife and two guards")."""
    if sentence.tokens[at].dep != "appos":
        return False
    last = next((c for c in sentence.children[at] if sentence.tokens[c].dep == "conj"), None)
    return last is not None and _is_determined(sentence, at) and _is_determined(sentence, last)


def _is_determined(sentence: Sentence, at: int) -> bool:
    own = {sentence.tokens[child].dep for child in sentence.children[at]}
    return sentence.tokens[at].pos == "PROPN" or not own.isdisjoint(("det", "poss", "nummod"))


def _speaks(sentence: Sentence, at: int) -> bool:
    """Whether a verb follows of which this noun is the subject: "killed four, police and a doctor said"."""
    if at + 1 >= len(sentence) or sentence.tokens[at + 1].pos != "VERB":
        return False
    harms = groups("harms", "intransitive") | groups("harms", "states")
    return not any(form in harms for form in sentence.forms(at + 1))
