"""Runs commands over the small book in memory."""

from __future__ import annotations

import json
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from sourcebook.cli.application import app


@pytest.fixture(autouse=True)
def niceness(monkeypatch):
    """By how much a command lowered its priority: noted only, since tests share one process."""
    lowered: list[int] = []
    monkeypatch.setattr("os.nice", lowered.append, raising=False)
    return lowered


@pytest.fixture
def command(monkeypatch, tmp_path, book):
    """Run a command in an empty folder with one book in it; gives exit code, output and, with --json, the object."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCEBOOK_BOOK", raising=False)
    (tmp_path / "omagh.book").write_bytes(b"")

    @contextmanager
    def open_book(path):
        yield book

    monkeypatch.setattr("sourcebook.store.open_book", open_book, raising=False)

    def run(*arguments: str, width: int = 80) -> SimpleNamespace:
        result = CliRunner(env={"COLUMNS": str(width), "TERM": "dumb"}).invoke(app, list(arguments))
        content = json.loads(result.stdout) if "--json" in arguments and result.exit_code < 2 else None
        return SimpleNamespace(
            code=result.exit_code, out=result.stdout, err=result.stderr, json=content, error=result.exception
        )

    return run
