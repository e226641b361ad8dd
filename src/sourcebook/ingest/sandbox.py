"""Parsers of complex formats run in a child process with limits on memory and time; a hostile file costs one child.

The child is started when first needed, reads one document after the other, and is replaced when it is killed,
crashes or runs out of memory. It ends when its parent does.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
import weakref
from dataclasses import asdict
from pathlib import Path

from sourcebook.errors import EncryptedError, LimitError, UnreadableError
from sourcebook.ingest.extract import Extract
from sourcebook.ingest.frames import decoded_extract, frame, unframed
from sourcebook.ingest.limits import Limits

ERRORS = {error.__name__: error for error in (UnreadableError, LimitError, EncryptedError)}
PIECE = 1 << 20
STARTING_SECONDS = 30
MOST_SERVED = 2_000


class Gone(Exception):  # noqa: N818 - no error of the program: it never leaves this file
    """The child ended before it answered, or has no memory left; ``error`` says so where that is known."""

    def __init__(self, error: UnreadableError | None = None) -> None:
        super().__init__()
        self.error = error


class Sandbox:
    """One child process that parses documents, started lazily, one in every process that uses it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.child: subprocess.Popen[bytes] | None = None
        self.owner = 0
        self.served = 0
        self.lock = threading.Lock()

    def extract(self, name: str, source: Path | bytes) -> Extract:
        """What the reader of a format finds in a file or in bytes.

        Raises `UnreadableError`, `LimitError` or `EncryptedError`, its sentence beginning with a verb.
        """
        with self.lock:
            try:
                return self.answer(name, source)
            except Gone as gone:
                used = self.served > 0
                error = gone.error or self.crash(name)
                self.stop()
                if not used:
                    raise error from None
        return self.extract(name, source)

    def answer(self, name: str, source: Path | bytes) -> Extract:
        """Ask the child and wait for what it says; one that has read very many documents is replaced after it."""
        try:
            found = self.asked(self.ready_child(), name, source)
        except TimeoutError:
            self.stop()
            sentence = f"took more than {self.limits.seconds} s to read; split it, or raise ingest.seconds"
            raise LimitError(sentence) from None
        self.served += 1
        if self.served >= MOST_SERVED:
            self.stop()
        return found

    def asked(self, child: subprocess.Popen[bytes], name: str, source: Path | bytes) -> Extract:
        """What the child says to one question."""
        request = {"format": name, "path": None if isinstance(source, bytes) else str(source)}
        data = source if isinstance(source, bytes) else b""
        try:
            for part in (frame(json.dumps(request).encode()), frame(data)):
                child.stdin.write(part)  # type: ignore[union-attr]  # it was opened as a pipe
            child.stdin.flush()  # type: ignore[union-attr]  # the same
        except BrokenPipeError:
            raise Gone from None
        deadline = time.monotonic() + self.limits.seconds
        head = self.next_frame(child, deadline)
        found = json.loads(head)
        if "error" in found:
            raise self.translated(name, found["error"], found["message"])
        return decoded_extract(found, self.next_frame(child, deadline))

    def next_frame(self, child: subprocess.Popen[bytes], deadline: float) -> bytes:
        """The next frame that the child writes before the deadline."""
        found = unframed(lambda length: read_exactly(child, length, deadline))
        if found is None:
            raise Gone
        return found

    def ready_child(self) -> subprocess.Popen[bytes]:
        """The child of this process, started if there is none or if this process is a fork of the one that had it."""
        if self.child is None or self.owner != os.getpid() or self.child.poll() is not None:
            self.child = started_child(self.limits)
            self.owner = os.getpid()
            self.served = 0
            weakref.finalize(self, end, self.child, self.owner)
            self.next_frame(self.child, time.monotonic() + STARTING_SECONDS)
        return self.child

    def translated(self, name: str, error: str, message: str) -> UnreadableError:
        """The error that the child reported, as one of ours."""
        if known := ERRORS.get(error):
            return known(message)
        if error == "MemoryError":
            most = self.limits.memory_megabytes
            sentence = f"needs more than {most} MB of memory to read; split it, or raise ingest.memory_megabytes"
            raise Gone(LimitError(sentence))
        self.stop()
        if error == "RecursionError":
            return LimitError(f"is nested too deeply to be read as {name.upper()}; save it as plain text")
        return UnreadableError(
            f"cannot be parsed as {name.upper()} ({error}: {message[:200]}); save it again or as text"
        )

    def crash(self, name: str) -> UnreadableError:
        """The error for a child that ended without a word."""
        code = self.child.wait(timeout=5) if self.child else 0
        how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit status {code}"
        return UnreadableError(f"made the {name.upper()} parser stop ({how}); save it again or as plain text")

    def stop(self) -> None:
        """Kill the child; the next document starts another."""
        if self.child is not None:
            end(self.child, self.owner)
            self.child = None


def end(child: subprocess.Popen[bytes], owner: int) -> None:
    """Kill a child of this process and take its pipes down."""
    if owner != os.getpid():
        return
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue


def started_child(limits: Limits) -> subprocess.Popen[bytes]:
    """A new child with the same search path as this process."""
    path = os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path)
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "sourcebook.ingest.child", json.dumps(asdict(limits))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )


def read_exactly(child: subprocess.Popen[bytes], length: int, deadline: float) -> bytes:
    """So many bytes from the child, fewer where it is gone. Raises `TimeoutError` after the deadline."""
    parts: list[bytes] = []
    assert child.stdout is not None  # noqa: S101 - it was started with a pipe
    descriptor = child.stdout.fileno()
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while length:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            part = os.read(descriptor, min(length, PIECE))
            if not part:
                break
            parts.append(part)
            length -= len(part)
    return b"".join(parts)
