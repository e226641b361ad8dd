"""From names to places and actors: which town, which group, or plainly "not in the gazetteer"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sourcebook.records.reading import Reading
from sourcebook.resolve import registries
from sourcebook.resolve.actors import actor_mentions, id_of
from sourcebook.resolve.called import actor_called
from sourcebook.resolve.gazetteer import Atlas, use
from sourcebook.resolve.gazetteer_asking import Known as KnownPlace
from sourcebook.resolve.gazetteer_asking import gazetteers_listed, known_as
from sourcebook.resolve.gazetteer_check import GazetteerReport, gazetteer_check
from sourcebook.resolve.gazetteers import Options, identified, opened, verified
from sourcebook.resolve.gazetteers import Options as GazetteerOptions
from sourcebook.resolve.listed import with_listed
from sourcebook.resolve.places import place_mentions
from sourcebook.resolve.placewords import place_words
from sourcebook.resolve.registry import known_terms as terms_of
from sourcebook.resolve.registry import registry, term_on
from sourcebook.resolve.registry_check import (
    ListedRegistry,
    RegistryReport,
    actors_known,
    registries_listed,
    registry_check,
)
from sourcebook.resolve.teller import actor_teller

__all__ = [
    "GazetteerOptions",
    "GazetteerReport",
    "KnownPlace",
    "ListedRegistry",
    "Options",
    "RegistryReport",
    "actor_called",
    "actor_resolver",
    "actor_teller",
    "actors_known",
    "gazetteer_check",
    "gazetteers_listed",
    "id_of",
    "identified",
    "known_as",
    "registries_listed",
    "registry_check",
    "resolver",
    "term_on",
    "terms_of",
    "use_registries",
]


def resolver(options: Options | None = None) -> Callable[[Reading], Reading]:
    """Build the room that fills in places and actor ids; the gazetteers and the registry are opened once."""
    atlas = atlas_of(options)
    named = use_registries(options)
    place_words()

    def resolved(reading: Reading) -> Reading:
        use(atlas)
        registries.use(named)
        listed = replace(reading, mentions=with_listed(reading))
        placed = replace(listed, mentions=place_mentions(listed))
        return replace(placed, mentions=actor_mentions(placed))

    return resolved


def actor_resolver(options: Options | None = None) -> Callable[[Reading], Reading]:
    """Build the part of the room that fills in actor ids alone, for documents whose places are already known."""
    atlas = atlas_of(options)
    named = use_registries(options)

    def resolved(reading: Reading) -> Reading:
        use(atlas)
        registries.use(named)
        return replace(reading, mentions=actor_mentions(reading))

    return resolved


def atlas_of(options: Options | None) -> Atlas:
    """The gazetteers that the options name, held against the digests that they carry."""
    given = options or Options()
    verified(given)
    return opened(given.gazetteers)


def use_registries(options: Options | None) -> tuple[str, ...]:
    """Take the registries that the options name, held against the digests that they carry; gives their names."""
    given = options or Options()
    registries.verified(given.registries, given.registry_digests)
    registries.use(given.registries)
    registry()
    return given.registries
