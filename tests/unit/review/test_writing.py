"""Stories and saved views, the agreement report, actors and search."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sourcebook import api
from sourcebook.agreement.alpha import alpha, differ, squared
from sourcebook.records.knowledge import Event
from sourcebook.records.wording import estimate_words
from sourcebook.review import Desk

from .conftest import client_of, hidden

Find = Callable[[str], Event]


def token(client: TestClient) -> str:
    return hidden(client.get("/queue").text)["form_token"]


def kept(client: TestClient, **values: str) -> str:
    answer = client.post("/stories", data={"form_token": token(client), "kind": "story", **values})
    assert answer.status_code == 303
    return answer.headers["location"]


def test_a_story_cites_events_as_they_are_told_now(client: TestClient, event_in: Find) -> None:
    event = event_in("Madrid")
    where = kept(client, title="Trains", text=f"# Spring\n\nThen **this**: [[{event.event_id}]].\n\n- one\n- two")
    page = client.get(where).text
    assert "<strong>this</strong>" in page
    assert "<li>one</li><li>two</li>" in page
    killed = estimate_words(event.killed)
    assert f'href="/events/{event.event_id}">bombing, Madrid, ES, 2004-03-11, {killed} killed' in page
    form = hidden(client.get(f"/events/{event.event_id}").text)
    form |= {"verdict": "edit", "field": "killed", "low": "193", "best": "193", "high": "193"}
    client.post("/decisions", data=form)
    assert "193 killed" in client.get(where).text


def test_a_story_is_taken_away_with_its_notes(client: TestClient, event_in: Find) -> None:
    event = event_in("Omagh")
    where = kept(client, title="Omagh & after", text=f"So it was: [[{event.event_id}]]")
    markdown = client.get(f"{where}.md")
    assert markdown.headers["content-disposition"] == 'attachment; filename="omagh-after.md"'
    assert re.search(r"bombing, Omagh, GB, 1998-08-15.*\[\^1\]", markdown.text)
    assert re.search(r"^\[\^1\]: 5 documents, 5 origins.*“", markdown.text, re.M)
    page = client.get(f"{where}.html").text
    assert "<!doctype html>" in page
    assert "/events/" not in page, "the file stands alone"
    assert "Omagh &amp; after" in page


def test_tags_in_a_story_stay_text(client: TestClient) -> None:
    where = kept(client, title="<img src=x>", text="<script>alert(1)</script> **<b>** [[e-nosuchevent]]")
    for page in (client.get(where).text, client.get(f"{where}.html").text):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>" not in page.replace("<b>≠", "")
        assert "is told no more" in page


def test_stories_have_versions_and_can_be_struck_out(client: TestClient) -> None:
    where = kept(client, title="One", text="first")
    name = where.rpartition("/")[2]
    assert kept(client, title="One", text="second", writing_id=name) == where
    assert "second" in client.get(where).text
    assert "version 2" in client.get(where).text
    assert kept(client, title="One", strike="1", writing_id=name) == "/stories"
    assert client.get(where).status_code == 404


def test_a_view_is_saved_under_a_name(client: TestClient) -> None:
    kept(client, title="Spain", text="country=ES", kind="view")
    assert 'href="/?country=ES">Spain' in client.get("/stories").text


def test_stories_outlive_a_rebuild(client: TestClient, book: Path) -> None:
    where = kept(client, title="Kept", text="It stays.")
    api.rebuild(book, api.BuildOptions(workers=0))
    assert "It stays." in client.get(where).text


@pytest.mark.parametrize(
    ("left", "right", "distance", "expected"),
    [
        # Two coders: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), examples A and B.
        ("0100000010", "1110010000", differ, 0.095),
        ("aabbdcccedda", "babbbcccedd" + "d", differ, 0.692),
        ("aabb", "aabb", differ, 1.0),
        ("aaaa", "aaaa", differ, None),
        ("", "", differ, None),
    ],
)
def test_alpha_is_krippendorffs(left: str, right: str, distance: object, expected: float | None) -> None:
    found = alpha(list(zip(left, right, strict=True)), distance)  # type: ignore[arg-type]
    assert found == (None if expected is None else pytest.approx(expected, abs=0.001))


def test_alpha_of_numbers_forgives_small_differences_more_than_large_ones() -> None:
    near, far = alpha([(10, 11), (50, 50), (90, 90)], squared), alpha([(10, 90), (50, 50), (90, 90)], squared)
    assert near is not None and far is not None
    assert near > 0.99 > far


def test_the_agreement_of_two_coders_and_the_program(client: TestClient, desk: Desk, event_in: Find) -> None:
    for place, best in (("Madrid", "191"), ("Omagh", "29"), ("Halabja", "5000")):
        event = event_in(place)
        form = hidden(client.get(f"/events/{event.event_id}").text) | {"verdict": "edit", "field": "killed"}
        client.post("/decisions", data=form | {"low": best, "best": best, "high": best})
    with client_of(desk, "bea") as blind:
        blind.cookies.set("sourcebook_blind", "1")
        for place, best in (("Madrid", "192"), ("Omagh", "29"), ("Halabja", "5000")):
            event = event_in(place)
            form = hidden(blind.get(f"/events/{event.event_id}").text) | {"verdict": "edit", "field": "killed"}
            blind.post("/decisions", data=form | {"low": best, "best": best, "high": best})
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", client.get("/agreement").text))
    assert "ada and bea" in page
    assert re.search(r"killed 3 66 % 1\.00 0\.3 people", page)
    assert "ada and the program" in page


def test_an_actor_has_a_profile_with_ties_and_sentences(client: TestClient) -> None:
    page = client.get("/actors/ucdp-283").text
    for words in ("Michael McKevitt", "split from", "Omagh", "sentence"):
        assert words in page
    ties = client.get("/data/network/ucdp-283").json()
    assert {node["name"] for node in ties["nodes"]} >= {"Michael McKevitt"}


def test_a_search_finds_texts_actors_and_events(client: TestClient) -> None:
    page = client.get("/search?words=Omagh").text
    assert "<mark>Omagh</mark>" in page
    assert 'id="events"' in page
    assert "al-Shabaab" in client.get("/search?words=shabaab").text


@pytest.mark.parametrize("words", ['"', "AND AND", "a" * 5000, "%00", "*", "NEAR(", "<b>"])
def test_a_nonsense_search_is_a_page_all_the_same(client: TestClient, words: str) -> None:
    assert client.get("/search", params={"words": words}).status_code == 200
