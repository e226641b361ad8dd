"""How rows are brought together and where a step's function runs: in this process, or in a pool of processes."""

from __future__ import annotations

from sourcebook.engine.local import LocalEngine
from sourcebook.engine.serial import SerialEngine

__all__ = ["LocalEngine", "SerialEngine"]
