"""Who leads a group, who serves in it, who came before whom: read from verbs of leading, offices and successions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcebook.claims.agents import by_agents, subjects
from sourcebook.claims.cast import is_band, is_group
from sourcebook.claims.lexicon import words
from sourcebook.claims.listing import first_name
from sourcebook.claims.powers import is_country
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.ties import Scene, Tie, bands, is_the_object, named_so, pairs, people, rebels, unique
from sourcebook.records.vocabulary import ActorKind, MentionKind, RelationType, TiePhase

OWNING = ("of", "for", "in", "at", "within")
# offices that are a state's where no group is told whose they are
STATELY = frozenset({"minister", "governor", "president"})
# a leader's name stands at most this many words behind the office
REACH_BEHIND = 8


def led_by(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "Led by X", "X leads the group", "headed by X", "under X, who has led the group since 2009"."""
    sentence = scene.sentence
    if not leads_people(sentence, verb):
        return
    agents = unique([*scene.actors(by_agents(sentence, verb)), *scene.followed(verb, "by")])
    if agents or sentence.low(verb + 1 if verb + 1 < len(sentence.tokens) else verb) == "by":
        called = [spot for noun in by_agents(sentence, verb) for spot in scene.named_beside(noun)]
        leaders = unique([*people(agents), *people(called), *named_after(scene, verb)])
        yield from pairs(kind, verb, leaders, led_group(scene, verb))
        return
    doers = scene.doers(verb)
    leaders = people(doers) or [spot for spot in doers if is_country(spot)]
    yield from pairs(kind, verb, leaders, [s for s in rebels(scene.objects(verb)) if is_the_object(scene, verb, s)])


def leads_people(sentence: Sentence, verb: int) -> bool:
    """Whether a verb of leading has no other sense here: "led to", "headed for", "US-led"."""
    after = sentence.low(verb + 1) if verb + 1 < len(sentence.tokens) else ""
    if verb and sentence.low(verb - 1) == "-":
        return False
    return after not in ("to", "for", "into", "towards", "toward", "away", "off")


def named_after(scene: Scene, verb: int) -> list[Spot]:
    """The further leaders after "led by": "by X and a commander named Y", "by figures like X and later Y"."""
    sentence = scene.sentence
    below = sentence.below(verb)
    end = next((i for i in range(verb + 1, len(sentence.tokens)) if sentence.tokens[i].text in (",", ".", ";")), 0)
    named = [
        spot
        for at in range(verb + 1, max(end, verb + 1))
        if sentence.low(at) in ("named", "called", "like", "including", "later")
        for spot in scene.from_here(at + 1, 4)
    ]
    return people([spot for spot in named if spot.head in below or spot.last < end])


def led_group(scene: Scene, verb: int) -> list[Spot]:
    """The group that "led by X" is said of: the name before it, or the subject of the clause that it opens."""
    sentence = scene.sentence
    before = just_before(scene, verb)
    before = before if before is None or named_so(before) else scene.actor(before.head)
    token = sentence.tokens[verb]
    officers = sentence.lemma(token.head) in words("relations", "member_nouns")
    if token.dep == "acl" and before is not None and token.head < before.first and officers:
        return []  # "officers of the army, headed by X"
    if before is not None:
        return [before]
    if token.dep in ("acl", "relcl"):
        return bands(scene.actors([token.head]))
    heads = subjects(sentence, verb, "nsubjpass", "nsubj")
    if token.dep in ("advcl", "prep", "dep") and not heads:
        heads = subjects(sentence, token.head, "nsubj", "nsubjpass")
    return bands(scene.actors(heads))


def just_before(scene: Scene, index: int) -> Spot | None:
    """The group that ends right before a word, commas and brackets aside."""
    before = index - 1
    while before >= 0 and scene.sentence.tokens[before].pos == "PUNCT":
        before -= 1
    spot = scene.sentence.spot_at(before, MentionKind.ACTOR) if before >= 0 else None
    return spot if spot is not None and is_band(spot) else None


def owners(scene: Scene, noun: int) -> list[Spot]:
    """The group that an office belongs to: "leader of X", "X's leader", "X leader", "its leader"."""
    sentence = scene.sentence
    found = scene.actors(
        [k for k in sentence.children[noun] if sentence.tokens[k].dep in ("poss", "compound", "nmod", "amod")]
    )
    beside = just_before(scene, noun)
    if beside is not None and adjoining(sentence, beside.last, noun):
        found = [beside, *found]
    up = sentence.tokens[noun].head
    joined = sentence.tokens[noun].dep == "conj" and sentence.tokens[up].pos == "NOUN"
    found = rebels(unique(found)) or rebels(scene.toward(noun, *OWNING))
    return found or (owners(scene, up) if joined else [])


