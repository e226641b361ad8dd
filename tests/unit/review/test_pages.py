"""What pages show, without a browser: values with their bounds, cells that differ, text that stays text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sourcebook import api
from sourcebook.records.knowledge import Event
from sourcebook.review import Access, Desk

from .conftest import client_of

Find = Callable[[str], Event]


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_the_overview_counts_what_is_unknown(client: TestClient, book: Path) -> None:
    events = api.events(book)
    page = text_of(client.get("/").text)
    assert f"{len(events)} events" in page
    assert f"{sum(event.place is None or event.place.latitude is None for event in events)} without a point" in page
    assert f"{sum(len(event.origins) < 2 for event in events)} from one origin alone" in page


def test_a_selection_lives_in_the_address(client: TestClient) -> None:
    page = client.get("/?country=ES&from=2004&to=2004").text
    assert "Madrid" in page
    assert "Halabja" not in page
    assert "in ES" in text_of(page)
    assert 'href="/?from=2004-01-01&amp;to=2004-12-31"' in page, "each condition can be taken away"


@pytest.mark.parametrize(
    "query",
    [
        "from=soon",
        "from=2004-13-45",
        "to=%00",
        "type=<script>",
        "country=ZZZ",
        "killed=-1",
        "killed=9999999999999999",
        "box=1,2",
        "box=nan,nan,nan,nan",
        "start=99999999999999999999",
        "start=-5",
        "order=drop",
        "review=all",
        "actor=nobody",
        "place=%27%22;--",
        "contested=maybe",
        "from=" + "9" * 5000,
    ],
)
def test_a_nonsense_address_is_a_page_all_the_same(client: TestClient, query: str) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/documents", "/documents/{document}", "/actors", "/decisions", "/bulk", "/changes"]
)
def test_a_number_that_is_none_begins_at_the_first(client: TestClient, book: Path, path: str) -> None:
    address = path.format(document=api.documents(book)[0].document_id)
    first = client.get(address).text
    for number in ("²", "-1", "x", "१"):
        assert client.get(address, params={"start": number}).text.count("<tr") == first.count("<tr")
    assert client.get(address, params={"start": "9" * 30}).status_code == 200


def test_what_an_address_asks_in_vain_is_named(client: TestClient) -> None:
    assert "from=soon" in client.get("/?from=soon").text


def test_an_event_shows_a_row_for_each_origin_and_marks_what_differs(client: TestClient, event_in: Find) -> None:
    event = event_in("Madrid")
    page = client.get(f"/events/{event.event_id}").text
    table = re.search(r'<table class="versions">.*?</table>', page, re.S)
    assert table is not None
    assert len(re.findall(r'<th scope="row">', table[0])) == len(event.origins) + 1
    assert "differs" in table[0]
    assert "ETA (denied)" in text_of(table[0]).replace("( ", "(")


def test_every_value_of_the_table_leads_to_words_that_stand_in_the_reader(client: TestClient, event_in: Find) -> None:
    page = client.get(f"/events/{event_in('Madrid').event_id}").text
    links = set(re.findall(r'href="(/documents/[^"]*\?claim=[^"#]*)#(w\d+|claim-\w+)"', page))
    assert len(links) > 8
    for address, anchor in links:
        assert f'id="{anchor}"' in client.get(address.replace("&amp;", "&")).text, (address, anchor)


def test_the_rule_that_chose_a_figure_is_named_and_others_are_offered(client: TestClient, event_in: Find) -> None:
    page = text_of(client.get(f"/events/{event_in('Halabja').event_id}").text)
    assert "what was found later, else the latest report, first-hour tolls left out" in page
    assert "the lowest number that any origin gives 3,200 (3,200–5,000)" in page


def test_copies_are_compared_word_by_word(client: TestClient, book: Path) -> None:
    documents = api.documents(book)
    garissa = [each for each in documents if "Garissa" in each.text]
    answer = client.get(f"/documents/{garissa[0].document_id}/beside/{garissa[1].document_id}")
    assert answer.status_code == 200
    assert "Word by word" in answer.text


def test_the_original_is_a_file_to_keep_and_never_a_page(client: TestClient, book: Path) -> None:
    page = next(each for each in api.documents(book) if each.path.endswith(".html"))
    answer = client.get(f"/documents/{page.document_id}/original")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content


def test_a_missing_original_is_said(client: TestClient, book: Path) -> None:
    document = api.documents(book)[0]
    (book.with_name(book.name + ".originals") / document.original[:2] / document.original).unlink()
    answer = client.get(f"/documents/{document.document_id}/original")
    assert answer.status_code == 404
    assert "missing" in answer.text


def test_names_with_tags_stay_text(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(
        '<script>alert(1)</script> & "co"\n\n'
        'On 3 May 2015 a bomb killed 12 people in Kabul, said <img src=x onerror=alert(1)> and "others".\n',
        encoding="utf-8",
    )
    api.build([folder], tmp_path / "tags.book", api.BuildOptions(workers=0))
    desk = Desk(path=tmp_path / "tags.book", access=Access.on(8321))
    with client_of(desk, "<b>mallory</b>") as client:
        document = api.documents(desk.path)[0]
        pages = [client.get(path).text for path in ("/", "/documents", f"/documents/{document.document_id}")]
        pages += [client.get(f"/events/{event.event_id}").text for event in api.events(desk.path)]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>mallory" not in page


@pytest.mark.parametrize("path", ["/events/e-none", "/documents/d-none", "/decisions/none", "/nowhere"])
def test_what_is_not_there_is_a_page_that_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "To the overview" in answer.text


def test_a_book_of_another_version_is_said(desk: Desk, client: TestClient) -> None:
    import sqlite3

    connection = sqlite3.connect(desk.path)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    answer = client.get("/")
    assert answer.status_code == 409
    assert "newer program" in answer.text


def test_a_long_document_is_shown_in_parts(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Nothing happened here today.\n\n" * 10_000, encoding="utf-8")
    api.build([folder], tmp_path / "long.book", api.BuildOptions(workers=0))
    desk = Desk(path=tmp_path / "long.book", access=Access.on(8321))
    with client_of(desk) as client:
        page = client.get(f"/documents/{api.documents(desk.path)[0].document_id}").text
    assert "The next part of the text" in page
    assert len(page) < 2_000_000


def test_two_papers_with_one_agency_behind_them_name_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "coast.txt").write_text(
        "Source: Coast Courier\nDate: 2014-06-16\n\nFive gunmen shot dead 11 people in the town of Mpeketoni, Kenya, "
        "on Sunday night, Reuters reported. Houses and a bank were burnt down.\n"
    )
    (folder / "inland.txt").write_text(
        "Source: Inland Times\nDate: 2014-06-16\n\nAt least 11 people were killed on Sunday when gunmen attacked "
        "Mpeketoni in Kenya, according to Reuters.\n"
    )
    path = tmp_path / "two.book"
    api.build([folder], path, api.BuildOptions(workers=0))
    (coast,) = [each for each in api.documents(path) if each.path.endswith("coast.txt")]
    with client_of(Desk(path=path, access=Access.on(8321), reviewer="ada")) as client:
        page = client.get(f"/documents/{coast.document_id}").text
    assert "One source behind both" in page
    assert "inland.txt" in page


def test_every_sentence_leads_to_its_words_in_the_text_not_to_the_list_beside(client: TestClient, book: Path) -> None:
    quotes = re.findall(r'class="quote"[^>]*><a href="([^"]+)"', client.get("/queue").text)
    for event in api.events(book):
        quotes += re.findall(r'class="quote"[^>]*><a href="([^"]+)"', client.get(f"/events/{event.event_id}").text)
    assert len(quotes) > 30
    for address in dict.fromkeys(quotes):
        path, place = address.replace("&amp;", "&").split("#")
        assert re.search(rf'<mark id="{place}" class="[^"]* now"', client.get(path).text), address
