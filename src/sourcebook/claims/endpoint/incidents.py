"""A statement of a model made a claim: its quotes found, its values read by our own rules at the words quoted.

A statement meets the claim that rules have read in the same sentence and adds to it; where they have none, it makes
one. It never takes a claim away, and never makes an act more certain than the rules see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sourcebook.claims.agents import agentive
from sourcebook.claims.attribution import can_speak
from sourcebook.claims.endpoint.evidence import Evidence, Found, Refused, Trigger, counts_harm, spots_at
from sourcebook.claims.endpoint.statements import StatedParty, Statement
from sourcebook.claims.event_claims import of_attackers
from sourcebook.claims.grouping import families
from sourcebook.claims.kinds import words_rank
from sourcebook.claims.lexicon import words
from sourcebook.claims.parties import noun_party
from sourcebook.claims.places import fineness
from sourcebook.claims.sentence import head_of
from sourcebook.claims.tellings import Telling, tellings_in
from sourcebook.claims.times import length
from sourcebook.records.claims import Claim, Party, Weapon
from sourcebook.records.ids import content_id
from sourcebook.records.values import Figure, Words
from sourcebook.records.vocabulary import ClaimKind, EventType, MentionKind, Realis, Role, Stance

VERSION = "endpoint@1"
# a type ranked below this says little of how
OPEN_RANK = 50
NO_PARTY = frozenset({"PRON", "DET", "NUM", "VERB", "PUNCT", "ADP"})


@dataclass(slots=True, eq=False)
class Ledger:
    """The event claims of a document as statements change them; ``by`` names the model.

    ``met`` holds, for each claim, the acts that statements have brought to it, so that two incidents of one sentence
    are not taken for one.
    """

    claims: list[Claim]
    by: str
    met: dict[int, list[Telling | None]] = field(default_factory=dict)

    def take(self, statement: Statement, evidence: Evidence) -> None:
        """Add what a statement proves to the claim that it meets, or as a claim of its own."""
        trigger = evidence.trigger(statement)
        if trigger is None:
            return
        telling = telling_with(trigger)
        seat = self.seat_of(trigger, telling, statement.type)
        claim = claim_of(trigger, telling, statement) if seat is None else self.claims[seat]
        claim = signed(with_values(with_stance(claim, statement), statement, evidence, trigger), self.by)
        if seat is None and not (claim.parties or claim.figures or claim.time_words or claim.place_words):
            evidence.refused[Refused.BARE] += 1
            return
        if seat is None:
            seat = len(self.claims)
            self.claims.append(claim)
        self.claims[seat] = claim
        self.met.setdefault(seat, []).append(telling)

    def seat_of(self, trigger: Trigger, telling: Telling | None, kind: EventType) -> int | None:
        """The claim that a statement meets: one told in its sentence, of its family, not met by another act."""
        start = trigger.found.sentence.segment.start
        here = [
            seat
            for seat, claim in enumerate(self.claims)
            if claim.kind is ClaimKind.EVENT and start in {each.start for each in (claim.words, *claim.also)}
        ]
        for seat in here:
            if any(same_telling(telling, other) for other in self.met.get(seat, [])):
                return seat
        free = [seat for seat in here if seat not in self.met] or (here if len(here) == 1 and telling is None else [])
        akin = [seat for seat in free if families(EventType(self.claims[seat].type)) & families(kind)]
        return next(iter(akin or free), None)


def same_telling(one: Telling | None, other: Telling | None) -> bool:
    """Whether two statements rest on acts that rules take for one incident."""
    if one is None or other is None:
        return one is other
    return [act.head for act in one.acts] == [act.head for act in other.acts] and one.words == other.words


def telling_with(trigger: Trigger) -> Telling | None:
    """What rules see told at a trigger, if they see anything."""
    for telling in tellings_in(trigger.found.sentence, trigger.found.sentence.segment.position):
        if any(act.head == trigger.act.head for act in telling.acts):
            return telling
    return None


def claim_of(trigger: Trigger, telling: Telling | None, statement: Statement) -> Claim:
    """A claim of its own for an incident that rules have not written down, yet without time, place and parties."""
    sentence = trigger.found.sentence
    evidence = sentence.whole()
    kind = type_of(trigger, telling, statement.type)
    first = trigger.act.spot.mention.words.start
    return Claim(
        claim_id=content_id(
            "claim", sentence.document.document_id, ClaimKind.EVENT, kind, evidence.start, evidence.end, first
        ),
        document_id=sentence.document.document_id,
        kind=ClaimKind.EVENT,
        type=kind,
        words=evidence,
        position=0,
        realis=telling.realis if telling else trigger.act.realis,
        aggregate=bool(telling and telling.aggregate),
        attributed_to=telling.attributed_to if telling else None,
        generated_by="",
    )


def type_of(trigger: Trigger, telling: Telling | None, stated: EventType) -> EventType:
    """The type stated where the act's own words allow it, else the one that they name."""
    read = (telling.type if telling else None) or trigger.act.type
    if read is None or stated is read:
        return stated
    open_ = words_rank().get(read.value, 0) < OPEN_RANK
    return stated if open_ and families(read) & families(stated) else read


