"""Scores of the date reader on a probe: phrases in sentences, each with the days it means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sourcebook.mentions.times import times_in
from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention
from sourcebook.segment.layout import layout_of

# A null row may accept one interval all the same, and says so in its note.
ACCEPTED = re.compile(r"conversion to (\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d) is accepted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A probe row and what was read: "exact", "inexact", "silent" or "wrong"; null rows are "exact" or "wrong"."""

    phrase: str
    sentence: str
    wanted: tuple[str | None, str | None]
    given: tuple[tuple[str, str, str], ...]
    verdict: str


def reading_of(text: str, published_on: date | None = None) -> Reading:
    """A text with its segments and citations, unparsed: all that dates need."""
    document = Document(
        document_id=content_id("document", text),
        path="text",
        sha256="",
        original="",
        text=text,
        blocks=(),
        published_on=published_on,
    )
    layout = layout_of(document)
    return Reading(
        document_id=document.document_id, document=document, segments=layout.segments, citations=layout.citations
    )


def probe_outcomes(path: Path) -> Iterator[Outcome]:
    """Each row of a probe with what was read."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield outcome_of(json.loads(line))


def outcome_of(row: dict[str, Any]) -> Outcome:
    """What was read of one row: the mentions that share characters with its phrase count."""
    published = row.get("publication_date")
    reading = reading_of(row["sentence"], date.fromisoformat(published) if published else None)
    start = row["sentence"].index(row["phrase"])
    end = start + len(row["phrase"])
    touching = [m for m in times_in(reading) if m.words.start < end and start < m.words.end]
    spans = [span for mention in touching if (span := _span(mention))]
    wanted = (row["earliest"], row["latest"])
    given = tuple((*span, mention.words.quote) for mention in touching if (span := _span(mention)))
    if spans == ACCEPTED.findall(row.get("note", "")):
        spans = [] if wanted[0] is None else spans
    return Outcome(
        phrase=row["phrase"], sentence=row["sentence"], wanted=wanted, given=given, verdict=_verdict(wanted, spans)
    )


def probe_score(path: Path) -> tuple[int, int]:
    """How many rows of a probe were read exactly, and how many rows there are."""
    verdicts = [outcome.verdict for outcome in probe_outcomes(path)]
    return verdicts.count("exact"), len(verdicts)


def _span(mention: Mention) -> tuple[str, str] | None:
    """The mention's days as ISO text; null where it asserts none."""
    time = mention.time
    if time is None or time.earliest is None or time.latest is None:
        return None
    return time.earliest.isoformat(), time.latest.isoformat()


def _verdict(wanted: tuple[str | None, str | None], spans: list[tuple[str, str]]) -> str:
    """By the probe's own rules: exact where both ends match; a null row is right where nothing is asserted."""
    earliest, latest = wanted
    if earliest is None or latest is None:
        return "wrong" if spans else "exact"
    if not spans:
        return "silent"
    if spans == [(earliest, latest)]:
        return "exact"
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    return "inexact" if first <= earliest and latest <= last else "wrong"
