"""Which time, place, count and weapon of a sentence belongs to which act.

A mention goes to the act that is nearest in the tree, clause boundaries counting double and words between them a
little. A day or place that hangs on a verb of speech or reaction ("police said on Friday", "he flew to Kabul") is the
telling's, not the act's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourcebook.claims.acts import Act
from sourcebook.claims.agents import SUFFERING
from sourcebook.claims.joined_verbs import ground_taken, joined_without_subject, shared_verbs, taken_in
from sourcebook.claims.lexicon import words
from sourcebook.claims.places import fineness, meet
from sourcebook.claims.sentence import CLAUSE_EDGES, SUBJECTS, Sentence, Spot, edges_between, path_between
from sourcebook.claims.tied_days import counted_then, names_the_day, of_somebody_else, tied_by_place
from sourcebook.claims.where import leads
from sourcebook.records.vocabulary import ActorKind, MentionKind, Realis

FAR = 99.0
REGION = 2
# an act of another incident that stands between counts as much as four edges
BETWEEN = 4.0
# someone spoke of it on a day, or in a month, not in a year
TOLD_SPAN = 31
# a time further than this many edges from a tie's word is another clause's
CLOSE_EDGES = 4
# words within which a source speaks after a day: "Sunday, Iredell County deputies said"
SPEECH_WORDS = 11
DISTANCES = frozenset({"km", "kms", "kilometers", "kilometres", "miles", "mile", "meters", "metres", "km."})


def cost(sentence: Sentence, spot: Spot, acts: Sequence[Act]) -> float:
    """How far a mention is from the nearest of some acts: edges, clause edges double, and a tenth for each word."""
    return min((one_cost(sentence, spot, act) for act in acts), default=FAR)


def one_cost(sentence: Sentence, spot: Spot, act: Act) -> float:
    """How far a mention is from one act."""
    if spot.first <= act.head <= spot.last or act.spot.first <= spot.head <= act.spot.last:
        return 0.0
    edges = edges_between(sentence, spot.head, act.head)
    words_between = abs(spot.head - act.head)
    if not edges:
        return 6.0 + 0.3 * words_between
    return sum(2.0 if edge in CLAUSE_EDGES or edge == "conj" else 1.0 for edge in edges) + 0.1 * words_between


def share(sentence: Sentence, spots: Sequence[Spot], groups: Sequence[tuple[Act, ...]]) -> list[list[Spot]]:
    """The mentions given out to the groups of acts, each to the nearest."""
    given: list[list[Spot]] = [[] for _ in groups]
    for spot in spots:
        costs = [cost(sentence, spot, group) + between_cost(spot, group, groups) for group in groups]
        given[costs.index(min(costs))].append(spot)
    return given


def between_cost(spot: Spot, group: tuple[Act, ...], groups: Sequence[tuple[Act, ...]]) -> float:
    """What it costs a group that an act of another stands between its nearest act and a mention."""
    nearest = min((act.head for act in group), key=lambda head: abs(head - spot.head))
    low, high = sorted((nearest, spot.head))
    others = [act.head for other in groups if other is not group for act in other]
    return BETWEEN * sum(low < head < high for head in others)


def verb_over(sentence: Sentence, index: int, acts: Sequence[Act]) -> int | None:
    """The first verb or act that governs a token; "without warning" is no deed that has a day or place."""
    heads = {act.head for act in acts}
    for above in sentence.ancestors(index):
        left_out = sentence.tokens[above].dep == "pcomp" and sentence.low(sentence.tokens[above].head) == "without"
        if left_out and above not in heads:
            continue
        if above in heads or sentence.tokens[above].pos in ("VERB", "AUX"):
            return above
    return None


def of_the_telling(sentence: Sentence, spot: Spot, acts: Sequence[Act]) -> bool:
    """Whether a mention hangs on the words that tell of the act rather than on the act."""
    verb = verb_over(sentence, spot.head, acts)
    if verb is None:
        return False
    if said_then(sentence, spot) or counted_then(sentence, spot, verb):
        return True
    tied = tied_by_place(sentence, spot, acts) or ends_clause(sentence, spot, acts)
    if tied or told_now(sentence, spot, verb):
        return False
    if any(act.head == verb for act in acts):
        return after_all(sentence, spot, verb)
    if any((path := path_between(sentence, spot.head, act.head)) and verb not in path for act in acts):
        return False
    if of_the_court(sentence, verb, acts):
        return True
    return not foiled_or_fought(sentence, verb, acts) and of_another_verb(sentence, spot, verb, acts)


def foiled_or_fought(sentence: Sentence, verb: int, acts: Sequence[Act]) -> bool:
    """Whether a verb says that acts were foiled, or what ground their fight was over."""
    over = all(taken_in(sentence, act) == verb for act in acts)
    return over or sentence.lemma(verb) in words("realis", "foiled", "verbs")


def of_another_verb(sentence: Sentence, spot: Spot, verb: int, acts: Sequence[Act]) -> bool:
    """Whether the verb over a mention tells of the acts, or is set apart from them."""
    lemma = sentence.lemma(verb)
    if (lemma not in words("attribution", "speech") or lemma in ("believe", "suspect")) and lemma not in words(
        "attribution", "reaction"
    ):
        return (
            apart_from(sentence, verb, acts)
            or unrelated(sentence, verb, acts)
            or deep_below(sentence, verb, acts)
            or after_all(sentence, spot, verb)
        )
    return not carries(sentence, verb, acts)


def said_then(sentence: Sentence, spot: Spot) -> bool:
    """Whether a day follows a word of speech at once: "the army said on Monday its jets had bombed a camp"."""
    if spot.mention.kind is not MentionKind.TIME:
        return False
    before = spot.first - 1
    if before > 0 and sentence.low(before) == "on":
        before -= 1
    if before < 0 or sentence.tokens[before].tag != "VBD":
        return False
    return sentence.lemma(before) in ("say", "announce", "state", "confirm", "add", "declare")


def ends_clause(sentence: Sentence, spot: Spot, acts: Sequence[Act]) -> bool:
    """Whether a day ends the clause of an act before the words of speech: "a boy was shot Sunday, deputies said"."""
    after = spot.last + 1
    if after >= len(sentence.tokens) or sentence.low(after) != "," or spot.mention.kind is not MentionKind.TIME:
        return False
    speech = words("attribution", "speech")
    if not any(sentence.lemma(i) in speech for i in range(after, min(after + SPEECH_WORDS, len(sentence.tokens)))):
        return False
    heads = {act.head for act in acts}
    nearest = next((i for i in range(spot.first - 1, -1, -1) if i in heads or sentence.tokens[i].pos == "VERB"), None)
    return nearest is not None and any(nearest in sentence.below(head) for head in heads)


def of_the_court(sentence: Sentence, verb: int, acts: Sequence[Act]) -> bool:
    """Whether the verb over a day tells what a court made of the act: "was jailed on Tuesday for the murder of"."""
    if sentence.lemma(verb) not in words("incidents", "court"):
        return False
    return all(
        act.head != verb
        and verb in sentence.ancestors(act.head)
        and {"prep", "pcomp", "agent"} & set(edges_between(sentence, act.head, verb))
        for act in acts
    )


def told_now(sentence: Sentence, spot: Spot, verb: int) -> bool:
    """Whether a day gone by stands beside words in the present: "on Sunday, police say, he shot two men", "police are
    investigating a shooting on Thursday night": nobody is at it now and on that day.
    """
    time, published = spot.mention.time, sentence.document.published_on
    if time is None or time.latest is None or published is None or time.latest >= published:
        return False
    helpers = {sentence.low(k) for k in sentence.children[verb] if sentence.tokens[k].dep == "aux"}
    if sentence.tokens[verb].tag == "VBG" and helpers & {"is", "are", "'re", "'s"}:
        return spot.first > verb
    return sentence.tokens[verb].tag in ("VBZ", "VBP") and sentence.lemma(verb) in (
        "say",
        "believe",
        "suspect",
        "allege",
    )


def carries(sentence: Sentence, verb: int, acts: Sequence[Act]) -> bool:
    """Whether a verb has an act as its subject or object: "the attack was launched on Friday", "the blast left 9"."""
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep in SUBJECTS | {"dobj", "attr", "acomp", "oprd"} and any(
            act.head == child for act in acts
        ):
            return sentence.lemma(verb) not in (
                "condemn",
                "denounce",
                "deplore",
                "claim",
                "announce",
                "report",
                "confirm",
                "mourn",
                "investigate",
                "criticise",
                "criticize",
                "deny",
            )
    return False


def deep_below(sentence: Sentence, verb: int, acts: Sequence[Act]) -> bool:
    """Whether every act is only a far object of a verb: "took 100 off the death toll of the bombings on Thursday"."""
    for act in acts:
        if verb not in sentence.ancestors(act.head):
            return False
        path = path_between(sentence, act.head, verb)
        nominal = [i for i in path[1:-1] if sentence.tokens[i].pos != "ADP"]
        if not nominal or any(sentence.tokens[i].pos in ("VERB", "AUX") for i in nominal):
            return False
        if sentence.tokens[path[-2]].dep in SUBJECTS:
            return False
    return True


def after_all(sentence: Sentence, spot: Spot, verb: int) -> bool:
    """Whether a day follows "after" or "before" under a verb: "arrived after their release on 2 March"."""
    chain = path_between(sentence, spot.head, verb)[1:-1]
    nouns = [i for i in chain if sentence.tokens[i].pos in ("NOUN", "PROPN")]
    other = any(sentence.spot_at(i, MentionKind.TIME) is None for i in nouns)
    return other and any(sentence.low(i) in ("after", "before", "following", "since") for i in chain)


def unrelated(sentence: Sentence, verb: int, acts: Sequence[Act]) -> bool:
    """Whether two or more clause boundaries lie between a verb and every act."""
    for act in acts:
        edges = edges_between(sentence, verb, act.head)
        if "relcl" in edges and SUBJECTS & set(edges) and verb not in sentence.ancestors(act.head):
            continue
        shared = joined_without_subject(sentence, verb, act.head)
        if edges and sum(edge in CLAUSE_EDGES or edge == "conj" for edge in edges) - shared < 2:
            return False
    return True


def apart_from(sentence: Sentence, verb: int, acts: Sequence[Act]) -> bool:
    """Whether all acts hang on a verb by "after", "before" and the like: "he resigned on Monday after the attack"."""
    apart = words("incidents", "apart") - {"as"}
    for act in acts:
        path = path_between(sentence, verb, act.head)
        marks = {sentence.low(k) for i in path for k in sentence.children[i] if sentence.tokens[k].dep == "mark"}
        on_way = {sentence.low(i) for i in path[1:-1]}
        if not path or not (marks | on_way) & apart:
            return False
    return True


def time_of(sentence: Sentence, spots: Sequence[Spot], acts: Sequence[Act]) -> Spot | None:
    """The time of an act among the times nearest to it: the finest, then the nearest."""
    bound = [
        s
        for s in spots
        if s.mention.time is not None
        and not of_the_telling(sentence, s, acts)
        and not ranged(sentence, s)
        and not to_come(sentence, s, acts)
    ]
    if not bound:
        return None
    bound = [s for s in bound if names_the_day(sentence, s, acts)] or bound
    return min(bound, key=lambda s: (span_days(s), cost(sentence, s, acts)))


def to_come(sentence: Sentence, spot: Spot, acts: Sequence[Act]) -> bool:
    """Whether a day lies after the report of an act that has happened: that of a trial, a visit, a funeral."""
    time, published = spot.mention.time, sentence.document.published_on
    if time is None or time.earliest is None or published is None or time.earliest <= published:
        return False
    return any(act.realis is Realis.HAPPENED for act in acts)


def told_on(sentence: Sentence, spots: Sequence[Spot], acts: Sequence[Act]) -> Spot | None:
    """The day on which someone spoke of an act: "police said on Saturday"."""
    days = [
        s
        for s in spots
        if span_days(s) <= TOLD_SPAN
        and of_the_telling(sentence, s, acts)
        and not to_come(sentence, s, acts)
        and not of_somebody_else(sentence, s, acts)
    ]
    return days[0] if days else None


def span_days(spot: Spot) -> int:
    """The length of a time in days, so that a day goes before the year that holds it."""
    time = spot.mention.time
    if time is None or time.earliest is None or time.latest is None:
        return 9999
    return (time.latest - time.earliest).days


def ranged(sentence: Sentence, spot: Spot) -> bool:
    """Whether a time is only where something began: "since January", "until 2014", "from 2010"."""
    before = sentence.low(spot.first - 1) if spot.first else ""
    return before in ("since", "until", "till") or sentence.low(spot.first) in ("since", "until")


def place_of(sentence: Sentence, own: Sequence[Spot], acts: Sequence[Act]) -> Spot | None:
    """The place of an act: of those of its sentence that are no telling's, the one that speaks loudest for an act.

    ``own`` are the places nearer to it than to other acts: one of them goes before those that it shares.
    """
    ahead = places_ahead(sentence, [act.head for act in acts], acts)
    if not ahead:
        ahead = places_ahead(sentence, [verb for act in acts for verb in shared_verbs(sentence, act)], acts)
    if not ahead:
        return next((spot for act in acts for spot in ground_taken(sentence, act)), None)
    best = max(ahead, key=lambda spot: (spot in own, ahead[spot]), default=None)
    return best if best is None else within(best, ahead)


def within(best: Spot, ahead: Mapping[Spot, float]) -> Spot:
    """A place, or the town in it that the act is set in as well: "in Omagh ... the worst in Northern Ireland"."""
    use = best.mention.place
    if use is None or fineness(use) > REGION:
        return best
    finer = [s for s in ahead if (p := s.mention.place) and fineness(p) > REGION + 1 and meet(use, p)]
    return max(finer, key=lambda spot: ahead[spot], default=best)


def places_ahead(sentence: Sentence, heads: Sequence[int], acts: Sequence[Act]) -> dict[Spot, float]:
    """The places that weigh more than silence as that of one of some words, and may be the acts'."""
    ahead: dict[Spot, float] = {}
    for head in heads:
        for spot, lead in leads(sentence, head, sentence.of(MentionKind.PLACE)).items():
            if may_be_where(sentence, spot, acts):
                ahead[spot] = max(lead, ahead.get(spot, 0.0))
    return ahead


