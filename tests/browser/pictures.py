"""The pictures in the docs, taken anew: ``python -m tests.browser.pictures docs/images``. Look at each one.

The book is that of the examples, in two runs, so that there is something to see under what runs changed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from sourcebook import api
from sourcebook.records.knowledge import Event
from sourcebook.store import open_book
from sourcebook.store.queue_queries import near_pairs

from .conftest import FLAGS, ROOT, serving, system_browser

MAP = "[data-island=map][data-drawn][data-ready]"
LATER = ("madrid-verdict", "omagh-september", "bojaya-count", "beslan", "oslo-utoya-revised")
"""Files whose name holds one of these come with the second run."""
NAMES_STAND_MS = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page, and how it is looked at."""

    path: str
    narrow: bool = False
    dark: bool = False
    whole: bool = False
    awaited: str = "main"


def two_runs(folder: Path) -> Path:
    """The book of the examples, some of which came later."""
    documents, book = folder / "documents", folder / "demo.book"
    shutil.copytree(ROOT / "examples" / "documents", documents)
    later = [path for path in documents.rglob("*") if any(each in path.name for each in LATER)]
    kept = folder / "later"
    kept.mkdir()
    moved = [(path, path.rename(kept / path.name)) for path in later]
    api.build([documents], book, api.BuildOptions(workers=0))
    for path, held in moved:
        held.rename(path)
    api.build([documents], book, api.BuildOptions(workers=0))
    return book


def event_in(book: Path, place: str) -> Event:
    """The event of the examples with most reports there."""
    found = (event for event in api.events(book) if event.place and event.place.name == place)
    return max(found, key=lambda event: len(event.document_ids))


def pictures_of(book: Path) -> dict[str, Picture]:
    """What the docs show."""
    omagh = f"/events/{event_in(book, 'Omagh').event_id}"
    with open_book(book) as opened:
        one, other = near_pairs(opened)[0]
    document = next(each for each in api.documents(book) if each.path.endswith(".html"))
    return {
        "overview": Picture(path="/", awaited=MAP),
        "event": Picture(path=omagh, awaited=MAP),
        "event-narrow-dark": Picture(path=omagh, narrow=True, dark=True, awaited=MAP),
        "reader": Picture(path=f"/documents/{document.document_id}"),
        "queue": Picture(path="/queue"),
        "pair": Picture(path=f"/pairs/{one.event_id}/{other.event_id}", whole=True),
        "actor-pair": Picture(path="/actors/ucdp-283/beside/ucdp-717", whole=True),
        "changes": Picture(path="/changes?all=1", whole=True),
    }


def take(browser: Browser, address: str, picture: Picture, to: Path) -> None:
    """One picture, once what moves on the page stands still."""
    size = {"width": 390 if picture.narrow else 1280, "height": 900}
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]}, color_scheme="dark" if picture.dark else "light"
    )
    page = context.new_page()
    page.goto(address)
    page.goto(address.split("/?")[0] + picture.path)
    page.wait_for_selector(picture.awaited, timeout=30_000)
    page.wait_for_timeout(NAMES_STAND_MS)
    page.screenshot(path=to, full_page=picture.whole)
    context.close()


def main() -> None:
    """Take all, or those named."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("names", nargs="*")
    given = arguments.parse_args()
    flags = [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else FLAGS
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        book = two_runs(Path(folder))
        browser = playwright.chromium.launch(executable_path=system_browser(), args=flags)
        with serving(book) as address:
            for name, picture in pictures_of(book).items():
                if not given.names or name in given.names:
                    take(browser, address, picture, given.folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
