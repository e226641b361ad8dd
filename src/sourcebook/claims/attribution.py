"""Who is said to say so: the subject of the verb of speech over an act, or whoever follows "according to"."""

from __future__ import annotations

from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.records.vocabulary import ActorKind, MentionKind

GROUPS = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION})


def speaker_head(sentence: Sentence, head: int) -> int | None:
    """The noun that says what hangs on its verb of speech, the nearest to the act first."""
    below = head
    for above in sentence.ancestors(head):
        spoken = (
            sentence.tokens[below].dep not in ("dobj", "prep", "nsubj", "xcomp") or sentence.lemma(above) == "report"
        ) or quoted(sentence, above)
        below = above
        if spoken and sentence.lemma(above) in words("attribution", "speech"):
            wanted = ("dobj", "nsubjpass") if quoted(sentence, above) else ("nsubj",)
            named = [k for k in sentence.children[above] if sentence.tokens[k].dep in wanted]
            if named:
                return named[0]
    return None


def quoted(sentence: Sentence, verb: int) -> bool:
    """Whether a verb only passes on what its object says: "local media quoted police as saying"."""
    kids = sentence.children[verb]
    passes = sentence.lemma(verb) in ("quote", "cite") and any(sentence.low(k) == "as" for k in kids)
    return passes and any(sentence.tokens[k].dep in ("dobj", "nsubjpass") for k in kids)


def attributed_to(sentence: Sentence, head: int) -> str | None:
    """Who is said to say so, in the text's words, or none where the document speaks itself."""
    said = according_to(sentence)
    if said is None:
        said = speaker_head(sentence, head)
    if said is None or sentence.tokens[said].pos == "PRON" or not can_speak(sentence, said):
        return None
    first, last = speaker_span(sentence, said)
    return sentence.words(first, last).quote


def can_speak(sentence: Sentence, head: int) -> bool:
    """Whether a noun is a source: a person, an actor, or a word for one."""
    if sentence.spot_at(head, MentionKind.TRIGGER, MentionKind.WEAPON):
        return False
    return sentence.tokens[head].pos in ("PROPN", "NOUN", "PRON")


def according_to(sentence: Sentence) -> int | None:
    """The noun after "according to", "as reported by", "citing" or "quoting"."""
    for index, token in enumerate(sentence.tokens[:-1]):
        low = token.text.lower()
        if low == "according" and sentence.low(index + 1) == "to":
            return noun_after(sentence, index + 1)
        if low == "as" and [sentence.low(i) for i in range(index + 1, min(index + 3, len(sentence.tokens)))] == [
            "reported",
            "by",
        ]:
            return noun_after(sentence, index + 2)
        if low in ("citing", "quoting"):
            return noun_after(sentence, index)
    return None


def noun_after(sentence: Sentence, index: int) -> int | None:
    """The head of the noun phrase after a word."""
    for child in sentence.children[index]:
        if sentence.tokens[child].pos in ("NOUN", "PROPN") and child > index:
            return child
    for later in range(index + 1, min(index + 8, len(sentence.tokens))):
        if sentence.tokens[later].pos in ("NOUN", "PROPN") and sentence.tokens[later].dep not in (
            "compound",
            "amod",
            "poss",
        ):
            return later
    return None


def speaker_span(sentence: Sentence, head: int) -> tuple[int, int]:
    """The words of a source: its modifiers and an "of" phrase, without a leading article, clause or apposition."""
    kept = {head}
    for child in sentence.children[head]:
        dep = sentence.tokens[child].dep
        if dep in ("relcl", "acl", "appos", "punct", "cc", "conj", "advcl"):
            continue
        if child < head or (dep == "prep" and sentence.low(child) in ("of", "for", "in")):
            kept |= sentence.below(child)
    first, last = min(kept), max(kept)
    while first < head and sentence.tokens[first].pos in ("DET", "PUNCT"):
        first += 1
    return first, last


def speaking_group(sentence: Sentence, head: int) -> Spot | None:
    """The armed group that itself says that an act was done: "Al-Shabab says its gunmen attacked"."""
    said = speaker_head(sentence, head)
    if said is None:
        return None
    beside = [k for k in sentence.children[said] if sentence.tokens[k].dep in ("appos", "compound", "poss")]
    beside += [n for k in sentence.children[said] if sentence.low(k) in ("of", "for") for n in sentence.children[k]]
    spots = (sentence.spot_at(index, MentionKind.ACTOR) for index in (said, *beside))
    return next((s for s in spots if s is not None and s.mention.actor_kind in GROUPS), None)
