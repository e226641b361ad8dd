"""From parsed segments to mentions: actors, places, times, figures, weapons and the words that tell an act."""

from __future__ import annotations

from sourcebook.mentions.finder import mention_finder

__all__ = ["mention_finder"]
