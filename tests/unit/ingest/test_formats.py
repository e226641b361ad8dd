"""What each format gives: text, kinds, metadata, attachments."""

from __future__ import annotations

from email.message import EmailMessage

from tests.unit.ingest.making import PageLine, column, docx, mail, paragraph, pdf

from sourcebook.ingest.docx import DocxReader
from sourcebook.ingest.extract import Extract, Reader
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.mail import MailReader
from sourcebook.ingest.markdown import MarkdownReader
from sourcebook.ingest.pdf import PdfReader
from sourcebook.ingest.plugins import BUILT_IN, doors, reader_of
from sourcebook.ingest.rtf import RtfReader


def read(reader: Reader, data: bytes) -> Extract:
    return reader.extract(data, Limits())


def shown(extract: Extract, kind: str = "") -> list[str]:
    return [piece.text for piece in extract.pieces if not kind or piece.kind == kind]


def stated(extract: Extract) -> dict[str, str]:
    return {one.field: one.value for one in sorted(extract.stated, key=lambda one: -one.rank)}


def yearbook_page(number: int) -> list[PageLine]:
    body = [
        f"In month {number} the town counted its dead again, and the mayor said that the govern-",
        "ment would rebuild the bridge before the rains. The government did not answer",
        "the letters that he wrote.",
        "",
        "Nobody was charged with anything in all that time, the court's own records",
        f"of year {number} show.",
    ]
    return [(72, 810, 8, "Lakeside yearbook"), *column(body), (290, 30, 8, str(number))]


def test_pdf_lines_are_joined_to_paragraphs_and_parted_words_mended() -> None:
    (first, second, *_) = shown(read(PdfReader(), pdf([yearbook_page(1)])), "paragraph")
    assert first.startswith("In month 1") and first.endswith("that he wrote.")
    assert "that the government would" in first
    assert second.startswith("Nobody was charged")


def test_pdf_running_heads_and_page_numbers_are_boilerplate() -> None:
    extract = read(PdfReader(), pdf([yearbook_page(number) for number in range(1, 5)]))
    assert {"Lakeside yearbook", "1", "2", "3", "4"} == set(shown(extract, "boilerplate"))


def test_a_larger_line_on_a_pdf_page_is_its_heading() -> None:
    extract = read(PdfReader(), pdf([[(72, 790, 22, "Blast hits market"), *yearbook_page(1)[1:]]]))
    assert shown(extract, "heading") == ["Blast hits market"]


def test_pdf_metadata_gives_the_title_and_guesses_the_date() -> None:
    extract = read(PdfReader(), pdf([yearbook_page(1)], title="A bad year"))
    assert stated(extract) == {"title": "A bad year", "published_on": "20190118"}


def test_docx_gives_headings_lists_and_cells() -> None:
    listed = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Nine dead</w:t></w:r></w:p>"
    cell = f"<w:tc>{paragraph('Injured')}</w:tc>"
    body = paragraph("Blast", "Heading1") + paragraph("It was late.") + listed + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
    kinds = [(piece.kind.value, piece.text) for piece in read(DocxReader(), docx(body)).pieces]
    assert kinds == [
        ("heading", "Blast"),
        ("paragraph", "It was late."),
        ("list", "Nine dead"),
        ("table_cell", "Injured"),
    ]


def test_docx_deleted_and_hidden_text_is_not_visible() -> None:
    hidden = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>"
    )
    assert shown(read(DocxReader(), docx(paragraph("Seen.") + hidden))) == ["Seen."]


def test_rtf_gives_paragraphs_title_and_characters() -> None:
    source = rb"{\rtf1\ansi{\info{\title Blast}}Nine people died, police said.\par It was \'e9t\'e9.\par}"
    extract = read(RtfReader(), source)
    assert shown(extract, "paragraph") == ["Nine people died, police said.", "It was été."]
    assert stated(extract)["title"] == "Blast"


def test_mail_headers_state_and_are_shown_but_not_read() -> None:
    extract = read(MailReader(), mail("Nine people died.\n\n-- \nAna\n").as_bytes())
    assert stated(extract)["source"] == "Ana Ruiz"
    assert stated(extract)["published_on"].startswith("Fri, 18 Jan 2019")
    assert shown(extract, "paragraph") == ["Nine people died."]
    assert shown(extract, "boilerplate")[-1] == "Ana"


def test_a_mail_in_two_forms_is_read_once() -> None:
    message = mail("Nine people died.")
    message.add_alternative("<p>Nine people <b>died</b>.</p>", subtype="html")
    assert shown(read(MailReader(), message.as_bytes()), "paragraph") == ["Nine people died."]


def test_attachments_are_given_with_safe_and_different_names() -> None:
    message = mail("See below.")
    for _ in range(2):
        message.add_attachment(b"Nine died.", maintype="text", subtype="plain", filename="../report.txt")
    assert [one.name for one in read(MailReader(), message.as_bytes()).attachments] == ["_report.txt", "_report-2.txt"]


def test_a_picture_attached_is_named_in_a_problem() -> None:
    message = mail("See below.")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="street.png")
    assert "street.png" in read(MailReader(), message.as_bytes()).problems[0]


def test_a_mail_in_an_old_character_set_is_read() -> None:
    message = EmailMessage()
    message["Subject"] = "Niñas"
    message.set_content("Las niñas están bien.", charset="iso-8859-1")
    assert "Las niñas están bien." in shown(read(MailReader(), message.as_bytes()))


def test_markdown_marks_are_taken_away() -> None:
    source = (
        "# Blast\n\nNine **people** [died](http://x.org/a_(b)), _police_ said.\n\n- one\n- two\n\n|a|b|\n|-|-|\n|1|2|\n"
    )
    kinds = [(piece.kind.value, piece.text) for piece in read(MarkdownReader(), source.encode()).pieces]
    assert kinds == [
        ("heading", "Blast"),
        ("paragraph", "Nine people died, police said."),
        ("list", "one"),
        ("list", "two"),
        *(("table_cell", text) for text in ("a", "b", "1", "2")),
    ]


def test_front_matter_states_and_is_not_text() -> None:
    extract = read(MarkdownReader(), b"---\ntitle: Blast\npublished: 2019-01-18\nsource: Herald\n---\n\nNine died.\n")
    assert stated(extract) == {"title": "Blast", "published_on": "2019-01-18", "source": "Herald"}
    assert shown(extract) == ["Nine died."]


def test_every_built_in_reader_comes_through_the_door() -> None:
    assert set(BUILT_IN) <= set(doors())
    assert all(callable(reader_of(name).extract) for name in BUILT_IN)


def test_header_lines_of_a_docx_and_a_pdf_state_and_are_not_read() -> None:
    lines = ["Ferry shelled", "Source: Sarm Gazette", "Published: 3 May 2001", "Nine people were killed on the lake."]
    for extract in (
        read(DocxReader(), docx("".join(map(paragraph, lines)))),
        read(PdfReader(), pdf([column([text for line in lines for text in (line, "")])])),
    ):
        assert stated(extract)["source"] == "Sarm Gazette"
        assert stated(extract)["published_on"] == "3 May 2001"
        assert shown(extract, "boilerplate") == lines[1:3]
