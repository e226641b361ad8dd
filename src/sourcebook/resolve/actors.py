"""Actor mentions to actor ids: the registry, state forces by country, names that the document defines, last names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import ActorKind, MentionKind
from sourcebook.resolve.defined import branches_meant, defined_key, definitions, people_named
from sourcebook.resolve.described import described_meant, of_this_document
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteer import PlaceKind, remembered
from sourcebook.resolve.inside import VERSION as INSIDE
from sourcebook.resolve.names import is_common, person_words
from sourcebook.resolve.placewords import place_words
from sourcebook.resolve.registry import GROUPISH, LEADING, actor_key, kind_in, own_id, registry, registry_rows
from sourcebook.resolve.registry_rows import Group
from sourcebook.resolve.weighing import hits_of

GOVERNMENT = "Government of "
HALVES = frozenset({"north", "south", "east", "west"})


def actor_mentions(reading: Reading) -> tuple[Mention, ...]:
    """The reading's mentions with actor ids filled in."""
    actors = [m for m in reading.mentions if m.kind is MentionKind.ACTOR]
    if not actors:
        return reading.mentions
    places = (m.place for m in reading.mentions if m.place is not None and m.generated_by != INSIDE)
    countries = Counter(place.country for place in places if place.country)
    ids = {m.mention_id: actor_id_of(m, countries) for m in actors}
    ids |= bare_names_meant(reading, actors, ids)
    text = reading.document.text
    ids |= branches_meant(text, actors, ids, countries)
    defined = definitions(text, actors, ids)
    people = people_named(actors, ids)
    for m in actors:
        name = m.name or m.words.quote
        known = ids[m.mention_id]
        if known not in registry().groups and kind_in(known) in (ActorKind.PERSON, None):
            words = person_words(name)
            known = people.get(words) or (own_here(reading, words) if is_bare_given(m, words) else known)
        ids[m.mention_id] = defined.get(defined_key(m), known)
    meant = dict(described_meant(reading, actors, ids))
    return tuple(with_id(reading, m, ids, meant) if m.mention_id in ids else m for m in reading.mentions)


def with_id(reading: Reading, mention: Mention, ids: dict[str, str], meant: dict[str, Mention]) -> Mention:
    """A mention with its id; a description takes name and id of the one whom it means."""
    other = meant.get(mention.mention_id)
    if other is not None:
        return replace(mention, actor_id=ids[other.mention_id], name=other.name or other.words.quote)
    actor_id = of_this_document(reading, mention) or ids[mention.mention_id]
    group = registry().groups.get(actor_id)
    person = mention.actor_kind is ActorKind.PERSON and group is not None and group.kind in GROUPISH
    return replace(mention, actor_id=actor_id, actor_kind=group.kind if person and group else mention.actor_kind)


def is_bare_given(mention: Mention, words: tuple[str, ...]) -> bool:
    """Whether a person goes by one frequent name alone: "Ahmed" of one report is not "Ahmed" of another."""
    return mention.actor_kind is ActorKind.PERSON and len(words) == 1 and is_common(words[0])


def own_here(reading: Reading, words: tuple[str, ...]) -> str:
    """The id of a person whom only this document knows by a name."""
    return content_id("actor-person", reading.document_id, *words)


def bare_names_meant(reading: Reading, actors: Sequence[Mention], ids: dict[str, str]) -> dict[str, str]:
    """Bare names that mean a namesake: "Taliban" where a text on Pakistan alone speaks of the Pakistani Taliban.

    A country is not enough: the document must name the other group, and nothing of another country.
    """
    text, words = reading.document.text, place_words()
    found: dict[str, str] = {}
    for key, usual, meant, country in registry().bare_names:
        bare = [m for m in actors if ids[m.mention_id] == usual and is_bare(m, key)]
        if not bare or meant not in ids.values() or len(bare) < sum(known == usual for known in ids.values()):
            continue
        countries = {m.place.country for m in reading.mentions if m.place is not None and m.place.country}
        countries |= {words.demonyms[spoken.group(1)] for spoken in words.demonym.finditer(text)}
        if countries == {country}:
            found |= {m.mention_id: meant for m in bare}
    return found


def is_bare(mention: Mention, key: str) -> bool:
    """Whether a group is named by the bare name alone, or with a word for its people: "Taliban fighters"."""
    words = LEADING.sub("", mention.name or mention.words.quote).split()
    while len(words) > 1 and folded(words[-1]) in registry().roles:
        words.pop()
    return actor_key(" ".join(words)) == key


def actor_id_of(mention: Mention, countries: Counter[str]) -> str:
    """The id of one mention by its own words."""
    return id_of(mention.name or mention.words.quote, mention.actor_kind or ActorKind.UNKNOWN, countries)


def id_of(given: str, kind: ActorKind, countries: Counter[str]) -> str:
    """The id of a name: that of a registered actor, of a country's force, or one made of the name's key."""
    name = LEADING.sub("", given)
    if kind is ActorKind.PERSON:
        person = the_one(registry().people_named(name), countries) or group_in_its_script(name)
        return person.actor_id if person else own_id(name, kind)
    group = named_group(given, countries) or named_group(name, countries) or described_group(name, countries)
    if group is not None:
        return (is_government(group) and government(group.name.removeprefix(GOVERNMENT))) or group.actor_id
    known = state_force(name) or (government(name) if kind is ActorKind.STATE_FORCE else None)
    return known or own_id(name, kind)


def group_in_its_script(name: str) -> Group | None:
    """The group that a name in another script means, which parsers of English take for a person's."""
    found = () if name.isascii() or any(map(str.isascii, filter(str.isalpha, name))) else registry().bearing(name)
    return found[0] if len(found) == 1 and found[0].kind in GROUPISH else None


