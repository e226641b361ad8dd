"""Both engines give the same outcomes, and a worker that dies costs one input only."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from sourcebook.engine import LocalEngine, SerialEngine
from sourcebook.errors import ModelError
from sourcebook.stages import PerRecord
from sourcebook.testing import engines
from sourcebook.testing.engines import Reported, in_order, reports

ENGINES = {
    "serial": SerialEngine,
    "local, one process": partial(LocalEngine, 1),
    "local, two processes": partial(LocalEngine, 2),
}


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_gives_the_same_outcomes(name: str) -> None:
    engines.check_engine(ENGINES[name])


def killer() -> Callable[[Reported], Iterable[Reported]]:
    def kill(report: Reported) -> Iterator[Reported]:
        if report.report_id in ("r00005", "r00050"):
            os.kill(os.getpid(), signal.SIGKILL)
        yield report

    return kill


def test_the_input_that_kills_its_worker_is_a_failure_and_all_others_are_read() -> None:
    stage = PerRecord(name="kill", reads=Reported, writes=Reported, build=killer)
    given = reports(100)
    with LocalEngine(2) as engine:
        made = in_order(engine.outcomes(stage, given))
    assert [outcome.key for outcome in made] == [report.report_id for report in given]
    failed = engines.failures_of(made)
    assert [failure.record_id for failure in failed] == ["r00005", "r00050"]
    assert {failure.error for failure in failed} == {"WorkerDied"}
    assert "memory" in failed[0].message


def broken() -> Callable[[Reported], Iterable[Reported]]:
    raise ModelError("the language model is missing")


@pytest.mark.parametrize("name", ENGINES)
def test_an_error_while_a_step_is_built_stops_the_run(name: str) -> None:
    stage = PerRecord(name="broken", reads=Reported, writes=Reported, build=broken)
    with ENGINES[name]() as engine, pytest.raises(ModelError):
        list(engine.outcomes(stage, reports(3)))


def test_a_local_engine_takes_no_more_rows_than_its_workers_can_hold() -> None:
    taken = 0

    def rows() -> Iterator[Reported]:
        nonlocal taken
        for report in reports(2000):
            taken += 1
            yield report

    with LocalEngine(1) as engine:
        next(iter(engine.outcomes(engines.DOUBLE, rows())))
        assert taken < 200


def counted() -> Callable[[Reported], Iterable[Reported]]:
    built = os.environ["SOURCEBOOK_TEST_BUILT"]
    with Path(built).open("a", encoding="utf-8") as file:
        file.write("built\n")
    return lambda report: (report,)


def test_a_step_is_built_once_in_each_worker(tmp_path, monkeypatch) -> None:
    built = tmp_path / "built"
    monkeypatch.setenv("SOURCEBOOK_TEST_BUILT", str(built))
    stage = PerRecord(name="counted", reads=Reported, writes=Reported, build=counted)
    with LocalEngine(2) as engine:
        for _ in range(3):
            list(engine.outcomes(stage, reports(400)))
    assert 1 <= len(built.read_text().splitlines()) <= 2
