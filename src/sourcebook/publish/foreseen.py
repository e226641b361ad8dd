"""What a publication of a book would withhold, before it is written."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.publish.contract import BookView
from sourcebook.publish.kept import Kept
from sourcebook.publish.lifting import with_lifted
from sourcebook.publish.withholding import Disclosure, WithheldView
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Event
from sourcebook.records.text import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """The names, places and addresses that would not stand in it, and the counts that its report would give."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    addresses: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]


def foreseen(book: BookView) -> Foreseen:
    """What is withheld from this book by the rules and the decisions that lift them."""
    view = WithheldView(Kept(book), with_lifted(Disclosure(), book))
    for record in (Document, Claim, Event):
        for _ in view.rows(record):
            pass
    shown = {name.casefold(): name for found in view.private.names.values() for name in sorted(found, reverse=True)}
    people = (max(names, key=lambda name: (len(name), name)) for names in view.private.people.values())
    return Foreseen(
        people=tuple(sorted({shown.get(name, name) for name in people})),
        places=tuple(sorted({str(place[0]) for place in view.homes})),
        addresses=tuple(sorted(view.addresses)),
        counts=view.withheld(),
    )
