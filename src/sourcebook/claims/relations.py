"""Relation, strength and alias claims: ties read from sentences and from the lines of info boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcebook.claims.aliases import aliases_in
from sourcebook.claims.assertion import Mood, When, clause_day, mood_of, when_of
from sourcebook.claims.attribution import attributed_to
from sourcebook.claims.cast import Cast
from sourcebook.claims.context import citation_at
from sourcebook.claims.infobox import Label, box_ties, is_line, label_of, listed_leader
from sourcebook.claims.parties import spot_party as party
from sourcebook.claims.scenes import scenes_of
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.strengths import Strengths, strengths_in
from sourcebook.claims.terms import ends_told, terms_told
from sourcebook.claims.tie_rules import ties_in
from sourcebook.claims.ties import Scene, Tie
from sourcebook.claims.titles import Office, office_words, offices_in
from sourcebook.records.claims import Claim, Party
from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.values import UNKNOWN_TIME
from sourcebook.records.vocabulary import ClaimKind, Realis, RelationType, Role, Stance, TiePhase

RULES = "rules@9"
HELD = frozenset({RelationType.LEADS, RelationType.MEMBER_OF})
"""Ties that a person has to a group by an office."""
Found = tuple[Scene, Tie]


def relation_claims(reading: Reading, sentences: Sequence[Sentence], cast: Cast) -> list[Claim]:
    """All ties, strengths and aliases that a document states, unnumbered."""
    scenes = scenes_of(sentences, cast)
    ties = list(ties_told(scenes))
    ties += terms_told(scenes, ties)
    found = [tie_claim(reading, scene, tie) for scene, tie in distinct_ties(ties)]
    for scene in scenes:
        found += [strength_claim(reading, scene.sentence, one) for one in strengths_in(scene)]
        found += [alias_claim(reading, scene.sentence, *pair) for pair in aliases_in(scene.sentence)]
        found += [office_claim(reading, scene.sentence, office) for office in offices_in(scene.sentence)]
    return found


def ties_told(scenes: Sequence[Scene]) -> Iterator[Found]:
    """The ties of each sentence and of each line of an info box, the names below a label with their label."""
    open_label: Label | None = None
    for scene in scenes:
        if not is_line(scene):
            open_label = None
            yield from ((scene, tie) for tie in (*listed_leader(scene), *ties_in(scene)))
            continue
        label = label_of(scene)
        if label is not None and label.kind == "open" and open_label is not None:
            continue
        open_label = label or open_label
        if open_label is not None:
            here = open_label if label is not None else Label(open_label.kind, 0)
            yield from ((scene, tie) for tie in box_ties(scene, here))
        if label is None and open_label is None:
            yield from ((scene, tie) for tie in ties_in(scene))


def distinct_ties(ties: Sequence[Found]) -> list[Found]:
    """Each tie once: of two readings of the same two names in a sentence the surer, dated one."""
    seen: dict[tuple[object, ...], Found] = {}
    for scene, tie in ties:
        if tie.subject is tie.object and when(scene, tie).spot is None:
            continue
        ends = tie.phase is TiePhase.ENDS and tie.governor == tie.cue
        key = (scene.position, tie.type, tie.subject.mention.words.start, tie.object.mention.words.start, ends)
        if key not in seen or (when(scene, tie).spot is not None and when(*seen[key]).spot is None):
            seen[key] = (scene, tie)
    leading = {(key[0], key[2], key[3]) for key in seen if key[1] is RelationType.LEADS}
    return [
        found
        for key, found in seen.items()
        if not (key[1] is RelationType.MEMBER_OF and (key[0], key[2], key[3]) in leading)
    ]


def when(scene: Scene, tie: Tie) -> When:
    """The days of a tie, where the sentence's days are its own."""
    if not tie.dated:
        return When()
    found = when_of(scene.sentence, tie.cue if tie.governor is None else tie.governor)
    if found.spot is None and tie.governor is not None:
        found = when_of(scene.sentence, tie.cue)
    if found.spot is None:
        found = clause_day(scene.sentence, tie.cue if tie.governor is None else tie.governor)
    return vacancy_day(scene, tie) if found.spot is None else found


def vacancy_day(scene: Scene, tie: Tie) -> When:
    """The day on which a place was left that somebody takes: "after X was killed in 2002, Y took over"."""
    comes = tie.type is RelationType.SUCCESSOR_OF or (tie.type is RelationType.LEADS and tie.phase is TiePhase.BEGINS)
    if not comes:
        return When()
    days = (when_of(scene.sentence, cue) for cue, _ in ends_told(scene) if opens_a_place(scene.sentence, cue, tie.cue))
    found = next((day for day in days if day.spot is not None), When())
    return replace(found, phase=None)


