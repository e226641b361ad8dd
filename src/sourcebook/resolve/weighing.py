"""Which of the places that bear a name a document means: spelling, size, and above all the company it keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, exp, hypot, log1p, log10, radians

from sourcebook.records.vocabulary import PlacePrecision
from sourcebook.resolve.asked import Asked
from sourcebook.resolve.folding import folded
from sourcebook.resolve.former import rows_within
from sourcebook.resolve.gazetteer import Hit, Place, PlaceKind, gazetteer, remembered
from sourcebook.resolve.placewords import place_words

KIND_PRIOR = {
    PlaceKind.COUNTRY: 2.0,
    PlaceKind.REGION: 0.9,
    PlaceKind.DIVISION: 0.85,
    PlaceKind.DISTRICT: 0.4,
    PlaceKind.SITE: 0.75,
}
FITTING = {
    PlacePrecision.REGION: (PlaceKind.DIVISION, PlaceKind.REGION),
    PlacePrecision.DISTRICT: (PlaceKind.DISTRICT,),
    PlacePrecision.LOCALITY: (PlaceKind.TOWN,),
    PlacePrecision.SITE: (PlaceKind.SITE, PlaceKind.TOWN),
}
# "Georgia" is as often the state; a country with a large namesake must be shown by its company.
SHARED_COUNTRIES = frozenset({"GE"})
MOST = 24
NAMESAKE, METROPOLIS = 15_000, 1_000_000
# A town this small loses against a country of the same name, whatever its company.
FAMOUS = 300_000
ROUNDS, DEPTH = 3, 8
MANY = 200  # names; a text with more of them is weighed once and less deeply, so that time grows with length only
HEARD = 60  # in a book-length document the most frequent names speak for the rest
COMPANY = 0.9
PEOPLE = 1.8
SITE_TOWN = 20_000
SAME_COUNTRY = 0.45
LESSER = 200_000
VOICE = 0.3
# A town and the county that holds it, named side by side, are hardly namesakes by chance.
HELD = defaultdict(lambda: 1.5, {PlaceKind.COUNTRY: 0.9, PlaceKind.DISTRICT: 3.0})
FOLLOWS = 0.8  # a name that the document elsewhere puts into its division: "Troy, N.Y. ... the Troy police"
CAPITAL, WORLD_CITY = 0.15, 0.25


@dataclass(slots=True)
class Candidate:
    """One place that a name may mean; ``score`` grows with the company it keeps.

    ``share`` is how much of the name it has among those that bear it, ``voice`` how loudly it speaks for others: ten
    Henry Counties do not drown each other, for the town beside one of them is named with it.
    """

    place: Place
    chain: frozenset[int]
    division: int
    exact: bool
    main: bool
    prior: float
    alone: bool = False
    score: float = 0.0
    share: float = 0.0
    voice: float = 0.0


@remembered(8192)
def hits_of(name: str) -> tuple[Hit, ...]:
    """The gazetteer's places for a name, each once, with its best spelling."""
    best: dict[int, Hit] = {}
    for hit in gazetteer().hits(name):
        known = best.get(hit.place.row)
        if known is None or (hit.exact, hit.main) > (known.exact, known.main):
            best[hit.place.row] = hit
    return tuple(best.values())


@remembered(8192)
def chain_of(row: int) -> tuple[int, ...]:
    """The rows that hold a place, itself first."""
    atlas = gazetteer()
    return (row, *(place.row for place in atlas.holders(atlas.place(row))))


