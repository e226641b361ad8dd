"""A team: accounts, sessions, roles and the log; what each role may do, and clear pages where one may not."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from sourcebook import api
from sourcebook.cli.application import app
from sourcebook.errors import UsageError
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.review import Access, Desk, Serving, accounts, application, serve
from sourcebook.review.accounts import Team
from sourcebook.store import open_book
from sourcebook.store.roles import Role

from .conftest import HOST, PASSWORD, hidden


@pytest.fixture
def open_as(book: Path, team: Team) -> Callable[[str], TestClient]:
    desk = Desk(path=book, access=Access.on(8321, team=team))

    def signed_in(name: str) -> TestClient:
        client = TestClient(application(desk), base_url=f"http://{HOST}", follow_redirects=False)
        if name:
            answer = client.post("/login", data={"name": name, "password": PASSWORD, "next": "/queue"})
            assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
        return client

    return signed_in


Open = Callable[[str], TestClient]
Find = Callable[[str], Event]


def decided(book: Path) -> list[Decision]:
    with open_book(book) as opened:
        return list(opened.rows(Decision))


def accept(client: TestClient, event: Event) -> int:
    form = hidden(client.get(f"/events/{event.event_id}").text)
    return client.post("/decisions", data=form | {"verdict": "accept", "event": event.event_id}).status_code


def token_of(client: TestClient) -> str:
    return re.findall(r'name="form_token" value="(\w+)"', client.get("/reviewer").text)[0]


def test_whoever_is_not_signed_in_sees_the_form_and_comes_back_to_where_they_wanted(open_as: Open) -> None:
    client = open_as("")
    answer = client.get("/?country=ES")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=/%3Fcountry%3DES")
    assert 'value="/?country=ES"' in client.get(answer.headers["location"]).text
    assert client.get("/data/dots", headers={"accept": "application/json"}).status_code == 401
    assert client.post("/decisions", data={}).status_code == 401


def test_an_editors_decision_carries_the_name_of_the_account(open_as: Open, book: Path, event_in: Find) -> None:
    client = open_as("edda")
    client.cookies.set("sourcebook_reviewer", "somebody else")
    assert accept(client, event_in("Madrid")) == 303
    assert [(each.decided_by, each.verdict) for each in decided(book)] == [("edda", "accept")]


def test_a_coder_codes_blind_and_changes_nothing(open_as: Open, book: Path, event_in: Find) -> None:
    client = open_as("carl")
    madrid = event_in("Madrid")
    assert accept(client, madrid) == 303
    assert [each.field for each in decided(book)] == ["coding"]
    assert event_in("Madrid").review == "machine"
    one, other = api.events(book)[:2]
    assert "actions verdicts" not in client.get(f"/pairs/{one.event_id}/{other.event_id}").text
    data = {"form_token": token_of(client), "event": [one.event_id, other.event_id], "verdict": "same"}
    answer = client.post("/pairs", data=data)
    assert answer.status_code == 403
    assert "code blind" in answer.text


def test_a_reader_looks_and_cannot_decide(open_as: Open, book: Path, event_in: Find) -> None:
    client = open_as("rita")
    assert client.get("/").status_code == 200
    madrid = event_in("Madrid").event_id
    assert "actions verdicts" not in client.get(f"/events/{madrid}").text
    data = {"form_token": token_of(client), "event": madrid, "verdict": "accept", "saw": ""}
    assert client.post("/decisions", data=data).status_code == 403
    assert decided(book) == []
    assert client.get("/team").status_code == 403


def test_a_wrong_password_opens_nothing_and_many_hold_the_name_back(open_as: Open, team: Team) -> None:
    client = open_as("")
    for name in ("rita", "nobody"):
        answer = client.post("/login", data={"name": name, "password": "wrong wrong wrong"})
        assert answer.status_code == 403
        assert "Name or password is wrong" in answer.text
    for _ in range(accounts.MOST_REFUSED):
        client.post("/login", data={"name": "rita", "password": "wrong wrong wrong"})
    answer = client.post("/login", data={"name": "rita", "password": PASSWORD})
    assert answer.status_code == 429
    assert "wait a quarter of an hour" in answer.text
    team.set_password("rita", PASSWORD)
    assert client.post("/login", data={"name": "rita", "password": PASSWORD}).status_code == 303


def test_a_session_that_ended_says_so_and_nothing_is_recorded(
    open_as: Open, book: Path, event_in: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = open_as("edda")
    form = hidden(client.get(f"/events/{event_in('Madrid').event_id}").text)
    monkeypatch.setattr(accounts, "IDLE", timedelta(seconds=-1))
    answer = client.get("/queue")
    assert answer.headers["location"].endswith("ended=1")
    assert "Your session has ended" in client.get(answer.headers["location"]).text
    answer = client.post("/decisions", data=form | {"verdict": "accept"})
    assert answer.status_code == 401
    assert "Nothing was recorded" in answer.text
    assert decided(book) == []


def test_signing_out_and_closing_an_account_end_its_sessions(open_as: Open, team: Team) -> None:
    client = open_as("edda")
    assert client.post("/logout", data={"form_token": token_of(client)}).status_code == 303
    assert client.get("/").status_code == 303
    other = open_as("carl")
    team.remove("carl")
    assert other.get("/").status_code == 303


def test_the_form_token_of_one_session_is_none_of_anothers(open_as: Open, event_in: Find) -> None:
    edda, carl = open_as("edda"), open_as("carl")
    event_id = event_in("Madrid").event_id
    form = hidden(carl.get(f"/events/{event_id}").text)
    assert edda.post("/decisions", data=form | {"verdict": "accept"}).status_code == 400


def test_the_log_names_who_did_what_and_is_only_added_to(open_as: Open, team: Team, event_in: Find) -> None:
    client = open_as("edda")
    accept(client, event_in("Madrid"))
    told = [(each.name, each.what) for each in team.log()]
    assert told[:2] == [("edda", "POST /decisions"), ("edda", "signed in")]
    assert "POST /decisions" in client.get("/team").text
    with sqlite3.connect(team.path) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM audit")


def test_neither_passwords_nor_sessions_stand_in_the_file(team: Team) -> None:
    token = team.sign_in("rita", PASSWORD)
    assert token
    content = b"".join(path.read_bytes() for path in team.path.parent.glob(f"{team.path.name}*"))
    assert PASSWORD.encode() not in content
    assert token.encode() not in content
    assert b"$argon2id$" in content
    assert team.path.stat().st_mode & 0o077 == 0


def test_accounts_are_made_listed_changed_and_closed_on_the_command_line(book: Path) -> None:
    def run(*words: str, given: str = "") -> str:
        answer = CliRunner().invoke(app, ["team", *words, "--book", str(book)], input=given)
        assert answer.exit_code == 0, answer.output
        return answer.output

    assert "Nobody yet" in run("list")
    run("add", "ada", "--role", "editor", "--password-stdin", given=f"{PASSWORD}\n")
    assert "ada\teditor" in run("list")
    run("role", "ada", "coder")
    run("password", "ada", "--password-stdin", given=f"{PASSWORD} new\n")
    assert '"coder"' in run("list", "--json")
    run("remove", "ada")
    assert "account closed" in run("log")


@pytest.mark.parametrize(
    ("name", "password"), [("", PASSWORD), ("a" * 61, PASSWORD), ("ada\n", "short"), ("bo\x00b", PASSWORD)]
)
def test_odd_names_and_short_passwords_are_refused(book: Path, name: str, password: str) -> None:
    with pytest.raises(UsageError):
        Team(book).add(name, Role.READER, password)


def test_a_book_is_served_to_others_only_with_accounts_and_encrypted(book: Path) -> None:
    for options, words in (
        (Serving(listen="0.0.0.0"), "--team"),
        (Serving(team=True), "no accounts yet"),
    ):
        with pytest.raises(UsageError, match=words):
            serve(book, options, print)
    Team(book).add("ada", Role.EDITOR, PASSWORD)
    with pytest.raises(UsageError, match="unencrypted"):
        serve(book, Serving(team=True, listen="0.0.0.0"), print)


def test_signing_in_leads_to_no_other_site(open_as: Open) -> None:
    client = open_as("")
    for away in ("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"):
        answer = client.post("/login", data={"name": "rita", "password": PASSWORD, "next": away})
        assert answer.headers["location"] == "/"
    answer = client.post("/login", data={"name": "rita"}, headers={"origin": "http://elsewhere.example"})
    assert answer.status_code == 403
