"""Whether the text says that an act happened: decided before anything else is read of it.

An act is looked at from inside out: its own modifiers, then each word that governs it, up to the clause that speaks
about it. "Police foiled a plan to attack a church" is foiled, "he said the blast killed nobody" still happened.
"""

from __future__ import annotations

from sourcebook.claims.addressed import orders_reader
from sourcebook.claims.lexicon import words
from sourcebook.claims.looking_back import in_art
from sourcebook.claims.sentence import SUBJECTS, Sentence
from sourcebook.records.vocabulary import Realis

RANKS = frozenset({"first", "second", "third", "last", "latest", "worst", "deadliest", "bloodiest"})


def realis_of(sentence: Sentence, head: int) -> Realis:
    """Whether the act whose word is ``head`` happened, in the eyes of its sentence."""
    if (
        compared_with(sentence, head)
        or long_after(sentence, head)
        or in_art(sentence, head)
        or of_a_gang(sentence, head)
    ):
        return Realis.BACKGROUND
    own = Realis.HYPOTHETICAL if orders_reader(sentence) else own_realis(sentence, head)
    if own is not None:
        return own
    aim = infinitive_realis(sentence, carrier(sentence, head))
    if aim is not None:
        return aim
    below = head
    noun = sentence.tokens[head].pos in ("NOUN", "PROPN")
    for above in sentence.ancestors(head):
        found = governed_realis(sentence, below, above)
        known = found is Realis.HYPOTHETICAL and known_act(sentence, head) and not wished_for(sentence, above, below)
        if found is not None and not known:
            return found
        if noun and shields(sentence, above):
            break
        below = above
    return Realis.HYPOTHETICAL if asked(sentence) else Realis.HAPPENED


def carrier(sentence: Sentence, head: int) -> int:
    """The verb that carries out an act noun ("to carry out a bombing"), or the act itself."""
    up = sentence.tokens[head].head
    carried = sentence.tokens[head].dep == "dobj" and sentence.lemma(up) in words("parties", "support_active")
    return up if carried else head


def infinitive_realis(sentence: Sentence, head: int) -> Realis | None:
    """What an infinitive tells: an aim, by the nearest verb of trying, planning or threatening, unless it was reached.

    The verb is looked for further up too, since parsers often lose it: "recruited by the group to attack a church".
    """
    kids = sentence.children[head]
    if sentence.tokens[head].pos != "VERB" or not any(sentence.tokens[k].tag == "TO" for k in kids):
        return None
    if any(sentence.low(k) == "have" for k in kids):
        return None
    for step, above in enumerate(sentence.ancestors(head)):
        lemma = sentence.lemma(above)
        if step == 0 and lemma in words("realis", "done", "verbs"):
            return None
        if step < 2 and lemma in words("realis", "foiled", "verbs"):
            return Realis.FOILED
        aim = aim_of(sentence, above)
        if aim is not None:
            return aim
        if step > 3 or sentence.tokens[above].dep in ("ROOT", "ccomp"):
            break
    return Realis.PLANNED


def aim_of(sentence: Sentence, word: int) -> Realis | None:
    """What a word of trying, threatening or planning makes of an infinitive under it."""
    lemma = sentence.lemma(word)
    for realis in (Realis.ATTEMPTED, Realis.THREATENED, Realis.PLANNED):
        if lemma in words("realis", realis.value, "verbs") or lemma in words("realis", realis.value, "nouns"):
            aimed = realis is Realis.ATTEMPTED and foiled_plot(sentence, word) is Realis.FOILED
            return foiled_plot(sentence, word) if realis is Realis.PLANNED or aimed else realis
    return None


def wished_for(sentence: Sentence, verb: int, below: int) -> bool:
    """Whether a verb asks for the very act that hangs on it: "called for the assassination of"."""
    return sentence.lemma(verb) in words("realis", "hypothetical", "calls") and sentence.low(below) == "for"


def known_act(sentence: Sentence, noun: int) -> bool:
    """Whether an act noun points to an act that the reader knows: "if the soldiers involved in the killing are"."""
    if sentence.tokens[noun].pos not in ("NOUN", "PROPN"):
        return False
    return any(sentence.low(k) in ("the", "this", "that", "these", "those") for k in sentence.children[noun])


