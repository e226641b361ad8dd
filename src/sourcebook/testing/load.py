"""Made-up news in any number, for measuring speed, memory and size: some reports are copies, some retell an attack."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

SENTENCES = 22
COPY_EVERY = 12
FIRST_DAY = date(2005, 1, 3)
_LISTS = ("day", "month", "hour", "weapon", "office", "street", "noun", "adjective", "verb")


def news(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many reports of about 400 words, as rows of a JSONL file; the same count and seed give the same reports.

    One in twelve is a copy of an earlier one under another outlet's name, half of these with a sentence cut.
    """
    random = Random(seed)  # noqa: S311 - test data
    written: list[dict[str, str]] = []
    for number in range(count):
        copied = random.choice(written) if written and number % COPY_EVERY == COPY_EVERY - 1 else None
        row = _copy(copied, random) if copied else _report(random)
        row = {**row, "id": f"load-{number:06}"}
        written = [*written[-49:], row]
        yield row


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads((files("sourcebook.testing") / "load.toml").read_text(encoding="utf-8"))


def _report(random: Random) -> dict[str, str]:
    words, day = _words(), FIRST_DAY + timedelta(days=random.randrange(6000))
    fixed = {"city": random.choice(words["cities"]), "group": random.choice(words["groups"])}
    fixed["target"] = random.choice(words["targets"])
    sentences = [_sentence(random.choice(words["leads"]), fixed, random)]
    sentences += [_sentence(pattern, fixed, random) for pattern in random.sample(words["body"], SENTENCES)]
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    return {
        "title": f"Attack on {fixed['target']} in {fixed['city']}",
        "source": random.choice(words["outlets"]),
        "published": (day + timedelta(days=1)).isoformat(),
        "text": "\n\n".join(paragraphs),
    }


def _sentence(pattern: str, fixed: dict[str, str], random: Random) -> str:
    words = _words()
    slots: dict[str, Any] = {
        "person": f"{random.choice(words['given'])} {random.choice(words['family'])}",
        "killed": random.randrange(2, 60),
        "injured": random.randrange(3, 120),
        "small": random.randrange(2, 10),
        "date": random.randrange(1, 29),
        "year": random.randrange(1990, 2021),
        **{name: random.choice(words[f"{name}s"]) for name in _LISTS},
        "goods": random.choice(words["goods"]),
        "noun2": random.choice(words["nouns"]),
        "noun3": random.choice(words["nouns"]),
        "verb2": random.choice(words["verbs"]),
        "city2": random.choice(words["cities"]),
    }
    made = pattern.format(**{**slots, **fixed})
    return made[0].upper() + made[1:]


def _copy(row: dict[str, str], random: Random) -> dict[str, str]:
    paragraphs = row["text"].split("\n\n")
    if random.random() < 0.5:
        paragraphs.pop(random.randrange(1, len(paragraphs)))
    return {**row, "source": random.choice(_words()["outlets"]), "text": "\n\n".join(paragraphs)}
