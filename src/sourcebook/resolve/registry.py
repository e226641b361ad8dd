"""The actor registry: which names mean the same group. Names join by table, never by mere likeness.

Two names are one actor when a table says so, or when they differ only in case, accents, hyphens, articles and the
spelling of transliterated words. Any other differing word (a place, a leader, a number, Real or Continuity) keeps
them apart: "Ansar al-Sharia (Libya)" is not "Ansar al-Sharia (Tunisia)".
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Alias
from sourcebook.records.vocabulary import ActorKind
from sourcebook.resolve.folding import ARTICLES, folded, tolerant

GROUPISH = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION, ActorKind.ORGANISATION, ActorKind.UNKNOWN})
# Words that add nothing to who it was: "suspected militants" are militants.
LEADING = re.compile(
    r"^(?:(?:the|a|an|some|several|many|other|suspected|alleged|armed|unidentified|unknown|local)\s+)+", re.IGNORECASE
)
# Words shorter than this are compared letter by letter: "IS" is not "AIS", "ASG" is not "ASL".
SPELLED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A registered actor: its names, the countries it is known in, and its ids elsewhere."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None
    names: tuple[str, ...]
    dated: tuple[Alias, ...]
    places: tuple[str, ...]
    ucdp: str | None


@lru_cache(maxsize=16384)
def actor_key(name: str) -> str:
    """What two names of one actor have in common: words without articles, long words in their tolerant spelling.

    >>> actor_key("Tehrik-i-Taliban Pakistan") == actor_key("Tehreek-e-Taliban Pakistan")
    True
    >>> actor_key("Jaish al-Islam") == actor_key("Jaysh al-Islam"), actor_key("IS") == actor_key("AIS")
    (True, False)
    >>> actor_key("IS-WA") == actor_key("IS"), actor_key("ISIS–K") == actor_key("ISIS-K")
    (False, True)
    """
    words = folded(name.replace("(", " ").replace(")", " ")).split()
    kept = [word for word in words[:-1] if word not in ARTICLES and word != "of"] + words[-1:]
    if not any(len(word) >= 4 for word in kept):
        kept = words
    return " ".join(tolerant(word) if len(word) >= SPELLED else word for word in kept)


def own_id(name: str, kind: ActorKind) -> str:
    """The id of an actor that no registry has: its kind stands in it, so that a private person is known as one.

    Armed groups, factions and organisations share one kind of id, since texts disagree on which a group is.

    >>> own_id("the gunmen", ActorKind.ARMED_GROUP) == own_id("gunmen", ActorKind.UNKNOWN)
    True
    >>> own_id("masked gunman", ActorKind.UNKNOWN) == own_id("masked gunmen", ActorKind.ARMED_GROUP)
    True
    >>> own_id("Real IRA men", ActorKind.PERSON) == own_id("Real IRA men", ActorKind.ARMED_GROUP)
    False
    """
    plain = "group" if kind in GROUPISH else kind.value.replace("_", "-")
    bare = LEADING.sub("", name)
    return content_id(f"actor-{plain}", actor_key(bare if kind is ActorKind.PERSON else in_singular(bare)))


def in_singular(name: str) -> str:
    """A name whose last word is a plain plural, as one of them.

    >>> in_singular("masked gunmen"), in_singular("Tamil Tigers"), in_singular("police")
    ('masked gunman', 'Tamil Tigers', 'police')
    """
    head, _, last = name.rpartition(" ")
    one = registry().singulars.get(last.casefold())
    return f"{head} {one}".strip() if one else name


def plural(word: str) -> str:
    """The regular plural of a word."""
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


def kind_in(actor_id: str) -> ActorKind | None:
    """The kind that an id made here tells, if it tells one."""
    if actor_id.startswith("state-"):
        return ActorKind.STATE_FORCE
    for kind in (ActorKind.PERSON, ActorKind.POPULATION, ActorKind.STATE_FORCE):
        if actor_id.startswith(f"actor-{kind.value.replace('_', '-')}-"):
            return kind
    return None


def registry_rows() -> dict[str, Any]:
    """The supplement's TOML."""
    return tomllib.loads((resources.files("sourcebook.resolve") / "data" / "actors.toml").read_text(encoding="utf-8"))


def ucdp_rows() -> Iterator[dict[str, Any]]:
    """The derived UCDP list."""
    text = (resources.files("sourcebook.resolve") / "data" / "actors_ucdp.jsonl").read_text(encoding="utf-8")
    return map(json.loads, text.splitlines())


