"""Reads the example documents with a server that somebody runs, and holds the endpoint reader to its promises.

The quality of the model does not matter here: the protocol, the quotes and the kept answers do.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from sourcebook import api
from sourcebook.cli.building import endpoint_words
from sourcebook.records.claims import Claim
from sourcebook.store import checks, open_book

EXAMPLES = Path(__file__).parents[2] / "examples" / "documents"


def digests(book: Path) -> dict[str, str]:
    """A digest of each table of the book."""
    with open_book(book) as opened:
        return checks.digests(opened)


def faults_of(book: Path, sources: Path, told: api.BuildOptions) -> list[str]:
    """What does not hold of a book read with this server; prints what was asked and what the model added to."""
    report = api.build([sources], book, told)
    if report.endpoint is None:
        return ["no endpoint was asked"]
    print(endpoint_words(report.endpoint))
    with open_book(book) as opened:
        signed = [claim for claim in opened.rows(Claim) if "endpoint@" in claim.generated_by]
        for (problems,) in opened.connection.execute("SELECT problems FROM readings"):
            print(problems)
    print(f"{report.claims} claims, {len(signed)} of them signed by the model")
    found = [f"{report.endpoint.failed} passages failed"] if report.endpoint.failed else []
    found += [] if report.endpoint.asked else ["no passage was asked"]
    before, offline = digests(book), api.BuildOptions(workers=0)
    again = api.rebuild(book, offline)
    if again.endpoint is None or again.endpoint.asked or again.endpoint.failed != report.endpoint.failed:
        found.append("a rebuild asked for answers that were kept")
    if digests(book) != before:
        found.append("a rebuild from kept answers gave another book")
    if not api.verify(book, offline).ok:
        found.append("the book does not verify")
    return found


def main() -> int:
    """Read, check, and say what broke."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--url", default=os.environ.get("SOURCEBOOK_ENDPOINT", ""))
    options.add_argument("--model", default=os.environ.get("SOURCEBOOK_MODEL", ""))
    options.add_argument("--settings", type=Path, help="a sourcebook.toml with further options of [endpoint]")
    options.add_argument("--documents", type=Path, default=EXAMPLES)
    given = options.parse_args()
    if not given.url or not given.model:
        options.error("name a server and a model: make endpoint-check URL=http://localhost:8000/v1 MODEL=NAME")
    told = api.BuildOptions(workers=0, settings=given.settings, url=given.url, model=given.model)
    with tempfile.TemporaryDirectory() as folder:
        found = faults_of(Path(folder) / "check.book", given.documents, told)
    for fault in found:
        print(f"FAULT: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
