"""The actor that a name alone means, where no document was read for it: what a person wrote or selected."""

from __future__ import annotations

from collections import Counter

from sourcebook.records.vocabulary import ActorKind
from sourcebook.resolve.actors import id_of
from sourcebook.resolve.registry import own_id


def actor_called(name: str, kind: ActorKind) -> str:
    """The id of a registered group or force of this name, whatever it is said to be; else one of its kind's own.

    >>> actor_called("Real IRA", ActorKind.PERSON)
    'ucdp-283'
    >>> actor_called("Sayed Harun", ActorKind.PERSON) == own_id("Sayed Harun", ActorKind.PERSON)
    True
    """
    anywhere: Counter[str] = Counter()
    known = id_of(name, ActorKind.UNKNOWN, anywhere)
    return known if known != own_id(name, ActorKind.UNKNOWN) else id_of(name, kind, anywhere)
