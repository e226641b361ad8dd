"""What an HTML page states about itself: JSON-LD, Open Graph, meta elements, time, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from sourcebook.ingest.extract import Rank, Stated

ARTICLE = re.compile(
    r"(?:News|Reportage|Analysis\w*|Blog|Opinion\w*|Scholarly|Live\w*)?(?:Article|Posting|Report)$|^WebPage$"
)
META = {
    "og:title": "title",
    "twitter:title": "title",
    "dc.title": "title",
    "citation_title": "title",
    "og:site_name": "source",
    "application-name": "source",
    "publisher": "source",
    "dc.publisher": "source",
    "citation_journal_title": "source",
    "og:url": "url",
    "article:published_time": "published_on",
    "og:published_time": "published_on",
    "article:published": "published_on",
    "citation_publication_date": "published_on",
    "dc.date": "published_on",
    "dc.date.issued": "published_on",
    "dcterms.created": "published_on",
    "datepublished": "published_on",
    "date": "published_on",
    "pubdate": "published_on",
    "publishdate": "published_on",
    "publish-date": "published_on",
    "publication_date": "published_on",
    "parsely-pub-date": "published_on",
    "sailthru.date": "published_on",
    "displaydate": "published_on",
    "content-language": "language",
    "language": "language",
    "dc.language": "language",
}
DESCRIPTIONS = ("og:description", "twitter:description")
SITE_NAME = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,40}$")
TIMES = (
    "time[pubdate][datetime]",
    'time[itemprop="datePublished"][datetime]',
    "header time[datetime]",
    "article time[datetime]",
)
LARGEST = 2_000_000
DEPTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page states, and the text that it says it has: its description and its article's body."""

    stated: tuple[Stated, ...] = ()
    description: str = ""
    body: str = ""


def page_of(tree: Any) -> Page:
    """What the head of a page states, most trusted first."""
    articles = sorted(linked_data(tree), key=lambda found: "articleBody" not in found)
    meta = dict(meta_elements(tree))
    found = [*ld_fields(articles), *((META[name], value) for name, value in meta.items() if name in META)]
    found.extend(element_fields(tree))
    stated = tuple(Stated(field=field, value=value, rank=Rank.PAGE) for field, value in found if value.strip())
    described = next((meta[name] for name in DESCRIPTIONS if meta.get(name)), "")
    bodies = (text(article.get("articleBody")) for article in articles)
    return Page(stated=stated, description=described, body=next((body for body in bodies if body), ""))


def text(value: object) -> str:
    """A value of JSON-LD as text without markup."""
    return unescape(re.sub(r"<[^>]{1,200}>", " ", value)).strip() if isinstance(value, str) else ""


def meta_elements(tree: Any) -> Iterator[tuple[str, str]]:
    """Name and content of every meta element, the first of a name only."""
    met: set[str] = set()
    for node in tree.css("meta"):
        told = node.attributes
        name = (
            told.get("property") or told.get("name") or told.get("itemprop") or told.get("http-equiv") or ""
        ).lower()
        content = told.get("content")
        if name and content and name not in met and len(content) < LARGEST:
            met.add(name)
            yield name, content


def linked_data(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Every article that the page describes in JSON-LD."""
    for node in tree.css('script[type="application/ld+json"]'):
        source = node.text() or ""
        if len(source) > LARGEST:
            continue
        try:
            found = json.loads(source, strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
        yield from (one for one in objects(found) if is_article(one))


def objects(found: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every object in JSON-LD, whether alone, in a list or in a graph."""
    if depth > DEPTH:
        return
    if isinstance(found, list):
        for one in found:
            yield from objects(one, depth + 1)
    elif isinstance(found, Mapping):
        yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from objects(found.get(key), depth + 1)


def is_article(found: Mapping[str, Any]) -> bool:
    """Whether an object of JSON-LD describes an article."""
    kinds = found.get("@type")
    return any(
        isinstance(kind, str) and ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def ld_fields(articles: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The fields that articles in JSON-LD state."""
    for article in articles:
        yield "title", text(article.get("headline"))
        yield "published_on", text(article.get("datePublished"))
        yield "language", text(article.get("inLanguage"))
        yield "url", text(article.get("url"))
        publisher = article.get("publisher")
        first = publisher[0] if isinstance(publisher, list) and publisher else publisher
        yield "source", text(first.get("name") if isinstance(first, Mapping) else first)


def element_fields(tree: Any) -> Iterator[tuple[str, str]]:
    """The fields that elements of the page state: canonical link, time, language, title."""
    if (link := tree.css_first('link[rel="canonical"]')) is not None:
        yield "url", link.attributes.get("href") or ""
    if (time := tree.css_first(", ".join(TIMES))) is not None:
        yield "published_on", time.attributes.get("datetime") or ""
    if (html := tree.css_first("html")) is not None:
        yield "language", html.attributes.get("lang") or html.attributes.get("xml:lang") or ""
    headings = [node for node in tree.css("h1")[:2] if (node.text() or "").strip()]
    if len(headings) == 1:
        yield "title", headings[0].text()
    if (title := tree.css_first("head > title")) is not None:
        yield "title", SITE_NAME.sub("", " ".join((title.text() or "").split()))
