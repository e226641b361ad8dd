"""Which actor registries are used: the shipped one, and the files over it that ``sourcebook registry import`` wrote.

Such a file is a line about itself and one line for each actor, as JSON; its digest is that of the actors' lines.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from sourcebook.errors import ModelError, StorageError

SUFFIX = ".registry"
FORMAT = 1


class RegistryFile(NamedTuple):
    """A registry of a user: its name, whose list it is, the digest of its rows, and the rows."""

    name: str
    sources: tuple[str, ...]
    digest: str
    rows: tuple[dict[str, Any], ...]


def digest_of(lines: Sequence[str]) -> str:
    """The hash of the actors' lines."""
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def write_registry(path: Path, name: str, sources: Sequence[str], rows: Sequence[dict[str, Any]]) -> str:
    """Write a registry file; give its digest."""
    lines = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows]
    digest = digest_of(lines)
    header = {"registry": name, "format": FORMAT, "sources": list(sources), "digest": digest}
    try:
        path.write_text("\n".join([json.dumps(header, ensure_ascii=False), *lines, ""]), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"the registry {path} cannot be written ({error.strerror}); choose another place") from error
    registry_file.cache_clear()
    return digest


@lru_cache(maxsize=32)
def registry_file(name: str) -> RegistryFile:
    """One registry file, read once; a sentence where it is none."""
    path = Path(name)
    try:
        first, *lines = path.read_text(encoding="utf-8").splitlines()
        header = json.loads(first)
        rows = tuple(json.loads(line) for line in lines)
        file = RegistryFile(header["registry"], tuple(header["sources"]), header["digest"], rows)
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"the registry {path} cannot be read ({error}); check the name in sourcebook.toml") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"{path} is no registry file; make one of a list with: sourcebook registry import FILE"
        ) from error
    if digest_of(lines) != file.digest:
        raise ModelError(f"the registry {path} was changed after it was written; import the list again")
    return file


def absolute(names: Sequence[str], beside: Path) -> tuple[str, ...]:
    """The paths of registries as they hold from anywhere."""
    return tuple(str((beside / name).resolve()) for name in names)


def digests(names: Sequence[str]) -> tuple[str, ...]:
    """The digest of each registry."""
    return tuple(registry_file(name).digest for name in names)


def verified(names: Sequence[str], wanted: Sequence[str]) -> None:
    """Refuse registries that are not those of the digests."""
    for name, digest in zip(names, wanted, strict=False):
        found = registry_file(name).digest
        if found != digest:
            raise ModelError(
                f"the registry {name} is not the one that the settings were made with (digest {found[:12]}, "
                f"wanted {digest[:12]}); name it anew in sourcebook.toml to use it as it is"
            )


_forget: list[Callable[[], None]] = []
_used: list[tuple[str, ...]] = [()]


def used() -> tuple[str, ...]:
    """The registries that lie over the shipped one now."""
    return _used[0]


def use(names: Sequence[str]) -> None:
    """Take these registries from now on, and forget what was answered by the former ones."""
    if tuple(names) != _used[0]:
        _used[0] = tuple(names)
        for forget in _forget:
            forget()


def on_change(forget: Callable[[], None]) -> None:
    """Have something forgotten when other registries are used."""
    _forget.append(forget)
