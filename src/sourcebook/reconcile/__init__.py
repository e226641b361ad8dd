"""From claims to events: which claims are one incident, how many origins, which figure by which rule."""

from __future__ import annotations

from sourcebook.reconcile.copies import copy_finder, passage_sharer
from sourcebook.reconcile.groups import group_finder
from sourcebook.reconcile.linking import link_finder
from sourcebook.reconcile.options import Options
from sourcebook.reconcile.relations import relation_teller, strength_teller
from sourcebook.reconcile.telling import event_teller

__all__ = [
    "Options",
    "copy_finder",
    "event_teller",
    "group_finder",
    "link_finder",
    "passage_sharer",
    "relation_teller",
    "strength_teller",
]
