"""The trap table of lost lead paragraphs: the lead holds the death toll and is never lost."""

from __future__ import annotations

import pytest

from sourcebook.ingest.html import html_extract
from sourcebook.records.vocabulary import BlockKind

LEAD = "At least nine people died when a bomb went off in the old market of Lakeside, police said."
BODY = "<p>The bomb had been hidden in a cart near the fish stalls, a witness told reporters on Monday morning.</p>" * 3
LEAD_CLASSES = ("teaser-content", "lead", "intro", "summary", "standfirst", "story-body", "article-lead", "promo-lead")
BODY_CLASSES = ("article-body", "content", "")
WRAPPERS = (
    "<article>{}</article>",
    "<main><div class='page'>{}</div></main>",
    "<div id='wrap'>{}</div>",
    "<form>{}</form>",
)


def page(lead: str, body: str, wrapper: str) -> str:
    inside = f"<h1>Blast hits market</h1><div class='{lead}'>{{}}</div><div class='{body}'>{BODY}</div>"
    return f"<html><body><nav><a href='/'>Home</a></nav>{wrapper.format(inside)}</body></html>"


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("body", BODY_CLASSES)
@pytest.mark.parametrize("lead", LEAD_CLASSES)
@pytest.mark.parametrize("element", ["<p>{}</p>", "{}", "<p><a href='/full'>{}</a></p>", "<b>{}</b>"])
def test_a_lead_is_a_paragraph_whatever_its_class(lead: str, body: str, wrapper: str, element: str) -> None:
    pieces = html_extract(page(lead, body, wrapper).format(element.format(LEAD))).pieces
    (found,) = [piece for piece in pieces if piece.text == LEAD]
    assert found.kind is BlockKind.PARAGRAPH


def test_a_lead_in_a_page_header_beside_the_title_is_kept() -> None:
    pieces = html_extract(f"<body><header><h1>Blast</h1><p class='dek'>{LEAD}</p></header>{BODY}</body>").pieces
    assert [piece.kind for piece in pieces if piece.text == LEAD] == [BlockKind.PARAGRAPH]


def test_a_body_without_the_page_s_own_description_is_reported() -> None:
    head = f'<head><meta property="og:description" content="{LEAD}"></head>'
    problems = html_extract(f"<html>{head}<body><h1>Blast</h1>{BODY}</body></html>").problems
    assert any("description" in problem and "nine people" in problem for problem in problems)


def test_a_body_that_holds_the_description_gives_no_report() -> None:
    head = f'<head><meta property="og:description" content="{LEAD}"></head>'
    assert html_extract(f"<html>{head}<body><h1>Blast</h1><p>{LEAD}</p>{BODY}</body></html>").problems == ()


def test_an_article_that_only_the_page_s_data_hold_is_read_from_there_and_reported() -> None:
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{LEAD} {LEAD}"}}</script>'
    extract = html_extract(f"<html><head>{data}</head><body><div id='root'></div></body></html>")
    assert LEAD in extract.pieces[0].text
    assert "JSON-LD" in extract.problems[0]
