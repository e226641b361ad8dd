"""A segment as a tree of words with its mentions hung on them: what every rule of this room looks at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention, Segment, Token
from sourcebook.records.values import TimeRange, Words
from sourcebook.records.vocabulary import MentionKind, TimeBasis

# edges at which a new clause begins
CLAUSE_EDGES = frozenset({"ccomp", "advcl", "parataxis", "relcl", "acl", "csubj", "csubjpass", "pcomp"})
# mentions that already say what a name names
NAMING = frozenset({MentionKind.ACTOR, MentionKind.PLACE, MentionKind.TIME})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "pobj", "attr", "oprd", "iobj", "dative"})


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A mention on its tokens ``first`` to ``last``, both included; ``head`` is the token that governs them."""

    mention: Mention
    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A segment's tokens, the children of each, and its mentions by kind, in the order of the text."""

    document: Document
    segment: Segment
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    spots: dict[MentionKind, tuple[Spot, ...]]

    def of(self, kind: MentionKind) -> tuple[Spot, ...]:
        """The mentions of one kind."""
        return self.spots.get(kind, ())

    def lemma(self, index: int) -> str:
        """The token's lemma in lower case."""
        return self.tokens[index].lemma.lower()

    def low(self, index: int) -> str:
        """The token's text in lower case."""
        return self.tokens[index].text.lower()

    def ancestors(self, index: int) -> Iterator[int]:
        """The token's head, its head's head, and so on up to the root."""
        seen = 0
        while (up := self.tokens[index].head) != index and seen < len(self.tokens):
            yield up
            index, seen = up, seen + 1

    def below(self, index: int) -> set[int]:
        """The token and all that hang on it."""
        found = {index}
        stack = [index]
        while stack:
            for child in self.children[stack.pop()]:
                if child not in found:
                    found.add(child)
                    stack.append(child)
        return found

    def words(self, first: int, last: int) -> Words:
        """The words from one token to another, both included, as evidence."""
        return self.document.words(self.tokens[first].start, self.tokens[last].end)

    def whole(self) -> Words:
        """All words of the segment, as evidence."""
        return self.document.words(self.segment.start, self.segment.end)

    def spot_at(self, index: int, *kinds: MentionKind) -> Spot | None:
        """The mention of one of these kinds that covers a token."""
        for kind in kinds:
            for spot in self.of(kind):
                if spot.first <= index <= spot.last:
                    return spot
        return None


