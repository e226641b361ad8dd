"""Relation, strength and alias claims: ties read from sentences and from the lines of info boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.claims.aliases import aliases_in
from sourcebook.claims.attribution import attributed_to
from sourcebook.claims.binding import one_time
from sourcebook.claims.cast import Cast
from sourcebook.claims.context import citation_at
from sourcebook.claims.infobox import box_ties
from sourcebook.claims.parties import spot_party
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.strengths import strengths_in
from sourcebook.claims.ties import Scene, Tie, ties_in
from sourcebook.records.claims import Claim
from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.values import UNKNOWN_TIME
from sourcebook.records.vocabulary import ClaimKind, Role, SegmentKind, Stance

RULES = "rules@1"


def relation_claims(reading: Reading, sentences: Sequence[Sentence], cast: Cast) -> list[Claim]:
    """All ties, strengths and aliases that a document states, unnumbered."""
    found: list[Claim] = []
    for position, sentence in enumerate(sentences):
        scene = Scene(sentence=sentence, position=position, cast=cast)
        found += [tie_claim(reading, sentence, tie) for tie in distinct_ties(ties_of(scene, cast))]
        found += [strength_claim(reading, sentence, *pair) for pair in strengths_in(scene)]
        found += [alias_claim(reading, sentence, *pair) for pair in aliases_in(sentence)]
    return found


def ties_of(scene: Scene, cast: Cast) -> Iterator[Tie]:
    """The ties of a sentence, or of a line of an info box."""
    if scene.sentence.segment.kind is not SegmentKind.SENTENCE:
        yield from box_ties(scene, cast)
    if scene.sentence.segment.kind is not SegmentKind.INFO_BOX:
        yield from ties_in(scene)


def distinct_ties(ties: Iterator[Tie]) -> list[Tie]:
    """Each tie once."""
    seen: dict[tuple[str, int, int], Tie] = {}
    for tie in ties:
        seen.setdefault((tie.type, tie.subject.mention.words.start, tie.object.mention.words.start), tie)
    return list(seen.values())


def tie_claim(reading: Reading, sentence: Sentence, tie: Tie) -> Claim:
    """A relation claim."""
    spot = one_time(sentence, tie.cue)
    words = sentence.whole()
    subject, other = tie.subject.mention, tie.object.mention
    return Claim(
        claim_id=content_id(
            "claim",
            reading.document_id,
            ClaimKind.RELATION,
            tie.type,
            words.start,
            words.end,
            subject.words.start,
            other.words.start,
        ),
        document_id=reading.document_id,
        kind=ClaimKind.RELATION,
        type=tie.type,
        words=words,
        position=0,
        attributed_to=attributed_to(sentence, tie.cue),
        cited=citation_at(words, reading.citations),
        time=spot.mention.time if spot and spot.mention.time else UNKNOWN_TIME,
        time_words=spot.mention.words if spot else None,
        parties=(
            spot_party(tie.subject, Role.SUBJECT, Stance.STATED),
            spot_party(tie.object, Role.OBJECT, Stance.STATED),
        ),
        generated_by=RULES,
        confidence=0.7,
    )


def strength_claim(reading: Reading, sentence: Sentence, actor: Spot, count: Spot, time: Spot | None) -> Claim:
    """A claim of how many an actor numbers, and as of when."""
    words = sentence.whole()
    return Claim(
        claim_id=content_id(
            "claim", reading.document_id, ClaimKind.STRENGTH, words.start, words.end, count.mention.words.start
        ),
        document_id=reading.document_id,
        kind=ClaimKind.STRENGTH,
        type="strength",
        words=words,
        position=0,
        attributed_to=attributed_to(sentence, count.head),
        cited=citation_at(words, reading.citations),
        time=time.mention.time if time and time.mention.time else UNKNOWN_TIME,
        time_words=time.mention.words if time else None,
        parties=(spot_party(actor, Role.SUBJECT, Stance.STATED),),
        figures=(count.mention.figure,) if count.mention.figure else (),
        generated_by=RULES,
        confidence=0.7,
    )


def alias_claim(reading: Reading, sentence: Sentence, actor: Spot, other: Spot) -> Claim:
    """A claim that an actor has another name: the subject is called what the object is called."""
    words = sentence.whole()
    return Claim(
        claim_id=content_id(
            "claim", reading.document_id, ClaimKind.ALIAS, words.start, words.end, actor.first, other.first
        ),
        document_id=reading.document_id,
        kind=ClaimKind.ALIAS,
        type="alias",
        words=words,
        position=0,
        cited=citation_at(words, reading.citations),
        parties=(spot_party(actor, Role.SUBJECT, Stance.STATED), spot_party(other, Role.OBJECT, Stance.STATED)),
        generated_by=RULES,
        confidence=0.8,
    )
