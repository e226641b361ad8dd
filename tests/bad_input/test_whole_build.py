"""A folder of bad input, built by the command: the run ends, each bad file has its sentence, the good are read."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.unit.ingest.making import column, docx, locked, pdf

from sourcebook.records.links import Failure
from sourcebook.store import open_book

GOOD = "A bomb killed nine people in a market in Peshawar on 4 May 2011, police said."
BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "locked.pdf": locked(pdf([column([GOOD])])),
    "cut.pdf": pdf([column([GOOD])] * 3)[:700],
    "scan.pdf": pdf([[], []]),
    "bomb.docx": docx("<w:p/>" * 5_000_000),
    "broken.docx": b"PK\x03\x04 but no archive",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mixed")
    for name, data in BAD.items():
        (path / name).write_bytes(data)
    (path / "good.txt").write_text(GOOD, encoding="utf-8")
    (path / "wide.txt").write_bytes(GOOD.replace("nine", "ten").encode("utf-16"))
    (path / "rows.jsonl").write_text(
        json.dumps({"id": "a", "text": GOOD.replace("nine", "six")}) + '\n{"id": "b", "text": \n', encoding="utf-8"
    )
    (path / "outside.txt").symlink_to(Path(sys.executable))
    return path


@pytest.fixture(scope="module")
def book(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("book") / "mixed.book"


@pytest.fixture(scope="module")
def built(folder: Path, book: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sourcebook.cli", "build", str(folder), "--book", str(book), "--json"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def sentences(built: subprocess.CompletedProcess[str], book: Path) -> dict[str, str]:
    with closing(open_book(book)) as opened:
        return {failure.record_id: failure.message for failure in opened.rows(Failure)}


def test_the_run_ends_with_failures_counted(built: subprocess.CompletedProcess[str]) -> None:
    assert built.returncode == 1, built.stderr
    assert "Traceback" not in built.stderr
    assert json.loads(built.stdout)["failures"] == len(BAD) + 2


def test_the_readable_documents_are_read(built: subprocess.CompletedProcess[str]) -> None:
    assert json.loads(built.stdout)["documents"] == 3


@pytest.mark.parametrize("name", [*BAD, "outside.txt", "rows.jsonl"])
def test_each_bad_file_has_one_sentence(sentences: dict[str, str], name: str) -> None:
    (sentence,) = [message for record, message in sentences.items() if name in f"{record} {message}"]
    assert "\n" not in sentence
    assert name in sentence
