"""The reference engine: one process, one input after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sourcebook import stages
from sourcebook.engine.components import components
from sourcebook.records.links import Member
from sourcebook.stages import Clusters, Outcome, PerGroup, PerRecord


class SerialEngine:
    """Runs every step here. What a step's ``build()`` gave is kept for the engine's life."""

    def __init__(self) -> None:
        self._built: dict[str, tuple[Any, Callable[[Any], Iterable[Any]]]] = {}

    def outcomes(self, stage: PerRecord | PerGroup, rows: Iterable[Any]) -> Iterator[Outcome]:
        """What the stage makes of the rows, each as soon as it is made."""
        for key, given in stages.inputs(stage, rows):
            yield stages.outcome(stage, self._run(stage), key, given)

    def _run(self, stage: PerRecord | PerGroup) -> Callable[[Any], Iterable[Any]]:
        build, run = self._built.get(stage.name, (None, None))
        if run is None or build is not stage.build:
            run = stage.build()
            self._built[stage.name] = (stage.build, run)
        return run

    def members(self, stage: Clusters, rows: Iterable[Any]) -> Iterator[Member]:
        """The cluster of every record that a row names."""
        return components(rows, stage.most)

    def __enter__(self) -> SerialEngine:
        return self

    def __exit__(self, *error: object) -> None:
        self._built.clear()
