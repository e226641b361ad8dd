"""Texts of documents by their key, the recently used ones kept: evidence is read out of them."""

from __future__ import annotations

import sqlite3

_CHARACTERS = 32_000_000


class Texts:
    """A window on ``documents.text`` that holds at most 32 million characters, or one text if that is longer."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: dict[int, str] = {}
        self._characters = 0

    def of(self, document_key: int) -> str:
        """The text of the document with this key."""
        text = self._held.get(document_key)
        if text is None:
            query = "SELECT text FROM documents WHERE document_key = ?"
            (text,) = self._connection.execute(query, (document_key,)).fetchone()
            self._hold(document_key, text)
        return text

    def _hold(self, document_key: int, text: str) -> None:
        self._held[document_key] = text
        self._characters += len(text)
        while self._characters > _CHARACTERS and len(self._held) > 1:
            oldest = next(iter(self._held))
            self._characters -= len(self._held.pop(oldest))

    def forget(self, document_key: int) -> None:
        """Read this text anew the next time."""
        self._characters -= len(self._held.pop(document_key, ""))
