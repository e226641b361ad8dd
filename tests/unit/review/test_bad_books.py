"""Books that cannot be written, are locked, or hold a text of 20 MB: each gets a clear page or status."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sourcebook import api
from sourcebook.errors import StorageError
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.review import Access, Desk, recording
from sourcebook.store import lock, open_book
from sourcebook.testing.small import small_pipeline

from .conftest import client_of, hidden

NOBODY = 65534


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """As a user who may not write here; the superuser may write everywhere."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_book_in_a_folder_that_cannot_be_written_can_be_read(book: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="sourcebook-readonly-"))
    try:
        shutil.copy(book, folder / book.name)
        (folder / book.name).chmod(0o444)
        folder.chmod(0o555)
        with as_somebody_else(), open_book(folder / book.name) as opened:
            assert opened.count(Event) > 0
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_decision_that_cannot_be_written_is_said_to_be_lost(
    client: TestClient, book: Path, event_in: Callable[[str], Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageError(f"{book} cannot be written (database or disk is full); make room")

    form = hidden(client.get(f"/events/{event_in('Madrid').event_id}").text)
    monkeypatch.setattr(recording.api, "decide", full)
    answer = client.post("/decisions", data=form | {"verdict": "accept"})
    assert answer.status_code == 507
    assert "disk is full" in answer.text
    with open_book(book) as opened:
        assert opened.count(Decision) == 0


def test_a_book_that_stays_locked_is_said_and_nothing_recorded(
    client: TestClient, book: Path, event_in: Callable[[str], Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    form = hidden(client.get(f"/events/{event_in('Madrid').event_id}").text)
    monkeypatch.setattr(recording, "PATIENCE_SECONDS", 0.2)
    with lock.writing(book):
        answer = client.post("/decisions", data=form | {"verdict": "accept"})
        assert client.get("/").status_code == 200, "whoever reads waits for nobody"
    assert answer.status_code == 503
    assert "is being written by" in answer.text
    with open_book(book) as opened:
        assert opened.count(Decision) == 0


@pytest.mark.slow
def test_a_document_of_twenty_megabytes_is_a_page_of_its_first_part(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    line = "Of the years that followed the chronicle says nothing but what the weather was. " * 60 + "\n\n"
    attack = "On 2016-08-08 in Quetta, Jamaat killed 70 people.\n\n"
    text = f"published 2016-08-09 by Dawn\n\n{attack}{line * (20_000_000 // len(line))}{attack}"
    (folder / "long.txt").write_text(text, encoding="utf-8")
    api.build([folder], tmp_path / "long.book", api.BuildOptions(workers=0, steps=small_pipeline))
    desk = Desk(path=tmp_path / "long.book", access=Access.on(8321))
    document = api.documents(desk.path)[0]
    with client_of(desk) as client:
        client.get("/")
        began = time.monotonic()
        page = client.get(f"/documents/{document.document_id}")
        took = time.monotonic() - began
        last = client.get(f"/documents/{document.document_id}?start={len(document.text) - 1000}")
        assert client.get(f"/documents/{document.document_id}?start=999999999").status_code == 200
    assert (page.status_code, last.status_code) == (200, 200)
    assert len(page.content) < 2_000_000
    assert "The next part of the text" in page.text
    assert "Quetta" in last.text
    assert took < 20
