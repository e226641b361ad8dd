"""What nobody should have to read: each gives one clear sentence, and the other documents are read."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.unit.ingest.making import column, docx, locked, mail, paragraph, pdf

from sourcebook.errors import SourcebookError
from sourcebook.ingest import Limits, document_reader, originals_in
from sourcebook.records.text import Document

GOOD = "Nine people died in the raid, the police said."


@dataclass
class Report:
    """What came of reading a folder: documents, and sentences about what could not be read, by path."""

    documents: dict[str, Document] = field(default_factory=dict)
    sentences: dict[str, str] = field(default_factory=dict)

    def only_sentence(self) -> str:
        (sentence,) = self.sentences.values()
        assert "\n" not in sentence
        return sentence


def reading(folder: Path, limits: Limits | None = None) -> Report:
    """Read a folder the whole way: found, stored, read; a good report among the bad ones must come through."""
    limits = limits or Limits()
    (folder / "zz-good.txt").write_text(GOOD, encoding="utf-8")
    report, originals = Report(), folder.parent / "originals"
    read = document_reader(originals, limits)
    for found in originals_in([folder], limits):
        if found.failure is not None:
            report.sentences[found.failure.record_id] = found.failure.message
            continue
        assert found.original is not None and found.file is not None
        stored = originals / found.original.stored[:2] / found.original.stored
        stored.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found.file, stored)
        try:
            for document in read(found.original):
                report.documents[document.path] = document
        except SourcebookError as error:
            report.sentences[found.original.path] = str(error)
    assert report.documents.pop("zz-good.txt").text == GOOD
    return report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "reports"
    path.mkdir()
    return path


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_an_empty_file_is_reported(folder: Path) -> None:
    put(folder, "empty.txt", "")
    assert reading(folder).only_sentence() == "empty.txt is empty; there is nothing to read"


def test_a_file_of_200_megabytes_is_refused_without_being_read(folder: Path) -> None:
    with put(folder, "huge.txt", "x").open("r+b") as file:
        file.truncate(200_000_000)
    sentence = reading(folder).only_sentence()
    assert "200 MB" in sentence and "100 MB" in sentence and "ingest.file_megabytes" in sentence


def test_a_text_longer_than_the_limit_is_cut_and_says_so(folder: Path) -> None:
    put(folder, "long.txt", "Two people died on Monday.\n\n" * 1000)
    document = reading(folder, Limits(characters=5_000)).documents["long.txt"]
    assert len(document.text) <= 5_000
    assert document.blocks[-1].end == len(document.text)
    assert any("only the first" in problem for problem in document.problems)


def test_a_binary_named_txt_is_reported(folder: Path) -> None:
    put(folder, "program.txt", bytes(range(256)) * 40)
    assert "binary" in reading(folder).only_sentence()


def test_a_picture_named_txt_is_reported(folder: Path) -> None:
    put(folder, "street.txt", b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert "picture" in reading(folder).only_sentence()


def test_a_pdf_named_txt_is_read_as_what_it_is(folder: Path) -> None:
    put(folder, "report.txt", pdf([column([GOOD])]))
    assert GOOD in reading(folder).documents["report.txt"].text


def test_windows_1252_is_read_and_the_assumption_said(folder: Path) -> None:
    put(folder, "old.txt", "Nine ni\u00f1os died \u2013 police said.".encode("cp1252"))
    document = reading(folder).documents["old.txt"]
    assert document.text == "Nine ni\u00f1os died \u2013 police said."
    assert "cp1252" in document.problems[0]


def test_mixed_encoding_is_read_and_said(folder: Path) -> None:
    put(
        folder,
        "mixed.txt",
        "The ni\u00f1os were found. \u00c9l said so.\n".encode() + "Se\u00f1or Paz died.".encode("cp1252"),
    )
    document = reading(folder).documents["mixed.txt"]
    assert "ni\u00f1os" in document.text and "Se\u00f1or" in document.text
    assert "mixed encoding" in document.problems[0]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_utf_16_is_read_with_and_without_its_mark(folder: Path, encoding: str) -> None:
    put(folder, "wide.txt", "Nine people died in Zwölfaxing, police said.".encode(encoding))
    assert reading(folder).documents["wide.txt"].text == "Nine people died in Zwölfaxing, police said."


def test_text_that_was_spoilt_before_is_reported(folder: Path) -> None:
    put(folder, "spoilt.txt", "Nine ni\u00f1os died.".encode().decode("cp1252"))
    assert "wrong encoding" in reading(folder).documents["spoilt.txt"].problems[0]


def test_a_locked_pdf_is_reported(folder: Path) -> None:
    put(folder, "locked.pdf", locked(pdf([column([GOOD])])))
    assert "password" in reading(folder).only_sentence()


def test_a_pdf_cut_short_is_reported(folder: Path) -> None:
    data = pdf([column([GOOD])] * 3)
    put(folder, "short.pdf", data[: len(data) // 4])
    assert "damaged or cut short" in reading(folder).only_sentence()


def test_a_scanned_pdf_asks_for_ocr(folder: Path) -> None:
    put(folder, "scan.pdf", pdf([[], []]))
    assert "no text layer" in reading(folder).only_sentence() and "OCR" in reading(folder).only_sentence()


def test_a_pdf_with_some_scanned_pages_names_them(folder: Path) -> None:
    put(folder, "half.pdf", pdf([column([GOOD]), [], column(["It was late at night."])]))
    document = reading(folder).documents["half.pdf"]
    assert any("page 2" in problem and "OCR" in problem for problem in document.problems)


def test_of_a_pdf_with_5000_pages_the_first_are_read(folder: Path) -> None:
    put(
        folder,
        "big.pdf",
        pdf([column([f"Case {number} was closed in the town of Lakeside."]) for number in range(5000)]),
    )
    document = reading(folder).documents["big.pdf"]
    assert any("first 2000 of 5000 pages" in problem for problem in document.problems)
    assert "Case 1999" in document.text and "Case 2000" not in document.text


def test_a_docx_that_is_a_zip_bomb_is_not_unpacked(folder: Path) -> None:
    put(folder, "bomb.docx", docx("<w:p/>" * 5_000_000))
    assert "ZIP bomb" in reading(folder).only_sentence()


def test_a_docx_with_an_external_entity_is_read_without_it(folder: Path) -> None:
    secret = put(folder.parent, "secret", "the secret words")
    entity = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    put(folder, "entity.docx", docx(paragraph(GOOD) + paragraph("&x;"), before=entity))
    document = reading(folder).documents["entity.docx"]
    assert document.text == GOOD
    assert any("entities" in problem for problem in document.problems)


def test_a_docx_whose_entities_grow_is_read_without_them(folder: Path) -> None:
    grow = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    entity = f'<!DOCTYPE w [<!ENTITY l0 "lol">{grow}]>'
    put(folder, "laughs.docx", docx(paragraph(GOOD) + paragraph("&l11;"), before=entity))
    report = reading(folder)
    assert report.sentences or report.documents["laughs.docx"].text == GOOD


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "blockquote", "header", "ul><li"])
def test_html_with_100000_nested_tags_is_read(folder: Path, tag: str) -> None:
    put(folder, "deep.html", f"<html><body><h1>Raid</h1>{f'<{tag}>' * 100_000}{GOOD}")
    assert GOOD in reading(folder).documents["deep.html"].text


def test_html_scripts_and_hidden_parts_are_not_text(folder: Path) -> None:
    hidden = "".join(
        f"<{tag}>xyzzy</{tag.split()[0]}>"
        for tag in ("script", "style", "noscript", "template", "p hidden", "div style='display: none'")
    )
    put(folder, "page.html", f"<html><body onload='evil()'><p>{GOOD}</p>{hidden}</body></html>")
    assert reading(folder).documents["page.html"].text == GOOD


def test_html_with_a_data_uri_of_50_megabytes_is_read(folder: Path) -> None:
    image = "A" * 50_000_000
    put(folder, "image.html", f'<html><body><p>{GOOD}</p><img src="data:image/png;base64,{image}"></body></html>')
    assert reading(folder).documents["image.html"].text == GOOD


def test_mails_nested_beyond_the_limit_are_read_so_far_and_said(folder: Path) -> None:
    message = mail("The innermost.")
    for number in range(30):
        outer = mail(f"Level {number}.")
        outer.add_attachment(message)
        message = outer
    put(folder, "nested.eml", message.as_bytes())
    documents = reading(folder, Limits(nesting=5)).documents
    assert len(documents) == 5
    assert any("5 levels" in problem for one in documents.values() for problem in one.problems)


def test_a_mail_nested_thousands_deep_is_reported(folder: Path) -> None:
    put(folder, "deep.eml", b"From: a@b\nContent-Type: message/rfc822\n\n" * 5000 + b"Subject: x\n\nhi")
    assert "nested" in reading(folder).only_sentence()


def test_a_huge_attachment_is_left_out_and_named(folder: Path) -> None:
    message = mail(GOOD)
    message.add_attachment(b"x" * 1_500_000, maintype="text", subtype="plain", filename="huge.txt")
    path = put(folder, "big.eml", message.as_bytes())
    limits = Limits(file_megabytes=1)
    assert "MB" in reading(folder, limits).only_sentence()
    limits = Limits(file_megabytes=1 + path.stat().st_size // 1_000_000)
    assert reading(folder, limits).documents["big.eml/huge.txt"].parent_id


def test_attachments_that_together_are_too_large_are_named(folder: Path) -> None:
    message = mail(GOOD)
    for number in range(3):
        message.add_attachment(b"%d" % number * 900_000, maintype="text", subtype="plain", filename=f"{number}.txt")
    put(folder, "many.eml", message.as_bytes())
    documents = reading(folder, Limits(file_megabytes=4)).documents
    assert GOOD in documents["many.eml"].text


def test_an_attachment_that_cannot_be_read_is_named_in_its_mail(folder: Path) -> None:
    message = mail(GOOD)
    message.add_attachment(bytes(range(256)) * 9, maintype="application", subtype="octet-stream", filename="blob.bin")
    put(folder, "mail.eml", message.as_bytes())
    assert any("blob.bin" in problem for problem in reading(folder).documents["mail.eml"].problems)


def test_a_broken_jsonl_line_is_named_and_the_others_read(folder: Path) -> None:
    put(folder, "rows.jsonl", '{"text": "One died."}\n{"text": \n{"text": "Two died."}\n')
    report = reading(folder)
    assert "line 2" in report.only_sentence()
    assert [one.text for one in report.documents.values()] == ["One died.", "Two died."]


def test_two_documents_with_one_id_are_both_kept(folder: Path) -> None:
    put(folder, "a.jsonl", '{"id": "7", "text": "One died."}\n')
    put(folder, "b.jsonl", '{"id": "7", "text": "Two died."}\n')
    first, second = reading(folder).documents.values()
    assert first.document_id != second.document_id
    assert first.problems == () and "a.jsonl#7" in second.problems[0]


def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    outside = put(folder.parent, "outside.txt", "Not yours.")
    (folder / "link.txt").symlink_to(outside)
    assert "symbolic link" in reading(folder).only_sentence()


def test_a_folder_linked_from_outside_is_not_followed(folder: Path) -> None:
    (folder.parent / "other").mkdir()
    (folder / "link").symlink_to(folder.parent / "other")
    assert "symbolic link" in reading(folder).only_sentence()


def test_a_link_within_the_folder_is_one_document_with_its_target(folder: Path) -> None:
    (folder / "link.txt").symlink_to(put(folder, "a.txt", "Two died."))
    report = reading(folder)
    assert list(report.documents) == ["a.txt"]
    assert report.documents["a.txt"].problems == ("the same bytes also stand at link.txt",)


def test_a_link_that_leads_nowhere_is_reported(folder: Path) -> None:
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    assert "vanished" in reading(folder).only_sentence()


def test_a_file_that_vanishes_while_it_is_read_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(folder, "ghost.txt", "Two died.")
    opened = Path.open

    def vanishing(self: Path, *given: object, **named: object) -> object:
        if self == path:
            path.unlink(missing_ok=True)
        return opened(self, *given, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", vanishing)
    assert "vanished" in reading(folder).only_sentence()


def test_a_pipe_is_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert "a pipe" in reading(folder).only_sentence()


def test_a_file_without_permission_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(folder, "closed.txt", "Two died.")
    path.chmod(0)
    opened = Path.open

    def refusing(self: Path, *given: object, **named: object) -> object:
        if self == path:  # the superuser may open it all the same
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *given, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refusing)
    assert "permission" in reading(folder).only_sentence().lower()


def test_a_stored_file_that_is_gone_is_reported(tmp_path: Path) -> None:
    path = put(tmp_path, "report.txt", "Two died.")
    (found,) = originals_in([path], Limits())
    assert found.original is not None
    with pytest.raises(SourcebookError, match=r"report\.txt is missing"):
        document_reader(tmp_path / "originals", Limits())(found.original)


def test_a_long_file_of_short_lines_is_read_in_time(folder: Path) -> None:
    put(folder, "lines.txt", "Old Sen\ntop of page\n" * 40_000)
    assert "Old Sen" in reading(folder).documents["lines.txt"].text


def test_a_long_run_of_spaces_is_read_in_time(folder: Path) -> None:
    put(folder, "spaces.txt", f"{GOOD}{' ' * 1_000_000}x")
    assert GOOD in reading(folder).documents["spaces.txt"].text


def test_markdown_full_of_open_marks_is_read_in_time(folder: Path) -> None:
    put(folder, "marks.md", "<!-- " * 20_000 + "[" * 20_000 + "*a " * 20_000 + "|\n" * 3_000 + f"\n\n{GOOD}\n")
    assert GOOD in reading(folder, Limits(seconds=20)).documents["marks.md"].text
