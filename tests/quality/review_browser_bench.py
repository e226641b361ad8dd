"""How soon the overview of a large book can be used in a real Chromium, and how soon a decision made by a key is seen:
the middle of some rounds.

``python -m tests.quality.review_browser_bench --book FOLDER/large.book``, with a book that ``review_bench`` made up.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright
from tests.browser.conftest import FLAGS, serving, system_browser
from tests.quality.review_bench import note_program

ADDRESSES = ("/", "/?from=2010&to=2010", "/?country=IQ")
MARKS = {
    "table": "#events tbody tr",
    "timeline": "[data-island=timeline][data-drawn]",
    "dots": "[data-island=map][data-drawn]",
    "lands": "[data-island=map][data-ready]",
}
PATIENCE = 90_000
ROUNDS = 7
DECISIONS = 10
SPOTS = [(0.35 + 0.02 * (each % 16), 0.3 + 0.03 * (each // 16)) for each in range(160)]
POPUP = "() => document.querySelector('.maplibregl-popup')?.style.transform"


def opening(page: Page, address: str) -> dict[str, float]:
    """Seconds from asking for a page until its table stands, timeline and map are drawn, and the map answers.

    It answers when a click on a dot has opened what stands there; then it is dragged until what was opened has moved.
    """
    page.goto("about:blank")
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    found = {}
    for name, mark in MARKS.items():
        page.wait_for_selector(mark, timeout=PATIENCE)
        found[name] = time.perf_counter() - began
    box = page.locator("[data-island=map]").bounding_box()
    assert box
    for across, down in SPOTS:
        x, y = box["x"] + across * box["width"], box["y"] + down * box["height"]
        page.mouse.click(x, y)
        if page.locator(".maplibregl-popup a").count():
            break
    found["click"] = time.perf_counter() - began
    before, began = page.evaluate(POPUP), time.perf_counter()
    page.mouse.move(x + box["width"] / 3, y)
    page.mouse.down()
    page.mouse.move(x + box["width"] / 3 + 60, y + 20, steps=2)
    page.wait_for_function(f"before => ({POPUP})() !== before", arg=before)
    found["drag"] = time.perf_counter() - began
    page.mouse.up()
    return found


def deciding(page: Page) -> float:
    """Seconds from the key that accepts an event until the next one is seen."""
    before = page.locator("h1").inner_text()
    began = time.perf_counter()
    page.keyboard.press("a")
    page.wait_for_function("before => document.querySelector('h1')?.innerText !== before", arg=before)
    return time.perf_counter() - began


def main() -> None:
    """Print a line for each address, and one for the decisions."""
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
            rounds = [opening(page, home + path) for _ in range(ROUNDS)]
            told = (f"{name} {median(each[name] for each in rounds):.2f}" for name in rounds[0])
            print(f"{path:22}{'  '.join(told)} s", flush=True)
        page.goto(home + "/queue")
        taken = sorted(deciding(page) for _ in range(DECISIONS))
        print(f"a key, the next event  {taken[DECISIONS // 2]:.2f} s, at most {taken[-1]:.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
