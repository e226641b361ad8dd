"""Place mentions to places of the gazetteer, each with the precision that its words claim."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import log1p

from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import MentionKind, PlacePrecision
from sourcebook.resolve.added import VERSION as ADDED
from sourcebook.resolve.added import with_added
from sourcebook.resolve.asked import Asked, asked_of, is_no_place
from sourcebook.resolve.capitals import with_capitals
from sourcebook.resolve.folding import folded
from sourcebook.resolve.former import rows_within
from sourcebook.resolve.gazetteer import Place, PlaceKind, gazetteer
from sourcebook.resolve.inside import VERSION as INSIDE
from sourcebook.resolve.inside import surnames, with_inside
from sourcebook.resolve.joined import with_joined
from sourcebook.resolve.offsets import with_offsets
from sourcebook.resolve.placewords import PlaceWords, place_words
from sourcebook.resolve.sites import with_context
from sourcebook.resolve.surnames import is_surname
from sourcebook.resolve.uses import use_of
from sourcebook.resolve.weighing import Candidate, candidates_of, closeness, follow_chains, holder_rows, is_known, weigh

HOLDING = frozenset({PlaceKind.COUNTRY, PlaceKind.DIVISION, PlaceKind.DISTRICT})
# A namesake in a country of which the document does not speak must be at least this large, or keep company.
FAMOUS = 500_000
LARGE = 100_000
UNDECIDED = 0.02  # of the score: two namesakes this near to each other are a toss-up
NEIGHBOURS = 0.7  # of closeness: some hundred kilometres
KNOWN_ALONE = 5_000  # no other place of the world bears the name
SEVERAL = 3
COMPANY = 0.55
PARISH = 20_000  # people: a division of a small island is not meant in a text about another country
FIRST_NAME = 50_000  # people: a larger town is meant though it bears a first name


def place_mentions(reading: Reading) -> tuple[Mention, ...]:
    """The reading's mentions with places filled in; mentions that name no place are dropped."""
    words = place_words()
    text = reading.document.text
    reading = with_joined(reading)
    reading = with_inside(replace(reading, mentions=with_added(reading, words)), words)
    people = frozenset(surnames(reading))
    kept = [m for m in reading.mentions if m.kind is not MentionKind.PLACE or not names_else(text, m, people)]
    asked = {m.mention_id: asked_of(text, m, words) for m in kept if m.kind is MentionKind.PLACE}
    counts = Counter(asked.values())
    questions = {question: candidates_of(question) for question in counts}
    follow_chains(questions)
    countries = countries_spoken_of(text, words)
    weigh(questions, counts, countries)
    named = countries_named(questions, countries)
    answers = {question: answer(question, found, named, words) for question, found in questions.items()}
    follow_absences(answers)
    settled = [
        replace(m, place=named_as(answers[asked[m.mention_id]], m, asked[m.mention_id])) if m.mention_id in asked else m
        for m in kept
    ]
    placed = with_offsets(text, with_context(text, settled, asked))
    known = [m for m in placed if m.mention_id not in asked or may_be_place(m, words)]
    return with_capitals(reading, known, words)


def names_else(text: str, mention: Mention, people: frozenset[str]) -> bool:
    """Whether a place mention names no place, but a newspaper, a common word, or somebody of the document."""
    return is_no_place(text, mention, place_words()) or is_surname(text, mention, people)


def may_be_place(mention: Mention, words: PlaceWords) -> bool:
    """Whether a name stays a place: one not found must not be a first name nor only be guessed to be a place."""
    if mention.place is not None and mention.place.place_id is not None:
        return True
    if folded(mention.name or mention.words.quote) in words.first_names:
        return False
    return mention.place is not None or mention.generated_by not in (ADDED, INSIDE)


def countries_spoken_of(text: str, words: PlaceWords) -> dict[str, float]:
    """How strongly a text speaks of each country by its people and things: "Afghan officials" speaks of AF."""
    counts = Counter(words.people_of(found.group(1)) for found in words.demonym.finditer(text))
    for country, other in words.spoken_with.items():
        if country in counts:
            counts[other] = max(counts[other], counts[country])
    return {country: log1p(count) for country, count in sorted(counts.items())}


def countries_named(
    questions: dict[Asked, list[Candidate]], spoken: dict[str, float]
) -> dict[str, frozenset[tuple[str, ...]]]:
    """Countries that the document speaks of, with the names that show it; people of a country show it by themselves.

    A division or a large town shows its country to other names, never to itself; so do several small ones together.
    """
    named: dict[str, set[tuple[str, ...]]] = {country: {()} for country in spoken}
    small: dict[str, set[tuple[str, ...]]] = {}
    for question, found in questions.items():
        best = found[0] if found else None
        if best is None or not best.exact or best.share <= 0.5:
            continue
        large = best.place.kind < PlaceKind.DISTRICT or best.place.population >= LARGE
        (named if large else small).setdefault(best.place.country, set()).add(question.names[-1:])
    for country, shown in small.items():
        if len(shown) >= SEVERAL:
            named.setdefault(country, set()).update(shown)
    return {country: frozenset(shown) for country, shown in named.items()}


