"""Publishing from the app, for editors: see what is withheld, lift a rule, write a site or an export, take it away.

What is written lies in a folder beside the book, and as one ZIP file: ``BOOK.published/site``, ``site.zip``. The rules
and the functions are those of the command line.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from sourcebook import api, publish
from sourcebook.errors import NotFoundError, UsageError
from sourcebook.publish.foreseen import Foreseen, foreseen
from sourcebook.publish.lifting import HOME, NAME, Lift
from sourcebook.publish.withholding import Disclosure
from sourcebook.publish.written import file_written_whole
from sourcebook.review.desk import Desk, desk_of, reviewer_of
from sourcebook.review.forms import Form, form_of, one
from sourcebook.review.rendering import page

SITE = "site"
FIELDS = ("title", "author", "address", "licence", "contact")
LONGEST_FIELD = 300
EDITION = "edition.json"
"""What a form told of the last edition, to be filled in again."""


def published_in(desk: Desk) -> Path:
    """The folder beside the book in which the app writes."""
    return desk.path.with_name(desk.path.name + ".published")


def publishing(request: Request) -> Response:
    """What would be withheld, what is let out, what was written, and the forms to write it."""
    desk = desk_of(request)
    folder = published_in(desk)
    return page(
        request,
        "publishing.html",
        withheld=desk.remembered("withheld", lambda: _foreseen(desk)),
        lifts=api.disclosed(desk.path),
        formats=[(name, publish.is_whole(name)) for name in publish.format_names()],
        site=desk.publisher is not None,
        told=dict.fromkeys(FIELDS, "") | {"title": desk.name} | _told_before(folder),
        made=sorted(path.stem for path in folder.glob("*.zip")),
        folder=str(folder),
    )


def _foreseen(desk: Desk) -> Foreseen:
    with desk.open() as book:
        return foreseen(book)


def _told_before(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / EDITION).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: str(found[name]) for name in FIELDS if found.get(name)} if isinstance(found, dict) else {}


async def write(request: Request) -> Response:
    """Write the site or an export, and show its report."""
    form = await form_of(request)
    name = await run_in_threadpool(_written, desk_of(request), form, reviewer_of(request))
    return RedirectResponse(f"/publish/{name}", status_code=303)


def _written(desk: Desk, form: Form, by: str) -> str:
    name, folder = one(form, "what"), published_in(desk)
    with desk.writing:
        if name == SITE:
            _write_site(desk, folder, form)
        else:
            everyone = one(form, "profile") == "everyone" and not publish.is_whole(name)
            disclosure = Disclosure(everyone=everyone, reason=one(form, "reason")[:LONGEST_FIELD], by=by)
            api.export(desk.path, name, folder / name, disclosure)
    _pack(folder / name)
    return name


def _write_site(desk: Desk, folder: Path, form: Form) -> None:
    if desk.publisher is None:
        raise UsageError("this server writes no sites; use: sourcebook publish")
    told = {name: one(form, name)[:LONGEST_FIELD] for name in FIELDS}
    desk.publisher(desk.path, folder / SITE, told | {"formats": ",".join(form.get("formats", []))})
    with file_written_whole(folder / EDITION) as aside:
        aside.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def _pack(folder: Path) -> None:
    """A folder as one file to be taken away."""
    out = folder.with_name(f"{folder.name}.zip")
    with file_written_whole(out) as aside, zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(folder.parent).as_posix())


async def lift(request: Request) -> Response:
    """Let one name, or one place, stand from now on, with a reason."""
    form = await form_of(request)
    given = Lift(
        kind=HOME if one(form, "kind") == HOME else NAME,
        name=one(form, "name")[:LONGEST_FIELD],
        reason=one(form, "reason")[:LONGEST_FIELD],
        by=reviewer_of(request),
    )
    await run_in_threadpool(_lifted, desk_of(request), given)
    return RedirectResponse("/publish#lifted", status_code=303)


def _lifted(desk: Desk, given: Lift) -> None:
    with desk.writing:
        api.disclose(desk.path, given)


def _found(request: Request) -> tuple[str, Path]:
    name = str(request.path_params["name"])
    packed = published_in(desk_of(request)) / f"{name}.zip"
    if not re.fullmatch(r"[a-z][a-z-]{1,40}", name) or not packed.is_file():
        raise NotFoundError(f"Nothing was written as {name!r} from here; the page Publish shows what was.")
    return name, packed


def made(request: Request) -> Response:
    """What was written: its report, and where it lies."""
    name, packed = _found(request)
    folder = packed.with_suffix("")
    report = _report(folder)
    counts = report.get("counts", {})
    parts = [
        (title, [(str(what), number) for what, number in report.get(key, {}).items()])
        for key, title in (
            ("withheld", "Withheld"),
            ("left_out", "Left out"),
            ("lost", "Not held"),
            ("warnings", "To know"),
        )
    ]
    return page(
        request,
        "published.html",
        name=name,
        folder=str(folder),
        size=packed.stat().st_size,
        edition=report.get("edition", ""),
        counts=list(counts.items()),
        parts=[(title, rows) for title, rows in parts if rows],
        is_site=name == SITE,
    )


def _report(folder: Path) -> Mapping[str, Any]:
    for path in (folder / "manifest.json", *sorted(folder.glob("*-report.json"))):
        if path.is_file():
            found = json.loads(path.read_text(encoding="utf-8"))
            return found if isinstance(found, dict) else {}
    return {}


def packed(request: Request) -> Response:
    """What was written, as one file."""
    name, path = _found(request)
    book = re.sub(r"[^A-Za-z0-9-]+", "-", desk_of(request).name).strip("-") or "book"
    return FileResponse(path, media_type="application/zip", filename=f"{book}-{name}.zip")
