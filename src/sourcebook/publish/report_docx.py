"""The report as a Word document, the same bytes for the same book."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.extras import needed
from sourcebook.publish.report_blocks import Block, Bullets, Heading, Paragraph, Quote, Table, report_blocks
from sourcebook.publish.tally import Tally

FILES = ("report.docx", "docx-report.json")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


class DocxExporter:
    """Writes ``report.docx`` and ``docx-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the report to the folder ``out``."""
        library = needed("docx", "docx", "python-docx")
        tally = Tally()
        with folder_written_whole(out, FILES) as folder:
            blocks = list(report_blocks(book, tally))
            (folder / "report.docx").write_bytes(without_clock(_saved(library, blocks)))
            events = sum(isinstance(block, Heading) and block.level == 3 for block in blocks)
            report = tally.report("docx", book, out, [("events", events), ("blocks", len(blocks))])
            tally.write(folder / "docx-report.json", report)
        return report


def _saved(library: Any, blocks: Iterable[Block]) -> bytes:
    document = library.Document()
    document.core_properties.author = "Sourcebook"
    styles = {style.name: style.style_id for style in document.styles}
    for block in blocks:
        if isinstance(block, Table):
            _add_table(document, block)
            continue
        for text, style in _paragraphs(block):
            # The library looks a style up by name for every paragraph, which takes most of a long report's time.
            document.add_paragraph(text)._p.style = styles.get(style)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _paragraphs(block: Block) -> Iterator[tuple[str, str]]:
    """The paragraphs of a block, each with the name of its style; an empty name is the plain one."""
    match block:
        case Heading(level=level, text=text):
            yield plain(text), f"Heading {level - 1}" if level > 1 else "Title"
        case Paragraph(text=text):
            yield plain(text), ""
        case Quote(text=text, source=source):
            yield f"“{plain(text)}” — {plain(source)}", "Quote"
        case Bullets(items=items, numbered=True):
            yield from ((f"[{number}] {plain(item)}", "") for number, item in enumerate(items, 1))
        case Bullets(items=items):
            yield from ((plain(item), "List Bullet") for item in items)


def _add_table(document: Any, block: Table) -> None:
    lines = [block.header, *block.rows]
    table = document.add_table(rows=len(lines), cols=len(block.header), style="Table Grid")
    # The library counts a table's cells anew for every row that is asked for; all at once is linear.
    cells = iter(table._cells)
    for line in lines:
        for text in line:
            next(cells).text = plain(text)


def plain(text: str) -> str:
    """Text on one line that XML can hold."""
    return NOT_XML.sub("\ufffd", " ".join(text.split()))


def without_clock(packed: bytes) -> bytes:
    """A zip file with the time of packing taken out of it."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as given, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            part = zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP)
            part.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(part, given.read(name))
    return held.getvalue()
