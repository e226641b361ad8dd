"""DOCX: the visible text of a Word document, no entity followed and no more unpacked than the limits allow."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sourcebook.errors import EncryptedError, LimitError, UnreadableError
from sourcebook.ingest.extract import Extract, Piece, Rank, Stated, boilerplate
from sourcebook.ingest.extract import heading as heading_piece
from sourcebook.ingest.header import with_header_lines
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.lines import caption, notice
from sourcebook.records.vocabulary import BlockKind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BODY = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
CORE = "docProps/core.xml"
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
HEADING_STYLE = re.compile(r"heading ?(\d)|(title)|(?:sub-?title)", re.IGNORECASE)
RATIO, SUSPECT_MEGABYTES = 200, 10
CORE_FIELDS = {"title": "title", "language": "language", "publisher": "source"}
SKIPPED = {f"{W}del", f"{W}instrText", f"{COMPATIBLE}Fallback", f"{W}pPr", f"{W}sectPr", f"{W}moveFrom"}


class DocxReader:
    """Reads Word documents in the format of 2007 and later."""

    def extract(self, data: bytes, limits: Limits) -> Extract:
        """The paragraphs, lists, tables and notes of a Word document."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return docx_extract(archive, limits)
        except zipfile.BadZipFile:
            sentence = "is a DOCX that is damaged or cut short: it cannot be unpacked; fetch or save it again"
            raise UnreadableError(sentence) from None
        except RuntimeError as error:
            if "encrypted" in str(error) or "password" in str(error):
                raise EncryptedError("is a DOCX locked with a password; save it without one") from None
            raise
        except (zlib.error, NotImplementedError, EOFError):
            raise UnreadableError("is a DOCX whose parts cannot be unpacked; save it again") from None


def docx_extract(archive: zipfile.ZipFile, limits: Limits) -> Extract:
    """What the parts of the archive hold."""
    names = archive.namelist()
    if BODY not in names:
        raise UnreadableError("is a ZIP archive without a Word document in it; expected word/document.xml")
    problems: list[str] = []
    styles = style_names(archive, limits, problems) if "word/styles.xml" in names else {}
    pieces = list(body_pieces(part(archive, BODY, limits, problems), styles))
    for name in (note for note in NOTES if note in names):
        pieces.extend(note_pieces(part(archive, name, limits, problems)))
    for name in sorted(name for name in names if EDGES.fullmatch(name)):
        pieces.extend(
            boilerplate(text, "page header or footer") for text in texts(part(archive, name, limits, problems))
        )
    shown, told = with_header_lines(pieces)
    stated = [*told, *core_statements(part(archive, CORE, limits, problems))] if CORE in names else list(told)
    if title := next((piece.text for piece in pieces[:6] if piece.kind is BlockKind.HEADING), None):
        stated.append(Stated(field="title", value=title, rank=Rank.GUESS))
    return Extract(pieces=shown, stated=tuple(stated), problems=tuple(dict.fromkeys(problems)))


def part(archive: zipfile.ZipFile, name: str, limits: Limits, problems: list[str]) -> Any:
    """The root element of one part. Raises `LimitError` for a part that unpacks to far more than it should."""
    told = archive.getinfo(name)
    large = told.file_size > SUSPECT_MEGABYTES * 1_000_000
    if told.file_size > limits.file_bytes or (large and told.file_size > RATIO * max(1, told.compress_size)):
        size = f"{told.file_size // 1_000_000} MB from {told.compress_size // 1000} kB"
        raise LimitError(f"unpacks {name} to {size}, as a ZIP bomb does; it was not opened")
    with archive.open(name) as opened:
        data = opened.read(told.file_size + 1)
    data = data.replace(STRICT, W[1:-1].encode())
    if DECLARES.search(data[:100_000]):
        problems.append(f"{name} declares entities, which Word never does; they were not followed")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"has a part {name} that is no valid XML ({error.msg}); save it again") from None
    if root is None:
        raise UnreadableError(f"has an empty part {name}; save it again")
    return root


def style_names(archive: zipfile.ZipFile, limits: Limits, problems: list[str]) -> dict[str, str]:
    """The shown name of every style by its id: ids are translated, names are not."""
    root = part(archive, "word/styles.xml", limits, problems)
    named = ((style.get(f"{W}styleId"), style.find(f"{W}name")) for style in root.iter(f"{W}style"))
    return {identity: name.get(f"{W}val", "") for identity, name in named if identity and name is not None}


def body_pieces(root: Any, styles: dict[str, str]) -> Iterator[Piece]:
    """The pieces of a document's body: every paragraph by its style and the table that holds it."""
    for paragraph in root.iter(f"{W}p"):
        if inside_skipped(paragraph):
            continue
        if text := text_of(paragraph).strip():
            yield piece_of(paragraph, text, styles)


def inside_skipped(paragraph: Any) -> bool:
    """Whether a paragraph is deleted, or stands a second time for older programs."""
    return any(above.tag in SKIPPED for above in paragraph.iterancestors())


def text_of(paragraph: Any) -> str:
    """The visible text of a paragraph, that of text boxes anchored in it left to their own paragraphs."""
    parts: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        tag = node.tag
        if tag == f"{W}t":
            parts.append(node.text or "")
        elif tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif tag == f"{W}tab":
            parts.append("\t")
        elif tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif tag == f"{W}p" or tag in SKIPPED or (tag == f"{W}r" and hidden_run(node)):
            continue
        else:
            stack.extend(reversed(node))
    return "".join(parts)


def hidden_run(run: Any) -> bool:
    """Whether a run of text is formatted as hidden."""
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "true") not in ("0", "false")


def piece_of(paragraph: Any, text: str, styles: dict[str, str]) -> Piece:
    """The piece of one paragraph."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    identity = style.get(f"{W}val", "") if style is not None else ""
    name = styles.get(identity, identity)
    if found := HEADING_STYLE.match(name):
        return heading_piece(text, int(found[1] or (1 if found[2] else 2)))
    if reason := notice(text):
        return boilerplate(text, reason)
    if name.lower().startswith("caption") or caption(text):
        return Piece(text=text, kind=BlockKind.CAPTION)
    if any(above.tag == f"{W}tc" for above in paragraph.iterancestors()):
        return Piece(text=text, kind=BlockKind.TABLE_CELL)
    listed = paragraph.find(f"{W}pPr/{W}numPr") is not None or name.lower().startswith("list")
    return Piece(text=text, kind=BlockKind.LIST if listed else BlockKind.PARAGRAPH)


def texts(root: Any) -> Iterator[str]:
    """The text of every paragraph of a part."""
    for paragraph in root.iter(f"{W}p"):
        if not inside_skipped(paragraph) and (text := text_of(paragraph).strip()):
            yield text


def note_pieces(root: Any) -> Iterator[Piece]:
    """The pieces of footnotes and endnotes, after the body."""
    for text in texts(root):
        yield Piece(text=text)


def core_statements(root: Any) -> Iterator[Stated]:
    """What the document's properties state; the day it was made is a guess at when it was published."""
    for node in root:
        if not isinstance(node.tag, str) or not (node.text or "").strip():
            continue
        name = etree.QName(node).localname
        if name in CORE_FIELDS:
            yield Stated(field=CORE_FIELDS[name], value=node.text, rank=Rank.FILE)
        elif name == "created":
            yield Stated(field="published_on", value=node.text[:10], rank=Rank.GUESS)
