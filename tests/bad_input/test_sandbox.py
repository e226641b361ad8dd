"""The child that parses: it is limited, it is replaced, and it ends with its parent."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from sourcebook.errors import LimitError, UnreadableError
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.sandbox import Sandbox

PAGE = b"<html><body><p>Nine people died in the raid.</p></body></html>"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    one = Sandbox(Limits(seconds=20))
    yield one
    one.stop()


def text_in(sandbox: Sandbox) -> str:
    return sandbox.extract("html", PAGE).pieces[0].text


def pid_of(sandbox: Sandbox) -> int:
    assert sandbox.child is not None
    return sandbox.child.pid


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_one_child_reads_many_documents(sandbox: Sandbox) -> None:
    text_in(sandbox)
    first = pid_of(sandbox)
    assert text_in(sandbox) == "Nine people died in the raid."
    assert pid_of(sandbox) == first


def test_a_child_that_was_killed_is_replaced(sandbox: Sandbox) -> None:
    text_in(sandbox)
    os.kill(pid_of(sandbox), 9)
    time.sleep(0.1)
    assert text_in(sandbox) == "Nine people died in the raid."


def test_reading_that_takes_too_long_is_stopped_and_said() -> None:
    slow = Sandbox(Limits(seconds=1))
    slow.extract("html", PAGE)
    with pytest.raises(LimitError, match="more than 1 s"):
        slow.extract("html", b"<p>" + b"<a href=x>word</a> " * 2_000_000)
    assert text_in(slow) == "Nine people died in the raid."
    slow.stop()


def test_reading_that_takes_too_much_memory_is_stopped_and_said() -> None:
    small = Sandbox(Limits(memory_megabytes=60))
    with pytest.raises(UnreadableError, match=r"memory|stop"):
        small.extract("html", b"<p>word</p>" * 3_000_000)
    assert text_in(small) == "Nine people died in the raid."
    small.stop()


def test_what_a_reader_raises_is_reported_by_its_name(sandbox: Sandbox) -> None:
    with pytest.raises(UnreadableError, match="reader cannot be loaded"):
        sandbox.extract("no-such-format", PAGE)


def child_of_worker(_: int) -> tuple[str, int]:
    one = Sandbox(Limits(seconds=20))
    return text_in(one), pid_of(one)


def test_it_works_in_the_workers_of_a_pool() -> None:
    with ProcessPoolExecutor(max_workers=1) as pool:
        text, _ = next(iter(pool.map(child_of_worker, [1])))
    assert text == "Nine people died in the raid."


def test_a_child_ends_when_its_parent_is_killed() -> None:
    program = (
        "import time\n"
        "from sourcebook.ingest.limits import Limits\n"
        "from sourcebook.ingest.sandbox import Sandbox\n"
        "one = Sandbox(Limits())\n"
        f"one.extract('html', {PAGE!r})\n"
        "print(one.child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 10
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not alive(pid)
