"""Pairs of actor names: which two are one actor. A differing distinguishing word is a hard no."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention
from sourcebook.records.vocabulary import ActorKind, MentionKind
from sourcebook.resolve import resolver

ROWS = [json.loads(line) for line in Path(__file__).with_name("actor_names.jsonl").read_text("utf-8").splitlines()]
KINDS = {"civilians": ActorKind.POPULATION, "police": ActorKind.STATE_FORCE, "soldiers": ActorKind.STATE_FORCE}


def actor_id(name: str, kind: ActorKind = ActorKind.ARMED_GROUP) -> str:
    """The id of a name that stands alone in its document, where nothing around it helps."""
    text = f"{name} came."
    document = Document(document_id="d", path="d", sha256="0", original="0", text=text, blocks=())
    mention = Mention(
        mention_id="m",
        document_id="d",
        segment_id="s",
        kind=MentionKind.ACTOR,
        words=document.words(0, len(name)),
        name=name,
        actor_kind=KINDS.get(name, kind),
        generated_by="cases@1",
    )
    resolved = resolver()(Reading(document_id="d", document=document, mentions=(mention,)))
    found = next(m.actor_id for m in resolved.mentions if m.kind is MentionKind.ACTOR)
    assert found is not None
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_names_of_one_actor_meet_and_no_others(row: dict[str, Any]) -> None:
    kind = ActorKind(row.get("kind", "armed_group"))
    assert (actor_id(row["left"], kind) == actor_id(row["right"], kind)) is row["same"], row["why"]
