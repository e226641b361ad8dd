"""Where a quote stands in the text: letter by letter, else with blanks, case and marks of quotation forgiven."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from sourcebook.records.values import Words

# marks that writers and models exchange for plain ones
PLAIN = {"\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u02bc": "'"}
PLAIN |= {"\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"', "`": "'"}
PLAIN |= {"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-"}
EDGES = " \t\n\r\"'.,;:!?…()[]"


def spans_in(text: str, quote: str) -> tuple[tuple[int, int], ...]:
    """All places where a quote stands in a text as whole words: exact ones, else those that forgiving finds.

    >>> text = "Gunmen shot “two  Farmers” dead"
    >>> [text[start:end] for start, end in spans_in(text, 'two farmers')]
    ['two  Farmers']
    >>> spans_in(text, "three farmers"), spans_in(text, "men shot")
    ((), ())
    """
    found = tuple(occurrences(text, quote))
    if found or not any(map(str.isalnum, quote)):
        return found if any(map(str.isalnum, quote)) else ()
    folded, seats = folded_text(text)
    for asked in dict.fromkeys((folded_text(quote)[0].strip(), folded_text(quote.strip(EDGES))[0].strip())):
        spans = tuple((seats[start], seats[end - 1] + 1) for start, end in occurrences(folded, asked))
        if spans:
            return spans
    return ()


def occurrences(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Where a quote stands letter by letter, not inside a longer word."""
    start = text.find(quote) if quote else -1
    while start >= 0:
        end = start + len(quote)
        if not inside_word(text, start) and not inside_word(text, end):
            yield start, end
        start = text.find(quote, start + 1)


def inside_word(text: str, seat: int) -> bool:
    """Whether a seat lies between two letters or digits."""
    return 0 < seat < len(text) and text[seat - 1].isalnum() and text[seat].isalnum()


def folded_text(text: str) -> tuple[str, list[int]]:
    """The text with what is forgiven made plain, and for each of its letters the seat in the text."""
    letters: list[str] = []
    seats: list[int] = []
    for seat, letter in enumerate(text):
        if unicodedata.category(letter) == "Cf":
            continue
        plain = " " if letter.isspace() else PLAIN.get(letter, letter.casefold())
        if plain == " " and letters and letters[-1] == " ":
            continue
        letters += plain
        seats += [seat] * len(plain)
    return "".join(letters), seats


def words_at(text: str, span: tuple[int, int], offset: int) -> Words:
    """The words of a span in a passage that begins at ``offset`` of its document."""
    start, end = span
    return Words(start=start + offset, end=end + offset, quote=text[start:end])
