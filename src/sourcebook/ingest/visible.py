"""The visible blocks of an HTML page in order, each with its kind; nothing that is seen is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sourcebook.ingest.elements import BLOCKS, NOTHING, Meaning, hidden, meaning
from sourcebook.records.vocabulary import BlockKind

BREAK = "\x01"
PARAGRAPH_BREAK = re.compile("\x01[\\s\x01]*\x01")
ROW_LABEL = re.compile(r"[\s:]*\Z")
BOLD = frozenset({"b", "strong"})
LISTS = frozenset({"ul", "ol", "aside", "menu"})
ARTICLES = frozenset({"article", "main"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A visible block: its text, what the elements around it say, and how much of it is link or bold.

    ``group`` is the number of the list or side column that holds it, 0 for none.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    reason: str = ""
    kept: bool = False
    lead: bool = False
    linked: int = 0
    bold: int = 0
    group: int = 0
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What holds for the text at one point of the page: the sum of the elements around it."""

    meaning: Meaning = NOTHING
    article: bool = False
    link: bool = False
    bold: bool = False
    group: int = 0
    aside: bool = False
    row: bool = False


@dataclass(slots=True)
class Walk:
    """The state of a walk through the page."""

    seen: list[Seen] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    groups: int = 0

    def text(self, text: str, around: Around) -> None:
        """Add the text of one node."""
        self.parts.append(text)
        length = len(text.strip())
        self.linked += length if around.link else 0
        self.bold += length if around.bold else 0

    def flush(self, around: Around) -> None:
        """End the block that was being gathered."""
        if not self.parts:
            return
        whole = "".join(self.parts)
        said = around.meaning
        for text in PARAGRAPH_BREAK.split(whole):
            lines = "\n".join(line for piece in text.split(BREAK) if (line := " ".join(piece.split())))
            if lines:
                self.seen.append(
                    Seen(
                        text=lines,
                        kind=said.kind or BlockKind.PARAGRAPH,
                        level=said.level,
                        reason=said.reason,
                        kept=said.kept,
                        lead=said.lead,
                        linked=min(self.linked, len(lines)),
                        bold=min(self.bold, len(lines)),
                        group=around.group,
                        aside=around.aside,
                    )
                )
        self.parts, self.linked, self.bold = [], 0, 0


def visible_blocks(body: Any) -> list[Seen]:
    """Every visible block under an element, by a walk that needs no recursion however deep the page is."""
    walk = Walk()
    stack = [Around()]
    for node, entering in steps(body):
        tag = node.tag
        if tag == "-text":
            walk.text(node.text_content or "", stack[-1])
        elif entering:
            enter(walk, stack, node, tag)
        else:
            leave(walk, stack, tag)
    walk.flush(stack[-1])
    return walk.seen


def steps(body: Any) -> Iterator[tuple[Any, bool]]:
    """Every visible node below an element, met when entered (true) and, for an element, when left (false)."""
    node: Any = body.first_child
    path: list[Any] = []
    while node is not None or path:
        if node is None:
            node = path.pop()
            yield node, False
            node = node.next
            continue
        tag = node.tag
        if tag == "-text":
            yield node, True
        elif tag[:1] not in "-_!" and not hidden(tag, node.attributes):
            yield node, True
            path.append(node)
            node = node.first_child
            continue
        node = node.next


def enter(walk: Walk, stack: list[Around], node: Any, tag: str) -> None:
    """Go into an element: what is said of the text in it changes."""
    around = stack[-1]
    if tag == "br":
        walk.parts.append(BREAK)
    elif tag in BLOCKS:
        if around.row:
            walk.parts.append(BREAK if tag not in ("th", "td", "dd") else " ")
        elif tag != "dd":
            walk.flush(around)
    stack.append(inner(walk, around, node, tag))


def inner(walk: Walk, around: Around, node: Any, tag: str) -> Around:
    """What holds for the text in an element."""
    attributes = node.attributes
    said = meaning(tag, attributes, around.article)
    if tag == "header" and not around.article and node.css_first("h1") is None:
        said = replace(said, reason=said.reason or "page header")
    if tag in LISTS:
        walk.groups += 1
    return Around(
        meaning=joined(around.meaning, said),
        article=around.article or tag in ARTICLES,
        link=around.link or (tag == "a" and "href" in attributes),
        bold=around.bold or tag in BOLD,
        group=walk.groups if tag in LISTS else around.group,
        aside=around.aside or tag == "aside",
        row=around.row or (tag == "tr" and around.meaning.kind is BlockKind.INFO_BOX),
    )


def joined(outer: Meaning, said: Meaning) -> Meaning:
    """What an element says, where it says nothing what the elements around it say.

    An info box, caption or list holds for what is in it; boilerplate is lifted by a correction only.
    """
    if said is NOTHING:
        return outer
    lasting = outer.kind in (BlockKind.INFO_BOX, BlockKind.CAPTION) or (
        outer.kind in (BlockKind.LIST, BlockKind.TABLE_CELL) and said.kind is BlockKind.PARAGRAPH
    )
    kind = outer.kind if lasting else said.kind or outer.kind
    kept = outer.kept or said.kept
    return Meaning(
        kind=said.kind if said.kept else kind,
        level=0 if lasting else said.level or outer.level,
        reason="" if kept else outer.reason or said.reason,
        kept=kept,
        lead=outer.lead or said.lead,
    )


def leave(walk: Walk, stack: list[Around], tag: str) -> None:
    """Come out of an element."""
    inside = stack.pop()
    if tag not in BLOCKS:
        return
    row_ends = inside.row and not stack[-1].row
    if inside.row and not row_ends:
        end_cell(walk, tag)
    elif tag == "dt":
        walk.parts = label(walk.parts)
    else:
        if row_ends and walk.parts and walk.parts[-1].endswith(": "):
            walk.parts[-1] = walk.parts[-1][:-2]
        walk.flush(inside)


def end_cell(walk: Walk, tag: str) -> None:
    """Come out of an element in a row of an info box: a label is parted from its value."""
    if tag == "th" or (tag == "td" and BREAK not in "".join(walk.parts) and ": " not in "".join(walk.parts)):
        walk.parts = label(walk.parts)
    elif tag not in ("td", "dd"):
        walk.parts.append(BREAK)


def label(parts: list[str]) -> list[str]:
    """The text gathered so far as the label of what follows."""
    text = "".join(parts).replace(BREAK, " ")
    return [ROW_LABEL.sub("", text) + ": "] if text.strip() else []
