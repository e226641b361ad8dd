"""What holds of every document after all rooms: ordered intervals, exact quotes, and no reading from far away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook.ingest.canonical import assembled
from sourcebook.ingest.extract import Piece
from sourcebook.pipeline import Settings, reader
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention
from sourcebook.records.values import Figure, TimeRange, Words
from sourcebook.records.vocabulary import BlockKind, MentionKind


def calm(examples: int) -> settings:
    """Slow examples are few, and the same in every run."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        derandomize=True,
        database=None,
    )


OPENINGS = (
    "Gunmen killed {number} {people} in {place} {day}",
    "A car bomb went off near a bank in {place} {day}, killing {number} {people} and wounding 30 others",
    "{number} {people} were shot dead {day} when rebels stormed a barracks outside {place}, police said",
    "The air force bombed {place} {day}; {number} {people} died, among them two children",
    "Rebels in {place} freed {number} {people} whom they had seized {day}",
    "The toll of the blast in {place} rose to {number} from four, hospitals said {day}",
    "IN {place} {day} {number} {people} WERE WOUNDED BY MORTAR FIRE",
)
NUMBERS = ("12", "at least nine", "1,204", "two dozen", "10 to 14", "up to 60", "more than 300", "three")
PEOPLE = ("people", "soldiers", "villagers", "police officers", "Shiite worshippers")
PLACES = ("Mosul", "Quetta, Pakistan", "the Colombian town of Bojaya", "Kano", "northern Sri Lanka", "Qwertburg")
DAYS = ("on Friday", "on 3 March 2016", "in July 2014", "overnight", "the previous day", "last year", "on Feb 30")

UNRELATED = (
    "The river was low, and the market opened late.",
    "Wheat prices were stable, traders in Rotterdam reported.",
    "The bridge is 40 metres long and cost 3 million dollars.",
    "Maria Keller won the prize for her second novel.",
    "A museum of glass has opened in Lisbon. Visitors praised the lamps [12].",
    "Farmers wait for rain – so far in vain.",
    "WEATHER: FAIR AND WARM",
    "• Tomatoes • Onions • Bread",
    "‏مرحبا بالعالم",
)


def sentences() -> st.SearchStrategy[str]:
    filled: Callable[..., str] = lambda opening, number, people, place, day: (  # noqa: E731 - one expression
        opening.format(number=number, people=people, place=place, day=day)
    )
    choices = map(st.sampled_from, (OPENINGS, NUMBERS, PEOPLE, PLACES, DAYS))
    return st.builds(filled, *choices).map(lambda words: words[0].upper() + words[1:] + ".")


def paragraphs(most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.lists(sentences(), min_size=1, max_size=2).map(" ".join), min_size=1, max_size=most)


@cache
def rooms() -> Callable[[Document], Iterable[Reading]]:
    return reader(Settings().segment, Settings().resolve, Settings().claims)


def read(paragraphs_given: list[str], published_on: date | None = date(2016, 3, 7)) -> Reading:
    text, blocks = assembled(Piece(text=text, kind=BlockKind.PARAGRAPH) for text in paragraphs_given)
    document = Document(
        document_id="d",
        path="p.txt",
        sha256="",
        original="",
        text=text,
        blocks=blocks,
        published_on=published_on,
    )
    (reading,) = rooms()(document)
    return reading


def quoted(reading: Reading) -> Iterable[Words]:
    for mention in reading.mentions:
        yield mention.words
        if mention.figure:
            yield mention.figure.words
    for claim in reading.claims:
        values = (claim.time_words, claim.place_words, *(one.words for one in (*claim.parties, *claim.weapons)))
        yield from (words for words in (claim.words, *claim.also, *values) if words is not None)
        yield from (figure.words for figure in claim.figures)
    yield from (citation.words for citation in reading.citations)


def figures(reading: Reading) -> list[Figure]:
    return [m.figure for m in reading.mentions if m.figure] + [f for c in reading.claims for f in c.figures]


def times(reading: Reading) -> list[TimeRange]:
    return [m.time for m in reading.mentions if m.time] + [claim.time for claim in reading.claims]


def holds(reading: Reading) -> None:
    """What must hold of every reading."""
    for words in quoted(reading):
        assert words.quote == reading.document.text[words.start : words.end]
    for figure in figures(reading):
        known = [bound for bound in (figure.low, figure.best, figure.high) if bound is not None]
        assert known
        assert known == sorted(known)
        assert known[0] >= 0
        assert known[-1] <= 8_700_000_000  # everybody alive
    for time in times(reading):
        assert (time.earliest is None) == (time.latest is None)
        if time.earliest is not None and time.latest is not None:
            assert time.earliest <= time.latest
    names = [mention.mention_id for mention in reading.mentions]
    assert len(names) == len(set(names))


def values(reading: Reading, kind: MentionKind, start: int, end: int) -> list[tuple[object, ...]]:
    """The values of a kind that were read between two offsets, told by what stands there and not by where it stands."""
    found = [m for m in reading.mentions if m.kind is kind and start <= m.words.start and m.words.end <= end]
    return sorted((m.words.start - start, m.words.quote, *value(m)) for m in found)


def value(mention: Mention) -> tuple[str, ...]:
    if mention.figure is not None:
        one = mention.figure
        flags = (one.includes_perpetrators, one.cumulative, one.superseded)
        told = (one.harm, one.population, one.low, one.best, one.high, one.qualifier, one.composition, *flags)
        return tuple(map(str, told))
    return (str(mention.time),)


@calm(40)
@given(paragraphs(3), st.one_of(st.none(), st.dates(date(1985, 1, 1), date(2026, 1, 1))))
def test_quotes_are_exact_and_intervals_run_forward(given_paragraphs: list[str], published_on: date | None) -> None:
    holds(read(given_paragraphs, published_on))


@calm(60)
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=120), max_size=3))
def test_any_text_is_read_without_a_crash(given_paragraphs: list[str]) -> None:
    holds(read(given_paragraphs))


@calm(40)
@given(paragraphs(), st.sampled_from(UNRELATED), st.sampled_from(UNRELATED), st.booleans(), st.booleans())
def test_a_paragraph_about_something_else_changes_no_figure_and_no_time(
    told: list[str], first: str, last: str, before: bool, after: bool
) -> None:
    alone = read(told)
    placed = read([*([first] if before else []), *told, *([last] if after else [])])
    end = len(alone.document.text)
    start = placed.document.text.index(alone.document.text)
    for kind in (MentionKind.FIGURE, MentionKind.TIME):
        assert values(placed, kind, start, start + end) == values(alone, kind, 0, end)


@calm(15)
@given(paragraphs(), st.sampled_from(UNRELATED))
def test_a_paragraph_about_something_else_says_nothing_of_its_own(told: list[str], other: str) -> None:
    placed = read([*told, other])
    start = placed.document.text.rindex(other[:5]) if other[:5] in placed.document.text else len(placed.document.text)
    assert values(placed, MentionKind.FIGURE, start, len(placed.document.text)) == []


@calm(10)
@given(paragraphs())
def test_the_same_document_is_read_the_same_again(told: list[str]) -> None:
    assert read(told) == read(told)
