"""What an actor was when, as its registry knows it: its kind, its country, the names that it bore for a time."""

from __future__ import annotations

from sourcebook.records.knowledge import Actor
from sourcebook.records.vocabulary import ActorKind
from sourcebook.resolve import terms_of


def kind_over_time(actor: Actor) -> str:
    """What an actor is, and what it was at other times: "armed group; state force, AF, from 2021-08-15"."""
    terms = terms_of(actor.actor_id)
    told = [f"{kind_words(term.kind, term.country)}, {days_from_to(term.first, term.last)}" for term in terms]
    return "; ".join([kind_words(actor.kind, actor.country), *told])


def kind_words(kind: ActorKind, country: str | None) -> str:
    """A kind of actor with its country."""
    return kind.value.replace("_", " ") + (f", {country}" if country else "")


def other_names(actor: Actor) -> list[str]:
    """The further names of an actor, those that it bore for a time with its days."""
    dated = {
        alias.name: f"{alias.name} ({days_from_to(alias.valid_from, alias.valid_to)})"
        for alias in actor.aliases
        if alias.valid_from or alias.valid_to
    }
    return [dated.get(name, name) for name in sorted({alias.name for alias in actor.aliases} - {actor.name})]


def days_from_to(first: str | None, last: str | None) -> str:
    """Two ISO days of which one may be open.

    >>> days_from_to("2006-10-15", "2013-04-08"), days_from_to("2021-08-15", None)
    ('2006-10-15 to 2013-04-08', 'from 2021-08-15')
    """
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}"
