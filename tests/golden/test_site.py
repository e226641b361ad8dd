"""The published site of the examples: every page valid, every link to a file that is there, nobody else's host."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from posixpath import dirname, join, normpath

import html5lib
import pytest

import sourcebook

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
