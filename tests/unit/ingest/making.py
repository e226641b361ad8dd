"""Small makers of PDF, DOCX and e-mail files, so that no binary file need be kept with the tests."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from email.message import EmailMessage

from pypdf import PdfReader, PdfWriter

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PageLine = tuple[float, float, int, str]


def escaped(text: str) -> bytes:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def page_stream(lines: Sequence[PageLine]) -> bytes:
    shown = (b"BT /F1 %d Tf %d %d Td (%s) Tj ET" % (size, x, y, escaped(text)) for x, y, size, text in lines)
    return zlib.compress(b"\n".join(shown))


def pdf(pages: Sequence[Sequence[PageLine]], title: str = "") -> bytes:
    """A PDF of lines given as left, base, size and text, in points."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    found = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        FONT,
    ]
    for number, lines in enumerate(pages):
        found.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        stream = page_stream(lines)
        found.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
    if title:
        found.append(b"<< /Title (%s) /CreationDate (D:20190118093000Z) >>" % escaped(title))
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(found, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(found) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    about = b" /Info %d 0 R" % len(found) if title else b""
    out.write(b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(found) + 1, about, start))
    return out.getvalue()


def column(texts: Sequence[str], top: int = 750, step: int = 14, size: int = 11) -> list[PageLine]:
    """Lines one under the other; an empty text leaves a line free."""
    return [(72, top - step * number, size, text) for number, text in enumerate(texts) if text]


def locked(data: bytes) -> bytes:
    """The same PDF, locked with a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("a password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def paragraph(text: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, parts: dict[str, str] | None = None, before: str = "") -> bytes:
    """A Word document with this body in WordprocessingML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    return out.getvalue()


def mail(text: str, subject: str = "Report from Lakeside") -> EmailMessage:
    """A message in plain text."""
    message = EmailMessage()
    message["From"] = "Ana Ruiz <ana@example.org>"
    message["To"] = "desk@example.org"
    message["Subject"] = subject
    message["Date"] = "Fri, 18 Jan 2019 09:30:00 +0000"
    message.set_content(text)
    return message