def shields(sentence: Sentence, verb: int) -> bool:
    """Whether a verb speaks about an act noun without carrying it out, so that what governs the verb is not of the act.

    In "called for police to investigate the murder" the investigation is asked for; the murder happened.
    """
    if sentence.tokens[verb].pos != "VERB":
        return False
    lemma = sentence.lemma(verb)
    aims = ("planned", "attempted", "threatened", "hypothetical")
    carried = lemma in words("parties", "support_active") or lemma in words("parties", "carrying_verbs")
    return not carried and not any(lemma in words("realis", aim, "verbs") for aim in aims)


def of_a_gang(sentence: Sentence, head: int) -> bool:
    """Whether an act noun only names those who live by it: "members of the kidnapping ring were freed"."""
    up = sentence.tokens[head].head
    return sentence.tokens[head].dep == "compound" and sentence.lemma(up) in words("realis", "background", "gangs")


def compared_with(sentence: Sentence, head: int) -> bool:
    """Whether an act only measures another: "the first officer whom rebels had killed there since 1998"."""
    if sentence.tokens[head].dep not in ("relcl", "acl"):
        return False
    noun = sentence.tokens[head].head
    ranked = any(sentence.low(k) in RANKS or sentence.tokens[k].tag == "JJS" for k in sentence.children[noun])
    return ranked and any(sentence.low(k) in ("since", "ever", "there", "before") for k in sentence.below(head))


def long_after(sentence: Sentence, head: int) -> bool:
    """Whether an act noun only says how long ago it was: "twenty years after the massacre"."""
    up = sentence.tokens[head].head
    if sentence.tokens[head].pos not in ("NOUN", "PROPN") or sentence.low(up) not in ("after", "since"):
        return False
    near = {sentence.low(i) for i in (up - 1, *sentence.children[up]) if i >= 0}
    return bool(near & words("realis", "background", "spans"))


def own_realis(sentence: Sentence, head: int) -> Realis | None:
    """What the act's own modifiers and auxiliaries say."""
    if sentence.tokens[head].pos in ("VERB", "AUX"):
        return verb_mood(sentence, head)
    for child in sentence.children[head]:
        found = modifier_realis(sentence, head, child)
        if found is not None:
            return found
    return None


def modifier_realis(sentence: Sentence, head: int, child: int) -> Realis | None:
    """What one modifier of an act noun says: "failed attack", "planned bombing", "no attack"."""
    lemma, low, dep = sentence.lemma(child), sentence.low(child), sentence.tokens[child].dep
    if dep in ("amod", "compound", "nmod"):
        for realis in (Realis.ATTEMPTED, Realis.FOILED, Realis.PLANNED, Realis.THREATENED, Realis.DENIED):
            if low in words("realis", realis.value, "adjectives"):
                return realis
        if low in words("realis", "hypothetical", "adjectives") and open_future(sentence, head, low):
            return Realis.HYPOTHETICAL
        if dep != "amod" and lemma in words("realis", "background", "nouns"):
            return Realis.BACKGROUND
    if dep in ("det", "neg") and low == "no":
        return Realis.DENIED
    return None


def open_future(sentence: Sentence, head: int, low: str) -> bool:
    """Whether an adjective leaves the act open: "possible attack" does, "fresh attacks killed ten" does not."""
    if low not in words("realis", "hypothetical", "weak_adjectives"):
        return True
    up = sentence.tokens[head].head
    governors = words("realis", "hypothetical", "nouns") | words("realis", "hypothetical", "verbs") | {"against", "of"}
    return sentence.tokens[head].dep not in SUBJECTS and sentence.lemma(up) in governors


def verb_mood(sentence: Sentence, verb: int) -> Realis | None:
    """What auxiliaries, negation and conjunctions make of a verb: "would attack", "did not attack", "if it attacks"."""
    tokens = sentence.tokens
    kids = sentence.children[verb]
    lows = {sentence.low(k): k for k in kids}
    if any(tokens[k].dep == "neg" and sentence.low(k) in words("realis", "negation", "words") for k in kids):
        if of_habit(sentence, verb):
            return Realis.BACKGROUND
        return Realis.ATTEMPTED if sentence.lemma(verb) in words("realis", "duds", "verbs") else Realis.DENIED
    modals = words("realis", "hypothetical", "modals")
    if any(tokens[k].dep == "aux" and low in modals for low, k in lows.items()):
        return None if perfect_modal(sentence, verb) else Realis.HYPOTHETICAL
    if any(
        tokens[k].dep in ("mark", "advmod") and low in words("realis", "hypothetical", "markers")
        for low, k in lows.items()
    ):
        return Realis.HYPOTHETICAL
    return nobody_acts(sentence, verb)