def described_group(name: str, countries: Counter[str]) -> Group | None:
    """The group of a name before which stands only whose it is: "Colombian FARC", "Kurdish PKK", "Shiite Hezbollah".

    A people in whose country it is not known makes another group of the name ("Turkish Hezbollah"), and so may any of
    a group that has branches of its own in other countries ("Yemeni al-Qaeda").
    """
    people, _, bare = name.partition(" ")
    if not bare[:1].isupper() or actor_key(bare) in branched():
        return None
    if folded(people) in registry().creeds:
        return named_group(bare, countries)
    found = [group for group in registry().groups_named(bare) if group.kind in GROUPISH]
    country = folded_demonyms().get(folded(people))
    if country is None:
        told = folded(people) in registry().peoples and bare.isupper() and len(bare) > 2
        return found[0] if told and len(found) == 1 else None
    at_home = [group for group in found if country in homes(group)]
    return at_home[0] if len(at_home) == 1 else None


@cache
def branched() -> frozenset[str]:
    """The names of groups that have branches of their own in other countries."""
    return frozenset(actor_key(row["of"]) for row in registry_rows()["branches"])


def country_of(place: str) -> str | None:
    """The country that a registry's place means, by ISO code: "Russia (Soviet Union)" is RU."""
    return country_named(folded(place.split("(")[0]))


def is_government(group: Group) -> bool:
    """Whether a registered actor is a state: UCDP's "Government of Iraq"."""
    return group.kind is ActorKind.STATE_FORCE and group.name.startswith(GOVERNMENT)


def government(country: str) -> str | None:
    """The id of a country's government, by which "Iraq" that fights and "the Iraqi government" are one actor.

    >>> government("Russia"), government("Russia (Soviet Union)"), government("Freedonia")
    ('state-ru-government', 'state-ru-government', None)

    A half of a country that was once a state is another actor.

    >>> government("South Sudan"), government("South Yemen")
    ('state-ss-government', None)
    """
    name = folded(country.split(" (")[0])
    code = country_named(name)
    half, _, whole = name.partition(" ")
    if code is None or (half in HALVES and country_named(whole) == code):
        return None
    return f"state-{code.lower()}-government"


def named_group(name: str, countries: Counter[str]) -> Group | None:
    """The registered group that words name; words in small letters name none, though a group may bear them."""
    return registered(name, countries) if any(map(str.isupper, name)) or not name.isascii() else None


def registered(name: str, countries: Counter[str]) -> Group | None:
    """The registered group that a name means; a shared name needs the document to speak of one group's country."""
    known = registry()
    found = known.groups_named(name)
    if not found:
        return None
    if len(found) == 1 and actor_key(name) not in known.ambiguous:
        return found[0]
    if spoken := spoken_of(found, countries):
        return spoken
    ours = [group for group in found if group.actor_id in known.ours]
    settled = actor_key(name) not in known.ambiguous and known.given.isdisjoint(group.actor_id for group in found)
    return ours[0] if len(ours) == 1 and settled else None


def the_one(found: Sequence[Group], countries: Counter[str]) -> Group | None:
    """The one registered actor of several that bear a name: the only one, or the one whose country is spoken of."""
    return found[0] if len(found) == 1 else spoken_of(found, countries)


def spoken_of(found: Sequence[Group], countries: Counter[str]) -> Group | None:
    """Of actors with one name the one of whose countries the document speaks most; none where two are alike in that."""
    spoken = [
        (sum(countries[code] for code in homes(group)) + countries[group.country or ""], group) for group in found
    ]
    most = max((count for count, _ in spoken), default=0)
    best = [group for count, group in spoken if count == most]
    return best[0] if most > 0 and len(best) == 1 else None


@lru_cache(maxsize=512)
def homes(group: Group) -> frozenset[str]:
    """The countries in which a group is known, by ISO code."""
    named = {country_of(place) for place in group.places}
    return frozenset(code for code in (*named, group.country) if code)


def state_force(name: str) -> str | None:
    """The id of a country's force: "Afghan army" and "the army of Afghanistan" are state-af-army.

    >>> state_force("Pakistani police"), state_force("U.S. military"), state_force("the army of Peru")
    ('state-pk-police', 'state-us-army', 'state-pe-army')
    >>> state_force("Afghan army chief") is None
    True
    """
    words = folded(name.replace("’s", "").replace("'s", "")).removeprefix("the ").split()
    forces = registry().forces
    for size in range(1, min(4, len(words))):
        branch = forces.get(" ".join(words[size:]).removeprefix("national "))
        if branch and (country := country_named(" ".join(words[:size]))):
            return f"state-{country.lower()}-{branch}"
    if "of" in words:
        at = words.index("of")
        branch = forces.get(" ".join(words[:at]).removeprefix("national "))
        if branch and (country := country_named(" ".join(words[at + 1 :]).removeprefix("the "))):
            return f"state-{country.lower()}-{branch}"
    return None


@remembered(2048)
def country_named(text: str) -> str | None:
    """The country that a folded demonym or country name means."""
    if text in folded_demonyms():
        return folded_demonyms()[text]
    found = [hit.place for hit in hits_of(text) if hit.exact and hit.place.kind is PlaceKind.COUNTRY] if text else []
    return found[0].country if len(found) == 1 else None


@cache
def folded_demonyms() -> dict[str, str]:
    """Demonyms by folded form."""
    return {folded(name): code for name, code in place_words().demonyms.items()}
