"""The queue, one event or two, parting, many at once, keys, blind coding."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sourcebook import api
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import ReviewState
from sourcebook.review import Desk
from sourcebook.store import open_book

from .conftest import client_of, hidden

Find = Callable[[str], Event]


def decisions(book: Path) -> list[Decision]:
    with open_book(book) as opened:
        return list(opened.rows(Decision))


def named(page: str) -> str:
    found = re.search(r'<div data-event="([^"]+)"', page)
    assert found, "no event stands in the queue"
    return found[1]


def test_the_contested_come_first(client: TestClient, book: Path) -> None:
    page = client.get("/queue").text
    first = api.event(book, named(page))
    assert len(first.contested) == max(min(2, len(event.contested)) for event in api.events(book))
    assert f"origins disagree on {first.contested[0]}" in page


def test_a_verdict_leads_to_the_next_and_the_progress_grows(client: TestClient, book: Path) -> None:
    first = client.get("/queue").text
    answer = client.post("/decisions", data=hidden(first) | {"verdict": "accept"})
    assert answer.headers["location"] == "/queue"
    second = client.get("/queue").text
    assert named(second) != named(first)
    assert f"1 of {len(api.events(book))}" in second


def test_unsure_leaves_the_queue_of_the_one_who_was(client: TestClient, desk: Desk) -> None:
    first = client.get("/queue").text
    client.post("/decisions", data=hidden(first) | {"verdict": "unsure"})
    assert named(client.get("/queue").text) != named(first)
    with client_of(desk, "bea") as other:
        assert named(other.get("/queue").text) == named(first)


def test_what_is_left_for_later_comes_later(client: TestClient) -> None:
    first = client.get("/queue").text
    claim = re.search(r'name="claim" value="(claim-\w+)"', first)
    assert claim
    token = hidden(first)["form_token"]
    client.post("/queue/later", data={"form_token": token, "claim": claim[1], "back": "/queue"})
    second = client.get("/queue").text
    assert named(second) != named(first)
    assert "1 left for later" in second
    client.post("/queue/later", data={"form_token": token, "claim": "", "back": "/queue"})
    assert named(client.get("/queue").text) == named(first)


def two_in(book: Path, left: str, right: str) -> tuple[Event, Event]:
    by_place = {event.place.name: event for event in api.events(book) if event.place}
    return by_place[left], by_place[right]


def judge(client: TestClient, one: Event, other: Event, verdict: str, **more: str) -> int:
    page = client.get(f"/pairs/{one.event_id}/{other.event_id}")
    assert page.status_code == 200
    form = hidden(page.text) | {"verdict": verdict, **more}
    form.pop("event", None)
    return client.post("/pairs", data={**form, "event": [one.event_id, other.event_id]}).status_code


def test_two_events_become_one_and_two_again(client: TestClient, book: Path) -> None:
    one, other = two_in(book, "Dar es Salaam", "Tokyo")
    many = len(api.events(book))
    assert judge(client, one, other, "same") == 303
    assert len(api.events(book)) == many - 1
    (made,) = decisions(book)
    token = hidden(client.get("/queue").text)["form_token"]
    client.post(f"/decisions/{made.decision_id}/undo", data={"form_token": token})
    assert {event.event_id for event in api.events(book)} >= {one.event_id, other.event_id}
    assert len(api.events(book)) == many


@pytest.mark.parametrize("verdict", ["different", "related", "unsure"])
def test_the_other_verdicts_are_kept_and_part_nothing(client: TestClient, book: Path, verdict: str) -> None:
    one, other = two_in(book, "Madrid", "Kuta")
    before = api.events(book)
    assert judge(client, one, other, verdict, relation="retaliation") == 303
    (made,) = decisions(book)
    assert made.verdict == verdict
    assert (made.field == "retaliation") is (verdict == "related")
    assert [each.claim_ids for each in api.events(book)] == [each.claim_ids for each in before]


def test_an_event_is_parted_as_marked(client: TestClient, book: Path, event_in: Find) -> None:
    event = event_in("Madrid")
    with open_book(book) as opened:
        away = [name for name in event.claim_ids if opened.row(Claim, name)][:2]
    page = client.get(f"/events/{event.event_id}/parts").text
    saw = re.search(r'name="saw" value="(\w+)"', page)
    token = re.search(r'name="form_token" value="(\w+)"', page)
    assert saw and token
    form = {"saw": saw[1], "form_token": token[1], "claim": away}
    assert client.post(f"/events/{event.event_id}/parts", data=form).status_code == 303
    parts = [set(each.claim_ids) for each in api.events(book) if set(each.claim_ids) & set(event.claim_ids)]
    assert all(part <= set(away) or not part & set(away) for part in parts)
    assert len(parts) >= 1
    assert set(event.claim_ids) - set(away) in parts


@pytest.mark.parametrize("many", [0, 6])
def test_parting_needs_something_on_both_sides(client: TestClient, event_in: Find, many: int) -> None:
    event = event_in("Madrid")
    page = client.get(f"/events/{event.event_id}/parts").text
    form: dict[str, object] = dict(re.findall(r'name="(saw|form_token)" value="(\w+)"', page))
    answer = client.post(f"/events/{event.event_id}/parts", data={**form, "claim": list(event.claim_ids[:many])})
    assert answer.status_code == 400


def test_candidates_come_with_their_reasons(client: TestClient) -> None:
    page = client.get("/pairs").text
    assert "One event or two?" in page
    link = re.search(r'href="(/pairs/[^"]+)"', page)
    assert link, "Nairobi and Dar es Salaam, one day, are worth a question"
    assert "How the program weighs them" in client.get(link[1]).text


def test_many_at_once_are_a_decision_each(client: TestClient, book: Path) -> None:
    page = client.get("/bulk?country=US").text
    names = re.findall(r'name="event" value="([^"]+)"', page)
    form: dict[str, object] = dict(re.findall(r'name="(saw|form_token)" value="(\w+)"', page))
    assert len(names) > 1
    answer = client.post("/bulk", data={**form, "listed": names, "event": names[1:], "verdict": "accept"})
    assert answer.status_code == 303
    assert len(decisions(book)) == len(names) - 1
    assert api.event(book, names[0]).review is ReviewState.MACHINE
    assert api.event(book, names[1]).review is ReviewState.ACCEPTED
    assert client.post("/bulk", data={**form, "listed": names, "event": names, "verdict": "reject"}).status_code == 400


def test_keys_can_be_changed_and_collisions_are_refused(client: TestClient) -> None:
    token = hidden(client.get("/queue").text)["form_token"]
    assert client.post("/reviewer", data={"form_token": token, "key_accept": "j"}).status_code == 303
    assert 'data-key="j">Accept <kbd>j</kbd>' in client.get("/queue").text
    refused = client.post("/reviewer", data={"form_token": token, "key_accept": "r"})
    assert refused.status_code == 400
    assert "two things" in refused.text


def test_a_name_in_any_script_is_carried_by_decisions(client: TestClient, book: Path) -> None:
    token = hidden(client.get("/queue").text)["form_token"]
    client.post("/reviewer", data={"form_token": token, "name": "ليلى"})
    client.post("/decisions", data=hidden(client.get("/queue").text) | {"verdict": "accept"})
    assert [each.decided_by for each in decisions(book)] == ["ليلى"]


def test_a_blind_coder_sees_no_decision_and_changes_nothing(client: TestClient, desk: Desk, event_in: Find) -> None:
    event = event_in("Madrid")
    client.post("/decisions", data=hidden(client.get("/queue").text) | {"verdict": "accept", "reason": "seen by ada"})
    with client_of(desk, "bea") as blind:
        blind.cookies.set("sourcebook_blind", "1")
        page = blind.get(f"/events/{event.event_id}").text
        assert "seen by ada" not in page
        before = api.event(desk.path, event.event_id)
        assert blind.post("/decisions", data=hidden(page) | {"verdict": "reject"}).status_code == 303
        form = hidden(page) | {"verdict": "edit", "field": "killed", "low": "1", "best": "1", "high": "1"}
        assert blind.post("/decisions", data=form).status_code == 303
    assert api.event(desk.path, event.event_id) == before
    assert len(decisions(desk.path)) == 3
