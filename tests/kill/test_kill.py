"""A build that is killed again and again at random moments ends in the same book as one that was left alone."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.store import checks, open_book
from sourcebook.testing.reports import write_reports
from sourcebook.testing.small import small_pipeline

KILLS = 50
BUILD = """
import sys
from sourcebook import api
from sourcebook.store import work
from sourcebook.testing.small import small_pipeline
work.COMMIT_SECONDS = 0.005
options = api.BuildOptions(workers=int(sys.argv[1]), steps=small_pipeline)
print("begun", flush=True)
api.build([sys.argv[2]], sys.argv[3], options)
"""


def begun_build(folder: Path, book: Path, workers: int) -> subprocess.Popen[str]:
    """A build in a process of its own, that has loaded its program."""
    command = [sys.executable, "-c", BUILD, str(workers), str(folder), str(book)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


@pytest.mark.slow
def test_a_build_killed_fifty_times_ends_as_one_left_alone(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 40)
    alone, killed = tmp_path / "alone.book", tmp_path / "killed.book"
    began = time.monotonic()
    process = begun_build(folder, alone, 0)
    loaded = time.monotonic()
    assert process.wait() == 0
    whole = time.monotonic() - max(began, loaded)
    random, kills, seed = Random(5), 0, 3
    while kills < KILLS:
        process = begun_build(folder, killed, workers=int(kills % 5 == 0))
        try:
            process.wait(timeout=random.uniform(0, whole))
            seed += 1
            write_reports(folder, 40, seed=seed)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
    options = BuildOptions(workers=0, steps=small_pipeline)
    api.build([folder], alone, options)
    api.build([folder], killed, options)
    with open_book(alone) as left_alone, open_book(killed) as was_killed:
        assert checks.digests(was_killed) == checks.digests(left_alone)
        assert was_killed.unfinished() == 0
    assert api.verify(killed, options).ok
    assert not list(killed.with_name("killed.book.originals").glob(".new-*"))


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 3)
    for path in folder.iterdir():
        path.write_text("published 2016-08-11 by Dawn\nThis one is slow.\n" + path.name)
    process = begun_build(folder, tmp_path / "b.book", 1)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not list a process's children")
    deadline = time.monotonic() + 20
    while not (started := children.read_text().split()) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.wait()
    while any(Path(f"/proc/{pid}").exists() for pid in started) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []
