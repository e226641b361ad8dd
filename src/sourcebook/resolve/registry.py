"""The actor registry: which names mean the same group. Names join by table, never by mere likeness.

Two names are one actor when a table says so, or when they differ only in case, accents, hyphens, articles and the
spelling of transliterated words. Any other differing word (a place, a leader, a number, Real or Continuity) keeps
them apart: "Ansar al-Sharia (Libya)" is not "Ansar al-Sharia (Tunisia)".
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from sourcebook.records.ids import content_id
from sourcebook.records.vocabulary import ActorKind
from sourcebook.resolve import registries
from sourcebook.resolve.folding import folded
from sourcebook.resolve.names import CONNECTING, families, is_weak, latin, person_key, spelled
from sourcebook.resolve.registry_rows import Group, Term, derived_group, given_group, joined, own_group

GROUPISH = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION, ActorKind.ORGANISATION, ActorKind.UNKNOWN})
# Words that add nothing to who it was: "suspected militants" are militants.
LEADING = re.compile(
    r"^(?:(?:the|a|an|some|several|many|other|suspected|alleged|armed|unidentified|unknown|local)\s+)+", re.IGNORECASE
)
# Words shorter than this are compared letter by letter: "IS" is not "AIS", "ASG" is not "ASL".
SPELLED = 5
SMALL = frozenset(["of", "and", "wal", "wa"])
LONGEST = 200
SEVERAL = 2
# "Ansar Dine (AD)": the short form beside a name says nothing that the name does not.
BESIDE = re.compile(r"\s*\((?!(?:CAR|DRC|DPRK|DR|US|USA|UK|UAE|PNG|FYROM)\))[A-Z][A-Za-z]?[A-Z/-]+[A-Za-z]?\)$")


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
    words = latin(BESIDE.sub("", name).replace("(", " ").replace(")", " ")[:LONGEST]).split()
    kept = [word for word in words[:-1] if word not in CONNECTING and word not in SMALL] + words[-1:]
    if not any(len(word) >= 4 for word in kept):
        kept = words
    return " ".join(spelled(word) if len(word) >= SPELLED or word in families() else word for word in kept)


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
    return content_id(f"actor-{plain}", person_key(bare) if kind is ActorKind.PERSON else actor_key(in_singular(bare)))


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
    """All registered actors by id and by name key: the supplement, UCDP's list, and what users laid over them."""

    def __init__(self, over: Iterable[registries.RegistryFile] = ()) -> None:
        supplement = registry_rows()
        derived = {row["id"]: row for row in ucdp_rows()}
        terms = terms_of(supplement["terms"])
        self.groups: dict[str, Group] = {}
        for row in supplement["groups"]:
            group = own_group(row, derived, terms)
            self.groups[group.actor_id] = group
        ours = self.ours = frozenset(self.groups)
        again = {f"ucdp-{ucdp}" for row in supplement["groups"] for ucdp in row.get("also", ())}
        for actor_id, row in derived.items():
            if actor_id not in ours | again:
                self.groups[actor_id] = derived_group(row, terms.get(actor_id, ()))
        self.read_words(supplement)
        self.by_key: dict[str, list[str]] = defaultdict(list)
        self.by_person: dict[str, list[str]] = defaultdict(list)
        self.given: set[str] = set()
        self.index(ours)
        for file in over:
            for row in file.rows:
                self.lay_over(given_group(row), row.get("same_as"))

    def read_words(self, supplement: dict[str, Any]) -> None:
        """Take the supplement's word lists."""
        ambiguous = supplement["ambiguous"]
        self.ambiguous = frozenset(actor_key(name) for name in ambiguous["names"])
        self.forces = {folded(word): branch for branch, words in supplement["forces"].items() for word in words}
        self.common = frozenset(folded(name) for name in ambiguous["common"])
        ones = ambiguous["singular"]
        self.singulars = {(one[:-3] + "men" if one.endswith("man") else plural(one)): one for one in ones}
        self.bare_names = tuple(
            (actor_key(row["name"]), self.by_name(row["name"]), self.by_name(row["means"]), row["country"])
            for row in supplement["bare_names"]
        )
        self.roles, self.creeds, self.peoples = (
            frozenset(folded(word) for word in ambiguous[name]) for name in ("roles", "creeds", "peoples")
        )

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
                common = self.is_common(name, group) if derived else folded(name) in self.common
                if actor_id not in known and not shadowed and not common:
                    known.append(actor_id)

    def lay_over(self, group: Group, same_as: str | None = None) -> str:
        """Take an actor of a user's registry: a known one with more names, or a further one; gives its id.

        A name that a further actor shares with a known one is both actors' from now on.
        """
        alike = self.sharing(group)
        known = self.groups.get(same_as or group.actor_id) or self.alike(group, alike)
        taken = joined(known, group) if known else group
        self.groups[taken.actor_id] = taken
        shelf, key_of = (self.by_person, person_key) if taken.kind is ActorKind.PERSON else (self.by_key, actor_key)
        for name in (group.name, *group.names):
            named = shelf[key_of(name)]
            keeps = any(self.keeps(other, name, alike, is_known=known is not None) for other in named)
            if folded(name) not in self.common and taken.actor_id not in named and not keeps:
                named.append(taken.actor_id)
        if not known:
            self.given.add(taken.actor_id)
        return taken.actor_id

    def keeps(self, other: str, name: str, alike: Counter[str], *, is_known: bool) -> bool:
        """Whether a known actor keeps a name that a list gives another: its own name, or one we gave it knowingly.

        So it is where the list's actor is known apart from it, or shares several names with it: the two may be one,
        and until a person says so nothing that was certain becomes doubtful.
        """
        group = self.groups[other]
        if group.kind is ActorKind.PERSON or other in self.given:
            return False
        return (
            actor_key(group.name) == actor_key(name) or (alike[other] >= SEVERAL) or (is_known and other in self.ours)
        )

    def sharing(self, group: Group) -> Counter[str]:
        """How many names a given group shares with each known one; people share names without being one."""
        if group.kind not in GROUPISH:
            return Counter()
        keys = {actor_key(name) for name in (group.name, *group.names) if folded(name) not in self.common}
        return Counter(
            other for key in sorted(keys) for other in self.by_key.get(key, ()) if self.groups[other].kind in GROUPISH
        )

    def alike(self, group: Group, sharing: Counter[str]) -> Group | None:
        """The one known group that bears a given group's own name, or shares several names as no other does."""
        if group.kind not in GROUPISH:
            return None
        found = [known for known in self.bearing(group.name) if known.actor_id in sharing]
        if len(found) == 1 and actor_key(group.name) not in self.ambiguous:
            return found[0]
        (first, most), (_, second) = (*sharing.most_common(2), ("", 0), ("", 0))[:2]
        return self.groups[first] if most >= SEVERAL and most > second else None

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
        return found or self.of_many(name)

    def of_many(self, name: str) -> tuple[Group, ...]:
        """The groups whose name in the plural tells as many what a name tells as one: "Contra" of the Contras.

        A single word must be a group's first name: "Haqqani" is nobody of the Haqqani network.
        """
        last = name.split()[-1] if name.split() else ""
        if len(last) < SPELLED or not last[0].isupper() or not last.isalpha() or last.endswith("s"):
            return ()
        found = (group for group in self.bearing(name + "s") if group.kind in GROUPISH)
        return tuple(group for group in found if " " in name or group.name == name + "s")

    def bearing(self, name: str) -> tuple[Group, ...]:
        """The registered groups that bear exactly this name, the supplement's first."""
        return tuple(self.groups[actor_id] for actor_id in self.by_key.get(actor_key(name), ()))

    def people_named(self, name: str) -> tuple[Group, ...]:
        """The registered people who bear this name; none for a name that many others bear as well."""
        if not self.by_person or is_weak(name):
            return ()
        return tuple(self.groups[actor_id] for actor_id in self.by_person.get(person_key(name), ()))


