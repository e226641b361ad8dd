"""From text to reading units: sentences with their parse, headings, captions, datelines, info-box lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sourcebook.records.reading import Reading
from sourcebook.segment.layout import layout_of
from sourcebook.segment.model import language_model
from sourcebook.segment.parse import Parser


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which language model parses; empty takes the best installed English spaCy pipeline."""

    model: str = ""


def segmenter(options: Options) -> Callable[[Reading], Reading]:
    """The room that fills a reading's segments and citations; the language model is loaded here, once."""
    parser = Parser(language_model(options.model))

    def segmented(reading: Reading) -> Reading:
        layout = layout_of(reading.document)
        segments = parser.parsed(reading.document, layout)
        return replace(reading, segments=segments, citations=layout.citations)

    return segmented


__all__ = ["Options", "segmenter"]
