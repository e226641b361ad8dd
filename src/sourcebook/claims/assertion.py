"""Whether a sentence says that a tie stands, how firmly, and on which days.

A tie is looked at from its cue word up to the clause that speaks of it, as acts are (`realis`): "talks about a merger
with X" is planned, "denied links to X" is denied, "may have joined X" is suspected, "no longer leads X" has ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.claims.lexicon import words
from sourcebook.claims.open_times import open_time, time_of
from sourcebook.claims.sentence import SUBJECTS, Sentence, Spot, edges_between, path_between
from sourcebook.records.values import UNKNOWN_TIME, TimeRange
from sourcebook.records.vocabulary import MentionKind, Realis, Stance, TiePhase

# a name or noun set beside another speaks for itself: what governs the other does not govern it
ASIDE = frozenset({"appos", "compound", "nmod", "amod", "poss"})
# what stands so beside other words does not share their day
BESIDE = frozenset({"appos", "acl", "relcl", "advcl", "amod", "parataxis"})
# how far from a word its day may stand, in edges and in words
DAY_EDGES = 5
DAY_WORDS = 40
# clauses that are not the tie's, by the word that opens them
APART = frozenset({"before", "after", "until", "since", "although", "while", "despite", "following"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """Whether a tie is stated, and how firmly; ``over`` is true where it is said to stand no longer."""

    realis: Realis = Realis.HAPPENED
    stance: Stance = Stance.STATED
    over: bool = False


def mood_of(sentence: Sentence, cue: int) -> Mood:
    """How a sentence states the tie whose word is ``cue``."""
    chain = [cue, *governing(sentence, cue)]
    over = any(no_longer(sentence, at) for at in chain)
    realis = ended_in(sentence, chain) if over else realis_in(sentence, cue, chain)
    return Mood(realis=realis, stance=stance_in(sentence, chain, realis), over=over)


def ended_in(sentence: Sentence, chain: list[int]) -> Realis:
    """Whether an end is told or only asked for: "demanded that X stop arming Y", "tried to cut ties"."""
    last = max(place for place, at in enumerate(chain) if no_longer(sentence, at))
    above = chain[last + 1 :]
    return realis_in(sentence, above[0], above) if above else Realis.HAPPENED


def realis_in(sentence: Sentence, cue: int, chain: list[int]) -> Realis:
    """Whether the tie is denied, planned or only possible, by the first word on the way up that says so."""
    if sentence.tokens[-1].text == "?":
        return Realis.HYPOTHETICAL
    below = cue
    for at in chain:
        found = own_mood(sentence, at) or (governed(sentence, below, at) if at != cue else None)
        if found is not None:
            return found
        below = at
    return Realis.HAPPENED


def governing(sentence: Sentence, cue: int) -> Iterator[int]:
    """The words over a cue that speak of its tie, nearest first."""
    below, tokens = cue, sentence.tokens
    for above in sentence.ancestors(cue):
        dep = tokens[below].dep
        if dep in ASIDE or dep in SUBJECTS:
            return
        if dep == "advcl" or (dep in ("acl", "conj", "relcl") and not shares(sentence, below, dep)):
            return
        yield above
        below = above


def shares(sentence: Sentence, below: int, dep: str) -> bool:
    """Whether a clause shares the mood of the word over it: "a plan to merge", "may leave and join"."""
    kids = sentence.children[below]
    if sentence.lemma(sentence.tokens[below].head) in words("assertion", "hedging_nouns"):
        return True
    if dep == "relcl":
        return False
    if dep == "acl":
        return any(sentence.tokens[k].tag == "TO" for k in kids)
    return sentence.tokens[below].tag == "VB" and not any(sentence.tokens[k].dep in SUBJECTS for k in kids)


def own_mood(sentence: Sentence, at: int) -> Realis | None:
    """What a word's own auxiliaries, negation and modifiers say of it."""
    kids = sentence.children[at]
    lows = {sentence.low(k) for k in kids}
    if "until" in lows:
        return None
    up = sentence.tokens[at].head
    if sentence.tokens[at].dep == "conj" and any(sentence.low(k) == "nor" for k in sentence.children[up]):
        return Realis.DENIED
    if lows & words("assertion", "no") or any(sentence.tokens[k].dep == "neg" for k in kids):
        return Realis.DENIED
    if lows & words("realis", "hypothetical", "markers"):
        return Realis.HYPOTHETICAL
    if sentence.lemma(at) in words("assertion", "hedging_nouns") and called_false(sentence, at):
        return Realis.DENIED
    if lows & words("assertion", "planned_adjectives"):
        return Realis.PLANNED
    if lows & words("assertion", "possible_adjectives"):
        return Realis.HYPOTHETICAL
    return modal_mood(sentence, at, lows)


