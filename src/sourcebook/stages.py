"""The contract between steps and engines: what a step is, and the only code that calls one.

A step says what it reads, what it writes and how its pure function is built; an engine only decides how rows are
brought together and where the function runs. ``build()`` runs once per worker: models load there, and an error in it
stops the run. ``outcomes()`` is the only code that calls a step, so engines cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, Protocol

from sourcebook.records.links import Failure, Member


@dataclass(frozen=True, slots=True, kw_only=True)
class PerRecord:
    """Each record alone: no order, no shared state. The record's first field is its key."""

    name: str
    reads: type
    writes: type
    build: Callable[[], Callable[[Any], Iterable[Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PerGroup:
    """All records that share ``key``, together, sorted by the fields of ``order``."""

    name: str
    reads: type
    writes: type
    key: str
    order: tuple[str, ...]
    build: Callable[[], Callable[[Sequence[Any]], Iterable[Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Connected components of records with ``left`` and ``right``; a cluster is named after its smallest member.

    A component of more than ``most`` members is cut where its ``score`` is weakest; 0 cuts none.
    """

    name: str
    reads: type
    writes: type = Member
    most: int = 0


Stage = PerRecord | PerGroup | Clusters


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a step made of one input: records, or the failure that stands for them, never both."""

    key: str
    records: tuple[Any, ...] = ()
    failure: Failure | None = None


class Engine(Protocol):
    """Runs steps over rows. Outcomes may come in any order; each input key gives exactly one outcome.

    Rows of a ``PerGroup`` step arrive with equal keys together; the engine need not sort across keys.
    """

    def outcomes(self, stage: PerRecord | PerGroup, rows: Iterable[Any]) -> Iterator[Outcome]:
        """What the stage makes of the rows, streamed: memory stays bounded however many rows there are."""

    def members(self, stage: Clusters, rows: Iterable[Any]) -> Iterator[Member]:
        """The cluster of every record that a row names."""


def inputs(stage: PerRecord | PerGroup, rows: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Each input of the stage with its key: single records, or groups of neighbours with one key, in order."""
    match stage:
        case PerRecord(reads=record):
            name = attrgetter(next(iter(record.__dataclass_fields__)))  # type: ignore[attr-defined]  # a dataclass
            yield from ((name(row), row) for row in rows)
        case PerGroup(key=key, order=order):
            for name_of_group, group in groupby(rows, attrgetter(key)):
                yield name_of_group, sorted(group, key=attrgetter(*order))


def outcomes(stage: PerRecord | PerGroup, rows: Iterable[Any]) -> Iterator[Outcome]:
    """What the stage makes of these rows, an exception turned into a failure with the input's key."""
    run = stage.build()
    for key, given in inputs(stage, rows):
        yield outcome(stage, run, key, given)


def outcome(stage: PerRecord | PerGroup, run: Callable[[Any], Iterable[Any]], key: str, given: Any) -> Outcome:
    """What the stage's function makes of one input."""
    try:
        made = tuple(run(given))
    except Exception as error:  # noqa: BLE001 - the one place where anything may go wrong: it is kept and counted
        failure = Failure(stage=stage.name, record_id=key, error=type(error).__name__, message=str(error))
        return Outcome(key=key, failure=failure)
    return Outcome(key=key, records=made)
