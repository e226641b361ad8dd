"""The conformance suite of engines: every engine must give the same outcomes, record for record, failures included.

Call ``check_engine`` with a function that makes the engine; it raises ``AssertionError`` where the engine differs from
the stages' own ``outcomes``. Everything here can be pickled, so that engines may send it to other processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from random import Random
from typing import Any

from sourcebook.records.links import Failure, Link, Member
from sourcebook.stages import Clusters, Engine, Outcome, PerGroup, PerRecord, outcomes

SIZES = (0, 1, 400, 2000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A count that some report gives for a town."""

    report_id: str
    town: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """The counts of a town, added up."""

    town: str
    total: int
    report_ids: tuple[str, ...]


class RefusedError(Exception):
    """What a step raises for an input that it cannot take."""


def doubler() -> Callable[[Reported], Iterable[Reported]]:
    """A step that doubles counts, says nothing of zero and refuses negative ones."""

    def double(report: Reported) -> Iterator[Reported]:
        if report.count < 0:
            raise RefusedError(f"{report.report_id} counts {report.count}")
        if report.count:
            yield Reported(report_id=report.report_id, town=report.town, count=2 * report.count)

    return double


def adder() -> Callable[[Sequence[Reported]], Iterable[Toll]]:
    """A step that adds up a town's counts in the order of their reports and refuses a town with a negative one."""

    def add(reports: Sequence[Reported]) -> Iterator[Toll]:
        if any(report.count < 0 for report in reports):
            raise RefusedError(f"{reports[0].town} has a negative count")
        ids = tuple(report.report_id for report in reports)
        yield Toll(town=reports[0].town, total=sum(report.count for report in reports), report_ids=ids)

    return add


DOUBLE = PerRecord(name="double", reads=Reported, writes=Reported, build=doubler)
ADD = PerGroup(name="add", reads=Reported, writes=Toll, key="town", order=("report_id",), build=adder)
JOIN = Clusters(name="join", reads=Link)


def reports(size: int, seed: int = 7) -> list[Reported]:
    """So many reports over some towns; about one in forty cannot be taken."""
    random = Random(seed)  # noqa: S311 - test data
    return [
        Reported(report_id=f"r{n:05}", town=f"town{random.randrange(1 + size // 8)}", count=random.randrange(-1, 40))
        for n in range(size)
    ]


def links(size: int, seed: int = 7) -> list[Link]:
    """So many links between some records, in chains of different length."""
    random = Random(seed)  # noqa: S311 - test data
    ends = ((random.randrange(2 * size), random.randrange(2 * size)) for _ in range(size))
    return [Link(left=f"c{min(e):05}", right=f"c{max(e):05}", score=1.0, reasons=()) for e in ends if e[0] != e[1]]


def mixed(rows: Iterable[Any], seed: int = 11) -> list[Any]:
    """The rows in another order."""
    given = list(rows)
    Random(seed).shuffle(given)  # noqa: S311 - test data
    return given


def by_town(rows: Iterable[Reported]) -> list[Reported]:
    """The rows with equal towns together, as an engine is fed for a grouping step."""
    return sorted(rows, key=lambda report: report.town)


def in_order(made: Iterable[Outcome]) -> list[Outcome]:
    """Outcomes sorted by key; an engine may give them in any order."""
    return sorted(made, key=lambda outcome: outcome.key)


def check_engine(make: Callable[[], AbstractContextManager[Engine]]) -> None:
    """Hold an engine to the whole suite."""
    with make() as engine:
        for size in SIZES:
            check_records(engine, size)
            check_groups(engine, size)
            check_clusters(engine, size)


def check_records(engine: Engine, size: int) -> None:
    """A step over single records gives one outcome a record, whatever the order."""
    given = reports(size)
    expected = in_order(outcomes(DOUBLE, given))
    assert in_order(engine.outcomes(DOUBLE, iter(given))) == expected  # noqa: S101 - this is a test suite
    assert in_order(engine.outcomes(DOUBLE, iter(mixed(given)))) == expected  # noqa: S101
    assert sum(made.failure is not None for made in expected) == sum(report.count < 0 for report in given)  # noqa: S101


def check_groups(engine: Engine, size: int) -> None:
    """A grouping step gives one outcome a group, its rows sorted, a refused group as a failure."""
    given = reports(size)
    expected = in_order(outcomes(ADD, by_town(given)))
    assert in_order(engine.outcomes(ADD, iter(by_town(mixed(given))))) == expected  # noqa: S101
    assert Counter(made.key for made in expected) == Counter({report.town for report in given})  # noqa: S101


def check_clusters(engine: Engine, size: int) -> None:
    """Clusters are named after their smallest member, whatever the order of links."""
    given = links(size)
    expected = sorted(smallest_reachable(given), key=lambda member: member.member_id)
    found = sorted(engine.members(JOIN, iter(mixed(given))), key=lambda member: member.member_id)
    assert found == expected  # noqa: S101


def smallest_reachable(given: Sequence[Link]) -> Iterator[Member]:
    """The clusters by the plainest of rules: walk from each record in order to all that it reaches."""
    beside: dict[str, list[str]] = {}
    for link in given:
        beside.setdefault(link.left, []).append(link.right)
        beside.setdefault(link.right, []).append(link.left)
    seen: set[str] = set()
    for first in sorted(beside):
        walk = [] if first in seen else [first]
        while walk:
            member = walk.pop()
            if member not in seen:
                seen.add(member)
                walk += beside[member]
                yield Member(cluster_id=first, member_id=member)


def failures_of(made: Iterable[Outcome]) -> list[Failure]:
    """The failures among outcomes, sorted."""
    return sorted((each.failure for each in made if each.failure), key=lambda failure: failure.record_id)
