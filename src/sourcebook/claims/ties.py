"""What every rule for ties looks at: a sentence with its place in the document, and who is meant in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcebook.claims.agents import conjuncts, subjects
from sourcebook.claims.cast import Cast, actor_at, apposed, is_band, is_group, is_person, named, pointed
from sourcebook.claims.lexicon import words
from sourcebook.claims.listing import named_in, row_of
from sourcebook.claims.powers import is_country
from sourcebook.claims.sentence import SUBJECTS, Sentence, Spot
from sourcebook.records.vocabulary import ActorKind, MentionKind, RelationType, TiePhase

# a name stands at most this many words after the preposition that leads to it
REACH = 7
GROUPS = frozenset({"group", "movement", "faction", "militia", "organization", "organisation", "side", "army", "rival"})
# "he" goes on over so many sentences: "Haddad joined in 1979. He quit. He headed the Front"
HE_REACH = 3
HE = frozenset({"he", "she", "him", "his", "her"})
THEY = frozenset({"it", "they", "its", "their", "them"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two actors tied by a cue word of a sentence.

    ``governor`` is the word to which the tie's day and mood belong, if not the cue. ``dated`` is false where the
    sentence's days are not the tie's: "X, leader of Y, was in Cairo on Monday".
    """

    type: RelationType
    subject: Spot
    object: Spot
    cue: int
    governor: int | None = None
    phase: TiePhase | None = None
    dated: bool = True
    hedged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with its place in the document and the document's cast.

    ``topic`` is the group of which the sentences before speak; ``entry`` says that its name opens the paragraph.
    """

    sentence: Sentence
    position: int
    cast: Cast
    topic: Spot | None = None
    entry: bool = False

    def actors(self, heads: Sequence[int]) -> list[Spot]:
        """The actors that nouns, those joined to them and those listed with them name."""
        found: list[Spot] = []
        for head in heads:
            for item in conjuncts(self.sentence, head):
                found += self.both_meant(item)
                found += row_of(self.sentence, spot) if (spot := self.actor(item)) is not None else self.such(item)
        return unique(found)

    def both_meant(self, noun: int) -> list[Spot]:
        """The two groups named last, where a noun means both: "the two groups", "both movements"."""
        plural = self.sentence.tokens[noun].tag in ("NNS", "NNPS") and self.sentence.lemma(noun) in GROUPS
        if not plural or not {self.sentence.low(k) for k in self.sentence.children[noun]} & {"two", "both"}:
            return []
        latest: dict[str, Spot] = {}
        for position, spot in reversed(self.cast.order):
            if position < self.position and named_so(spot) and len(latest) < 2:
                latest.setdefault(named(spot), spot)
        return list(latest.values())[::-1] if len(latest) == 2 else []

    def actor(self, noun: int) -> Spot | None:
        """The actor that one noun or pronoun names."""
        low = self.sentence.low(noun)
        if low in HE:
            return self.person_meant(noun)
        if low in ("who", "which", "that", "whom", "whose"):
            found = self.before(noun)
            return found if found is None or named_so(found) else self.told_before(found.head) or found
        if low in THEY or self.points(noun):
            return self.group_meant(noun)
        spot = actor_at(self.sentence, noun, self.position, self.cast)
        if spot is not None and is_country(spot) and self.owns_only(spot, noun):
            return None
        if spot is None and self.sentence.tokens[noun].dep == "appos":
            spot = actor_at(self.sentence, self.sentence.tokens[noun].head, self.position, self.cast)
        if spot is not None and not named_so(spot):
            return self.name_beside(noun) or self.told_before(noun) or spot
        return spot or self.of_people(noun) or self.told_before(noun)

    def owns_only(self, spot: Spot, noun: int) -> bool:
        """Whether a country is only whose a thing is: "Australia's bid", but not "Chad's army"."""
        forces = words("relations", "part_plurals") | words("relations", "collectives")
        return not spot.first <= noun <= spot.last and not {self.sentence.lemma(noun), self.sentence.low(noun)} & forces

    def of_people(self, noun: int) -> Spot | None:
        """The group that its people stand for: "leaders of X", "members of X"."""
        if self.sentence.tokens[noun].tag not in ("NNS", "NNPS") or self.sentence.lemma(noun) not in words(
            "relations", "people_nouns"
        ):
            return None
        return next(iter(bands(self.toward(noun, "of"))), None)

    def name_beside(self, noun: int) -> Spot | None:
        """The name set beside a common noun: "his brother, Omar"."""
        beside = [k for k in self.sentence.children[noun] if self.sentence.tokens[k].dep == "appos"]
        spots = [self.sentence.spot_at(k, MentionKind.ACTOR) for k in beside]
        return next((s for s in spots if s is not None and named_so(s)), None)

    def told_before(self, noun: int) -> Spot | None:
        """Whom a common noun is said of or points to: "the Guard, an armed group", "the militia"."""
        if self.points(noun):
            return self.group_meant(noun)
        first = noun
        while first and self.sentence.tokens[first - 1].head in range(first - 1, noun + 1):
            first -= 1
        aside = first > 1 and self.sentence.tokens[first - 1].text in (",", ":")
        if not aside or self.sentence.low(first) not in ("a", "an", "another", "one"):
            return None
        before = self.sentence.spot_at(first - 2, MentionKind.ACTOR)
        return before if before is not None and is_band(before) and named_so(before) else None

    def such(self, noun: int) -> list[Spot]:
        """The names after a plain word for them: "factions such as A and B", "groups including A", "figures like B"."""
        sentence, tokens = self.sentence, self.sentence.tokens
        for at in range(noun + 1, min(noun + 6, len(tokens))):
            if sentence.low(at) in ("such", "including", "like", "namely", "notably"):
                return self.from_here(at + 1, 3)
            if tokens[at].pos == "VERB":
                break
        return []

    def from_here(self, at: int, reach: int = REACH) -> list[Spot]:
        """The row of names that begins within a few words, no verb and no end of clause between."""
        tokens = self.sentence.tokens
        for index in range(at, min(at + reach, len(tokens))):
            spot = self.sentence.spot_at(index, MentionKind.ACTOR)
            if spot is not None and spot in named_in(self.sentence):
                return row_of(self.sentence, spot)
            if tokens[index].pos in ("VERB", "AUX") or tokens[index].text in (",", ";", ":", "against"):
                break
            if self.sentence.low(index) in ("it", "them", "him") or self.points(index):
                return [found] if (found := self.actor(index)) is not None else []
        return []

    def points(self, index: int) -> bool:
        """Whether a word stands for a group named before: "the group", and nothing follows that it belongs to."""
        sentence = self.sentence
        known = sentence.lemma(index) in words("relations", "group_words") and sentence.tokens[index].pos == "NOUN"
        spot = sentence.spot_at(index, MentionKind.ACTOR)
        return known and (spot is None or not named_so(spot)) and pointed(sentence, index)

    def group_meant(self, index: int) -> Spot | None:
        """Which group "it" or "the group" means: the subject before it, else what the text speaks of."""
        if self.sentence.low(index) in ("they", "their", "them") and self.people_before(index):
            return None
        if {"new"} & {self.sentence.low(k) for k in self.sentence.children[index]}:
            return next((s for at, s in reversed(self.cast.order) if at < self.position), None)
        acts = self.sentence.low(index) in THEY and self.sentence.tokens[index].dep not in ("dobj", "pobj", "dative")
        choose = powers if acts else bands
        found = choose(named_in(self.sentence))
        if choose is bands:
            found = [s for s in found if not (s.mention.actor_id or "").startswith("state-")]
        here = [s for s in found if s.last < index and is_foremost(self.sentence, s)]
        return here[-1] if here else self.topic or self.cast.latest(self.position)

    def people_before(self, index: int) -> bool:
        """Whether the last of those named before a word are a people: "as the villagers drove them out, they"."""
        before = [s for s in self.sentence.of(MentionKind.ACTOR) if s.last < index]
        return bool(before) and before[-1].mention.actor_kind is ActorKind.POPULATION

    def after(self, head: int, *prepositions: str) -> list[int]:
        """The nouns after some prepositions that hang on a word."""
        sentence = self.sentence
        return [
            noun
            for prep in sentence.children[head]
            if sentence.low(prep) in prepositions
            for noun in sentence.children[prep]
            if sentence.tokens[noun].dep in ("pobj", "pcomp", "dobj", "npadvmod")
        ]

    def toward(self, head: int, *prepositions: str) -> list[Spot]:
        """The actors after some prepositions: by the parse, else by the words that follow."""
        found = self.actors(self.after(head, *prepositions))
        return found or self.followed(head, *prepositions)

    def followed(self, head: int, *prepositions: str) -> list[Spot]:
        """The actors right after the first of some prepositions that follows a word, whatever the parse says."""
        tokens = self.sentence.tokens
        for at in range(head + 1, min(head + REACH, len(tokens))):
            if self.sentence.low(at) in prepositions:
                return self.from_here(at + 1)
            if tokens[at].pos == "VERB" and at > head + 1:
                break
        return []

    def objects(self, verb: int) -> list[Spot]:
        """The actors that are the direct objects of a verb, or stand right after it."""
        found = [k for k in self.sentence.children[verb] if self.sentence.tokens[k].dep in ("dobj", "obj")]
        return self.actors(found) or ([] if found else self.from_here(verb + 1, 4))

    def doers(self, verb: int, *labels: str) -> list[Spot]:
        """The actors that are the subject of a verb, by the parse, else those right before it."""
        heads = subjects(self.sentence, verb, *(labels or ("nsubj",)))
        if not heads and self.sentence.tokens[verb].dep == "pcomp":
            heads = self.above_subjects(verb)
        if any(self.sentence.low(h) in ("nobody", "none", "nothing", "one", "neither") for h in heads):
            return []
        found = self.actors(heads)
        if found or any(self.sentence.tokens[h].pos in ("NOUN", "PROPN") for h in heads):
            return found
        return self.leading(verb)

    def above_subjects(self, verb: int) -> list[int]:
        """The subjects of the verb over "to joining", "of joining"."""
        over = self.sentence.tokens[self.sentence.tokens[verb].head].head
        if self.sentence.lemma(over) in words("relations", "accusing"):
            kids = self.sentence.children[over]
            return [k for k in kids if self.sentence.tokens[k].dep in ("dobj", "obj", "nsubjpass")]
        return subjects(self.sentence, over, "nsubj") if self.sentence.tokens[over].pos == "VERB" else []

    def leading(self, verb: int) -> list[Spot]:
        """The row of names that ends right before a verb, its auxiliaries, adverbs and what stands in brackets."""
        sentence = self.sentence
        at = before_aside(sentence, verb - 1)
        while at >= 0 and (
            sentence.tokens[at].pos in ("AUX", "ADV", "PART", "PUNCT") or sentence.low(at) in ("which", "who", "that")
        ):
            at -= 1
        spot = sentence.spot_at(at, MentionKind.ACTOR) if at >= 0 else None
        if spot is None:
            return []
        named = named_in(sentence)
        if spot not in named:
            spot = next((s for s in reversed(named) if s.last < spot.first), spot)
        return row_of(sentence, spot)

    def described(self, noun: int) -> list[Spot]:
        """Whom a noun is said of: its subject by "is", or the name that it is set beside."""
        sentence = self.sentence
        up = sentence.tokens[noun].head
        if sentence.tokens[noun].dep == "conj" and sentence.tokens[up].pos == "NOUN":
            return self.described(up)
        if sentence.tokens[noun].dep in ("attr", "oprd") and sentence.lemma(up) in ("be", "become", "remain"):
            return self.doers(up, "nsubj", "nsubjpass")
        forms = sentence.tokens[noun].dep in ("dobj", "obj") and sentence.lemma(noun) in words(
            "relations", "part_nouns"
        )
        if sentence.tokens[noun].dep == "nsubj" and sentence.lemma(up) == "be":
            told = [k for k in sentence.children[up] if sentence.tokens[k].dep == "attr"]
            return [s for s in self.actors(told) if any(s.first <= k <= s.last for k in told)]
        if forms and sentence.lemma(up) in ("form", "constitute", "represent", "make"):
            return self.doers(up)
        if (over := one_of(sentence, noun)) is not None:
            return self.described(over) if sentence.tokens[over].dep == "attr" else self.doers(over, "nsubj")
        return self.actors(apposed(sentence, noun)) or self.named_beside(noun)

    def named_beside(self, noun: int) -> list[Spot]:
        """The name that a noun is given: "a commander named X", "an envoy called X"."""
        for child in self.sentence.children[noun]:
            if self.sentence.low(child) in ("named", "called", "known", "identified"):
                return self.from_here(child + 1, 3)
        return []

    def before(self, index: int) -> Spot | None:
        """The last actor named before a word."""
        return next((s for s in reversed(named_in(self.sentence)) if s.last < index), None)

    def person_meant(self, index: int, besides: Sequence[Spot] = ()) -> Spot | None:
        """Whom "he" means: the last person named before in the sentence, else the subject of the one before."""
        here = [s for s in people(named_in(self.sentence)) if s.last < index and s not in besides]
        if here:
            return next((s for s in here if self.sentence.tokens[s.head].dep == "nsubj"), here[-1])
        told = [s for at, s in self.cast.persons if self.position - HE_REACH <= at < self.position]
        return told[-1] if told else None


def one_of(sentence: Sentence, noun: int) -> int | None:
    """What "one of three wings", "among its founders" hang on: the word "one", or the verb "were"."""
    prep = sentence.tokens[noun].head
    over = sentence.tokens[prep].head
    if sentence.tokens[noun].dep != "pobj" or sentence.low(prep) not in ("of", "among"):
        return None
    if sentence.low(over) in ("one", "some", "part", "two") and sentence.tokens[over].dep == "attr":
        return over
    return over if sentence.low(prep) == "among" and sentence.lemma(over) == "be" else None


def is_foremost(sentence: Sentence, spot: Spot) -> bool:
    """Whether a name is the subject of a verb, or owns it: "the Front's leader, who founded it"."""
    token = sentence.tokens[spot.head]
    return token.dep in SUBJECTS or (token.dep == "poss" and sentence.tokens[token.head].dep in SUBJECTS)


def before_aside(sentence: Sentence, at: int) -> int:
    """The word before what stands between commas: "the Front, backed by Chad, took"."""
    if at < 2 or sentence.tokens[at].text != ",":
        return at
    comma = next((i for i in range(at - 1, -1, -1) if sentence.tokens[i].text == ","), None)
    opens = comma is not None and sentence.tokens[comma + 1].tag in ("VBN", "VBG")
    return comma if comma is not None and opens else at


def unique(spots: Sequence[Spot]) -> list[Spot]:
    """The spots, each once, in their order."""
    return list(dict.fromkeys(spots))


def pairs(kind: RelationType, cue: int, subjects_: Sequence[Spot], objects: Sequence[Spot]) -> Iterator[Tie]:
    """A tie for each subject with each object that is another actor."""
    for subject in subjects_:
        for other in objects:
            if subject is not other and not same(subject, other):
                yield Tie(type=kind, subject=subject, object=other, cue=cue)


def among(kind: RelationType, cue: int, spots: Sequence[Spot]) -> Iterator[Tie]:
    """A tie for each two of a row, the earlier one first: "A and B are allies", "A and B fought each other"."""
    for at, one in enumerate(spots):
        yield from pairs(kind, cue, [one], spots[at + 1 :])


def same(one: Spot, other: Spot) -> bool:
    """Whether two mentions are of one actor."""
    a, b = one.mention, other.mention
    return (a.actor_id is not None and a.actor_id == b.actor_id) or a.name == b.name


def people(spots: Sequence[Spot]) -> list[Spot]:
    """The persons among actors that are called by a name."""
    return [spot for spot in spots if is_person(spot) and named_so(spot)]


def bands(spots: Sequence[Spot]) -> list[Spot]:
    """The groups among actors that are called by a name; countries split, merge and found nothing here."""
    return [spot for spot in powers(spots) if not is_country(spot)]


def powers(spots: Sequence[Spot]) -> list[Spot]:
    """The groups, forces and countries among actors that are called by a name."""
    return [spot for spot in spots if is_band(spot) and named_so(spot)]


def sides(spots: Sequence[Spot]) -> list[Spot]:
    """The groups, forces and persons among actors that are called by a name."""
    return [spot for spot in spots if (is_band(spot) or is_person(spot)) and named_so(spot)]


def named_so(spot: Spot) -> bool:
    """Whether an actor is called by a name, or is one of a registry: "Iraqi security forces", but not "the rebels"."""
    if (spot.mention.actor_id or "").startswith(("state-", "ucdp-")):
        return True
    words_ = (spot.mention.name or spot.mention.words.quote).split()
    capitals = sum(word[:1].isupper() for word in words_)
    if len(words_) == 1 and spot.first == 0 and words_[0].casefold().removesuffix("s") in common_people():
        return False
    if any(letter.isupper() for letter in words_[-1]) or capitals > 1:
        return True
    return words_[-1].casefold() in words("relations", "collectives") and (capitals > 0 or words_[-1] == "coalition")


def common_people() -> frozenset[str]:
    """Common nouns for people, which a sentence may open with: "Soldiers fought", "Fighters joined"."""
    return words("relations", "people_nouns") | words("relations", "member_nouns") | words("relations", "part_plurals")


def rebels(spots: Sequence[Spot]) -> list[Spot]:
    """The named groups and the forces with a name of their own: a police chief is not read as a leader."""
    return [spot for spot in bands(spots) if spot.mention.actor_kind is not ActorKind.STATE_FORCE or own_name(spot)]


def own_name(spot: Spot) -> bool:
    """Whether a force is known by a name of its own ("Quds Force", "Hill Army"), not only as a country's army."""
    if is_group(spot):
        return True
    return (spot.mention.actor_id or "actor-state-").startswith("actor-") and not (
        spot.mention.actor_id or "actor-state-"
    ).startswith("actor-state-")


def is_the_object(scene: Scene, verb: int, spot: Spot) -> bool:
    """Whether a group is fought itself or through its people, not only what it says: "countered X claims"."""
    sentence = scene.sentence
    if spot not in sentence.of(MentionKind.ACTOR):  # "them", "the group": named in another sentence
        return True
    up = sentence.tokens[spot.head].head
    inside = sentence.tokens[spot.head].dep in ("compound", "poss", "amod", "nmod") and up > spot.last
    people_ = (
        words("relations", "member_nouns") | words("relations", "group_words") | words("relations", "part_plurals")
    )
    return not inside or up == verb or sentence.lemma(up) in people_ | {"government", "regime", "leader", "army"}
