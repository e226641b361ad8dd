"""What each rule makes of an event's figures: the claims of the event are parted and weighed once, for all rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sourcebook.reconcile.estimates import reckoned
from sourcebook.reconcile.figure_rules import RULES
from sourcebook.reconcile.options import Options
from sourcebook.reconcile.origins import origins_of
from sourcebook.reconcile.telling import COUNTED, attacks_in, claims_by_origin, counting, reports_in, time_of
from sourcebook.records.knowledge import Estimate
from sourcebook.records.links import Evidence
from sourcebook.records.vocabulary import Harm

Estimates = dict[str, Estimate | None]


def figures_by_rule(evidence: Sequence[Evidence], options: Options) -> Mapping[Harm, Estimates]:
    """The figures of an event that rests on these claims, by each rule; none that a person set counts."""
    origins = origins_of(evidence).by_claim()
    by_origin = claims_by_origin(attacks_in([one.claim for one in evidence]), origins)
    time, _ = time_of(by_origin, evidence, options)
    reports = reports_in(evidence)
    return {
        harm: {
            rule: reckoned(
                counting(evidence, reports, harm), origins, harm, time.latest, replace(options, figure_rule=rule)
            ).estimate
            for rule in RULES
        }
        for harm in COUNTED
    }
