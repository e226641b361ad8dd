"""Who did what to whom, where, when, and who says so: claims, each with the words that make it.

``reader`` is the room's order of work; ``acts``, ``realis``, ``binding`` and ``tellings`` read a sentence,
``incidents`` brings sentences together, ``event_claims`` writes claims down; ``relations`` reads ties between actors.
"""

from __future__ import annotations

from sourcebook.claims.extractors import Options, claim_reader, options_for

__all__ = ["Options", "claim_reader", "options_for"]
