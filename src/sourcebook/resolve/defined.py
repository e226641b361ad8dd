"""What a document itself says of names: short forms in brackets, other names, last names, a group's local branch."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import ActorKind
from sourcebook.resolve.names import is_common, person_key, person_words
from sourcebook.resolve.registry import actor_key, registry, registry_rows
from sourcebook.resolve.registry_rows import Group
from sourcebook.resolve.sameness import groups_asked, initials

# "the Balochistan Liberation Army (BLA)"; "X, also known as Y"; "X, or Y,".
BRACKET = re.compile(r"\s*[(\[]\s*(?:also\s+)?(?:known\s+as\s+)?(?:the\s+)?[\"“']?", re.IGNORECASE)
KNOWN_AS = re.compile(
    r",?\s*\(?(?:who\s+is\s+|which\s+is\s+|is\s+|are\s+)?"
    r"(?:(?:also|better|formerly|previously|otherwise|commonly|locally|now|once)\s+)?"
    r"(?:(?:known|referred\s+to)\s+(?:as|by\s+(?:its|the)\s+(?:acronym|initials|name))|a\.?k\.?a\.?|called|abbreviated\s+as"
    r"|alias|nicknamed|whose\s+(?:real|full|own)\s+name\s+(?:is|was)|nom\s+de\s+guerre:?)"
    r"\s+(?:the\s+)?[\"“']?",
    re.IGNORECASE,
)
INITIALS = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z0-9][A-Za-z0-9–/-]{0,8}")
# "the Ansar Brigade of Kunar (ABK)": the name goes on to the bracket if its first letters say so.
GOES_ON = re.compile(
    r"((?:\s+(?:of|for|in|and|the|de|del|la)){1,2}(?:\s+[A-Z][\w’'-]+){1,4})\s*\(([A-Z][A-Za-z-]{1,8})\)"
)
BRANCH = re.compile(
    r"(?:'s|’s|’)?\s+(?:(?:local|regional|\w+(?:an|ese|i|ish))\s+)?"
    r"(?:affiliate|branch|chapter|offshoot|franchise|arm|wing|faction|affiliates)\b",
)
BRANCH_OF = re.compile(
    r"\b(?:local|regional|\w+(?:an|ese|i|ish))\s+"
    r"(?:affiliate|branch|chapter|offshoot|franchise|arm|wing)s?\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "X is the Afghan affiliate of Y" names both: there Y is no branch of itself
SAID_TO_BE = re.compile(
    r"(?:\b(?:is|was|are|were|became|becomes|remains|as)|,)\s+(?:the|an?)\s+(?:main\s+|official\s+)?$"
)
# how far before a name its branch may begin to be told
BEFORE = 48
COLLECTIVE = frozenset({ActorKind.POPULATION, ActorKind.STATE_FORCE})


def definitions(text: str, actors: Sequence[Mention], ids: Mapping[str, str]) -> dict[str, str]:
    """Names that the document itself defines: "X (Y)" and "X, also known as Y" make Y mean X in it.

    A definition never turns one registered group into another: "the IMU (ISIS-K)" joins nothing.
    """
    found: dict[str, str] = {}
    by_start = {m.words.start: m for m in actors}
    for m in actors:
        if not any(map(str.isupper, m.words.quote)):
            continue
        known = ids[m.mention_id]
        name = m.name or m.words.quote
        for other in names_after(text, m, by_start):
            groups = [] if m.actor_kind is ActorKind.PERSON else registry().groups_named(other)
            registered = [group.actor_id for group in groups]
            if not groups or known in registered or (known not in registry().groups and is_own(name, other, groups)):
                for key in keys_of(other):
                    found.setdefault(key, known)
            elif known not in registry().groups and len(groups) == 1:
                found[actor_key(name)] = registered[0]
    return found


def defined_key(mention: Mention) -> str:
    """The key under which a definition of a mention's name stands."""
    group, person = keys_of(mention.name or mention.words.quote)
    return person if mention.actor_kind is ActorKind.PERSON else group


def keys_of(name: str) -> tuple[str, str]:
    """The keys of a defined name, as a group's and as a person's: parsers take one for the other."""
    return actor_key(name), f"person {person_key(name)}"


