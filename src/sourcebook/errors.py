"""Everything that can go wrong, as a tree.

::

    SourcebookError
    ├── UsageError             the command or the settings ask for something that cannot be done
    │   ├── NotFoundError      no event, actor, document or book goes by that name
    │   └── SettingsError      sourcebook.toml holds a key or value that is not known
    ├── RecordError            a record would hold an illegal state (also a ValueError)
    ├── UnreadableError        a document cannot be read; the others can
    │   ├── LimitError         it is larger, deeper or slower than the limits allow
    │   └── EncryptedError     it is locked with a password
    ├── BookError              the book on disk is damaged, locked, or from another version
    │   ├── SchemaError        no book, or one of another version of the program
    │   ├── BookLockedError    another run is writing it
    │   └── StorageError       the disk is full or refuses to be written
    ├── ModelError             the language model or the gazetteer is missing or broken
    │   └── EndpointError      a model behind an address did not answer, or not as it was asked
    └── ExportError            the book cannot be written in this format

Each message is one sentence: what was found, what was expected, what to do, which record.
Foreign exceptions become one of these at four borders only: ``ingest``, ``store``, ``engine`` and ``claims.endpoint``.
"""

from __future__ import annotations


class SourcebookError(Exception):
    """The root: catch this to catch everything that the program raises on purpose."""


class UsageError(SourcebookError):
    """The command or the settings ask for something that cannot be done."""


class NotFoundError(UsageError):
    """No event, actor, document or book goes by that name."""


class SettingsError(UsageError):
    """``sourcebook.toml`` holds a key or a value that is not known."""


class RecordError(SourcebookError, ValueError):
    """A record would hold an illegal state."""


class UnreadableError(SourcebookError):
    """A document cannot be read; the others can."""


class LimitError(UnreadableError):
    """A document is larger, deeper or slower to read than the limits allow."""


class EncryptedError(UnreadableError):
    """A document is locked with a password."""


class BookError(SourcebookError):
    """The book on disk is damaged, locked, or from another version."""


class SchemaError(BookError):
    """The file is no book, or one that another version of the program wrote or told."""


class BookLockedError(BookError):
    """Another run is writing the book."""


class StorageError(BookError):
    """The disk is full or refuses to be written."""


class ModelError(SourcebookError):
    """The language model or the gazetteer is missing or broken."""


class EndpointError(ModelError):
    """A model behind an address did not answer, or not in the form it was asked for; the rules' claims stay."""


class ExportError(SourcebookError):
    """The book cannot be written in this format."""
