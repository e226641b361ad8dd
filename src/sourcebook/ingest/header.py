"""The top of a plain text: its title, and the lines that say where and when it was published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sourcebook.ingest.canonical import one_line
from sourcebook.ingest.extract import Piece, Rank, Stated, boilerplate
from sourcebook.ingest.extract import heading as heading_piece
from sourcebook.ingest.lines import LABEL_VALUE, SENTENCE_END, SHORT, SHORT_WORDS, labelled, notice
from sourcebook.ingest.published import first_day_in, published_day, words
from sourcebook.records.vocabulary import BlockKind

KEY = re.compile(r"([A-Za-z][A-Za-z ]{0,24}?)\s?:\s*(\S.*)")
TITLE_LONGEST, TITLE_WORDS = 200, 30
DATELINE = re.compile(r"\s*([A-Z][^\n]{2,90}?),? (?:--?|–|—)")
AGENCY = re.compile(r"\(([A-Z][A-Za-z0-9 .&/-]{1,40})\)\s*(?:--?|–|—)")
VOLUME = re.compile(r"\s+Vol(?:ume|\.)?:?\s.*", re.IGNORECASE)
DATE_LINE = 60
KEY_LONGEST = 28
SMALL = frozenset({"of", "and", "the", "in", "for", "de", "la", "el", "al", "by", "with"})
HEADER_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.INFO_BOX, BlockKind.BOILERPLATE})
DEPTH = 20


@dataclass(slots=True)
class Top:
    """What has been read of the top of a text, and the number of lines that it takes."""

    lines: int = 0
    pieces: list[Piece] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)

    def state(self, name: str, value: str, rank: Rank = Rank.HEADER_LINE) -> None:
        """Keep one statement."""
        self.stated.append(Stated(field=name, value=value, rank=rank))


def top_of(lines: Sequence[str]) -> Top:
    """The title and header lines with which a text begins; they are kept as blocks and not read as body.

    >>> [one.field for one in top_of(["Bomb in market", "Source: Daily News", "Published: 2016-07-09", "", "A"]).stated]
    ['title', 'source', 'published_on']
    """
    top = Top()
    titled = False
    for number, line in enumerate(lines[: DEPTH * 2]):
        text = one_line(line)
        if not text:
            continue
        if header_line(top, text, lines[number + 1 :]):
            pass
        elif not titled and not top_is_dated(top) and title_like(text, lines[number + 1 :]):
            titled = True
            top.pieces.append(heading_piece(text, 1))
            top.state("title", text, Rank.GUESS)
        else:
            break
        top.lines = number + 1
    return top


def top_is_dated(top: Top) -> bool:
    """Whether so many header lines were read that a title is no longer to be expected."""
    return len(top.pieces) >= DEPTH


def header_line(top: Top, text: str, after: Sequence[str]) -> bool:
    """Whether a line is a header line; if so it is kept with what it states."""
    if keyed_line(top, text, after):
        return True
    if reason := notice(text):
        if (day := first_day_in(text)) and reason in ("time of an update", "byline"):
            updated = text.lower().startswith(("publ", "first", "post", "issued"))
            top.state("published_on", day.isoformat(), Rank.HEADER_LINE if updated else Rank.GUESS)
        top.pieces.append(boilerplate(text, reason))
        return True
    if len(text) <= DATE_LINE and (day := published_day(text)):
        top.state("published_on", day.isoformat(), Rank.GUESS)
        top.pieces.append(boilerplate(text, "header line"))
        return True
    if top.pieces and (day := credit_day(text)):
        top.state("published_on", day.isoformat(), Rank.GUESS)
        top.pieces.append(boilerplate(text, "header line"))
        return True
    return False


def credit_day(text: str) -> date | None:
    """The day in a line of names that credits a report: writer, outlet, town, date.

    >>> credit_day("Maria Quispe, Sarm Gazette, Dara, May 3, 2001")
    datetime.date(2001, 5, 3)
    >>> credit_day("Nine men died in Dara, May 3, 2001") is None
    True
    """
    if len(text) > SHORT or "," not in text or text.isupper() or SENTENCE_END.search(text) or DATELINE.match(text):
        return None
    names = all(word in SMALL or not word[:1].islower() for word in text.split())
    return first_day_in(text) if names else None


def keyed_line(top: Top, text: str, after: Sequence[str]) -> bool:
    """Whether a line is a key with its value: "Source: ...", "Published: ..."."""
    match = KEY.fullmatch(text)
    keys = words("header_lines")["keys"]
    if not match or (name := keys.get(match[1].lower())) is None:
        return False
    if name == "published_on" and (of_incident(after) or not first_day_in(match[2])) and match[1].lower() == "date":
        return False
    if name:
        value = VOLUME.sub("", match[2]) if name == "source" else match[2]
        top.state(name, value)
    top.pieces.append(boilerplate(text, "header line"))
    return True


def keyed(text: str) -> bool:
    """Whether a line begins with the key of a header line.

    >>> keyed("Published: 3 May 2001"), keyed("Two died: a guard and a driver")
    (True, False)
    """
    match = KEY.fullmatch(text) if ":" in text[:KEY_LONGEST] else None
    return bool(match and match[1].lower() in words("header_lines")["keys"])


def with_header_lines(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Stated, ...]]:
    """The pieces of a document, header lines at its top flagged, and what those lines state."""
    top = Top()
    found = list(pieces)
    for index, piece in enumerate(found[:DEPTH]):
        if piece.kind is BlockKind.PARAGRAPH and len(piece.text) > TITLE_LONGEST:
            break
        after = [one.text for one in found[index + 1 : index + 6]]
        if piece.kind in HEADER_KINDS and piece.level != 1 and header_line(top, one_line(piece.text), after):
            found[index] = boilerplate(piece.text, "header line")
    return tuple(found), tuple(top.stated)


def of_incident(after: Sequence[str]) -> bool:
    """Whether the lines after a date belong to an incident's own table, so that the date is the incident's."""
    incident = words("header_lines")["incident"]["labels"]
    near = [line for line in after[:8] if line.strip()][:5]
    found = (LABEL_VALUE.match(line.strip()) for line in near)
    return any(match and match[1].strip().lower() in incident for match in found)


def title_like(text: str, after: Sequence[str]) -> bool:
    """Whether the first line of a text may be its title: one line, no full stop, more text after it."""
    if len(text) > TITLE_LONGEST or text.count(" ") >= TITLE_WORDS or not any(line.strip() for line in after):
        return False
    if text.endswith((":", ";", ",")):
        return False
    if SENTENCE_END.search(text) and not text.endswith(("?", "!")):
        return False
    if DATELINE.match(text) and first_day_in(text):
        return False
    alone = not after[0].strip() or KEY.fullmatch(one_line(after[0])) is not None
    return alone or (len(text) <= SHORT and text.count(" ") < SHORT_WORDS and not wraps(text, after[0]))


def wraps(text: str, after: str) -> bool:
    """Whether the line after goes on with this one."""
    after = after.strip()
    if after[:1].islower():
        return True
    return len(text) >= 50 and len(after) <= 130 and not labelled(after) and not SENTENCE_END.search(after)


def dateline_statements(text: str) -> list[Stated]:
    """What the dateline that opens a body says: a full date and an agency, both guesses.

    >>> [one.value for one in dateline_statements("LIMA, 4 FEB 90 (ACAN-EFE) -- [TEXT] THE ARMY ...")]
    ['1990-02-04', 'ACAN-EFE']
    """
    start = text[:160].replace("\n", " ")
    match = DATELINE.match(start)
    if not match:
        return []
    found = []
    if day := first_day_in(match[1]):
        found.append(Stated(field="published_on", value=day.isoformat(), rank=Rank.GUESS))
    if agency := AGENCY.search(start[: match.end() + 1]):
        found.append(Stated(field="source", value=agency[1], rank=Rank.GUESS))
    return found
