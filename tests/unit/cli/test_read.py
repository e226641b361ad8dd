"""What `read` prints of a file: the text with its marks, what each was read as, and the claims; also as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console
from typer.testing import CliRunner

from sourcebook.cli.application import app
from sourcebook.cli.marked_text import marked, marks_in
from sourcebook.errors import NotFoundError, UsageError
from sourcebook.pipeline import Settings
from sourcebook.readout import Wanted, read_out
from sourcebook.records.links import Failure
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document, Mention
from sourcebook.records.vocabulary import BlockKind, MentionKind

TEXT = "A car bomb killed at least 11 people in Mardan on Friday, police said.\n"


@pytest.fixture
def command(monkeypatch, tmp_path):
    """Run a command in an empty folder; gives exit code, output and, with --json, the object."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, width: int = 80) -> SimpleNamespace:
        result = CliRunner(env={"COLUMNS": str(width), "TERM": "dumb"}).invoke(app, list(arguments))
        content = json.loads(result.stdout) if "--json" in arguments and result.stdout else None
        return SimpleNamespace(code=result.exit_code, out=result.stdout, json=content, error=result.exception)

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "mardan.txt"
    path.write_text(f"Published: 2016-09-04\n\n{TEXT}", encoding="utf-8")
    return path


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    lines = [
        {"id": "first", "published": "2016-09-04", "text": TEXT},
        {"id": "second", "published": "2011-01-02", "text": "Two soldiers died in Alexandria [/bold] on Saturday."},
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\nnot a row\n", encoding="utf-8")
    return path


def test_the_text_is_marked_and_each_mark_has_its_value(command, report):
    shown = command("read", str(report), width=120)
    assert shown.code == 0, shown.error
    assert "‹car bomb›w1" in shown.out
    assert re.search(r"f1 +at least 11 people +killed ≥\W11 \(low 11, best 11, high –\) · people · at least", shown.out)
    assert re.search(r"p1 +Mardan +Mardan, .*PK \(locality, 34\.\d+ 72\.\d+\)", shown.out)
    assert re.search(r"d1 +Friday +2016-09-02 \(day, relative\)", shown.out)
    assert re.search(r"happened bombing · 2016-09-02 \(day, relative\) \[d1\]", shown.out)


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_screen(command, report, width):
    assert max(len(line) for line in command("read", str(report), width=width).out.splitlines()) <= width


def test_the_stated_day_of_publication_goes_before_that_of_the_file(command, report):
    for given in ("2016-09-11", "11 September 2016"):
        content = command("read", str(report), "--published", given, "--json").json
        (day,) = (one["value"] for one in content["documents"][0]["mentions"] if one["kind"] == "time")
        assert day["earliest"] == "2016-09-09"
        assert content["documents"][0]["document"]["published"] == "2016-09-11"


def test_a_day_of_publication_that_is_none_is_a_usage_error(command, report):
    assert isinstance(command("read", str(report), "--published", "Feb 30").error, UsageError)


def test_json_has_mentions_and_claims_in_the_shapes_of_the_export(command, report):
    (told,) = command("read", str(report), "--json").json["documents"]
    text = told["document"]["text"]
    for one in (*told["mentions"], *told["claims"]):
        assert one["quote"] == text[one["start"] : one["end"]]
    figure = next(one for one in told["mentions"] if one["kind"] == "figure")
    assert (figure["value"]["low"], figure["value"]["high"], figure["value"]["composition"]) == (11, None, "total")
    assert [claim["type"] for claim in told["claims"]] == ["bombing"]


def test_every_row_is_read_and_what_is_no_row_is_a_failure(command, rows):
    done = command("read", str(rows), "--json")
    assert done.code == 1
    assert [one["document"]["given_id"] for one in done.json["documents"]] == ["first", "second"]
    assert [one["record"] for one in done.json["failures"]] == ["rows.jsonl#3"]


@pytest.mark.parametrize("name", ["second", "rows.jsonl#second"])
def test_one_row_is_read_by_its_name(command, rows, name):
    done = command("read", str(rows), "--document", name, "--json")
    assert done.code == 0
    assert [one["document"]["given_id"] for one in done.json["documents"]] == ["second"]


def test_brackets_in_a_text_are_words_and_no_marks(command, rows):
    assert "[/bold]" in command("read", str(rows), "-d", "second").out


def test_what_is_not_there_is_named_in_a_sentence(command, rows, tmp_path):
    assert isinstance(command("read", str(rows), "--document", "third").error, NotFoundError)
    assert isinstance(command("read", "nowhere.txt").error, NotFoundError)
    assert isinstance(command("read", str(tmp_path)).error, UsageError)


def test_a_file_that_cannot_be_read_is_one_failure(command, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = command("read", "empty.txt")
    assert (done.code, "is empty" in done.out) == (1, True)


def test_nothing_is_left_behind(report, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (reading,) = read_out(report, Settings(), Wanted(published_on=date(2016, 9, 4)))
    assert isinstance(reading, Reading)
    assert [path.name for path in tmp_path.iterdir()] == ["mardan.txt"]


def test_a_document_of_a_row_is_found_by_the_beginning_of_its_id(rows):
    readings = [one for one in read_out(rows, Settings()) if not isinstance(one, Failure)]
    wanted = Wanted(document=readings[1].document_id[:8])
    assert [one.document_id for one in read_out(rows, Settings(), wanted)] == [readings[1].document_id]  # type: ignore[union-attr]


def document(text: str) -> Document:
    block = Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH)
    return Document(document_id="d", path="p", sha256="", original="", text=text, blocks=(block,))


def mention(of: Document, kind: MentionKind, quote: str) -> Mention:
    start = of.text.index(quote)
    return Mention(
        mention_id=f"{kind}-{start}",
        document_id="d",
        segment_id="s",
        kind=kind,
        words=of.words(start, start + len(quote)),
        generated_by="rules",
    )


@pytest.mark.parametrize(
    ("quotes", "shown"),
    [
        ({"figure": "12 men", "actor": "men"}, "Killed ‹12 ‹men›a1›f1 there."),
        ({"figure": "12 men", "place": "men there"}, "Killed ‹12 ‹men›f1 there›p1."),
        ({"trigger": "Killed", "figure": "12", "actor": "men"}, "‹Killed›t1 ‹12›f1 ‹men›a1 there."),
        ({"figure": "12 men", "actor": "12 men"}, "Killed ‹‹12 men›a1›f1 there."),
        ({}, "Killed 12 men there."),
    ],
)
def test_marks_that_touch_lie_in_one_another_or_cross_keep_every_word(quotes, shown):
    told = document("Killed 12 men there.")
    marks = marks_in(mention(told, MentionKind(kind), quote) for kind, quote in quotes.items())
    assert marked(told.text, told.blocks[0], marks).plain == shown


def test_only_the_block_is_shown():
    told = document("Quiet day.\n\nKilled 12 men there.")
    block = replace(told.blocks[0], start=12)
    marks = marks_in([mention(told, MentionKind.FIGURE, "12 men")])
    assert marked(told.text, block, marks).plain == "Killed ‹12 men›f1 there."


def test_without_colours_the_screen_says_the_same(report):
    from sourcebook.cli.reading_screen import ReadingView

    (reading,) = read_out(report, Settings())
    assert isinstance(reading, Reading)
    shown = []
    for colours in ("truecolor", None):
        screen = Console(width=100, color_system=colours, force_terminal=colours is not None, record=True, quiet=True)
        for part in ReadingView.of(reading).parts(100):
            screen.print(part)
        shown.append(screen.export_text())
    assert shown[0] == shown[1]
