"""Quotes on the screen: the sentence, what matters in it, and who says it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sourcebook.records.claims import Claim
from sourcebook.records.text import Document
from sourcebook.records.values import Words

if TYPE_CHECKING:
    from rich.text import Text

STYLE = "bold yellow"
LEGEND = "speaker ← report that the text cites ← outlet, day of publication; »…« are the words of a figure"


def voice(claim: Claim, document: Document | None) -> str:
    """Who says it, down the chain: the speaker, the source that the text cites, the outlet, the day."""
    outlet = (document.source or "an unnamed source") if document else claim.document_id
    cited = f"{claim.cited.outlet}, {_day(claim.cited.published_on)}" if claim.cited else ""
    chain = [claim.attributed_to or "", cited, f"{outlet}, {_day(document.published_on)}" if document else outlet]
    return " ← ".join(one for one in chain if one)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "undated"


def sentence_of(claim: Claim, words: Words) -> Words:
    """The sentence of the claim that holds these words; the words themselves where none does."""
    found = (one for one in (claim.words, *claim.also) if one.start <= words.start and words.end <= one.end)
    return next(found, words)


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
