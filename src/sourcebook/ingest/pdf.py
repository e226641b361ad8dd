"""PDF: the text layer page by page, lines joined to paragraphs, what repeats on every page flagged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from sourcebook.errors import EncryptedError, UnreadableError
from sourcebook.ingest.canonical import clean
from sourcebook.ingest.extract import Extract, Piece, Rank, Stated
from sourcebook.ingest.header import dateline_statements, with_header_lines
from sourcebook.ingest.layout import PARTED, Line, paragraphs, repeated
from sourcebook.ingest.limits import Limits
from sourcebook.records.vocabulary import BlockKind

CREATED = re.compile(r"D:(\d{8})")
POOR_TITLE = re.compile(
    r"untitled|microsoft word.*|.*\.(docx?|pdf|indd|qxd|rtf|tmp|odt)|document\d*|\d*", re.IGNORECASE
)
NAMED_PAGES = 8
ENDING, TAIL = b"%%EOF", 4096


class PdfReader:
    """Reads PDF files that have a text layer."""

    def extract(self, data: bytes, limits: Limits) -> Extract:
        """The paragraphs of a PDF's pages, in order, up to the limits."""
        document = opened(data)
        try:
            found = pdf_extract(document, limits)
            ending = () if ENDING in data[-TAIL:] else ("the PDF file has no ending: pages may be missing",)
            return replace(found, problems=(*found.problems, *ending))
        finally:
            document.close()


def opened(data: bytes) -> Any:
    """The PDF of these bytes. Raises `EncryptedError` or `UnreadableError` where it cannot be opened."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedError("is a PDF locked with a password; save it without one") from None
        sentence = "is a PDF that is damaged or cut short: no page can be read; fetch or save it again"
        raise UnreadableError(sentence) from None


def pdf_extract(document: Any, limits: Limits) -> Extract:
    """The pieces of all pages."""
    count = len(document)
    if count == 0:
        raise UnreadableError("is a PDF without pages; fetch or save it again")
    pages: list[list[Line]] = []
    problems: list[str] = []
    broken: list[int] = []
    size = 0
    for number in range(min(count, limits.pages)):
        lines = page_lines(document, number)
        if lines is None:
            broken.append(number + 1)
        pages.append(lines or [])
        size += sum(len(line.text) for line in pages[-1])
        if size > limits.characters:
            break
    silent = [number for number, lines in enumerate(pages, 1) if not lines and number not in broken]
    problems.extend(page_problems(count, len(pages), silent, broken))
    if size == 0:
        raise UnreadableError(f"is a PDF whose {count} pages have no text layer (a scan?); it needs OCR first")
    pieces, told = with_header_lines(list(pieces_of(pages)))
    return Extract(pieces=pieces, stated=(*told, *statements(document, pieces)), problems=tuple(problems))


def page_problems(count: int, read: int, silent: Sequence[int], broken: Sequence[int]) -> Iterator[str]:
    """Sentences about pages that were not read."""
    if read < count:
        yield f"only the first {read} of {count} pages were read (limits ingest.pages and ingest.characters)"
    if silent:
        yield f"{len(silent)} of {read} pages have no text layer and need OCR: {listed(silent)}"
    if broken:
        yield f"{len(broken)} of {read} pages are damaged and were not read: {listed(broken)}"


def listed(numbers: Sequence[int]) -> str:
    """The numbers of pages, the first few of many."""
    shown = ", ".join(map(str, numbers[:NAMED_PAGES]))
    return f"page {shown}" + (" and others" if len(numbers) > NAMED_PAGES else "")


def page_lines(document: Any, number: int) -> list[Line] | None:
    """The lines of one page with where they stand on it; nothing where the page is damaged."""
    try:
        page = document[number]
        text_page = page.get_textpage()
        text = text_page.get_text_range()
    except pypdfium2.PdfiumError:
        return None
    lines = []
    start = 0
    for raw in text.split("\n"):
        shown = clean(joined_hyphens(raw)).strip()
        if shown:
            lines.append(placed(text_page, raw, start, shown))
        start += len(raw) + 1
    text_page.close()
    page.close()
    return lines


def joined_hyphens(raw: str) -> str:
    """A line in which the hyphens of words that were parted at a line's end, as PDFium finds them, are marked alike."""
    return raw.replace("\ufffe", PARTED).replace("\x02", PARTED)


def placed(text_page: Any, raw: str, start: int, shown: str) -> Line:
    """A line with its left and right end, its base and its height, in points.

    Base and height are those of its last character: the first may be a bullet in another font.
    """
    body = raw.rstrip()
    first = start + len(raw) - len(raw.lstrip())
    last = start + len(body) - 1
    try:
        left, *_ = text_page.get_charbox(first, loose=True)
        _, bottom, right, top = text_page.get_charbox(last, loose=True)
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return Line(text=shown)
    return Line(text=shown, left=left, right=right, base=bottom, height=max(0.0, top - bottom))


def pieces_of(pages: Sequence[Sequence[Line]]) -> Iterator[Piece]:
    """The pieces of all pages: running heads and feet flagged, a paragraph over two pages joined."""
    running = repeated(pages)
    words = Counter(word for page in pages for line in page for word in line.text.lower().split())
    yield from paragraphs(pages, running, words)


def statements(document: Any, pieces: Sequence[Piece]) -> Iterator[Stated]:
    """What the file's own description says; the day it was made is only a guess at when it was published."""
    try:
        told = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError:
        told = {}
    title = clean(told.get("Title", "")).strip()
    if title and not POOR_TITLE.fullmatch(title):
        yield Stated(field="title", value=title, rank=Rank.FILE)
    heading = next((piece.text for piece in pieces[:8] if piece.kind is BlockKind.HEADING), None)
    if heading:
        yield Stated(field="title", value=heading, rank=Rank.GUESS)
    first = next((piece.text for piece in pieces if piece.kind is BlockKind.PARAGRAPH), "")
    yield from dateline_statements(first)
    if created := CREATED.match(told.get("CreationDate", "")):
        yield Stated(field="published_on", value=created[1], rank=Rank.GUESS)
