"""What of an HTML page is seen, of what kind, and what the page states about itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sourcebook.ingest.html import HtmlReader, html_extract
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.metadata import described

CASES = Path(__file__).with_name("html.jsonl").read_text(encoding="utf-8").splitlines()
BODY = "<p>Nine people were killed when the ferry was shelled on the lake, the harbour master said on Friday.</p>"


@pytest.mark.parametrize("row", [json.loads(case) for case in CASES], ids=lambda row: row["name"])
def test_blocks_of_html(row: dict[str, Any]) -> None:
    pieces = html_extract(f"<html><body>{row['html']}</body></html>").pieces
    assert [[piece.kind.value, piece.text] for piece in pieces] == row["blocks"]


def stated(head: str, body: str = BODY) -> dict[str, str | None]:
    found = described(html_extract(f"<html lang='en-GB'><head>{head}</head><body>{body}</body></html>").stated)
    names = ("title", "source", "url", "published_on", "language")
    return {name: value and str(value) for name in names if (value := getattr(found, name))}


def test_json_ld_states_title_source_and_date() -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "no article"},
            {
                "@type": ["NewsArticle"],
                "headline": "Ferry shelled",
                "datePublished": "2001-05-03T08:00:00Z",
                "publisher": {"@type": "Organization", "name": "Sarm Gazette"},
                "url": "https://example.org/ferry",
            },
        ],
    }
    assert stated(f'<script type="application/ld+json">{json.dumps(data)}</script>') == {
        "title": "Ferry shelled",
        "source": "Sarm Gazette",
        "url": "https://example.org/ferry",
        "published_on": "2001-05-03",
        "language": "en",
    }


def test_broken_json_ld_is_passed_over() -> None:
    assert stated('<script type="application/ld+json">{"@type": </script><title>Ferry</title>')["title"] == "Ferry"


def test_open_graph_and_meta_elements_state() -> None:
    head = (
        '<meta property="og:title" content="Ferry shelled"><meta property="og:site_name" content="Sarm Gazette">'
        '<meta property="article:published_time" content="2001-05-03"><link rel="canonical" href="https://example.org/1">'
    )
    assert stated(head) == {
        "title": "Ferry shelled",
        "source": "Sarm Gazette",
        "url": "https://example.org/1",
        "published_on": "2001-05-03",
        "language": "en",
    }


def test_the_time_of_the_article_is_its_date() -> None:
    assert (
        stated("", f"<article><time datetime='2001-05-03'>3 May</time>{BODY}</article>")["published_on"] == "2001-05-03"
    )


def test_the_name_of_the_site_is_taken_off_the_title() -> None:
    assert stated("<title>Ferry shelled | Sarm Gazette</title>")["title"] == "Ferry shelled"


def test_a_page_updated_later_is_not_dated_by_its_update() -> None:
    assert "published_on" not in stated("", f"<h1>Ferry</h1><p>Last updated: 4 May 2002</p>{BODY}")


def test_the_encoding_that_a_page_states_is_used() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Człowiek zginął w łodzi.</p></body></html>'
    extract = HtmlReader().extract(page.encode("iso-8859-2"), Limits())
    assert extract.pieces[0].text == "Człowiek zginął w łodzi."
