"""A publication in a real browser: from a disk and under a prefix, whole without a server, nobody else asked."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sourcebook import site

from .conftest import missing
from .test_browser import AXE, WIDTHS

NAMES = ("index", "actors", "sources", "method", "corrections", "downloads")


@pytest.fixture(scope="session")
def folder(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "a prefix" / "site"
    edition = site.Edition(title="Examples", published_on=date(2026, 1, 5), formats=("geojson",))
    site.publish_site(built, out, edition)
    return out


def pages_of(folder: Path) -> list[str]:
    largest = [
        max((folder / name).glob("*.html"), key=lambda path: path.stat().st_size)
        for name in ("events", "actors", "sources")
    ]
    return [*(f"{name}.html" for name in NAMES), *(path.relative_to(folder).as_posix() for path in largest)]


def lost(request: Any) -> bool:
    """Whether a request came to nothing, and was not only given up for the next page."""
    return "ERR_ABORTED" not in (request.failure or "")


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("requestfailed", lambda request: complaints.append(request.url) if lost(request) else None)
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(("file:", "http://127.0.0.1", "data:"))] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_open_from_a_disk_and_fit(page: Page, folder: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for name in pages_of(folder):
        page.goto((folder / name).as_uri())
        assert page.locator("h1").count() == 1, name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than {width}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_published_page_has_a_serious_fault_of_access(page: Page, folder: Path, scheme: Any) -> None:
    if not AXE.is_file():
        missing("axe-core is not there (npm was not found): install Node 20 or newer and run make env")
    page.emulate_media(color_scheme=scheme)
    faults = {}
    for name in pages_of(folder):
        page.goto((folder / name).as_uri())
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run({resultTypes: ['violations'], preload: false})")
        if found["violations"]:
            faults[name] = [(each["id"], each["nodes"][0]["html"][:160]) for each in found["violations"]]
    assert faults == {}


def test_the_checker_of_access_finds_what_was_broken(page: Page, folder: Path) -> None:
    if not AXE.is_file():
        missing("axe-core is not there (npm was not found): install Node 20 or newer and run make env")
    page.goto((folder / "index.html").as_uri())
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(
        """() => {
            document.documentElement.removeAttribute("lang");
            document.querySelector("h1").style.color = "#eee";
            document.querySelector("main").append(document.createElement("input"));
        }"""
    )
    found = page.evaluate("axe.run({resultTypes: ['violations'], preload: false})")
    assert {each["id"] for each in found["violations"]} >= {"html-has-lang", "color-contrast", "label"}


def test_a_row_leads_to_the_event_and_on_to_the_sentence(page: Page, folder: Path) -> None:
    page.goto((folder / "index.html").as_uri())
    page.locator("#events tbody a").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.locator(".quote a").first.click()
    assert "/sources/" in page.url
    expect(page.locator(".quote:has(:target)")).to_be_visible()
    page.get_by_role("link", name="Overview").click()
    assert page.url.endswith("/index.html")


def test_a_field_hides_rows_without_its_words(page: Page, folder: Path) -> None:
    page.goto((folder / "index.html").as_uri())
    rows = page.locator("#events tbody tr:visible")
    before = rows.count()
    page.get_by_label("Only rows with").fill("madrid")
    assert 0 < rows.count() < before


def test_it_works_under_a_prefix(page: Page, folder: Path) -> None:
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    handler = functools.partial(quiet, directory=folder.parents[1])
    # a browser asks for a dozen files at once; with the usual queue of five some are turned away on a busy machine
    patient = type("Patient", (http.server.ThreadingHTTPServer,), {"request_queue_size": 64})
    with patient(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}/a%20prefix/site/"
        page.goto(home)
        page.locator("figure.map a").first.click()
        assert page.url.startswith(home)
        assert page.evaluate("getComputedStyle(document.querySelector('.top')).display") == "flex"
        server.shutdown()
