"""In a real browser: every page, one selection for all views, a review by keyboard alone, nobody else asked."""

from __future__ import annotations

import re
import time
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sourcebook import api
from sourcebook.records.review import Decision
from sourcebook.store import open_book

from .conftest import ROOT, Reader, missing

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1280, 390)
BLUE = (0x1C, 0x4F, 0x7C)


def pages_of(book: Path) -> dict[str, str]:
    madrid = next(event for event in api.events(book) if event.place and event.place.name == "Madrid")
    first, second = api.events(book)[:2]
    document = next(each for each in api.documents(book) if each.path.endswith(".html"))
    return {
        "overview": "/",
        "event": f"/events/{madrid.event_id}",
        "alike": f"/events/{madrid.event_id}/alike",
        "parts": f"/events/{madrid.event_id}/parts",
        "reader": f"/documents/{document.document_id}",
        "documents": "/documents",
        "queue": "/queue",
        "pairs": "/pairs",
        "pair": f"/pairs/{first.event_id}/{second.event_id}",
        "bulk": "/bulk",
        "actors": "/actors",
        "actor": "/actors/ucdp-283",
        "search": "/search?words=bomb",
        "decisions": "/decisions",
        "reviewer": "/reviewer",
        "agreement": "/agreement",
        "actor alike": "/actors/ucdp-283/alike",
        "actor pair": "/actors/ucdp-283/beside/ucdp-717",
        "actor parts": "/actors/ucdp-283/parts",
        "copies": f"/documents/{document.document_id}/copies",
        "changes": "/changes",
        "words": "/words",
        "publish": "/publish",
        "selections": "/selections",
        "datasets": "/compare",
        "stories": "/stories",
        "writing": "/stories/new?country=ES",
        "missing": "/events/e-none",
    }


def decisions(book: Path) -> list[Decision]:
    with open_book(book) as opened:
        return list(opened.rows(Decision))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_opens_and_fits_its_width(reader: Reader, book: Path, width: int) -> None:
    reader.page.set_viewport_size({"width": width, "height": 900})
    for name, path in pages_of(book).items():
        page = reader.go(path)
        assert page.locator("h1").count() == 1, name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than {width}"
    reader.complaints[:] = [each for each in reader.complaints if "404" not in each]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_of_access(reader: Reader, book: Path, scheme: Any) -> None:
    if not AXE.is_file():
        missing("axe-core is not there (npm was not found): install Node 20 or newer and run make env")
    reader.page.emulate_media(color_scheme=scheme)
    faults = {}
    for name, path in pages_of(book).items():
        page = reader.go(path)
        # Evaluated by the driver, not by the page: the content policy stays as it is.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run({resultTypes: ['violations']})")
        grave = [each for each in found["violations"] if each["impact"] in ("serious", "critical")]
        if grave:
            faults[name] = [(each["id"], each["nodes"][0]["html"][:120]) for each in grave]
    reader.complaints[:] = [each for each in reader.complaints if "404" not in each]
    assert faults == {}


def test_pages_are_whole_without_scripts(browser: Browser, address: str, book: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    for name, path in pages_of(book).items():
        page.goto(address.split("/?")[0] + path)
        assert page.locator("h1").count() == 1, name
    page.goto(address.split("/?")[0] + "/queue")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".queue-bar")).to_contain_text("1 of")
    context.close()
    assert len(decisions(book)) == 1


def test_a_review_by_keyboard_alone(reader: Reader, book: Path, needs_islands: None) -> None:
    page = reader.go("/queue")
    titles = []
    for key in ("a", "r", "u", "s", "a"):
        before = heading(page)
        titles.append(before)
        page.keyboard.press(key)
        page.wait_for_function("before => document.querySelector('h1').textContent.trim() !== before", arg=before)
    assert len(set(titles)) == 5
    assert [each.verdict for each in sorted(decisions(book), key=lambda d: d.decided_at)] == [
        "accept",
        "reject",
        "unsure",
        "accept",
    ]
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).not_to_be_visible()
    page.keyboard.press("e")
    expect(page.locator("details#edit")).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    page.locator("h1").click(position={"x": 1, "y": 1}, no_wait_after=True)
    reader.go("/queue")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/documents/"))
    expect(page.locator("mark.now").first).to_be_visible()


