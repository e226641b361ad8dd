"""How rarely reports of violence use each word, counted over development corpora: makes ``reconcile/rarity.toml``.

A word that two reports share says the more, the fewer reports use it. Counted are incidents, not articles: fifty
reports of one massacre make the name of its place no common word. Only words of several incidents are listed, so the
list holds no private person's name.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from sourcebook.reconcile.wording import content_words

OUT = Path(__file__).parents[1] / "src" / "sourcebook" / "reconcile" / "rarity.toml"
FEWEST, LEAST_SHARE = 5, 0.001
STEP, RAREST = 5, 70
LEAD = 1500
"""Characters from the start of an article: what a claim's sentences are mostly taken from."""
HEADER = """\
# How rarely reports of violence use a word: ten times the logarithm of one over the share of incidents whose reports
# use it, the largest share of three development corpora (Latin American wires of 1988-90, US local news of 2013-17,
# agency sentences on violence worldwide). A word that is not listed is rarer than all of these.
# Made by `python -m training.rarity`.

[rarity]
"""


def rows_of(path: Path) -> Iterator[dict[str, object]]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def incidents_of(data: Path) -> Iterator[list[set[str]]]:
    """Each corpus as the words of its incidents."""
    gva = rows_of(data / "gva" / "incidents.jsonl")
    yield [words_of(f"{d['title']}. {d['text'][:LEAD]}" for d in row["documents"]) for row in gva]  # type: ignore[attr-defined]
    muc = [row for name in ("dev", "tst1", "tst2") for row in rows_of(data / "muc4" / f"{name}.jsonl")]
    yield [words_of([str(row["text"])[:LEAD].lower()]) for row in muc]
    yield [
        words_of([str(row.get("text") or row.get("sentence"))])
        for row in rows_of(data / "event_location" / "dev.jsonl")
    ]


def words_of(texts: Iterable[str]) -> set[str]:
    """The content words of an incident's reports."""
    return set(content_words(texts))


def shares_of(corpora: Iterable[list[set[str]]]) -> dict[str, float]:
    """The largest share of a corpus's incidents that each word is used of."""
    shares: dict[str, float] = {}
    for incidents in corpora:
        used = Counter(word for words in incidents for word in words)
        for word, count in used.items():
            share = count / len(incidents)
            if count >= FEWEST and share >= LEAST_SHARE:
                shares[word] = max(share, shares.get(word, 0.0))
    return shares


def table_of(shares: dict[str, float]) -> str:
    """The list as TOML: words by their rarity, in tenths."""
    rows: dict[int, list[str]] = defaultdict(list)
    for word, share in shares.items():
        rare = round(-math.log(share) * 10 / STEP) * STEP
        if rare < RAREST and re.fullmatch(r"[a-z'’-]+", word):
            rows[rare].append(word)
    lines = [HEADER.rstrip("\n")]
    for rare, words in sorted(rows.items()):
        wrapped = textwrap.wrap(" ".join(sorted(words)), 116, break_long_words=False, break_on_hyphens=False)
        lines.append(f'{rare} = """\n' + "\n".join(wrapped) + '"""')
    return "\n".join(lines) + "\n"


def main() -> None:
    """Count the words of the corpora and write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with data/")
    given = parser.parse_args()
    OUT.write_text(table_of(shares_of(incidents_of(given.shared / "data"))), encoding="utf-8")


if __name__ == "__main__":
    main()
