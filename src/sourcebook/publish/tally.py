"""What an export leaves out, loses or doubts, event by event, and the report that it ends with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sourcebook.publish.attribution import attributions
from sourcebook.publish.contract import BookView, ExportReport
from sourcebook.records.knowledge import Event


class Unfit(Exception):  # noqa: N818 - not an error of the program: an event that the format has no row for
    """An event that the format has no row for, and why."""


@dataclass(slots=True)
class Tally:
    """Counts by reason, and for each event what befell it."""

    left_out: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    events: list[dict[str, str]] = field(default_factory=list)

    def leave_out(self, event: Event, reason: str) -> None:
        """The event has no row."""
        self.left_out[reason] += 1
        self.events.append({"event": event.event_id, "left_out": reason})

    def warn(self, event: Event, reason: str, described: str = "") -> None:
        """The event has a row of which a reader should know something."""
        self.warnings[reason] += 1
        more = {"described": described} if described else {}
        self.events.append({"event": event.event_id, "warning": reason, **more})

    def lose(self, reasons: Iterable[str]) -> None:
        """The format cannot hold these."""
        self.lost.update(reasons)

    def report(self, format_name: str, book: BookView, out: Path, counts: Iterable[tuple[str, int]]) -> ExportReport:
        """The report of an export, its reasons sorted; a book seen without names says how many it withholds."""
        return ExportReport(
            format=format_name,
            out=out,
            counts=tuple(counts),
            left_out=tuple(sorted(self.left_out.items())),
            lost=tuple(sorted(self.lost.items())),
            warnings=tuple(sorted(self.warnings.items())),
            withheld=getattr(book, "withheld", tuple)(),
            attribution=attributions(book),
        )

    def write(self, path: Path, report: ExportReport) -> None:
        """Write the report beside the rows, with what befell each event."""
        told = {**report.as_dict(), "events": self.events}
        path.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
