"""The report in Markdown: every word of the book is escaped, so that none turns into markup, a link or a tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.report_blocks import Block, Bullets, Heading, Paragraph, Quote, Table, report_blocks
from sourcebook.publish.tally import Tally

FILES = ("report.md", "markdown-report.json")
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)")


class MarkdownExporter:
    """Writes ``report.md`` and ``markdown-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the report to the folder ``out``."""
        tally = Tally()
        with folder_written_whole(out, FILES) as folder:
            blocks = list(report_blocks(book, tally))
            text = "\n\n".join(line for block in blocks for line in markdown(block)) + "\n"
            (folder / "report.md").write_text(text, encoding="utf-8")
            events = sum(isinstance(block, Heading) and block.level == 3 for block in blocks)
            report = tally.report("markdown", book, out, [("events", events), ("lines", text.count("\n"))])
            tally.write(folder / "markdown-report.json", report)
        return report


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line.

    >>> plain("a *bold* <b>claim</b> | 1")
    'a \\\\*bold\\\\* \\\\<b\\\\>claim\\\\</b\\\\> \\\\| 1'
    >>> plain("1. killed")
    '1\\\\. killed'
    """
    escaped = MARKUP.sub(r"\\\1", " ".join(text.split()))
    return LEADING.sub(lambda start: f"{start[1]}{start[2][:-1]}\\{start[2][-1]}{start[3]}", escaped)


def markdown(block: Block) -> Iterator[str]:
    """A block as Markdown."""
    match block:
        case Heading(level=level, text=text):
            yield f"{'#' * level} {plain(text)}"
        case Paragraph(text=text):
            yield plain(text)
        case Quote(text=text, source=source):
            yield f"> “{plain(text)}”\n>\n> — {plain(source)}"
        case Bullets(items=items, numbered=numbered):
            marks = (f"{number}." if numbered else "-" for number in range(1, len(items) + 1))
            yield "\n".join(f"{mark} {plain(item)}" for mark, item in zip(marks, items, strict=True))
        case Table(header=header, rows=rows):
            lines = [header, tuple("--" for _ in header)]
            told = [f"| {' | '.join(line)} |" for line in lines]
            yield "\n".join([*told, *(f"| {' | '.join(map(plain, row))} |" for row in rows)])
