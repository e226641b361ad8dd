"""Actor mentions to actor ids: the registry, state forces by country, names that the document defines, last names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import ActorKind, MentionKind
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteer import PlaceKind, remembered
from sourcebook.resolve.inside import VERSION as INSIDE
from sourcebook.resolve.placewords import place_words
from sourcebook.resolve.registry import LEADING, actor_key, kind_in, own_id, registry
from sourcebook.resolve.registry_rows import Group
from sourcebook.resolve.weighing import hits_of

# "the Balochistan Liberation Army (BLA)"; "X, also known as Y"; "X, or Y,".
BRACKET = re.compile(r"\s*[(\[]\s*(?:also\s+)?(?:known\s+as\s+)?(?:the\s+)?[\"“']?", re.IGNORECASE)
KNOWN_AS = re.compile(
    r",?\s*\(?(?:who\s+is\s+|which\s+is\s+|is\s+|are\s+)?"
    r"(?:(?:also|better|formerly|previously|otherwise|commonly|locally|now|once)\s+)?"
    r"(?:(?:known|referred\s+to)\s+(?:as|by\s+(?:its|the)\s+(?:acronym|initials|name))|a\.?k\.?a\.?|called|abbreviated\s+as)"
    r"\s+(?:the\s+)?[\"“']?",
    re.IGNORECASE,
)
INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z0-9][A-Za-z0-9–/-]{0,8}")
COLLECTIVE = frozenset({ActorKind.POPULATION, ActorKind.STATE_FORCE})


def actor_mentions(reading: Reading) -> tuple[Mention, ...]:
    """The reading's mentions with actor ids filled in."""
    actors = [m for m in reading.mentions if m.kind is MentionKind.ACTOR]
    if not actors:
        return reading.mentions
    places = (m.place for m in reading.mentions if m.place is not None and m.generated_by != INSIDE)
    countries = Counter(place.country for place in places if place.country)
    ids = {m.mention_id: actor_id_of(m, countries) for m in actors}
    ids |= bare_names_meant(reading, actors, ids)
    defined = definitions(reading.document.text, actors, ids)
    people = people_named(actors)
    for m in actors:
        name = m.name or m.words.quote
        known = ids[m.mention_id]
        if known not in registry().groups and kind_in(known) in (ActorKind.PERSON, None):
            known = people.get(folded(name), known)
        ids[m.mention_id] = defined.get(actor_key(name), known)
    return tuple(replace(m, actor_id=ids[m.mention_id]) if m.mention_id in ids else m for m in reading.mentions)


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
    """The id of one mention by its own words: registered group, state force of a country, or its folded name."""
    name = LEADING.sub("", mention.name or mention.words.quote)
    kind = mention.actor_kind or ActorKind.UNKNOWN
    if kind is ActorKind.PERSON:
        person = the_one(registry().people_named(name), countries)
        return person.actor_id if person else own_id(name, kind)
    group = registered(name, countries) if any(map(str.isupper, name)) or not name.isascii() else None
    known = group.actor_id if group else state_force(name)
    return known or own_id(name, kind)


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
    spoken = [(sum(countries[code] for code in homes(group)), group) for group in found]
    most = max((count for count, _ in spoken), default=0)
    best = [group for count, group in spoken if count == most]
    return best[0] if most > 0 and len(best) == 1 else None


@lru_cache(maxsize=512)
def homes(group: Group) -> frozenset[str]:
    """The countries in which a group is known, by ISO code."""
    named = {country_named(folded(place.split("(")[0])) for place in group.places}
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


def definitions(text: str, actors: Sequence[Mention], ids: dict[str, str]) -> dict[str, str]:
    """Names that the document itself defines: "X (Y)" and "X, also known as Y" make Y mean X in it.

    A definition never turns one registered group into another: "the IMU (ISIS-K)" joins nothing.
    """
    found: dict[str, str] = {}
    by_start = {m.words.start: m for m in actors}
    for m in actors:
        if m.actor_kind is ActorKind.PERSON or not any(map(str.isupper, m.words.quote)):
            continue
        known = ids[m.mention_id]
        for other in names_after(text, m, by_start):
            groups = [group.actor_id for group in registry().groups_named(other)]
            if known in registry().groups:
                if not groups or known in groups:
                    found.setdefault(actor_key(other), known)
            elif len(groups) == 1:
                found[actor_key(m.name or m.words.quote)] = groups[0]
            elif not groups:
                found.setdefault(actor_key(other), known)
    return found


def names_after(text: str, mention: Mention, by_start: dict[int, Mention]) -> Iterator[str]:
    """The other names that stand right after a mention as its definition."""
    for pattern in (BRACKET, KNOWN_AS):
        link = pattern.match(text, mention.words.end)
        if not link:
            continue
        other = by_start.get(link.end())
        initials = INITIALS.match(text, link.end())
        if (
            other is not None
            and other.actor_kind not in (ActorKind.PERSON, *COLLECTIVE)
            and closes(text, other.words.end, pattern)
        ):
            yield other.name or other.words.quote
        elif initials and closes(text, initials.end(), pattern):
            yield initials.group()


def closes(text: str, end: int, pattern: re.Pattern[str]) -> bool:
    """Whether a bracketed name fills its bracket, up to a further name after a comma or semicolon."""
    return pattern is not BRACKET or text[end : end + 1] in (")", "]", ",", ";", '"', "”", "'")


def people_named(actors: Sequence[Mention]) -> dict[str, str]:
    """What shorter names of people mean: the one person in the document whose full name ends in them.

    "Zarqawi" is Abu Musab al-Zarqawi where no other Zarqawi is named. Common words are no names.
    """
    full: dict[str, set[str]] = {}
    longest: dict[str, str] = {}
    for m in actors:
        name = m.name or m.words.quote
        words = folded(name).split()
        capitals = sum(any(map(str.isupper, word)) for word in name.split())
        if m.actor_kind is ActorKind.PERSON and len(words) > 1 and capitals > 1:
            longest[" ".join(words)] = own_id(name, ActorKind.PERSON)
    for name in sorted(longest):
        words = name.split()
        for size in range(1, len(words)):
            full.setdefault(" ".join(words[-size:]), set()).add(name)
    means: dict[str, str] = {}
    for short, names in full.items():
        widest = [name for name in names if not any(other != name and other.endswith(f" {name}") for other in names)]
        if len(widest) == 1:
            means[short] = longest[widest[0]]
    return means
