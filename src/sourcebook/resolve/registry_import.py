"""Make a registry of a list of actors, to lie over the shipped one.

Rows with one id are one actor with several names. An actor that the shipped registry has gets the further names; a name
that two actors bear means neither of them by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from sourcebook.errors import UsageError
from sourcebook.records.ids import content_id
from sourcebook.records.vocabulary import ActorKind, RelationType
from sourcebook.resolve import registries
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteer_rows import Refused
from sourcebook.resolve.names import person_key
from sourcebook.resolve.registry import Registry, actor_key
from sourcebook.resolve.registry_rows import Group, given_group
from sourcebook.resolve.registry_table import GivenActor, GivenName, table_rows
from sourcebook.resolve.registry_un import WHOSE, is_un_list, un_rows

EXAMPLES = 3


class ActorImportOptions(NamedTuple):
    """What a user says about a list: the names of its columns, and whose it is."""

    columns: Mapping[str, str] = {}
    attribution: str = ""


class Shared(NamedTuple):
    """A name that several actors bear, with their names."""

    name: str
    actors: tuple[str, ...]


class ActorImportReport(NamedTuple):
    """What an import made: actors added, known ones given names, names that two bear, rows left out by reason."""

    into: Path
    attribution: str
    rows: int
    added: int
    joined: int
    names: int
    shared: tuple[Shared, ...]
    refused: tuple[tuple[str, int, str], ...]
    digest: str


@dataclass(slots=True)
class Given:
    """The actors of a list by id while its rows go by, and what was left out."""

    prefix: str
    rows: int = 0
    actors: dict[str, GivenActor] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def take(self, row: GivenActor | Refused) -> None:
        """Take a row in: a new actor, or a further name of the one with its id."""
        self.rows += 1
        if isinstance(row, Refused):
            self.refuse(row)
            return
        own = self.id_of(row)
        before = self.actors.get(own)
        if before is None:
            self.actors[own] = row._replace(actor_id=own)
        elif folded(before.name) != folded(row.name):
            found = f"{row.actor_id or row.name}: {before.name} (line {before.line:,}) and {row.name}"
            self.refuse(Refused(row.line, "two rows with one id and different names", found))
        elif not row.names:
            self.refuse(Refused(row.line, "a row that says again what an earlier one said", row.name))
        else:
            names = tuple(dict.fromkeys([*before.names, *row.names]))
            self.actors[own] = before._replace(names=names, ties=(*before.ties, *row.ties))

    def id_of(self, row: GivenActor) -> str:
        """The id in the registry: the list's own behind the list's name, else a hash of who it is."""
        if row.actor_id:
            return self.listed_id(row.actor_id)
        return content_id(self.prefix, folded(row.name), row.kind.value, row.country.casefold())

    def listed_id(self, own_id: str) -> str:
        """The list's own id behind the list's name."""
        return f"{self.prefix}-{'-'.join(folded(own_id).split())}"

    def refuse(self, row: Refused) -> None:
        """Count a row, or a part of one, that is left out."""
        self.reasons[row.reason] += 1
        self.first.setdefault(row.reason, f"line {row.line:,}" + (f": {row.found}" if row.found else ""))

    def refused(self) -> tuple[tuple[str, int, str], ...]:
        """The reasons, the most frequent first, with their number and their first line."""
        return tuple((reason, count, self.first[reason]) for reason, count in self.reasons.most_common())


def import_registry(path: Path, into: Path, options: ActorImportOptions) -> ActorImportReport:
    """Read a list of actors and write the registry that it makes; a sentence where it makes none."""
    if into.suffix != registries.SUFFIX:
        raise UsageError(f"{into} cannot be named so: the name of a registry ends in {registries.SUFFIX}")
    if not path.is_file():
        raise UsageError(f"There is no file {path}; check the name.")
    is_un = is_un_list(path)
    attribution = options.attribution or (WHOSE if is_un else "")
    if not attribution:
        raise UsageError(
            f"whose list {path.name} is, and under which licence, was not said; give it with "
            '--attribution "Owner, licence", so that books and exports can name it'
        )
    given = Given(prefix="un" if is_un else slug(into.stem))
    for row in un_rows(path) if is_un else table_rows(path, options.columns):
        given.take(row)
    rows = [row_of(actor, ties) for actor, ties in tied(given)]
    if not rows:
        raise UsageError(nothing_usable(path, given))
    added, joined, shared = laid_over(rows)
    digest = registries.write_registry(into, into.stem, [attribution], rows)
    names = len({each["name"] for row in rows for each in (row, *row["names"])})
    return ActorImportReport(into, attribution, given.rows, added, joined, names, shared, given.refused(), digest)


def slug(text: str) -> str:
    """A name as the beginning of ids.

    >>> slug("My Groups, 2024")
    'my-groups-2024'
    """
    return "-".join(folded(text).split()) or "list"


def nothing_usable(path: Path, given: Given) -> str:
    """The sentence for a list of which no row can be used."""
    if not given.rows:
        return f"{path} has a header and no rows; a list of actors was expected"
    reasons = "; ".join(f"{reason} ({count:,} times, first {at})" for reason, count, at in given.refused()[:EXAMPLES])
    return f"none of the {given.rows:,} rows of {path} can be used: {reasons}"


Ties = dict[str, list[list[str]]]


def tied(given: Given) -> Iterator[tuple[GivenActor, Ties]]:
    """Each actor with its ties by id; a split that goes round in a circle is left out, and told."""
    by_name = {folded(actor.name): own for own, actor in given.actors.items()}
    parents: dict[str, str] = {}
    for own, actor in given.actors.items():
        ties: Ties = {}
        for kind, other, since in actor.ties:
            listed = given.listed_id(other)
            found = listed if listed in given.actors else by_name.get(folded(other), other)
            if kind == RelationType.SPLIT_FROM and (round_trip := circle(parents, own, found)):
                names = " from ".join(given.actors[each].name for each in round_trip)
                given.refuse(Refused(actor.line, "splits that go round in a circle", names))
                continue
            if kind == RelationType.SPLIT_FROM:
                parents[own] = found
            ties.setdefault(kind, []).append([found, since] if since else [found])
        yield actor, ties


def circle(parents: Mapping[str, str], own: str, parent: str) -> list[str]:
    """The way from an actor by its parents back to itself, if this parent closes it."""
    way = [own, parent]
    while way[-1] in parents and len(way) <= len(parents) + 2:
        if way[-1] == own:
            return way
        way.append(parents[way[-1]])
    return way if way[-1] == own else []


def row_of(actor: GivenActor, ties: Ties) -> dict[str, Any]:
    """An actor as a registry file holds it."""
    row: dict[str, Any] = {
        "id": actor.actor_id,
        "name": actor.name,
        "kind": actor.kind.value,
        "names": [each.row() for each in actor.names if each.name],
    }
    more = {
        "country": actor.country.upper() if len(actor.country) == 2 else "",
        "places": [*actor.places, *([actor.country] if len(actor.country) > 2 else [])],
        "identifiers": [list(each) for each in actor.identifiers],
        "same_as": same_as(actor.same_as),
        "ties": ties,
    }
    return row | {key: value for key, value in more.items() if value}


def same_as(text: str) -> str:
    """A shipped actor's id: UCDP's number alone will do."""
    return f"ucdp-{text}" if text.isdecimal() else text


def laid_over(rows: Iterable[dict[str, Any]]) -> tuple[int, int, tuple[Shared, ...]]:
    """How many rows are further actors, how many known ones, and which of their names others bear as well."""
    known = Registry()
    before = set(known.groups)
    own: dict[str, Group] = {}
    joined = 0
    for row in rows:
        group = given_group(row)
        if row.get("same_as") and row["same_as"] not in known.groups:
            raise UsageError(
                f"{group.name} is said to be {row['same_as']}, and the shipped registry has no such id; "
                "look it up with: sourcebook registry show NAME"
            )
        taken = known.lay_over(group, row.get("same_as"))
        joined += taken in before
        own[taken] = group
    return len(set(known.groups) - before), joined, tuple(shared_names(known, own))


def shared_names(known: Registry, own: Mapping[str, Group]) -> Iterator[Shared]:
    """The names of imported actors that another one bears too, also those that a known actor keeps for itself."""
    seen: set[str] = set()
    for actor_id, group in own.items():
        is_person = known.groups[actor_id].kind is ActorKind.PERSON
        shelf, key_of = (known.by_person, person_key) if is_person else (known.by_key, actor_key)
        for name in chain([group.name], group.names):
            key = key_of(name)
            bearers = dict.fromkeys([*shelf.get(key, ()), actor_id])
            if len(bearers) > 1 and key not in seen:
                seen.add(key)
                yield Shared(name, tuple(known.groups[each].name for each in bearers))


__all__ = ["ActorImportOptions", "ActorImportReport", "GivenName", "Shared", "import_registry"]
