"""The headline of a report whose text is given without it: what its title says, less the name of the site."""

from __future__ import annotations

import re

from sourcebook.ingest.canonical import clean, one_line
from sourcebook.ingest.published import words

FEWEST_WORDS, LONGEST = 3, 300
MOST_WORDS_OF_A_SITE = 12
BREAK = re.compile(r"\s[-–—](?:\s|$)")
DOMAIN = re.compile(r"\S\.(?:com|org|net|tv|co|info)\b", re.IGNORECASE)
STATION = re.compile(r"[A-Z]{2,5} ?\d{1,3}\b|[A-Z]{3,5}-TV\b")


def headline_over(text: str, title: str) -> str:
    """The headline that a title is over a text, without the site's name; empty where the text has it already.

    A title of a word or two is a number or a label, and one that goes on for long is no headline.

    >>> headline_over("The blast hit a café.", "Five hurt in Lyon blast - Radio Rhône | News")
    'Five hurt in Lyon blast'
    >>> headline_over("Shots were heard.", "Envoy shot in Lima - police say gunmen fled")
    'Envoy shot in Lima - police say gunmen fled'
    >>> headline_over("Five hurt in Lyon blast. The bomb ...", "Five hurt in Lyon blast"), headline_over("...", "g0012")
    ('', '')
    """
    said = story_part(one_line(clean(title)).split(" | ")[0].strip(" |"))
    none = len(said.split()) < FEWEST_WORDS or len(said) > LONGEST
    return "" if none or said.casefold() in one_line(text).casefold() else said


def story_part(title: str) -> str:
    """A title up to where it goes on with the name of the site, and after a site that it begins with."""
    starts = [0, *(match.end() for match in BREAK.finditer(title))]
    ends = [*(match.start() for match in BREAK.finditer(title)), len(title)]
    pieces = [title[start:end] for start, end in zip(starts, ends, strict=True)]
    first = 1 if len(pieces) > 1 and names_station(pieces[0]) and long_enough(title[starts[1] :]) else 0
    last = first
    while last + 1 < len(pieces):
        if names_site(pieces[last + 1]) and long_enough(title[starts[first] : ends[last]]):
            break
        last += 1
    return title[starts[first] : ends[last]].strip()


def long_enough(part: str) -> bool:
    """Whether a part of a title can be a headline by itself."""
    return len(part.split()) >= FEWEST_WORDS


def names_station(piece: str) -> bool:
    """Whether a title begins with the name of a station: "CBS 58 - Five killed in Milwaukee"."""
    return not long_enough(piece.partition(" Channel")[0]) and bool(STATION.search(piece) or DOMAIN.search(piece))


def names_site(piece: str) -> bool:
    """Whether a piece of a title names the site: by its address, by a word such as "news", or by capitals alone."""
    given = piece.split()
    if not given or DOMAIN.search(piece) or STATION.match(piece):
        return True
    bare = {word.strip(",.:;&0123456789").casefold() for part in given for word in part.split("-")}
    if not given[0][:1].islower() and not bare.isdisjoint(words("headline")["site"]):
        return True
    capitals = all(word[:1].isupper() or word[:1].isdigit() or word in words("headline")["small"] for word in given)
    return capitals and given[0][:1].isupper() and len(given) <= MOST_WORDS_OF_A_SITE
