"""How soon the overview of a large book can be used in a real Chromium, and how soon a decision made by a key is seen.

``python -m tests.quality.review_browser_bench --book FOLDER/large.book``, with a book that ``review_bench`` made up.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests.browser.conftest import FLAGS, serving, system_browser
from tests.quality.review_bench import note_program

ADDRESSES = ("/", "/", "/?from=2010&to=2010", "/?country=IQ")
MARKS = {
    "table": "#events tbody tr",
    "timeline": "[data-island=timeline][data-drawn]",
    "map": "[data-island=map][data-drawn]",
}
PATIENCE = 90_000
DECISIONS = 10


def opening(page: Page, address: str) -> str:
    """Seconds from asking for a page until its table stands, and its timeline and map are drawn."""
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    found = []
    for name, mark in MARKS.items():
        page.wait_for_selector(mark, timeout=PATIENCE)
        found.append(f"{name} {time.perf_counter() - began:.2f}")
    return "  ".join(found)


def deciding(page: Page) -> float:
    """Seconds from the key that accepts an event until the next one is seen."""
    before = page.locator("h1").inner_text()
    began = time.perf_counter()
    page.keyboard.press("a")
    page.wait_for_function("before => document.querySelector('h1')?.innerText !== before", arg=before)
    return time.perf_counter() - began


def main() -> None:
    """Print a line for each address, and the middle of some decisions."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--book", type=Path, required=True)
    book = arguments.parse_args().book
    note_program(book)
    flags = [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else FLAGS
    with serving(book) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_browser(), args=flags)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        home = address.split("/?")[0]
        for path in ADDRESSES:
            print(f"{path:22}{opening(page, home + path)} s", flush=True)
        page.goto(home + "/queue")
        taken = sorted(deciding(page) for _ in range(DECISIONS))
        print(f"a key, the next event  {taken[DECISIONS // 2]:.2f} s, at most {taken[-1]:.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