def with_stance(claim: Claim, statement: Statement) -> Claim:
    """The claim with its act as certain as rules and model both find it: a model may only doubt."""
    doubted = claim.realis is Realis.HAPPENED and statement.realis is not Realis.HAPPENED
    return replace(claim, realis=statement.realis) if doubted else claim


def signed(claim: Claim, by: str) -> Claim:
    """The claim with the model's name before that of the rules."""
    if by in claim.generated_by:
        return claim
    return replace(claim, generated_by=f"{by}+{claim.generated_by}" if claim.generated_by else by)


def with_values(claim: Claim, statement: Statement, evidence: Evidence, trigger: Trigger) -> Claim:
    """The claim with what the statement's quotes give it."""
    near = trigger.found.words
    claim = with_place(with_time(claim, statement, evidence, near), statement, evidence, near)
    claim = replace(claim, figures=figures_with(claim, statement.figures, evidence, near))
    claim = replace(claim, weapons=weapons_with(claim, statement.weapons, evidence, near))
    claim = replace(claim, parties=parties_with(claim, statement.parties, evidence, near))
    said = speaker(statement.attribution, evidence, near)
    return replace(claim, attributed_to=said) if said and claim.attributed_to is None else claim


def with_time(claim: Claim, statement: Statement, evidence: Evidence, near: Words) -> Claim:
    """The claim with the time that is read at the words quoted for it; the shortest, where there are several."""
    if not statement.time:
        return claim
    where = evidence.nearest(statement.time, near)
    spots = [spot for found in where for spot in spots_at(found, MentionKind.TIME)]
    known = [spot for spot in spots if spot.mention.time is not None and spot.mention.time.earliest is not None]
    if not known:
        evidence.refused[Refused.NO_TIME] += len(where)
        return claim
    best = min(known, key=length)
    return replace(claim, time=best.mention.time or claim.time, time_words=best.mention.words)


def with_place(claim: Claim, statement: Statement, evidence: Evidence, near: Words) -> Claim:
    """The claim with the place that is read at the words quoted for it; the finest, where there are several."""
    if not statement.place:
        return claim
    where = evidence.nearest(statement.place, near)
    spots = [spot for found in where for spot in spots_at(found, MentionKind.PLACE) if spot.mention.place]
    if not spots:
        evidence.refused[Refused.NO_PLACE] += len(where)
        return claim
    best = max(spots, key=lambda spot: fineness(spot.mention.place))
    if claim.place_words and fineness(best.mention.place) < fineness(claim.place):
        return claim
    return replace(claim, place=best.mention.place, place_words=best.mention.words)


