"""Ties between actors in one sentence: who leads whom, what is part of what, who swore to whom, who split from whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sourcebook.claims.agents import by_agents, conjuncts, subjects
from sourcebook.claims.cast import Cast, actor_at, apposed, is_band, is_person
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot, phrase
from sourcebook.records.vocabulary import ActorKind, MentionKind, RelationType


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two actors tied by a cue word of a sentence."""

    type: RelationType
    subject: Spot
    object: Spot
    cue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with its place in the document and the document's cast."""

    sentence: Sentence
    position: int
    cast: Cast

    def actors(self, heads: list[int]) -> list[Spot]:
        """The actors that nouns and those joined to them name."""
        found = []
        for head in heads:
            for item in conjuncts(self.sentence, head):
                spot = actor_at(self.sentence, item, self.position, self.cast)
                if spot is None and self.sentence.tokens[item].dep == "appos":
                    spot = actor_at(self.sentence, self.sentence.tokens[item].head, self.position, self.cast)
                if spot is not None:
                    found.append(spot)
        return found

    def after(self, head: int, *prepositions: str) -> list[int]:
        """The nouns after some prepositions that hang on a word."""
        sentence = self.sentence
        return [
            noun
            for prep in sentence.children[head]
            if sentence.low(prep) in prepositions
            for noun in sentence.children[prep]
            if sentence.tokens[noun].dep in ("pobj", "pcomp", "dobj", "npadvmod")
        ]

    def objects(self, verb: int) -> list[int]:
        """The direct objects of a verb."""
        return [k for k in self.sentence.children[verb] if self.sentence.tokens[k].dep in ("dobj", "obj")]

    def doers(self, verb: int) -> list[int]:
        """The subjects of an active verb."""
        return subjects(self.sentence, verb, "nsubj")

    def described(self, noun: int) -> list[int]:
        """What a noun is said of: its subject by "is", or the noun that it is set beside."""
        sentence = self.sentence
        up = sentence.tokens[noun].head
        if sentence.tokens[noun].dep in ("attr", "oprd") and sentence.lemma(up) in ("be", "become", "remain"):
            return subjects(sentence, up, "nsubj", "nsubjpass")
        return apposed(sentence, noun)


def pairs(kind: RelationType, cue: int, subjects_: list[Spot], objects: list[Spot]) -> Iterator[Tie]:
    """A tie for each subject with each object that is another actor."""
    for subject in subjects_:
        for other in objects:
            if subject is not other and not same(subject, other):
                yield Tie(type=kind, subject=subject, object=other, cue=cue)


def same(one: Spot, other: Spot) -> bool:
    """Whether two mentions are of one actor."""
    a, b = one.mention, other.mention
    return (a.actor_id is not None and a.actor_id == b.actor_id) or a.name == b.name


def ties_in(scene: Scene) -> Iterator[Tie]:
    """All ties that a sentence states."""
    for index in range(len(scene.sentence.tokens)):
        for kind, reader in readers().get(scene.sentence.lemma(index), ()):
            if not undone(scene.sentence, index):
                yield from reader(scene, index, kind)


def undone(sentence: Sentence, cue: int) -> bool:
    """Whether a tie is negated or only possible: "is not part of", "may join"."""
    if sentence.tokens[cue].tag == "VB" and any(sentence.tokens[k].tag == "TO" for k in sentence.children[cue]):
        return True
    near = {sentence.low(k) for k in sentence.children[cue]} | {
        sentence.low(k)
        for k in sentence.children[sentence.tokens[cue].head]
        if sentence.tokens[cue].dep in ("attr", "dobj", "acomp", "xcomp")
    }
    return bool(
        near & ({"not", "n't", "never", "no"} | (words("realis", "hypothetical", "modals") - {"will", "would"}))
    )


