"""What the encoder changes in the claims that rules have read: parties and weapons dropped or added, realis lowered.

Rules and encoder fail differently. A party that the rules found stays unless the encoder finds it quite unlikely; a
phrase that only the encoder found must be likely, and enters in the very words of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from sourcebook.claims.acts import fates_in
from sourcebook.claims.lexicon import words
from sourcebook.claims.parties import disguise, noun_party, spot_party
from sourcebook.claims.sentence import Sentence
from sourcebook.claims.trained.network import WHOLE
from sourcebook.claims.trained.proposals import Proposal, Read, proposals_in
from sourcebook.records.claims import Claim, Party, Weapon
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import ClaimKind, EventType, MentionKind, Realis, Role, SegmentKind, Stance

DOERS = ("person", "group")
STRUCK = ("target", "victim")
TOLD = frozenset({Realis.HAPPENED, Realis.ATTEMPTED, Realis.FOILED, Realis.THREATENED, Realis.DENIED})
# sentences after (before) a claim's own in which a filler can still be of its incident
AFTER, BEFORE = 4, 1
# how likely a sentence without a claim of its own must tell of an incident to lend a filler to a claim near it
SPOKEN = 0.3
SUSPECTING = frozenset({"blame", "suspect", "accuse", "attribute", "allege", "believe", "implicate"})
NOTHING = (0.0,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How likely a role must be: ``keep`` what rules found, ``add`` what only the encoder found, by role.

    ``told`` is how likely sentence and text must tell of an incident, by whether a claim has a day and a place of its
    own; ``toll`` is so for one that has a toll and neither. One with a toll and a day or place is told enough.
    """

    keep: dict[str, float]
    add: dict[str, float]
    told: tuple[float, ...]
    toll: float


LIMITS = Limits(
    keep={"person": 0.05, "group": 0.05, "target": 0.15, "victim": 0.15, "weapon": 0.03},
    add={"person": 0.75, "group": 0.7, "target": 0.6, "victim": 0.5, "weapon": 0.7},
    told=(0.7, 0.5, 0.3),
    toll=0.05,
)


def revised(claims: Iterable[Claim], read: Read, limits: Limits = LIMITS, by: str = "trained") -> list[Claim]:
    """The claims after the encoder has had its say, named ``by`` its version and weights beside the rules'."""
    given = list(claims)
    found = [revised_alone(claim, read, limits) for claim in given]
    events = [seat for seat, claim in enumerate(found) if claim.kind is ClaimKind.EVENT]
    spans = {seat: acting_seats(found[seat], read) for seat in events if found[seat].realis in TOLD}
    aside = {own.words.start for own in given if own.kind is ClaimKind.EVENT and own.realis not in TOLD}
    for proposal in proposals_in(read, limits.add):
        home = home_of(proposal, spans, read, aside)
        if home is not None:
            found[home] = with_filler(found[home], proposal, read.sentences[proposal.seat])
    return [replace(claim, generated_by=f"{by}+{claim.generated_by}") for claim in found]


def revised_alone(claim: Claim, read: Read, limits: Limits) -> Claim:
    """A claim without the fillers that the encoder finds unlikely, its realis lowered where little is told."""
    if claim.kind is not ClaimKind.EVENT:
        return claim
    parties = tuple(p for p in claim.parties if sure(p) or kept(p.words, roles_of(p.role), read, limits))
    weapons = tuple(w for w in claim.weapons if kept(w.words, ("weapon",), read, limits))
    realis = claim.realis if claim.realis not in TOLD or told_enough(claim, read, limits) else Realis.BACKGROUND
    return replace(claim, parties=parties, weapons=weapons, realis=realis)


def sure(party: Party) -> bool:
    """Whether rules alone decide: for a doer with a name, or one blamed or claiming in so many words."""
    return party.role is Role.PERPETRATOR and (party.actor_id is not None or party.stance is not Stance.STATED)


def roles_of(role: Role) -> tuple[str, ...]:
    """The encoder's names for a role."""
    return DOERS if role is Role.PERPETRATOR else STRUCK


def kept(words: Words | None, roles: Sequence[str], read: Read, limits: Limits) -> bool:
    """Whether a filler that rules found is likely enough to stay."""
    likely = read.likely(words, roles) if words else None
    return likely is None or likely >= min(limits.keep[role] for role in roles)


def told_enough(claim: Claim, read: Read, limits: Limits) -> bool:
    """Whether a claim's sentences, and the text, tell of an incident rather than speak of violence in passing.

    The encoder learned from people who left fighting between armed sides out, and much else that was no terrorism.
    That is no reason to hold it for background: what has a toll and a day or place of its own is told enough.
    """
    own = sum(map(bool, (claim.time_words, claim.place_words)))
    if claim.type is EventType.ARMED_CLASH and (claim.figures or own == len((claim.time_words, claim.place_words))):
        return True
    if claim.figures and own:
        return True
    known = [seat for seat in seats_of(claim, read) if read.places[seat] in read.answers.told]
    if not known:
        return True
    likely = (max(map(read.told, known)) + read.answers.told.get(WHOLE, NOTHING)[0]) / 2
    return likely >= (limits.toll if claim.figures else limits.told[own])