def figures_with(claim: Claim, quotes: Iterable[str], evidence: Evidence, near: Words) -> tuple[Figure, ...]:
    """The claim's counts, and those that are read at the words quoted: never a number that the model wrote."""
    kept = {(figure.words.start, figure.harm, figure.low): figure for figure in claim.figures}
    for quote in quotes:
        where = evidence.nearest(quote, near)
        spots = [(found, spot) for found in where for spot in spots_at(found, MentionKind.FIGURE) if counts_harm(spot)]
        evidence.refused[Refused.NO_COUNT] += len(where) if not spots else 0
        for found, spot in spots:
            if spot.mention.figure is not None:
                figure = of_attackers(found.sentence, spot, spot.mention.figure)
                kept.setdefault((figure.words.start, figure.harm, figure.low), figure)
    return tuple(sorted(kept.values(), key=lambda f: (f.words.start, f.words.end, f.harm)))


def weapons_with(claim: Claim, quotes: Iterable[str], evidence: Evidence, near: Words) -> tuple[Weapon, ...]:
    """The claim's weapons, and those named in the words quoted."""
    kept = {(weapon.type, weapon.words.quote.casefold()): weapon for weapon in claim.weapons}
    for quote in quotes:
        where = evidence.nearest(quote, near)
        spots = [spot for found in where for spot in spots_at(found, MentionKind.WEAPON)]
        evidence.refused[Refused.NO_WEAPON] += len(where) if not spots else 0
        for spot in spots:
            weapon = Weapon(type=spot.mention.name or "unknown", words=spot.mention.words)
            kept.setdefault((weapon.type, weapon.words.quote.casefold()), weapon)
    return tuple(kept.values())


def parties_with(claim: Claim, stated: Iterable[StatedParty], evidence: Evidence, near: Words) -> tuple[Party, ...]:
    """The claim's parties, and those quoted who can have that part; one that is there already is not told twice."""
    kept = list(claim.parties)
    for one in stated:
        for found in evidence.nearest(one.quote, near):
            party = party_of(one, found)
            if party is None:
                evidence.refused[Refused.NO_PARTY] += 1
            elif not any(same_part(party, other) for other in kept):
                kept.append(party)
    return tuple(kept)


def party_of(stated: StatedParty, found: Found) -> Party | None:
    """The party at a quote, or none where its words name nobody, or an act or weapon."""
    sentence = found.sentence
    head = head_of(sentence.tokens, found.first, found.last)
    actor = sentence.spot_at(head, MentionKind.ACTOR)
    doer = stated.role is Role.PERPETRATOR
    if sentence.tokens[head].pos in NO_PARTY or (doer and not agentive(sentence, head)):
        return None
    if actor is None and sentence.spot_at(head, MentionKind.TRIGGER, MentionKind.WEAPON, MentionKind.TIME):
        return None
    return noun_party(sentence, head, stated.role, stance_of(stated, found, head) if doer else Stance.STATED)


def stance_of(stated: StatedParty, found: Found, head: int) -> Stance:
    """The stance stated, unless the words around a doer are words of suspicion: a model may only doubt."""
    sentence = found.sentence
    near = {sentence.low(i) for i in (*range(max(0, found.first - 1), found.last + 1), *sentence.children[head])}
    doubt = words("parties", "stance", "suspected_adjectives") | words("parties", "stance", "suspected_adverbs")
    return Stance.SUSPECTED if stated.stance is Stance.STATED and near & doubt else stated.stance


def same_part(one: Party, other: Party) -> bool:
    """Whether two parties are one actor in one part, by id, by name, or one name inside the other."""
    if (one.role is Role.PERPETRATOR) is not (other.role is Role.PERPETRATOR):
        return False
    if one.actor_id is not None and other.actor_id is not None:
        return one.actor_id == other.actor_id
    left, right = one.name.casefold(), other.name.casefold()
    return left in right or right in left


def speaker(quote: str | None, evidence: Evidence, near: Words) -> str | None:
    """Who says so, in the text's words."""
    for found in evidence.nearest(quote, near) if quote else ():
        head = head_of(found.sentence.tokens, found.first, found.last)
        if can_speak(found.sentence, head) and found.sentence.tokens[head].pos != "PRON":
            return found.words.quote
        evidence.refused[Refused.NO_SPEAKER] += 1
    return None
