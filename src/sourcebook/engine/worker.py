"""What runs in a worker process: a step's function, built once and kept, over one chunk of inputs."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import lru_cache
from io import BytesIO
from multiprocessing.connection import wait
from operator import attrgetter
from typing import Any

import msgspec

from sourcebook.records.claims import Claim
from sourcebook.records.links import Candidate, Story
from sourcebook.stages import Outcome, PerGroup, PerRecord, outcome

Run = Callable[[Any], Iterable[Any]]
Inputs = list[tuple[str, Any]]

CLAIMS_KEPT = 120_000
"""Claims whose packed form is kept: some 150 MB at most. A claim that was let go is packed, sent and read anew."""

SELDOM = (50_000, 20, 100)
"""After so many new records garbage is looked for. Records hold no circles, and looking took a fifth of the time."""

_packed: dict[int, tuple[Any, bytes]] = {}
_built: dict[bytes, tuple[PerRecord | PerGroup, Run]] = {}


def packed_chunk(chunk: Inputs) -> bytes:
    """The pickled chunk. A claim stands in half a dozen blocks: it is packed once, and unpacked once by a worker."""
    buffer = BytesIO()
    pickler = pickle.Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {Candidate: _parts, **dict.fromkeys(_UNPACKED, _reduced)}
    pickler.dump(chunk)
    return buffer.getvalue()


_FIELDS = tuple(field.name for field in fields(Candidate))
_parts_of = attrgetter(*_FIELDS)


def _parts(candidate: Candidate) -> tuple[Callable[..., Candidate], tuple[Any, ...]]:
    return _candidate, _parts_of(candidate)


def _candidate(*parts: Any) -> Candidate:
    return Candidate(**dict(zip(_FIELDS, parts, strict=True)))


def _reduced(record: Any) -> tuple[Callable[[bytes], Any], tuple[bytes]]:
    known = _packed.pop(id(record), None)
    if known is None or known[0] is not record:
        known = record, msgspec.msgpack.encode(record)
    _packed[id(record)] = known
    if len(_packed) > CLAIMS_KEPT:
        del _packed[next(iter(_packed))]
    return _UNPACKED[type(record)], (known[1],)


@lru_cache(maxsize=CLAIMS_KEPT)
def unpacked(claim: bytes) -> Claim:
    """A claim from its packed form."""
    return _claim.decode(claim)


@lru_cache(maxsize=CLAIMS_KEPT)
def unpacked_story(story: bytes) -> Story:
    """A report's story from its packed form."""
    return _story.decode(story)


_claim, _story = msgspec.msgpack.Decoder(Claim), msgspec.msgpack.Decoder(Story)
_UNPACKED: dict[type, Callable[[bytes], Any]] = {Claim: unpacked, Story: unpacked_story}


def collect_seldom() -> None:
    """Look for garbage that holds on to itself less often than Python does: what nobody needs is freed at once."""
    gc.set_threshold(*SELDOM)


def begin() -> None:
    """Make this process end with its parent, and leave Ctrl-C to the parent."""
    collect_seldom()
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
