"""Progress: a bar for people at a terminal, silence for everybody else."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.progress import Progress

from sourcebook.cli.terminal import Bars, Silence, shown_progress


@pytest.mark.parametrize("quiet", [True, False])
def test_nothing_is_shown_when_nobody_looks(quiet, capsys):
    with shown_progress(quiet) as progress:
        assert isinstance(progress, Silence)
        progress.begin("read", 10)
        progress.advance(3)
        progress.end()
    assert capsys.readouterr() == ("", "")


def test_a_stage_is_named_in_words_and_counted():
    screen = io.StringIO()
    with Progress(console=Console(file=screen, force_terminal=True, width=80)) as progress:
        bars = Bars(progress)
        bars.begin("read", 10)
        bars.advance(4)
        (task,) = progress.tasks
        assert (task.description, task.completed, task.total) == ("Reading texts", 4, 10)
        bars.begin("strange_stage", 2)
        assert [task.description for task in progress.tasks] == ["Strange stage"]
        bars.end()
        assert not progress.tasks


def test_a_terminal_gets_bars(monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with shown_progress(quiet=False) as progress:
        assert isinstance(progress, Bars)