def of_habit(sentence: Sentence, verb: int) -> bool:
    """Whether a negated verb tells what somebody never does, and no incident: "the front does not take hostages"."""
    return any(sentence.tokens[k].dep == "aux" and sentence.low(k) in ("do", "does") for k in sentence.children[verb])


def perfect_modal(sentence: Sentence, verb: int) -> bool:
    """Whether a modal speaks of the past: "may have killed" leaves the act standing, "could kill" does not."""
    kids = sentence.children[verb]
    lows = {sentence.low(k) for k in kids}
    return "have" in lows and bool(lows & {"may", "might", "must"})


def nobody_acts(sentence: Sentence, verb: int) -> Realis | None:
    """A subject that is nobody: "no one was killed", "none of the hostages was hurt"."""
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep in SUBJECTS | {"dobj"}:
            lows = {sentence.low(child), *(sentence.low(k) for k in sentence.children[child])}
            if lows & {"nobody", "none", "no"}:
                return Realis.DENIED
    return None


def governed_realis(sentence: Sentence, below: int, above: int) -> Realis | None:
    """What a governing word says of what hangs on it through ``below``."""
    token = sentence.tokens[above]
    if token.pos in ("VERB", "AUX"):
        return under_verb(sentence, below, above)
    if token.pos in ("NOUN", "PROPN", "ADJ"):
        return under_noun(sentence, below, above)
    if token.pos == "ADP" and sentence.low(above) in ("despite", "without", "against"):
        return Realis.HYPOTHETICAL if sentence.low(above) == "without" else None
    return None


def under_verb(sentence: Sentence, below: int, above: int) -> Realis | None:
    """What a verb says of its object or clause: "tried to", "foiled", "planned to", "threatened to", "denied"."""
    dep, lemma = sentence.tokens[below].dep, sentence.lemma(above)
    if dep in SUBJECTS:
        return subject_realis(sentence, below, above)
    if dep in ("ccomp", "relcl", "advcl", "parataxis", "conj", "appos") and lemma not in words(
        "realis", "denied", "verbs"
    ):
        return clause_realis(sentence, below, above)
    clause = dep in ("xcomp", "ccomp", "pcomp", "prep", "dobj", "acl", "oprd", "advcl")
    if not clause:
        return None
    if told_in_art(sentence, above):
        return Realis.BACKGROUND
    if dep in ("dobj", "oprd") and verb_mood(sentence, above) is Realis.HYPOTHETICAL:
        return Realis.HYPOTHETICAL
    if lemma in words("realis", "foiled", "verbs"):
        return Realis.FOILED if dep in ("dobj", "prep", "oprd") else None
    if lemma in words("realis", "denied", "verbs"):
        return Realis.DENIED if dep in ("ccomp", "xcomp", "dobj") else None
    return aim_realis(sentence, below, above)


def told_in_art(sentence: Sentence, verb: int) -> bool:
    """Whether a film, book or the like is what tells: "the film shows an attack"."""
    return any(
        sentence.tokens[k].dep == "nsubj" and sentence.lemma(k) in words("realis", "background", "art")
        for k in sentence.children[verb]
    )


def subject_realis(sentence: Sentence, below: int, above: int) -> Realis | None:
    """An act as the subject of a verb: "the attack was foiled", "the attack failed", "an attack could follow"."""
    lemma = sentence.lemma(above)
    passive = sentence.tokens[below].dep == "nsubjpass"
    if passive and lemma in words("realis", "foiled", "verbs"):
        return Realis.FOILED
    if passive and lemma in words("realis", "planned", "verbs"):
        return Realis.PLANNED
    if lemma == "fail":
        return Realis.ATTEMPTED
    mood = verb_mood(sentence, above)
    return mood if mood is Realis.HYPOTHETICAL else None