def opens_a_place(sentence: Sentence, end: int, cue: int) -> bool:
    """Whether an end comes before a beginning as its cause: not "since his death in 1997 it has been unclear"."""
    above = [end, *sentence.ancestors(end)]
    since = any(sentence.low(k) == "since" for at in above for k in (at, *sentence.children[at]))
    return not since and not any(sentence.tokens[i].text in ("—", "(") for i in range(*sorted((end, cue))))


def tie_claim(reading: Reading, scene: Scene, tie: Tie) -> Claim:
    """A relation claim."""
    sentence, days, mood = scene.sentence, when(scene, tie), mood_of(scene.sentence, tie.cue)
    words = sentence.whole()
    subject, other = tie.subject.mention, tie.object.mention
    phase = phase_of(tie, days, mood)
    realis = realis_of(tie, mood)
    stance = mood.stance if realis in (Realis.HAPPENED, Realis.DENIED) else Stance.STATED
    parts = (tie.type, words.start, words.end, subject.words.start, other.words.start)
    ended = ("ends",) if phase is TiePhase.ENDS else ()
    return Claim(
        claim_id=content_id("claim", reading.document_id, ClaimKind.RELATION, *parts, *ended),
        document_id=reading.document_id,
        kind=ClaimKind.RELATION,
        type=tie.type,
        words=words,
        position=0,
        realis=realis,
        attributed_to=attributed_to(sentence, tie.cue),
        cited=citation_at(words, reading.citations),
        time=days.time,
        time_words=days.spot.mention.words if days.spot else None,
        parties=(party(tie.subject, Role.SUBJECT, stance), party(tie.object, Role.OBJECT, Stance.STATED)),
        phase=phase,
        office=office_words(sentence, tie.cue) if tie.type in HELD else None,
        generated_by=RULES,
        confidence=0.7,
    )


def realis_of(tie: Tie, mood: Mood) -> Realis:
    """The mood of a tie; whoever tries to defeat somebody is a rival, whether it succeeds or not."""
    tried = tie.type is RelationType.RIVAL_OF and mood.realis is Realis.ATTEMPTED
    return Realis.HAPPENED if tried else mood.realis


def phase_of(tie: Tie, days: When, mood: Mood) -> TiePhase | None:
    """Whether a tie begins, holds or ends: by the words of its day, else by its own."""
    if mood.over:
        return TiePhase.ENDS
    if tie.phase is not None and not (tie.phase is TiePhase.BEGINS and days.phase is TiePhase.LASTS):
        return tie.phase
    if days.phase is not None and tie.type is not RelationType.SUCCESSOR_OF:
        return days.phase
    return TiePhase.HOLDS if days.spot is not None else None


def strength_claim(reading: Reading, sentence: Sentence, one: Strengths) -> Claim:
    """A claim of how many an actor numbers, where, and as of when."""
    words, count, time, place = sentence.whole(), one.count.mention, one.time, one.place
    return Claim(
        claim_id=content_id(
            "claim", reading.document_id, ClaimKind.STRENGTH, words.start, words.end, count.words.start
        ),
        document_id=reading.document_id,
        kind=ClaimKind.STRENGTH,
        type="strength",
        words=words,
        position=0,
        attributed_to=attributed_to(sentence, one.count.head),
        cited=citation_at(words, reading.citations),
        time=time.mention.time if time and time.mention.time else UNKNOWN_TIME,
        time_words=time.mention.words if time else None,
        place=place.mention.place if place else None,
        place_words=place.mention.words if place else None,
        parties=(party(one.actor, Role.SUBJECT, Stance.STATED),),
        figures=(count.figure,) if count.figure else (),
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
        parties=(party(actor, Role.SUBJECT, Stance.STATED), party(other, Role.OBJECT, Stance.STATED)),
        generated_by=RULES,
        confidence=0.8,
    )


def office_claim(reading: Reading, sentence: Sentence, office: Office) -> Claim:
    """A claim that a person holds an office: the office is words, no actor, since others hold it before and after."""
    words, title = sentence.whole(), office.title
    return Claim(
        claim_id=content_id("claim", reading.document_id, ClaimKind.ALIAS, "office", title.start, title.end),
        document_id=reading.document_id,
        kind=ClaimKind.ALIAS,
        type="office",
        words=words,
        position=0,
        cited=citation_at(words, reading.citations),
        parties=(
            party(office.holder, Role.SUBJECT, Stance.STATED),
            Party(role=Role.OBJECT, name=" ".join(title.quote.split()), stance=Stance.STATED, words=title),
        ),
        generated_by=RULES,
        confidence=0.8,
    )
