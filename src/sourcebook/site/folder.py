"""A site as a folder: its manifest, what an earlier one holds, and putting the new one in its place whole."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from sourcebook.errors import ExportError
from sourcebook.site.corrections import Before, Fact, issue_from

MANIFEST, FACTS, LOG = "manifest.json", "facts.json", "corrections.json"
FORMAT, VERSION = "sourcebook-site", 1


def digests_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Every file of a site but the manifest, with its SHA-256 and size."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name != MANIFEST:
            content = path.read_bytes()
            found[name] = {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
    return found


def edition_id(files: Mapping[str, str]) -> str:
    """The number of an edition: a hash over what is told, so that the same telling has the same number."""
    told = "\n".join(f"{name} {files[name]}" for name in sorted(files))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def manifest_in(folder: Path) -> dict[str, Any] | None:
    """The manifest of a site; none where the folder is no site of ours."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("format") == FORMAT else None


def before_in(folder: Path) -> Before | None:
    """What an earlier publication told, none where there is none in the folder."""
    manifest = manifest_in(folder)
    if manifest is None:
        return None
    try:
        facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        log = json.loads((folder / LOG).read_text(encoding="utf-8"))
        return Before(
            facts={name: _fact(fact) for name, fact in facts.items()},
            made_at=str(manifest["made_at"]),
            program=str(manifest["program"]["digest"]),
            log=tuple(issue_from(issue) for issue in log),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExportError(
            f"The publication in {folder} cannot be compared with: {error}; its {MANIFEST}, {FACTS} or {LOG} is "
            "damaged. Restore it from a copy, or publish into a new folder with --out."
        ) from error


def _fact(given: Mapping[str, Any]) -> Fact:
    return Fact(
        title=str(given["title"]),
        fields={str(name): str(value) for name, value in given["fields"].items()},
        claims=tuple(given["claims"]),
        documents=tuple(given["documents"]),
    )


def refuse_foreign(out: Path) -> None:
    """Refuse a path that is not free and not one of our sites alone."""
    if not out.exists():
        return
    if not out.is_dir():
        raise ExportError(f"{out} is a file; a site needs a folder, so choose another name with --out.")
    held = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir() or path.is_symlink())
    if not held and not any(out.iterdir()):
        return
    manifest = manifest_in(out)
    if manifest is None:
        first = held[0] if held else next(out.iterdir()).name
        raise ExportError(
            f"The folder {out} holds {first!r} and is no site that this program published; "
            "choose an empty or a new folder with --out."
        )
    foreign = [name for name in held if name != MANIFEST and name not in manifest.get("files", {})]
    if foreign:
        raise ExportError(
            f"The folder {out} holds {foreign[0]!r}, which no publication wrote and replacing the site would delete; "
            "move it away, or choose a new folder with --out and give this one with --previous."
        )


@contextmanager
def site_written_whole(out: Path) -> Iterator[Path]:
    """A temporary folder that takes the place of ``out`` when all is written, and vanishes when anything fails."""
    refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise ExportError(
            f"The folder {out} cannot be written ({error.strerror}); choose another with --out."
        ) from error
    fresh, former = aside / "new", aside / "former"
    try:
        fresh.mkdir()
        yield fresh
        if out.exists():
            out.rename(former)
        fresh.rename(out)
    except OSError as error:
        if former.exists() and not out.exists():
            former.rename(out)
        raise ExportError(
            f"The site could not be written to {out} ({error.strerror or error}); what stood there is as it was. "
            "Make room, or choose another folder with --out."
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