def answer(
    asked: Asked, found: list[Candidate], named: dict[str, frozenset[tuple[str, ...]]], words: PlaceWords
) -> PlaceUse | None:
    """The place that a question means, or None for "not in the gazetteer"."""
    name = folded(asked.names[0])
    if name in words.wide or name in words.never:
        return None
    if asked.names[0] in words.demonyms:
        return country_use(words.demonyms[asked.names[0]])
    best = found[0] if found else None
    spoken = frozenset(country for country, shown in named.items() if shown - {asked.names[-1:]})
    bound = best is not None and any(
        (holder_rows(text) | rows_within(text)) & (best.chain - {best.place.row}) for text in asked.held_by
    )
    if best is not None and not bound and is_first_name(best, asked, words):
        return None
    if best is None or not (bound or believable(best, asked, spoken)):
        return unknown_inside(asked)
    if not bound and lies_outside(best, asked):
        return unknown_inside(asked) or use_of(best.place, asked)
    if not bound and (rivals := rivals_of(best, found)):
        return undecided([best.place, *rivals], asked)
    return use_of(best.place, asked)


def follow_absences(answers: dict[Asked, PlaceUse | None]) -> None:
    """A name that is once put into a division that has no such place means no namesake where it stands alone."""
    absent = {
        folded(asked.names[-1]): use
        for asked, use in answers.items()
        if asked.held_by and use is not None and use.place_id is None and use.admin1 is not None
    }
    placed = {folded(asked.names[-1]) for asked, use in answers.items() if asked.held_by and use and use.place_id}
    for asked, use in answers.items():
        name = folded(asked.names[-1])
        if name in absent and name not in placed and use is not None and not asked.held_by:
            answers[asked] = absent[name]


def rivals_of(best: Candidate, found: list[Candidate]) -> list[Place]:
    """Other places that the name may as well mean: "Richmond" in a text that says nothing of where it lies."""
    return [
        c.place
        for c in found[1:]
        if c.exact
        and (c.main or not best.main)
        and c.place.kind >= PlaceKind.DISTRICT
        and best.score - c.score < UNDECIDED
        and closeness(c.place, best.place) < NEIGHBOURS
    ]


def undecided(places: list[Place], asked: Asked) -> PlaceUse | None:
    """What the places that a name may mean have in common: their country, their division, or nothing. No point."""
    uses = [use_of(place, asked) for place in places]
    if len({use.country for use in uses}) > 1:
        return None
    same_division = len({use.admin1 for use in uses}) == 1
    return replace(
        uses[0],
        place_id=None,
        name=asked.names[0],
        admin1=uses[0].admin1 if same_division else None,
        admin2=None,
        latitude=None,
        longitude=None,
        precision=asked.precision or uses[0].precision,
    )


def is_first_name(best: Candidate, asked: Asked, words: PlaceWords) -> bool:
    """Whether a name is a common first name and the place that bears it small: Paul is not Paul, Idaho."""
    return folded(asked.names[-1]) in words.first_names and best.place.population < FIRST_NAME


def lies_outside(best: Candidate, asked: Asked) -> bool:
    """Whether a text puts a name into a country or division that has no such place: a namesake elsewhere is another.

    A place known the world over is rather a link of a list than in a state that does not hold it.
    """
    if asked.listed or is_known(best.place) or not asked.held_by:
        return False
    holders = [gazetteer().place(row) for row in sorted(holder_rows(asked.held_by[0]))]
    return bool(holders) and all(place.kind <= PlaceKind.DIVISION for place in holders)


def country_use(country: str) -> PlaceUse | None:
    """A country named by its people: "Sri Lankan hotels"."""
    name = next(name for code, name, _ in gazetteer().header["countries"] if code == country)
    found = [row for row in sorted(holder_rows(name)) if gazetteer().place(row).kind is PlaceKind.COUNTRY]
    return use_of(gazetteer().place(found[0]), Asked(names=(name,), precision=None)) if found else None


def believable(best: Candidate, asked: Asked, spoken: frozenset[str]) -> bool:
    """Whether a namesake is good enough: rather "not found" than the nearest place of that name."""
    place = best.place
    if place.country in spoken:
        return best.exact or best.score > 0.75
    if not best.exact:
        return False
    if place.kind in (PlaceKind.COUNTRY, PlaceKind.SITE, PlaceKind.REGION):
        return True
    if place.kind is PlaceKind.DIVISION:
        parish = bool(spoken) and (place.latitude is None or 0 < place.population < PARISH)
        return asked.precision in (None, PlacePrecision.REGION) and not parish
    if not spoken or place.capital or place.population >= FAMOUS or best.score - best.prior > COMPANY:
        return True
    return best.main and best.alone and (place.kind is PlaceKind.DISTRICT or place.population >= KNOWN_ALONE)


def unknown_inside(asked: Asked) -> PlaceUse | None:
    """A place that the gazetteer lacks, but whose country, division or district the text states: no coordinates."""
    for text in (*asked.held_by, *asked.near_words):
        holders = [gazetteer().place(row) for row in sorted(holder_rows(text))]
        holding = HOLDING if text in asked.near_words or says_district(text) else HOLDING - {PlaceKind.DISTRICT}
        wide = [place for place in holders if place.kind in holding]
        if wide and len({place.country for place in holders}) == 1:
            finest = max(wide, key=lambda place: place.kind)
            return replace(
                use_of(finest, asked),
                place_id=None,
                name=asked.names[0],
                latitude=None,
                longitude=None,
                precision=asked.precision or PlacePrecision.LOCALITY,
            )
    return None


def says_district(text: str) -> bool:
    """Whether a holder's text has a class word, so that "(Halabja, Bojaya)" is read as a list."""
    return any(word.strip(".,").casefold() in place_words().classes for word in text.split()[1:])


def named_as(use: PlaceUse | None, mention: Mention, asked: Asked) -> PlaceUse | None:
    """A site keeps the name that the text gives it."""
    if use is not None and asked.precision is PlacePrecision.SITE:
        return replace(use, name=mention.name or mention.words.quote)
    return use
