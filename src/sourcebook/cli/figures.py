"""Each figure of an event with all that a coder cites: who says it, where, in which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sourcebook.records.claims import Citation, Claim
from sourcebook.records.knowledge import Event
from sourcebook.records.text import Document
from sourcebook.records.values import Figure, Words
from sourcebook.records.wording import sentence_of


def figure_contents(
    event: Event, claims: Sequence[Claim], documents: Mapping[str, Document]
) -> Iterator[dict[str, Any]]:
    """Every figure of every claim, each with its document, source, speaker, inline citation, words and sentence.

    ``counted`` tells whether the event's estimate of this harm rests on the claim; ``origin`` is what it counts under.
    """
    estimates = (event.killed, event.injured, event.missing, event.kidnapped, event.arrested)
    rests_on = {one.harm: one.claim_ids for one in estimates if one}
    origins = {name: origin.origin_id for origin in event.origins for name in origin.claim_ids}
    for claim in claims:
        for figure in claim.figures:
            yield {
                **_number(figure),
                "counted": claim.claim_id in rests_on.get(figure.harm, ()) and not figure.superseded,
                "claim": claim.claim_id,
                "origin": origins.get(claim.claim_id),
                **_told_by(claim, documents.get(claim.document_id)),
                **_words(figure.words),
                "sentence": _words(sentence_of(claim, figure.words)),
            }


def _number(figure: Figure) -> dict[str, Any]:
    return {
        "harm": figure.harm.value,
        "population": figure.population.value,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "qualifier": figure.qualifier,
        "composition": figure.composition.value,
        "superseded": figure.superseded,
    }


def _told_by(claim: Claim, document: Document | None) -> dict[str, Any]:
    return {
        "document": claim.document_id,
        "path": document.path if document else None,
        "source": document.source if document else None,
        "published": document.published_on if document else None,
        "attributed_to": claim.attributed_to,
        "cited": _citation(claim.cited),
    }


def _citation(cited: Citation | None) -> dict[str, Any] | None:
    return {"outlet": cited.outlet, "published": cited.published_on, **_words(cited.words)} if cited else None


def _words(words: Words) -> dict[str, Any]:
    return {"start": words.start, "end": words.end, "quote": words.quote}
