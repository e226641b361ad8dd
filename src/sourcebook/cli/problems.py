"""The reading report: what could not be read, what was assumed, what was set aside, document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sourcebook.records.links import Failure
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import BlockKind
from sourcebook.records.wording import counted

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from sourcebook.publish.contract import BookView

FAILED, DOUBTED, NOTED = ("✗", "red"), ("!", "yellow"), ("·", "dim")
LEGEND = "✗ not read or not taken in · ! read with a reservation · · set aside or guessed, for you to check"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Blocks of one document that are boilerplate for one reason: kept and shown, no claim is read from them."""

    reason: str
    blocks: int
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """What a reader should know of one document before using it."""

    path: str
    problems: tuple[str, ...]
    set_aside: tuple[SetAside, ...]
    guessed: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> Reservation:
        """What was noted while the document was read."""
        return cls(
            path=document.path,
            problems=document.problems,
            set_aside=_set_aside(document),
            guessed=document.guessed,
        )

    def content(self) -> dict[str, Any]:
        """``path problems boilerplate guessed``; ``boilerplate`` lists ``reason blocks characters``."""
        told = [{"reason": one.reason, "blocks": one.blocks, "characters": one.characters} for one in self.set_aside]
        return {
            "path": self.path,
            "problems": list(self.problems),
            "boilerplate": told,
            "guessed": list(self.guessed),
        }

    def notes(self) -> Iterator[str]:
        """Sentences on what is no problem and yet worth a look."""
        if self.set_aside:
            blocks = counted(sum(one.blocks for one in self.set_aside), "block")
            characters = sum(one.characters for one in self.set_aside)
            reasons = ", ".join(f"{one.reason} {one.blocks}" for one in self.set_aside)
            yield f"set aside as boilerplate: {blocks}, {characters:,} characters ({reasons})"
        if self.guessed:
            yield f"guessed, since nothing states it: {', '.join(self.guessed)}"


def _set_aside(document: Document) -> tuple[SetAside, ...]:
    blocks: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for block in document.blocks:
        if block.kind is BlockKind.BOILERPLATE:
            reason = block.reason or "boilerplate"
            blocks[reason] += 1
            characters[reason] += block.end - block.start
    return tuple(
        SetAside(reason=reason, blocks=number, characters=characters[reason])
        for reason, number in sorted(blocks.items(), key=lambda pair: (-pair[1], pair[0]))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemList:
    """What could not be read, what a step could not handle, and what was assumed of each document."""

    documents: tuple[Reservation, ...]
    failures: tuple[tuple[Failure, tuple[str, ...]], ...]

    @classmethod
    def of(cls, book: BookView) -> ProblemList:
        """The reading report of a book, documents by path."""
        noted = sorted(map(Reservation.of, book.rows(Document)), key=lambda one: one.path)
        failed = ((one, tuple(book.paths_behind(one))) for one in book.rows(Failure))
        return cls(documents=tuple(noted), failures=tuple(failed))

    def sentences(self) -> list[tuple[str, str]]:
        """A sentence for each failure and problem, with the colour in which to mark it; failures first."""
        failed = [(_sentence(one, paths), "red") for one, paths in self.failures]
        doubted = [(f"{one.path}: {problem}", "yellow") for one in self.documents for problem in one.problems]
        return failed + doubted

    def content(self) -> dict[str, Any]:
        """``problems``, ``failures`` and ``documents``: what was noted of every document."""
        return {
            "problems": [{"path": one.path, "problem": each} for one in self.documents for each in one.problems],
            "failures": [
                {
                    "stage": one.stage,
                    "record": one.record_id,
                    "error": one.error,
                    "message": one.message,
                    "paths": list(paths),
                }
                for one, paths in self.failures
            ],
            "documents": [one.content() for one in self.documents],
        }

    def parts(self, width: int) -> Iterator[RenderableType]:
        """Path by path: what failed, what was doubted, what was set aside or guessed; then the numbers."""
        from rich.padding import Padding
        from rich.text import Text

        for path, lines in groupby(self._lines(), key=lambda line: line[0]):
            yield Text(path, style="bold")
            for _, (sign, style), sentence in lines:
                yield Padding(Text.assemble((f"{sign} ", style), sentence), (0, 0, 0, 2))
        yield self._numbers()
        yield Text(LEGEND, style="dim")

    def _lines(self) -> list[tuple[str, tuple[str, str], str]]:
        lines = [(_named(paths, one), FAILED, _told(one, paths)) for one, paths in self.failures]
        for one in self.documents:
            lines += [(one.path, DOUBTED, problem) for problem in one.problems]
            lines += [(one.path, NOTED, note) for note in one.notes()]
        return sorted(lines, key=lambda line: line[0])

    def _numbers(self) -> Text:
        from rich.text import Text

        if not self.failures and not any(one.problems for one in self.documents):
            return Text(f"No problems in {counted(len(self.documents), 'document')}.", style="green")
        doubted = counted(sum(bool(one.problems) for one in self.documents), "document")
        failed = counted(len(self.failures), "input")
        return Text(f"{failed} not read or not taken in, {doubted} read with a reservation", style="bold")


def _named(paths: Sequence[str], failure: Failure) -> str:
    """The documents that a failure concerns; the step and its input where none is known."""
    more = f" and {len(paths) - 2} more" if len(paths) > 2 else ""
    return ", ".join(paths[:2]) + more if paths else f"{failure.stage} {failure.record_id}"


def _sentence(failure: Failure, paths: Sequence[str]) -> str:
    """The documents and what is wrong with them; most messages of ingest begin with the path themselves."""
    named = _named(paths, failure)
    return failure.message if failure.message.startswith(named) else f"{named}: {_message(failure, paths)}"


def _message(failure: Failure, paths: Sequence[str]) -> str:
    """The message without the path before it, which the line already says."""
    path = paths[0] if len(paths) == 1 else ""
    return failure.message.removeprefix(path).lstrip(": ") or failure.error


def _told(failure: Failure, paths: Sequence[str]) -> str:
    """The message; a failure of a later step says which step it was and what kind of error."""
    message = _message(failure, paths)
    return message if failure.stage == "ingest" else f"{message} ({failure.error} in step {failure.stage})"
