"""Nonsense in a file, from its bytes to its claims: no crash, and no value that nobody wrote."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from sourcebook.ingest import Limits, document_reader, originals_in
from sourcebook.pipeline import Settings, reader
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document
from sourcebook.records.values import Figure, TimeRange
from sourcebook.records.vocabulary import Harm
from sourcebook.store.originals import Originals

PUBLISHED = date(2016, 9, 4)
# nobody has ever counted more people than were alive
MOST = 8_700_000_000
Read = Callable[[str | bytes], Reading]


@cache
def rooms() -> Callable[[Document], Iterable[Reading]]:
    return reader(Settings().segment, Settings().resolve, Settings().claims)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """What is read of these bytes as a text file, after holding it to what holds of every reading."""

    def reading_of(given: str | bytes) -> Reading:
        path = tmp_path / "nonsense.txt"
        path.write_bytes(given if isinstance(given, bytes) else given.encode("utf-8"))
        (found,) = originals_in([path], Limits())
        assert found.original is not None, found.failure
        Originals(tmp_path / "kept").keep(path)
        (document,) = document_reader(tmp_path / "kept", Limits())(found.original)
        (reading,) = rooms()(replace(document, published_on=PUBLISHED))
        held(reading)
        return reading

    return reading_of


def held(reading: Reading) -> None:
    text = reading.document.text
    for one in (*reading.mentions, *reading.claims):
        assert one.words.quote == text[one.words.start : one.words.end]
    for figure in figures(reading):
        known = [bound for bound in (figure.low, figure.best, figure.high) if bound is not None]
        assert known == sorted(known)
        assert 0 <= known[0] <= known[-1] <= MOST


def figures(reading: Reading) -> list[Figure]:
    return [m.figure for m in reading.mentions if m.figure] + [f for c in reading.claims for f in c.figures]


def killed(reading: Reading) -> set[tuple[int | None, int | None]]:
    return {(figure.low, figure.high) for figure in figures(reading) if figure.harm is Harm.KILLED}


def days(reading: Reading) -> list[TimeRange]:
    """The times that words were read as, of mentions and of claims."""
    stated = [claim.time for claim in reading.claims if claim.time_words]
    return [m.time for m in reading.mentions if m.time] + stated


@pytest.mark.parametrize(
    "words",
    [
        "on Feb 30",
        "on February 30, 2016",
        "on 31 April 2016",
        "on 2016-02-30",
        "on 2016-13-01",
        "on the 45th",
        "on the 45th of March",
        "on 32 March 2016",
        "on 29 February 2015",
        "on March 0, 2016",
        "on 99/99/2016",
        "on 00.00.0000",
        "999999999999999999 days ago",
        "9999999 years ago",
        "99999 weeks earlier",
        "in 99999",
        "on " + "9" * 5_000,
    ],
)
def test_a_day_that_is_none_gives_no_day(read: Read, words: str) -> None:
    reading = read(f"Gunmen killed 12 people in Mosul {words}.\n")
    assert killed(reading) == {(12, 12)}
    assert not [day for day in days(reading) if day.earliest == day.latest]


@pytest.mark.parametrize(
    "sentence",
    [
        "Minus 3 killed in Mosul.",
        "The attack killed -3 people in Mosul.",
        "The attack killed \N{MINUS SIGN}3 people in Mosul.",
        "Minus three people were killed in Mosul.",
        "The bomb killed 1000000000000 people in Mosul.",
        "The bomb killed 1,000,000,000,000 people in Mosul.",
        "The bomb killed a trillion people in Mosul.",
        "The bomb killed 10^12 people in Mosul.",
        "The bomb killed 1e12 people in Mosul.",
        "The bomb killed 60,000,000,000 people in Mosul.",
        "The bomb killed 12.5 people in Mosul.",
        "The bomb killed 3/4 people in Mosul.",
        "The bomb killed NaN people in Mosul.",
        "The bomb killed 0x1F people in Mosul.",
        "The bomb killed 12345678901234567890123456789012345678901234567890 people in Mosul.",
        "The bomb killed 10**12 people in Mosul.",
        "The bomb killed 120 hundred million people in Mosul.",
        "The bomb killed 9" + " million" * 200 + " people in Mosul.",
        "The bomb killed nine" + " million" * 200 + " people in Mosul.",
        "The bomb killed " + "9" * 400 + " people in Mosul.",
        "The bomb killed " + "9" * 5_000 + " people in Mosul.",
        "The bomb killed " + "9" * 5_000 + "-" + "9" * 5_001 + " people in Mosul.",
    ],
)
def test_what_cannot_be_a_count_of_people_gives_no_figure(read: Read, sentence: str) -> None:
    assert killed(read(sentence + "\n")) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "The bomb killed ١٢ people in Mosul.",
        "The bomb killed १२ people in Mosul.",
        "The bomb killed １２ people in Mosul.",
        "The bomb killed ¹² people in Mosul.",
        "The bomb killed Ⅻ people in Mosul.",
        "The bomb killed ⑫ people in Mosul.",
    ],
)
def test_digits_of_other_scripts_are_read_right_or_not_at_all(read: Read, sentence: str) -> None:
    assert killed(read(sentence + "\n")) <= {(12, 12)}


@pytest.mark.parametrize(
    "sentence",
    [
        "\u200fGunmen killed \u200f12\u200f people in Mosul.\u200f",
        "Gunmen killed \u202e12\u202c people in Mosul.",
        "Gunmen killed \u20661\u20692 people in Mosul.",
        "Gun\u200bmen kil\u200bled 1\u200b2 peo\u200bple in Mo\u200bsul.",
        "\ufeffGunmen killed\u2060 12 people in Mosul.",
        "Gunmen ki\u00adlled 12 people in Mosul.",
        "Gunmen\u00a0killed\u202f12\u2003people in Mosul.",
    ],
)
def test_what_nobody_sees_changes_nothing(read: Read, sentence: str) -> None:
    assert killed(read(sentence + "\n")) == {(12, 12)}


@pytest.mark.parametrize(
    "sentence",
    [
        "💣 Gunmen killed 12 people in Mosul 😢🇮🇶.",
        "Gunmen killed 12 people 👨‍👩‍👧‍👦 in Mosul.",
        "Gunmen (with rifles [stolen (in {2015})]) killed 12 people in Mosul.",
        "((((((Gunmen killed 12 people in Mosul))))))",
        "Gunmen killed 12 people in Mosul [[[[[[3]]]]]].",
        "Gunmen killed 12 people in Mosul!!!!!!?????......",
        "!!! ??? ... --- *** Gunmen killed 12 people in Mosul. ### $$$ %%%",
    ],
)
def test_signs_around_a_figure_leave_it_as_it_is(read: Read, sentence: str) -> None:
    assert killed(read(sentence + "\n")) == {(12, 12)}


@pytest.mark.parametrize(
    "text",
    [
        "!!! ??? ... --- *** ,,, ;;; ::: ((( ]]] {{{",
        "." * 5_000,
        "-" * 5_000,
        "([{" * 3_000,
        "“”‘’«»" * 500,
        "💣" * 2_000,
        "٠١٢٣٤٥٦٧٨٩ " * 300,
        "0 1 2 3 4 5 6 7 8 9 " * 300,
        "é" * 2_000,
        "e" + "\u0301" * 2_000,
        "\u202e\u202d\u2066\u2069 ." * 300,
        "a\n" * 3_000,
        "مرحبا بالعالم قُتل ١٢ شخصا",
        "\ud7ff\ue000\ufffd\U0010fffd",
    ],
    ids=range(14),
)
def test_text_without_words_tells_nothing(read: Read, text: str) -> None:
    reading = read(text + "\n")
    assert figures(reading) == []
    assert days(reading) == []
    assert reading.claims == ()


@pytest.mark.parametrize("sign", [b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xff\xfe\xfd", b"\xc3\x28", b"\x00", b"\x1b[31m"])
def test_bytes_that_are_no_text_do_not_hide_the_rest(read: Read, sign: bytes) -> None:
    reading = read(b"Gunmen killed 12 people in Mosul. " + sign + b" They fled to the north.\n")
    assert killed(reading) == {(12, 12)}
    assert "\x1b" not in reading.document.text
    assert not any("\ud800" <= letter <= "\udfff" for letter in reading.document.text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "x" * 1_000_000,
        "x " * 20_000 + "y" * 960_000,
        "12 " * 12_000,
        "on Friday " * 5_000,
        "Gunmen killed 12 people in Mosul " * 800,
    ],
    ids=["one word of a megabyte", "a megabyte", "numbers", "days", "a sentence without an end"],
)
def test_a_line_without_an_end_is_read_in_time(read: Read, line: str) -> None:
    began = time.process_time()
    read(line + "\n")
    assert time.process_time() - began < 30  # two or three on a machine of 2026, and in step with its length
