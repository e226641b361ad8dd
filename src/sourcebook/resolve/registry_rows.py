"""One registered actor: its names with their time, what kind it was when, where it is known, what it split from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sourcebook.records.knowledge import Alias, Identifier
from sourcebook.records.vocabulary import ActorKind, RelationType


class Term(NamedTuple):
    """What an actor was between two ISO days; an open end is null."""

    kind: ActorKind
    first: str | None
    last: str | None
    country: str | None = None

    def holds(self, first: str, last: str) -> bool:
        """Whether it lasted from the one day to the other."""
        return (self.first is None or self.first <= first) and (self.last is None or last <= self.last)


class Tie(NamedTuple):
    """How an actor stands to another, by the other's id, and since when, where a registry says so."""

    type: RelationType
    other: str
    since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A registered actor: its names, the countries it is known in, and its ids elsewhere.

    ``native`` are the names among ``names`` that are its own language's.
    """

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None
    names: tuple[str, ...]
    dated: tuple[Alias, ...] = ()
    places: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    native: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def ucdp(self) -> str | None:
        """Its number in UCDP's list."""
        return next((each.value for each in self.identifiers if each.scheme == "ucdp"), None)

    def term_on(self, first: str, last: str) -> Term | None:
        """What it was through these days, where that is other than what it mostly is."""
        return next((term for term in self.terms if term.holds(first, last)), None)


def own_group(
    row: Mapping[str, Any], derived: Mapping[str, Mapping[str, Any]], terms: Mapping[str, tuple[Term, ...]]
) -> Group:
    """A group of the supplement, with what UCDP adds to it."""
    ucdp = row.get("ucdp")
    other = derived.get(f"ucdp-{ucdp}", {}) if ucdp else {}
    names = dict.fromkeys([*row.get("names", ()), *row.get("native", ()), *(other.get("names", ()))])
    actor_id = f"ucdp-{ucdp}" if ucdp else f"actor-{row['id']}"
    return Group(
        actor_id=actor_id,
        name=row["name"],
        kind=ActorKind(row.get("kind", other.get("kind", "armed_group"))),
        country=row.get("country"),
        names=tuple(names),
        dated=tuple(
            Alias(name=a["name"], valid_from=a.get("from"), valid_to=a.get("to")) for a in row.get("dated", ())
        ),
        places=tuple(other.get("places", ())),
        identifiers=identified(ucdp),
        native=tuple(dict.fromkeys([*row.get("native", ()), *other.get("native", ())])),
        terms=terms.get(actor_id, ()),
        ties=ties_of(other),
    )


def alias_of(row: Mapping[str, Any]) -> Alias:
    """A name with its language and its time, as registries write it."""
    return Alias(name=row["name"], language=row.get("language"), valid_from=row.get("from"), valid_to=row.get("to"))


def derived_group(row: Mapping[str, Any], terms: tuple[Term, ...]) -> Group:
    """A group as UCDP lists it."""
    return Group(
        actor_id=row["id"],
        name=row["name"],
        kind=ActorKind(row["kind"]),
        country=None,
        names=tuple(row["names"]),
        places=tuple(row["places"]),
        identifiers=identified(row["id"].removeprefix("ucdp-")),
        native=tuple(row.get("native", ())),
        terms=terms,
        ties=ties_of(row),
    )


def identified(ucdp: object) -> tuple[Identifier, ...]:
    """UCDP's number as an identifier."""
    return (Identifier(scheme="ucdp", value=str(ucdp)),) if ucdp else ()


def ties_of(row: Mapping[str, Any]) -> tuple[Tie, ...]:
    """The ties that a row tells, sorted by type as the row has them."""
    return tuple(
        Tie(RelationType(kind), *(each if isinstance(each, list) else [each]))
        for kind, others in row.get("ties", {}).items()
        for each in others
    )


def given_group(row: Mapping[str, Any]) -> Group:
    """An actor of a registry that a user imported."""
    names = [alias_of(each) for each in row["names"]]
    return Group(
        actor_id=row["id"],
        name=row["name"],
        kind=ActorKind(row["kind"]),
        country=row.get("country"),
        names=tuple(alias.name for alias in names),
        dated=tuple(alias for alias in names if alias.valid_from or alias.valid_to),
        places=tuple(row.get("places", ())),
        identifiers=tuple(Identifier(scheme=scheme, value=value) for scheme, value in row.get("identifiers", ())),
        native=tuple(alias.name for alias in names if alias.language),
        ties=ties_of(row),
    )


def joined(below: Group, above: Group) -> Group:
    """A known actor with what a further registry says of it; its own name and kind stay."""
    return Group(
        actor_id=below.actor_id,
        name=below.name,
        kind=below.kind,
        country=below.country or above.country,
        names=tuple(dict.fromkeys([*below.names, above.name, *above.names])),
        dated=(*below.dated, *above.dated),
        places=tuple(dict.fromkeys([*below.places, *above.places])),
        identifiers=tuple(dict.fromkeys([*below.identifiers, *above.identifiers])),
        native=tuple(dict.fromkeys([*below.native, *above.native])),
        terms=below.terms,
        ties=tuple(dict.fromkeys([*below.ties, *above.ties])),
    )