def seats_of(claim: Claim, read: Read) -> tuple[int, ...]:
    """The sentences that a claim rests on."""
    starts = {words.start for words in (claim.words, *claim.also)}
    return tuple(seat for seat, sentence in enumerate(read.sentences) if sentence.segment.start in starts)


def acting_seats(claim: Claim, read: Read) -> tuple[int, ...]:
    """Those of a claim's sentences that tell its acts: not "he died on Sunday", which says what came of one."""
    return tuple(seat for seat in seats_of(claim, read) if not fates_in(read.sentences[seat]))


def home_of(proposal: Proposal, spans: dict[int, tuple[int, ...]], read: Read, aside: Set[int]) -> int | None:
    """The claim whose incident a phrase is of: one told in its sentence, else the nearest told shortly before.

    What stands in a sentence that speaks of something else, old or planned or doubtful, is of no other incident.
    """
    here = [claim for claim, seats in spans.items() if proposal.seat in seats]
    if here:
        return here[0]
    sentence = read.sentences[proposal.seat].segment
    if sentence.kind is SegmentKind.TABLE_CELL or sentence.start in aside or read.told(proposal.seat) < SPOKEN:
        return None
    near = [
        (proposal.seat - seat if seat < proposal.seat else 2 * (seat - proposal.seat), claim)
        for claim, seats in spans.items()
        for seat in seats
        if -BEFORE <= proposal.seat - seat <= AFTER
    ]
    return min(near)[1] if near else None


def with_filler(claim: Claim, proposal: Proposal, sentence: Sentence) -> Claim:
    """The claim with a phrase in its role, unless it names that filler already."""
    if proposal.role == "weapon":
        return with_weapon(claim, proposal, sentence)
    if proposal.role in DOERS and disguise(sentence, proposal.head):
        return claim
    party = party_of(proposal, sentence)
    roles = (Role.PERPETRATOR,) if party.role is Role.PERPETRATOR else (Role.TARGET, Role.VICTIM)
    if any(same(party, other) for other in claim.parties if other.role in roles):
        return claim
    return replace(claim, parties=(*claim.parties, party))


def with_weapon(claim: Claim, proposal: Proposal, sentence: Sentence) -> Claim:
    """The claim with a weapon, unless it names that weapon already."""
    spot = sentence.spot_at(proposal.head, MentionKind.WEAPON)
    said = spot.mention.words if spot else sentence.words(proposal.first, proposal.last)
    if any(last_word(said.quote) == last_word(weapon.words.quote) for weapon in claim.weapons):
        return claim
    kind = spot.mention.name if spot and spot.mention.name else "unknown"
    return replace(claim, weapons=(*claim.weapons, Weapon(type=kind, words=said)))


def party_of(proposal: Proposal, sentence: Sentence) -> Party:
    """The party that a phrase names."""
    if proposal.role in DOERS:
        stance = stance_at(sentence, proposal.head)
        spot = sentence.spot_at(proposal.head, MentionKind.ACTOR)
        if spot is not None and proposal.role == "group":
            return spot_party(spot, Role.PERPETRATOR, stance)
        return noun_party(sentence, proposal.head, Role.PERPETRATOR, stance)
    role = Role.VICTIM if proposal.role == "victim" else Role.TARGET
    return noun_party(sentence, proposal.head, role, Stance.STATED)


def stance_at(sentence: Sentence, head: int) -> Stance:
    """How firmly the words around a doer tie it to the act."""
    up = list(sentence.ancestors(head))[:3]
    near = {sentence.low(i) for i in (head - 1, head, *sentence.children[head]) if i >= 0}
    governed = {sentence.lemma(i) for i in up} | {sentence.low(k) for i in up[:1] for k in sentence.children[i]}
    doubt = words("parties", "stance", "suspected_adjectives") | words("parties", "stance", "suspected_adverbs")
    if near & doubt or governed & (doubt | SUSPECTING):
        return Stance.SUSPECTED
    return Stance.CLAIMED if governed & {"claim", "admit"} else Stance.STATED


def same(one: Party, other: Party) -> bool:
    """Whether two parties of one claim are named by the same actor, the same last word, or one inside the other."""
    if one.actor_id is not None and one.actor_id == other.actor_id:
        return True
    left, right = one.name.casefold(), other.name.casefold()
    return last_word(left) == last_word(right) or left in right or right in left


def last_word(name: str) -> str:
    """The last word of a name, in small letters, without the plural's ending."""
    return name.casefold().split()[-1].removesuffix("s") if name.split() else ""
