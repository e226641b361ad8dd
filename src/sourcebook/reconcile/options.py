"""How claims are joined and figures chosen: the room's settings, defaults only here."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.reconcile.figure_rules import figure_rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How claims are joined and figures chosen.

    ``link_threshold`` is the score from which two claims are proposed as one incident. ``block_cap`` is how many
    claims of one block are compared each with each; above it each is compared with the ``block_window`` claims that
    go best with it by day, place and toll, chosen among the ``block_reach`` nearest in a block of more.
    ``cluster_cap`` is how many claims one cluster may hold: a larger one is cut where its links are weakest.
    ``figure_rule`` is ``latest_reliable``, ``majority_of_origins``, ``range``, ``lowest`` or ``priority_of_sources``.
    ``passage_cap`` is how many documents with one fingerprint are paired each with each; above it, along a chain.
    ``copy_share``, ``edited_share`` are the shares of the shorter document from which it is a copy, an edited copy;
    ``retold_share`` is the share from which two or more separate shared stretches make an edited copy, ``block_share``
    that for sentences in one block: a repeated passage is a quotation, passages from here and there are a story passed
    on. ``excerpt_words`` are the fewest shared words in a row that
    make an excerpt.
    ``first_days`` are the days after an event in which the dead are still being counted.
    """

    link_threshold: float = 0.58
    block_cap: int = 40
    block_window: int = 10
    block_reach: int = 1000
    cluster_cap: int = 400
    figure_rule: str = "latest_reliable"
    passage_cap: int = 12
    copy_share: float = 0.85
    edited_share: float = 0.5
    retold_share: float = 0.15
    block_share: float = 0.35
    excerpt_words: int = 12
    first_days: int = 3

    def __post_init__(self) -> None:
        figure_rule(self.figure_rule)
