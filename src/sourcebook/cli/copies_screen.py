"""The screens of copies: groups of documents that count as one origin, and two documents word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sourcebook.records.links import Copy
from sourcebook.records.text import Document
from sourcebook.records.wording import counted, day_words
from sourcebook.wordbyword import Change, changes_between, figures_changed

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from sourcebook.cli.showing import View
    from sourcebook.publish.contract import BookView

MOST_PASSAGE = 160
"""Characters of a shared passage on the screen."""
AROUND = 40
"""Characters that stay on each side of a difference; what both have in between is left out."""


def copies_shown(book: BookView, names: Sequence[str]) -> View:
    """The groups of a book, that of one document, or two documents word by word."""
    from sourcebook.cli.showing import document_called

    named = [document_called(book, name) for name in names]
    if len(named) == 2:
        return WordByWord(left=named[0], right=named[1], changes=changes_between(named[0].text, named[1].text))
    of = named[0] if named else None
    return CopyGroups(groups=tuple(copy_groups(book, of)), of=of, passing_on=tuple(documents_passing_on(book, of)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """Documents that count as one origin, oldest first, and how they repeat each other and ``others``."""

    origin_group: str
    documents: tuple[Document, ...]
    copies: tuple[Copy, ...]
    others: tuple[Document, ...] = ()


def copy_groups(book: BookView, of: Document | None) -> Iterator[CopyGroup]:
    """Every group of two or more documents, or that of one document, with the repeats that join it."""
    groups = book.origin_groups()
    members: dict[str, list[Document]] = defaultdict(list)
    repeats: dict[str, list[Copy]] = defaultdict(list)
    for document in book.rows(Document):
        members[groups[document.document_id]].append(document)
    for copy in book.rows(Copy):
        for name in {groups[copy.left], groups[copy.right]}:
            repeats[name].append(copy)
    for name, found in members.items():
        wanted = groups[of.document_id] == name if of else len(found) > 1
        if wanted:
            ordered = sorted(found, key=lambda each: (each.published_on is None, each.published_on or "", each.path))
            copies = tuple(repeats[name])
            ends = {end for copy in copies for end in (copy.left, copy.right) if groups[end] != name}
            others = tuple(other for end in sorted(ends) if (other := book.row(Document, end)))
            yield CopyGroup(origin_group=name, documents=tuple(ordered), copies=copies, others=others)


def documents_passing_on(book: BookView, of: Document | None) -> Iterator[tuple[Document, Document]]:
    """Pairs of documents that pass on one source about an event without copying each other: all, or those of one."""
    from sourcebook.publish.plain import sources_shared

    for pair in sources_shared(book, tuple(book.rows(Copy))):
        left, right = book.row(Document, pair.left), book.row(Document, pair.right)
        if left and right and (of is None or of.document_id in (pair.left, pair.right)):
            yield left, right


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroups:
    """The groups of copies of a book; ``of`` is the document that was asked about.

    ``passing_on`` are pairs that have a source in common, and no words.
    """

    groups: tuple[CopyGroup, ...]
    of: Document | None
    passing_on: tuple[tuple[Document, Document], ...] = ()

    def content(self) -> dict[str, Any]:
        """The groups for programs."""
        pairs = [{"left": left.document_id, "right": right.document_id} for left, right in self.passing_on]
        return {"groups": [_group_content(group) for group in self.groups], "shared_sources": pairs}

    def parts(self, width: int) -> Iterator[RenderableType]:
        """The groups for people."""
        from rich.text import Text

        del width
        shared = [group for group in self.groups if len(group.documents) > 1 or group.copies]
        for group in shared:
            yield from _group_parts(group)
        if self.passing_on:
            yield Text("One source behind both, though neither copies the other", "bold")
            yield from (Text(f"  {left.path} – {right.path}") for left, right in self.passing_on)
            yield ""
        if not shared and not self.passing_on:
            yield f"{self.of.path} repeats no other document." if self.of else "No document repeats another."
            return
        yield Text("Two of them word by word: sourcebook copies DOC OTHER", style="dim")


def _group_content(group: CopyGroup) -> dict[str, Any]:
    texts = {document.document_id: document.text for document in group.documents}
    return {
        "origin_group": group.origin_group,
        "documents": [
            {
                "id": document.document_id,
                "path": document.path,
                "title": document.title,
                "source": document.source,
                "published": document.published_on.isoformat() if document.published_on else None,
            }
            for document in group.documents
        ],
        "copies": [
            {"left": copy.left, "right": copy.right, "kind": str(copy.kind), "containment": copy.containment}
            | {"passage": _passage(copy, texts)}
            for copy in group.copies
        ],
    }


def _group_parts(group: CopyGroup) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    origin = "one origin" if len(group.documents) > 1 else "an origin of its own"
    yield Text(f"{counted(len(group.documents), 'document')}, {origin}", "bold")
    names = {document.document_id: document.path for document in group.others}
    for at, document in enumerate(group.documents, 1):
        names[document.document_id] = str(at)
        source = f"{document.source or 'source unknown'}, {day_words(document.published_on)}"
        mail = ", came with the mail" if document.parent_id else ""
        yield Text.assemble(f"  {at}  {document.path}  ", (source + mail, "dim"))
    texts = {document.document_id: document.text for document in group.documents}
    for copy in group.copies:
        left, right = sorted((names.get(copy.left, copy.left), names.get(copy.right, copy.right)))
        kind = str(copy.kind).replace("_", " ")
        yield Text(f"  {left} – {right}  {kind}, {copy.containment * 100:.0f} % of the shorter stands in both")
        if passage := _passage(copy, texts):
            yield Padding(Text(f"“{_short(passage)}”", style="italic"), (0, 0, 0, 5))
    yield ""


def _passage(copy: Copy, texts: dict[str, str]) -> str | None:
    """The longest passage that two documents share, in the words of the one whose text is at hand."""
    if not copy.spans:
        return None
    longest = max(copy.spans, key=lambda span: span.left_end - span.left_start)
    if copy.left in texts:
        return texts[copy.left][longest.left_start : longest.left_end]
    return texts[copy.right][longest.right_start : longest.right_end] if copy.right in texts else None


def _short(passage: str) -> str:
    """A passage in one line, its middle left out where it is long."""
    words = " ".join(passage.split())
    half = MOST_PASSAGE // 2
    return words if len(words) <= MOST_PASSAGE else f"{words[:half].rstrip()} … {words[-half:].lstrip()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordByWord:
    """Two documents and what one has that the other has not."""

    left: Document
    right: Document
    changes: Sequence[Change]

    def content(self) -> dict[str, Any]:
        """Each difference for programs, and those in which a number stands."""
        differ = [change for change in self.changes if not change.same]
        return {
            "left": self.left.document_id,
            "right": self.right.document_id,
            "differences": [{"left": change.left, "right": change.right} for change in differ],
            "numbers": [{"left": change.left, "right": change.right} for change in figures_changed(list(self.changes))],
        }

    def parts(self, width: int) -> Iterator[RenderableType]:
        """The numbers that differ, then the text of both with what only one has in marks."""
        from rich.text import Text

        del width
        for sign, document in (("[- -]", self.left), ("{+ +}", self.right)):
            source = f"{document.source or 'source unknown'}, {day_words(document.published_on)}"
            yield Text.assemble(f"{sign} only in {document.path}  ", (source, "dim"))
        numbers = figures_changed(list(self.changes))
        yield Text("Numbers that differ" if numbers else "No number differs.", style="bold")
        for change in numbers:
            yield Text("  ").append_text(_marked([change]))
        yield ""
        yield _marked(_with_less_between(self.changes))


def _with_less_between(changes: Sequence[Change]) -> Iterable[Change]:
    """The changes, and of what both texts have only the words beside a change."""
    for at, change in enumerate(changes):
        words = change.same
        after, before = at > 0, at < len(changes) - 1
        if len(words) <= AROUND * (after + before) + 3:
            yield change
            continue
        first, last = words[:AROUND] if after else "", words[-AROUND:] if before else ""
        yield Change(f"{first} … {last}", "", "")


def _marked(changes: Iterable[Change]) -> Text:
    """Texts with what only one has between signs that can be told apart without colours."""
    from rich.text import Text

    found = Text()
    for change in changes:
        found.append(change.same)
        if change.left.strip():
            found.append(f"[-{change.left}-]", style="red")
        if change.right.strip():
            found.append(f"{{+{change.right}+}}", style="green")
        if not change.same and not (change.left + change.right).strip():
            found.append(change.right or change.left)
    return found
