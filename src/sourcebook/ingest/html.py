"""HTML pages: all visible blocks in order, boilerplate flagged, the lead kept, checked against what the page states."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from sourcebook.ingest.canonical import clean
from sourcebook.ingest.elements import keeps
from sourcebook.ingest.encoding import decoded
from sourcebook.ingest.extract import Extract, Piece, Rank, Stated, boilerplate
from sourcebook.ingest.header import dateline_statements
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.lines import SENTENCE_END, caption, notice, under_pointers
from sourcebook.ingest.nesting import DEEPEST, flattened
from sourcebook.ingest.page import Page, page_of
from sourcebook.ingest.published import first_day_in, published_day
from sourcebook.ingest.visible import Seen, visible_blocks
from sourcebook.records.vocabulary import BlockKind

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
LINK_DENSE = 0.65
GROUP_LEAST = 3
CELL_LONGEST = 250
HEADING_LONGEST = 90
LEAD_REACH = 12
DATED = frozenset({"header line", "time of an update", "byline"})
UPDATED = re.compile(r"updated|modified|edited|revised", re.IGNORECASE)
SHINGLE = 4
LACKING = 0.4
NEVER_LEAD = frozenset(
    {"navigation", "cookie notice", "sharing buttons", "offer to subscribe", "advertisement", "byline"}
)


class HtmlReader:
    """Reads HTML pages as browsers do."""

    def extract(self, data: bytes, limits: Limits) -> Extract:
        """The visible blocks of a page and what it states about itself."""
        stated = CHARSET.search(data[:4096])
        read = decoded(data, stated[1].decode("ascii") if stated else None)
        return replace_problems(html_extract(read.text), read.problems)


def replace_problems(extract: Extract, problems: tuple[str, ...]) -> Extract:
    """The extract with problems of decoding before its own."""
    return replace(extract, problems=(*problems, *extract.problems))


def html_extract(text: str) -> Extract:
    """The pieces of a page given as text."""
    text, left_out = flattened(text)
    tree = LexborHTMLParser(text)
    page = page_of(tree)
    seen = visible_blocks(tree.body) if tree.body is not None else []
    pieces = tuple(under_pointers(pieces_of(seen)))
    found = "\n".join(piece.text for piece in pieces if piece.kind is not BlockKind.BOILERPLATE)
    dates = tuple(line_dates(pieces))
    first = next((piece.text for piece in pieces if piece.kind is BlockKind.PARAGRAPH), "")
    deep = (f"{left_out} elements lie deeper than {DEEPEST} levels; their text was read as one",) if left_out else ()
    extract = Extract(pieces=pieces, stated=(*page.stated, *dates, *dateline_statements(first)), problems=deep)
    return checked(extract, page, found)


def pieces_of(seen: Sequence[Seen]) -> Iterator[Piece]:
    """The piece of every visible block: kept, or boilerplate with its reason."""
    dense = link_dense_groups(seen)
    title = next((index for index, one in enumerate(seen) if one.level == 1 and not one.reason), None)
    lead_ends = end_of_lead(seen, title, dense)
    for index, one in enumerate(seen):
        text = clean(one.text)
        if one.kept or keeps(text):
            yield Piece(text=text, kind=BlockKind.PARAGRAPH if one.reason else one.kind, level=one.level)
            continue
        leads = title is not None and title < index < lead_ends
        reason = reason_for(one, text, dense, leads, near=title is not None and abs(index - title) < LEAD_REACH)
        yield boilerplate(text, reason) if reason else kept_piece(one, text)


def link_dense_groups(seen: Sequence[Seen]) -> frozenset[int]:
    """The lists and side columns that are mostly links: ways to other pages."""
    size: Counter[int] = Counter()
    linked: Counter[int] = Counter()
    items: Counter[int] = Counter()
    for one in seen:
        size[one.group] += len(one.text)
        linked[one.group] += one.linked
        items[one.group] += 1
    return frozenset(
        group
        for group in size
        if group and linked[group] > LINK_DENSE * size[group] and (items[group] >= GROUP_LEAST or size[group] < 200)
    )


def end_of_lead(seen: Sequence[Seen], title: int | None, dense: frozenset[int]) -> int:
    """The index of the first paragraph of the body after the title: all before it may be the lead."""
    if title is None:
        return 0
    for index, one in enumerate(seen[title + 1 : title + 1 + LEAD_REACH * 3], title + 1):
        body = one.kind is BlockKind.PARAGRAPH and not one.reason and not one.lead and one.group not in dense
        if body and len(one.text) > 60 and not notice(one.text):
            return index
    return min(len(seen), title + 1 + LEAD_REACH)


def reason_for(one: Seen, text: str, dense: frozenset[int], leads: bool, near: bool) -> str:
    """Why a block is boilerplate, or nothing. Between title and body only what is surely none is."""
    if found := notice(text):
        return found
    if one.reason and not (leads and one.reason not in NEVER_LEAD and len(text) > 40):
        return one.reason
    if one.group in dense:
        return "list of links"
    if near and one.kind is not BlockKind.TABLE_CELL and len(text) <= 60 and published_day(text):
        return "header line"
    whole = one.linked > 0.85 * len(text) and one.kind is not BlockKind.HEADING
    if whole and not (leads or (len(text) > 80 and SENTENCE_END.search(text))):
        return "pointer to other pages"
    return ""


def kept_piece(one: Seen, text: str) -> Piece:
    """The piece of a block that is read: a long cell of a layout table is a paragraph, a short bold line a heading."""
    kind, level = one.kind, one.level
    if kind is BlockKind.TABLE_CELL and len(text) > CELL_LONGEST:
        kind = BlockKind.PARAGRAPH
    elif kind is BlockKind.PARAGRAPH and one.aside:
        kind = BlockKind.INFO_BOX
    elif kind is BlockKind.PARAGRAPH and caption(text):
        kind = BlockKind.CAPTION
    elif kind is BlockKind.PARAGRAPH and one.bold >= 0.95 * len(text) and heading_like(text):
        kind, level = BlockKind.HEADING, 3
    return Piece(text=text, kind=kind, level=level if kind is BlockKind.HEADING else 0)


def heading_like(text: str) -> bool:
    """Whether a bold line is a heading: short, and no sentence."""
    return len(text) <= HEADING_LONGEST and "\n" not in text and not SENTENCE_END.search(text)


def line_dates(pieces: Sequence[Piece]) -> Iterator[Stated]:
    """Guesses at the publication date from lines such as "Published: 18 January 2019" near the title."""
    for piece in pieces:
        if piece.reason in DATED and not UPDATED.search(piece.text) and (day := first_day_in(piece.text)):
            yield Stated(field="published_on", value=day.isoformat(), rank=Rank.GUESS)


def checked(extract: Extract, page: Page, found: str) -> Extract:
    """The extract, with what the page says it holds and the blocks do not: reported, and read where nothing else is."""
    problems: list[str] = []
    pieces = extract.pieces
    if page.body and (missing := lacking(page.body, found)) > LACKING:
        if len(found) < 0.3 * len(page.body):
            paragraphs = [one.strip() for one in re.split(r"\n+", clean(page.body)) if one.strip()]
            pieces = (*pieces, *(Piece(text=one) for one in paragraphs))
            problems.append(
                "the page shows no article; its text was read from the page's own data (JSON-LD articleBody)"
            )
        else:
            share = round(100 * missing)
            problems.append(
                f"{share} % of the article that the page's data hold (JSON-LD articleBody) stand in no visible block"
            )
    elif page.description and unsaid(page.description, found):
        shown = " ".join(page.description.split())[:160]
        problems.append(f"the page's description stands in no block that was read: '{shown}'")
    return replace(extract, pieces=pieces, problems=(*extract.problems, *problems))


def lacking(stated: str, found: str) -> float:
    """The share of the stated text, by runs of four words, that stands nowhere in the text found.

    >>> lacking("Nine people died in the raid", "Police said nine people died in the raid.")
    0.0
    """
    expected = shingles(stated)
    if not expected:
        return 0.0
    present = shingles(found)
    return sum(one not in present for one in expected) / len(expected)


def unsaid(description: str, found: str) -> bool:
    """Whether a page's description says what its text does not: a number, or many of its words.

    >>> unsaid("At least 9 dead in raid", "Nine people died in a raid."), unsaid("Raid kills", "A raid kills nine.")
    (True, False)
    """
    present = set(re.findall(r"\w+", found.lower()))
    expected = re.findall(r"\d[\d.,]*|\w{4,}", description.lower().removesuffix("…").removesuffix("..."))
    numbers = [word.rstrip(".,") for word in expected if word[0].isdigit()]
    absent = sum(word not in present for word in expected)
    return any(number not in present and number not in found for number in numbers) or absent > LACKING * len(expected)


def shingles(text: str) -> set[tuple[str, ...]]:
    """All runs of four words, letters and figures only."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + SHINGLE]) for start in range(max(0, len(words) - SHINGLE + 1))}
