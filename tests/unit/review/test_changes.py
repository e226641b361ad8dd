"""What changed since the reviewer looked: said on the overview, listed with reasons, taken note of."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sourcebook import api
from sourcebook.review import Desk, changes

from .conftest import client_of, hidden


def test_a_run_is_told_on_the_overview_and_listed_with_reasons(desk: Desk, book: Path) -> None:
    madrid = next(event for event in api.events(book) if event.place and event.place.name == "Madrid")
    with client_of(desk) as client:
        values = hidden(client.get(f"/events/{madrid.event_id}").text)
        client.post("/decisions", data=values | {"event": madrid.event_id, "verdict": "accept"})
        assert "told otherwise by" not in client.get("/").text
    api.remove(book, [madrid.document_ids[0]], api.BuildOptions(workers=0))
    with client_of(desk) as client:
        assert "told otherwise by" in client.get("/").text
        page = client.get("/changes").text
        assert "decided on by people" in page
        assert "a report that was taken out" in page.lower()
        assert taken_note(client, page) == 303
        assert "told otherwise by" not in client.get("/").text
        assert "No run has changed an event since you looked" in client.get("/changes").text
        assert "decided on by people" in client.get("/changes?all=1").text


def taken_note(client: TestClient, page: str) -> int:
    token = page.split('name="form_token" value="')[1].split('"')[0]
    run = page.split('name="run" value="')[1].split('"')[0]
    return client.post("/changes/looked", data={"form_token": token, "run": run}).status_code


def test_decisions_whose_reports_are_gone_are_kept_and_listed(desk: Desk, book: Path) -> None:
    event = next(event for event in api.events(book) if len(event.document_ids) == 1)
    with client_of(desk) as client:
        values = hidden(client.get(f"/events/{event.event_id}").text)
        client.post("/decisions", data=values | {"event": event.event_id, "verdict": "reject", "reason": "a rumour"})
        assert "a rumour" not in client.get("/changes").text
        api.remove(book, [event.document_ids[0]], api.BuildOptions(workers=0))
        assert "a rumour" in client.get("/changes").text


def test_an_event_whose_toll_nobody_counts_is_listed_too(desk: Desk, book: Path, tmp_path: Path) -> None:
    came = tmp_path / "came"
    came.mkdir()
    (came / "quiet.txt").write_text(
        "Gunmen kidnapped a bishop in Ituri\n\nGunmen kidnapped a bishop in Bunia on 4 May 2009, the diocese said.\n"
    )
    api.add([came], book, api.BuildOptions(workers=0))
    with client_of(desk) as client:
        page = client.get("/changes?all=1")
        assert page.status_code == 200
        assert "no count of killed" in page.text


def test_a_fault_of_the_program_gives_a_page_that_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def at_fault(*_: object) -> None:
        raise KeyError("a fault")

    monkeypatch.setattr(changes, "page", at_fault)
    with client_of(desk) as client:
        careless = TestClient(
            client.app, base_url=client.base_url, cookies=client.cookies, raise_server_exceptions=False
        )
        answer = careless.get("/changes")
    assert answer.status_code == 500
    assert "fault of the program" in answer.text
    assert "a fault" not in answer.text.replace("a fault of the program", "")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
