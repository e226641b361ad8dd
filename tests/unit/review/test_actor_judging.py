"""One actor or two, one report or two, judged on the pages: recorded, told at once, taken back."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from sourcebook import api
from sourcebook.records.knowledge import Actor
from sourcebook.records.review import Decision
from sourcebook.review import Desk
from sourcebook.store import open_book

from .conftest import client_of


def hidden_in(page: str, action: str) -> dict[str, str]:
    """The hidden values of the form that goes to an address."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.S)
    assert form, f"no form goes to {action}"
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[0]))


def two_groups(book: Path) -> tuple[Actor, Actor]:
    with open_book(book) as opened:
        groups = [each for each in opened.rows(Actor) if each.actor_id.startswith("ucdp") and len(each.claim_ids) > 1]
    groups.sort(key=lambda actor: (actor.actor_id.startswith("actor-"), -len(actor.claim_ids), actor.actor_id))
    return groups[0], groups[-1]


def last(book: Path) -> Decision:
    with open_book(book) as opened:
        return max(opened.rows(Decision), key=lambda each: each.decided_at)


def judge(client: TestClient, one: Actor, other: Actor, verdict: str) -> int:
    page = client.get(f"/actors/{one.actor_id}/beside/{other.actor_id}").text
    values: dict[str, object] = dict(hidden_in(page, "/actors/verdicts"))
    names = re.findall(r'name="actor" value="([^"]*)"', page)
    return client.post(
        "/actors/verdicts", data=values | {"actor": names, "verdict": verdict, "relation": "wing of"}
    ).status_code


def test_two_actors_judged_the_same_are_one_page_and_undo_parts_them(client: TestClient, book: Path) -> None:
    one, other = two_groups(book)
    assert judge(client, one, other, "same") == 303
    moved = client.get(f"/actors/{other.actor_id}")
    assert moved.status_code == 303
    assert moved.headers["location"] == f"/actors/{one.actor_id}"
    page = client.get(f"/actors/{one.actor_id}").text
    assert "said that they are one actor" in page
    made = last(book)
    undo = client.get(f"/decisions/{made.decision_id}").text
    assert "would mean" in undo, "the preview says what changes"
    client.post(f"/decisions/{made.decision_id}/undo", data=hidden_in(undo, f"/decisions/{made.decision_id}/undo"))
    assert client.get(f"/actors/{other.actor_id}").status_code == 200


def test_each_verdict_on_actors_is_kept_and_told(client: TestClient, book: Path) -> None:
    one, other = two_groups(book)
    for verdict, words in (("different", "two actors"), ("unsure", "was unsure"), ("related", "wing of")):
        assert judge(client, one, other, verdict) == 303
        assert words in client.get(f"/actors/{one.actor_id}/beside/{other.actor_id}").text
        assert words in client.get("/decisions").text


def test_a_judgement_on_actors_that_changed_meanwhile_is_not_recorded(client: TestClient, book: Path) -> None:
    one, other = two_groups(book)
    page = client.get(f"/actors/{one.actor_id}/beside/{other.actor_id}").text
    values: dict[str, object] = dict(hidden_in(page, "/actors/verdicts"))
    names = re.findall(r'name="actor" value="([^"]*)"', page)
    answer = client.post("/actors/verdicts", data=values | {"saw": "old", "actor": names, "verdict": "same"})
    assert "changed=1" in answer.headers["location"]
    with open_book(book) as opened:
        assert opened.count(Decision) == 0


def test_claims_marked_mean_another_actor_with_a_name_of_its_own(client: TestClient, book: Path) -> None:
    one, _ = two_groups(book)
    address = f"/actors/{one.actor_id}/parts"
    page = client.get(address).text
    claims = re.findall(r'name="claim" value="([^"]*)"', page)
    values: dict[str, object] = dict(hidden_in(page, address))
    answer = client.post(address, data=values | {"claim": claims[:1], "name": "Their namesake"})
    assert answer.status_code == 303
    assert "Their namesake" in client.get(answer.headers["location"]).text
    assert client.post(address, data=values | {"claim": []}).status_code == 400


def test_name_and_kind_of_an_actor_are_set_in_the_app(client: TestClient, book: Path) -> None:
    one, _ = two_groups(book)
    values = hidden_in(client.get(f"/actors/{one.actor_id}").text, f"/actors/{one.actor_id}/edit")
    data = values | {"name": "The Renamed", "kind": "faction", "country": one.country or "", "aliases": "TR\nRenamed"}
    assert client.post(f"/actors/{one.actor_id}/edit", data=data).status_code == 303
    with open_book(book) as opened:
        told = opened.row(Actor, one.actor_id)
    assert told is not None
    assert (told.name, told.kind) == ("The Renamed", "faction")
    assert {"TR", "Renamed"} <= {alias.name for alias in told.aliases}
    again = hidden_in(client.get(f"/actors/{one.actor_id}").text, f"/actors/{one.actor_id}/edit")
    assert client.post(f"/actors/{one.actor_id}/edit", data=again | {"name": "The Renamed"}).status_code == 400


def test_likely_namesakes_are_listed_with_what_differs(client: TestClient, book: Path) -> None:
    with open_book(book) as opened:
        for actor in list(opened.rows(Actor))[:12]:
            assert client.get(f"/actors/{actor.actor_id}/alike").status_code == 200
    one, other = two_groups(book)
    page = client.get(f"/actors/{one.actor_id}/alike", params={"words": other.name}).text
    assert f"/beside/{other.actor_id}" in page


def test_a_blind_coder_neither_joins_nor_sets_actors(desk: Desk, book: Path) -> None:
    one, other = two_groups(book)
    with client_of(desk, "bob") as client:
        page = client.get(f"/actors/{one.actor_id}/beside/{other.actor_id}").text
        form: dict[str, object] = dict(hidden_in(page, "/actors/verdicts"))
        client.cookies.set("sourcebook_blind", "1")
        assert "/actors/verdicts" not in client.get(f"/actors/{one.actor_id}/beside/{other.actor_id}").text
        data = form | {"actor": [one.actor_id, other.actor_id], "verdict": "same"}
        assert client.post("/actors/verdicts", data=data).status_code == 403


def test_copies_are_parted_and_put_together_in_the_app(client: TestClient, book: Path) -> None:
    with open_book(book) as opened:
        groups = opened.origin_groups()
    group = next(name for name in groups.values() if list(groups.values()).count(name) > 1)
    members = [name for name, found in groups.items() if found == group]
    before = {event.event_id: len(event.origins) for event in api.events(book)}
    address = f"/documents/{members[0]}/copies"
    values: dict[str, object] = dict(hidden_in(client.get(address).text, address))
    assert client.post(address, data=values | {"document": [members[0]]}).status_code == 303
    with open_book(book) as opened:
        assert opened.origin_groups()[members[0]] != opened.origin_groups()[members[1]]
    other = next(each.path for each in api.documents(book) if each.document_id == members[1])
    page = client.get(address, params={"words": other}).text
    assert "different reports" in page
    form = page[page.index('method="post"') :]
    values = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)) | {"verdict": "same"}
    assert client.post(address, data=values | {"document": members[1:]}).status_code == 303
    assert {event.event_id: len(event.origins) for event in api.events(book)} == before


def test_questions_about_actors_are_listed_with_their_reasons(client: TestClient) -> None:
    page = client.get("/actors/questions")
    assert page.status_code == 200
    assert "One actor or two?" in page.text
    assert "Why" in page.text
