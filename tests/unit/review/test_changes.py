"""What changed since the reviewer looked: said on the overview, listed with reasons, taken note of."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from sourcebook import api
from sourcebook.review import Desk

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
