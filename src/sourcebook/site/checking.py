"""Whether a copy of a published site is as it was made: every file by the hash in its manifest."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sourcebook.errors import UsageError
from sourcebook.site.folder import MANIFEST, digests_in, manifest_in


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyReport:
    """What a check of a copy found; no problem means that all is as it was published."""

    edition: str
    files: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether the copy is as it was published."""
        return not self.problems

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON."""
        return {"well": self.ok, **asdict(self)}


def check_site(folder: Path) -> CopyReport:
    """Hash every file of a site and compare it with the manifest."""
    manifest = manifest_in(folder)
    if manifest is None:
        raise UsageError(f"{folder} has no {MANIFEST} of a published site, so there is nothing to check it against.")
    listed, held = manifest.get("files", {}), digests_in(folder)
    problems = [
        *(f"{name} is missing" for name in listed if name not in held),
        *(f"{name} was changed" for name in listed if name in held and held[name] != listed[name]),
        *(f"{name} was put in" for name in held if name not in listed),
    ]
    return CopyReport(edition=str(manifest.get("edition", "")), files=len(held), problems=tuple(sorted(problems)))