def head_of(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The token of a stretch whose own head lies outside it; the last such one of a noun phrase."""
    outside = [i for i in range(first, last + 1) if not first <= tokens[i].head <= last or tokens[i].head == i]
    if not outside:
        return last
    nouns = [i for i in outside if tokens[i].pos in ("NOUN", "PROPN", "VERB")]
    return (nouns or outside)[0]


def spot_of(tokens: tuple[Token, ...], starts: list[int], mention: Mention) -> Spot | None:
    """The mention on its tokens, or none where it lies outside them."""
    first = bisect_right(starts, mention.words.start) - 1
    last = bisect_right(starts, mention.words.end - 1) - 1
    if first < 0 or last < first:
        return None
    return Spot(mention, first, last, head_of(tokens, first, last))


def children_of(tokens: tuple[Token, ...]) -> tuple[tuple[int, ...], ...]:
    """For each token, the tokens that hang on it."""
    lists: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index and 0 <= token.head < len(tokens):
            lists[token.head].append(index)
    return tuple(map(tuple, lists))


def sentence_of(document: Document, segment: Segment, mentions: Iterable[Mention]) -> Sentence:
    """One segment made ready for the rules."""
    tokens = segment.tokens
    starts = [token.start for token in tokens]
    by_kind: dict[MentionKind, list[Spot]] = {}
    for mention in mentions:
        spot = spot_of(tokens, starts, mention)
        if spot is not None:
            by_kind.setdefault(mention.kind, []).append(spot)
    spots = {kind: tuple(sorted(found, key=lambda s: (s.first, s.last))) for kind, found in by_kind.items()}
    return Sentence(document, segment, tokens, children_of(tokens), spots)


def with_years(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, a day named without its year given the one year that the document states for that day elsewhere."""
    stated: dict[tuple[int, int], set[TimeRange]] = {}
    for mention in mentions:
        time = mention.time
        if (
            time is not None
            and time.earliest is not None
            and time.basis is TimeBasis.STATED
            and time.earliest == time.latest
        ):
            stated.setdefault((time.earliest.month, time.earliest.day), set()).add(time)
    for mention in mentions:
        time = mention.time
        if (
            time is None
            or time.earliest is None
            or time.earliest != time.latest
            or time.basis is not TimeBasis.RELATIVE
        ):
            yield mention
            continue
        years = stated.get((time.earliest.month, time.earliest.day), set())
        named = any(ch.isdigit() for ch in mention.words.quote)
        yield replace(mention, time=next(iter(years))) if named and len(years) == 1 else mention


def sentences_of(reading: Reading) -> tuple[Sentence, ...]:
    """The segments that were parsed, in order, each with its mentions, those of inline citations left out."""
    by_segment: dict[str, list[Mention]] = {}
    cited = [(c.words.start, c.words.end) for c in reading.citations]
    for mention in with_years(reading.mentions):
        if whose(mention) or any(start <= mention.words.start < end for start, end in cited):
            continue
        by_segment.setdefault(mention.segment_id, []).append(mention)
    known = places_known([mention for mention in reading.mentions if not whose(mention)])
    return tuple(
        sentence_of(
            reading.document,
            segment,
            with_known_places(reading.document, segment, by_segment.get(segment.segment_id, []), known),
        )
        for segment in reading.segments
        if segment.tokens
    )


def whose(mention: Mention) -> bool:
    """Whether a place stands inside a name and says whose something is, not where: Mosul in "Mosul police"."""
    return mention.kind is MentionKind.PLACE and mention.generated_by.startswith("inside-names@")


def places_known(mentions: Sequence[Mention]) -> dict[str, Mention]:
    """The places that a document names in one word and that the gazetteer knows, by that word."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        if mention.kind is MentionKind.PLACE and mention.place is not None and mention.words.quote.isalpha():
            found.setdefault(mention.words.quote, mention)
    return found


def with_known_places(
    document: Document, segment: Segment, mentions: list[Mention], known: dict[str, Mention]
) -> list[Mention]:
    """The mentions of a segment, and the places in it that only other sentences made plain: "Lahore park bombing"."""
    spans = [(m.words.start, m.words.end) for m in mentions if m.kind in NAMING]
    added = [
        replace(like, words=document.words(token.start, token.end), segment_id=segment.segment_id)
        for token in segment.tokens
        if token.pos == "PROPN"
        and token.dep == "compound"
        and (like := known.get(document.text[token.start : token.end])) is not None
        and all(end <= token.start or token.end <= start for start, end in spans)
    ]
    return mentions + added


def path_between(sentence: Sentence, one: int, other: int) -> list[int]:
    """The tokens passed on the way through the tree from one token to another, both included."""
    up = [one, *sentence.ancestors(one)]
    down = [other, *sentence.ancestors(other)]
    seats = {token: seat for seat, token in enumerate(up)}
    for seat, token in enumerate(down):
        if token in seats:
            return up[: seats[token] + 1] + down[:seat][::-1]
    return []


def edges_between(sentence: Sentence, one: int, other: int) -> list[str]:
    """The labels of the edges passed between two tokens."""
    path = path_between(sentence, one, other)
    tokens = sentence.tokens
    return [tokens[a].dep if tokens[a].head == b else tokens[b].dep for a, b in pairwise(path)]


def phrase(sentence: Sentence, head: int) -> tuple[int, int]:
    """The noun phrase of a head: its modifiers to the left, without a leading determiner or number word.

    Only what stands unbroken before the head belongs to it; "of" phrases and relative clauses do not.
    """
    tokens, first = sentence.tokens, head
    while first > 0:
        before = first - 1
        if tokens[before].head not in range(before, head + 1) or tokens[before].dep not in LEFT_MODIFIERS:
            break
        first = before
    while first < head and (tokens[first].pos in ("DET", "NUM", "PRON", "PUNCT", "ADV") or tokens[first].dep == "case"):
        first += 1
    return first, head


LEFT_MODIFIERS = frozenset(
    {
        "amod",
        "compound",
        "nmod",
        "nummod",
        "det",
        "poss",
        "case",
        "punct",
        "advmod",
        "npadvmod",
        "quantmod",
        "predet",
        "neg",
    }
)
