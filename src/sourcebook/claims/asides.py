"""What a sentence tells only aside: older acts by which it says who a group is, or why something was done."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.claims.acts import Act
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import SUBJECTS, Sentence, Spot
from sourcebook.claims.times import known, past_perfect
from sourcebook.records.values import TimeRange
from sourcebook.records.vocabulary import ActorKind, MentionKind

# "came after the bombing", "following the raid": what stands below lies before what stands above
LATER_THAN = frozenset({"after", "following"})
HOURS_OF_DAY = 24
BANDS = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION})


def told_aside(sentence: Sentence, acts: Sequence[Act], time: Spot | None) -> bool:
    """Whether acts are told aside: days before another, with a month but no day that can be told, or of a group."""
    if all(days_before(sentence, act.head) for act in acts):
        return True
    if time is not None and known(time.mention.time):
        return False
    lead = min((act.head for act in acts), key=lambda head: (len(list(sentence.ancestors(head))), head))
    if named_month(sentence, lead) or long_ago(sentence, lead):
        return True
    return all(past_perfect(sentence, verb_of(sentence, a.head)) or of_somebody(sentence, a.head) for a in acts)


def verb_of(sentence: Sentence, head: int) -> int:
    """An act's verb: its own word, or the verb whose object it is: "had thrown firebombs"."""
    token = sentence.tokens[head]
    return token.head if token.dep == "dobj" and sentence.tokens[token.head].pos == "VERB" else head


def named_month(sentence: Sentence, head: int) -> bool:
    """Whether an act has a month or feast of its own that gives no day: "on August 8" in a report without a year."""
    for spot in sentence.of(MentionKind.TIME):
        lows = {sentence.low(i) for i in range(spot.first, spot.last + 1)}
        near = head in list(sentence.ancestors(spot.head))[:3]
        if near and not known(spot.mention.time) and lows & words("incidents", "calendar"):
            return True
    return False


def times_over(sentence: Sentence, head: int) -> list[TimeRange]:
    """The times that hang on what governs an act: "in February of that year the group said it attacked"."""
    above = set(sentence.ancestors(head))
    found = []
    for spot in sentence.of(MentionKind.TIME):
        verb = next((i for i in sentence.ancestors(spot.head) if sentence.tokens[i].pos in ("VERB", "AUX")), None)
        if verb in above and spot.mention.time is not None and known(spot.mention.time):
            found.append(spot.mention.time)
    return found


def long_ago(sentence: Sentence, head: int) -> bool:
    """Whether an act is set "ago", days or longer: "just over a week ago"."""
    for child in sentence.children[head]:
        lows = {sentence.low(i) for i in sentence.below(child)} if sentence.tokens[child].dep == "advmod" else set()
        if "ago" in lows:
            return not lows & words("incidents", "hours")
    return False


def of_somebody(sentence: Sentence, head: int) -> bool:
    """Whether an act only says who a group is: "X, which bombed the market", "the outfit behind the blasts"."""
    for index in (head, *sentence.ancestors(head)):
        token = sentence.tokens[index]
        if token.dep in ("relcl", "acl", "appos") and token.head != index:
            noun = sentence.spot_at(token.head, MentionKind.ACTOR)
            if noun is not None and noun.mention.actor_kind in BANDS:
                return True
        if token.dep == "prep" and sentence.low(index) == "behind":
            return True
    return False


def of_another_day(sentence: Sentence, head: int) -> bool:
    """Whether an act is told as the cause or measure of another: "revenge for raids", "since a sniper killed"."""
    if any(sentence.tokens[k].dep == "mark" and sentence.low(k) in ("since", "until") for k in sentence.children[head]):
        return True
    above = list(sentence.ancestors(head))[:3]
    return any(sentence.lemma(i) in words("incidents", "apart_nouns") for i in above)


def days_before(sentence: Sentence, head: int) -> bool:
    """Whether an act is told as what lay a day or more before another: "shot 48 hours after rebels killed a judge"."""
    after = after_over(sentence, head)
    if after is None:
        return False
    unit = sentence.lemma(after - 1) if after else ""
    count = sentence.low(after - 2) if after > 1 else ""
    if unit in words("incidents", "hours"):
        return count.isdigit() and int(count) >= HOURS_OF_DAY
    return unit in words("incidents", "span_units") | {"day"}


def after_over(sentence: Sentence, head: int) -> int | None:
    """The "after" or "following" by which an act is set before what the sentence tells first."""
    for index in (head, *sentence.ancestors(head)):
        if sentence.low(index) in LATER_THAN and sentence.tokens[index].pos in ("ADP", "SCONJ", "VERB"):
            return index
        marks = [k for k in sentence.children[index] if sentence.tokens[k].dep == "mark"]
        found = next((k for k in marks if sentence.low(k) == "after"), None)
        if found is not None:
            return found
        if sentence.tokens[index].dep in ("ROOT", "conj"):
            return None
    return None


def clause_on_subject(sentence: Sentence, head: int) -> bool:
    """Whether an act stands in a clause that describes the subject of a clause that is no act itself."""
    for index in (head, *sentence.ancestors(head)):
        token = sentence.tokens[index]
        if token.dep not in ("relcl", "acl") or token.head == index:
            continue
        noun = sentence.tokens[token.head]
        spot = sentence.spot_at(token.head, MentionKind.ACTOR)
        group = spot is not None and spot.mention.actor_kind in BANDS
        set_off = any(t.text in (",", "—", "–") for t in sentence.tokens[token.head + 1 : index + 1])
        if noun.dep in SUBJECTS and set_off and not group:
            return sentence.lemma(noun.head) == "die" or sentence.spot_at(noun.head, MentionKind.TRIGGER) is None
    return False
