"""Names within one document: what it defines, what its countries decide, what keeps two actors apart."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention
from sourcebook.records.vocabulary import ActorKind, MentionKind
from sourcebook.resolve import resolver

ROWS = [json.loads(line) for line in Path(__file__).with_name("actor_texts.jsonl").read_text("utf-8").splitlines()]
MARKED = re.compile(r"\[\[(.+?)(?:\|(\w+))?\]\]")
KINDS = {"g": ActorKind.ARMED_GROUP, "p": ActorKind.PERSON, "s": ActorKind.STATE_FORCE, "place": None}


def ids_in(marked: str) -> dict[str, str | None]:
    """The ids of the marked mentions: "[[Name|p]]" is a person, "[[Name|place]]" a place; the last use counts."""
    text, mentions, at = "", [], 0
    for found in MARKED.finditer(marked):
        text += marked[at : found.start()] + found[1]
        at = found.end()
        mentions.append((len(text) - len(found[1]), len(text), found[2] or "g"))
    document = Document(document_id="d", path="d", sha256="0", original="0", text=text + marked[at:], blocks=())
    made = tuple(
        Mention(
            mention_id=f"m{start}",
            document_id="d",
            segment_id="s",
            kind=MentionKind.PLACE if kind == "place" else MentionKind.ACTOR,
            words=document.words(start, end),
            name=text[start:end],
            actor_kind=KINDS[kind],
            generated_by="cases@1",
        )
        for start, end, kind in mentions
    )
    done = resolver()(Reading(document_id="d", document=document, mentions=made))
    return {m.words.quote: m.actor_id for m in done.mentions}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_document_says_who_is_who(row: dict[str, Any]) -> None:
    ids = ids_in(row["text"])
    for left, right in row.get("same", ()):
        assert ids[left] == ids[right], f"{left} and {right}: {row['why']}"
    for left, right in row.get("apart", ()):
        assert ids[left] != ids[right], f"{left} and {right}: {row['why']}"
    for name, wanted in row.get("means", {}).items():
        found = str(ids[name])
        assert found == wanted or (wanted.endswith("*") and found.startswith(wanted[:-1])), f"{name}: {row['why']}"
