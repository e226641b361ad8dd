"""Whether the actor registry is whole, and what the registries know of a name: for people who ask."""

from __future__ import annotations

from typing import NamedTuple

from sourcebook.errors import ModelError
from sourcebook.resolve import registries
from sourcebook.resolve.names import person_key
from sourcebook.resolve.registry import Registry, actor_key, registry
from sourcebook.resolve.registry_rows import Group


class RegistryReport(NamedTuple):
    """What a self-check found: counts, and sentences about what is wrong."""

    groups: int
    names: int
    shared_names: int
    problems: tuple[str, ...]


class ListedRegistry(NamedTuple):
    """A registry: its name, how many actors it holds, whose it is; ``problem`` where it cannot be opened."""

    name: str
    actors: int
    names: int
    sources: tuple[str, ...]
    digest: str
    problem: str


SHIPPED_SOURCES = (
    "UCDP Actor Dataset 22.1, Uppsala Conflict Data Program, CC BY 4.0",
    "short forms, spellings and former names from general knowledge, with this package",
)


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


def registries_listed(names: tuple[str, ...]) -> tuple[ListedRegistry, ...]:
    """The shipped registry, and those that lie over it in their order."""
    plain = Registry()
    shipped = ListedRegistry("shipped", len(plain.groups), len(plain.by_key), SHIPPED_SOURCES, "", "")
    return (shipped, *map(listed, names))


def listed(name: str) -> ListedRegistry:
    """One registry file."""
    try:
        file = registries.registry_file(name)
    except ModelError as error:
        return ListedRegistry(name, 0, 0, (), "", str(error))
    names = {actor_key(each["name"]) for row in file.rows for each in (row, *row["names"])}
    return ListedRegistry(name, len(file.rows), len(names), file.sources, file.digest, "")


def actors_known(name: str, names: tuple[str, ...]) -> tuple[Group, ...]:
    """Every registered actor that a name may mean, groups before people."""
    known = Registry(map(registries.registry_file, names))
    people = (known.groups[actor_id] for actor_id in known.by_person.get(person_key(name), ()))
    return tuple(dict.fromkeys([*known.groups_named(name), *people]))
