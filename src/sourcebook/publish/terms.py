"""Actors as of an event's days: a movement that took a state is that state's force from then on, and no rebel group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sourcebook.records.knowledge import Actor, Event
from sourcebook.resolve import term_on


def as_of(event: Event, actors: Mapping[str, Actor]) -> Mapping[str, Actor]:
    """The actors with the kind and country that an event's perpetrators had on its days; undated, as they are."""
    if event.time.earliest is None or event.time.latest is None:
        return actors
    first, last = event.time.earliest.isoformat(), event.time.latest.isoformat()
    changed = {}
    for one in event.perpetrators:
        actor = actors.get(one.actor_id or "")
        if actor is not None and (term := term_on(actor.actor_id, first, last)):
            changed[actor.actor_id] = replace(actor, kind=term.kind, country=term.country or actor.country)
    return {**actors, **changed} if changed else actors
