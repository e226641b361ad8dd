"""Writes the PDF and DOCX documents of the examples from the texts below: ``python examples/make_binary.py``.

Only the standard library is used, and the same texts give the same bytes.
"""

from __future__ import annotations

import textwrap
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent / "documents"
EPOCH = (1980, 1, 1, 0, 0, 0)

DOCX = {
    "bali-trial.docx": """
Death sentence over the bombs in Bali

A court in Denpasar on Thursday sentenced Amrozi bin Nurhasyim to death for his part in the bombings in Bali.

The bombs that went off at Paddy's Pub and the Sari Club in Kuta on 12 October 2002 killed 202 people, including 88
Australians and 38 Indonesians. More than 200 others were injured. The judges said that members of Jemaah Islamiyah
carried out the attack.
""",
    "oklahoma-city.docx": """
Count of Oklahoma City dead stands at 168

The truck bomb that destroyed the federal building in Oklahoma City on 19 April 1995 killed 168 people, 19 of them
children, the medical examiner said. More than 680 others were injured.

Timothy McVeigh, a former soldier, was charged with the bombing.
""",
}

PDF = {
    "al-shabaab-profile.pdf": """
Al-Shabaab

Al-Shabaab is an armed group in Somalia. It began as the youth wing of the Islamic Courts Union and became a group of
its own after Ethiopian troops entered Mogadishu in December 2006.

Leadership

Ahmed Abdi Godane led al-Shabaab from 2008 until he was killed by an American air strike on 1 September 2014. On 6
September 2014 the group named Ahmed Umar as its leader.

Relations

Al-Shabaab pledged allegiance to al-Qaeda in February 2012.

Strength

In 2013 al-Shabaab was estimated to have between 7,000 and 9,000 fighters.

Attacks

Gunmen of al-Shabaab killed 67 people in the Westgate shopping mall in Nairobi between 21 and 24 September 2013.
""",
    "mumbai-november.pdf": """
Surviving gunman of Mumbai attacks sentenced to death

A court in Mumbai on Thursday sentenced Ajmal Kasab to death. He was the only one of ten gunmen who was captured alive.

Gunmen of Lashkar-e-Taiba attacked two hotels, a railway station, a café and a Jewish centre in Mumbai from 26 to 29
November 2008 and killed 166 people. More than 300 others were injured. Nine of the attackers were killed too.
""",
    "halabja-twenty-years.pdf": """
Twenty years after the gas

Iraqi aircraft attacked Halabja in Iraqi Kurdistan with mustard gas and nerve agents on 16 March 1988. Researchers say
that between 3,200 and 5,000 people were killed. Between 7,000 and 10,000 were injured.

Thousands of people walked to the cemetery on Sunday to remember them.
""",
    "beslan-count.pdf": """
One year on, the count of Beslan

Prosecutors say that 334 people died in the siege of the school in Beslan, which lasted from 1 to 3 September 2004. Of
the dead, 186 were children. Thirty-one attackers were killed too.

Shamil Basayev, the Chechen commander, claimed responsibility for the attack two weeks after it.
""",
}


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, each on one line; the first is the title."""
    return [" ".join(part.split()) for part in text.strip().split("\n\n")]


def docx_bytes(path: Path, paragraphs: list[str]) -> None:
    """Write a Word document: a heading and paragraphs."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    styles = ['<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'] + [""] * (len(paragraphs) - 1)
    body = "".join(
        f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(paragraph)}</w:t></w:r></w:p>'
        for style, paragraph in zip(styles, paragraphs, strict=True)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), head + content, zipfile.ZIP_DEFLATED)


def pdf_bytes(path: Path, paragraphs: list[str]) -> None:
    """Write a PDF of one page: a title and headings in larger letters, and paragraphs."""
    drawn = ["BT", "72 770 Td", "/F1 16 Tf", "20 TL", f"({_pdf_text(paragraphs[0])}) Tj", "T*", "14 TL"]
    for paragraph in paragraphs[1:]:
        drawn += ["/F1 13 Tf" if _is_heading(paragraph) else "/F1 11 Tf", "T*"]
        for line in textwrap.wrap(paragraph, 88):
            drawn += [f"({_pdf_text(line)}) Tj", "T*"]
    stream = "\n".join([*drawn, "ET"]).encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % _pdf_text(paragraphs[0]).encode("cp1252"),
    ]
    content, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\n" % size
    content_end = b"xref\n0 %d\n0000000000 65535 f \n%s%sstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        trailer,
        len(content),
    )
    path.write_bytes(content + content_end)


def _is_heading(paragraph: str) -> bool:
    return len(paragraph.split()) < 4 and not paragraph.endswith(".")


def _pdf_text(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


if __name__ == "__main__":
    for name, text in DOCX.items():
        docx_bytes(HERE / name, paragraphs_of(text))
    for name, text in PDF.items():
        pdf_bytes(HERE / name, paragraphs_of(text))
