"""The event's figures: each document's toll, counted once an origin, brought to one estimate by the chosen rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sourcebook.reconcile.figure_rules import Bounds, Counting, figure_rule, standing_tolls, within
from sourcebook.reconcile.options import Options
from sourcebook.reconcile.tolls import Toll, document_tolls, number_of, withdrawn_numbers
from sourcebook.records.knowledge import Estimate, PopulationCount, TollReport
from sourcebook.records.links import Evidence
from sourcebook.records.values import Figure
from sourcebook.records.vocabulary import Harm, Population

WHOLE_POPULATION = frozenset({Population.PEOPLE, Population.UNKNOWN})
ROUND = 0.1
"""Two counts within a tenth of each other do not contradict: one was rounded or taken an hour later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """One harm's estimate with the tolls of independent origins that it rests on."""

    estimate: Estimate | None
    tolls: Mapping[str, Toll]


def tolls_by_origin(evidence: Sequence[Evidence], origins: Mapping[str, str], harm: Harm) -> dict[str, list[Toll]]:
    """Each origin's tolls, one a document."""
    found: dict[str, list[Toll]] = {}
    for toll in document_tolls(evidence, harm):
        found.setdefault(origins[toll.claim_ids[0]], []).append(toll)
    return found


def belongs(figure: Figure, from_chosen: bool) -> bool:
    """Whether a figure may be listed beside the estimate: of the chosen report, or the attackers' deaths of any."""
    return from_chosen or figure.population is Population.PERPETRATORS


def counts_by_population(figures: Sequence[Figure], harm: Harm) -> tuple[PopulationCount, ...]:
    """The counts of single groups, the largest that is stated for each."""
    best: dict[Population, Figure] = {}
    for figure in figures:
        if figure.harm is harm and figure.population not in WHOLE_POPULATION and not figure.superseded:
            known = best.get(figure.population)
            if known is None or number_of(figure) > number_of(known):
                best[figure.population] = figure
    return tuple(
        PopulationCount(population=p, low=best[p].low, best=best[p].best, high=best[p].high)
        for p in Population
        if p in best
    )


def reckoned(
    evidence: Sequence[Evidence], origins: Mapping[str, str], harm: Harm, event_end: date | None, options: Options
) -> Reckoning:
    """The event's estimate of one harm, or none where no document gives a toll."""
    by_origin = tolls_by_origin(evidence, origins, harm)
    counting = Counting(event_end=event_end, first_days=options.first_days)
    tolls = standing_tolls(by_origin, withdrawn_numbers(evidence, harm), harm, counting)
    if not tolls:
        return Reckoning(estimate=None, tolls={})
    low, best, high = figure_rule(options.figure_rule)(tolls)
    chosen = next((t for t in tolls.values() if t.number == best), next(iter(tolls.values())))
    own = [f for e in evidence for f in e.claim.figures if belongs(f, e.claim.document_id == chosen.document_id)]
    claim_ids = tuple(sorted({claim_id for toll in tolls.values() for claim_id in toll.claim_ids}))
    return Reckoning(
        estimate=Estimate(
            harm=harm,
            low=low,
            best=best,
            high=high,
            rule=options.figure_rule,
            perpetrators_included=chosen.perpetrators_included,
            by_population=counts_by_population(own, harm),
            claim_ids=claim_ids,
        ),
        tolls=tolls,
    )


def disagree(tolls: Mapping[str, Toll]) -> bool:
    """Whether two independent origins give counts that cannot both be right, rounding aside."""
    given = list(tolls.values())
    least = min((toll.ceiling for toll in given), default=0.0)
    most = max((toll.floor for toll in given), default=0)
    return most > least * (1 + ROUND) and most - least >= 1


def toll_series(evidence: Sequence[Evidence]) -> tuple[TollReport, ...]:
    """Each document's toll in the order of publication, undated ones last."""
    killed = {toll.document_id: toll for toll in document_tolls(evidence, Harm.KILLED)}
    injured = {toll.document_id: toll for toll in document_tolls(evidence, Harm.INJURED)}
    published = {e.claim.document_id: e.published_on for e in evidence}
    ordered = sorted(killed.keys() | injured.keys(), key=lambda d: (published[d] or date.max, d))
    return tuple(
        TollReport(
            published_on=published[document_id],
            document_id=document_id,
            killed=killed[document_id].number if document_id in killed else None,
            injured=injured[document_id].number if document_id in injured else None,
        )
        for document_id in ordered
    )


def edited_bounds(low: int | None, best: int | None, high: int | None) -> Bounds:
    """Bounds that a person gave, put in order."""
    return within(best, low, high)
