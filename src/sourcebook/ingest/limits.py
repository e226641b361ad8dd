"""How much one document may cost to read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one document may cost to read; what is beyond is reported, never dropped in silence."""

    file_megabytes: int = 100
    characters: int = 5_000_000
    pages: int = 2_000
    seconds: int = 60
    memory_megabytes: int = 1_000
    nesting: int = 20

    @property
    def file_bytes(self) -> int:
        """The largest file, row or attachment that is read, in bytes."""
        return self.file_megabytes * 1_000_000

    def cut(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The part of a text that is read, and a sentence where it is not all of it.

        >>> Limits(characters=12).cut("Two dead.\\nThree hurt.")
        ('Two dead.', ('only the first 9 of 21 characters were read (limit ingest.characters)',))
        """
        if len(text) <= self.characters:
            return text, ()
        end = text.rfind("\n", self.characters // 2, self.characters)
        end = self.characters if end < 0 else end
        return text[:end], (f"only the first {end} of {len(text)} characters were read (limit ingest.characters)",)
