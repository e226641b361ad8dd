"""A real Chromium, a real server, the book of the examples. Without a browser the tests say so and are skipped,
or fail where ``SOURCEBOOK_BROWSER_REQUIRED`` is set.

The browser is the system's (``SOURCEBOOK_BROWSER`` names one), or the one that ``make browser`` installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from sourcebook import api
from sourcebook.review.rendering import islands

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
]


def system_browser() -> str | None:
    named = os.environ.get("SOURCEBOOK_BROWSER")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def missing(what: str) -> NoReturn:
    """Says what the tests of pages lack: a stranger's run goes on, one that must try them fails."""
    if os.environ.get("SOURCEBOOK_BROWSER_REQUIRED"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    flags = [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=system_browser(), args=flags)
        except Error as error:
            missing(
                "no Chromium was found, so no page was tried in a browser: install one (Debian: chromium), "
                f"or run make browser ({str(error).splitlines()[0]})"
            )
        yield found
        found.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browser") / "examples.book"
    api.build([ROOT / "examples" / "documents"], path, api.BuildOptions(workers=0))
    return path


@pytest.fixture
def book(built: Path, tmp_path: Path) -> Path:
    path = tmp_path / built.name
    shutil.copy(built, path)
    shutil.copytree(built.with_name(built.name + ".originals"), path.with_name(path.name + ".originals"))
    return path


@contextmanager
def serving(book: Path, *options: str) -> Iterator[str]:
    """The address that ``sourcebook serve`` prints, while it serves."""
    command = [sys.executable, "-m", "sourcebook.cli", "serve", "--book", str(book), "--no-browser", *options]
    with (
        tempfile.TemporaryFile("w+") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as server,
    ):
        assert server.stdout is not None
        lines = [server.stdout.readline() for _ in range(2)]
        found = re.search(r"http://127\.0\.0\.1:\d+/(?:\?token=\S+)?", "".join(lines))
        assert found, f"the server printed {lines}"
        try:
            yield found[0]
        finally:
            server.terminate()
            server.wait(10)
        errors.seek(0)
        assert "Traceback" not in errors.read()


@pytest.fixture
def address(book: Path) -> Iterator[str]:
    """The address with its token, as ``sourcebook serve`` prints it."""
    with serving(book) as found:
        assert "?token=" in found
        yield found


class Reader:
    """A page with what the browser complained of, and which other hosts it asked."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.home = address.split("/?")[0]
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)
        page.goto(address)

    def _asked(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.home, "data:", "blob:")):
            self.strangers.append(url)

    def go(self, path: str) -> Page:
        self.page.goto(self.home + path)
        return self.page


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    found = Reader(context.new_page(), address)
    yield found
    context.close()
    assert found.complaints == []
    assert found.strangers == []


@pytest.fixture
def needs_islands() -> None:
    if not islands():
        missing("the islands were not built (npm was not found): install Node 20 or newer and run make env")
