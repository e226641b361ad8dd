"""The whole thread by commands: a folder becomes a book, is looked at, changed, exported and verified."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from sourcebook.cli.application import app

FIRST = """Bomb kills six in Basra market
Source: Gulf Courier
Published: 2005-05-04

A car bomb killed six people and wounded 20 others in a market in Basra, Iraq, on 3 May 2005, police said.
"""
SECOND = """Basra toll rises to nine
Source: Tigris Daily
Published: 2005-05-06

The car bomb that exploded in a market in Basra, Iraq, on 3 May 2005 killed nine people, a hospital doctor said.
"""


def run(*arguments: str, code: int = 0) -> SimpleNamespace:
    result = CliRunner(env={"COLUMNS": "100"}).invoke(app, list(arguments))
    assert result.exit_code == code, (arguments, result.output, result.exception)
    return SimpleNamespace(out=result.stdout, json=json.loads(result.stdout) if "--json" in arguments else None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with two reports and the book made of them."""
    folder = tmp_path_factory.mktemp("thread")
    (folder / "texts").mkdir()
    (folder / "texts" / "first.txt").write_text(FIRST)
    (folder / "texts" / "second.txt").write_text(SECOND)
    report = run("build", f"{folder}/texts", "--book", f"{folder}/basra.book", "--workers", "0", "--json").json
    assert (report["documents"], report["new"], report["failures"]) == (2, 2, 0)
    assert report["events"] >= 1
    return folder


def test_a_second_build_reads_nothing_again(folder):
    report = run("build", f"{folder}/texts", "--book", f"{folder}/basra.book", "--workers", "0", "--json").json
    assert (report["documents"], report["new"], report["removed"]) == (2, 0, 0)


def test_show_prints_the_sentence_of_each_figure(folder):
    events = run("show", "--book", f"{folder}/basra.book", "--json").json["events"]
    shown = run("show", events[0]["id"], "--book", f"{folder}/basra.book")
    assert "»six people«" in shown.out
    assert "Gulf Courier, 2005-05-04" in shown.out


def test_search_finds_the_documents(folder):
    hits = run("search", "Basra", "--book", f"{folder}/basra.book", "--json").json["hits"]
    assert {hit["path"] for hit in hits} == {"first.txt", "second.txt"}


def test_the_plain_export_is_the_same_twice(folder):
    run("export", "--book", f"{folder}/basra.book", "--out", f"{folder}/one")
    run("export", "--book", f"{folder}/basra.book", "--out", f"{folder}/two")
    for path in (folder / "one").iterdir():
        assert path.read_bytes() == (folder / "two" / path.name).read_bytes()


def test_the_ged_export_has_a_row_for_the_bomb(folder):
    run("export", "--book", f"{folder}/basra.book", "--format", "ucdp-ged", "--out", f"{folder}/ged")
    with (folder / "ged" / "ged.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert ("2005-05-03", "Iraq", "645") in {(row["date_start"], row["country"], row["country_id"]) for row in rows}


def test_the_book_verifies_and_other_programs_go_first(folder, niceness):
    report = run("verify", "--book", f"{folder}/basra.book", "--json").json
    assert report["well"] is report["told_anew"] is True
    assert report["other_program"] is False
    assert niceness == [10]


def test_verify_says_what_it_could_not_check_and_that_another_program_told_the_book(folder, tmp_path):
    book = tmp_path / "damaged.book"
    shutil.copy(folder / "basra.book", book)
    with closing(sqlite3.connect(book)) as connection, connection:
        connection.execute("UPDATE settled SET value = 'an older one' WHERE name = 'program'")
    shown = run("verify", "--book", str(book), code=1).out
    assert "2 originals damaged or missing" in shown
    assert "? not rebuilt for comparison" in shown
    assert "a rebuild gives the same book" not in shown
    assert "Another version of Sourcebook" in shown


def test_an_unreadable_file_is_a_failure_and_the_others_are_read(folder, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "empty.txt").touch()
    (texts / "third.txt").write_text(SECOND.replace("Basra", "Kirkuk"))
    book = f"{tmp_path}/mixed.book"
    report = run("build", str(texts), "--book", book, "--workers", "0", "--json", code=1).json
    assert (report["documents"], report["failures"]) == (1, 1)
    assert "empty.txt" in run("show", "problems", "--book", book).out


def test_a_run_fails_by_its_own_inputs_alone(tmp_path):
    texts, book = tmp_path / "texts", f"{tmp_path}/mixed.book"
    texts.mkdir()
    (texts / "empty.txt").touch()
    (tmp_path / "good.txt").write_text(FIRST)
    run("build", str(texts), "--book", book, "--workers", "0", "--json", code=1)
    good = ("add", f"{tmp_path}/good.txt", "--book", book, "--workers", "0", "--json")
    assert {name: run(*good).json[name] for name in ("failures", "failures_in_book")} == {
        "failures": 0,
        "failures_in_book": 1,
    }
    assert run("remove", "good.txt", "--book", book, "--workers", "0", "--json").json["failures"] == 0
    again = run("add", f"{texts}/empty.txt", "--book", book, "--workers", "0", "--json", code=1).json
    assert again["failures"] == 1
    assert run("rebuild", "--book", book, "--workers", "0", "--json").json["failures_in_book"] >= 1


def test_adding_and_removing_a_document_gives_the_book_as_before(folder, tmp_path):
    book = f"{folder}/basra.book"
    more = tmp_path / "more.txt"
    more.write_text("Gunmen killed two policemen in Mosul on 9 June 2006, officials said.")
    run("export", "--book", book, "--out", f"{tmp_path}/before")
    assert run("add", str(more), "--book", book, "--workers", "0", "--json").json["documents"] == 3
    assert run("remove", "more.txt", "--book", book, "--workers", "0", "--json").json["documents"] == 2
    run("export", "--book", book, "--out", f"{tmp_path}/after")
    for path in (tmp_path / "before").iterdir():
        assert path.read_bytes() == (tmp_path / "after" / path.name).read_bytes()


def test_a_rebuild_gives_the_same_book(folder, tmp_path):
    book = f"{folder}/basra.book"
    run("export", "--book", book, "--out", f"{tmp_path}/before")
    assert run("rebuild", "--book", book, "--workers", "0", "--json").json["documents"] == 2
    run("export", "--book", book, "--out", f"{tmp_path}/after")
    for path in (tmp_path / "before").iterdir():
        assert path.read_bytes() == (tmp_path / "after" / path.name).read_bytes()


def test_a_book_may_stand_in_the_folder_that_it_is_made_of(tmp_path):
    (tmp_path / "only.txt").write_text(FIRST)
    for _ in range(2):
        report = run("build", str(tmp_path), "--book", f"{tmp_path}/own.book", "--workers", "0", "--json").json
        assert (report["documents"], report["problems"], report["failures"]) == (1, 0, 0)


def test_a_build_of_one_folder_keeps_what_another_gave_and_loses_what_vanished(folder, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for texts, content in ((one, FIRST), (other, SECOND)):
        texts.mkdir()
        (texts / f"{texts.name}.txt").write_text(content)
        (texts / "vanishing.txt").write_text(content.replace("Basra", "Mosul"))
    book = f"{tmp_path}/both.book"
    run("build", str(one), "--book", book, "--workers", "0")
    run("add", str(other), "--book", book, "--workers", "0")
    for texts in (one, other):
        (texts / "vanishing.txt").unlink()
    report = run("build", str(one), "--book", book, "--workers", "0", "--json").json
    assert (report["documents"], report["removed"]) == (3, 1)
