"""Signing in, in a real browser: the form, wrong words, what each role sees, signing out, a session that ended."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sourcebook import api
from sourcebook.records.review import Decision
from sourcebook.review.accounts import Team
from sourcebook.store import open_book
from sourcebook.store.roles import Role

from .conftest import missing, serving
from .test_browser import AXE, WIDTHS

PASSWORD = "a long enough password"
ACCOUNTS = (("rita", Role.READER), ("carl", Role.CODER), ("edda", Role.EDITOR))


@pytest.fixture
def home(book: Path) -> Iterator[str]:
    """Where the book of the examples is served for a team of three."""
    team = Team(book)
    for name, role in ACCOUNTS:
        team.add(name, role, PASSWORD)
    with serving(book, "--team") as address:
        yield address.rstrip("/")


@pytest.fixture
def page(browser: Browser, home: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def sign_in(page: Page, home: str, name: str, path: str = "/", password: str = PASSWORD) -> None:
    page.goto(home + path)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def faults(page: Page) -> list[tuple[str, str]]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [(each["id"], each["nodes"][0]["html"][:120]) for each in found if each["impact"] in ("serious", "critical")]


def decided(book: Path) -> list[Decision]:
    with open_book(book) as opened:
        return list(opened.rows(Decision))


def test_signing_in_leads_to_the_page_that_was_asked_for(page: Page, home: str) -> None:
    page.goto(f"{home}/?country=ES")
    expect(page).to_have_title(re.compile("Sign in"))
    expect(page.get_by_label("Name")).to_be_focused()
    sign_in(page, home, "edda", "/?country=ES")
    page.wait_for_url(f"{home}/?country=ES")
    expect(page.locator(".who")).to_have_text("edda")


def test_a_wrong_password_is_told_and_many_hold_the_name_back(page: Page, home: str) -> None:
    sign_in(page, home, "edda", password="not the password")
    expect(page.get_by_role("alert")).to_have_text("Name or password is wrong.")
    page.goto(f"{home}/queue")
    expect(page).to_have_title(re.compile("Sign in"))
    for _ in range(8):
        sign_in(page, home, "edda", password="not the password")
    sign_in(page, home, "edda")
    expect(page.get_by_role("alert")).to_contain_text("wait a quarter of an hour")


def test_a_reader_is_told_that_deciding_is_for_others(page: Page, home: str, book: Path) -> None:
    sign_in(page, home, "rita", "/queue")
    expect(page.locator(".who")).to_have_text("rita · reader")
    page.goto(f"{home}/team")
    expect(page.locator("h1")).to_have_text("Not for you")
    madrid = next(event for event in api.events(book) if event.place and event.place.name == "Madrid")
    page.goto(f"{home}/events/{madrid.event_id}")
    expect(page.get_by_role("heading", name="Who tells it how")).to_be_visible()
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)
    page.goto(f"{home}/documents/{madrid.document_ids[0]}")
    expect(page.get_by_text("How two actors stand to each other")).to_have_count(0)
    page.goto(f"{home}/actors/ucdp-283")
    expect(page.get_by_role("button", name="Set")).to_have_count(0)
    assert decided(book) == []


def test_a_coder_codes_beside_the_book(page: Page, home: str, book: Path) -> None:
    sign_in(page, home, "carl", "/queue")
    expect(page.locator(".who")).to_have_text("carl · blind")
    before = page.locator("h1").inner_text()
    page.get_by_role("button", name="Accept").click()
    page.wait_for_function("before => document.querySelector('h1').innerText !== before", arg=before)
    assert [(each.field, each.decided_by) for each in decided(book)] == [("coding", "carl")]
    assert {event.review for event in api.events(book)} == {"machine"}


def test_an_editor_decides_sees_the_log_and_signs_out(page: Page, home: str, book: Path) -> None:
    sign_in(page, home, "edda", "/queue")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".queue-bar")).to_contain_text("1 of")
    page.get_by_role("link", name="edda").click()
    page.get_by_role("link", name="The team and its log").click()
    expect(page.locator("h1")).to_have_text("Team")
    expect(page.get_by_role("cell", name="POST /decisions")).to_be_visible()
    page.get_by_role("link", name="edda").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{home}/login")
    page.goto(f"{home}/queue")
    expect(page).to_have_title(re.compile("Sign in"))
    page.go_back()
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)


def test_a_session_that_ended_says_so_and_comes_back_to_the_page(page: Page, home: str, book: Path) -> None:
    sign_in(page, home, "edda", "/queue")
    expect(page.locator(".who")).to_have_text("edda")
    with sqlite3.connect(Team(book).path) as accounts:
        accounts.execute("UPDATE sessions SET seen_at = '2020-01-01T00:00:00+00:00'")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("h1")).to_have_text("Your session has ended")
    expect(page.locator("main")).to_contain_text("Nothing was recorded")
    assert decided(book) == []
    page.get_by_role("link", name="Sign in").click()
    sign_in(page, home, "edda", "/queue")
    page.wait_for_url(f"{home}/queue")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".queue-bar")).to_contain_text("1 of")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_a_team_have_no_serious_fault_of_access_and_fit(page: Page, home: str, scheme: Any) -> None:
    if not AXE.is_file():
        missing("axe-core is not there (npm was not found): install Node 20 or newer and run make env")
    page.emulate_media(color_scheme=scheme)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.context.clear_cookies()
        sign_in(page, home, "rita", password="not the password")
        expect(page.get_by_role("alert")).to_be_visible()
        found[f"login {width}"] = faults(page)
        sign_in(page, home, "rita", "/team")
        expect(page.locator("h1")).to_have_text("Not for you")
        found[f"refused {width}"] = faults(page)
        page.context.clear_cookies()
        sign_in(page, home, "edda", "/team")
        for path in ("/team", "/reviewer"):
            page.goto(home + path)
            found[f"{path} {width}"] = faults(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width}"
    assert {name: each for name, each in found.items() if each} == {}
