"""Who did what to whom, where, when, and who says so: claims, each with the words that make it.

``reader`` is the room's order of work; ``acts``, ``realis``, ``binding`` and ``tellings`` read a sentence,
``incidents`` brings sentences together, ``event_claims`` writes claims down; ``relations`` reads ties between actors.
"""

from __future__ import annotations

from sourcebook.claims.endpoint.answers import EndpointUse, KeptAnswers
from sourcebook.claims.endpoint.options import (
    Endpoint,
    EndpointOptions,
    Question,
    answers_beside,
    checked,
    question_of,
    without_address,
)
from sourcebook.claims.extractors import Options, claim_reader, options_for

ENDPOINT = "endpoint"
"""The name of the reader that asks a model behind an address."""

__all__ = [
    "ENDPOINT",
    "Endpoint",
    "EndpointOptions",
    "EndpointUse",
    "KeptAnswers",
    "Options",
    "Question",
    "answers_beside",
    "checked",
    "claim_reader",
    "options_for",
    "question_of",
    "without_address",
]
