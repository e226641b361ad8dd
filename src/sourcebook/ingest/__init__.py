"""From bytes to clean text with its blocks and metadata: one reader per format, each in its limits."""

from __future__ import annotations

from sourcebook.ingest.limits import Limits
from sourcebook.ingest.reader import document_reader
from sourcebook.ingest.scan import Found, originals_in

__all__ = ["Found", "Limits", "document_reader", "originals_in"]