def is_own(name: str, short: str, groups: Sequence[Group]) -> bool:
    """Whether a short form that registered groups bear is made of this name's letters, and of none of their like names.

    "The Salt River Front (SRF)" is not the Syria Revolutionaries' Front.
    """
    if initials(name).isdisjoint(initials(short)):
        return False
    return not any(
        groups_asked(name, other) for group in groups for other in (group.name, *group.names) if " " in other
    )


def names_after(text: str, mention: Mention, by_start: Mapping[int, Mention]) -> Iterator[str]:
    """The other names that stand right after a mention as its definition."""
    is_person = mention.actor_kind is ActorKind.PERSON
    for pattern in (KNOWN_AS,) if is_person else (BRACKET, KNOWN_AS):
        link = pattern.match(text, mention.words.end)
        if not link:
            continue
        other = by_start.get(link.end())
        short = INITIALS.match(text, link.end())
        if other is not None and may_be_called(mention, other, pattern) and closes(text, other.words.end, pattern):
            yield other.name or other.words.quote
        elif short and not is_person and closes(text, short.end(), pattern):
            yield short.group()
    goes_on = None if is_person else GOES_ON.match(text, mention.words.end)
    if goes_on and not initials(mention.words.quote + goes_on[1]).isdisjoint(initials(goes_on[2])):
        yield goes_on[2]


def may_be_called(mention: Mention, other: Mention, pattern: re.Pattern[str]) -> bool:
    """Whether a mention may be the other name of one before it: a person's is a person, a group's may look like one.

    In brackets behind a group stands its leader as often as its name, so a person there is none.
    """
    if mention.actor_kind is ActorKind.PERSON:
        return other.actor_kind is ActorKind.PERSON and not all(map(is_common, person_words(other.words.quote)))
    return other.actor_kind not in COLLECTIVE and (pattern is KNOWN_AS or other.actor_kind is not ActorKind.PERSON)


def closes(text: str, end: int, pattern: re.Pattern[str]) -> bool:
    """Whether a bracketed name fills its bracket, up to a further name after a comma or semicolon."""
    return pattern is not BRACKET or text[end : end + 1] in (")", "]", ",", ";", '"', "”", "'")


def branches_meant(
    text: str, actors: Sequence[Mention], ids: Mapping[str, str], countries: Counter[str]
) -> dict[str, str]:
    """Mentions of a group that mean its branch in the country that the document speaks of most.

    "Islamic State's local affiliate" is a province of it where the text is on Afghanistan alone.
    """
    (first, most), (_, second) = (*countries.most_common(2), ("", 0), ("", 0))[:2]
    if not first or most == second:
        return {}
    return {
        m.mention_id: branches()[ids[m.mention_id], first]
        for m in actors
        if (ids[m.mention_id], first) in branches() and names_a_branch(text, m)
    }


def names_a_branch(text: str, mention: Mention) -> bool:
    """Whether a group is named for its branch: "X's local affiliate", "the local affiliate of X"."""
    start = mention.words.start
    before = text[max(0, start - BEFORE) : start]
    if BRANCH.match(text, mention.words.end) is not None:
        return True
    told = BRANCH_OF.search(before)
    return told is not None and SAID_TO_BE.search(before[: told.start()]) is None


@cache
def branches() -> Mapping[tuple[str, str], str]:
    """The branch of a group in a country, by ids."""
    known = registry()
    return {
        (known.by_name(row["of"]), country): known.by_name(row["means"])
        for row in registry_rows()["branches"]
        for country in row["countries"]
    }


def people_named(actors: Sequence[Mention], ids: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """What shorter names of people mean: the one person in the document whose full name ends in them.

    "Zarqawi" is Abu Musab al-Zarqawi where no other Zarqawi is named. Common words are no names.
    """
    longest: dict[tuple[str, ...], str] = {}
    full: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for m in actors:
        name = m.name or m.words.quote
        words = person_words(name)
        capitals = sum(any(map(str.isupper, word)) for word in name.split())
        if m.actor_kind is ActorKind.PERSON and len(words) > 1 and capitals > 1:
            longest.setdefault(words, ids[m.mention_id])
    for words in sorted(longest):
        for size in range(1, len(words)):
            full.setdefault(words[-size:], set()).add(words)
    means: dict[tuple[str, ...], str] = {}
    for short, names in full.items():
        widest = [
            name
            for name in names
            if not any(other != name and len(other) > len(name) and other[-len(name) :] == name for other in names)
        ]
        if len(widest) == 1:
            means[short] = longest[widest[0]]
    return means
