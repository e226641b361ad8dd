"""RTF: rich text as word processors of the nineties saved it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from sourcebook.errors import UnreadableError
from sourcebook.ingest.canonical import clean
from sourcebook.ingest.extract import Extract, Rank, Stated
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.text import text_extract

TITLE = re.compile(r"\{\\title ([^{}\\]{1,300})\}")
CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
HEAD = 100_000


class RtfReader:
    """Reads RTF files."""

    def extract(self, data: bytes, limits: Limits) -> Extract:
        """The paragraphs of an RTF text, read as those of a plain text."""
        source = data.decode("latin-1")
        try:
            text = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]  # has no types
        except (ValueError, LookupError, IndexError) as error:
            raise UnreadableError(f"is an RTF file that cannot be read ({error}); save it again or as text") from None
        paragraphs = re.sub(r"\n+", "\n\n", clean(text).strip())
        found = text_extract(paragraphs)
        cut_short = () if source.rstrip("\x00\r\n\t ").endswith("}") else ("the RTF file is cut short",)
        stated = (*info_statements(source[:HEAD]), *found.stated)
        return Extract(pieces=found.pieces, stated=stated, problems=(*found.problems, *cut_short))


def info_statements(head: str) -> Iterator[Stated]:
    """What the file's information group states; the day it was made is a guess at when it was published."""
    if (title := TITLE.search(head)) and title[1].strip():
        yield Stated(field="title", value=title[1].strip(), rank=Rank.FILE)
    if created := CREATED.search(head):
        year, month, day = created.groups()
        yield Stated(field="published_on", value=f"{year}-{int(month):02}-{int(day):02}", rank=Rank.GUESS)
