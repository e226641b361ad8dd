"""What format a file has: by its first bytes, then by its name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from sourcebook.errors import UnreadableError
from sourcebook.ingest.encoding import binary

HEAD = 8192
CONTAINERS = {"jsonl": "jsonl", "ndjson": "jsonl", "csv": "csv", "tsv": "csv"}
BY_EXTENSION = {
    "txt": "text",
    "text": "text",
    "asc": "text",
    "log": "text",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "pdf": "pdf",
    "docx": "docx",
    "docm": "docx",
    "eml": "eml",
    "rtf": "rtf",
}
SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "zip"),
)
FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls or .msg); save it as .docx, .pdf or .eml"),
    (b"\x89PNG", "a picture; its text needs OCR"),
    (b"\xff\xd8\xff", "a picture; its text needs OCR"),
    (b"GIF8", "a picture; its text needs OCR"),
    (b"II*\x00", "a picture; its text needs OCR"),
    (b"MM\x00*", "a picture; its text needs OCR"),
    (b"\x1f\x8b", "a compressed archive; unpack it"),
    (b"7z\xbc\xaf", "a compressed archive; unpack it"),
    (b"Rar!", "a compressed archive; unpack it"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database; give its texts as JSONL"),
    (b"OggS", "a recording; give its transcript"),
    (b"ID3", "a recording; give its transcript"),
)
NO_DOCUMENT = {
    **dict.fromkeys(("py", "js", "ts", "c", "h", "cpp", "java", "go", "rs", "sh", "r", "ipynb", "css"), "program code"),
    **dict.fromkeys(("toml", "yaml", "yml", "ini", "cfg", "lock"), "a file of settings"),
    **dict.fromkeys(("xml", "sql", "geojson", "kml", "gpx"), "a file of data"),
    "json": "JSON (documents are read from JSONL, one object a line with the key 'text')",
}
MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
MAIL = re.compile(
    rb"(?:(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To): .*\r?\n"
    rb"(?:[ \t].*\r?\n)*){4}"
)


def extension(path: str) -> str:
    """The file extension in a path, without the dot and in lower case; a row's name after ``#`` does not count.

    >>> extension("reports/Wire.JSONL#17"), extension("README")
    ('jsonl', '')
    """
    return PurePosixPath(path.split("#", 1)[0]).suffix[1:].lower()


def format_of(path: str, head: bytes, more: frozenset[str] = frozenset()) -> str:
    """The format to read a file in: the name of a reader. ``more`` are formats that added readers know.

    Raises `UnreadableError` with one sentence for what is no document.

    >>> format_of("report.txt", b"%PDF-1.7 ..."), format_of("report", b"<!doctype html><p>Two dead")
    ('pdf', 'html')
    """
    name = extension(path)
    stripped = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, found in SIGNATURES:
        if stripped.startswith(signature) or (found == "pdf" and signature in head[:1024] and name == "pdf"):
            return zipped(name, head, more) if found == "zip" else found
    for signature, what in FOREIGN:
        if head.startswith(signature) and name not in more:
            raise UnreadableError(f"is {what}")
    known = BY_EXTENSION.get(name) or (name if name in more else None)
    if known in ("pdf", "docx", "rtf"):
        raise UnreadableError(f"is named .{name} but holds no {known.upper()}; expected it to begin with its signature")
    if known in ("html", "eml") or name in more:
        return str(known)
    return by_text(name, head, stripped, known)


def by_text(name: str, head: bytes, stripped: bytes, known: str | None) -> str:
    """The format of what should be text."""
    if MARKUP.match(stripped):
        return "html"
    if what := NO_DOCUMENT.get(name):
        raise UnreadableError(f"is {what}, no document; leave it out, or save its text as .txt")
    if known is None and MAIL.match(head):
        return "eml"
    if binary(head):
        shown = f"is named .{name} but " if known else ""
        raise UnreadableError(f"{shown}holds binary data of no kind known; expected text, HTML, PDF, DOCX, RTF or EML")
    return known or "text"


def zipped(name: str, head: bytes, more: frozenset[str]) -> str:
    """The format of a file that is a ZIP archive inside."""
    if name in more:
        return name
    if name in ("docx", "docm") or b"word/" in head or b"[Content_Types].xml" in head:
        return "docx"
    raise UnreadableError("is a compressed archive; unpack it")
