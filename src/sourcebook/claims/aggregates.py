"""Statements that sum several incidents: they are kept as claims and never become one event."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.claims.acts import Act
from sourcebook.claims.lexicon import words
from sourcebook.claims.places import fineness
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.records.vocabulary import Harm, MentionKind, SegmentKind

# a bare plural with a time no longer than this can still be one incident
ONE_INCIDENT_DAYS = 7
TOWN = 4
# so many dead without a day are those of a war
THOUSANDS = 1000
SMALL_NUMBERS = frozenset(("two", "three", "four", "five", "six", "2", "3", "4", "5", "6", "both"))
# where the present tense and bare plurals tell news: "Blasts kill 12"
HEADLINES = frozenset({SegmentKind.HEADING, SegmentKind.CAPTION})


def sums_incidents(sentence: Sentence, acts: Sequence[Act], time: Spot | None, figures: Sequence[Spot]) -> bool:
    """Whether a telling sums incidents: "13 attacks", "has attacked repeatedly since 2011", "killed in the war"."""
    days = 1 if time is None and names_a_day(sentence) else days_of(time)
    if (
        days != 1
        and figures
        and all(s.mention.figure and s.mention.figure.cumulative and s.mention.figure.best != 1 for s in figures)
    ):
        return True
    several = any(in_several(sentence, act.head, days) for act in acts)
    several |= days is None and toll_of_a_war(sentence, acts, figures)
    if several or over_a_span(sentence, acts) or in_a_span_noun(sentence, acts, figures):
        return True
    if days == 1:
        return any(said_apart(sentence, act.head) or (not figures and strung(sentence, act.head)) for act in acts)
    if days is not None and days <= ONE_INCIDENT_DAYS:
        return any(counted_many(sentence, act.head) for act in acts)
    nouns = [act for act in acts if sentence.tokens[act.head].pos in ("NOUN", "PROPN")]
    verbs = [act for act in acts if sentence.tokens[act.head].pos == "VERB" and not of_a_count(act)]
    if verbs and any(habitual(sentence, act.head) for act in verbs):
        return True
    if verbs and not all(habitual(sentence, act.head) for act in verbs):
        return any(counted_many(sentence, act.head) for act in nouns)
    if at_one_site(sentence, acts):
        return any(counted_many(sentence, act.head) for act in nouns)
    wide = days is not None and days > ONE_INCIDENT_DAYS
    return bool(nouns) and all(many(sentence, act.head, wide) for act in nouns)


def toll_of_a_war(sentence: Sentence, acts: Sequence[Act], figures: Sequence[Spot]) -> bool:
    """Whether thousands of dead are a war's: "a war that has left 60,000 dead", "more than 13,000 have died"."""
    dead = [f for s in figures if (f := s.mention.figure) is not None and f.harm is Harm.KILLED]
    broad = words("incidents", "broad_acts")
    at_large = all(act.type is None or sentence.lemma(act.head) in broad for act in acts)
    return at_large and any((f.low or 0) >= THOUSANDS for f in dead)


def in_several(sentence: Sentence, head: int, days: int | None) -> bool:
    """Whether harm was done "in three separate incidents", or over days "in four attacks"."""
    for prep in sentence.children[head]:
        for noun in sentence.children[prep] if sentence.low(prep) in ("in", "during") else ():
            lows = {sentence.low(k) for k in sentence.children[noun]}
            plural = sentence.tokens[noun].tag == "NNS" and sentence.lemma(noun) in words("incidents", "plain_acts")
            counted = any(sentence.tokens[k].dep == "nummod" for k in sentence.children[noun])
            if plural and (lows & {"separate", "different", "unrelated"} or (counted and days not in (None, 1))):
                return True
            if plural and across_areas(sentence, noun):
                return True
    return False


