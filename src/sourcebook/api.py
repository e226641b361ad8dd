"""What the command line, the web pages and notebooks call: build, add, remove, decide, verify, look, export."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sourcebook.errors import NotFoundError, SchemaError, UsageError
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Event
from sourcebook.records.links import Failure
from sourcebook.records.review import Decision
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import Verdict
from sourcebook.run import BuildOptions, BuildReport, Run, default_settings, kept_settings, read_settings
from sourcebook.store import (
    Book,
    Hit,
    Progress,
    actor_questions,
    checks,
    custody,
    failing,
    intake,
    journal,
    open_book,
    regrouping,
    runs,
    schema,
    summaries,
    write_book,
)
from sourcebook.store.connection import must_exist, transaction
from sourcebook.store.originals import Originals
from sourcebook.store.roles import must_be_editor
from sourcebook.store.summaries import Summary

if TYPE_CHECKING:
    from sourcebook.pipeline import Settings
    from sourcebook.publish.comparison import Corroboration
    from sourcebook.publish.contract import ExportReport
    from sourcebook.publish.evidence import EvidenceReport, EvidenceRequest
    from sourcebook.publish.lifting import Lift
    from sourcebook.publish.profile import Profile
    from sourcebook.publish.withholding import Disclosure

__all__ = [
    "BuildOptions",
    "BuildReport",
    "Paths",
    "VerifyReport",
    "add",
    "build",
    "compare",
    "decide",
    "disclose",
    "disclosed",
    "documents",
    "event",
    "events",
    "evidence",
    "export",
    "failures",
    "judge_actors",
    "open_book",
    "profile",
    "read_settings",
    "rebuild",
    "remove",
    "search",
    "settings_of",
    "summary",
    "undo",
    "verify",
]

Paths: TypeAlias = Sequence[Path | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What a check of the book found: nothing in all lists means that all is well.

    ``damaged`` are stored originals (SHA-256), ``misquoted`` mentions and claims, ``differing`` the tables that were
    not the same when the book was told anew from its originals and decisions, ``unfinished`` counts work left behind.
    ``told_anew`` is false where a damaged original forbade that. ``other_program`` says that another version of the
    program, its word lists or its language model told the book: then tables may differ for that reason alone.
    ``custody`` says what is wrong with the log of what came in and went out.
    """

    originals: int
    damaged: tuple[str, ...]
    misquoted: tuple[str, ...]
    differing: tuple[str, ...]
    unfinished: int
    told_anew: bool
    other_program: bool
    custody: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the book is what it says."""
        return not (self.damaged or self.misquoted or self.differing or self.unfinished or self.custody)


def build(
    paths: Paths, book: Path | str, options: BuildOptions | None = None, progress: Progress | None = None
) -> BuildReport:
    """Make the book hold what these files and folders hold now: new read, changed replaced, vanished removed.

    What was read from other files and folders stays; ``remove`` takes it out. What did not change is not read again,
    so a build that was cut off goes on where it stopped.
    """
    return _built(paths, book, Run.of(options, progress), whole=True)


def add(
    paths: Paths, book: Path | str, options: BuildOptions | None = None, progress: Progress | None = None
) -> BuildReport:
    """Read further files and folders into the book; nothing is removed."""
    return _built(paths, book, Run.of(options, progress), whole=False)


def _built(paths: Paths, path: Path | str, run: Run, *, whole: bool) -> BuildReport:
    from sourcebook.ingest import originals_in

    given = [Path(each) for each in paths]
    with run.on(path) as book:
        found = intake.Intake(originals=book.originals)
        for each in originals_in(given, run.told_by.ingest):
            if each.failure is not None:
                found.failures.append((str(each.root), each.failure))
            if each.original is not None and each.file is not None:
                found.keep(each.original, each.file)
        run.given = found.names()
        with transaction(book.connection, book.path):
            custody.begin(book)
            intake.take_in(book, found, [str(each.resolve()) for each in given], whole=whole)
            custody.note(book)
        return run.finish(book)


def remove(
    book: Path | str, names: Sequence[str], options: BuildOptions | None = None, progress: Progress | None = None
) -> BuildReport:
    """Take documents out of the book, by id, beginning of an id, or path, with all that rests on them alone."""
    must_exist(Path(book))
    run = Run.of(options, progress)
    with run.on(book) as opened:
        with transaction(opened.connection, opened.path):
            custody.begin(opened)
            intake.take_out(opened, names)
            custody.note(opened)
        return run.finish(opened)


def rebuild(book: Path | str, options: BuildOptions | None = None, progress: Progress | None = None) -> BuildReport:
    """Tell the whole book anew from its stored originals and its decisions."""
    must_exist(Path(book))
    run = Run.of(options, progress)
    with run.on(book) as opened:
        with transaction(opened.connection, opened.path):
            schema.clear_derived(opened.connection)
        run.failing = failing.failing(opened)
        return run.finish(opened)


def decide(book: Path | str, decision: Decision, options: BuildOptions | None = None) -> None:
    """Record what a person decided and tell anew what it touches.

    A book that another version of the program told is refused: telling it anew may take long, and is asked for by name.
    """
    if decision.field == journal.PUBLISH:
        must_be_editor(Path(book), decision.decided_by)
    with open_book(book) as opened:
        if runs.told_by_other_program(opened.connection):
            raise SchemaError(
                f"{book} was told by another version of the program, so the decision was not recorded; "
                f"bring the book up with: sourcebook rebuild --book {book}"
            )
        journal.check(opened.connection, decision)
        _check_against_others(opened, decision)
    run = Run.of(options or BuildOptions(workers=0), None)
    run.deciding = True
    with run.on(book) as opened:
        with transaction(opened.connection, opened.path):
            regrouping.record(opened, decision)
        run.work(opened)
        run.note_end(opened, {"decision": decision.decision_id})


def _check_against_others(book: Book, decision: Decision) -> None:
    """Refuse a decision that cannot hold together with others: that A is B, B is C, and A is not C."""
    from sourcebook.reconcile.judgements import contradiction, told_contradiction

    made = journal.decisions(book.connection)
    found = contradiction(decision, made)
    if found and not contradiction(replace(decision, supersedes=None, verdict=Verdict.UNSURE), made):
        raise UsageError(told_contradiction(found))


def judge_actors(
    book: Path | str, actor_ids: tuple[str, str], verdict: str, *, reason: str = "", by: str = ""
) -> Decision:
    """Record how two actors stand to each other: same, different, related or unsure."""
    with open_book(book) as opened:
        decision = actor_questions.answer(opened, actor_ids, verdict, (reason, by))
    decide(book, decision)
    return decision


def undo(book: Path | str, decision_id: str, decided_by: str = "", options: BuildOptions | None = None) -> Decision:
    """Take a decision back by a new one; undoing that one brings the first back."""
    with open_book(book) as opened:
        former = opened.row(Decision, decision_id)
        lifts = former is not None and journal.lifts_a_rule(opened.connection, former)
    if former is None:
        raise NotFoundError(f"there is no decision {decision_id} in {book}")
    if lifts:
        must_be_editor(Path(book), decided_by)
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    taken_back = replace(
        former,
        decision_id=content_id("decision", journal.UNDO, decision_id, decided_by, now),
        field=journal.UNDO,
        verdict=Verdict.UNSURE,
        value=None,
        reason="taken back",
        decided_by=decided_by,
        decided_at=now,
        supersedes=decision_id,
    )
    decide(book, taken_back, options)
    return taken_back


def verify(book: Path | str, options: BuildOptions | None = None, progress: Progress | None = None) -> VerifyReport:
    """Hash every original again, look for every quote in its text, and tell the book anew in a copy to compare."""
    with open_book(book) as opened:
        damaged = checks.damaged_originals(opened)
        return VerifyReport(
            originals=opened.number("SELECT count(DISTINCT stored) FROM originals"),
            damaged=tuple(damaged),
            misquoted=tuple(checks.broken_quotes(opened)),
            differing=() if damaged else tuple(_differing(opened, Run.of(options, progress))),
            unfinished=opened.unfinished(),
            told_anew=not damaged,
            other_program=runs.told_by_other_program(opened.connection),
            custody=tuple(custody.problems(opened)),
        )


def _differing(book: Book, run: Run) -> list[str]:
    """The tables that come out otherwise when the book is told anew beside it."""
    run.settings = run.settings or kept_settings(book)
    told = checks.digests(book)
    with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
        again = _told_anew(book, Path(folder) / "again.book", run)
    return sorted(table for table in told if told[table] != again[table])


def _told_anew(book: Book, path: Path, run: Run) -> dict[str, str]:
    with run.on(path) as again:
        again.originals = Originals(book.originals.folder)
        with transaction(again.connection, again.path):
            checks.copy_kept(book, again)
        run.work(again)
        return checks.digests(again)


def settings_of(book: Path | str) -> Settings:
    """The settings by which the book was told last: what was not the default, and the digests of its gazetteers."""
    with open_book(book) as opened:
        told: Settings = runs.settings_of(opened.connection, default_settings())
        return told


def summary(book: Path | str) -> Summary:
    """What the book holds, in numbers."""
    with open_book(book) as opened:
        return summaries.summary(opened)


def documents(book: Path | str) -> list[Document]:
    """All documents, sorted by id."""
    with open_book(book) as opened:
        return list(opened.rows(Document))


def failures(book: Path | str) -> list[Failure]:
    """Every input that a step could not handle."""
    with open_book(book) as opened:
        return list(opened.rows(Failure))


def events(book: Path | str) -> list[Event]:
    """All events by day, those without one last."""
    with open_book(book) as opened:
        return sorted(opened.rows(Event), key=lambda event: (str(event.time.earliest or "9999"), event.event_id))


def event(book: Path | str, event_id: str) -> Event:
    """The event with this id, or with the only id that begins so."""
    with open_book(book) as opened:
        found = opened.ids(Event, event_id)
        if event_id in found:
            found = [event_id]
        if len(found) > 1:
            raise UsageError(f"{len(found)} events have ids that begin with {event_id!r}: {', '.join(found[:3])} …")
        told = opened.row(Event, found[0]) if found else None
        if told is None:
            raise NotFoundError(f"no event goes by {event_id!r}; list them with: sourcebook show --book {book}")
        return told


def search(book: Path | str, query: str, limit: int = 20) -> list[Hit]:
    """Documents that hold these words, best first."""
    with open_book(book) as opened:
        return opened.search(query, limit)


def export(book: Path | str, format_name: str, out: Path | str, disclosure: Disclosure | None = None) -> ExportReport:
    """Write the book in a format to a folder; formats are found by entry point.

    Names of private persons are withheld unless ``disclosure`` says otherwise; ``jsonl``, the book itself, has all.
    """
    from sourcebook import agreement, publish
    from sourcebook.publish.lifting import answer_for

    if disclosure and not publish.is_whole(format_name):
        answer_for(Path(book), disclosure, f"export {format_name}")
    with open_book(book) as opened:
        card = partial(agreement.card_lines, opened)
        return publish.export(opened, format_name, Path(out), disclosure, card)


def disclose(book: Path | str, lift: Lift) -> Decision:
    """Let a private person be named, or a home told with its point, in what is published; recorded with its reason."""
    from sourcebook.publish.lifting import decision_lifting

    with open_book(book) as opened:
        decision = decision_lifting(opened, lift, datetime.now(UTC).isoformat(timespec="milliseconds"))
    decide(book, decision)
    return decision


def disclosed(book: Path | str) -> list[tuple[Decision, Lift]]:
    """The rules of withholding that are lifted now, each with the decision that lifts it."""
    from sourcebook.publish.lifting import lifts_in

    with open_book(book) as opened:
        return lifts_in(opened)


def evidence(book: Path | str, out: Path | str, request: EvidenceRequest) -> EvidenceReport:
    """Write what some events rest on as one file that can be checked anywhere, and note it in the collection log."""
    from sourcebook.publish import evidence as packing

    if request.whole is not None:
        with open_book(book) as opened:
            decision = packing.decision_on(opened, request, datetime.now(UTC).isoformat(timespec="milliseconds"))
        decide(book, decision)
    must_exist(Path(book))
    with write_book(Path(book)) as opened:
        report = packing.write_package(opened, Path(out), request)
        with transaction(opened.connection, opened.path):
            custody.hand_over(opened, report.package, report.events, whole=request.whole is not None)
    return report


def profile(book: Path | str, name: str, disclosure: Disclosure | None = None) -> Profile:
    """Everything that the book tells of the actor with this name or id, every line with its sentences.

    Names of private persons are withheld unless ``disclosure`` says otherwise, as in every export.
    """
    from sourcebook.publish import profile as profiles
    from sourcebook.publish.lifting import with_lifted
    from sourcebook.publish.withholding import Disclosure, WithheldView

    with open_book(book) as opened:
        given = with_lifted(disclosure or Disclosure(), opened)
        view = opened if given.everyone else WithheldView(opened, given)
        return profiles.profile_of(view, profiles.actor_called(view, name))


def compare(book: Path | str, dataset: Path | str) -> Corroboration:
    """Hold the events of a book beside the rows of a dataset's file: in both, only in one, and where they differ."""
    from sourcebook.publish import comparison

    with open_book(book) as opened:
        return comparison.compare(opened, Path(dataset))