def may_be_where(sentence: Sentence, spot: Spot, acts: Sequence[Act]) -> bool:
    """Whether a place may say where: not whose, not where someone is taken, not where it is told."""
    if belongs_to_someone(sentence, spot) or under_way(sentence, spot, acts) or of_refuge(sentence, spot, acts):
        return False
    return not of_the_telling(sentence, spot, acts)


def of_refuge(sentence: Sentence, spot: Spot, acts: Sequence[Act]) -> bool:
    """Whether a place is where people live who fled the act: "those who fled the fighting shelter in Goma"."""
    above = tuple(sentence.ancestors(spot.head))
    lives = any(sentence.lemma(i) in words("where", "refuge") for i in above[:4])
    return lives and not any(act.head in above for act in acts)


def belongs_to_someone(sentence: Sentence, spot: Spot) -> bool:
    """Whether a place only says whose: "Kabul government", "gunmen from Somalia", "Zamfara police"."""
    tokens = sentence.tokens
    if sentence.spot_at(spot.head, MentionKind.ACTOR) is not None:
        return True
    up = tokens[spot.head].head
    if tokens[spot.head].dep in ("compound", "poss", "amod", "nmod") and sentence.lemma(up) in words(
        "attribution", "sources"
    ):
        return True
    return tokens[up].pos == "ADP" and of_someone(sentence, up)