class Registry:
    """All registered groups by id and by name key."""

    def __init__(self) -> None:
        supplement = registry_rows()
        derived = {row["id"]: row for row in ucdp_rows()}
        self.groups: dict[str, Group] = {}
        for row in supplement["groups"]:
            group = own_group(row, derived)
            self.groups[group.actor_id] = group
        ours = self.ours = frozenset(self.groups)
        again = {f"ucdp-{ucdp}" for row in supplement["groups"] for ucdp in row.get("also", ())}
        for actor_id, row in derived.items():
            if actor_id not in ours | again:
                self.groups[actor_id] = derived_group(row)
        self.ambiguous = frozenset(actor_key(name) for name in supplement["ambiguous"]["names"])
        self.forces = {folded(word): branch for branch, words in supplement["forces"].items() for word in words}
        self.common = frozenset(folded(name) for name in supplement["ambiguous"]["common"])
        ones = supplement["ambiguous"]["singular"]
        self.singulars = {(one[:-3] + "men" if one.endswith("man") else plural(one)): one for one in ones}
        self.bare_names = tuple(
            (actor_key(row["name"]), self.by_name(row["name"]), self.by_name(row["means"]), row["country"])
            for row in supplement["bare_names"]
        )
        self.roles = frozenset(folded(word) for word in supplement["ambiguous"]["roles"])
        self.by_key: dict[str, list[str]] = defaultdict(list)
        self.index(ours)

    def by_name(self, name: str) -> str:
        """The id of the group that has this as its own name."""
        return next(actor_id for actor_id, group in self.groups.items() if group.name == name)

    def index(self, ours: frozenset[str]) -> None:
        """File every name; a name in the supplement is not shadowed by a derived one."""
        for actor_id, group in self.groups.items():
            for name in (group.name, *group.names):
                key = actor_key(name)
                known = self.by_key[key]
                derived = actor_id not in ours
                shadowed = derived and ours.intersection(known) and key not in self.ambiguous and name != group.name
                if actor_id not in known and not shadowed and not (derived and self.is_common(name, group)):
                    known.append(actor_id)

    def is_common(self, name: str, group: Group) -> bool:
        """Whether a derived name is a plain word that many use, rather than this actor's name: "Family", "Jama'at"."""
        return folded(name) in self.common or (" " not in name.strip() and name != group.name and not name.isupper())

    def groups_named(self, name: str) -> tuple[Group, ...]:
        """The registered groups that bear this name, or of which it names the people: "Boko Haram gunmen"."""
        words = name.split()
        found = self.bearing(name)
        while not found and len(words) > 1 and folded(words[-1]) in self.roles:
            words.pop()
            found = tuple(group for group in self.bearing(" ".join(words)) if group.kind in GROUPISH)
        return found

    def bearing(self, name: str) -> tuple[Group, ...]:
        """The registered groups that bear exactly this name, the supplement's first."""
        return tuple(self.groups[actor_id] for actor_id in self.by_key.get(actor_key(name), ()))


def own_group(row: dict[str, Any], derived: dict[str, dict[str, Any]]) -> Group:
    """A group of the supplement, with what UCDP adds to it."""
    ucdp = row.get("ucdp")
    other = derived.get(f"ucdp-{ucdp}", {}) if ucdp else {}
    names = dict.fromkeys([*row.get("names", ()), *(other.get("names", ()))])
    dated = tuple(Alias(name=a["name"], valid_from=a.get("from"), valid_to=a.get("to")) for a in row.get("dated", ()))
    return Group(
        actor_id=f"ucdp-{ucdp}" if ucdp else f"actor-{row['id']}",
        name=row["name"],
        kind=ActorKind(row.get("kind", other.get("kind", "armed_group"))),
        country=row.get("country"),
        names=tuple(names),
        dated=dated,
        places=tuple(other.get("places", ())),
        ucdp=str(ucdp) if ucdp else None,
    )


def derived_group(row: dict[str, Any]) -> Group:
    """A group as UCDP lists it."""
    return Group(
        actor_id=row["id"],
        name=row["name"],
        kind=ActorKind(row["kind"]),
        country=None,
        names=tuple(row["names"]),
        dated=(),
        places=tuple(row["places"]),
        ucdp=row["id"].removeprefix("ucdp-"),
    )


@cache
def registry() -> Registry:
    """The registry that the package ships, read once a process."""
    return Registry()


class RegistryReport(NamedTuple):
    """What a self-check found: counts, and sentences about what is wrong."""

    groups: int
    names: int
    shared_names: int
    problems: tuple[str, ...]


def registry_check() -> RegistryReport:
    """Whether the shipped registry is whole: every group found under its own name, counts of groups and names."""
    known = registry()
    lost = [g for g in known.groups.values() if g.actor_id.startswith("actor-") and g not in known.groups_named(g.name)]
    problems = [f"the registry does not find {group.name} under its own name; reinstall the package" for group in lost]
    if len(known.groups) < 1000:
        problems.append(f"the registry holds {len(known.groups)} groups, fewer than a thousand; reinstall the package")
    shared = sum(len(ids) > 1 for ids in known.by_key.values())
    return RegistryReport(
        groups=len(known.groups), names=len(known.by_key), shared_names=shared, problems=tuple(problems)
    )
