"""How long claims take to be linked and copies to be found, and how much memory, in a process of its own.

``python -m tests.quality.meeting_speed links 100000 --shared ../shared`` prints a line of JSON. Reading and making the
texts is not counted: seconds are processor time of one process, from records in memory to links or copies; the
process looks for garbage as seldom as a worker does. With ``--workers`` blocks are shared out among processes, and only
the time by the clock counts.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from sourcebook.engine import LocalEngine
from sourcebook.engine.components import components
from sourcebook.engine.worker import collect_seldom
from sourcebook.reconcile import Options, link_finder
from sourcebook.reconcile.blocking import blocks_of
from sourcebook.records.claims import Claim
from sourcebook.records.links import Candidate, Link
from sourcebook.stages import PerGroup
from sourcebook.testing.copied import copies_among, repeated_news
from sourcebook.testing.ged_reports import reports, rows_of


def crowds_of(claims: list[Claim]) -> Iterator[list[Candidate]]:
    """The claims of each block in which more than one meet."""
    blocks: dict[str, list[Candidate]] = defaultdict(list)
    for claim in claims:
        for block in blocks_of(claim):
            blocks[block].append(Candidate(block=block, claim_id=claim.claim_id, claim=claim))
    return (blocks[key] for key in sorted(blocks) if len(blocks[key]) > 1)


def linked(claims: list[Claim]) -> int:
    """Bring the claims together in blocks, link them, form clusters; how many links there are."""
    find = link_finder(Options())
    return clustered(link for crowd in crowds_of(claims) for link in find(crowd))


def linked_by_workers(claims: list[Claim], workers: int) -> int:
    """The same, the blocks shared out among processes as a run over a book does."""
    step = PerGroup(
        name="links",
        reads=Candidate,
        writes=Link,
        key="block",
        order=("claim_id",),
        build=partial(link_finder, Options()),
    )
    rows = (candidate for crowd in crowds_of(claims) for candidate in crowd)
    with LocalEngine(workers) as engine:
        outcomes = engine.outcomes(step, rows)
        return clustered(link for outcome in outcomes for link in outcome.records)


def clustered(found: Iterator[Link]) -> int:
    """Form the clusters; how many links there are."""
    links = {(link.left, link.right): link for link in found}
    clusters = list(components(links.values(), Options().cluster_cap))
    assert clusters or not links
    return len(links)


def work_of(what: str, count: int, shared: Path, workers: int = 0) -> Callable[[], int]:
    """What is to be timed, its input made before the clock starts."""
    if what == "links":
        claims = [told.claim for told in reports(rows_of(shared / "data" / "ucdp"), count)]
        return (lambda: linked_by_workers(claims, workers)) if workers else lambda: linked(claims)
    documents = list(islice(repeated_news(count), count))
    return lambda: sum(1 for _ in copies_among(documents))


def main() -> None:
    """Print seconds, megabytes and how many were found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=("links", "copies"))
    parser.add_argument("count", type=int)
    parser.add_argument("--workers", type=int, default=0, help="share the linking out among so many processes")
    parser.add_argument("--shared", type=Path, required=True)
    given = parser.parse_args()
    collect_seldom()
    work = work_of(given.what, given.count, given.shared, given.workers)
    began, by_clock = time.process_time(), time.perf_counter()
    found = work()
    taken, by_clock = time.process_time() - began, time.perf_counter() - by_clock
    of_each = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    told = {"seconds": round(taken, 2), "by_clock": round(by_clock, 2), "megabytes": max(of_each) // 1024}
    print(json.dumps({**told, "found": found}))


if __name__ == "__main__":
    main()
