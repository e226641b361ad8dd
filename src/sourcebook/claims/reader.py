"""The room's one door: a reading goes in with mentions, and comes out with claims."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from sourcebook.claims.cast import Cast, cast_of
from sourcebook.claims.context import context_of
from sourcebook.claims.crowded import crowding_problems
from sourcebook.claims.divided import divided
from sourcebook.claims.event_claims import event_claims
from sourcebook.claims.grounds import with_ground
from sourcebook.claims.incidents import REACH, Incident, has_role
from sourcebook.claims.items import by_item
from sourcebook.claims.lexicon import words
from sourcebook.claims.recalled import set_in_time
from sourcebook.claims.relations import relation_claims
from sourcebook.claims.responsibility import blamed_in
from sourcebook.claims.sentence import Sentence, edges_between, sentences_of
from sourcebook.claims.summed import told_apart
from sourcebook.claims.tellings import Telling, tellings_in
from sourcebook.records.claims import Claim, Party
from sourcebook.records.reading import Reading
from sourcebook.records.vocabulary import EventType, Role

Reviser = Callable[[Reading, Sequence[Sentence], list[Claim]], list[Claim]]


class RuleExtractor:
    """Claims by rules alone."""

    def read(self, reading: Reading) -> Reading:
        """The reading with its claims."""
        return with_claims(reading)


# languages whose claims are read; an unknown one is taken for English, and ingest says so of any other
READ = (None, "en")


def with_claims(reading: Reading, revise: Reviser | None = None) -> Reading:
    """The reading with what its document claims, in the order of the text; ``revise`` has its say on the events."""
    if reading.document.language not in READ:
        return reading
    sentences = sentences_of(reading)
    cast = cast_of(sentences)
    tellings = [
        replace(t, parties=with_names(t.parties, position, cast))
        for position, s in enumerate(sentences)
        for told in tellings_in(s, position)
        for t in divided(told)
    ]
    incidents = told_apart(by_item(tellings, sentences, reading))
    begun = [i.tellings[0].position for i in incidents]
    for position, sentence in enumerate(sentences):
        for cue, party in blamed_in(sentence):
            at = bisect_right(begun, position)
            near = incidents[:1] + incidents[max(1, at - REACH) : at + REACH]
            attach(with_names((party,), position, cast), (sentence, cue), position, near)
    incidents = with_ground(incidents, sentences)
    context = context_of(reading, incidents, sentences)
    set_in_time(incidents, context)
    events = event_claims(incidents, context)
    events = revise(reading, sentences, events) if revise else events
    found = events + relation_claims(reading, sentences, cast)
    problems = (*reading.problems, *crowding_problems(sentences))
    return replace(reading, claims=numbered(found), problems=problems)


def with_names(parties: tuple[Party, ...], position: int, cast: Cast) -> tuple[Party, ...]:
    """The parties, "the group" given the name of the group that is meant where the text makes it clear."""
    meant = cast.latest(position)
    if meant is None:
        return parties
    return tuple(
        replace(p, name=meant.mention.name or p.name, actor_id=meant.mention.actor_id)
        if p.actor_id is None
        and p.role is Role.PERPETRATOR
        and p.name.casefold().removeprefix("same ") in words("relations", "group_words")
        else p
        for p in parties
    )


def numbered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims in the order of the text, each id once."""
    unique = {claim.claim_id: claim for claim in reversed(claims)}
    ordered = sorted(unique.values(), key=lambda c: (c.words.start, c.words.end, c.kind, c.type, c.claim_id))
    return tuple(replace(claim, position=position) for position, claim in enumerate(ordered))


def attach(
    parties: tuple[Party, ...], said: tuple[Sentence, int], position: int, incidents: Sequence[Incident]
) -> None:
    """Give parties said to be behind an act to the incident that the words speak of, else to the one just told."""
    home = spoken_of(said, position, incidents)
    fled = said[0].lemma(said[1]) in words("parties", "flight")
    if home is None or (fled and has_role(home, Role.PERPETRATOR)):
        return
    for incident in both_of(said, position, incidents) or [home, *told_with(home, position)]:
        incident.parties += parties
        incident.said.append(said[0].whole())


def told_with(home: Incident, position: int) -> list[Incident]:
    """The incident minutes or hours from one that words of blame in a later sentence speak of."""
    later = all(t.position != position for t in home.tellings)
    return [home.after] if home.after is not None and later else []


def both_of(said: tuple[Sentence, int], position: int, incidents: Sequence[Incident]) -> list[Incident]:
    """The last two incidents told before, where the words speak of both: "has admitted both attacks"."""
    sentence, cue = said
    named = any(sentence.low(i) == "both" and sentence.tokens[i].head != i for i in sentence.below(cue))
    before = [i for i in incidents if i.real and not i.tellings[0].aggregate and i.tellings[0].position < position]
    return before[-2:] if named and len(before) > 1 else []


def spoken_of(said: tuple[Sentence, int], position: int, incidents: Sequence[Incident]) -> Incident | None:
    """The incident told in the same clause, else the last one told before, else the first of the document."""
    attacks = [i for i in incidents if any(t.type is not EventType.ARREST for t in i.tellings)]
    here = [i for i in attacks if i.real and any(t.position == position and not aside(t, said) for t in i.tellings)]
    if here:
        return min(here, key=lambda i: i.tellings[0].aggregate)
    real = [i for i in attacks or incidents if i.real and not i.tellings[0].aggregate]
    before = [
        (max(t.position for t in i.tellings if t.position < position), n)
        for n, i in enumerate(real)
        if i.tellings[0].position < position
    ]
    if before:
        return real[max(before)[1]]
    return real[0] if real else None


def aside(telling: Telling, said: tuple[Sentence, int]) -> bool:
    """Whether a telling stands in a relative clause away from the words of blame: "X, which bombed Y, said"."""
    sentence, cue = said
    return "relcl" in edges_between(sentence, telling.acts[0].head, cue)
