"""From text to reading units: sentences with their parse, headings, captions, datelines, info-box lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which language model parses; empty takes the best installed English spaCy pipeline."""

    model: str = ""
