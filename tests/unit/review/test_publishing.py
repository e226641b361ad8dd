"""Publishing from the app: what is withheld is shown, a rule is lifted with a reason, all of it by editors only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sourcebook import api, site
from sourcebook.publish.foreseen import foreseen
from sourcebook.review import Access, Desk, application
from sourcebook.review.accounts import Team
from sourcebook.store import custody, open_book

from .conftest import HOST, PASSWORD


@pytest.fixture
def open_as(book: Path, team: Team) -> Callable[[str], TestClient]:
    desk = Desk(path=book, access=Access.on(8321, team=team), publisher=site.publish_as_told)

    def signed_in(name: str) -> TestClient:
        client = TestClient(application(desk), base_url=f"http://{HOST}", follow_redirects=False)
        client.post("/login", data={"name": name, "password": PASSWORD, "next": "/"})
        return client

    return signed_in


Open = Callable[[str], TestClient]


def token_in(client: TestClient) -> str:
    page = client.get("/publish").text
    return page.split('name="form_token" value="')[1].split('"')[0]


def sent(client: TestClient, path: str, **form: object) -> int:
    return client.post(path, data={"form_token": token_in(client), **form}).status_code


def private_name(book: Path) -> str:
    """The full name of somebody whom the book names in private."""
    with open_book(book) as opened:
        return next(name for name in foreseen(opened).people if " " in name)


def taken_away(client: TestClient, name: str) -> dict[str, bytes]:
    answer = client.get(f"/publish/{name}.zip")
    assert answer.headers["content-disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return {each: packed.read(each) for each in packed.namelist()}


@pytest.mark.parametrize("name", ["rita", "carl"])
def test_who_is_no_editor_sees_and_writes_nothing(open_as: Open, book: Path, name: str) -> None:
    token, client = token_in(open_as("edda")), open_as(name)
    for path in ("/publish", "/publish/site", "/publish/site.zip"):
        assert client.get(path).status_code == 403
    for path in ("/publish", "/publish/names"):
        assert client.post(path, data={"form_token": token, "what": "geojson"}).status_code == 403
    assert 'href="/publish"' not in client.get("/").text
    assert not book.with_name(book.name + ".published").exists()


def test_the_page_names_whom_a_publication_would_not(open_as: Open, book: Path) -> None:
    with open_book(book) as opened:
        expected = foreseen(opened)
    shown = open_as("edda").get("/publish").text
    assert len(expected.people) == dict(expected.counts)["private persons not named"] > 10
    assert all(name.replace("'", "&#39;") in shown for name in expected.people)


def test_an_export_is_written_reported_and_taken_away(open_as: Open, book: Path) -> None:
    client, name = open_as("edda"), private_name(book)
    assert sent(client, "/publish", what="geojson", profile="public") == 303
    assert "private persons not named" in client.get("/publish/geojson").text
    files = taken_away(client, "geojson")
    assert "geojson/events.geojson" in files
    assert name.encode() not in b"".join(files.values())


def test_every_name_stands_for_named_hands_with_a_reason_in_the_log(open_as: Open, book: Path) -> None:
    client, name = open_as("edda"), private_name(book)
    assert sent(client, "/publish", what="geojson", profile="everyone") == 400
    assert client.get("/publish/geojson.zip").status_code == 404
    assert sent(client, "/publish", what="geojson", profile="everyone", reason="for the court") == 303
    assert name.encode() in b"".join(taken_away(client, "geojson").values())
    with open_book(book) as opened:
        (noted,) = [entry for entry in custody.entries(opened) if entry["act"] == custody.LET_OUT]
    assert (noted["by"], noted["reason"], noted["names"]) == ("edda", "for the court", "all")


def test_one_name_is_let_out_by_the_account_and_stands_until_taken_back(open_as: Open, book: Path) -> None:
    client, name = open_as("edda"), private_name(book)
    assert sent(client, "/publish/names", name=name, reason="") == 400
    assert sent(client, "/publish/names", name=name, reason="her family asked", by="somebody else") == 303
    ((decision, lift),) = api.disclosed(book)
    assert (lift.name, lift.reason, lift.by) == (name, "her family asked", "edda")
    assert "her family asked" in client.get("/publish").text
    assert sent(client, "/publish", what="geojson", profile="public") == 303
    assert name.encode() in b"".join(taken_away(client, "geojson").values())
    api.undo(book, decision.decision_id, "edda")
    assert sent(client, "/publish", what="geojson", profile="public") == 303
    assert name.encode() not in b"".join(taken_away(client, "geojson").values())


def test_a_site_is_written_and_its_form_filled_in_again(open_as: Open, book: Path) -> None:
    client, name = open_as("edda"), private_name(book)
    told = {"title": "Bombs & courts", "author": "A. Desk", "address": "https://example.org/b", "formats": ["hxl"]}
    assert sent(client, "/publish", what="site", **told) == 303
    assert "Edition" in client.get("/publish/site").text
    files = taken_away(client, "site")
    assert {"site/index.html", "site/sitemap.xml", "site/downloads/hxl/events.csv"} <= set(files)
    assert name.encode() not in b"".join(files.values())
    assert site.check_site(book.with_name(book.name + ".published") / "site").ok
    assert 'value="Bombs &amp; courts"' in client.get("/publish").text


def test_what_was_never_written_and_no_format_are_clear_sentences(open_as: Open) -> None:
    client = open_as("edda")
    for path in ("/publish/geojson", "/publish/..%2Fedition", "/publish/x.zip"):
        assert client.get(path).status_code == 404
    assert sent(client, "/publish", what="../../x", profile="public") == 400


def test_one_person_publishes_without_accounts(client: TestClient, desk: Desk) -> None:
    assert sent(client, "/publish", what="citations", profile="public") == 303
    assert any(name.endswith(".bib") for name in taken_away(client, "citations"))
    assert "Write the site" not in client.get("/publish").text
    assert sent(client, "/publish", what="site") == 400
