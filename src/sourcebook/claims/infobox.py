"""Ties that an info box states line by line: "Part of Islamic State", "Split fromX", "Leaders:" with names below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sourcebook.claims.cast import is_band, is_person
from sourcebook.claims.lexicon import table, words
from sourcebook.claims.powers import power
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.ties import Scene, Tie, pairs
from sourcebook.records.vocabulary import MentionKind, PlacePrecision, RelationType, SegmentKind, TiePhase

OF_STATES = frozenset({"rival_of", "allied_with", "supported_by"})
FROM_PERSON = frozenset({RelationType.LEADS, RelationType.FOUNDED, RelationType.MEMBER_OF})
# labels whose names stand on the other side of a tie
TURNED = {
    "split_into": RelationType.SPLIT_FROM,
    "merger_of": RelationType.MERGED_INTO,
    "succeeded_by": RelationType.SUCCESSOR_OF,
    "supported_by": RelationType.SUPPORTS,
    "renamed_from": RelationType.RENAMED,
    "whole_of": RelationType.PART_OF,
}
# what stands between a name and its days: "Idris Kamal † (2001-2009)"
BRACKET = re.compile(r"\s*[†✝*]?\s*[(\[,]\s*(?:from|since|until|c\.|in)?\s*")
# the words of a line up to its colon, as in "Minister of war: Omar Farid"
OWN_LABEL = re.compile(r"[A-Z][\w'’/ -]{2,50}:(?=\s+\S)")
# a line of a box is short, and so is a name under a label
LONGEST_LINE = 160
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Label:
    """What a line of a box is about, and where the words after it begin."""

    kind: str
    end: int


def label_of(scene: Scene) -> Label | None:
    """The label with which a line begins: "Leaders", "Split from", the words after it glued on or not."""
    segment = scene.sentence.segment
    if segment.kind is SegmentKind.SENTENCE and segment.end - segment.start > LONGEST_NAME:
        return None
    line = scene.sentence.document.text[segment.start : segment.end].strip()
    rows: dict[str, str] = table("relations")["infobox"]
    for label in sorted(rows, key=len, reverse=True):
        if line.lower().startswith(label) and ends_label(line, len(label)):
            return Label(rows[label], segment.start + len(label))
    return own_label(scene)


def own_label(scene: Scene) -> Label | None:
    """A label that no list has, up to its colon: an office ("Minister of war"), or what closes the label before it."""
    segment, sentence = scene.sentence.segment, scene.sentence
    found = OWN_LABEL.match(sentence.document.text, segment.start, segment.end)
    if found is None or segment.kind is SegmentKind.SENTENCE:
        return None
    return Label("office" if office_noun(sentence, found.end()) is not None else "none", found.end())


def office_noun(sentence: Sentence, end: int) -> int | None:
    """The first word for an office before some place in the text."""
    known = words("relations", "heads") | words("relations", "deputies") | words("relations", "titles", "offices")
    before = (at for at, token in enumerate(sentence.tokens) if token.end <= end)
    return next((at for at in before if {sentence.lemma(at), sentence.low(at)} & known), None)


def ends_label(line: str, at: int) -> bool:
    """Whether a label ends here: nothing, a colon, a capital or a digit follows, and no further small word."""
    rest = line[at:].lstrip()
    return not rest or not rest[0].islower()


def is_line(scene: Scene) -> bool:
    """Whether a segment can be a line of a box or a name below its label."""
    segment = scene.sentence.segment
    length = segment.end - segment.start
    if segment.kind is SegmentKind.SENTENCE:
        return length <= LONGEST_NAME and not any(token.pos in ("VERB", "AUX") for token in segment.tokens)
    return length <= LONGEST_LINE


def box_ties(scene: Scene, label: Label) -> Iterator[Tie]:
    """The ties of one line under its label: the document's group with each actor of the line."""
    main = entry_of(scene) or scene.cast.main
    if main is None or label.kind in ("none", "open"):
        return
    if label.kind == "foundation":
        yield from foundation(scene, main)
        return
    others = [s for s in scene.sentence.of(MentionKind.ACTOR) if s.mention.words.end > label.end]
    if label.kind == "office":
        noun = office_noun(scene.sentence, label.end)
        for tie in side_by_side(RelationType.MEMBER_OF, main, others):
            yield replace(with_own_days(scene, tie, tie.subject), cue=noun or 0)
        return
    if label.kind in OF_STATES:
        others += countries_in(scene, others, label.end)
    for tie in side_by_side(label.kind, main, others):
        yield with_own_days(scene, tie, tie.object if tie.subject is main else tie.subject)


