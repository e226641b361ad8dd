"""One machine, several processes: chunks of inputs go to a pool, a bounded number of them at a time."""

from __future__ import annotations

import multiprocessing
import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from sourcebook import stages
from sourcebook.engine import worker
from sourcebook.engine.components import components
from sourcebook.records.links import Failure, Member
from sourcebook.stages import Clusters, Outcome, PerGroup, PerRecord

_FULL = 200

DIED = "WorkerDied"
"""The ``error`` of a failure whose input ended the process that worked on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A chunk on its way: the pickled stage, the pickled inputs, and what will come back."""

    stage: bytes
    chunk: bytes
    answer: Future[list[Outcome]]


class LocalEngine:
    """Runs steps in ``workers`` processes that are started once and keep what each step's ``build()`` gave.

    At most ``2 * workers`` chunks are on their way at a time, so memory is bounded and whoever feeds the engine waits.
    When a worker dies, the inputs of the lost chunks are tried again one by one; the one that kills again is a failure.
    """

    def __init__(self, workers: int) -> None:
        self.workers = max(1, workers)
        self._pool: ProcessPoolExecutor | None = None

    def outcomes(self, stage: PerRecord | PerGroup, rows: Iterable[Any]) -> Iterator[Outcome]:
        """What the stage makes of the rows, chunk by chunk in the order in which they were fed."""
        packed = pickle.dumps(stage, protocol=pickle.HIGHEST_PROTOCOL)
        chunks = _chunks(stages.inputs(stage, rows))
        waiting: deque[Sent] = deque()
        while True:
            while len(waiting) < 2 * self.workers and (chunk := next(chunks, None)):
                waiting.append(self._sent(packed, worker.packed_chunk(chunk)))
            if not waiting:
                return
            yield from self._received(waiting, stage.name)

    def members(self, stage: Clusters, rows: Iterable[Any]) -> Iterator[Member]:
        """The cluster of every record that a row names."""
        return components(rows, stage.most)

    def _sent(self, stage: bytes, chunk: bytes) -> Sent:
        try:
            answer = self._workers().submit(worker.run_chunk, stage, chunk)
        except BrokenProcessPool as error:
            answer = Future()
            answer.set_exception(error)
        return Sent(stage=stage, chunk=chunk, answer=answer)

    def _received(self, waiting: deque[Sent], name: str) -> Iterator[Outcome]:
        try:
            made = waiting[0].answer.result()
        except BrokenProcessPool:
            lost = list(waiting)
            waiting.clear()
            self.close()
            for sent in lost:
                yield from self._retried(sent, name)
        else:
            waiting.popleft()
            yield from made

    def _retried(self, sent: Sent, name: str) -> Iterator[Outcome]:
        answer = sent.answer
        if answer.done() and not answer.cancelled() and answer.exception() is None:
            yield from answer.result()
            return
        inputs: worker.Inputs = pickle.loads(sent.chunk)  # noqa: S301 - we wrote it above
        for key, given in inputs:
            alone = self._sent(sent.stage, pickle.dumps([(key, given)], protocol=pickle.HIGHEST_PROTOCOL))
            try:
                yield from alone.answer.result()
            except BrokenProcessPool:
                self.close()
                yield Outcome(key=key, failure=_death(name, key))

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.workers, mp_context=multiprocessing.get_context("spawn"), initializer=worker.begin
            )
        return self._pool

    def close(self) -> None:
        """End the workers; the next use starts new ones."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        started = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in started:
            process.terminate()
        for process in started:
            process.join()

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _chunks(inputs: Iterable[tuple[str, Any]]) -> Iterator[worker.Inputs]:
    """Inputs in portions worth sending: eight records, or groups that hold about 200 records together."""
    chunk: worker.Inputs = []
    weight = 0
    for key, given in inputs:
        chunk.append((key, given))
        weight += len(given) if isinstance(given, list) else _FULL // 8
        if weight >= _FULL:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


def _death(stage: str, key: str) -> Failure:
    message = (
        f"the process that worked on {key} in step {stage} ended without an answer, twice; "
        "most often memory ran out: give it more memory, or take the input out"
    )
    return Failure(stage=stage, record_id=key, error=DIED, message=message)