def adjoining(sentence: Sentence, last: int, noun: int) -> bool:
    """Whether only brackets stand between a name and an office: "Quds Force (QF) commander"."""
    between = [sentence.tokens[i].text for i in range(last + 1, noun)]
    return all(text in ("(", ")") for text in between) and between.count("(") <= between.count(")")


def office(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X, leader of Y", "Y leader X", "X is the emir of Y", "X was appointed head of Y"."""
    if scene.sentence.tokens[noun].pos not in ("NOUN", "PROPN") or lesser_secretary(scene.sentence, noun):
        return
    groups = owners(scene, noun)
    verb = installing(scene, noun)
    holders = holders_of(scene, noun, verb)
    if not groups and holders and not is_vague(scene.sentence, noun, kind) and generic_office(scene.sentence, noun):
        groups = before_with(scene, noun) or bands([meant] if (meant := scene.group_meant(noun)) is not None else [])
    groups = unique([first_name(scene.sentence, group) for group in groups])
    if scene.sentence.lemma(noun) in STATELY:
        groups = [group for group in groups if is_group(group) and not is_country(group)]
    forces = bool(groups) and all(group.mention.actor_kind is ActorKind.STATE_FORCE for group in groups)
    for tie in pairs(kind_of(scene.sentence, noun, kind, forces=forces), noun, holders, groups):
        dated = verb is not None or scene.sentence.low(scene.sentence.tokens[noun].head) == "as"
        dated = dated or bool({"since", "until"} & {scene.sentence.low(k) for k in scene.sentence.children[noun]})
        yield replace(tie, governor=verb, dated=dated, phase=phase_of(scene.sentence, noun, verb))


def is_vague(sentence: Sentence, noun: int, kind: RelationType) -> bool:
    """Whether an office of many is named without its group: "a former governor, X" governed no group."""
    staff = sentence.low(min(noun + 2, len(sentence.tokens) - 1)) == "staff"
    unsaid = bool({"a", "an"} & {sentence.low(k) for k in sentence.children[noun]})
    return staff or (kind is RelationType.MEMBER_OF and unsaid)


def before_with(scene: Scene, noun: int) -> list[Spot]:
    """The group before "with X as emir": "the founding of Y with X as emir"."""
    sentence = scene.sentence
    if sentence.low(sentence.tokens[noun].head) != "as":
        return []
    at = next((i for i in range(noun, max(-1, noun - 10), -1) if sentence.low(i) == "with"), None)
    spot = just_before(scene, at) if at is not None else None
    return [spot] if spot is not None else []


def lesser_secretary(sentence: Sentence, noun: int) -> bool:
    """Whether a secretary is no secretary-general."""
    after = "".join(sentence.low(i) for i in range(noun + 1, min(noun + 3, len(sentence.tokens))))
    return sentence.lemma(noun) == "secretary" and not after.startswith(("-general", "general"))


def kind_of(sentence: Sentence, noun: int, kind: RelationType, *, forces: bool) -> RelationType:
    """One of several leaders is a member: "a prominent TTP leader", so is a local one."""
    installed = sentence.lemma(sentence.tokens[noun].head) in words("relations", "appoint_verbs")
    if sentence.lemma(noun) == "commander" and (installed or the_only(sentence, noun, forces=forces)):
        return RelationType.LEADS if not several(sentence, noun) else kind
    if kind is not RelationType.LEADS or sentence.lemma(noun) not in words("relations", "loose_heads"):
        return kind
    kids = {sentence.low(k) for k in sentence.children[noun]}
    if (
        of_a_part(sentence, noun)
        or kids & {"a", "an", "some", "one"}
        or kids & words("relations", "partial")
        or local(sentence, noun)
    ):
        return RelationType.MEMBER_OF
    return kind


def several(sentence: Sentence, noun: int) -> bool:
    """Whether an office is one of several: "a commander", "a senior commander"."""
    kids = {sentence.low(k) for k in sentence.children[noun]}
    return bool(kids & {"a", "an", "some", "one"} or kids & words("relations", "partial"))


def of_a_part(sentence: Sentence, noun: int) -> bool:
    """Whether an office is that of a part or a business of the group: "head of intelligence of X"."""
    whole = words("relations", "group_words") | words("relations", "people_nouns") | words("relations", "collectives")
    reached = [o for k in sentence.children[noun] if sentence.low(k) == "of" for o in sentence.children[k]]
    return any(
        sentence.tokens[o].pos == "NOUN"
        and sentence.spot_at(o, MentionKind.ACTOR) is None
        and not {sentence.lemma(o), sentence.low(o)} & whole
        for o in reached
    )


def the_only(sentence: Sentence, noun: int, *, forces: bool) -> bool:
    """Whether a commander commands the whole: "the commander of X", not "a commander", "a senior commander"."""
    kids = {sentence.low(k) for k in sentence.children[noun]}
    owned = any(sentence.tokens[k].dep == "poss" for k in sentence.children[noun])
    whole = (
        {"the", "of"} <= kids or (owned and sentence.tokens[noun].tag == "NN") or (forces and not kids & {"a", "an"})
    )
    return whole and not kids & words("relations", "partial") and not local(sentence, noun)


def local(sentence: Sentence, noun: int) -> bool:
    """Whether an office is that of one region: "leader of X in Kunar" is not, "first emirs of Kunar" is."""
    places = sentence.of(MentionKind.PLACE)
    reached = [k for k in sentence.children[noun] if sentence.low(k) in ("of", "for")]
    nouns = [n for k in reached for n in sentence.children[k]]
    return any(s.first <= n <= s.last for n in nouns for s in places)


def holders_of(scene: Scene, noun: int, verb: int | None) -> list[Spot]:
    """Who holds an office: the name that it is said of, set beside it, right behind it, or put into it."""
    sentence = scene.sentence
    bracket = bracket_opening(sentence, noun)
    if bracket is not None:
        spot = sentence.spot_at(bracket - 1, MentionKind.ACTOR) if bracket else None
        return people([spot]) if spot is not None else []
    found = people(appointed(scene, noun)) if verb is not None else []
    found = found or people(scene.described(noun)) or people(scene.named_beside(noun))
    found = found or people(appointed(scene, noun)) or people(behind(scene, noun))
    owner = [k for k in sentence.children[noun] if sentence.tokens[k].dep == "poss"]
    found = [s for s in found if not any(s.first <= k <= s.last for k in owner)]
    return found if sentence.tokens[noun].tag in ("NNS", "NNPS") else nearest(found, noun)


def nearest(spots: Sequence[Spot], noun: int) -> list[Spot]:
    """The one name nearest to a word: a singular office has one holder."""
    return sorted(spots, key=lambda s: (abs(s.head - noun), s.first))[:1]


def bracket_opening(sentence: Sentence, noun: int) -> int | None:
    """Where the brackets open in which a word stands: "X (caliph of Y), Z (deputy emir)"."""
    at = noun
    while at >= 0 and sentence.tokens[at].text not in "()":
        at -= 1
    return at if at >= 0 and sentence.tokens[at].text == "(" else None


def behind(scene: Scene, noun: int) -> list[Spot]:
    """The name right behind an office or behind its group: "head of X Omar Khan", "the emir, Omar Khan"."""
    sentence, tokens = scene.sentence, scene.sentence.tokens
    at = noun + 1
    if at < len(tokens) and sentence.low(at) in OWNING:
        at += 1
        while at < len(tokens) and (
            sentence.low(at) == "the" or sentence.spot_at(at, MentionKind.ACTOR, MentionKind.PLACE) is not None
        ):
            spot = sentence.spot_at(at, MentionKind.ACTOR)
            if spot is not None and spot in people([spot]):
                return [spot]
            at += 1
    while at < len(tokens) and tokens[at].text in (",", "(", "–", "-"):
        at += 1
    spot = sentence.spot_at(at, MentionKind.ACTOR) if at < len(tokens) else None
    return [spot] if spot is not None and at <= noun + REACH_BEHIND else []


def generic_office(sentence: Sentence, noun: int) -> bool:
    """Whether an office is named without its group: "became leader", "its founder, X", "the group's emir"."""
    kids = [k for k in sentence.children[noun] if sentence.tokens[k].dep in ("prep", "poss", "compound")]
    owned = any(sentence.low(k) == "its" for k in kids)
    if any(sentence.low(k) in ("his", "her", "their") for k in kids) or (sentence.lemma(noun) in STATELY and not owned):
        return False
    placed = [k for k in kids if sentence.low(k) in ("in", "since", "until", "after", "from", "on", "its")]
    if len(placed) < len(kids):
        return False
    return sentence.tokens[noun].dep in ("oprd", "attr", "pobj", "dobj", "appos", "nsubj", "nsubjpass")


def installing(scene: Scene, noun: int) -> int | None:
    """The verb by which a person comes into, holds or leaves an office."""
    sentence = scene.sentence
    up = sentence.tokens[noun].head
    if sentence.low(up) == "as" or (sentence.lemma(up) == "be" and sentence.tokens[up].dep == "xcomp"):
        up = sentence.tokens[up].head
    known = words("relations", "appoint_verbs") | words("relations", "holding_verbs")
    known |= words("relations", "leaving_verbs")
    if sentence.lemma(up) not in known or sentence.tokens[noun].dep == "nsubj":
        return None
    return up if people(appointed(scene, noun)) else None


def phase_of(sentence: Sentence, noun: int, verb: int | None) -> TiePhase | None:
    """Whether an office is begun or left: "was appointed", "the former leader", "stepped down as leader"."""
    kids = {sentence.low(k) for k in sentence.children[noun]}
    near = {sentence.low(i) for i in range(max(0, noun - 5), noun)}
    if kids & words("relations", "ended") or (near & words("relations", "ended") and kids_before(sentence, noun)):
        return TiePhase.ENDS
    if verb is None:
        return None
    lemma = sentence.lemma(verb)
    if lemma in words("relations", "leaving_verbs"):
        return TiePhase.ENDS
    return TiePhase.BEGINS if lemma in words("relations", "appoint_verbs") else None


def kids_before(sentence: Sentence, noun: int) -> bool:
    """Whether "former" stands at the head of the noun's own phrase: "former TTP commander"."""
    at = noun - 1
    while at >= 0 and sentence.tokens[at].dep in ("compound", "nmod", "amod", "punct", "poss", "case", "appos"):
        if sentence.low(at) in words("relations", "ended"):
            return True
        at -= 1
    return False


def appointed(scene: Scene, noun: int) -> list[Spot]:
    """Whoever is put into an office: "was appointed head", "appointed X as head", "with X as wali"."""
    sentence = scene.sentence
    up = sentence.tokens[noun].head
    if sentence.low(up) == "as":
        with_name = named_with(scene, up)
        if with_name:
            return with_name
        up = sentence.tokens[up].head
    if sentence.lemma(up) == "be" and sentence.tokens[up].dep == "xcomp":
        up = sentence.tokens[up].head
    known = words("relations", "appoint_verbs") | words("relations", "holding_verbs")
    if sentence.lemma(up) in known | words("relations", "leaving_verbs"):
        passive = scene.actors(subjects(sentence, up, "nsubjpass"))
        objects = [k for k in sentence.children[up] if sentence.tokens[k].dep in ("dobj", "oprd") and k != noun]
        if sentence.tokens[noun].dep == "dobj":
            objects += [k for k in sentence.children[noun] if sentence.tokens[k].dep == "compound"]
        return passive or people(scene.actors(objects)) or scene.doers(up)
    return scene.actors([up]) if sentence.tokens[up].pos == "PROPN" else []


def named_with(scene: Scene, as_: int) -> list[Spot]:
    """ "With X as wali": the person who ends right before "as"."""
    spot = scene.sentence.spot_at(as_ - 1, MentionKind.ACTOR) if as_ else None
    led = any(scene.sentence.low(i) == "with" for i in range(max(0, as_ - 6), as_))
    return people([spot]) if spot is not None and led else []


def under_leadership(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "Under the leadership of X"."""
    sentence = scene.sentence
    up = sentence.tokens[noun].head
    if sentence.low(up) != "under":
        return
    verb = sentence.tokens[up].head
    noun_led = sentence.tokens[verb].pos in ("NOUN", "PROPN")
    groups = scene.actors([verb] if noun_led else subjects(sentence, verb, "nsubjpass", "nsubj"))
    for tie in pairs(kind, noun, people(scene.toward(noun, "of")), bands(groups)):
        yield replace(tie, governor=None if noun_led else verb)


def lieutenant(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X, a lieutenant of Y": a member of the group of which the text is."""
    bosses = people(scene.toward(noun, "of", "to"))
    latest = scene.group_meant(noun)
    if bosses and latest is not None and named_so(latest):
        members = people(scene.described(noun)) or people(appointed(scene, noun))
        ties = pairs(kind, noun, [s for s in members if s not in bosses], [latest])
        yield from (replace(tie, dated=False) for tie in ties)


def in_charge(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X is in charge of Y", "X, in command of Y"."""
    sentence = scene.sentence
    prep = sentence.tokens[noun].head
    if sentence.low(prep) != "in":
        return
    up = sentence.tokens[prep].head
    holders = scene.doers(up) if sentence.tokens[up].pos in ("VERB", "AUX") else scene.actors([up])
    yield from pairs(kind, noun, people(holders), rebels(scene.toward(noun, "of")))


def served(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X served in Y", "X fought for Y", "X belongs to Y"."""
    prepositions: Sequence[str] = ("to",) if scene.sentence.lemma(verb) == "belong" else ("with", "in", "for")
    doers = scene.doers(verb)
    if scene.sentence.lemma(verb) == "belong":
        wholes = rebels(scene.toward(verb, *prepositions))
        yield from pairs(RelationType.PART_OF, verb, bands(doers), wholes)
        yield from pairs(kind, verb, people(doers), wholes)
    else:
        yield from pairs(kind, verb, people(doers), rebels(scene.actors(scene.after(verb, *prepositions))))
