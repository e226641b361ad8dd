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
