"""From claims to events: which claims are one incident, how many origins, which figure by which rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How claims are joined and figures chosen."""

    link_threshold: float = 0.5
    block_cap: int = 400
    figure_rule: str = "latest_reliable"
