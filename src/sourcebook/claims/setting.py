"""The country that a document speaks of: where an incident happened whose own sentences name no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sourcebook.claims.lexicon import table, words
from sourcebook.claims.sentence import Sentence
from sourcebook.records.reading import Reading
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import MentionKind, PlacePrecision

# a report sent from one country names that of its story so many times oftener
ABROAD = 3
# and sets things there so many times oftener: "in Guatemala", not "Guatemalan", not "the U.S. embassy"
SET_THERE = 2


def country_of(reading: Reading, datelines: frozenset[str], sentences: Sequence[Sentence] = ()) -> PlaceUse | None:
    """The dateline's country unless the text speaks of another throughout; without a dateline, the commonest."""
    mentions = [m for m in reading.mentions if m.kind is MentionKind.PLACE and m.place is not None and m.place.country]
    places = [m.place for m in mentions if m.place]
    sent_from = next((m.place for m in mentions if m.segment_id in datelines), None)
    told = [m.place for m in mentions if m.segment_id not in datelines and m.place]
    counts = Counter(place.country for place in told)
    code, often = min(counts.items(), key=lambda item: (-item[1], item[0] or ""), default=(None, 0))
    if sent_from is not None:
        elsewhere = often >= ABROAD and often >= ABROAD * counts[sent_from.country]
        if not (elsewhere and set_there(code, sent_from.country, sentences, datelines)):
            return as_country(sent_from, places)
    elif often < 2 or often * 5 < 2 * sum(counts.values()):
        return None
    return as_country(next(place for place in told if place.country == code), places)


def set_there(code: str | None, home: str | None, sentences: Iterable[Sentence], datelines: frozenset[str]) -> bool:
    """Whether a text sets what it tells in a country rather than in the one that it was sent from."""
    found = Counter(
        spot.mention.place.country
        for sentence in sentences
        if sentence.segment.segment_id not in datelines
        for spot in sentence.of(MentionKind.PLACE)
        if spot.mention.place is not None and sentence.low(sentence.tokens[spot.head].head) in words("where", "inside")
    )
    return found[code] >= max(1, SET_THERE * found[home])


def as_country(place: PlaceUse, known_places: Sequence[PlaceUse]) -> PlaceUse:
    """The country of a place, as the document names it where it does."""
    for other in known_places:
        if other.country == place.country and other.precision is PlacePrecision.COUNTRY:
            return other
    return PlaceUse(
        place_id=None,
        name=table("countries")["names"].get(place.country, place.name),
        country=place.country,
        admin1=None,
        admin2=None,
        latitude=None,
        longitude=None,
        precision=PlacePrecision.COUNTRY,
    )
