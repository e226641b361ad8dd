"""Figures under any text: no crash, quotes that are the text's, bounds in order, and no reading from far away."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourcebook import segment
from sourcebook.mentions import mention_finder
from sourcebook.mentions.figures import figures_in
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.values import Figure
from sourcebook.records.vocabulary import BlockKind

CALM = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True, database=None
)
NUMBERS = (
    "12",
    "1,204",
    "at least nine",
    "two dozen",
    "10 to 14",
    "up to 60",
    "more than 300",
    "several",
    "a",
    "10^12",
)
PEOPLE = ("people", "soldiers", "villagers in Taiz", "attackers", "houses", "children", "")
ENDS = (
    "were killed",
    "died",
    "and 30 others wounded",
    "including 4 women",
    "fled",
    "are missing",
    "[12]",
    "٣ قتلى",
    "—",
)
STARTS = (
    "Gunmen killed",
    "The bomb wounded",
    "Police arrested",
    "On 3 March 2016",
    "The toll rose from 5 to",
    "\u200f",
    "",
)


@cache
def segmented() -> Any:
    return segment.segmenter(segment.Options())


def read(text: str) -> Reading:
    blocks = (Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH),) if text else ()
    document = Document(document_id="d", path="p", sha256="", original="", text=text, blocks=blocks)
    reading: Reading = segmented()(Reading(document_id="d", document=document))
    return reading


def figures(text: str) -> list[Figure]:
    reading = read(text)
    return [figure for one in reading.segments for figure in figures_in(one, reading.document)]


def sentences() -> st.SearchStrategy[str]:
    parts = st.tuples(*(st.sampled_from(words) for words in (STARTS, NUMBERS, PEOPLE, ENDS)))
    return parts.map(lambda words: " ".join(word for word in words if word) + ".")


@CALM
@given(st.lists(sentences(), min_size=1, max_size=4))
def test_quotes_are_the_words_of_the_text_and_bounds_are_in_order(given_sentences: list[str]) -> None:
    text = " ".join(given_sentences)
    for figure in figures(text):
        assert figure.words.quote == text[figure.words.start : figure.words.end]
        known = [bound for bound in (figure.low, figure.best, figure.high) if bound is not None]
        assert known == sorted(known)
        assert known[0] >= 0


@CALM
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=200))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    reading = mention_finder()(read(text))
    for mention in reading.mentions:
        assert mention.words.quote == text[mention.words.start : mention.words.end]


@CALM
@given(sentences())
def test_text_before_and_after_changes_no_figure(sentence: str) -> None:
    before = "The river was low.\n\n"
    alone = figures(sentence)
    placed = figures(f"{before}{sentence}\n\nThe market opened late.")
    assert [shifted(figure, len(before)) for figure in alone] == [shifted(figure, 0) for figure in placed]


def shifted(figure: Figure, by: int) -> tuple[object, ...]:
    return (figure.harm, figure.low, figure.best, figure.high, figure.composition, figure.words.start + by)


def test_no_value_is_invented_for_nonsense() -> None:
    assert figures("Minus 3 killed on Feb 30.") == []
    assert figures("1000000000000 people were killed.") == []
    assert figures("12.5 people were killed.") == []
    assert figures("0x12 were killed on the 45th.") == []


def test_a_very_long_line_is_read() -> None:
    assert len(figures("Gunmen killed 12 people in the market. " * 200)) == 200
