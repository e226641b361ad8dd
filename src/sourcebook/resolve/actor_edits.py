"""What a person set of an actor: its name, what kind of actor it is, its country, and names that no report uses."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sourcebook.records.knowledge import Actor, Alias
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import ActorKind, Verdict
from sourcebook.resolve.folding import folded


def edited(actor: Actor, decisions: Iterable[Decision]) -> Actor:
    """The actor as people set it, the last word on each field counting; names are added, none is taken away."""
    for decision in decisions:
        if decision.verdict is Verdict.EDIT and decision.value:
            actor = _set(actor, json.loads(decision.value))
    return actor


def _set(actor: Actor, given: dict[str, Any]) -> Actor:
    known = {folded(alias.name) for alias in actor.aliases}
    names = [name for name in given.get("aliases", ()) if folded(name) not in known]
    return replace(
        actor,
        name=given.get("name") or actor.name,
        kind=ActorKind(given["kind"]) if given.get("kind") in set(ActorKind) else actor.kind,
        country=given.get("country", actor.country),
        aliases=(*actor.aliases, *(Alias(name=name) for name in dict.fromkeys(names))),
    )
