"""Who did what to whom, where, when, and who says so: claims, each with the words that make it.

``reader`` is the room's order of work; ``acts``, ``realis``, ``binding`` and ``tellings`` read a sentence,
``incidents`` brings sentences together, ``event_claims`` writes claims down; ``relations`` reads ties between actors.
"""

from __future__ import annotations

from sourcebook.claims.reader import claim_reader

__all__ = ["claim_reader"]
