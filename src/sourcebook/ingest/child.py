"""The child process that parses: reads a request, answers with an extract or an error, until its parent is gone.

Run as ``python -m sourcebook.ingest.child LIMITS``. What a parser raises that is none of our errors is reported by
its name and ends the process: the parent starts a clean one.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from sourcebook.errors import UnreadableError
from sourcebook.ingest.frames import encoded, frame, unframed
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.plugins import reader_of

GRACE_SECONDS = 5
READY = b"ready"


def limit_memory(limits: Limits) -> None:
    """Allow so much memory on top of what the interpreter has now; where the system cannot, do without."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + limits.memory_megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        return


def end_with_parent() -> None:
    """End when the parent is gone, even in the middle of a document."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def reporting_hook(out: BinaryIO) -> None:
    """Report any exception that ends this process to the parent, by its name."""

    def report(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        message = json.dumps({"error": kind.__name__, "message": str(error)[:500]})
        out.write(frame(message.encode()))
        out.flush()

    sys.excepthook = report


def serve(requests: BinaryIO, out: BinaryIO, limits: Limits) -> None:
    """Answer requests until there are no more."""
    out.write(frame(READY))
    out.flush()
    while (head := unframed(requests.read)) is not None and (data := unframed(requests.read)) is not None:
        signal.alarm(limits.seconds + GRACE_SECONDS)
        request = json.loads(head)
        if request["path"] is not None:
            data = Path(request["path"]).read_bytes()
        try:
            found, attached = encoded(reader_of(request["format"]).extract(data, limits))
        except UnreadableError as error:
            message = {"error": type(error).__name__, "message": str(error)}
            out.write(frame(json.dumps(message).encode()))
        else:
            out.write(frame(found) + frame(attached))
        out.flush()
        signal.alarm(0)
        del head, data


def main() -> None:
    """Serve on the pipes that were standard input and output; a parser that prints does no harm."""
    limits = Limits(**json.loads(sys.argv[1]))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    limit_memory(limits)
    reporting_hook(out)
    serve(sys.stdin.buffer, out, limits)


if __name__ == "__main__":
    main()
