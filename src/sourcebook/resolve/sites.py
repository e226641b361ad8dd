"""Places that the gazetteer lacks, placed by what the sentence says of where they lie.

"The Imam Zaman mosque in Kabul" lies at Kabul, as a site. "Alkhani village in Darzab district" has no coordinates of
its own, but a country, a division and a district. What is said to hold a place also overrules a namesake elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sourcebook.records.text import Mention
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import PlacePrecision
from sourcebook.resolve.added import is_strong
from sourcebook.resolve.asked import Asked
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteer import PlaceKind
from sourcebook.resolve.offsets import town_radius_km
from sourcebook.resolve.placewords import place_words
from sourcebook.resolve.weighing import hits_of, is_way

# "Jangebe, in the Talata-Mafara area of Zamfara State": a further name may stand between.
WINDOW = 80
LOOSELY = re.compile(
    r"(?:,?\s+(?:in|of|inside|within|at)\s+(?:[\w'’-]+\s+){1,6}?){1,2}(?:in|of|inside|within)\s+(?:the\s+)?",
    re.IGNORECASE,
)
FINE = frozenset({PlacePrecision.LOCALITY, PlacePrecision.SITE})


def with_context(text: str, mentions: Sequence[Mention], asked: Mapping[str, Asked]) -> tuple[Mention, ...]:
    """The mentions with unknown places placed by what holds them, and by what the document said of them elsewhere."""
    once = shared(with_stated_holders(text, mentions, asked), asked)
    return shared(with_stated_holders(text, once, asked), asked)


def shared(mentions: Sequence[Mention], asked: Mapping[str, Asked]) -> tuple[Mention, ...]:
    """The mentions, an unplaced name taking the place that its document gives the same name elsewhere."""
    known: dict[str, PlaceUse] = {}
    for m in mentions:
        if m.place is not None and m.mention_id in asked:
            known.setdefault(folded(asked[m.mention_id].names[-1]), m.place)
    return tuple(
        replace(m, place=known.get(folded(asked[m.mention_id].names[-1])))
        if m.place is None and m.mention_id in asked
        else m
        for m in mentions
    )


def with_stated_holders(text: str, mentions: Sequence[Mention], asked: Mapping[str, Asked]) -> tuple[Mention, ...]:
    """The mentions, with those that the gazetteer lacks placed in what the sentence says holds them."""
    known = [m for m in mentions if m.place is not None]
    starts = {m.words.start: m.place for m in known if m.place}
    towns = single_towns(known)
    done = []
    for m in mentions:
        question = asked.get(m.mention_id)
        if question is not None:
            holder = stated_holder(text, m, starts)
            m = replace(m, place=placed(m, question, holder, towns.get(m.segment_id)))
        done.append(m)
    return tuple(done)


def single_towns(known: Sequence[Mention]) -> dict[str, PlaceUse]:
    """The one town that a sentence names, for sentences that name just one."""
    found: dict[str, dict[str | None, PlaceUse]] = {}
    for m in known:
        if m.place is not None and m.place.place_id and m.place.precision is PlacePrecision.LOCALITY:
            found.setdefault(m.segment_id, {})[m.place.place_id] = m.place
    return {segment: next(iter(uses.values())) for segment, uses in found.items() if len(uses) == 1}


def stated_holder(text: str, mention: Mention, starts: Mapping[int, PlaceUse]) -> tuple[PlaceUse, str] | None:
    """The place that stands behind the mention as its holder, and how it is tied: ``comma``, ``word`` or ``loose``."""
    end = mention.words.end
    window = text[end : end + WINDOW]
    for start in range(1, len(window)):
        use = starts.get(end + start)
        if use is None:
            continue
        if link := place_words().within.fullmatch(window[:start]):
            return use, "comma" if link.group().strip() == "," else "word"
        return (use, "loose") if LOOSELY.fullmatch(window[:start]) else None
    return None


def placed(
    mention: Mention, asked: Asked, holder: tuple[PlaceUse, str] | None, town: PlaceUse | None
) -> PlaceUse | None:
    """The place of one mention, corrected by its stated holder."""
    use = mention.place
    name = mention.name or mention.words.quote
    site = asked.precision is PlacePrecision.SITE
    if site and (use is None or use.place_id is None):
        base = holder[0] if holder and holder[0].precision in FINE and holder[0].place_id else own_town(name, town)
        if base is not None:
            return replace(base, name=name, precision=PlacePrecision.SITE, radius_km=town_radius_km(base))
        use = use or named_after(name)
    if holder is None:
        return use
    base, tie = holder
    if tie == "word" and is_part_of(mention, base) and (use is None or use.place_id is None):
        part = replace(base, place_id=None, name=name, precision=PlacePrecision.LOCALITY)
        return replace(part, radius_km=town_radius_km(base))
    if use is None:
        return None if tie == "comma" and base.precision in FINE else inside(base, name, asked)
    if tie == "word" and use.place_id is not None and contradicts(use, base):
        return inside(base, name, asked)
    return use


def is_part_of(mention: Mention, base: PlaceUse) -> bool:
    """Whether a name is a part of a town with a point: a neighbourhood, a quarter, a camp."""
    known = base.place_id is not None and base.latitude is not None and base.precision is PlacePrecision.LOCALITY
    return known and place_words().town_part.search(mention.words.quote) is not None


def named_after(name: str) -> PlaceUse | None:
    """The state or province that a site's own name tells: the University of Nangarhar is somewhere in it."""
    first = place_words().site_first.match(name)
    after = name[first.end() :].removeprefix("the ") if first else ""
    found = [hit.place for hit in hits_of(after) if hit.exact and hit.main] if after else []
    if len({place.country for place in found}) != 1 or all(place.kind is not PlaceKind.DIVISION for place in found):
        return None
    division = next(place for place in found if place.kind is PlaceKind.DIVISION)
    return PlaceUse(
        place_id=None,
        name=name,
        country=division.country,
        admin1=division.name,
        admin2=None,
        latitude=None,
        longitude=None,
        precision=PlacePrecision.SITE,
    )


def own_town(name: str, town: PlaceUse | None) -> PlaceUse | None:
    """The one town of its sentence, unless a site bears another's name: Mosul has no university of Kentucky."""
    return town if town is None or is_way(name) or not bears_another(name, town) else None


def bears_another(name: str, town: PlaceUse) -> bool:
    """Whether a site's name begins with that of a well-known place other than the town: "New Zealand hospital"."""
    first = place_words().site_first.match(name)
    parts = re.split(r"[\s-]+", (name[first.end() :] if first else name).removeprefix("the "))
    heads = [" ".join(parts[:size]) for size in range(1, 4)]
    return any(is_strong(head, True) and folded(head) != folded(town.name) for head in heads)


def inside(base: PlaceUse, name: str, asked: Asked) -> PlaceUse:
    """A place known only by its name and by what holds it: no id, no coordinates."""
    return PlaceUse(
        place_id=None,
        name=name,
        country=base.country,
        admin1=base.admin1,
        admin2=base.admin2,
        latitude=None,
        longitude=None,
        precision=asked.precision or PlacePrecision.LOCALITY,
    )


def contradicts(use: PlaceUse, holder: PlaceUse) -> bool:
    """Whether a place cannot lie in its stated holder: another country, or another division."""
    if use.precision in (PlacePrecision.COUNTRY, PlacePrecision.REGION) or holder.precision in FINE:
        return False
    if use.country != holder.country:
        return True
    if holder.precision is PlacePrecision.COUNTRY or not (holder.admin1 and use.admin1):
        return False
    return holder.admin1 != use.admin1
