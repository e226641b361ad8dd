"""A book as a site of files: read, compared with the publication before, drawn aside, and put in its place whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from sourcebook import agreement, publish
from sourcebook.errors import ExportError
from sourcebook.publish.attribution import attributions
from sourcebook.publish.contract import ExportReport
from sourcebook.publish.format_pages import title_of
from sourcebook.publish.kept import Kept
from sourcebook.publish.lifting import NAME, PACKAGE, Lift, answer_for, lifts_in, with_lifted
from sourcebook.publish.withholding import WithheldView
from sourcebook.records.review import Decision
from sourcebook.review.history import Told, words_of
from sourcebook.review.rendering import FOLDER as APP
from sourcebook.site.charts import map_of, window_of
from sourcebook.site.corrections import Before, Corrections, Fact, Issue, as_json, counted_by_kind, facts_of
from sourcebook.site.edition import Edition
from sourcebook.site.folder import (
    FACTS,
    FORMAT,
    LOG,
    MANIFEST,
    VERSION,
    before_in,
    digests_in,
    edition_id,
    refuse_foreign,
)
from sourcebook.site.folder import site_written_whole as written_whole
from sourcebook.site.holdings import Holdings
from sourcebook.site.links import beside
from sourcebook.site.outlines import land_drawing, world
from sourcebook.site.pages import Around, Page, Pages, ToldBy, drawing_board
from sourcebook.site.picture import picture
from sourcebook.store import Book, journal, open_book, runs

ASSETS = Path(__file__).parent / "assets"
SITEMAP, PICTURE = "sitemap.xml", "preview.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteReport:
    """What was published: pages and files, the edition's number, corrections by kind, what is withheld."""

    out: Path
    edition: str
    events: int
    pages: int
    files: int
    corrections: Mapping[str, int]
    first: bool
    skipped: tuple[tuple[str, str], ...]
    withheld: tuple[tuple[str, int], ...]

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON."""
        told = asdict(self) | {"out": str(self.out), "corrections": dict(self.corrections)}
        return told | {"skipped": dict(self.skipped), "withheld": dict(self.withheld)}


def publish_site(book: Path | str, out: Path, edition: Edition, previous: Path | None = None) -> SiteReport:
    """Write a book as a site of static files to a folder; one that stands there is compared with and replaced.

    ``previous`` names another folder with the publication to compare with.
    """
    out = Path(out).resolve()
    refuse_foreign(out)
    answer_for(Path(book), edition.disclosure, f"site {edition.title}")
    with open_book(book) as opened, written_whole(out) as folder:
        before = before_in(previous or out)
        if previous and before is None:
            raise ExportError(
                f"{previous} is no site that this program published, so there is nothing to compare with."
            )
        return _Publication(opened, edition, before).write(folder, out)


class _Publication:
    """One book being published."""

    def __init__(self, book: Book, edition: Edition, before: Before | None) -> None:
        self.book, self.edition = book, edition
        disclosure = with_lifted(edition.disclosure, book)
        self.seen = WithheldView(Kept(book), disclosure)
        self.seen.card = partial(agreement.card_lines, book)
        self.holdings = Holdings(Kept(self.seen))
        self.program = runs.program()
        self.first = before is None
        self.before = self._without_names(before or Before())

    def _without_names(self, before: Before) -> Before:
        """What was published before, without the names that are withheld now."""
        hide: Callable[[str], str] = self.seen.without_names
        facts = {
            name: replace(fact, title=hide(fact.title), fields={key: hide(value) for key, value in fact.fields.items()})
            for name, fact in before.facts.items()
        }
        words = ("title", "before", "after", "why")
        log = tuple(
            replace(
                issue,
                changes=tuple(
                    replace(change, **{name: hide(getattr(change, name)) for name in words}) for change in issue.changes
                ),
            )
            for issue in before.log
        )
        return replace(before, facts=facts, log=log)

    def write(self, folder: Path, out: Path) -> SiteReport:
        """Write all files of the site to a folder."""
        facts = facts_of(self.holdings)
        number = self._number(facts)
        log = self._log(facts, number)
        downloads, skipped = self._downloads(folder)
        self._assets(folder)
        _write_json(folder / FACTS, {name: asdict(fact) for name, fact in facts.items()})
        _write_json(folder / LOG, as_json(log))
        (folder / "citation.bib").write_text(self.edition.bibtex(number), encoding="utf-8")
        pages = Pages(self.holdings, self._around(number, log, downloads, skipped, folder))
        files = self._pages(folder, pages)
        if self.edition.address:
            (folder / SITEMAP).write_text(self._sitemap(files), encoding="utf-8")
        self._manifest(folder, number)
        return SiteReport(
            out=out,
            edition=number,
            events=len(self.holdings.events),
            pages=len(files),
            files=sum(path.is_file() for path in folder.rglob("*")),
            corrections=counted_by_kind(log[0].changes),
            first=self.first,
            skipped=tuple(skipped),
            withheld=self.holdings.view.withheld(),
        )

    def _number(self, facts: Mapping[str, Fact]) -> str:
        told = {name: json.dumps(asdict(fact), sort_keys=True, ensure_ascii=False) for name, fact in facts.items()}
        return edition_id(
            {name: sha256(fact.encode("utf-8", "surrogatepass")).hexdigest() for name, fact in told.items()}
        )

    def _log(self, facts: Mapping[str, Fact], number: str) -> list[Issue]:
        """The log of corrections with this publication on top."""
        day = self.edition.published_on.isoformat()
        found = () if self.first else tuple(Corrections(self.holdings, facts, self.before, self.program).changes())
        changes = tuple(replace(change, published_on=day) for change in found)
        now = Issue(published_on=day, edition=number, events=len(facts), first=self.first, changes=changes)
        return [now, *self.before.log]

    def _downloads(self, folder: Path) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
        """The book in every format that may be published, each in a folder of its own."""
        written, skipped = [], []
        names = self.edition.formats if self.edition.formats is not None else publish.format_names()
        for name in names:
            exporter = publish.exporter_named(name)
            if getattr(exporter, "whole", False):
                skipped.append((name, "it is the book itself, with every name; it is for work, not for publication"))
                continue
            try:
                report = exporter.export(self.holdings.view, folder / "downloads" / name)
            except ExportError as error:
                skipped.append((name, str(error)))
                continue
            written.append(_download(folder, name, report))
        return written, skipped

    def _assets(self, folder: Path) -> None:
        (folder / "assets").mkdir()
        for path in (APP / "static" / "style.css", APP / "static" / "icon.svg", *sorted(ASSETS.iterdir())):
            shutil.copyfile(path, folder / "assets" / path.name)

    def _around(
        self,
        number: str,
        log: Sequence[Issue],
        downloads: Sequence[Mapping[str, Any]],
        skipped: Sequence[tuple[str, str]],
        folder: Path,
    ) -> Around:
        window, land = window_of(self.holdings.events), world()
        if land is not None:
            (folder / "assets" / "map.svg").write_text(land_drawing(window, land), encoding="utf-8")
        drawn = map_of(self.holdings.events, window, has_land=land is not None)
        (folder / "assets" / PICTURE).write_bytes(picture(drawn, window, land))
        return Around(
            edition=self.edition,
            edition_id=number,
            map=drawn,
            window=window,
            card=agreement.card_of(self.book, len(self.holdings.events)),
            coders=agreement.between_people(self.book),
            log=log,
            history=self._history(),
            told_by=self._told_by(),
            attributions=attributions(self.book),
            lifts=[*self._lifts()],
            downloads=downloads,
            skipped=skipped,
        )

    def _lifts(self) -> Iterator[Lift]:
        """What is let out: by decisions of the book, and in this edition alone."""
        yield from (lift for _, lift in lifts_in(self.holdings.view) if lift.kind != PACKAGE)
        told = {"reason": self.edition.reason, "by": self.edition.by}
        yield from (Lift(kind=NAME, name=name, **told) for name in self.edition.names)

    def _history(self) -> dict[str, list[Told]]:
        """What people decided about each event, newest first."""
        found: dict[str, list[Told]] = {}
        recorded = sorted(self.holdings.view.rows(Decision), key=lambda each: (each.decided_at, each.decision_id))
        by_id = {each.decision_id: each for each in recorded}
        counting = {each.decision_id for each in journal.standing(recorded)}
        for decision in reversed([each for each in recorded if not agreement.is_coding(each)]):
            counts = decision.decision_id in counting or decision.field == journal.UNDO
            words = words_of(decision, by_id.get(decision.supersedes or ""))
            for name in dict.fromkeys(self.holdings.event_of.get(each) for each in decision.subject_ids):
                if name:
                    found.setdefault(name, []).append(Told(decision=decision, words=words, counts=counts))
        return found

    def _told_by(self) -> ToldBy:
        query = "SELECT began_at, program, settings FROM runs ORDER BY run_id DESC LIMIT 1"
        began_at, program, settings = self.book.connection.execute(query).fetchone() or ("", self.program, "{}")
        given = ", ".join(
            f"{room}.{name}" for room, options in json.loads(settings).items() for name in sorted(options)
        )
        readers = tuple((name, f"{count:,} claims") for name, count in sorted(self.holdings.readers.items()))
        return ToldBy(program=program[:16], began_at=began_at, settings=given or "{}", readers=readers)

    def _pages(self, folder: Path, pages: Pages) -> list[str]:
        """Draw every page; the names of their files."""
        drawn = list(pages.all())
        others = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        known = {page.file for page in drawn} | others | {MANIFEST}
        board = drawing_board()
        board.filters["event_of"] = self.holdings.event_of.get
        for name in ("events", "actors", "sources"):
            (folder / name).mkdir()
        number = pages.around.edition_id
        for page in drawn:
            html = board.get_template(page.template).render(self._frame(page, pages, number))
            (folder / page.file).write_text(beside(html, page.file, known), encoding="utf-8")
        return [page.file for page in drawn]

    def _frame(self, page: Page, pages: Pages, number: str) -> dict[str, Any]:
        frame = {
            "book_name": self.edition.title,
            "islands": False,
            "edition": self.edition,
            "citation": self.edition.citation(number),
            "file": page.file,
            "section": page.section,
            "heading": page.heading,
            "description": pages.describes(page),
        }
        return {**frame, **page.told}

    def _sitemap(self, files: Sequence[str]) -> str:
        return "".join(_sitemap_lines(self.edition, files))

    def _manifest(self, folder: Path, number: str) -> None:
        from sourcebook import __version__

        _write_json(
            folder / MANIFEST,
            {
                "format": FORMAT,
                "format_version": VERSION,
                "title": self.edition.title,
                "edition": number,
                "published_on": self.edition.published_on.isoformat(),
                "made_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "citation": self.edition.citation(number),
                "program": {"name": "sourcebook", "version": __version__, "digest": self.program},
                "counts": self.holdings.counts,
                "withheld": dict(self.holdings.view.withheld()),
                "attribution": list(attributions(self.book)),
                "files": digests_in(folder),
            },
        )


def _download(folder: Path, name: str, report: ExportReport) -> dict[str, Any]:
    files = [
        (path.relative_to(folder).as_posix(), size_words(path.stat().st_size))
        for path in sorted((folder / "downloads" / name).rglob("*"))
        if path.is_file()
    ]
    return {"format": name, "title": title_of(name), "files": files, "report": report}


def size_words(size: int) -> str:
    """A size as people say it.

    >>> size_words(900), size_words(25_300), size_words(7_250_000)
    ('900 bytes', '25 kB', '7.2 MB')
    """
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _sitemap_lines(edition: Edition, files: Sequence[str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for file in files:
        where = edition.address + ("" if file == "index.html" else file)
        yield f"<url><loc>{escape(where)}</loc><lastmod>{edition.published_on}</lastmod></url>\n"
    yield "</urlset>\n"


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
