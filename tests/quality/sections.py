"""Generated parts of a page: each writer replaces its own, between two marks."""

from __future__ import annotations

from pathlib import Path


def replaced_section(page: Path, name: str, text: str) -> str:
    """The page's text with the section ``name`` replaced; the marks must stand in the page."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{page} lacks the marks {begin} and {end}; put them where the figures belong")
    return f"{before}{begin}\n{text}\n{end}{after}"
