"""The door for readers of more formats: entry points of the group ``sourcebook.readers``."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from sourcebook.errors import UnreadableError
from sourcebook.ingest.extract import Reader

GROUP = "sourcebook.readers"
BUILT_IN = {
    "text": "sourcebook.ingest.text:TextReader",
    "markdown": "sourcebook.ingest.markdown:MarkdownReader",
    "html": "sourcebook.ingest.html:HtmlReader",
    "pdf": "sourcebook.ingest.pdf:PdfReader",
    "docx": "sourcebook.ingest.docx:DocxReader",
    "eml": "sourcebook.ingest.mail:MailReader",
    "rtf": "sourcebook.ingest.rtf:RtfReader",
}
IN_PROCESS = frozenset({"text"})


@cache
def doors() -> dict[str, EntryPoint]:
    """Every reader by the name of its format; a reader that is installed replaces a built-in of the same name.

    The built-ins are named here too, so that they are found where the package's metadata is older than its code.
    """
    found = {name: EntryPoint(name=name, value=value, group=GROUP) for name, value in BUILT_IN.items()}
    return {
        **found,
        **{point.name: point for point in sorted(entry_points(group=GROUP), key=lambda point: point.value)},
    }


def added_formats() -> frozenset[str]:
    """The formats, named by file extension, that readers outside this package know."""
    return frozenset(doors()) - frozenset(BUILT_IN)


@cache
def reader_of(name: str) -> Reader:
    """The reader of a format, built once."""
    try:
        door = doors()[name]
        reader: Reader = door.load()()
    except (KeyError, ImportError, AttributeError) as error:
        raise UnreadableError(
            f"has the format {name}, whose reader cannot be loaded ({error}); install it again"
        ) from None
    return reader
