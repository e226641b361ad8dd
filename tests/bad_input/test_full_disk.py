"""A disk that fills up while something is written: a sentence, the former files as they were, nothing half written.

The limit on the size of files stands for the disk: it stops writing within a file, as a full disk does.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sourcebook import api, publish

WAYS = {
    **{name: ["export", "--format", name] for name in publish.format_names()},
    "site": ["publish", "--formats", ""],
}
LIMITED = """
import resource, sys, tempfile
made = tempfile.mkdtemp
def full(*given, **named):
    resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))
    return made(*given, **named)
tempfile.mkdtemp = full
from sourcebook.cli import run
run(sys.argv[1:])
"""
"""The command, with a limit from when it makes its folder aside: the book was opened before."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("full")
    texts = (f"Gunmen killed {n} people in Cali, Colombia, on {n} May 2004, police said.\n" for n in range(2, 6))
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text * 3, encoding="utf-8")
    api.build([folder], folder / "b.book", api.BuildOptions(workers=0))
    return folder / "b.book"


def written(book: Path, way: str, out: Path, most: int) -> tuple[int, str]:
    command = [sys.executable, "-c", LIMITED.format(most), *WAYS[way], "--book", str(book), "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stderr


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("way", WAYS)
def test_a_full_disk_leaves_what_stood_there(way: str, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, told = written(book, way, out, 1 << 30)
    assert code == 0, told
    before = held(out)
    code, told = written(book, way, out, 120)
    assert code == 1, told
    assert "Traceback" not in told
    assert "as it was" in told
    assert held(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
