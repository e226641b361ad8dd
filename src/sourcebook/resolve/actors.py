"""Actor mentions to actor ids: the registry, state forces by country, names defined in the document, last names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import ActorKind, MentionKind
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteer import PlaceKind
from sourcebook.resolve.placewords import place_words
from sourcebook.resolve.registry import Group, actor_key, registry
from sourcebook.resolve.weighing import hits_of

# "the Balochistan Liberation Army (BLA)"; "X, also known as Y"; "X, or Y,".
BRACKET = re.compile(r"\s*\(\s*(?:also\s+)?(?:known\s+as\s+|the\s+)?[\"“']?")
KNOWN_AS = re.compile(
    r",?\s*(?:\()?(?:(?:also|better|formerly|previously|otherwise|commonly|locally|now)\s+)?"
    r"(?:known\s+(?:as|by\s+(?:its|the)\s+(?:acronym|initials))|called|referred\s+to\s+as|or\s+simply|abbreviated\s+as)\s+(?:the\s+)?[\"“']?",
    re.IGNORECASE,
)
INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z0-9][A-Za-z0-9–-]{0,8}")
GROUPISH = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION, ActorKind.ORGANISATION, ActorKind.UNKNOWN})
LEADING = re.compile(r"^(?:the|a|an|some|several|suspected|alleged|armed|unidentified|unknown)\s+", re.IGNORECASE)


def actor_mentions(reading: Reading) -> tuple[Mention, ...]:
    """The reading's mentions with actor ids filled in."""
    actors = [m for m in reading.mentions if m.kind is MentionKind.ACTOR]
    if not actors:
        return reading.mentions
    countries = countries_of(reading)
    ids = {m.mention_id: actor_id_of(m, countries) for m in actors}
    defined = definitions(reading.document.text, actors, ids)
    people = full_names(actors, ids)
    for m in actors:
        name = m.name or m.words.quote
        if m.actor_kind is ActorKind.PERSON:
            ids[m.mention_id] = people.get(folded(name), ids[m.mention_id])
        else:
            ids[m.mention_id] = defined.get(actor_key(name), ids[m.mention_id])
    return tuple(replace(m, actor_id=ids[m.mention_id]) if m.mention_id in ids else m for m in reading.mentions)


def countries_of(reading: Reading) -> Counter[str]:
    """How often the document's resolved places lie in each country."""
    return Counter(m.place.country for m in reading.mentions if m.place is not None and m.place.country)


def actor_id_of(mention: Mention, countries: Counter[str]) -> str:
    """The id of one mention by its own words: registered group, state force of a country, or its folded name."""
    name = LEADING.sub("", mention.name or mention.words.quote)
    kind = mention.actor_kind or ActorKind.UNKNOWN
    if kind is not ActorKind.PERSON:
        group = registered(name, countries)
        if group:
            return group.actor_id
        force = state_force(name)
        if force:
            return force
    return content_id("actor", actor_key(name), kind.value if kind not in GROUPISH else "group")


def registered(name: str, countries: Counter[str]) -> Group | None:
    """The registered group that a name means; a shared name needs the document to speak of one group's country."""
    known = registry()
    found = known.groups_named(name)
    if not found:
        return None
    if len(found) == 1 and actor_key(name) not in known.ambiguous:
        return found[0]
    spoken = [(sum(countries[code] for code in homes(group)), group) for group in found]
    best = max(spoken, key=lambda pair: pair[0])
    rivals = [group for count, group in spoken if count == best[0]]
    return best[1] if best[0] > 0 and len(rivals) == 1 else None


def homes(group: Group) -> frozenset[str]:
    """The countries in which a group is known, by ISO code."""
    named = {
        hit.place.country
        for place in group.places
        for hit in hits_of(place)
        if hit.exact and hit.place.kind is PlaceKind.COUNTRY
    }
    return frozenset(named | ({group.country} if group.country else set()))


def state_force(name: str) -> str | None:
    """The id of a country's force: "Afghan army" and "the army of Afghanistan" are state-af-army."""
    words = folded(name.replace("’s", "").replace("'s", "")).split()
    forces = registry().forces
    for size in range(1, min(4, len(words))):
        country = country_named(" ".join(words[:size]))
        branch = forces.get(" ".join(words[size:]).removeprefix("national ")) if country else None
        if country and branch:
            return f"state-{country.lower()}-{branch}"
    for branch_words, _, country_words in (folded(name).partition(" of "),):
        country = country_named(country_words.removeprefix("the "))
        if country and branch_words.removeprefix("national ") in forces:
            return f"state-{country.lower()}-{forces[branch_words.removeprefix('national ')]}"
    return None


def country_named(text: str) -> str | None:
    """The country that a demonym or a country's name means."""
    if not text:
        return None
    demonyms = folded_demonyms()
    if text in demonyms:
        return demonyms[text]
    found = [hit.place.country for hit in hits_of(text) if hit.exact and hit.place.kind is PlaceKind.COUNTRY]
    return found[0] if len(found) == 1 else None


def folded_demonyms() -> dict[str, str]:
    """Demonyms by folded form."""
    return {folded(name): code for name, code in place_words().demonyms.items()}


def definitions(text: str, actors: Sequence[Mention], ids: dict[str, str]) -> dict[str, str]:
    """Short names that the document itself defines: "X (Y)" and "X, also known as Y" make Y mean X.

    A definition never renames a registered group into another: "the IMU (ISIS-K)" joins nothing.
    """
    found: dict[str, str] = {}
    by_start = {m.words.start: m for m in actors}
    for m in actors:
        if m.actor_kind is ActorKind.PERSON:
            continue
        for short in defined_after(text, m, by_start):
            key = actor_key(short)
            other = registry().groups_named(short)
            if other and ids[m.mention_id] not in [group.actor_id for group in other]:
                if is_registered(ids[m.mention_id]) or len(other) > 1:
                    continue
                found[actor_key(m.name or m.words.quote)] = other[0].actor_id
            elif key:
                found.setdefault(key, ids[m.mention_id])
    return found


def is_registered(actor_id: str) -> bool:
    """Whether an id is one of the registry's."""
    return actor_id in registry().groups


def defined_after(text: str, mention: Mention, by_start: dict[int, Mention]) -> Iterable[str]:
    """The other names that stand right after a mention as its definition."""
    end = mention.words.end
    for pattern in (BRACKET, KNOWN_AS):
        link = pattern.match(text, end)
        if not link:
            continue
        other = by_start.get(link.end())
        initials = INITIALS.match(text, link.end())
        if pattern is BRACKET:
            close = text.find(")", link.end(), link.end() + 60)
            inside = text[link.end() : close].strip(" \"”'") if close > 0 else ""
            if inside and (INITIALS.fullmatch(inside) or (other and other.words.end >= close - 1)):
                yield inside
        elif other and other.actor_kind is not ActorKind.PERSON:
            yield other.name or other.words.quote
        elif initials:
            yield initials.group()


def full_names(actors: Sequence[Mention], ids: dict[str, str]) -> dict[str, str]:
    """A person's last name alone means the one person in the document whose full name ends in it."""
    people: dict[str, dict[str, str]] = {}
    for m in actors:
        words = folded(m.name or m.words.quote).split()
        if m.actor_kind is ActorKind.PERSON and len(words) > 1:
            people.setdefault(words[-1], {})[" ".join(words)] = ids[m.mention_id]
    return {last: next(iter(named.values())) for last, named in people.items() if len(set(named.values())) == 1}
