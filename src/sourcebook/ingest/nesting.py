"""HTML nested beyond reason, made flat before it is parsed: browsers' parsing rules take quadratic time on it."""

from __future__ import annotations

import re
from collections import Counter

from sourcebook.ingest.published import words

DEEPEST = 400
SUSPICIOUS = 20_000
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^<>]*>")
VOID = frozenset(words("html")["shallow"])


def flattened(text: str) -> tuple[str, int]:
    """The page without the tags of elements that lie deeper than any real page, and how many were left out.

    >>> flattened("<p>Two <b>dead</b></p>")
    ('<p>Two <b>dead</b></p>', 0)
    """
    if text.count("<") < SUSPICIOUS:
        return text, 0
    depth = left_out = 0
    dropped: Counter[str] = Counter()

    def shallow(match: re.Match[str]) -> str:
        nonlocal depth, left_out
        name = match[2].lower()
        if match[1]:
            if dropped[name]:
                dropped[name] -= 1
                return " "
            depth = max(0, depth - (name not in VOID))
            return match[0]
        if name in VOID or match[0].endswith("/>"):
            return match[0] if depth < DEEPEST or name == "br" else " "
        if depth >= DEEPEST:
            dropped[name] += 1
            left_out += 1
            return " "
        depth += 1
        return match[0]

    flat = TAG.sub(shallow, text)
    return (flat, left_out) if left_out else (text, 0)
