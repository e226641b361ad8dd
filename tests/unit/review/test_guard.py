"""Who may ask: token, Host, Origin, form token, and what pages may load."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from sourcebook.review import Access, Desk, application

from .conftest import HOST, hidden


def stranger(desk: Desk) -> TestClient:
    return TestClient(application(desk), base_url=f"http://{HOST}", follow_redirects=False)


def test_without_the_token_nothing_is_shown(desk: Desk) -> None:
    answer = stranger(desk).get("/")
    assert answer.status_code == 403
    assert "token" in answer.text
    assert "Madrid" not in answer.text


def test_the_printed_address_sets_the_cookie_and_drops_the_token(desk: Desk) -> None:
    client = stranger(desk)
    answer = client.get(f"/?token={desk.access.secret}&country=ES")
    assert (answer.status_code, answer.headers["location"]) == (303, "/?country=ES")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert client.get("/").status_code == 200


def test_a_token_address_leads_to_no_other_host(desk: Desk) -> None:
    answer = stranger(desk).get(f"//elsewhere.example/?token={desk.access.secret}")
    assert answer.headers.get("location", "/").startswith("/")
    assert not answer.headers.get("location", "/").startswith("//")


@pytest.mark.parametrize("token", ["", "wrong", "é", "a" * 5000])
def test_a_wrong_token_opens_nothing(desk: Desk, token: str) -> None:
    assert stranger(desk).get("/", params={"token": token}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8321", "127.0.0.1:9", ""])
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_post_from_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/decisions", data={"verdict": "accept"}, headers=headers)
    assert answer.status_code == 403


def test_a_post_without_the_form_token_is_refused(client: TestClient, event_in: object) -> None:
    event_id = event_in("Madrid").event_id  # type: ignore[operator]
    form = hidden(client.get(f"/events/{event_id}").text) | {"verdict": "accept", "form_token": "0" * 64}
    answer = client.post("/decisions", data=form)
    assert answer.status_code == 400
    assert "not reviewed" in client.get(f"/events/{event_id}").text


def test_pages_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "<script>" not in answer.text
    assert " style=" not in answer.text
    assert 'src="http' not in answer.text


def test_the_secret_is_long_and_new_each_time() -> None:
    assert Access.on(1).secret != Access.on(1).secret
    assert len(Access.on(1).secret) >= 32


def test_odd_cookies_of_other_programs_lock_nobody_out(client: TestClient, desk: Desk) -> None:
    odd = f'a b=c d; =; {{"x": 1}}; {desk.access.cookie}={desk.access.secret}; "'
    client.cookies.clear()
    assert client.get("/", headers={"cookie": odd}).status_code == 200