def prior_of(hit: Hit, asked: Asked) -> float:
    """How likely the place is before the document is heard."""
    place = hit.place
    if place.kind is PlaceKind.TOWN:
        prior = 0.14 * log10(place.population + 10) + (CAPITAL if place.capital else 0.0)
        prior += WORLD_CITY if place.population >= (FAMOUS if place.capital else METROPOLIS) else 0.0
    else:
        prior = KIND_PRIOR[place.kind] + 0.01 * log10(place.population + 10)
    prior -= 1.1 if place.kind is PlaceKind.COUNTRY and place.country in SHARED_COUNTRIES else 0.0
    prior -= 0.0 if hit.exact else SAME_COUNTRY + (1.0 if place.kind is PlaceKind.COUNTRY else 0.0)
    prior -= 0.0 if hit.main else 0.12
    if asked.precision in FITTING:
        unfit = -1.6 if place.kind is PlaceKind.COUNTRY else -0.25
        prior += 0.45 if place.kind in FITTING[asked.precision] else unfit
    if asked.country_hint:
        prior += 0.5 if place.country == asked.country_hint else -0.1
    return prior


def held(place: Place, text: str) -> bool:
    """Whether a place lies in one that bears the name in ``text``."""
    return bool(holder_rows(text).intersection(chain_of(place.row)[1:]))


@remembered(8192)
def holder_rows(text: str) -> frozenset[int]:
    """The rows that a holder's text may mean: a state's abbreviation, a country, a division, a district or a town."""
    words = place_words()
    parts = text.split()
    for size in range(len(parts), 0, -1):
        phrase = " ".join(parts[:size]).strip(" ,;)'’").removesuffix("'s").removesuffix("’s")
        if size == 1 and (len(parts) == 1 or phrase.endswith(".")) and (rows := state_rows(phrase)):
            return rows
        phrase = phrase.strip(".")
        found = frozenset(hit.place.row for hit in hits_of(phrase) if hit.exact)
        if found and folded(phrase) not in words.never:
            return found
    return frozenset()


@remembered(512)
def state_rows(short: str) -> frozenset[int]:
    """The division that a news agency's abbreviation means: "La." is Louisiana, "W. Va." West Virginia."""
    state = place_words().abbreviations.get(short.replace(" ", "").strip("."))
    if not state:
        return frozenset()
    named = [hit.place for hit in hits_of(state[1]) if hit.place.country == state[0] and hit.exact]
    return frozenset(place.row for place in named if place.kind is PlaceKind.DIVISION or len(named) == 1)


def candidates_of(asked: Asked) -> list[Candidate]:
    """The places that the question may mean, at most two dozen, the likelier first."""
    if asked.names[0].endswith(".") and (rows := state_rows(asked.names[0])):
        return narrowed([Hit(gazetteer().place(row), True, True) for row in sorted(rows)], asked)
    countries = [hit for hit in hits_of(asked.names[0]) if hit.exact and hit.place.kind is PlaceKind.COUNTRY]
    if countries and len(asked.names) > 1:
        return narrowed(countries, replace(asked, precision=None))
    by_name = [hits_by(name, asked) for name in asked.names]
    exact = next((hits for hits in by_name if any(hit.exact for hit in hits)), None)
    loose = next((hits for hits in by_name if hits), ()) if asked.precision is not PlacePrecision.SITE else ()
    return narrowed(exact or loose, asked)


def hits_by(name: str, asked: Asked) -> tuple[Hit, ...]:
    """The places by one of a question's names; a class word brings in those of the bare names too."""
    hits = hits_of(name)
    if asked.precision is PlacePrecision.SITE:
        if name == asked.names[0]:
            return hits
        return () if is_way(asked.names[0]) else tuple(hit for hit in hits if names_a_site(hit.place))
    if asked.precision is not None and len(asked.names) > 1:
        return (*hits, *(hit for bare in asked.names[1:] for hit in hits_of(bare)))
    return hits


def is_way(name: str) -> bool:
    """Whether a site is a street or road: those bear the names of places far away, "Memphis Street" lies anywhere."""
    return name.split()[-1].rstrip(".").casefold() in place_words().ways


def names_a_site(place: Place) -> bool:
    """Whether a site may be called by this place: "Quetta hospital" is Quetta's, "Tarata street" is not Tarata's."""
    return place.kind is PlaceKind.SITE or (place.kind is PlaceKind.TOWN and place.population >= SITE_TOWN)


