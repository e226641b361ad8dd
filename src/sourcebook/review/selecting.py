"""The selection in words: one sign for each condition, with the address that goes without it."""

from __future__ import annotations

from dataclasses import fields
from typing import NamedTuple

from sourcebook.records.knowledge import Actor
from sourcebook.review.addresses import View
from sourcebook.store.selections import Selection


class Chip(NamedTuple):
    """One condition of the selection in words, and the address of the view without it."""

    words: str
    without: str


WORDS = {
    "earliest": "from {}",
    "latest": "until {}",
    "type": "{}",
    "country": "in {}",
    "place": "place holds “{}”",
    "document_id": "told by one document",
    "review": "{}",
    "least_killed": "at least {} killed",
    "contested": "contested",
    "undated": "without a date",
    "unplaced": "without a point on the map",
    "single_origin": "one origin alone",
    "checked": "looked at by a person",
    "rejected": "rejected ones too",
    "box": "in the part of the map shown",
}


def chips_of(view: View, actor: Actor | None) -> list[Chip]:
    """The conditions of a view in words."""
    plain = Selection()
    made = []
    for each in fields(Selection):
        value = getattr(view.selection, each.name)
        if value == getattr(plain, each.name):
            continue
        if each.name == "actor_id":
            words = f"with {actor.name if actor else value}"
        else:
            words = WORDS[each.name].format(str(value).replace("_", " "))
        made.append(Chip(words, view.address(order=view.order, **{each.name: getattr(plain, each.name)})))
    return made
