"""From names to places and actors: which town, which group, or plainly "not in the gazetteer"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sourcebook.records.reading import Reading
from sourcebook.resolve.actors import actor_mentions
from sourcebook.resolve.gazetteer import GazetteerReport, gazetteer, gazetteer_check
from sourcebook.resolve.places import place_mentions
from sourcebook.resolve.placewords import place_words
from sourcebook.resolve.registry import RegistryReport, registry, registry_check
from sourcebook.resolve.teller import actor_teller

__all__ = [
    "GazetteerReport",
    "RegistryReport",
    "actor_resolver",
    "actor_teller",
    "gazetteer_check",
    "registry_check",
    "resolver",
]


def resolver() -> Callable[[Reading], Reading]:
    """Build the room that fills in places and actor ids; the gazetteer and the registry are opened once."""
    gazetteer()
    registry()
    place_words()

    def resolved(reading: Reading) -> Reading:
        placed = replace(reading, mentions=place_mentions(reading))
        return replace(placed, mentions=actor_mentions(placed))

    return resolved


def actor_resolver() -> Callable[[Reading], Reading]:
    """Build the part of the room that fills in actor ids alone, for documents whose places are already known."""
    registry()

    def resolved(reading: Reading) -> Reading:
        return replace(reading, mentions=actor_mentions(reading))

    return resolved
