"""What the gazetteers know of a name, and which gazetteers there are: for people who ask, not for the reading rooms."""

from __future__ import annotations

from typing import NamedTuple

from sourcebook.errors import ModelError
from sourcebook.resolve.gazetteer import Gazetteer, Place
from sourcebook.resolve.gazetteers import SHIPPED, Options, digest_of, doors, gazetteer_named, opened


class Known(NamedTuple):
    """A place that a name may mean, with what holds it; ``exact`` where the spelling is one of its names."""

    place: Place
    holders: tuple[str, ...]
    exact: bool
    main: bool


class Listed(NamedTuple):
    """A gazetteer: its name, whether it is used, what it holds, whose it is; ``problem`` where it cannot be opened."""

    name: str
    used: bool
    places: int
    names: int
    sources: tuple[str, ...]
    digest: str
    problem: str


def known_as(name: str, options: Options, country: str = "") -> tuple[Known, ...]:
    """The places that a name may mean: exact before tolerated spellings, then main names, then the larger."""
    atlas = opened(options.gazetteers)
    best: dict[int, Known] = {}
    for hit in atlas.hits(name):
        if country and hit.place.country != country:
            continue
        holders = tuple(place.name for place in atlas.holders(hit.place))
        known = Known(hit.place, holders, hit.exact, hit.main)
        before = best.get(hit.place.row)
        if before is None or (known.exact, known.main) > (before.exact, before.main):
            best[hit.place.row] = known
    return tuple(sorted(best.values(), key=_likelier))


def _likelier(known: Known) -> tuple[bool, bool, int, int, int]:
    place = known.place
    return (not known.exact, not known.main, min(place.kind, 2), -place.population, place.row)


def gazetteers_listed(options: Options) -> tuple[Listed, ...]:
    """The shipped gazetteer, those that the settings name in their order, then those installed and not used."""
    used = (SHIPPED, *options.gazetteers)
    installed = sorted(set(doors()) - set(used))
    return tuple(_listed(name, name in used) for name in (*used, *installed))


def _listed(name: str, used: bool) -> Listed:
    try:
        atlas: Gazetteer = gazetteer_named(name)
    except ModelError as error:
        return Listed(name, used, 0, 0, (), "", str(error))
    sources = tuple(str(source) for source in atlas.header.get("sources", ()))
    return Listed(name, used, len(atlas), len(atlas.keys), sources, digest_of(atlas), "")
