"""What an HTML element says of the text in it: hidden, boilerplate and why, or a kind of block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sourcebook.ingest.published import words
from sourcebook.records.vocabulary import BlockKind

INVISIBLE = frozenset(words("html")["invisible"])
BLOCKS = frozenset(words("html")["blocks"])
HEADINGS = {f"h{level}": level for level in range(1, 7)}
STYLE_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
KINDS = {
    "li": BlockKind.LIST,
    "dt": BlockKind.LIST,
    "dd": BlockKind.LIST,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "p": BlockKind.PARAGRAPH,
    "blockquote": BlockKind.PARAGRAPH,
    "pre": BlockKind.PARAGRAPH,
    **dict.fromkeys(HEADINGS, BlockKind.HEADING),
}
REASONS = {"nav": "navigation", "button": "button", "label": "form", "menu": "navigation", "search": "form"}
ROLES = {
    "navigation": "navigation",
    "search": "form",
    "contentinfo": "page footer",
    "banner": "page header",
    "menu": "navigation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an element says of all text in it; empty fields say nothing, so that the element around it holds."""

    kind: BlockKind | None = None
    level: int = 0
    reason: str = ""
    kept: bool = False
    lead: bool = False


NOTHING = Meaning()


def hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether nothing of an element is seen on the page."""
    if tag in INVISIBLE or "hidden" in attributes:
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    name = attributes.get("class")
    if name and pattern("kind", "control").search(name[:300]):
        return True
    style = attributes.get("style")
    return bool(style and STYLE_HIDDEN.search(style[:2000]))


@cache
def element_reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of class and id that make an element boilerplate, and why."""
    return tuple((re.compile(one["pattern"], re.IGNORECASE), one["reason"]) for one in words("boilerplate")["element"])


@cache
def pattern(table: str, name: str) -> re.Pattern[str]:
    """One of the other patterns of the word list."""
    return re.compile(words("boilerplate")[table][name], re.IGNORECASE | re.DOTALL)


def keeps(text: str) -> bool:
    """Whether a block is a correction, which is read whatever stands around it.

    >>> keeps("Correction: an earlier version of this article gave the toll as 32."), keeps("Two died.")
    (True, False)
    """
    return len(text) < 1_000 and bool(pattern("keep", "text").match(text))


@cache
def named(name: str) -> Meaning:
    """What the words of an element's class and id say."""
    if pattern("keep", "element").search(name):
        return Meaning(kind=BlockKind.PARAGRAPH, kept=True)
    if pattern("kind", "info_box").search(name):
        return Meaning(kind=BlockKind.INFO_BOX)
    if pattern("kind", "caption").search(name):
        return Meaning(kind=BlockKind.CAPTION)
    reason = next((reason for one, reason in element_reasons() if one.search(name)), "")
    return Meaning(reason=reason, lead=bool(pattern("kind", "lead").search(name)))


def meaning(tag: str, attributes: dict[str, str | None], in_article: bool) -> Meaning:
    """What an element's tag, role, class and id say of the text in it."""
    name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()[:300]
    said = named(name) if name and tag not in ("html", "body", "main", "article") else NOTHING
    if said.kept or said.kind is not None:
        return said
    reason = REASONS.get(tag) or ROLES.get(attributes.get("role") or "") or said.reason
    if tag == "footer" and not in_article:
        reason = "page footer"
    return Meaning(kind=KINDS.get(tag), level=HEADINGS.get(tag, 0), reason=reason, lead=said.lead)