def heading(page: Page) -> str:
    return (page.locator("h1").text_content() or "").strip()


def test_reviewing_is_as_fast_as_typing(reader: Reader, book: Path, needs_islands: None) -> None:
    page = reader.go("/queue")
    began = time.monotonic()
    for _ in range(10):
        before = heading(page)
        page.keyboard.press("a")
        page.wait_for_function("before => document.querySelector('h1').textContent.trim() !== before", arg=before)
    a_minute = 60 * 10 / (time.monotonic() - began)
    assert len(decisions(book)) == 10
    assert a_minute > 25


def test_brushing_the_timeline_filters_the_map_and_the_table(reader: Reader, needs_islands: None) -> None:
    page = reader.go("/")
    timeline = page.locator("[data-island=timeline]")
    page.wait_for_selector("[data-island=timeline][data-drawn]")
    page.wait_for_selector("[data-island=map][data-drawn]", timeout=30_000)
    all_rows, all_dots = page.locator("#events tbody tr").count(), timeline.get_attribute("data-drawn")
    box = timeline.locator("svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 12, steps=6)
    page.mouse.up()
    page.wait_for_url(re.compile(r"from=\d{4}-\d\d-\d\d&to="))
    expect(page.locator(".chips")).to_contain_text("from")
    page.wait_for_function("all => document.querySelectorAll('#events tbody tr').length < all", arg=all_rows)
    page.wait_for_function(
        "all => document.querySelector('[data-island=map]').dataset.drawn !== all", arg=str(all_dots), timeout=30_000
    )
    rows = page.locator("#events tbody tr").count()
    page.reload()
    assert page.locator("#events tbody tr").count() == rows, "the address shows the same again"
    page.go_back()
    page.wait_for_function("all => document.querySelectorAll('#events tbody tr').length === all", arg=all_rows)


def test_a_dot_on_the_map_tells_its_event(reader: Reader, book: Path, needs_islands: None) -> None:
    page = reader.go("/?country=ES")
    page.wait_for_selector("[data-island=map][data-drawn='1'][data-ready]", timeout=30_000)
    box = page.locator("[data-island=map]").bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    canvas = page.locator("[data-island=map] canvas")
    page.mouse.move(middle[0] + 80, middle[1])
    assert canvas.evaluate("each => each.style.cursor") == "", "beside it is nothing to press"
    page.mouse.move(*middle)
    assert canvas.evaluate("each => each.style.cursor") == "pointer"
    page.mouse.click(*middle)
    told = page.locator(".maplibregl-popup a")
    expect(told).to_contain_text("bombing, Madrid, 2004-03-11")
    told.click()
    page.wait_for_url("**" + pages_of(book)["event"])


def drawn_share(page: Page, colour: tuple[int, int, int]) -> float:
    """How much of the map is of a colour, more or less."""
    shot = b64encode(page.locator("[data-island=map] canvas").screenshot()).decode()
    share: float = page.evaluate(
        """async ([shot, colour]) => {
            const image = new Image();
            image.src = `data:image/png;base64,${shot}`;
            await image.decode();
            const paper = new OffscreenCanvas(image.width, image.height).getContext('2d');
            paper.drawImage(image, 0, 0);
            const seen = paper.getImageData(0, 0, image.width, image.height).data;
            const near = at => colour.every((each, part) => Math.abs(each - seen[at + part]) < 40);
            let like = 0;
            for (let at = 0; at < seen.length; at += 4) like += near(at);
            return like * 4 / seen.length;
        }""",
        [shot, list(colour)],
    )
    return share


def test_the_marks_of_events_are_on_the_map(reader: Reader, needs_islands: None) -> None:
    page = reader.go("/")
    page.wait_for_selector("[data-island=map][data-drawn][data-ready]", timeout=30_000)
    with_events = drawn_share(page, BLUE)
    reader.go("/?killed=99999")
    page.wait_for_selector("[data-island=map][data-drawn='0'][data-ready]", timeout=30_000)
    without = drawn_share(page, BLUE)
    assert with_events > without + 0.0005


def test_a_browser_that_draws_no_maps_says_so_and_shows_the_rest(reader: Reader, needs_islands: None) -> None:
    reader.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = reader.go("/")
    expect(page.locator("[data-island=map]")).to_have_attribute("data-empty", re.compile("draws no maps"))
    page.wait_for_selector("[data-island=timeline][data-drawn]")
    assert page.locator("#events tbody tr").count()


def test_words_selected_in_a_sentence_fill_a_field(reader: Reader, book: Path, needs_islands: None) -> None:
    page = reader.go(pages_of(book)["event"])
    page.evaluate(
        """() => {
            const link = [...document.querySelectorAll('.quote a')].find(each => each.textContent.includes('1,400'));
            const node = link.firstChild, at = node.textContent.indexOf('1,400');
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 5);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    page.get_by_role("toolbar").get_by_role("button", name="injured").click()
    expect(page.locator("input[data-fill=injured]")).to_have_value("1400")


def select(page: Page, words: str) -> None:
    """Select words in the text of the reader, as with a mouse, though they lie under several marks."""
    page.evaluate(
        """words => {
            const block = [...document.querySelectorAll('#text .block')].find(each => each.textContent.includes(words));
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            let at = block.textContent.indexOf(words), left = words.length, begun = false;
            for (let node = walker.nextNode(); node && left; node = walker.nextNode()) {
                if (!begun && at >= node.data.length) { at -= node.data.length; continue; }
                if (!begun) { range.setStart(node, at); begun = true; }
                const taken = Math.min(left, node.data.length - at);
                range.setEnd(node, at + taken);
                left -= taken;
                at = 0;
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        words,
    )


def test_two_names_selected_in_the_reader_make_a_tie(reader: Reader, book: Path, needs_islands: None) -> None:
    report = next(each for each in api.documents(book) if "Detectives later found" in each.text)
    page = reader.go(f"/documents/{report.document_id}")
    select(page, "The government")
    page.get_by_role("toolbar").get_by_role("button", name="first of a tie").click()
    expect(page.get_by_label("First")).to_have_value("The government")
    select(page, "ETA")
    page.get_by_role("toolbar").get_by_role("button", name="second of a tie").click()
    at = int(page.locator("input[name=object_start]").input_value())
    assert report.text[at : at + 3] == "ETA", "the place is counted in the characters of the document"
    page.get_by_label("stands as").select_option("rival_of")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url(re.compile(r"claim="))
    expect(page.locator(".claims li.now")).to_contain_text("Rival of")
    expect(page.locator(".claims li.now")).to_contain_text("by hand")
    expect(page.locator("mark.now").first).to_contain_text("The government")
    (made,) = decisions(book)
    page.locator(".claims li.now").get_by_role("link", name="undo").click()
    page.get_by_role("button", name="Take it back").click()
    reader.go(f"/documents/{report.document_id}")
    expect(page.locator(".claims")).not_to_contain_text("by hand")
    assert made.field == "claims"


def test_a_digit_sets_the_kind_and_a_key_then_accepts(reader: Reader, book: Path, needs_islands: None) -> None:
    page = reader.go("/queue")
    before = heading(page)
    page.keyboard.press("7")
    page.wait_for_url(re.compile(r"/queue\?event="))
    assert heading(page).startswith("Assassination")
    assert heading(page) != before
    page.keyboard.press("a")
    page.wait_for_function("() => !location.search.includes('event=')")
    assert [each.verdict for each in sorted(decisions(book), key=lambda d: d.decided_at)] == ["edit", "accept"]


def test_a_name_is_never_run_as_a_script(reader: Reader) -> None:
    page = reader.go("/search?words=" + "%3Cscript%3Ewindow.hacked%3D1%3C/script%3E")
    assert page.evaluate("window.hacked") is None
