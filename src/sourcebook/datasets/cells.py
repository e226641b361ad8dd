"""The columns of a dataset's row, read back from the row's text: each value with the words that state it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sourcebook.records.text import Document
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import BlockKind

HEAD = re.compile(r"(UCDP GED|ACLED|GTD) row [^:\n]+: ")
LINE = re.compile(r"^(\w+): (.+)$", re.MULTILINE)
NUMBER = re.compile(r"-?\d{1,9}")
UNKNOWN = frozenset({-9, -99})


def is_row(document: Document) -> bool:
    """Whether the document is a row of a dataset."""
    return bool(document.blocks) and document.blocks[0].kind is BlockKind.DATASET_ROW


def dataset_of(document: Document) -> str | None:
    """The dataset that a row's document comes from: ``UCDP GED``, ``ACLED`` or ``GTD``."""
    head = HEAD.match(document.text)
    return head[1] if head and is_row(document) else None


@dataclass(frozen=True, slots=True)
class Cells:
    """The columns of one row by name; ``problems`` gathers what could not be taken as it stands."""

    document: Document
    held: dict[str, Words]
    problems: list[str] = field(default_factory=list)

    def text(self, column: str) -> str:
        """The value as written; empty where there is none."""
        words = self.held.get(column)
        return words.quote if words else ""

    def words(self, column: str) -> Words | None:
        """The words that state the value."""
        return self.held.get(column)

    def said(self, column: str, label: str = "") -> Words | None:
        """The words that state the value in the line that sums the row up, after a label; else those of its column."""
        words, head = self.held.get(column), self.head()
        if words is None:
            return None
        opening = r"(?<!\w)" if (label + words.quote)[0].isalnum() else ""
        found = re.search(rf"{opening}{re.escape(label + words.quote)}(?!\w)", head.quote)
        end = head.start + found.end() if found else 0
        return self.document.words(end - len(words.quote), end) if found else words

    def first(self, column: str) -> Words | None:
        """The first item of a list whose items are parted by semicolons."""
        words = self.held.get(column)
        item = words.quote.split(";")[0].rstrip() if words else ""
        return self.document.words(words.start, words.start + len(item)) if words and item else None

    def number(self, column: str) -> int | None:
        """A whole number; null where there is none or the code for unknown.

        Fractions of people are no number: GTD splits one toll over several rows.
        """
        value = self.text(column)
        if not NUMBER.fullmatch(value):
            if value:
                self.problems.append(f"{column} is {value!r}, no whole number, and was left out")
            return None
        number = int(value)
        return None if number in UNKNOWN else number

    def degrees(self, column: str) -> float | None:
        """A coordinate; null where there is none."""
        try:
            return float(self.text(column))
        except ValueError:
            return None

    def head(self) -> Words:
        """The line that sums the row up."""
        first = self.document.blocks[0]
        return self.document.words(first.start, first.end)


def cells_of(document: Document) -> Cells:
    """The columns of a row's document."""
    found = LINE.finditer(document.text, document.blocks[0].end)
    return Cells(document, {line[1]: document.words(line.start(2), line.end(2)) for line in found})