def across_areas(sentence: Sentence, noun: int) -> bool:
    """Whether acts are set in several provinces or towns: "in attacks in two northern provinces"."""
    for prep in sentence.children[noun]:
        for area in sentence.children[prep] if sentence.low(prep) in ("in", "across") else ():
            counted = any(sentence.tokens[k].dep == "nummod" for k in sentence.children[area])
            if counted and sentence.tokens[area].tag == "NNS" and sentence.lemma(area) in words("incidents", "areas"):
                return True
    return False


def names_a_day(sentence: Sentence) -> bool:
    """Whether a sentence sets its acts on one day of which it gives no date: "on Easter Sunday", "on Christmas Eve"."""
    for index, token in enumerate(sentence.tokens):
        if sentence.low(index) in words("incidents", "feasts") and token.pos == "PROPN":
            return not sentence.of(MentionKind.TIME) or sentence.spot_at(index, MentionKind.TIME) is not None
    return False


def at_one_site(sentence: Sentence, acts: Sequence[Act]) -> bool:
    """Whether an act is placed at a site or town by "at" or "in": "there were also blasts at St. Mary's"."""
    for act in acts:
        for prep in sentence.children[act.head]:
            for child in sentence.children[prep] if sentence.low(prep) in ("at", "in", "near", "outside") else ():
                spot = sentence.spot_at(child, MentionKind.PLACE)
                if spot is not None and fineness(spot.mention.place) >= TOWN:
                    return True
    return False


def strung(sentence: Sentence, noun: int) -> bool:
    """Whether acts without a toll or a site are only summed up: "a string of attacks hit Iraq on Sunday"."""
    places = [s.mention.place for s in sentence.of(MentionKind.PLACE)]
    return container_of(sentence, noun) in words("incidents", "many_nouns") and all(fineness(p) < TOWN for p in places)


def said_apart(sentence: Sentence, noun: int) -> bool:
    """Whether a plural is of incidents that the text keeps apart: "two separate bombings"."""
    lows = {sentence.low(k) for k in sentence.children[noun]}
    return sentence.tokens[noun].tag == "NNS" and bool(lows & {"separate", "different", "unrelated"})


def of_a_count(act: Act) -> bool:
    """Whether an act is only read from a count, so that its verb may be one of speech."""
    return act.spot.mention.kind is MentionKind.FIGURE


def days_of(spot: Spot | None) -> int | None:
    """The length of a time in days."""
    time = spot.mention.time if spot else None
    if time is None or time.earliest is None or time.latest is None:
        return None
    return (time.latest - time.earliest).days + 1


def counted_many(sentence: Sentence, noun: int) -> bool:
    """Whether a count or a word for many stands by an act noun: "13 attacks", "a wave of bombings"."""
    if sentence.tokens[noun].tag not in ("NNS", "NNPS"):
        return False
    lows = {sentence.low(k) for k in sentence.children[noun]}
    if lows & (words("incidents", "one_of_many") | SMALL_NUMBERS):
        return carried_on(sentence, noun)
    if lows & {"the", "these", "those"} and not any(
        sentence.tokens[k].dep == "nummod" for k in sentence.children[noun]
    ):
        return False
    if any(sentence.tokens[k].dep == "nummod" for k in sentence.children[noun]) or lows & words("incidents", "many"):
        return True
    return container_of(sentence, noun) in words("incidents", "many_nouns")


def carried_on(sentence: Sentence, noun: int) -> bool:
    """Whether several acts are told in the present perfect: "have carried out four mass abductions"."""
    up = sentence.tokens[noun].head
    return sentence.tokens[noun].dep == "dobj" and any(
        sentence.low(k) in ("have", "has") for k in sentence.children[up]
    )


def container_of(sentence: Sentence, noun: int) -> str:
    """The noun that holds an act noun by "of": "a string of attacks"."""
    up = sentence.tokens[noun].head
    if sentence.low(up) != "of":
        return ""
    return sentence.lemma(sentence.tokens[up].head)