def called_false(sentence: Sentence, noun: int) -> bool:
    """Whether a report is said to be untrue: "the rumour was false", "baseless allegations"."""
    near = [*sentence.children[noun], *sentence.children[sentence.tokens[noun].head]]
    return bool({sentence.low(k) for k in near} & words("assertion", "untrue"))


def modal_mood(sentence: Sentence, at: int, lows: set[str]) -> Realis | None:
    """What a modal makes of a verb: "would later join" tells what came, "will join" what is to come."""
    modals = {sentence.low(k) for k in sentence.children[at] if sentence.tokens[k].dep == "aux"}
    if modals & {"will", "'ll", "shall"}:
        return Realis.PLANNED
    if "would" in modals and is_reported(sentence, at):
        return Realis.PLANNED
    if "would" in modals:
        came = lows & words("assertion", "came") or any(t.mention.time for t in sentence.of(MentionKind.TIME))
        return None if came and "have" not in lows else Realis.HYPOTHETICAL
    if modals & words("realis", "hypothetical", "modals"):
        return None if "have" in lows and modals & {"may", "might", "must"} else Realis.HYPOTHETICAL
    return None


def is_reported(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is what somebody said: "announced that it would merge" tells of what is to come."""
    over = sentence.lemma(sentence.tokens[verb].head)
    saying = words("assertion", "claiming") | {"say", "tell", "warn", "pledge", "add", "insist", "state"}
    return sentence.tokens[verb].dep == "ccomp" and over in saying


def governed(sentence: Sentence, below: int, above: int) -> Realis | None:
    """What a word says of the tie that hangs on it: "denied", "plans to", "talks on", "tried to", "refused to"."""
    lemma, token = sentence.lemma(above), sentence.tokens[below]
    if token.pos == "ADP" and sentence.low(below) == "without":
        return Realis.DENIED
    if lemma in words("assertion", "denying"):
        return Realis.DENIED
    infinitive = token.tag == "VB" and any(sentence.tokens[k].tag == "TO" for k in sentence.children[below])
    infinitive = infinitive or (token.dep == "ccomp" and lemma in ("demand", "insist", "recommend", "propose"))
    for realis, table in (
        (Realis.ATTEMPTED, "trying"),
        (Realis.PLANNED, "planning"),
        (Realis.HYPOTHETICAL, "wishing"),
    ):
        if lemma in words("assertion", table) and (
            sentence.tokens[above].pos == "NOUN" or infinitive or nominal(token)
        ):
            return realis
    if lemma in words("assertion", "agreeing") and infinitive:
        return Realis.PLANNED
    return Realis.DENIED if sentence.low(above) == "without" else None


def nominal(token: object) -> bool:
    """Whether a word hangs on its verb as an object or by a preposition: "discussed a merger", "talked of joining"."""
    return getattr(token, "dep", "") in ("dobj", "obj", "prep", "pobj", "pcomp", "nsubjpass")


def no_longer(sentence: Sentence, at: int) -> bool:
    """Whether a word stands under "no longer", "used to", "ceased to", "lost", "severed"."""
    lows = [sentence.low(k) for k in sentence.children[at]]
    past = sentence.lemma(at) == "be" and sentence.tokens[at].tag in ("VBD", "VBN")
    if "longer" in lows or (past and {"once", "formerly", "previously"} & set(lows)):
        return True
    up = sentence.tokens[at].head
    if (
        up != at
        and sentence.lemma(up) in words("assertion", "ending")
        and sentence.tokens[at].dep in ("dobj", "nsubjpass")
    ):
        return True
    if sentence.tokens[at].dep == "nsubj" and sentence.lemma(up) in words("assertion", "ended_alone"):
        return not any(sentence.tokens[k].dep == "dobj" for k in sentence.children[up])
    return up != at and sentence.lemma(up) in ("use", "cease", "stop") and sentence.tokens[at].dep == "xcomp"


def stance_in(sentence: Sentence, chain: list[int], realis: Realis) -> Stance:
    """How firmly the words tie the two: "allegedly", "is believed to", "accused of", "claims to"."""
    if realis is Realis.DENIED:
        return Stance.DENIED
    near = [*chain, *(k for at in chain for k in sentence.children[at])]
    lows, lemmas = {sentence.low(i) for i in near}, {sentence.lemma(i) for i in near}
    if lows & words("assertion", "hedges") or lemmas & words("assertion", "hedging_nouns"):
        return Stance.SUSPECTED
    if any(sentence.lemma(at) in words("assertion", "hedging") and below_it(sentence, at) for at in chain):
        return Stance.SUSPECTED
    if any({"may", "might", "must"} & {sentence.low(k) for k in sentence.children[at]} for at in chain):
        return Stance.SUSPECTED
    claimed = any(sentence.lemma(at) in words("assertion", "claiming") for at in chain[1:])
    return Stance.CLAIMED if claimed else Stance.STATED


def below_it(sentence: Sentence, verb: int) -> bool:
    """Whether something is said of somebody by nobody in particular, or laid to somebody: "is believed", "accused"."""
    passive = any(sentence.tokens[k].dep in ("auxpass", "nsubjpass") for k in sentence.children[verb])
    return passive or sentence.lemma(verb) in ("accuse", "suspect", "allege", "believe")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days of a tie with their words, and whether it began, held or ended then."""

    time: TimeRange = UNKNOWN_TIME
    spot: Spot | None = None
    phase: TiePhase | None = None


def when_of(sentence: Sentence, cue: int) -> When:
    """The days that a sentence gives to the tie whose word is ``cue``."""
    spots = [s for s in sentence.of(MentionKind.TIME) if time_of(s) is not None]
    near = [(cost, s) for s in spots if (cost := day_cost(sentence, s, cue)) is not None]
    if not near:
        opening = line_day(sentence, spots)
        return When(time=time_of(opening) or UNKNOWN_TIME, spot=opening) if opening is not None else When()
    spot = min(near, key=lambda item: (item[0], item[1].first))[1]
    return When(time=time_of(spot) or UNKNOWN_TIME, spot=spot, phase=phase_by_words(sentence, spot))


def clause_day(sentence: Sentence, verb: int) -> When:
    """The day in a clause that says since or until when: "has led it since his brother was killed in 1997"."""
    for clause in sentence.children[verb]:
        marks = {sentence.low(k) for k in sentence.children[clause] if sentence.tokens[k].dep in ("mark", "prep")}
        phase = TiePhase.BEGINS if "since" in marks else TiePhase.ENDS if "until" in marks else None
        if sentence.tokens[clause].dep != "advcl" or phase is None:
            continue
        found = when_of(sentence, clause)
        if found.spot is not None:
            return When(time=found.time, spot=found.spot, phase=phase)
    return phrase_day(sentence, verb)


def phrase_day(sentence: Sentence, head: int) -> When:
    """The day in a phrase that says since or until when: "has run it since its foundation in 1982"."""
    phases = {"since": TiePhase.BEGINS, "from": TiePhase.BEGINS, "until": TiePhase.ENDS, "till": TiePhase.ENDS}
    for prep in sentence.children[head]:
        phase = phases.get(sentence.low(prep))
        if phase is None or sentence.tokens[prep].pos not in ("ADP", "SCONJ"):
            continue
        below = sentence.below(prep)
        days = [s for s in sentence.of(MentionKind.TIME) if s.head in below and time_of(s) is not None]
        if len(days) == 1:
            return When(time=time_of(days[0]) or UNKNOWN_TIME, spot=days[0], phase=phase)
    return When()


def line_day(sentence: Sentence, spots: list[Spot]) -> Spot | None:
    """The day that opens a line of a chronology: "May 1989: the Brigade joins the Liberation Army"."""
    first = spots[0] if spots else None
    if first is None or first.first > 1 or first.last + 1 >= len(sentence.tokens):
        return None
    return first if sentence.tokens[first.last + 1].text in (":", "–", "—") else None


def day_cost(sentence: Sentence, spot: Spot, cue: int) -> tuple[int, int] | None:
    """How far a day is from a cue, or none where it belongs to another clause."""
    edges = edges_between(sentence, spot.head, cue)
    if spot.first <= cue <= spot.last:
        return 0, 0
    if not edges or len(edges) > DAY_EDGES or abs(spot.head - cue) > DAY_WORDS:
        return None
    path = path_between(sentence, spot.head, cue)
    if (
        set_aside(sentence, spot, cue)
        or any(opens_apart(sentence, at, cue, spot.head) for at in path[1:])
        or crosses(sentence, path)
        or any(sentence.tokens[i].text == ";" for i in range(*sorted((spot.head, cue))))
    ):
        return None
    clauses = [at for at in path if sentence.tokens[at].dep == "relcl" and cue not in sentence.below(at)]
    if any(sentence.tokens[at].head != cue for at in clauses):
        return None
    described = bool(clauses)
    return len(edges) + 2 * described, abs(spot.head - cue)


def set_aside(sentence: Sentence, spot: Spot, cue: int) -> bool:
    """Whether a tie stands in words set beside those that the day belongs to: "X, led by Y, attacked on Monday"."""
    above = {spot.head, *sentence.ancestors(spot.head)}
    at = cue
    for up in sentence.ancestors(cue):
        if at in above:
            break
        opened = {sentence.low(k) for k in sentence.children[at]} & {"when", "as", "where"}
        if sentence.tokens[at].dep in BESIDE and not opened:
            return True
        at = up
    return False


def opens_apart(sentence: Sentence, at: int, cue: int, day: int) -> bool:
    """Whether a word on the way from a day is a clause or phrase of another time: "before X split from Y"."""
    if sentence.tokens[at].dep == "prep":
        dated = sentence.low(at) in ("since", "until") and sentence.tokens[day].head == at
        return sentence.low(at) in APART and cue not in sentence.below(at) and not dated
    kids = sentence.children[at]
    marked = any(sentence.tokens[k].dep == "mark" and sentence.low(k) in APART for k in kids)
    return marked and (cue in sentence.below(at)) != (day in sentence.below(at))


def crosses(sentence: Sentence, path: list[int]) -> bool:
    """Whether the way from a day leads over a verb of speech or another verb's clause beside the tie's."""
    verbs = [at for at in path[1:-1] if sentence.tokens[at].pos == "VERB"]
    joined = [at for at in path[1:] if sentence.tokens[at].dep == "conj" and sentence.tokens[at].pos == "VERB"]
    return len(verbs) > 2 or (bool(joined) and bool(set(joined) & set(path[1:-1])))


def phase_by_words(sentence: Sentence, spot: Spot) -> TiePhase | None:
    """What the words before a day make of it: "since 2009", "until his death in 2009", "from 1991 to 1998"."""
    opened = open_time(spot.mention.words.quote)
    if opened is not None:
        return opened[1]
    before = [sentence.low(i) for i in range(max(0, spot.first - 2), spot.first)]
    own = {sentence.low(i) for i in range(spot.first, spot.last + 1)}
    long = spot.mention.time is not None and spot.mention.time.precision == "longer"
    dashed = any(dash in spot.mention.words.quote for dash in "–-—")
    if long and (dashed or own & {"to", "until", "and", "through"}):
        return TiePhase.LASTS
    if before[-1:] in (["since"], ["from"]) or "since" in own:
        return TiePhase.BEGINS
    if {"until", "till"} & {*before, *own}:
        return TiePhase.ENDS
    return None
