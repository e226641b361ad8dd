"""What runs in a worker process: a step's function, built once and kept, over one chunk of inputs."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterable
from multiprocessing.connection import wait
from typing import Any

from sourcebook.stages import Outcome, PerGroup, PerRecord, outcome

Run = Callable[[Any], Iterable[Any]]
Inputs = list[tuple[str, Any]]

_built: dict[bytes, tuple[PerRecord | PerGroup, Run]] = {}


def begin() -> None:
    """Make this process end with its parent, and leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def run_chunk(stage: bytes, chunk: bytes) -> list[Outcome]:
    """What the pickled stage makes of each input of the pickled chunk, in order."""
    if stage not in _built:
        loaded = pickle.loads(stage)  # noqa: S301 - written by our own parent process a moment ago
        _built[stage] = (loaded, loaded.build())
    step, run = _built[stage]
    inputs: Inputs = pickle.loads(chunk)  # noqa: S301 - the same
    return [outcome(step, run, key, given) for key, given in inputs]
