"""Where an act happened, if its sentence says so: each place of the sentence is weighed against "it does not say".

What is weighed are features of the way through the parse tree from the place to the word of the act, of the words on
that way, of the name itself and of its neighbours. A feature is a name; ``lexicon/where.toml`` holds what each is
worth, learned by ``tests/quality/where_weights.py``. A place is taken where its features weigh more than those of
every other place and more than those that speak for none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sourcebook.claims.lexicon import table, words
from sourcebook.claims.sentence import CLAUSE_EDGES, SUBJECTS, Sentence, Spot
from sourcebook.records.vocabulary import MentionKind

# weights that count more for more, not only once
FAR_EDGES, FAR_WORDS = 8, 30
NEAR_WORDS, LINKED_WORDS, WINDOW = 5, 3, 5
LINKS = frozenset({",", "in", "of", "("})
STOPS = frozenset({",", ";", "—", "–"})
QUOTES = frozenset({'"', "“", "”", "``", "''"})
PARTS_OF = frozenset({"compound", "poss", "amod", "nmod"})

Feature = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Way:
    """The tokens from a place's head up to the first that also governs the act, and from the act's word up to it."""

    up: tuple[int, ...]
    down: tuple[int, ...]

    @property
    def top(self) -> int:
        """The token at which both meet."""
        return self.up[-1]


def place_of_act(sentence: Sentence, act: int, spots: Sequence[Spot]) -> Spot | None:
    """The place mention that says where the act of a token happened; None where the sentence does not say."""
    found = leads(sentence, act, spots)
    return max(found, key=found.__getitem__, default=None)


def leads(sentence: Sentence, act: int, spots: Sequence[Spot]) -> dict[Spot, float]:
    """The places that weigh more than silence as the place of an act, with how much more."""
    floor = weight(silence(sentence, act, spots))
    weighed = {spot: weight(evidence(sentence, spot, act, spots)) - floor for spot in spots}
    return {spot: lead for spot, lead in weighed.items() if lead > 0}


@cache
def learned() -> dict[str, float]:
    """The weight of each feature by its name."""
    return dict(table("where")["weights"])


def weight(features: Iterator[Feature]) -> float:
    """The features' weights in sum; a feature that was never learned weighs nothing."""
    worth = learned()
    return sum(worth.get(name, 0.0) * value for name, value in features)


def evidence(sentence: Sentence, spot: Spot, act: int, spots: Sequence[Spot]) -> Iterator[Feature]:
    """All features of one place as the place of an act."""
    if spot.first <= act <= spot.last:
        return
    way = way_between(sentence, spot.head, act)
    yield from of_the_way_up(sentence, way)
    yield from of_the_way_down(sentence, way)
    yield from of_the_words_between(sentence, spot.head, act)
    yield from of_the_name(sentence, spot)
    yield from of_the_words_before(sentence, spot)
    yield from of_its_grammar(sentence, spot, way)
    yield from of_its_neighbours(sentence, spot, act, spots)


def way_between(sentence: Sentence, place: int, act: int) -> Way:
    """The way through the tree; where the parse is in two pieces, both ends stand alone."""
    up, down = (place, *sentence.ancestors(place)), (act, *sentence.ancestors(act))
    seats = {token: seat for seat, token in enumerate(up)}
    for seat, token in enumerate(down):
        if token in seats:
            return Way(up[: seats[token] + 1], down[: seat + 1])
    return Way((place,), (act,))


def is_verb(sentence: Sentence, index: int) -> bool:
    """Whether a token is a verb or an auxiliary."""
    return sentence.tokens[index].pos in ("VERB", "AUX")


def speaks(sentence: Sentence, index: int) -> bool:
    """Whether a verb tells of acts rather than being one: "said", "condemned"."""
    return sentence.lemma(index) in words("attribution", "speech") | words("attribution", "reaction")


def of_the_way_up(sentence: Sentence, way: Way) -> Iterator[Feature]:
    """The prepositions, nouns and clauses between a place and what governs it and the act."""
    tokens, inner = sentence.tokens, way.up[1:-1]
    yield "edges up", min(len(way.up) - 1, FAR_EDGES) / 4
    prepositions = [sentence.low(i) for i in inner if tokens[i].pos in ("ADP", "SCONJ")]
    yield (f"prep {prepositions[0]}" if prepositions else f"bare {tokens[way.up[0]].dep}"), 1
    if len(prepositions) > 1:
        yield f"outer prep {prepositions[-1]}", 1
    edges = [tokens[i].dep for i in way.up[:-1]]
    yield from ((f"up {edge}", 1) for edge in sorted(set(edges) & (CLAUSE_EDGES | {"conj", "appos"})))
    if edges:
        yield f"top {edges[-1]}", 1
    yield "nouns up", min(sum(tokens[i].pos in ("NOUN", "PROPN") for i in inner), 4) / 2
    verbs = [i for i in inner if is_verb(sentence, i)]
    yield "verbs up", min(len(verbs), 3)
    yield "told up", any(speaks(sentence, i) for i in verbs)


