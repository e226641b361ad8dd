"""The published site of the examples: every page valid, every link to a file that is there, nobody else's host."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import date
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath

import html5lib
import pytest

import sourcebook

FRONTEND = Path(__file__).parents[2] / "frontend"
VALIDATOR = FRONTEND / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
LINK = re.compile(r'<([a-z]+)[^>]*? (?:href|src)="([^"]*)"')


@pytest.fixture(scope="module")
def pages(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published") / "site"
    edition = sourcebook.Edition(title="Examples", published_on=date(2026, 1, 5), address="https://example.org/x/")
    sourcebook.publish_site(built.book, folder, edition)
    return folder, {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.html")}


def test_every_page_is_valid(pages):
    for name, html in pages[1].items():
        parser = html5lib.HTMLParser()
        parser.parse(html)
        assert parser.errors == [], name
        ids = re.findall(r' id="([^"]*)"', html)
        assert len(ids) == len(set(ids)), f"{name} has an id twice"


def test_the_parser_finds_what_was_broken(pages):
    broken = pages[1]["index.html"].replace("<h1>", "<h1><table>", 1)
    parser = html5lib.HTMLParser()
    parser.parse(broken)
    assert parser.errors != []


def validated(folder: Path) -> tuple[int, str]:
    """What html-validate finds by the HTML standard: what may stand in what, with which attributes."""
    if not VALIDATOR.is_file() or not shutil.which("node"):
        told = "html-validate is not there (npm was not found): install Node 20 or newer and run make env"
        if os.environ.get("SOURCEBOOK_BROWSER_REQUIRED"):
            pytest.fail(told)
        pytest.skip(told)
    command = ["node", str(VALIDATOR), "--config", str(FRONTEND / "htmlvalidate.json"), "--formatter", "text"]
    ran = subprocess.run([*command, f"{folder}/**/*.html"], capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def test_every_page_passes_an_html_validator(pages):
    code, told = validated(pages[0])
    assert code == 0, told[-2000:]


@pytest.mark.parametrize(
    "broken", ["<p><div>x</div></p>", "<ul><p>x</p></ul>", '<input type="colour">', "<b id=a><i id=a>"]
)
def test_the_validator_finds_what_was_broken(tmp_path, broken):
    page = f'<!doctype html>\n<html lang="en"><head><title>x</title></head><body>{broken}</body></html>\n'
    (tmp_path / "page.html").write_text(page)
    assert validated(tmp_path)[0] != 0


def test_every_link_leads_somewhere(pages):
    folder, found = pages
    for name, html in found.items():
        for tag, target in LINK.findall(html):
            if target.startswith("http"):
                assert tag == "a" or target.startswith("https://example.org/x/"), f"{name} loads {target}"
                continue
            path, _, fragment = unescape(target).partition("#")
            file = normpath(join(dirname(name), path)) if path else name
            assert (folder / file).is_file(), f"{name} leads to {target}"
            assert not fragment or f'id="{fragment}"' in found[file], f"{name} leads to {target}"
