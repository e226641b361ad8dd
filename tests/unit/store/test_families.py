"""An attachment and the mail that brought it are one origin, whatever comes, goes or is told again."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from sourcebook import api, pipeline
from sourcebook.api import BuildOptions
from sourcebook.pipeline import Settings
from sourcebook.records.knowledge import Event
from sourcebook.stages import Stage
from sourcebook.store import checks, open_book
from sourcebook.testing.small import small_pipeline

ATTACK = "On 2016-08-08 in Quetta, Jamaat killed {} people."


def mail_pipeline(settings: Settings, originals: Path) -> tuple[Stage, ...]:
    """The small steps, with the program's own way from bytes to documents."""
    ingested, _ = pipeline.reading(settings, originals)
    return (ingested, *small_pipeline(settings, originals)[1:])


MAILS = BuildOptions(workers=0, steps=mail_pipeline)


def write_mail(path: Path, *attachments: str) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "Two files", "desk@example.org", "Tue, 09 Aug 2016 08:00:00 +0000"
    mail.set_content(ATTACK.format(70) + "\n")
    for number, text in enumerate(attachments):
        mail.add_attachment(text, filename=f"note-{number}.txt")
    path.write_bytes(bytes(mail))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    write_mail(made / "one.eml", ATTACK.format(71), ATTACK.format(72))
    (made / "paper.txt").write_text(ATTACK.format(73) + "\n")
    return made


def told(book: Path) -> tuple[list[Event], dict[str, str]]:
    with open_book(book) as opened:
        return list(opened.rows(Event)), opened.origin_groups()


def test_a_mail_and_its_attachments_count_once(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "inbox.book"
    report = api.build([folder], book, MAILS)
    (event,), groups = told(book)
    assert (len(event.document_ids), len(event.origins)) == (4, 2)
    assert len(set(groups.values())) == report.origins == 2
    assert any("they came in one mail" in reason or "copies of one report" in reason for reason in event.reasons)


def test_attachments_that_come_later_leave_the_book_as_if_they_had_always_been_there(
    folder: Path, tmp_path: Path
) -> None:
    grown, whole = tmp_path / "grown.book", tmp_path / "whole.book"
    write_mail(folder / "one.eml")
    api.build([folder], grown, MAILS)
    write_mail(folder / "one.eml", ATTACK.format(71), ATTACK.format(72))
    api.build([folder], grown, MAILS)
    api.build([folder], whole, MAILS)
    with open_book(grown) as one, open_book(whole) as other:
        assert checks.digests(one) == checks.digests(other)
