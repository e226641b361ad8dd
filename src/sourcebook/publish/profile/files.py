"""A profile written to a file, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sourcebook.errors import ExportError
from sourcebook.publish.profile.drawing import drawn
from sourcebook.publish.profile.facts import Profile
from sourcebook.publish.profile.markdown import markdown_profile
from sourcebook.publish.profile.page import html_profile


def written(told: Profile, form: str, out: Path | None) -> str:
    """The profile in a form; with ``out`` it stands in that file, and the diagram of a Markdown page beside it."""
    if form == "html":
        text = html_profile(told)
    elif form == "svg":
        text = drawn(told.genealogy) + "\n"
    else:
        beside = out.with_suffix(".svg") if out is not None and told.genealogy.steps else None
        if beside is not None:
            put(beside, drawn(told.genealogy) + "\n")
        text = markdown_profile(told, beside.name if beside else None)
    if out is not None:
        put(out, text)
    return text


def put(path: Path, text: str) -> None:
    """A file with this text; what stood there before stays until the new one is whole."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise ExportError(f"The profile {path} cannot be written ({error.strerror}); choose another --out.") from error
