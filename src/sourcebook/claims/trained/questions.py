"""What the encoder is asked: of each word whether it fills a role, of each sentence whether and what it tells."""

from __future__ import annotations

ROLES = ("person", "group", "target", "victim", "weapon")
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "stoppage")
QUESTIONS = (*ROLES, "relevant", *TYPES)
