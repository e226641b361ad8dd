"""An edition as a form tells it, for the review app: the same function as on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sourcebook.site.edition import Edition
from sourcebook.site.publishing import publish_site


def publish_as_told(book: Path, out: Path, told: Mapping[str, str]) -> dict[str, Any]:
    """Publish a book with the title, author, address, licence, contact and formats of a form; the report as JSON."""
    edition = Edition(
        title=told.get("title") or book.stem,
        published_on=datetime.now(UTC).date(),
        author=told.get("author", ""),
        address=told.get("address", ""),
        licence=told.get("licence", ""),
        contact=told.get("contact", ""),
        formats=tuple(name for name in told.get("formats", "").split(",") if name),
    )
    return publish_site(book, out, edition).as_dict()
