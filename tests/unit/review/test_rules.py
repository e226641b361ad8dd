"""What other rules would give is what choosing them gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sourcebook import api, preview
from sourcebook.reconcile import event_teller
from sourcebook.reconcile.figure_rules import RULES
from sourcebook.records.knowledge import Event
from sourcebook.store import open_book


def test_figures_by_rule_are_those_of_the_event_told_by_the_rule(book: Path) -> None:
    options, compared = api.settings_of(book).reconcile, 0
    with open_book(book) as opened:
        for event in opened.rows(Event):
            shown = preview.figures_by_rule(opened, event)
            evidence = preview.evidence_of(opened, preview.clusters_of(opened, event.claim_ids[:1]))
            for rule in RULES:
                told = event_teller(replace(options, figure_rule=rule))(evidence)
                (same,) = [each for each in told if each.event_id == event.event_id]
                assert {harm: by_rule[rule] for harm, by_rule in shown.items()} == {
                    harm: getattr(same, harm.value) for harm in preview.HARMS
                }
                compared += 1
    assert compared > 100
