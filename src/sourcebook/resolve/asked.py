"""What the words of a place mention ask for: a bare name, the kind of place, and the places said to hold it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import PlacePrecision
from sourcebook.resolve.folding import folded
from sourcebook.resolve.placewords import PlaceWords

OFFSET = re.compile(
    r"(?:\b(?:north|south|east|west|northeast|northwest|southeast|southwest|outskirts|outside)\s+(?:of\s+)?"
    r"|\b(?:km|kms|kilometers?|kilometres?|miles?)\s+(?:\w+\s+)?(?:of|from|outside)\s+)(?:the\s+)?(?:\w+\s+of\s+)?$",
    re.IGNORECASE,
)
NAME = re.compile(r"(?:(?:[A-Z][\w’'-]*\.?|[A-Z]\.[A-Z]\.?(?:[A-Z]\.)?|al-\w+|ez-\w+)\s*){1,4}")
COMPASS = re.compile(
    r"^(?:the\s+)?(?:(?:north|south|east|west|northeast|northwest|southeast|southwest|central|upper|lower|downtown)"
    r"(?:ern)?(?:most)?\s+)(?=[A-Z])",
    re.IGNORECASE,
)
STOP = re.compile(r"(?<=\w)\.\s+")
FOLLOWING = re.compile(r"([a-z]+)")
NAMED_BEFORE = re.compile(r"[A-Z][\w’'-]*\s+$")
OWNER = re.compile(r"^(.{3,40}?)(?:'s|’s)\s+(?=\S)")
LISTED = re.compile(rf"\s*(?:,\s*{NAME.pattern}){{1,2}}(?:,?\s*(?:and|or)\s+|,\s*)[A-Z]")
COUNTY = re.compile(r"^(?:County|COUNTY|Co\.?)\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A place mention read as a question to the gazetteer.

    ``names`` are tried in order. ``held_by`` are texts after a comma or bracket ("Khar, Pakistan"), which bind where
    they fit; ``near_words`` are texts tied by "in" or "of", or standing before as a possessive, which only speak for
    a candidate. ``offset`` is true for "20 km north of Idlib", ``listed`` for "Idlib, Syria and Iraq".
    """

    names: tuple[str, ...]
    precision: PlacePrecision | None
    held_by: tuple[str, ...] = ()
    near_words: tuple[str, ...] = ()
    country_hint: str | None = None
    offset: bool = False
    listed: bool = False


def asked_of(text: str, mention: Mention, words: PlaceWords) -> Asked:
    """What this mention asks, from its own words and those around it."""
    start, end = mention.words.start, mention.words.end
    whole = (mention.name or mention.words.quote).strip()
    owner = OWNER.match(whole)
    name = whole[owner.end() :] if owner else whole
    before, after = text[max(0, start - 60) : start], text[end : end + 70]
    bare, precision = bare_and_kind(name, words)
    if precision is None:
        precision = kind_around(before, after, words)
        following = words.class_last.match(after)
        if following and precision:
            after = after[following.end() :]
    held_by, near_words = holders_after(after, words)
    if owner:
        near_words = (*near_words, owner.group(1))
    elif before.endswith(("'s ", "’s ")) and before[:-3].split():
        near_words = (*near_words, before[:-3].split()[-1])
    hint = list(words.demonym.finditer(before))
    names = tuple(dict.fromkeys(filter(None, (whole, name, bare, COMPASS.sub("", bare), name.split(",")[0].strip()))))
    own_chain = tuple(part.strip() for part in name.split(",")[1:] if part.strip())
    return Asked(
        names=names,
        precision=precision,
        held_by=(*own_chain, *held_by),
        near_words=near_words,
        country_hint=words.people_of(hint[-1].group(1)) if hint and "." not in before[hint[-1].end() :] else None,
        offset=bool(OFFSET.search(before)),
        listed=bool(LISTED.match(after)),
    )


def bare_and_kind(name: str, words: PlaceWords) -> tuple[str, PlacePrecision | None]:
    """The name without its class or site word, and what that word says.

    >>> from sourcebook.resolve.placewords import place_words
    >>> bare_and_kind("Kabul International Airport", place_words())
    ('Kabul', <PlacePrecision.SITE: 'site'>)
    >>> bare_and_kind("the district of Achin", place_words())
    ('Achin', <PlacePrecision.DISTRICT: 'district'>)
    """
    name = re.sub(r"^(?:the|The|THE)\s+", "", name)
    site = words.site.search(name)
    if site and site.start() > 0:
        kept = name[: site.start()].split()
        while kept and kept[-1].casefold() in words.site_fillers:
            kept.pop()
        return " ".join(kept), PlacePrecision.SITE
    if words.site_first.match(name) or words.site_prefix.match(name):
        return name, PlacePrecision.SITE
    county = COUNTY.match(name)
    if county:
        return name[county.end() :], PlacePrecision.DISTRICT
    parts = name.split()
    if len(parts) > 2 and parts[1].casefold() == "of" and parts[0].casefold() in words.classes:
        return " ".join(parts[2:]), words.classes[parts[0].casefold()]
    if len(parts) > 1 and parts[-1].casefold() in words.classes:
        return " ".join(parts[:-1]), words.classes[parts[-1].casefold()]
    return name, None


def kind_around(before: str, after: str, words: PlaceWords) -> PlacePrecision | None:
    """What the words next to a bare name say: "Achin district", "the town of Achin", "Kabul airport"."""
    following = words.class_last.match(after)
    if following and not following.group(1):
        return words.classes.get(following.group(2).casefold())
    first = words.class_first.search(before)
    if first and not NAMED_BEFORE.search(before[: first.start()]):
        return words.classes.get(first.group(1).casefold())
    return None


def holders_after(after: str, words: PlaceWords) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places named after a comma or bracket, and those tied by a preposition, as candidate texts.

    >>> from sourcebook.resolve.placewords import place_words
    >>> holders_after(", Pakistan, on Sunday", place_words())
    (('Pakistan',), ())
    """
    bound: list[str] = []
    tied: list[str] = []
    for _ in range(2):
        link = words.holder_next.match(after)
        name = NAME.match(after, link.end()) if link else None
        end = name_end(name, words) if name else 0
        if not link or not name or speaks(after[end:], words):
            break
        (bound if link.group(1).strip() in (",", "(") else tied).append(after[name.start() : end].strip())
        after = after[end:]
    return tuple(bound), tuple(tied)


def name_end(name: re.Match[str], words: PlaceWords) -> int:
    """Where a holder's name ends: at its sentence's full stop, unless the stop only shortens a state ("La.")."""
    for stop in STOP.finditer(name.group()):
        short = name.group()[: stop.start()].split()[-1]
        if len(short) > 1 and "." not in short and short not in words.abbreviations:
            return name.start() + stop.start() + 1
    return name.end()


def speaks(rest: str, words: PlaceWords) -> bool:
    """Whether a name goes on as somebody: "in Cuba, U.S. officials said" holds Cuba in nothing."""
    word = FOLLOWING.match(rest)
    return word is not None and word.group(1) not in words.goes_on


def is_no_place(text: str, mention: Mention, words: PlaceWords) -> bool:
    """Whether the words are evidently a newspaper, a person or a common word, and name no place."""
    name = folded(mention.name or mention.words.quote)
    if name in words.never or not name or name.isdigit() or name.split()[-1] in words.days:
        return True
    if words.no_place_after.match(text, mention.words.end):
        return True
    return bool(words.no_place_before.search(text[max(0, mention.words.start - 25) : mention.words.start]))
