"""The export command: which formats there are, whose names stand, and what the report says."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from sourcebook import api
from sourcebook.cli.application import app
from sourcebook.publish import format_names
from sourcebook.store import custody, open_book

TEXT = (
    "Gunmen shot dead the journalist Kasun Perera in Colombo on 4 May 2004, police said. "
    "Mr Perera, 34, had worked for the Island Wire. Two other people were injured.\n"
)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    (folder / "report.txt").write_text(TEXT)
    api.build([folder / "report.txt"], folder / "b.book", api.BuildOptions(workers=0))
    return folder / "b.book"


def run(*arguments):
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


def test_formats_lists_every_format():
    listed = run("--formats")
    assert listed.exit_code == 0
    assert tuple(listed.output.split()) == format_names()


def told_names(book, out, *options):
    told = run("--book", book, "--format", "geojson", "--out", out, "--json", *options)
    assert told.exit_code == 0, told.output
    return "Perera" in (out / "claims.geojson").read_text(), json.loads(told.output)["withheld"]


def test_a_private_persons_name_is_withheld_and_counted(book, tmp_path):
    assert told_names(book, tmp_path / "a") == (False, {"private persons not named": 1})


def test_a_name_may_be_kept_by_name_or_all_of_them(book, tmp_path):
    answered = ("--reason", "his family asked", "--by", "R. Editor")
    assert told_names(book, tmp_path / "b", "--keep-name", "Kasun Perera", *answered) == (True, {})
    assert told_names(book, tmp_path / "c", "--private-names", *answered) == (True, {})
    with open_book(book) as opened:
        noted = [entry for entry in custody.entries(opened) if entry["act"] == custody.LET_OUT]
        assert list(custody.problems(opened)) == []
    assert [(each["names"], each["by"], each["reason"]) for each in noted] == [
        (["Kasun Perera"], "R. Editor", "his family asked"),
        ("all", "R. Editor", "his family asked"),
    ]


@pytest.mark.parametrize("option", [("--keep-name", "Kasun Perera"), ("--private-names",)])
def test_a_name_stands_only_if_somebody_answers_for_it(book, tmp_path, option):
    for half in ([], ["--reason", "why not"], ["--by", "R. Editor"]):
        refused = run("--book", book, "--format", "geojson", "--out", tmp_path / "e", *option, *half)
        assert "--reason WHY --by EDITOR" in str(refused.exception)
    assert not (tmp_path / "e").exists()


def test_the_screen_says_what_was_withheld(book, tmp_path):
    shown = run("--book", book, "--format", "acled", "--out", tmp_path / "d")
    assert shown.exit_code == 0
    assert "withheld" in shown.output


def test_a_folder_of_something_else_is_not_replaced(book, tmp_path):
    (tmp_path / "mine.txt").write_text("keep me")
    refused = run("--book", book, "--format", "gtd", "--out", tmp_path)
    assert refused.exit_code != 0
    assert (tmp_path / "mine.txt").read_text() == "keep me"
