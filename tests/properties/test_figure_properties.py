"""What holds of every figure: no other story changes it, nonsense invents none, and it says why it is read so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.properties.test_reading_properties import calm, figures, holds, read, sentences, values

from sourcebook.records.values import Figure
from sourcebook.records.vocabulary import Composition, FigureRule, MentionKind

OTHER_NEWS = (
    "Floods in the Cauvery delta killed {number} people and left {other} missing, the weather office said.",
    "A ferry sank off Cebu; {number} passengers drowned and {other} were pulled from the water.",
    "The election in Gabon was won by {number} votes.",
    "Heat of 40 degrees wounded nobody, but {number} cattle died.",
    "Police elsewhere arrested {number} smugglers in an unrelated case and freed {other} hostages.",
    "A survey of {number} households found that wheat was dear.",
    "The museum showed {number} masks. Admission is {other} euros.",
    "In 1912 the liner went down with {number} passengers, and {other} lived.",
    "• {number} dead • {other} hurt",
)
SHOTS = (
    "{number} people were shot outside a bar in {place}.",
    "Two men were shot in {place}, one of them fatally.",
    "A girl was stabbed in the arm in {place}; she is recovering.",
    "Of {number} delegates in {place}, six were killed and the rest were injured.",
    "He was shot in {place} and died.",
)
NUMBERS = ("12", "at least nine", "1,204", "two dozen", "10 to 14", "up to 60", "dozens of", "three")
PLACES = ("Mosul", "Kano", "Bojaya")
ODD = (
    "-",
    "minus",
    "٣",
    "१२",
    "\u200f",
    "\u202e",
    "1e9",
    "½",
    "²",
    "∞",
    "10^12",
    "3-1",
    "0",
    "NaN",
    "12,34",
    "1.000",
    "(22,24)",
    "[12]",
    "N/A",
)
WORDS = (
    "killed",
    "people",
    "dead",
    "wounded",
    "and",
    "were",
    "including",
    ",",
    "rest",
    "another",
    "fatally",
    "she",
    "of",
    "them",
)


def told_of_shots() -> st.SearchStrategy[str]:
    filled = st.tuples(st.sampled_from(SHOTS), st.sampled_from(NUMBERS), st.sampled_from(PLACES))
    return filled.map(lambda one: one[0].format(number=one[1].capitalize(), place=one[2]))


def other_news() -> st.SearchStrategy[str]:
    filled = st.tuples(st.sampled_from(OTHER_NEWS), st.sampled_from(NUMBERS), st.sampled_from(NUMBERS))
    return filled.map(lambda one: one[0].format(number=one[1], other=one[2]))


@calm(80)
@given(
    st.lists(st.one_of(sentences(), told_of_shots()), min_size=1, max_size=2),
    st.lists(other_news(), max_size=2),
    st.lists(other_news(), max_size=2),
)
def test_other_news_in_other_paragraphs_changes_no_figure(told: list[str], before: list[str], after: list[str]) -> None:
    alone, placed = read(told), read([*before, *told, *after])
    end = len(alone.document.text)
    start = placed.document.text.index(alone.document.text)
    assert values(placed, MentionKind.FIGURE, start, start + end) == values(alone, MentionKind.FIGURE, 0, end)


@calm(150)
@given(st.lists(st.sampled_from(ODD + WORDS), min_size=1, max_size=14).map(" ".join))
def test_nonsense_invents_no_number(text: str) -> None:
    reading = read([text])
    holds(reading)
    for figure in figures(reading):
        if FigureRule.DIGITS in figure.rules:
            assert is_printed(figure), figure


def is_printed(figure: Figure) -> bool:
    """Whether the number of a figure that stands in digits is one of those in its words."""
    number = next(bound for bound in (figure.best, figure.low, figure.high) if bound is not None)
    quote = figure.words.quote
    runs = re.findall(r"\d+", quote) + re.findall(r"\d+", re.sub(r"(?<=\d)[, ](?=\d)", "", quote))
    return number in map(int, runs)


@calm(60)
@given(st.lists(st.one_of(sentences(), told_of_shots()), min_size=1, max_size=3))
def test_every_figure_names_its_rules(told: list[str]) -> None:
    for figure in figures(read(told)):
        assert figure.rules
        assert (figure.composition is Composition.SUM) == (FigureRule.ADDED_UP in figure.rules)


@pytest.mark.parametrize("repeated", ["12 killed, ", "(22, 24), ", "1 000 ", "and 3 of them, ", "one and "])
def test_a_long_line_of_numbers_is_read(repeated: str) -> None:
    holds(read([repeated * (6_000 // len(repeated))]))
