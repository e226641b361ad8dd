"""Deciding over the pages: recorded, told anew at once, asked again when the screen was old, taken back."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sourcebook import api
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import ReviewState
from sourcebook.review import Desk
from sourcebook.store import lock, open_book

from .conftest import client_of, hidden

Find = Callable[[str], Event]


def decisions(book: Path) -> list[Decision]:
    with open_book(book) as opened:
        return list(opened.rows(Decision))


def form_for(client: TestClient, event: Event, **values: str) -> dict[str, str]:
    return hidden(client.get(f"/events/{event.event_id}").text) | values


@pytest.mark.parametrize(
    ("verdict", "state"),
    [("accept", ReviewState.ACCEPTED), ("reject", ReviewState.REJECTED), ("unsure", ReviewState.MACHINE)],
)
def test_a_verdict_is_recorded_and_shown_at_once(
    client: TestClient, book: Path, event_in: Find, verdict: str, state: ReviewState
) -> None:
    event = event_in("Madrid")
    answer = client.post("/decisions", data=form_for(client, event, verdict=verdict, reason="read all four"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/events/{event.event_id}")
    (made,) = decisions(book)
    assert (made.verdict, made.decided_by, made.reason) == (verdict, "ada", "read all four")
    assert set(made.subject_ids) == set(event.claim_ids)
    assert api.event(book, event.event_id).review is state


@pytest.mark.parametrize(
    ("field", "values", "seen"),
    [
        ("killed", {"low": "190", "best": "193", "high": "193"}, lambda e: (e.killed.low, e.killed.best) == (190, 193)),
        ("killed", {"rule": "lowest"}, lambda e: e.killed.rule == "lowest" and e.killed.best < 193),
        ("time", {"earliest": "2004-03"}, lambda e: e.time.latest.isoformat() == "2004-03-31"),
        ("time", {"earliest": "", "latest": ""}, lambda e: e.time.earliest is None),
        ("place", {"name": "Atocha", "country": "es"}, lambda e: (e.place.name, e.place.country) == ("Atocha", "ES")),
        ("type", {"text": "massacre"}, lambda e: e.type == "massacre"),
        ("perpetrators", {"lines": "A cell (claimed)\nETA (denied)"}, lambda e: len(e.perpetrators) == 2),
        ("targets", {"lines": "four trains"}, lambda e: e.targets[0].name == "four trains"),
    ],
)
def test_an_edit_sets_its_field(
    client: TestClient, book: Path, event_in: Find, field: str, values: dict[str, str], seen: Callable[[Event], bool]
) -> None:
    event = event_in("Madrid")
    form = form_for(client, event, verdict="edit", field=field, **values)
    assert client.post("/decisions", data=form).status_code == 303
    now = api.event(book, event.event_id)
    assert seen(now)
    assert now.review is ReviewState.EDITED


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("killed", {"best": "many"}),
        ("killed", {"low": "9", "best": "3"}),
        ("killed", {"rule": "dice"}),
        ("time", {"earliest": "Friday"}),
        ("time", {"earliest": "2004-03-12", "latest": "2004-03-11"}),
        ("place", {"name": ""}),
        ("place", {"name": "X", "latitude": "91", "longitude": "1"}),
        ("place", {"name": "X", "latitude": "1"}),
        ("type", {"text": "earthquake"}),
        ("soul", {"text": "x"}),
    ],
)
def test_a_value_that_is_none_is_told_and_nothing_recorded(
    client: TestClient, book: Path, event_in: Find, field: str, values: dict[str, str]
) -> None:
    form = form_for(client, event_in("Madrid"), verdict="edit", field=field, **values)
    assert client.post("/decisions", data=form).status_code == 400
    assert decisions(book) == []


def test_a_decision_on_an_old_screen_is_asked_again(client: TestClient, desk: Desk, event_in: Find) -> None:
    event = event_in("Madrid")
    old = form_for(client, event, verdict="reject")
    with client_of(desk, "bea") as other:
        other.post("/decisions", data=form_for(other, event, verdict="accept"))
    answer = client.post("/decisions", data=old)
    assert answer.status_code == 409
    assert "It has changed since you looked" in answer.text
    assert [each.verdict for each in decisions(desk.path)] == ["accept"]
    as_json = client.post("/decisions", data=old, headers={"accept": "application/json"})
    assert (as_json.status_code, as_json.json()["stale"]) == (409, True)
    again = form_for(client, event, verdict="reject")
    assert client.post("/decisions", data=again).status_code == 303


def test_two_reviewers_at_once_lose_no_decision(desk: Desk, book: Path) -> None:
    events = api.events(book)[:16]
    answers: list[int] = []

    def review(name: str, own: list[Event]) -> None:
        with client_of(desk, name) as client:
            for event in own:
                answers.append(client.post("/decisions", data=form_for(client, event, verdict="accept")).status_code)

    people = [threading.Thread(target=review, args=(name, events[at::2])) for at, name in enumerate(("ada", "bea"))]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert answers == [303] * len(events)
    assert len(decisions(book)) == len(events)
    assert {each.decided_by for each in decisions(book)} == {"ada", "bea"}
    assert all(api.event(book, event.event_id).review is ReviewState.ACCEPTED for event in events)


def test_two_on_one_event_at_once_are_recorded_or_asked_again(desk: Desk, book: Path, event_in: Find) -> None:
    event = event_in("Madrid")
    with client_of(desk, "ada") as client:
        form = form_for(client, event)
    answers: list[int] = []

    def decide(name: str, verdict: str) -> None:
        with client_of(desk, name) as client:
            answers.append(client.post("/decisions", data=form | {"verdict": verdict}).status_code)

    people = [threading.Thread(target=decide, args=each) for each in (("ada", "accept"), ("bea", "reject"))]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(answers) == [303, 409]
    assert len(decisions(book)) == 1


def test_many_reviewers_on_few_events_lose_nothing_that_was_answered(desk: Desk, book: Path) -> None:
    events = api.events(book)[:5]
    answers: list[int] = []

    def review(name: str) -> None:
        with client_of(desk, name) as client:
            for event in events:
                form = form_for(client, event, verdict="accept", reason=name)
                answers.append(client.post("/decisions", data=form).status_code)

    people = [threading.Thread(target=review, args=(f"coder {number}",)) for number in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert set(answers) <= {303, 409}
    assert answers.count(303) == len(decisions(book)) >= len(events)
    with open_book(book) as opened:
        assert opened.unfinished() == 0


def test_a_decision_waits_while_another_program_writes(client: TestClient, book: Path, event_in: Find) -> None:
    form = form_for(client, event_in("Madrid"), verdict="accept")
    held, go = threading.Event(), threading.Event()

    def hold() -> None:
        with lock.writing(book):
            held.set()
            go.wait(5)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(5)
    threading.Timer(0.4, go.set).start()
    assert client.post("/decisions", data=form).status_code == 303
    other.join()


def test_a_decision_in_the_middle_is_taken_back_and_later_ones_stay(
    client: TestClient, book: Path, event_in: Find
) -> None:
    event = event_in("Madrid")
    for field, values in (("type", {"text": "massacre"}), ("killed", {"best": "193", "low": "193", "high": "193"})):
        client.post("/decisions", data=form_for(client, event, verdict="edit", field=field, **values))
    first = next(each for each in decisions(book) if each.field == "type")
    preview = client.get(f"/decisions/{first.decision_id}").text
    assert "As it would be told" in preview
    assert "Massacre" in preview
    assert len(decisions(book)) == 2, "looking changes nothing"
    token = hidden(client.get(f"/events/{event.event_id}").text)["form_token"]
    client.post(f"/decisions/{first.decision_id}/undo", data={"form_token": token, "back": "/decisions"})
    now = api.event(book, event.event_id)
    assert (now.type, now.killed.best if now.killed else None) == ("bombing", 193)
    assert "taken back" in client.get("/decisions").text


def test_deciding_leads_back_to_our_own_pages_only(client: TestClient, event_in: Find) -> None:
    form = form_for(client, event_in("Madrid"), verdict="accept", back="//evil.example/")
    assert client.post("/decisions", data=form).headers["location"] == "/"


def test_decisions_come_at_typing_speed(client: TestClient, book: Path) -> None:
    times = []
    for event in api.events(book):
        form = form_for(client, event, verdict="accept")
        began = time.perf_counter()
        assert client.post("/decisions", data=form, headers={"accept": "application/json"}).status_code == 200
        times.append(time.perf_counter() - began)
    # One process beside others on a busy machine: the median is held here, the mark of 100 ms is printed by the bench.
    assert statistics.median(times) < 0.25, [round(each, 3) for each in times]