def clause_realis(sentence: Sentence, below: int, above: int) -> Realis | None:
    """A whole clause under a verb: only a modal or condition of its own, already looked at, or a fear changes it."""
    lemma, dep = sentence.lemma(above), sentence.tokens[below].dep
    if dep == "ccomp" and lemma in words("realis", "hypothetical", "thoughts"):
        return Realis.HYPOTHETICAL
    if dep == "relcl":
        return None
    if dep == "conj" and shares_mood(sentence, below, above):
        return verb_mood(sentence, above)
    if dep == "conj" and not any(sentence.tokens[k].dep in SUBJECTS for k in sentence.children[below]):
        return nobody_acts(sentence, above)
    return None


def shares_mood(sentence: Sentence, below: int, above: int) -> bool:
    """Whether a conjoined verb stands under the same auxiliary: "could attack and kill"."""
    return not any(
        sentence.tokens[k].dep in SUBJECTS or sentence.tokens[k].dep == "aux" for k in sentence.children[below]
    ) and (sentence.tokens[below].tag == "VB")


def aim_realis(sentence: Sentence, below: int, above: int) -> Realis | None:
    """An act that a verb aims at: "tried to bomb", "planned an attack", "vowed to avenge"."""
    lemma, dep = sentence.lemma(above), sentence.tokens[below].dep
    infinitive = any(sentence.low(k) == "to" and sentence.tokens[k].tag == "TO" for k in sentence.children[below])
    if lemma in words("realis", "attempted", "verbs") and (dep in ("xcomp", "dobj") or infinitive):
        return Realis.ATTEMPTED
    if lemma in words("realis", "threatened", "verbs") and (infinitive or warned_of(sentence, below)):
        return Realis.THREATENED
    if lemma == "aim" and dep == "prep" and sentence.low(below) == "at":
        return Realis.PLANNED
    if lemma in words("realis", "planned", "verbs") and (
        infinitive or (dep == "dobj" and lemma in ("plan", "plot", "prepare", "contemplate", "propose"))
    ):
        return Realis.PLANNED
    if lemma in words("realis", "hypothetical", "verbs") and (infinitive or dep in ("dobj", "prep")):
        return Realis.HYPOTHETICAL
    if lemma in words("realis", "background", "verbs") and dep in ("dobj", "prep"):
        return Realis.BACKGROUND
    return purpose(sentence, below, above) if infinitive else None


def warned_of(sentence: Sentence, below: int) -> bool:
    """ "warned of attacks", "threatened with death"."""
    return sentence.tokens[below].dep == "prep" and sentence.low(below) in ("of", "about", "with", "against")


def purpose(sentence: Sentence, below: int, above: int) -> Realis | None:
    """An infinitive of purpose tells an aim: "came to attack"; after "managed to" it happened."""
    if any(sentence.low(k) == "have" for k in sentence.children[below]):
        return None
    if sentence.lemma(above) in words("realis", "done", "verbs"):
        return None
    return Realis.PLANNED if sentence.tokens[below].dep == "advcl" else None


def under_noun(sentence: Sentence, below: int, above: int) -> Realis | None:
    """What a noun says of the act that hangs on it: "a plot to", "fears of", "anniversary of", "the trial over"."""
    lemma, dep = sentence.lemma(above), sentence.tokens[below].dep
    if dep not in ("prep", "acl", "pobj", "compound", "relcl", "nmod", "pcomp"):
        return None
    if dep == "relcl":
        return None
    for realis in (
        Realis.ATTEMPTED,
        Realis.PLANNED,
        Realis.THREATENED,
        Realis.DENIED,
        Realis.HYPOTHETICAL,
        Realis.BACKGROUND,
    ):
        if lemma in words("realis", realis.value, "nouns"):
            return foiled_plot(sentence, above) if realis is Realis.PLANNED else realis
    return None


def foiled_plot(sentence: Sentence, noun: int) -> Realis:
    """A plot that was foiled is a foiled act; any other is planned."""
    up = sentence.tokens[noun].head
    foils = words("realis", "foiled", "verbs") | {"uncover"}
    return Realis.FOILED if up != noun and sentence.lemma(up) in foils - {"uncover"} else Realis.PLANNED


def asked(sentence: Sentence) -> bool:
    """Whether the sentence is a question."""
    return sentence.tokens[-1].text == "?"