def many(sentence: Sentence, noun: int, wide: bool = False) -> bool:
    """Whether an act noun stands for several incidents: counted as many, or a bare plural.

    In a headline a bare plural may be one incident ("Blasts kill 12"), unless its time is ``wide``: "Attacks in 2002".
    """
    if counted_many(sentence, noun):
        return True
    if sentence.tokens[noun].tag not in ("NNS", "NNPS"):
        return False
    lows = {sentence.low(k) for k in sentence.children[noun]}
    if lows & (words("incidents", "one_of_many") | SMALL_NUMBERS | {"the", "these", "those", "both"}):
        return False
    return wide or sentence.segment.kind not in HEADLINES


def habitual(sentence: Sentence, verb: int) -> bool:
    """Whether a verb tells a habit: "has attacked repeatedly", "attacks civilians", "periodically attacked"."""
    kids = sentence.children[verb]
    if any(sentence.low(k) in words("incidents", "many_adverbs") for k in kids if sentence.tokens[k].dep == "advmod"):
        return True
    if sentence.segment.kind in HEADLINES:
        return False
    token = sentence.tokens[verb]
    helpers = {sentence.low(k) for k in kids if sentence.tokens[k].dep in ("aux", "auxpass")}
    if token.tag == "VBG" and "been" in helpers and helpers & {"have", "has", "'ve"}:
        return True
    bare = not helpers
    return token.tag in ("VBZ", "VBP") and bare and token.dep in ("ROOT", "relcl", "conj", "advcl", "ccomp")


def over_a_span(sentence: Sentence, acts: Sequence[Act]) -> bool:
    """Whether the acts are counted over a stretch of time: "since January", "over the past year"."""
    heads = {act.head for act in acts}
    for spot in sentence.of(MentionKind.TIME):
        before = sentence.low(spot.first - 1) if spot.first else ""
        low = sentence.low(spot.first)
        opens = before if before in words("incidents", "span_prepositions") else low
        if opens not in words("incidents", "span_prepositions"):
            continue
        if opens != "since" and (days_of(spot) or 0) < 10:
            continue
        governors = list(sentence.ancestors(spot.head))[:3]
        if heads & set(governors) and perfect_or_counted(sentence, acts, opens):
            return True
    return False


def perfect_or_counted(sentence: Sentence, acts: Sequence[Act], opens: str) -> bool:
    """Whether the acts are told in the perfect ("have killed 212 since") or the span is one of "over" and "between"."""
    if opens != "since":
        return True
    return any(
        sentence.low(k) in ("have", "has", "'ve", "had") for act in acts for k in sentence.children[act.head]
    ) or any(sentence.tokens[act.head].pos == "NOUN" for act in acts)


def in_a_span_noun(sentence: Sentence, acts: Sequence[Act], figures: Sequence[Spot]) -> bool:
    """Whether the toll is that of a war or campaign: "3,500 people were killed in the Troubles"."""
    if not figures:
        return False
    for act in acts:
        for prep in sentence.children[act.head]:
            if sentence.low(prep) not in ("in", "during", "by", "since", "over"):
                continue
            for noun in sentence.children[prep]:
                if sentence.lemma(noun) in words("incidents", "span_nouns") and sentence.tokens[noun].dep == "pobj":
                    return True
    return insurgency_subject(sentence, acts)


def insurgency_subject(sentence: Sentence, acts: Sequence[Act]) -> bool:
    """ "An insurgency that has cost thousands of lives"."""
    for act in acts:
        for child in sentence.children[act.head]:
            if sentence.tokens[child].dep == "nsubj" and sentence.lemma(child) in words("incidents", "span_nouns"):
                return True
        above = list(sentence.ancestors(act.head))[:3]
        above += [
            k for a in above[:1] for p in sentence.children[a] if sentence.low(p) == "of" for k in sentence.children[p]
        ][:1]
        spans = any(sentence.lemma(i) in words("incidents", "span_nouns") for i in above)
        if sentence.tokens[act.head].dep == "relcl" and spans:
            return True
    return False
