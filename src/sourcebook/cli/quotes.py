"""Quotes on the screen: the sentence, what matters in it, and who says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

STYLE = "bold yellow"
LEGEND = "speaker ← report that the text cites ← outlet, day of publication; »…« are the words of a figure"


def highlighted(sentence: str, spans: Iterable[tuple[int, int]]) -> Text:
    """The sentence in quotation marks, the characters of each span in colour and between » and «.

    The marks stand for the colour where there is none: in a pipe, in a file, for those who see no colours.
    """
    from rich.text import Text

    text, at = Text("“"), 0
    for start, end in _apart(spans):
        text.append(sentence[at:start])
        text.append(f"»{sentence[start:end]}«", style=STYLE)
        at = end
    text.append(sentence[at:] + "”")
    return Text.assemble(*_one_line(text))


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _one_line(text: Text) -> list[Text]:
    """The text with its line breaks turned into spaces: a sentence is read as one."""
    lines = text.split("\n", allow_blank=True)
    parts: list[Text] = []
    for line in lines:
        parts += [type(text)(" "), line] if parts else [line]
    return parts
