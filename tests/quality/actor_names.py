"""Which two names are one actor, joined by themselves: names of two lists, and pairs of our own that are two actors.

Three questions, each asked of names alone, without a text around them:

``listed``: the Security Council's list is imported as a user would, and every further name of its actors is looked up,
as every further name that UCDP gives an actor is in the shipped registry. ``spelt``: further names of the list that are
its first name written otherwise (as many words, each more like one of the others than not) are held against it while
the list is not loaded. ``left_out``: each further name of the list in turn is looked up in a list that lacks it; most
are war names and nicknames, which nobody could know. ``precision`` is the share of right ones among all joins of these,
of the pairs of our own that are two actors, and of the likest pairs of two entries of the list.
"""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any

from sourcebook import resolve
from sourcebook.records.vocabulary import ActorKind
from sourcebook.resolve.build_registry import actor_row
from sourcebook.resolve.folding import folded
from sourcebook.resolve.names import is_weak, person_key
from sourcebook.resolve.registry import Registry, actor_key, registry
from sourcebook.resolve.registry_import import ActorImportOptions, import_registry
from sourcebook.resolve.registry_rows import Group, given_group

LIST = "un_sc_consolidated_2026-02-27.xml"
UCDP = "ucdp-actor-221.csv"
OWN = Path(__file__).parents[1] / "cases" / "actor_names.jsonl"
LIKE = 0.6
NOWHERE: Counter[str] = Counter()


@dataclass(slots=True)
class Joins:
    """Pairs of names that are one actor and pairs that are two, and how many of each were joined."""

    same: int = 0
    joined: int = 0
    different: int = 0
    wrong: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str]] = field(default_factory=list)

    def one(self, left: str, right: str, *, joined: bool) -> None:
        """Count a pair that is one actor."""
        self.same += 1
        self.joined += joined
        if not joined:
            self.missed.append((left, right))

    def two(self, left: str, right: str, *, joined: bool) -> None:
        """Count a pair that is two actors."""
        self.different += 1
        self.wrong += joined
        if joined:
            self.false.append((left, right))

    @property
    def recall(self) -> float:
        """The share of pairs that are one actor and were joined."""
        return self.joined / max(1, self.same)


def actor_name_figures(shared: Path) -> dict[str, tuple[float, int]]:
    """Each measure by name, with its number of cases."""
    tried = measured(shared)
    right, wrong = sum(each.joined for each in tried.values()), sum(each.wrong for each in tried.values())
    figures = {f"{name}_recall": (each.recall, each.same) for name, each in tried.items() if each.same}
    own = tried["own"]
    return {
        "precision": (right / max(1, right + wrong), right + wrong),
        "different_kept_apart": (1 - own.wrong / max(1, own.different), own.different),
        **{name: figure for name, figure in figures.items() if name != "own_recall"},
    }


def measured(shared: Path) -> dict[str, Joins]:
    """All pairs, by question."""
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "un.registry"
        import_registry(shared / "data" / "registries" / LIST, into, ActorImportOptions())
        lines = into.read_text(encoding="utf-8").splitlines()[1:]
        entries = [given_group(json.loads(line)) for line in lines]
        spelt, likest, left_out = Joins(), Joins(), Joins()
        resolve.use_registries(None)
        spelt_otherwise(entries, spelt)
        likest_pairs(entries, likest)
        without_each(entries, left_out)
        listed = Joins()
        of_ucdp(shared / "data" / "ucdp" / UCDP, listed)
        resolve.use_registries(resolve.identified(resolve.Options(registries=(str(into),))))
        of_list(entries, listed)
        resolve.use_registries(None)
    return {"listed": listed, "spelt": spelt, "left_out": left_out, "likest": likest, "own": of_our_own()}


def id_alone(name: str, kind: ActorKind) -> str:
    """Whom a name means where nothing around it helps."""
    return resolve.id_of(name, kind, NOWHERE)


