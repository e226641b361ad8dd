"""Libraries that a format needs and the program does not: a clear sentence where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sourcebook.errors import ExportError

EXTRA = "formats"


def needed(module: str, format_name: str, distribution: str) -> Any:
    """The library, imported; ``ExportError`` says how to get it where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise ExportError(
            f"The format {format_name} needs {distribution}, which is not installed; "
            f'install it with: pip install "sourcebook[{EXTRA}]"'
        ) from error
