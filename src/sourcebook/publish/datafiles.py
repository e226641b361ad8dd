"""The data files of this package: countries, crosswalks, meanings."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data(name: str) -> dict[str, Any]:
    """A data file of this package, read once."""
    return tomllib.loads((files("sourcebook.publish") / "data" / name).read_text(encoding="utf-8"))
