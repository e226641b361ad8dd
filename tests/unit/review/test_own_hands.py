"""Own words for kinds, the tree of selections, digits that set kinds, many pairs at once, datasets beside the book."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sourcebook import api
from sourcebook.errors import UsageError
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.review import Desk
from sourcebook.review.labels import USUAL, as_toml, labels_in
from sourcebook.store import open_book

from .conftest import client_of, hidden


def token(page: str) -> str:
    return page.split('name="form_token" value="')[1].split('"')[0]


def decisions(book: Path) -> list[Decision]:
    with open_book(book) as opened:
        return sorted(opened.rows(Decision), key=lambda each: each.decided_at)


def test_own_words_stand_on_pages_and_not_in_the_book(client: TestClient, book: Path) -> None:
    page = client.get("/words").text
    answer = client.post("/words", data={"form_token": token(page), "types.bombing": "Sprengstoffanschlag"})
    assert answer.status_code == 303
    assert "Sprengstoffanschlag" in client.get("/").text
    assert 'bombing = "Sprengstoffanschlag"' in client.get("/words.toml").text
    assert {str(event.type) for event in api.events(book)} >= {"bombing"}
    assert client.post("/words", data={"form_token": token(page), "text": ""}).status_code == 303
    assert "Sprengstoffanschlag" not in client.get("/").text


def test_words_go_to_another_book_as_a_file() -> None:
    text = '[types]\nbombing = "a \\"blast\\""\n\n[digits]\n1 = "shelling"\n'
    labels = labels_in(text)
    assert labels_in(as_toml(labels)) == labels
    assert labels.digits == ("shelling", *USUAL[1:])


@pytest.mark.parametrize(
    "text", ["[types", "[types]\nbomb = 'x'", "[colours]\na = 'b'", "[types]\nbombing = ''", "[digits]\n1 = 'x'"]
)
def test_words_that_fit_nowhere_are_refused_with_a_sentence(client: TestClient, text: str) -> None:
    with pytest.raises(UsageError):
        labels_in(text)
    page = client.get("/words").text
    assert client.post("/words", data={"form_token": token(page), "text": text}).status_code == 400


def test_a_word_with_a_script_stays_text(client: TestClient) -> None:
    page = client.get("/words").text
    client.post("/words", data={"form_token": token(page), "types.bombing": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in client.get("/").text


def test_selections_are_a_tree_of_what_this_person_looked_at(desk: Desk) -> None:
    with client_of(desk, "ada") as client:
        client.get("/")
        client.get("/?country=ES", headers={"referer": "http://127.0.0.1:8321/"})
        client.get("/?country=ES&contested=1", headers={"referer": "http://127.0.0.1:8321/?country=ES"})
        client.get("/?country=ES&undated=1", headers={"referer": "http://127.0.0.1:8321/?country=ES"})
        client.get("/?country=GB", headers={"referer": "http://127.0.0.1:8321/"})
        page = client.get("/selections").text
        tree = re.sub(r"\s+", " ", page[page.index('class="tree"') :])
        assert tree.index("in GB") < tree.index("in ES"), "the last branch first"
        assert re.search(r"in ES</a> <small>[^<]*</small><ul><li>.*contested.*without a date.*</ul>", tree)
        with client_of(desk, "bob") as other:
            assert "in ES" not in other.get("/selections").text
        client.post("/selections/forget", data={"form_token": token(page)})
        assert "in ES" not in client.get("/selections").text


def test_a_digit_sets_the_kind_and_the_queue_stays_on_the_event(
    client: TestClient, book: Path, event_in: Callable[[str], Event]
) -> None:
    page = client.get("/queue").text
    form = page[page.index('class="actions kinds"') :]
    values = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form.split("</form>")[0]))
    assert 'data-key="9"' in form
    answer = client.post("/decisions", data=values | {"text": "arson"})
    assert answer.headers["location"].startswith("/queue?event=")
    again = client.get(answer.headers["location"]).text
    assert values["event"] in again, "the event stays until it is accepted"
    assert api.event(book, values["event"]).type == "arson"
    client.post("/decisions", data=hidden(again) | {"verdict": "accept"})
    assert [each.verdict for each in decisions(book)] == ["edit", "accept"]


def test_several_events_are_joined_or_kept_apart_in_one_go(client: TestClient, book: Path) -> None:
    for event in api.events(book):
        address = f"/events/{event.event_id}/alike"
        page = client.get(address).text
        listed = re.findall(r'name="listed" value="([^"]*)"', page)
        if listed:
            break
    else:
        pytest.fail("no event of the examples lies near another")
    values: dict[str, object] = {"form_token": token(page), "listed": listed, "event": listed[:2]}
    values["saw"] = page.split('name="saw" value="')[1].split('"')[0]
    assert client.post(address, data=values | {"verdict": "different"}).status_code == 303
    assert {each.verdict for each in decisions(book)} == {"different"}
    assert client.post(address, data=values | {"saw": "old", "verdict": "same"}).status_code == 400


def test_a_sentence_that_is_no_longer_read_is_said_to_be_not_located(client: TestClient, book: Path) -> None:
    document = api.documents(book)[0]
    assert "Not located" not in client.get(f"/documents/{document.document_id}").text
    assert "Not located" in client.get(f"/documents/{document.document_id}?claim=claim-gone").text


GED = (
    "id,year,date_start,date_end,date_prec,latitude,longitude,where_prec,country,where_coordinates,adm_1,type_of_violence,"
    "side_a,side_b,best,low,high,deaths_a,deaths_b,deaths_civilians,deaths_unknown\n"
    "1,1998,1998-08-15,1998-08-15,1,54.6,-7.3,1,United Kingdom,Omagh,,3,Real IRA,Civilians,29,29,29,0,0,29,0\n"
    "2,1998,1998-01-02,1998-01-02,1,54.6,-5.9,1,United Kingdom,Belfast,,3,LVF,Civilians,1,1,1,0,0,1,0\n"
)


def test_a_dataset_stands_beside_the_book(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "ged.csv"
    path.write_text(GED, encoding="utf-8")
    desk.datasets = (path,)
    with client_of(desk) as client:
        assert "ged.csv" in client.get("/compare").text
        page = client.get("/compare/1").text
        assert "UCDP" in page
        theirs = client.get("/compare/1?list=theirs").text
        assert "Belfast" in theirs
        for name in ("same", "ours", "nonsense", "differing&start=abc"):
            assert client.get(f"/compare/1?list={name}").status_code == 200
        assert client.get("/compare/2").status_code == 404


def test_a_dataset_that_cannot_be_read_gives_a_clear_page(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    desk.datasets = (path,)
    with client_of(desk) as client:
        answer = client.get("/compare/1")
        assert answer.status_code in (400, 500)
        assert "odd.csv" in answer.text