def led_by(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "Led by X", "X leads the group", "headed by X"."""
    sentence = scene.sentence
    agents = scene.actors(by_agents(sentence, verb))
    if agents:
        groups = (
            [sentence.tokens[verb].head]
            if sentence.tokens[verb].dep in ("acl", "relcl")
            else subjects(sentence, verb, "nsubjpass", "nsubj")
        )
        before = just_before(scene, verb)
        if before is not None:
            yield from pairs(kind, verb, people(agents), bands([before]))
            return
        if sentence.tokens[verb].dep in ("advcl", "ROOT", "prep") and not groups:
            groups = subjects(sentence, sentence.tokens[verb].head, "nsubj", "nsubjpass")
        yield from pairs(kind, verb, people(agents), bands(scene.actors(groups)))
        return
    yield from pairs(kind, verb, people(scene.actors(scene.doers(verb))), bands(scene.actors(scene.objects(verb))))


def just_before(scene: Scene, index: int) -> Spot | None:
    """The actor that ends right before a word, commas and brackets aside."""
    before = index - 1
    while before >= 0 and scene.sentence.tokens[before].pos == "PUNCT":
        before -= 1
    spot = scene.sentence.spot_at(before, MentionKind.ACTOR) if before >= 0 else None
    return spot if spot is not None and is_band(spot) else None


def people(spots: list[Spot]) -> list[Spot]:
    """The persons among actors that are called by a name."""
    return [spot for spot in spots if is_person(spot) and named_so(spot)]


def bands(spots: list[Spot]) -> list[Spot]:
    """The groups among actors that are called by a name."""
    return [spot for spot in spots if is_band(spot) and named_so(spot)]


def named_so(spot: Spot) -> bool:
    """Whether an actor is called by a name rather than by a common noun."""
    return any(letter.isupper() for letter in spot.mention.name or spot.mention.words.quote)


def rebels(spots: list[Spot]) -> list[Spot]:
    """The named groups that are no state forces: an army's officers are not read as its leaders."""
    return [spot for spot in bands(spots) if spot.mention.actor_kind is not ActorKind.STATE_FORCE]


def owners(scene: Scene, noun: int) -> list[int]:
    """The group that an office belongs to: "leader of X", "X's leader", "X leader"."""
    sentence = scene.sentence
    found = scene.after(noun, "of", "for", "in")
    found += [k for k in sentence.children[noun] if sentence.tokens[k].dep in ("poss", "compound", "nmod", "amod")]
    return found


def office(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X, leader of Y", "Y leader X", "X is the emir of Y", "X was appointed head of Y"."""
    sentence = scene.sentence
    groups = rebels(scene.actors(owners(scene, noun)))
    holders = people(scene.actors(scene.described(noun))) or people(appointed(scene, noun))
    if not groups and sentence.tokens[noun].dep in ("oprd", "attr", "pobj", "dobj", "appos"):
        latest = scene.cast.latest(scene.position)
        groups = [latest] if latest is not None and holders and generic_office(sentence, noun) else []
    yield from pairs(kind, noun, holders, groups)


def generic_office(sentence: Sentence, noun: int) -> bool:
    """Whether an office is named without its group: "became leader"."""
    return not any(sentence.tokens[k].dep in ("prep", "poss", "compound") for k in sentence.children[noun])


def appointed(scene: Scene, noun: int) -> list[Spot]:
    """Whoever is put into an office: "was appointed head", "appointed X as head", "with X as wali"."""
    sentence = scene.sentence
    up = sentence.tokens[noun].head
    if sentence.low(up) == "as":
        up = sentence.tokens[up].head
    if sentence.lemma(up) in words("relations", "appoint_verbs") | {"become", "remain", "make", "succeed"}:
        return scene.actors(
            subjects(sentence, up, "nsubjpass") or [k for k in scene.objects(up) if k != noun] or scene.doers(up)
        )
    return scene.actors([up]) if sentence.tokens[up].pos == "PROPN" else []


def under_leadership(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "Under the leadership of X"."""
    sentence = scene.sentence
    up = sentence.tokens[noun].head
    if sentence.low(up) != "under":
        return
    verb = sentence.tokens[up].head
    groups = (
        [verb] if sentence.tokens[verb].pos in ("NOUN", "PROPN") else subjects(sentence, verb, "nsubjpass", "nsubj")
    )
    yield from pairs(kind, noun, people(scene.actors(scene.after(noun, "of"))), bands(scene.actors(groups)))


def pledged(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X pledged allegiance to Y", "switched allegiance to Y": read from the words, since parsers stumble on them."""
    sentence = scene.sentence
    verb = next(
        (i for i in range(noun - 1, max(-1, noun - 4), -1) if sentence.lemma(i) in words("relations", "pledge_verbs")),
        None,
    )
    if verb is None or undone(sentence, verb):
        return
    actors = [s for s in sentence.of(MentionKind.ACTOR) if s.mention.actor_kind is not ActorKind.POPULATION]
    doers = scene.actors(scene.doers(verb)) or [s for s in actors if s.last < verb][-1:]
    to = next(
        (i for i in range(noun + 1, min(noun + 4, len(sentence.tokens))) if sentence.low(i) in ("to", "with")), None
    )
    if to is None:
        return
    masters = [s for s in actors if to < s.first <= to + 4]
    yield from pairs(kind, noun, doers, masters)


def belongs(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X is a branch of Y", "X, an affiliate of Y", "Y's affiliate X", "the Y affiliate X"."""
    if kind is RelationType.SPLIT_FROM:
        wholes = bands(scene.actors(scene.after(noun, "of", "from")))
    else:
        wholes = bands(scene.actors(owners(scene, noun)))
    first, _ = phrase(scene.sentence, noun)
    before = just_before(scene, first) if scene.sentence.tokens[noun].dep == "appos" else None
    parts = bands([before] if before is not None else scene.actors(scene.described(noun)))
    yield from pairs(kind, noun, parts, wholes)


def breakaway(scene: Scene, word: int, kind: RelationType) -> Iterator[Tie]:
    """ "A breakaway group of X, Y", "Y, a splinter faction of X"."""
    noun = scene.sentence.tokens[word].head
    if scene.sentence.tokens[word].dep in ("amod", "compound") and noun != word:
        yield from belongs(scene, noun, kind)


def parted(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X split from Y", "X broke away from Y"."""
    sentence = scene.sentence
    if sentence.lemma(verb) == "break" and not {"away", "off"} & {sentence.low(k) for k in sentence.children[verb]}:
        return
    sources = scene.after(verb, "from") + [
        n
        for k in sentence.children[verb]
        if sentence.tokens[k].dep in ("prt", "advmod")
        for n in scene.after(k, "from")
    ]
    yield from pairs(kind, verb, bands(scene.actors(scene.doers(verb))), bands(scene.actors(sources)))


def toward(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X merged with Y", "X merged into Y", "X defected to Y", "X allied with Y"."""
    targets = scene.after(verb, "with", "into") if kind is not RelationType.DEFECTED_TO else scene.after(verb, "to")
    yield from pairs(kind, verb, scene.actors(scene.doers(verb)), bands(scene.actors(targets)))


def acted_on(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X joined Y", "X founded Y", "Y was founded by X", "X supports Y", "X fought Y"."""
    sentence = scene.sentence
    if sentence.lemma(verb) == "set" and "up" not in {sentence.low(k) for k in sentence.children[verb]}:
        return
    agents = by_agents(sentence, verb)
    if agents:
        made = subjects(sentence, verb, "nsubjpass") or (
            [sentence.tokens[verb].head] if sentence.tokens[verb].dep == "acl" else []
        )
        doers, objects = scene.actors(agents), bands(scene.actors(made))
    else:
        doers, objects = scene.actors(scene.doers(verb)), bands(scene.actors(scene.objects(verb)))
    doers = [s for s in doers if named_so(s)]
    if kind in (RelationType.SUPPORTS, RelationType.RIVAL_OF):
        doers, objects = bands(doers), rebels(objects)
    yield from pairs(kind, verb, doers, objects)


def between(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X is a rival of Y", "X, an ally of Y", "X has an alliance with Y", "an alliance between X and Y"."""
    sentence = scene.sentence
    both = bands(scene.actors(scene.after(noun, "between")))
    if len(both) > 1:
        yield from pairs(kind, noun, both[:1], both[1:])
        return
    others = bands(scene.actors(scene.after(noun, "of", "with", "to")))
    up = sentence.tokens[noun].head
    first = scene.described(noun)
    if sentence.tokens[noun].dep in ("dobj", "pobj") and sentence.tokens[up].pos == "VERB":
        first = scene.doers(up)
    yield from pairs(kind, noun, bands(scene.actors(first)), others)


def renamed(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X renamed itself Y", "X was renamed Y", "X rebranded as Y"."""
    sentence = scene.sentence
    old = scene.doers(verb) or subjects(sentence, verb, "nsubjpass")
    new = [
        k
        for k in sentence.children[verb]
        if sentence.tokens[k].dep in ("oprd", "dobj", "attr", "appos")
        and sentence.low(k) not in ("itself", "themselves")
    ]
    new += scene.after(verb, "as", "to")
    yield from pairs(kind, verb, bands(scene.actors(old)), bands(scene.actors(new)))


def succeeded(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X succeeded Y"."""
    yield from pairs(kind, verb, people(scene.actors(scene.doers(verb))), people(scene.actors(scene.objects(verb))))


Reader = Callable[[Scene, int, RelationType], Iterator[Tie]]
ROWS: tuple[tuple[str, RelationType, Reader], ...] = (
    ("lead_verbs", RelationType.LEADS, led_by),
    ("heads", RelationType.LEADS, office),
    ("leading", RelationType.LEADS, under_leadership),
    ("deputies", RelationType.MEMBER_OF, office),
    ("pledge_nouns", RelationType.PLEDGED_TO, pledged),
    ("part_nouns", RelationType.PART_OF, belongs),
    ("split_nouns", RelationType.SPLIT_FROM, belongs),
    ("split_nouns", RelationType.SPLIT_FROM, breakaway),
    ("split_verbs", RelationType.SPLIT_FROM, parted),
    ("merge_verbs", RelationType.MERGED_INTO, toward),
    ("defect_verbs", RelationType.DEFECTED_TO, toward),
    ("ally_verbs", RelationType.ALLIED_WITH, toward),
    ("join_verbs", RelationType.JOINED, acted_on),
    ("found_verbs", RelationType.FOUNDED, acted_on),
    ("founders", RelationType.FOUNDED, office),
    ("support_verbs", RelationType.SUPPORTS, acted_on),
    ("rival_verbs", RelationType.RIVAL_OF, acted_on),
    ("ally_nouns", RelationType.ALLIED_WITH, between),
    ("rival_nouns", RelationType.RIVAL_OF, between),
    ("rename_verbs", RelationType.RENAMED, renamed),
    ("succeed_verbs", RelationType.SUCCESSOR_OF, succeeded),
)
_BY_LEMMA: dict[str, list[tuple[RelationType, Reader]]] = {}


def readers() -> dict[str, list[tuple[RelationType, Reader]]]:
    """The rules by the lemma of their cue word."""
    if not _BY_LEMMA:
        for table, kind, reader in ROWS:
            for lemma in sorted(words("relations", table)):
                _BY_LEMMA.setdefault(lemma, []).append((kind, reader))
    return _BY_LEMMA
