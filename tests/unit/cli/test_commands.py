"""What every command promises: a quick answer, exit codes, one sentence for an error, JSON for programs."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from sourcebook import cli
from sourcebook.cli.options import existing_book, existing_sources, named_book
from sourcebook.errors import BookError, NotFoundError, UsageError


@dataclass(frozen=True, kw_only=True)
class Report:
    documents: int = 5
    new: int = 5
    removed: int = 0
    problems: int = 1
    claims: int = 40
    events: int = 9
    contested: int = 2
    origins: int = 4
    failures: int = 0
    failures_in_book: int = 0
    seconds: float = 3.2
    oversized: int = 0
    endpoint: object = None


@pytest.fixture
def api(monkeypatch):
    """An api that does nothing and says it did."""
    calls: list[tuple] = []

    def call(name, report):
        def called(*given, **named):
            calls.append((name, given))
            return report

        return called

    fake = SimpleNamespace(
        calls=calls,
        BuildOptions=SimpleNamespace(of=lambda **given: given),
        build=call("build", Report()),
        add=call("add", Report(failures=2, failures_in_book=3)),
        remove=call("remove", Report(removed=1, failures_in_book=3)),
    )
    monkeypatch.setitem(sys.modules, "sourcebook.api", fake)
    monkeypatch.setattr("sourcebook.api", fake, raising=False)
    return fake


def test_nothing_heavy_is_imported_for_the_command_line():
    code = "import sys, sourcebook.cli, sourcebook.cli.application; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for heavy in ("spacy", "lxml", "numpy", "msgspec", "sourcebook.pipeline", "sourcebook.store", "sourcebook.api"):
        assert f"'{heavy}'" not in loaded


def test_help_answers_at_once():
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "sourcebook.cli", "--help"], capture_output=True, text=True, check=True
    )
    assert "build" in done.stdout
    assert time.perf_counter() - began < 2  # a loaded machine; alone it takes under 0.4 s


def test_the_screen_after_a_build_has_six_counts(command, api, tmp_path):
    (tmp_path / "texts").mkdir()
    done = command("build", "texts")
    assert done.code == 0
    rows = [line.split("  ")[1:] for line in done.out.splitlines() if line.startswith("  ") and line[2:3].isalpha()]
    told = {row[0]: next(part for part in row[1:] if part).strip() for row in rows[:6]}
    assert told == {
        "Documents read": "5",
        "Problems": "1",
        "Claims": "40",
        "Events": "9",
        "Contested events": "2",
        "Independent origins": "4",
    }


def test_failures_of_earlier_runs_are_told_and_do_not_fail_this_one(command, api, tmp_path):
    (tmp_path / "texts").mkdir()
    added, removed = command("add", "texts"), command("remove", "a.txt")
    assert (added.code, removed.code) == (1, 0)
    assert "3 inputs not read (1 from earlier runs)" in " ".join(added.out.split())
    assert "3 inputs not read (all from earlier runs)" in " ".join(removed.out.split())


def test_a_build_reports_as_json(command, api, tmp_path):
    (tmp_path / "texts").mkdir()
    assert command("build", "texts", "--json").json == {"book": "omagh.book", **vars(Report())}


def test_failures_make_exit_code_1(command, api, tmp_path):
    (tmp_path / "texts").mkdir()
    assert command("add", "texts").code == 1


def test_quiet_prints_nothing(command, api, tmp_path):
    (tmp_path / "texts").mkdir()
    assert command("build", "texts", "--quiet").out == ""


def test_remove_hands_on_what_was_named(command, api):
    command("remove", "a.txt", "b.txt")
    ((name, (book, names, *_)),) = api.calls
    assert (name, book.name, names) == ("remove", "omagh.book", ["a.txt", "b.txt"])


def test_missing_arguments_are_exit_code_2(command):
    assert command("build").code == 2
    assert command("show", "--nonsense").code == 2


@pytest.mark.parametrize(("error", "code"), [(NotFoundError("No such thing."), 2), (BookError("It is broken."), 1)])
def test_an_error_is_one_sentence_on_stderr(error, code, monkeypatch, capsys):
    def broken(args=None):
        raise error

    monkeypatch.setattr("sourcebook.cli.application.app", broken)
    with pytest.raises(SystemExit) as left:
        cli.run([])
    assert left.value.code == code
    assert capsys.readouterr().err == f"sourcebook: {error}\n"


def test_a_stopped_command_says_that_it_can_go_on(monkeypatch, capsys):
    def stopped(args=None):
        raise SystemExit(130)

    monkeypatch.setattr("sourcebook.cli.application.app", stopped)
    with pytest.raises(SystemExit):
        cli.run([])
    assert "goes on from there" in capsys.readouterr().err


def test_the_only_book_here_is_meant(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCEBOOK_BOOK", raising=False)
    with pytest.raises(UsageError, match="no book is here"):
        named_book(None)
    (tmp_path / "one.book").touch()
    assert named_book(None) == Path("one.book")
    (tmp_path / "two.book").touch()
    with pytest.raises(UsageError, match="2 books are here"):
        named_book(None)
    monkeypatch.setenv("SOURCEBOOK_BOOK", "elsewhere.book")
    assert named_book(None) == Path("elsewhere.book")
    assert named_book(Path("named.book")) == Path("named.book")


def test_a_book_or_source_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NotFoundError, match=r"nowhere\.book"):
        existing_book(tmp_path / "nowhere.book")
    with pytest.raises(NotFoundError, match="nothing"):
        existing_sources([tmp_path, tmp_path / "nothing"])