def by_lesser_name(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a world city only goes by this name too, where a large town is called so: Zaragoza is not Tijuana."""
    city = hit.place.kind is PlaceKind.TOWN and hit.place.population >= METROPOLIS
    if hit.main or hit.place.capital or not city:
        return False
    return any(h.main and h.exact and h.place.kind is PlaceKind.TOWN and h.place.population >= LESSER for h in hits)


def narrowed(hits: Sequence[Hit], asked: Asked) -> list[Candidate]:
    """Candidates from hits: those in a stated holder only, where any is, the rest left out."""
    inside: list[Hit] = next((found for text in asked.held_by if (found := hits_inside(hits, text))), [])
    hits = inside or without_small_namesakes(hits)
    best: dict[int, Candidate] = {}
    for hit in hits:
        bonus = 0.6 if any(held(hit.place, text) for text in asked.near_words) else 0.0
        prior = prior_of(hit, asked) + bonus - (WORLD_CITY if by_lesser_name(hit, hits) else 0.0)
        known = best.get(hit.place.row)
        if known is None or known.prior < prior:
            best[hit.place.row] = candidate(hit, prior)
    countries = {hit.place.country for hit in hits if hit.exact}
    for c in best.values():
        c.alone = len(countries) == 1
    return namesakes_joined(sorted(best.values(), key=lambda c: (-c.prior, c.place.row))[:MOST], asked)


def hits_inside(hits: Sequence[Hit], text: str) -> list[Hit]:
    """The hits that lie in a stated holder; none where the comma makes a list rather than a chain.

    "Mexico, the United States and Canada" is a list, and so is "Washington, New York and Boston": a place known for
    the name is not given up for one that bears it as a lesser name.
    """
    rows = holder_rows(text) | rows_within(text)
    inside = [h for h in hits if h.place.kind is not PlaceKind.COUNTRY and rows.intersection(chain_of(h.place.row)[1:])]
    known = [h for h in hits if h.exact and h.main and h not in inside and is_known(h.place)]
    country = any(h.place.kind is PlaceKind.COUNTRY for h in known)
    if country and any(gazetteer().place(row).kind is PlaceKind.COUNTRY for row in rows):
        return []
    return inside if not known else [h for h in inside if h.exact and h.main]


def is_known(place: Place) -> bool:
    """Whether a place is a country, a division, a capital or a large town."""
    return place.kind <= PlaceKind.DIVISION or place.capital or place.population >= FAMOUS


def without_small_namesakes(hits: Sequence[Hit]) -> Sequence[Hit]:
    """A country's own name is not a small town's: Cuba, Missouri, must be named with its state."""
    countries = [h for h in hits if h.place.kind is PlaceKind.COUNTRY and h.exact]
    if not countries or countries[0].place.country in SHARED_COUNTRIES:
        return hits
    return [h for h in hits if is_known(h.place)]


def candidate(hit: Hit, prior: float) -> Candidate:
    """A hit with what comparing needs at hand."""
    chain = chain_of(hit.place.row)
    division = chain[-2] if len(chain) > 1 else -1
    return Candidate(hit.place, frozenset(chain), division, hit.exact, hit.main, prior, score=prior)


def namesakes_joined(found: list[Candidate], asked: Asked) -> list[Candidate]:
    """A town that its own division is named after wins over the division, unless a word says otherwise.

    "Fighting in Kunduz" means the city; "Kunduz province" does not.
    """
    if asked.precision is None:
        holders = {c.place.row: c for c in found if c.place.kind in (PlaceKind.DIVISION, PlaceKind.DISTRICT)}
        for c in found:
            above = [holders[row] for row in sorted(c.chain - {c.place.row}) if row in holders]
            named = c.main or not any(holder.main for holder in above)
            known = (named and c.place.population >= NAMESAKE) or c.place.population >= METROPOLIS
            if c.place.kind is PlaceKind.TOWN and known and above:
                best = max(o.prior for o in found if o.place.row in c.chain and o is not c)
                c.prior = c.score = max(c.prior, min(best + 0.2, c.prior + 0.35))
    return found


def follow_chains(questions: Mapping[Asked, list[Candidate]]) -> None:
    """A name that is once put into its division or country means the same place where it stands alone."""
    bound: dict[str, set[int]] = {}
    for question, found in questions.items():
        if any(holder_rows(text) & (c.chain - {c.place.row}) for text in question.held_by for c in found):
            bound.setdefault(folded(question.names[-1]), set()).update(c.place.row for c in found)
    for question, found in questions.items():
        rows = bound.get(folded(question.names[-1]), set()) if not question.held_by else set()
        for c in found:
            if c.place.row in rows:
                c.prior = c.score = c.prior + FOLLOWS


def closeness(one: Place, two: Place) -> float:
    """From 1.2 for the same point to 0 at 250 km."""
    if one.latitude is None or two.latitude is None or one.longitude is None or two.longitude is None:
        return 0.0
    middle = radians((one.latitude + two.latitude) / 2)
    km = 111.2 * hypot(one.latitude - two.latitude, (one.longitude - two.longitude) * cos(middle))
    return max(0.0, 1.2 * (1 - km / 250))


def affinity(one: Candidate, two: Candidate) -> float:
    """How much two places speak for each other: one holds the other, same division, near, same country."""
    if one.place.country != two.place.country:
        return 0.7 * closeness(one.place, two.place)
    if two.place.row in one.chain or one.place.row in two.chain:
        return HELD[min(one.place.kind, two.place.kind)]
    same = 1.0 if one.division >= 0 and one.division == two.division else SAME_COUNTRY
    return max(same, closeness(one.place, two.place))


def weigh(
    questions: Mapping[Asked, list[Candidate]], counts: Mapping[Asked, int], countries: Mapping[str, float]
) -> None:
    """Let the candidates of all questions of a document speak for each other, some rounds over.

    ``countries`` holds how strongly the document speaks of each country by its people and things.
    """
    share_out(questions)
    heard = sorted(questions, key=lambda question: -counts[question])[:HEARD]
    rounds, depth = (ROUNDS, DEPTH) if len(questions) <= MANY else (1, 2)
    for _ in range(rounds):
        for question, found in questions.items():
            rest = [(questions[other][:depth], log1p(counts[other])) for other in heard if related(question, other)]
            famous = any(c.exact and c.main and c.place.population >= METROPOLIS for c in found)
            for one in found:
                lesser = famous and one.place.population < LESSER and not is_known(one.place)
                company = sum(weight * support(one, others, lesser) for others, weight in rest)
                company += 0.0 if lesser else PEOPLE * countries.get(one.place.country, 0.0)
                one.score = one.prior + COMPANY * log1p(company)
        share_out(questions)


def support(one: Candidate, others: Sequence[Candidate], lesser: bool) -> float:
    """How much another name's places speak for a candidate. A great city's lesser namesake needs near company.

    "From Paris to Miami" is no word for Paris, Texas; "Paris and Lamar County" is.
    """
    best = 0.0
    for two in others:
        tie = affinity(one, two)
        if tie > (SAME_COUNTRY if lesser else 0.0):
            best = max(best, two.voice * tie)
    return best


def related(one: Asked, two: Asked) -> bool:
    """Two questions that may inform each other: not the same name asked twice."""
    return one is not two and not set(one.names) & set(two.names)


def share_out(questions: Mapping[Asked, list[Candidate]]) -> None:
    """Turn scores into shares that sum to one, and put the likeliest first."""
    for found in questions.values():
        if found:
            best = max(c.score for c in found)
            weights = [exp(6 * (c.score - best)) for c in found]
            total = sum(weights)
            for c, weight in zip(found, weights, strict=True):
                c.share = weight / total
                c.voice = (c.share * weight) ** VOICE
            found.sort(key=lambda c: (-c.score, c.place.row))
