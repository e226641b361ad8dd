"""The parties of an act: who did it, with the stance the words take, and whom or what it hit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sourcebook.claims.acts import Act
from sourcebook.claims.agents import PRONOUNS, agent_heads, agentive, named_fighters
from sourcebook.claims.attribution import speaking_group
from sourcebook.claims.hits import hits_in
from sourcebook.claims.lexicon import words
from sourcebook.claims.naming import called
from sourcebook.claims.sentence import Sentence, Spot, path_between, phrase
from sourcebook.claims.targets import category_of, counted_heads
from sourcebook.records.claims import Party
from sourcebook.records.vocabulary import MentionKind, Role, Stance


def perpetrators_of(sentence: Sentence, acts: Sequence[Act]) -> tuple[Party, ...]:
    """Whoever the sentence says did the acts."""
    found: list[Party] = []
    for act in acts:
        for head in agent_heads(sentence, act):
            found += perpetrator_parties(sentence, act, head)
    hedges = words("parties", "stance", "suspected_adjectives")
    return distinct(party for party in found if party.name.casefold() not in hedges)


def targets_of(
    sentence: Sentence, acts: Sequence[Act], figures: Sequence[Spot], weapons: Sequence[Spot]
) -> tuple[Party, ...]:
    """Whom or what the sentence says the acts hit, and the people counted as harmed."""
    found: list[Party] = []
    harmed = tuple(counted_heads(sentence, figures))
    for hit in hits_in(sentence, acts, weapons):
        victim = hit.victim or hit.head in harmed
        found.append(noun_party(sentence, hit.head, Role.VICTIM if victim else Role.TARGET, Stance.STATED))
    for head in harmed:
        found.append(noun_party(sentence, head, Role.VICTIM, Stance.STATED))
    return distinct(found)


def perpetrator_parties(sentence: Sentence, act: Act, head: int) -> list[Party]:
    """The party or parties that one noun names: a group named inside it, and the people themselves."""
    speaker = speaking_group(sentence, act.head)
    if sentence.low(head) in PRONOUNS:
        return (
            [spot_party(speaker, Role.PERPETRATOR, Stance.CLAIMED)]
            if speaker and sentence.low(head) in ("it", "they")
            else []
        )
    if not agentive(sentence, head) or disguise(sentence, head):
        return []
    stance = stance_of(sentence, act, head)
    inside = (*named_fighters(sentence, head), *called(sentence, head))
    bands = [spot for spot in inside if not disguise(sentence, spot.head)]
    found = [spot_party(spot, Role.PERPETRATOR, presumed(sentence, spot, head, stance)) for spot in bands]
    if speaker is not None and owned_by_speaker(sentence, head):
        found.append(spot_party(speaker, Role.PERPETRATOR, Stance.CLAIMED))
    if speaker is not None and sentence.spot_at(head, MentionKind.ACTOR) is speaker:
        stance = Stance.CLAIMED
    if not (found and sentence.lemma(head) in words("parties", "mere_holders")):
        found.append(noun_party(sentence, head, Role.PERPETRATOR, stance))
    return found


def disguise(sentence: Sentence, head: int) -> bool:
    """Whether a noun only tells as whom attackers were dressed: "some dressed as soldiers", "posing as police"."""
    first, _ = phrase(sentence, head)
    near = range(max(0, first - 3), head)
    like = [at for at in near if sentence.low(at) in ("as", "like") and at]
    return any(sentence.lemma(at - 1) in words("parties", "disguises") for at in like)


def presumed(sentence: Sentence, spot: Spot, head: int, stance: Stance) -> Stance:
    """The stance to a group that doers are only believed to be of: "gunmen believed to be from the KLO"."""
    between = path_between(sentence, spot.head, head)[1:-1]
    doubt = {"believe", "suspect", "think", "allege", "presume", "say", "report", "claim"}
    return Stance.SUSPECTED if any(sentence.lemma(i) in doubt for i in between) else stance


def owned_by_speaker(sentence: Sentence, head: int) -> bool:
    """Whether the people belong to whoever speaks: "its gunmen", "his men"."""
    return any(sentence.low(k) in ("its", "their", "his", "our") for k in sentence.children[head])


def stance_of(sentence: Sentence, act: Act, head: int) -> Stance:
    """How firmly the words tie a doer to the act: "suspected rebels", "allegedly carried out by"."""
    first, _ = phrase(sentence, head)
    near = [*range(max(0, first - 1), head + 1), *sentence.children[head], act.head, *sentence.children[act.head]]
    up = sentence.tokens[act.head].head
    near += [up, *sentence.children[up]]
    lows = {sentence.low(i) for i in near}
    if lows & words("parties", "stance", "suspected_adjectives") or lows & words(
        "parties", "stance", "suspected_adverbs"
    ):
        return Stance.SUSPECTED
    governors = {sentence.lemma(i) for i in (up, *list(sentence.ancestors(up))[:1])}
    if governors & {"blame", "suspect", "accuse", "attribute", "allege", "believe", "think", "implicate"}:
        return Stance.SUSPECTED
    return Stance.STATED


def spot_party(spot: Spot, role: Role, stance: Stance) -> Party:
    """The party that an actor mention names."""
    mention = spot.mention
    return Party(
        role=role,
        name=mention.name or mention.words.quote,
        stance=stance,
        words=mention.words,
        actor_id=mention.actor_id,
    )


def noun_party(sentence: Sentence, head: int, role: Role, stance: Stance) -> Party:
    """The party that a noun phrase names, in its own words, with the id of the actor that its head names."""
    spot = sentence.spot_at(head, MentionKind.ACTOR)
    first, last = phrase(sentence, head)
    if spot is not None:
        first, last = min(first, spot.first), max(last, spot.last)
    for inner in named_fighters(sentence, head):
        first = max(first, inner.last + 1) if inner is not spot and inner.last < head else first
    first = without_lead(sentence, first, head)
    quoted = sentence.words(first, last)
    category = None if role is Role.PERPETRATOR else category_of(sentence, first, head)
    named = spot is not None and spot.mention.name and spot.first <= first
    name = spot.mention.name if named and spot and spot.mention.name else " ".join(quoted.quote.split())
    return Party(
        role=role,
        name=name,
        stance=stance,
        words=quoted,
        actor_id=spot.mention.actor_id if spot else None,
        category=category,
    )


def without_lead(sentence: Sentence, first: int, head: int) -> int:
    """The first token of a phrase after determiners, numbers and hedges."""
    counts = [i for i in range(first, head) if sentence.tokens[i].dep == "nummod" or sentence.tokens[i].tag == "CD"]
    first = max(counts) + 1 if counts else first
    while first < head and (
        sentence.tokens[first].pos in ("DET", "NUM", "PUNCT", "PRON", "PART", "ADV")
        or sentence.low(first) in words("parties", "stance", "suspected_adjectives")
    ):
        first += 1
    return first


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties without those that say the same again: by role, stance and name."""
    seen: dict[tuple[str, str, str], Party] = {}
    for party in parties:
        seen.setdefault((party.role, party.stance, party.actor_id or party.name.casefold()), party)
    return tuple(seen.values())
