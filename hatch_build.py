"""Puts the built islands into the wheel: the parts of the review pages that move, made by npm from `frontend/`."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = "src/sourcebook/review/static/built"


class IslandsHook(BuildHookInterface):
    """Builds the islands where npm is there and they are not built yet; says so where they cannot be."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before the wheel is packed; an editable install leaves the work to `make env`."""
        if version == "editable":
            return
        root = Path(self.root)
        if not (root / BUILT / "islands.js").is_file():
            self._build(root / "frontend")

    def _build(self, folder: Path) -> None:
        npm = shutil.which("npm")
        if npm is None:
            self.app.display_warning(
                "npm was not found, so the wheel holds no map and no timeline; the pages work without them"
            )
            return
        for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
            subprocess.run([npm, *command], cwd=folder, check=True)