def terms_of(rows: Iterable[dict[str, Any]]) -> dict[str, tuple[Term, ...]]:
    """What actors were when, by their ids."""
    found: dict[str, tuple[Term, ...]] = {}
    for row in rows:
        term = Term(ActorKind(row["kind"]), row.get("from"), row.get("to"), row.get("country"))
        found[row["actor"]] = (*found.get(row["actor"], ()), term)
    return found


@cache
def registry() -> Registry:
    """The registries that are used now, read once a process."""
    return Registry(registries.registry_file(name) for name in registries.used())


registries.on_change(registry.cache_clear)


def term_on(actor_id: str | None, first: str, last: str) -> Term | None:
    """What a registered actor was through these ISO days, where that was other than what it mostly is.

    >>> term_on("ucdp-303", "2016-07-23", "2016-07-23"), term_on("ucdp-303", "2022-01-05", "2022-01-05").kind.value
    (None, 'state_force')
    """
    group = registry().groups.get(actor_id or "")
    return group.term_on(first, last) if group else None


def known_terms(actor_id: str) -> tuple[Term, ...]:
    """What a registered actor was at times, where that was other than what it mostly is, in the order of the registry.

    >>> [(term.kind.value, term.country, term.first) for term in known_terms("ucdp-303")][-1:]
    [('state_force', 'AF', '2021-08-15')]
    """
    group = registry().groups.get(actor_id)
    return group.terms if group else ()
