"""The collection log says what came and went, and shows when it was changed."""

from __future__ import annotations

import json

import pytest

from sourcebook import api
from sourcebook.store import custody, open_book
from sourcebook.testing.small import small_pipeline

OPTIONS = api.BuildOptions(workers=0, steps=small_pipeline)
TEXT = "published 2016-08-09 by Dawn\nOn 2016-08-08 in Quetta, Jamaat killed 70 people.\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "reports"
    made.mkdir()
    (made / "one.txt").write_text(TEXT)
    (made / "two.txt").write_text(TEXT.replace("Quetta", "Gao"))
    return made


@pytest.fixture
def path(folder, tmp_path):
    api.build([folder], tmp_path / "small.book", OPTIONS)
    return tmp_path / "small.book"


def log(path):
    with open_book(path) as book:
        return custody.entries(book), list(custody.problems(book))


def acts(path):
    return [(entry["act"], entry["path"]) for entry in log(path)[0]]


def test_files_that_come_change_and_go_are_told(path, folder):
    (folder / "one.txt").write_text(TEXT.replace("70", "71"))
    (folder / "two.txt").unlink()
    (folder / "three.txt").write_text(TEXT.replace("Quetta", "Cali"))
    api.build([folder], path, OPTIONS)
    assert acts(path) == [
        ("taken in", "one.txt"),
        ("taken in", "two.txt"),
        ("taken out", "one.txt"),
        ("taken out", "two.txt"),
        ("taken in", "one.txt"),
        ("taken in", "three.txt"),
    ]
    assert log(path)[1] == []


def test_a_build_that_finds_nothing_new_adds_nothing(path, folder):
    api.build([folder], path, OPTIONS)
    assert len(log(path)[0]) == 2


def test_a_document_that_is_removed_is_told(path):
    api.remove(path, ["two.txt"], OPTIONS)
    assert acts(path)[-1] == ("taken out", "two.txt")


def test_a_book_from_before_the_log_says_what_it_held_already(path, folder):
    with open_book(path) as book:
        custody.log_of(book).unlink()
    (folder / "three.txt").write_text(TEXT.replace("Quetta", "Cali"))
    api.build([folder], path, OPTIONS)
    assert acts(path) == [("already held", "one.txt"), ("already held", "two.txt"), ("taken in", "three.txt")]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda lines: [lines[0].replace("one.txt", "six.txt"), lines[1]], "entry 1 of the log was changed"),
        (lambda lines: lines[1:], "entry 1 of the log does not follow"),
        (lambda lines: lines[:1], "it was cut off or exchanged"),
        (lambda lines: [], "it was cut off or exchanged"),
        (lambda lines: ["{broken\n", lines[1]], "entry 1 of the log cannot be read"),
    ],
)
def test_a_log_that_was_changed_is_found(change, sentence, path):
    with open_book(path) as book:
        file = custody.log_of(book)
    file.write_text("".join(change(file.read_text().splitlines(keepends=True))))
    assert any(sentence in problem for problem in log(path)[1])


def test_an_entry_made_anew_breaks_the_one_after_it(path):
    with open_book(path) as book:
        file = custody.log_of(book)
    first, second = (json.loads(line) for line in file.read_text().splitlines())
    first["path"] = "six.txt"
    first["hash"] = custody.hash_of(first)
    file.write_text("".join(json.dumps(entry) + "\n" for entry in (first, second)))
    assert any("entry 2 of the log does not follow" in problem for problem in log(path)[1])


def test_a_line_that_was_never_finished_is_dropped(path, folder):
    with open_book(path) as book:
        file = custody.log_of(book)
    with file.open("a") as opened:
        opened.write('{"number": 3, "act"')
    (folder / "three.txt").write_text(TEXT.replace("Quetta", "Cali"))
    api.build([folder], path, OPTIONS)
    entries, problems = log(path)
    assert [entry["number"] for entry in entries] == [1, 2, 3]
    assert problems == []


def test_verify_tells_of_a_broken_log(path):
    with open_book(path) as book:
        file = custody.log_of(book)
    file.write_text(file.read_text().replace("two.txt", "six.txt"))
    report = api.verify(path, OPTIONS)
    assert not report.ok
    assert any("entry 2" in problem for problem in report.custody)
