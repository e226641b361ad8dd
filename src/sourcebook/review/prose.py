"""Stories: prose in a few signs of Markdown, in which ``[[e-…]]`` cites an event as it is told now.

Headings (``#``), lists (``-``), ``**strong**`` and ``*emphasis*``; everything else is text. A citation becomes the
words of the event and a note with its sentences and sources, so that a reader can check each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Event
from sourcebook.records.text import Document
from sourcebook.records.wording import counted, estimate_words, kind_words, place_words, time_words, voice

CITED = re.compile(r"\[\[(e-[a-z0-9]{5,40})\]\]")
_STRONG, _LIGHT = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"(?<!\*)\*(?!\s)(.+?)\*")
MOST_QUOTES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An event that a story cites, with some of the sentences that tell it."""

    event: Event
    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]

    @property
    def words(self) -> str:
        """The event in a few words, its uncertainty told."""
        event = self.event
        toll = f", {estimate_words(event.killed)} killed" if event.killed else ""
        doubt = f", contested: {', '.join(event.contested)}" if event.contested else ""
        seen = "" if event.review != "machine" else ", not reviewed"
        return f"{kind_words(event)}, {place_words(event.place, units=0)}, {time_words(event.time)}{toll}{doubt}{seen}"

    @property
    def told_by(self) -> str:
        """How many tell it."""
        return f"{counted(len(self.event.document_ids), 'document')}, {counted(len(self.event.origins), 'origin')}"

    def quotes(self) -> Iterator[tuple[str, str]]:
        """Sentences with whoever says them, one a document."""
        seen: dict[str, Claim] = {}
        for claim in self.claims:
            seen.setdefault(claim.document_id, claim)
        for claim in list(seen.values())[:MOST_QUOTES]:
            yield " ".join(claim.words.quote.split()), voice(claim, self.documents.get(claim.document_id))


def cited_ids(text: str) -> list[str]:
    """The events that a text cites, each once, in order.

    >>> cited_ids("First [[e-abcdefg]], then [[e-hijklmn]] and [[e-abcdefg]] again.")
    ['e-abcdefg', 'e-hijklmn']
    """
    return list(dict.fromkeys(CITED.findall(text)))


def as_html(text: str, cited: Mapping[str, Cited], *, linked: bool) -> Markup:
    """The story as HTML, every character of it escaped; ``linked``: events lead to their pages."""
    numbers = {name: at for at, name in enumerate(cited_ids(text), 1)}
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return Markup("\n").join(_block(block.strip(), cited, numbers, linked) for block in blocks if block.strip())


def _block(block: str, cited: Mapping[str, Cited], numbers: Mapping[str, int], linked: bool) -> Markup:
    lines = block.split("\n")
    if all(line.lstrip().startswith("- ") for line in lines):
        items = (_line(line.lstrip()[2:], cited, numbers, linked) for line in lines)
        return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(item) for item in items))
    heading = re.match(r"(#{1,3}) (.+)$", block)
    if heading and len(lines) == 1:
        level = len(heading[1]) + 1
        return Markup("<h{0}>{1}</h{0}>").format(level, _line(heading[2], cited, numbers, linked))
    return Markup("<p>{}</p>").format(_line(" ".join(lines), cited, numbers, linked))


def _line(line: str, cited: Mapping[str, Cited], numbers: Mapping[str, int], linked: bool) -> Markup:
    pieces = CITED.split(line)
    made = [
        _marked(piece) if at % 2 == 0 else _citation(piece, cited, numbers, linked) for at, piece in enumerate(pieces)
    ]
    return Markup("").join(made)


def _marked(text: str) -> Markup:
    """Strong and emphasised words; the text is escaped first, so that only our own tags come of it."""
    plain = str(escape(text))
    plain = _STRONG.sub(r"<strong>\1</strong>", plain)
    return Markup(_LIGHT.sub(r"<em>\1</em>", plain))  # noqa: S704 - escaped above


def _citation(name: str, cited: Mapping[str, Cited], numbers: Mapping[str, int], linked: bool) -> Markup:
    found = cited.get(name)
    if found is None:
        return Markup('<span class="contested">[{} is told no more]</span>').format(name)
    note = Markup('<sup><a href="#note-{0}">{0}</a></sup>').format(numbers[name])
    words = Markup('<a href="/events/{}">{}</a>').format(name, found.words) if linked else escape(found.words)
    return words + note


def as_markdown(title: str, text: str, cited: Mapping[str, Cited]) -> str:
    """The story as Markdown that stands alone: citations in words, with a footnote of sentences and sources each."""
    numbers = {name: at for at, name in enumerate(cited_ids(text), 1)}

    def words(found: re.Match[str]) -> str:
        name = found[1]
        return f"{cited[name].words}[^{numbers[name]}]" if name in cited else f"[{name} is told no more]"

    notes = [
        f"[^{at}]: {cited[name].told_by} ({name}). "
        + " ".join(f"“{said}” ({who})." for said, who in cited[name].quotes())
        for name, at in numbers.items()
        if name in cited
    ]
    return "\n\n".join([f"# {title}", CITED.sub(words, text).strip(), *notes]) + "\n"
