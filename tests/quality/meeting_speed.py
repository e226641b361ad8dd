"""How long claims take to be linked and copies to be found, and how much memory, in a process of its own.

``python -m tests.quality.meeting_speed links 100000 --shared ../shared`` prints a line of JSON. Reading and making the
texts is not counted: seconds are processor time of one process, from records in memory to links or copies.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from sourcebook.engine.components import components
from sourcebook.reconcile import Options, link_finder
from sourcebook.reconcile.blocking import blocks_of
from sourcebook.records.claims import Claim
from sourcebook.records.links import Candidate
from sourcebook.testing.copied import copies_among, repeated_news
from sourcebook.testing.ged_reports import reports, rows_of


def linked(claims: list[Claim]) -> int:
    """Bring the claims together in blocks, link them, form clusters; how many links there are."""
    options = Options()
    blocks: dict[str, list[Candidate]] = defaultdict(list)
    for claim in claims:
        for block in blocks_of(claim):
            blocks[block].append(Candidate(block=block, claim_id=claim.claim_id, claim=claim))
    find = link_finder(options)
    crowds = (blocks[key] for key in sorted(blocks) if len(blocks[key]) > 1)
    links = {(link.left, link.right): link for crowd in crowds for link in find(crowd)}
    clusters = list(components(links.values(), options.cluster_cap))
    assert clusters or not links
    return len(links)


def work_of(what: str, count: int, shared: Path) -> Callable[[], int]:
    """What is to be timed, its input made before the clock starts."""
    if what == "links":
        claims = [told.claim for told in reports(rows_of(shared / "data" / "ucdp"), count)]
        return lambda: linked(claims)
    documents = list(islice(repeated_news(count), count))
    return lambda: sum(1 for _ in copies_among(documents))


def main() -> None:
    """Print seconds, megabytes and how many were found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=("links", "copies"))
    parser.add_argument("count", type=int)
    parser.add_argument("--shared", type=Path, required=True)
    given = parser.parse_args()
    work = work_of(given.what, given.count, given.shared)
    began = time.process_time()
    found = work()
    taken = time.process_time() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(taken, 2), "megabytes": round(megabytes), "found": found}))


if __name__ == "__main__":
    main()
