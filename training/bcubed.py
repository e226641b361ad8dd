"""Links claims anew with given weights, and says how well reports are grouped by incident (B-cubed)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from unittest.mock import patch

from sourcebook.engine.components import components
from sourcebook.reconcile import Options, comparison, event_teller, link_finder
from sourcebook.reconcile.blocking import blocks_of
from sourcebook.reconcile.signs import Weights
from sourcebook.reconcile.stories import story_keys
from sourcebook.records.links import Candidate, Evidence
from training.link_corpora import Corpus

Relinked = Mapping[str, str]
"""The event that each document tells most of."""


@dataclass(frozen=True, slots=True)
class Score:
    """B-cubed precision, recall and F1 over some documents."""

    precision: float
    recall: float
    documents: int

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} over {self.documents} documents"


def relinked(corpus: Corpus, weights: Weights) -> Relinked:
    """The event of each document, once its claims are linked and told with these weights."""
    options = Options()
    with patch.object(comparison, "weights", lambda: weights):
        clusters = {one.member_id: one.cluster_id for one in components(links_in(corpus, options))}
        groups: dict[str, list[Evidence]] = defaultdict(list)
        for one in corpus.evidence:
            groups[clusters.get(one.claim_id, one.claim_id)].append(one)
        tell = event_teller(options)
        events = sorted((event for key in sorted(groups) for event in tell(groups[key])), key=lambda e: e.event_id)
    document_of = {one.claim_id: one.claim.document_id for one in corpus.evidence}
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        for claim_id in event.claim_ids:
            told[document_of[claim_id]][event.event_id] += 1
    return {document: counted.most_common(1)[0][0] for document, counted in told.items()}


def links_in(corpus: Corpus, options: Options) -> list[object]:
    """The links of all blocks."""
    blocks: dict[str, list[Candidate]] = defaultdict(list)
    for one in corpus.evidence:
        for key in blocks_with(one):
            blocks[key].append(candidate(one, key))
    find = link_finder(options)
    return [link for key in sorted(blocks) if len(blocks[key]) > 1 for link in find(blocks[key])]


def blocks_with(one: Evidence) -> tuple[str, ...]:
    """The blocks of a claim, and those of its report's story."""
    return (*blocks_of(one.claim), *story_keys(one.story))


def candidate(one: Evidence, block: str) -> Candidate:
    """A claim in one of its blocks."""
    return Candidate(block=block, claim_id=one.claim_id, claim=one.claim, decisions=one.decisions, story=one.story)


def bcubed(found: Relinked, corpus: Corpus, counted: Callable[[str], bool] = lambda _: True) -> Score:
    """How well the documents of the incidents that count are grouped; one that tells no event stands alone."""
    incident = {document: min(named) for document, named in corpus.incidents.items()}
    truly, told = defaultdict(set), defaultdict(set)
    for document, named in incident.items():
        truly[named].add(document)
        told[found.get(document, document)].add(document)
    counting = [document for document, named in incident.items() if counted(named)]
    precision = recall = 0.0
    for document in counting:
        mine, its = told[found.get(document, document)], truly[incident[document]]
        precision += len(mine & its) / len(mine)
        recall += len(mine & its) / len(its)
    return Score(precision / len(counting), recall / len(counting), len(counting))