def of_list(entries: Iterable[Group], joins: Joins) -> None:
    """Every further name of an entry of the loaded list against its first."""
    known = registry().groups
    for entry in entries:
        first = id_alone(entry.name, entry.kind)
        for name in entry.names:
            found = id_alone(name, entry.kind)
            joins.one(entry.name, name, joined=found == first)
            if found != first and found in known and first in known:
                joins.two(entry.name, name, joined=True)


def of_ucdp(table: Path, joins: Joins) -> None:
    """Every further name that UCDP gives a group against the group."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = [actor_row(row) for row in csv.DictReader(file) if row["Org"] == "1"]
    for row in rows:
        names: Any = row["names"]
        for name in names:
            if name != row["name"] and name != name.lower():
                found, first = (id_alone(each, ActorKind.ARMED_GROUP) for each in (name, str(row["name"])))
                joins.one(str(row["name"]), name, joined=found == first)


def spelt_otherwise(entries: Iterable[Group], joins: Joins) -> None:
    """Further names that are an entry's first name written otherwise, while the list is not loaded."""
    for entry in entries:
        for name in entry.names:
            if is_spelling(entry.name, name) and folded(entry.name) != folded(name):
                joins.one(entry.name, name, joined=id_alone(entry.name, entry.kind) == id_alone(name, entry.kind))


def is_spelling(left: str, right: str) -> bool:
    """Whether two names have as many words, at least two, each more like one of the other's than not."""
    mine, theirs = folded(left).split(), folded(right).split()
    if len(mine) != len(theirs) or len(mine) < 2 or not (left + right).isascii():
        return False
    rest = list(theirs)
    for word in mine:
        near = max(rest, key=lambda other: SequenceMatcher(None, word, other).ratio())
        if SequenceMatcher(None, word, near).ratio() < LIKE:
            return False
        rest.remove(near)
    return True


def likest_pairs(entries: Iterable[Group], joins: Joins) -> None:
    """First names of two entries that share two words, or all but one: two actors, since the list says so."""
    holders: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for entry in entries:
        for pair in combinations(sorted(set(re.findall(r"\w{3,}", folded(entry.name)))), 2):
            holders[pair].append(entry)
    seen = {frozenset((a.actor_id, b.actor_id)): (a, b) for each in holders.values() for a, b in combinations(each, 2)}
    for one, other in seen.values():
        if folded(one.name) != folded(other.name) and one.kind is other.kind:
            joined = id_alone(one.name, one.kind) == id_alone(other.name, other.kind)
            joins.two(one.name, other.name, joined=joined)


def without_each(entries: Iterable[Group], joins: Joins) -> None:
    """Each further name looked up in a list that lacks it: right where the others of its entry alone have its key."""
    listed = list(entries)
    keys: dict[str, Counter[str]] = defaultdict(Counter)
    names_of = {entry.actor_id: dict.fromkeys((entry.name, *entry.names)) for entry in listed}
    for entry in listed:
        for name in names_of[entry.actor_id]:
            keys[key_of(name, entry.kind)][entry.actor_id] += 1
    shipped = Registry()
    for entry in listed:
        for name in list(names_of[entry.actor_id])[1:]:
            held = keys[key_of(name, entry.kind)] - Counter([entry.actor_id])
            weak = entry.kind is ActorKind.PERSON and is_weak(name)
            known = entry.kind is not ActorKind.PERSON and len(shipped.bearing(name)) == 1
            joins.one(entry.name, name, joined=known or (not weak and set(held) == {entry.actor_id}))


def key_of(name: str, kind: ActorKind) -> str:
    """The key by which a name of this kind is looked up."""
    return person_key(name) if kind is ActorKind.PERSON else actor_key(name)


def of_our_own() -> Joins:
    """The pairs of our own, of two actors and of one."""
    joins = Joins()
    for row in own_rows():
        kind = ActorKind(row.get("kind", "armed_group"))
        joined = id_alone(row["left"], kind) == id_alone(row["right"], kind)
        count = joins.one if row["same"] else joins.two
        count(row["left"], row["right"], joined=joined)
    return joins


def own_rows() -> Iterator[dict[str, Any]]:
    """The rows of the cases."""
    return map(json.loads, OWN.read_text(encoding="utf-8").splitlines())
