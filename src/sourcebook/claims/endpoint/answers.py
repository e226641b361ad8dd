"""Answers kept beside the book, by all that was asked: a rebuild asks nothing twice, costs nothing, comes out the same.

``run.jsonl`` in the same folder notes each passage of the current run, so that the run can say what it spent.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sourcebook.claims.endpoint.options import EndpointOptions

NOTES = "run.jsonl"
MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model said to one request, how many tokens both took, and whether it was cut off in the middle."""

    content: str
    tokens_in: int = 0
    tokens_out: int = 0
    cut_off: bool = False


class Origin(StrEnum):
    """Where the answer to a passage came from."""

    ASKED = "asked"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One passage of a run: where its answer came from, what it cost, what of it was refused."""

    origin: Origin
    tokens_in: int = 0
    tokens_out: int = 0
    statements: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointUse:
    """What a run asked of an endpoint: passages by where their answers came from, statements, tokens, and the cost.

    ``cost`` is null where no prices are set. Kept answers cost nothing, and their tokens are not counted.
    """

    asked: int
    kept: int
    failed: int
    statements: int
    refused: int
    tokens_in: int
    tokens_out: int
    cost: float | None
    currency: str


class KeptAnswers:
    """The folder of answers, ``<first two letters>/<hash of the request>.json``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        """Where the answer to this request lies, or would lie."""
        return self.folder / key[:2] / f"{key}.json"

    def find(self, key: str) -> Answer | None:
        """The kept answer; none where there is none, or where its file is damaged."""
        try:
            found = json.loads(self.path(key).read_text(encoding="utf-8"))
            return Answer(
                content=str(found["content"]),
                tokens_in=int(found["tokens_in"]),
                tokens_out=int(found["tokens_out"]),
                cut_off=bool(found.get("cut_off", False)),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, key: str, answer: Answer) -> None:
        """Write an answer, whole or not at all; an OSError where the disk refuses."""
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(answer), file, sort_keys=True, indent=1)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)

    def keep_fault(self, key: str, fault: str) -> None:
        """Write down why a request got no answer, so that the book comes out the same where nobody is asked."""
        with suppress(OSError):
            path = self.path(key).with_suffix(".fault")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fault, encoding="utf-8")

    def fault(self, key: str) -> str:
        """Why a request got no answer when it was last asked; nothing where it was not."""
        try:
            return self.path(key).with_suffix(".fault").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def note(self, note: Note) -> None:
        """Add a passage to the notes of this run: one short line, so that several processes may write at once."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / NOTES).open("ab", buffering=0) as file:
                file.write(json.dumps(asdict(note)).encode() + b"\n")

    def begin_run(self) -> None:
        """Forget the notes of the run before."""
        (self.folder / NOTES).unlink(missing_ok=True)

    def use(self, options: EndpointOptions) -> EndpointUse:
        """What the notes of this run add up to, at these prices."""
        notes = list(self._notes())
        counts = {origin: sum(note["origin"] == origin for note in notes) for origin in Origin}
        tokens_in, tokens_out = (sum(int(note[name]) for note in notes) for name in ("tokens_in", "tokens_out"))
        priced = options.price_in is not None or options.price_out is not None
        cost = (tokens_in * (options.price_in or 0) + tokens_out * (options.price_out or 0)) / MILLION
        return EndpointUse(
            asked=counts[Origin.ASKED],
            kept=counts[Origin.KEPT],
            failed=counts[Origin.FAILED],
            statements=sum(int(note["statements"]) for note in notes),
            refused=sum(int(note["refused"]) for note in notes),
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            cost=round(cost, 6) if priced else None,
            currency=options.currency,
        )

    def _notes(self) -> list[dict[str, Any]]:
        try:
            lines = (self.folder / NOTES).read_text(encoding="utf-8").splitlines()
        except OSError:
            return []
        return [json.loads(line) for line in lines if line.endswith("}")]