def of_someone(sentence: Sentence, preposition: int) -> bool:
    """Whether "from", or "of" after a person, says where someone comes from: "Constable Carroll of Banbridge"."""
    if sentence.low(preposition) == "from":
        return not measured(sentence, preposition)
    owner = sentence.spot_at(sentence.tokens[preposition].head, MentionKind.ACTOR)
    return sentence.low(preposition) == "of" and owner is not None and owner.mention.actor_kind is ActorKind.PERSON


def measured(sentence: Sentence, preposition: int) -> bool:
    """Whether "from" follows a distance: "50 km from Mandera"."""
    return any(sentence.low(i) in DISTANCES for i in range(max(0, preposition - 3), preposition))


def under_way(sentence: Sentence, spot: Spot, acts: Sequence[Act]) -> bool:
    """Whether a place is where someone is going or being treated: "bound for Nairobi", "flown to a hospital in ..."."""
    above = list(sentence.ancestors(spot.head))[:5]
    chain = [sentence.lemma(i) for i in above]
    typed = [act.head for act in acts if act.type is not None]
    hit = any(head in above and sentence.lemma(head) not in SUFFERING for head in typed)
    hit = hit or any(verb in above for act in acts for verb in shared_verbs(sentence, act))
    if any(lemma in ("hospital", "clinic", "morgue", "embassy") for lemma in chain[:3]) and not hit:
        return True
    return bool(
        {"bind", "bound", "head", "way", "en route", "travel", "destination", "fly", "return", "depart"}
        & set(chain[:3])
    ) and sentence.low(sentence.tokens[spot.head].head) in ("to", "for")


def one_time(sentence: Sentence, index: int) -> Spot | None:
    """The time that hangs close to a word, for claims that are no acts."""
    spots = [
        s for s in sentence.of(MentionKind.TIME) if s.mention.time is not None and s.mention.time.earliest is not None
    ]
    near = [(len(edges), abs(s.head - index), s) for s in spots if (edges := edges_between(sentence, s.head, index))]
    close = [item for item in near if item[0] <= CLOSE_EDGES]
    return min(close, key=lambda item: item[:2])[2] if close else None
