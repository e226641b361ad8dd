"""Place mentions to places of the gazetteer, each with the precision that its words claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import log1p

from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import MentionKind, PlacePrecision
from sourcebook.resolve.asked import Asked, asked_of, is_no_place
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteer import Place, PlaceKind, gazetteer
from sourcebook.resolve.placewords import PlaceWords, place_words
from sourcebook.resolve.weighing import Candidate, candidates_of, holder_rows, weigh

PRECISION = {
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
    PlaceKind.REGION: PlacePrecision.REGION,
    PlaceKind.DIVISION: PlacePrecision.REGION,
    PlaceKind.DISTRICT: PlacePrecision.DISTRICT,
    PlaceKind.TOWN: PlacePrecision.LOCALITY,
    PlaceKind.SITE: PlacePrecision.SITE,
}
# An exact namesake in a country of which the document does not speak must be at least this large.
FAMOUS = 100_000


def place_mentions(reading: Reading) -> tuple[Mention, ...]:
    """The reading's mentions with places filled in; mentions that name no place are dropped."""
    words = place_words()
    text = reading.document.text
    kept = [m for m in reading.mentions if m.kind is not MentionKind.PLACE or not is_no_place(text, m, words)]
    asked = {m.mention_id: asked_of(text, m, words) for m in kept if m.kind is MentionKind.PLACE}
    counts = Counter(asked.values())
    questions = {question: candidates_of(question) for question in counts}
    countries = countries_spoken_of(text, words)
    weigh(questions, counts, countries)
    spoken = countries_named(questions, countries)
    answers = {question: answer(question, found, spoken, words) for question, found in questions.items()}
    settled = [
        replace(m, place=named_as(answers[asked[m.mention_id]], m, asked[m.mention_id])) if m.mention_id in asked else m
        for m in kept
    ]
    return with_sites(text, settled, asked, words)


def countries_spoken_of(text: str, words: PlaceWords) -> dict[str, float]:
    """How strongly a text speaks of each country by its people and things: "Afghan officials" speaks of AF."""
    counts = Counter(words.demonyms[found.group(1)] for found in words.demonym.finditer(text))
    return {country: log1p(count) for country, count in sorted(counts.items())}


def countries_named(questions: dict[Asked, list[Candidate]], spoken: dict[str, float]) -> frozenset[str]:
    """Countries that the document speaks of: by people, by name, or by a division or large town of theirs."""
    named = {
        found[0].place.country
        for found in questions.values()
        if found
        and found[0].exact
        and found[0].share > 0.5
        and (found[0].place.kind < PlaceKind.DISTRICT or found[0].place.population >= FAMOUS)
    }
    return frozenset(named | set(spoken))


def answer(asked: Asked, found: list[Candidate], spoken: frozenset[str], words: PlaceWords) -> PlaceUse | None:
    """The place that a question means, or None for "not in the gazetteer"."""
    if folded(asked.names[0]) in words.wide or folded(asked.names[0]) in words.never:
        return None
    best = found[0] if found else None
    bound = best is not None and any(holder_rows(text) & (best.chain - {best.place.row}) for text in asked.held_by)
    if best is None or not (bound or believable(best, spoken)):
        return unknown_inside(asked, found)
    return use_of(best.place, asked)


def believable(best: Candidate, spoken: frozenset[str]) -> bool:
    """Whether a namesake is good enough: rather "not found" than the nearest place of that name."""
    if best.place.kind <= PlaceKind.DIVISION and best.exact:
        return True
    if best.place.country in spoken:
        return best.exact or best.score > 0.75
    if not best.exact:
        return False
    return not spoken or best.place.capital or best.place.population >= FAMOUS or best.score > 1.1


def unknown_inside(asked: Asked, found: Sequence[Candidate]) -> PlaceUse | None:
    """A place that the gazetteer lacks, but whose country or division the text states: no coordinates."""
    if any(c.exact for c in found):
        return None
    for text in asked.held_by:
        holders = [gazetteer().place(row) for row in sorted(holder_rows(text))]
        wide = [place for place in holders if place.kind in (PlaceKind.COUNTRY, PlaceKind.DIVISION)]
        if wide and len({place.country for place in wide}) == 1:
            division = next((place.name for place in wide if place.kind is PlaceKind.DIVISION), None)
            return PlaceUse(
                place_id=None,
                name=asked.names[0],
                country=wide[0].country,
                admin1=division,
                admin2=None,
                latitude=None,
                longitude=None,
                precision=asked.precision or PlacePrecision.LOCALITY,
            )
    return None


def use_of(place: Place, asked: Asked) -> PlaceUse:
    """A place as the words use it."""
    precision = precision_of(place, asked)
    above = gazetteer().holders(place)
    return PlaceUse(
        place_id=place.place_id,
        name=place.name,
        country=place.country,
        admin1=next((p.name for p in (place, *above) if p.kind is PlaceKind.DIVISION), None),
        admin2=next((p.name for p in (place, *above) if p.kind is PlaceKind.DISTRICT), None),
        latitude=place.latitude,
        longitude=place.longitude,
        precision=precision,
    )


def precision_of(place: Place, asked: Asked) -> PlacePrecision:
    """What the words claim: their own class word first, then what the gazetteer says the name is."""
    if asked.offset and place.kind is PlaceKind.TOWN:
        return PlacePrecision.DISTRICT
    if asked.precision is None or place.kind is PlaceKind.COUNTRY:
        return PRECISION[place.kind]
    if place.kind in (PlaceKind.REGION, PlaceKind.DIVISION):
        return PlacePrecision.REGION if asked.precision is PlacePrecision.LOCALITY else asked.precision
    return asked.precision


def named_as(use: PlaceUse | None, mention: Mention, asked: Asked) -> PlaceUse | None:
    """A site keeps the name that the text gives it."""
    if use is not None and asked.precision is PlacePrecision.SITE:
        return replace(use, name=mention.name or mention.words.quote)
    return use


def with_sites(text: str, mentions: list[Mention], asked: dict[str, Asked], words: PlaceWords) -> tuple[Mention, ...]:
    """Sites that the gazetteer lacks lie where the sentence says: "the Imam Zaman mosque in Kabul"."""
    towns = {m.words.start: m for m in mentions if m.mention_id in asked and m.place and m.place.latitude is not None}
    done = []
    for m in mentions:
        question = asked.get(m.mention_id)
        if question and m.place is None and question.precision is PlacePrecision.SITE:
            link = words.holder_next.match(text, m.words.end)
            town = towns.get(link.end()) if link else None
            if town and town.place:
                m = replace(
                    m, place=replace(town.place, name=m.name or m.words.quote, precision=site_precision(town.place))
                )
        done.append(m)
    return tuple(done)


def site_precision(town: PlaceUse) -> PlacePrecision:
    """A site in a known town is a site; in a district or province it is only as well placed as that."""
    known = town.precision in (PlacePrecision.LOCALITY, PlacePrecision.SITE)
    return PlacePrecision.SITE if known else town.precision