def entry_of(scene: Scene) -> Spot | None:
    """The group of an entry in a list of groups, which opens its paragraph: "The Red Column: ... Leader: X."."""
    return scene.topic if scene.sentence.segment.kind is SegmentKind.SENTENCE and scene.entry else None


def countries_in(scene: Scene, named: list[Spot], after: int) -> list[Spot]:
    """The states that a line names as places, without those that stand inside names: "Opponents: Chad"."""
    taken = {at for spot in named for at in range(spot.first, spot.last + 1)}
    places = [s for s in scene.sentence.of(MentionKind.PLACE) if s.mention.words.end > after and s.first not in taken]
    return [power(s) for s in places if s.mention.place and s.mention.place.precision is PlacePrecision.COUNTRY]


def listed_leader(scene: Scene) -> Iterator[Tie]:
    """ "Ana Ruiz (1988 to 1996): she was ...": an entry of a list of leaders, with the years of the term."""
    sentence, main = scene.sentence, scene.cast.main or scene.topic
    person = next((s for s in sentence.of(MentionKind.ACTOR) if s.first == 0 and is_person(s)), None)
    days = next((s for s in sentence.of(MentionKind.TIME) if person is not None and s.first > person.last), None)
    if main is None or person is None or days is None or not BRACKET.fullmatch(between(sentence, person, days)):
        return
    behind = sentence.document.text[days.mention.words.end : days.mention.words.end + 3]
    if behind.startswith(("):", "]:", ") :")):
        yield Tie(type=RelationType.LEADS, subject=person, object=main, cue=days.first)


def foundation(scene: Scene, main: Spot) -> Iterator[Tie]:
    """ "Founded 26 January 2015": the day on which a group began, whoever founded it."""
    if any(spot.mention.time and spot.mention.time.earliest for spot in scene.sentence.of(MentionKind.TIME)):
        yield Tie(type=RelationType.FOUNDED, subject=main, object=main, cue=0, phase=TiePhase.BEGINS)


def side_by_side(label: str, main: Spot, others: list[Spot]) -> Iterator[Tie]:
    """The document's group with each actor of a line, the other way round where the label says so."""
    kind = TURNED.get(label) or RelationType(label)
    if kind in FROM_PERSON:
        ties = pairs(kind, 0, [s for s in others if is_person(s)], [main])
    elif label in TURNED:
        ties = pairs(kind, 0, [s for s in others if is_band(s)], [main])
    else:
        ties = pairs(kind, 0, [main], [s for s in others if is_band(s)])
    yield from ties


def with_own_days(scene: Scene, tie: Tie, other: Spot) -> Tie:
    """A tie of a line with the days in brackets behind its name: "Yusuf Barakat (1994-2001)"; else without a day."""
    days = next((s for s in scene.sentence.of(MentionKind.TIME) if s.first > other.last), None)
    if days is None or not BRACKET.fullmatch(between(scene.sentence, other, days)):
        doubt = next(
            (
                at
                for at in range(other.last + 1, min(other.last + 4, len(scene.sentence.tokens)))
                if scene.sentence.low(at) in words("assertion", "hedges")
            ),
            tie.cue,
        )
        return replace(tie, dated=False, cue=doubt)
    return replace(tie, cue=days.first)


def between(sentence: Sentence, one: Spot, other: Spot) -> str:
    """The words between two mentions."""
    return sentence.document.text[one.mention.words.end : other.mention.words.start]