def of_the_way_down(sentence: Sentence, way: Way) -> Iterator[Feature]:
    """The clauses between the act's word and what governs both: "killed" in "struck Kano, killing six"."""
    tokens = sentence.tokens
    yield "edges down", min(len(way.down) - 1, 6) / 3
    yield from ((f"down {edge}", 1) for edge in sorted({tokens[i].dep for i in way.down[:-1]}))
    verbs = [i for i in way.down[1:] if is_verb(sentence, i)]
    yield "told between", any(speaks(sentence, i) for i in verbs[:-1])
    marks = {sentence.low(k) for i in way.down[:-1] for k in sentence.children[i] if tokens[k].dep == "mark"}
    yield from ((f"mark {mark}", 1) for mark in sorted(marks | {sentence.low(i) for i in way.down[1:-1]}))
    if len(way.down) == 1:
        yield "under the act", 1
        return
    yield "over the act", way.top == way.up[0]
    yield ("top verb" if is_verb(sentence, way.top) else "top noun"), way.top != way.up[0]
    yield "top told", speaks(sentence, way.top)
    yield "top subject", len(way.up) > 1 and tokens[way.up[-2]].dep in SUBJECTS


def of_the_words_between(sentence: Sentence, place: int, act: int) -> Iterator[Feature]:
    """How far and on which side of the act a place stands, and what stands between."""
    low, high = sorted((place, act))
    verbs = min(sum(sentence.tokens[i].pos == "VERB" for i in range(low + 1, high)), 4) / 2
    texts = {sentence.tokens[i].text for i in range(low, high)}
    yield "after", place > act
    yield "words", min(high - low, FAR_WORDS) / 10
    yield "near", high - low <= NEAR_WORDS
    yield "verbs between", verbs
    yield "verbs before", verbs * (place > act)
    yield "comma between", not texts.isdisjoint(STOPS)
    yield "quote between", not texts.isdisjoint(QUOTES)


def of_the_name(sentence: Sentence, spot: Spot) -> Iterator[Feature]:
    """What the place is, and whether its words name an actor rather than ground."""
    place, token = spot.mention.place, sentence.tokens[spot.head]
    yield f"is {place.precision.value if place else 'unknown'}", 1
    yield "in an actor", sentence.spot_at(spot.head, MentionKind.ACTOR) is not None
    yield "adjective", token.pos == "ADJ"
    yield "people", token.entity.endswith("NORP")


def of_the_words_before(sentence: Sentence, spot: Spot) -> Iterator[Feature]:
    """Whether a place only serves to find another: "30 km from Kano", "north of Kano", "the border with Chad"."""
    before = [sentence.low(i) for i in range(max(0, spot.first - WINDOW), spot.first)]
    sides, last = words("where", "sides"), before[-1] if before else ""
    yield "distance before", not words("where", "distances").isdisjoint(before)
    yield "side of", last == "of" and before[-2:-1] != [] and before[-2] in sides
    yield "side before", last in sides
    yield "edge before", not words("where", "edges").isdisjoint(before[-3:])
    yield "opens", spot.first <= 1
    yield "comma before", last == ","


def of_its_grammar(sentence: Sentence, spot: Spot, way: Way) -> Iterator[Feature]:
    """What a place is to the word that governs it: an object, a subject, whose something is."""
    token = sentence.tokens[spot.head]
    yield "subject", token.dep in SUBJECTS
    yield "object", token.dep == "dobj"
    if len(way.up) == 2 and len(way.down) == 1:
        yield f"of the act {token.dep}", 1
    if token.dep in PARTS_OF:
        yield f"part {token.dep}", 1
        yield "ground", sentence.lemma(token.head) in words("where", "ground")
        yield "source", sentence.lemma(token.head) in words("attribution", "sources")
        yield "of an actor", sentence.spot_at(token.head, MentionKind.ACTOR) is not None
        yield "of an act", sentence.spot_at(token.head, MentionKind.TRIGGER) is not None


def of_its_neighbours(sentence: Sentence, spot: Spot, act: int, spots: Sequence[Spot]) -> Iterator[Feature]:
    """How a place stands to the other places: in one, holding one, the nearest to the act, the first after it."""
    above = tuple(sentence.ancestors(spot.head))
    others = [other for other in spots if other is not spot]
    yield "in another", any(other.head in above for other in others)
    yield "holds another", any(spot.head in tuple(sentence.ancestors(other.head))[:4] for other in others)
    following = next((other for other in spots if other.first > spot.last), None)
    yield "opens a chain", following is not None and linked(sentence, spot, following)
    leading = next((other for other in reversed(spots) if other.last < spot.first), None)
    yield "ends a chain", leading is not None and linked(sentence, leading, spot)
    yield "nearest", all(abs(spot.head - act) <= abs(other.head - act) for other in others)
    yield "first after", spot.head > act and all(not act < other.head < spot.head for other in others)


def linked(sentence: Sentence, one: Spot, two: Spot) -> bool:
    """Whether two places are links of a chain: "Khar, Pakistan", "Olangur in Villupuram"."""
    return two.first - one.last <= LINKED_WORDS and sentence.low(two.first - 1) in LINKS


def silence(sentence: Sentence, act: int, spots: Sequence[Spot]) -> Iterator[Feature]:
    """What speaks for a sentence that does not say where: a verb of speech, a verb that no place follows."""
    token, children = sentence.tokens[act], sentence.children[act]
    yield "none", 1
    yield f"none {token.tag}", 1
    yield f"none {token.dep}", 1
    yield "none told", speaks(sentence, act)
    yield "none light", sentence.lemma(act) in words("where", "light")
    yield "none auxiliary", token.pos == "AUX" or sentence.lemma(act) in ("be", "have", "do")
    yield "none denied", any(sentence.low(k) in ("n't", "not", "never", "no") for k in children)
    yield "none modal", any(sentence.tokens[k].tag == "MD" for k in children)
    yield "none violent", sentence.spot_at(act, MentionKind.TRIGGER) is not None
    yield "none places", min(len(spots), 4) / 2
    yield "none after", all(spot.head < act for spot in spots)
