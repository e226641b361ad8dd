"""Corpora that tell which reports are of one incident, as evidence for linking."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourcebook.reconcile.blocking import joins_events
from sourcebook.records.claims import Claim
from sourcebook.records.links import Evidence
from sourcebook.records.text import Document
from sourcebook.store.book import open_book
from sourcebook.store.feeds import Feed


@dataclass(frozen=True, slots=True)
class Corpus:
    """The claims of a corpus that may join events, and of which incidents each of its documents is."""

    evidence: Sequence[Evidence]
    incidents: Mapping[str, frozenset[str]]


def corpora_of(shared: Path, work: Path, build: Callable[..., object]) -> tuple[Corpus, Corpus]:
    """US shootings and reports on armed conflict; each read once into a book under the folder for work."""
    work.mkdir(parents=True, exist_ok=True)
    made = []
    for name, incidents in (("gva", shootings(shared)), ("conflict_dev", conflict(shared))):
        book = work / f"{name}.book"
        if not book.exists():
            given = work / f"{name}.jsonl"
            program = [sys.executable, str(shared / "tools" / "score.py")]
            subprocess.run([*program, "prepare", name, str(given)], check=True)  # noqa: S603 - our own program
            build([given], book)
        made.append(corpus_of(book, incidents))
    return made[0], made[1]


def shootings(shared: Path) -> dict[str, frozenset[str]]:
    """The incident of each article on a shooting."""
    rows = (shared / "data" / "gva" / "incidents.jsonl").read_text("utf-8").splitlines()
    told = (json.loads(row) for row in rows if row.strip())
    return {article["id"]: frozenset([row["incident_id"]]) for row in told for article in row["documents"]}


def conflict(shared: Path) -> dict[str, frozenset[str]]:
    """The incidents that each report on armed conflict tells, by the number of the report."""
    gold = json.loads((shared / "data" / "conflict_dev" / "gold.json").read_text("utf-8"))
    found: dict[str, set[str]] = defaultdict(set)
    for event in gold["events"]:
        for article in event["articles"]:
            found[article["doc"]].add(event["id"])
    return {document: frozenset(events) for document, events in found.items()}


def given_id(document: Document) -> str:
    """The id that the corpus gave the document; of a report on conflict, its number."""
    name = document.given_id or document.path.rpartition("#")[2]
    number = re.search(r"(?<!\w)[\w-]*?-?(\d{3})(?:\.txt)?$", name)
    return number.group(1) if number and len(name) < 32 else name


def corpus_of(book: Path, incidents: Mapping[str, frozenset[str]]) -> Corpus:
    """The claims of a book, each document with its incidents."""
    with open_book(book) as opened:
        feed = Feed(opened, "events")
        evidence = [feed._evidence("", claim) for claim in opened.rows(Claim) if joins_events(claim)]
        named = {one.document_id: incidents.get(given_id(one), frozenset()) for one in opened.rows(Document)}
    return Corpus(evidence, {document: found for document, found in named.items() if found})
