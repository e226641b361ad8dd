"""``python -m sourcebook.cli`` is the command ``sourcebook``."""

from __future__ import annotations

from sourcebook.cli import run

if __name__ == "__main__":
    run()
