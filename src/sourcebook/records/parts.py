"""Whether the counts of groups make up the count of all, as UCDP asks: best is the sum of its parts."""

from __future__ import annotations

from sourcebook.records.knowledge import Estimate
from sourcebook.records.vocabulary import Population

APART = frozenset({Population.CIVILIANS, Population.SOLDIERS, Population.POLICE, Population.MILITANTS})
"""Groups of which nobody belongs to two; children and women are civilians, police or anybody else besides."""


def parts_in_words(estimate: Estimate) -> str:
    """How the counts of groups stand to the best count: they add up, leave some unsaid, or exceed it.

    Empty where no group is counted, or nobody chose a best. Attackers count where the estimate includes them.
    """
    counted = APART | ({Population.PERPETRATORS} if estimate.perpetrators_included else frozenset())
    parts = [part.best or part.low or 0 for part in estimate.by_population if part.population in counted]
    if not parts or estimate.best is None:
        return ""
    rest = estimate.best - sum(parts)
    if rest == 0:
        return "parts add up"
    return f"parts leave {rest}" if rest > 0 else f"parts exceed it by {-rest}"
