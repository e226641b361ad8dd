"""The house's own rules: sizes, names, docstrings, one catch-all, no addresses and no paths of a machine."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "src" / "sourcebook").rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "core", "base"}


def functions() -> Iterator[tuple[str, int]]:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (node.end_lineno or node.lineno) - (body[0].lineno if body else node.lineno) + 1
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", lines


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_no_file_outgrows_its_room(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 400, f"{path.relative_to(ROOT)} has {lines} lines; split it by what it is about"


def test_no_function_is_longer_than_fifty_lines() -> None:
    assert [name for name, lines in functions() if lines > 50] == []


def test_nine_functions_in_ten_have_thirty_lines_or_fewer() -> None:
    lengths = [lines for _, lines in functions()]
    assert sum(length <= 30 for length in lengths) >= 0.9 * len(lengths)


def test_nothing_is_named_for_what_it_might_hold() -> None:
    assert [path for path in FILES if path.stem in FORBIDDEN_NAMES or path.parent.name in FORBIDDEN_NAMES] == []


def test_every_file_says_what_it_is() -> None:
    silent = [path for path in FILES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


def test_only_outcomes_catches_everything() -> None:
    wide = re.compile(r"except\s*(\(?\s*(Base)?Exception\b|:)")
    assert [str(path.relative_to(ROOT)) for path in FILES if wide.search(path.read_text(encoding="utf-8"))] == [
        "src/sourcebook/stages.py"
    ]


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_tracked_file_is_too_large() -> None:
    assert [path for path in tracked() if path.stat().st_size > 30_000_000] == []


def test_locks_hold_hashes_and_no_addresses() -> None:
    for lock in sorted((ROOT / "locks").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_no_path_of_a_machine_stands_in_the_tree() -> None:
    path_of_a_machine = re.compile(
        rb"(?<![\w.])/(?:" + b"|".join([b"wo" + b"rk", b"ro" + b"ot", b"ho" + b"me"]) + rb")/\w"
    )
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:4096] and path_of_a_machine.search(data):
            found.append(str(path.relative_to(ROOT)))
    assert found == []
