"""The sources of a book for reference managers: BibTeX and CSL-JSON, a document an entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sourcebook.datasets import is_row
from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.jsonfiles import write_json
from sourcebook.publish.tally import Tally
from sourcebook.records.text import Document

FILES = ("sources.bib", "sources.csl.json", "citations-report.json")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "$": r"\$",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


class CitationsExporter:
    """Writes ``sources.bib``, ``sources.csl.json`` and ``citations-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book's documents to the folder ``out``."""
        tally = Tally()
        with folder_written_whole(out, FILES) as folder:
            documents = list(book.rows(Document))
            bibliography = "\n".join(bibtex(document) for document in documents)
            (folder / "sources.bib").write_text(bibliography, encoding="utf-8")
            write_json(folder / "sources.csl.json", [csl(document) for document in documents])
            for document in documents:
                tally.lost.update(_lost(document))
            report = tally.report("citations", book, out, [("sources", len(documents))])
            tally.write(folder / "citations-report.json", report)
        return report


def _lost(document: Document) -> Iterator[str]:
    yield "events and claims: this is the list of sources alone"
    if not document.title:
        yield "documents without a title: their path stands for it"
    if document.published_on is None:
        yield "documents without a day of publication"
    if not document.source:
        yield "documents without an outlet"


def escaped(text: str) -> str:
    """Text as TeX takes it, on one line.

    >>> escaped("5% of A & B_C {x}")
    '5\\\\% of A \\\\& B\\\\_C \\\\{x\\\\}'
    """
    return " ".join(text.split()).translate(SPECIAL)


def bibtex(document: Document) -> str:
    """A document as a BibTeX entry: an article of its outlet, or something else without one."""
    day = document.published_on
    fields = {
        "title": f"{{{escaped(document.title or document.path)}}}",
        "journal" if _is_article(document) else "howpublished": escaped(document.source or ""),
        "year": str(day.year) if day else "",
        "day": str(day.day) if day else "",
        "url": (document.url or "").replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "language": document.language or "",
        "note": f"SHA-256 {document.sha256}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if day:
        lines.append(f"  month = {MONTHS[day.month - 1]},")
    kind = "article" if _is_article(document) else "misc"
    return f"@{kind}{{{document.document_id},\n" + "\n".join(lines) + "\n}\n"


def _is_article(document: Document) -> bool:
    return bool(document.source) and not is_row(document)


def csl(document: Document) -> dict[str, Any]:
    """A document as a CSL-JSON item."""
    day = document.published_on
    kind = "dataset" if is_row(document) else "article-newspaper" if document.source else "document"
    item = {
        "id": document.document_id,
        "type": kind,
        "title": document.title or document.path,
        "container-title": document.source if kind == "article-newspaper" else None,
        "publisher": document.source if kind == "dataset" else None,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": document.url,
        "language": document.language,
        "note": f"SHA-256 {document.sha256}",
    }
    return {name: value for name, value in item.items() if value is not None}
