"""Names as patterns: what is put in their place, with the length of a text kept where it must be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

HIDDEN = "█"
WITHHELD = "[name withheld]"
SHORTEST_PART = 3
POSSESSIVE = re.compile("['’]s?$")
BETWEEN = r"\W{1,3}"
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def spelled_out(value: str) -> str:
    """JSON text with every letter as itself, so that a name is found in it.

    >>> spelled_out('{"name": "Mar\\\\u00eda"}')
    '{"name": "María"}'
    """
    return json.dumps(json.loads(value), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Mask:
    """The names to withhold from one document, as a pattern; empty where there is none."""

    pattern: re.Pattern[str] | None = None

    def hidden(self, text: str) -> str:
        """The text with each character of a name replaced, so that its length stays."""
        return self.pattern.sub(lambda name: HIDDEN * len(name[0]), text) if self.pattern else text

    def told(self, text: str) -> str:
        """The text with words in the place of a name."""
        return self.pattern.sub(WITHHELD, text) if self.pattern else text

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where names stand in a text."""
        return tuple(name.span() for name in self.pattern.finditer(text)) if self.pattern else ()

    def spells(self, address: str) -> bool:
        """Whether an address or a path spells a name: ``/kasun-perera-shot``."""
        return bool(self.pattern and self.pattern.search(re.sub(r"[-_/.+%#?=&0-9]+", " ", address).title()))


def hidden_between(quote: str, start: int, spans: Iterable[tuple[int, int]]) -> str:
    """A quote that begins at ``start`` of a text, with each character within the spans of that text replaced.

    >>> hidden_between("Ana Paz died", 10, [(0, 3), (10, 17)])
    '███████ died'
    """
    for first, last in spans:
        begin, end = max(first - start, 0), min(last - start, len(quote))
        if begin < end:
            quote = quote[:begin] + HIDDEN * (end - begin) + quote[end:]
    return quote


def mask_for(names: Iterable[str], public: frozenset[str]) -> Mask:
    """The pattern of some full names, and of those parts of them that are no public word of the document.

    >>> mask = mask_for(["Kasun Perera"], frozenset())
    >>> mask.told("Mr. Perera, 17, was shot; KASUN PERERA died."), mask.hidden("Perera")
    ('Mr. [name withheld], 17, was shot; [name withheld] died.', '██████')
    """
    whole: set[tuple[str, ...]] = set()
    parts: set[str] = set()
    for name in names:
        words = tuple(word.strip(".'’-") for word in WORD.findall(name))
        own = {word for word in words if len(word) >= SHORTEST_PART and word[0].isupper()}
        parts |= {part for part in own if part.casefold() not in public}
        whole |= {words} if len(words) > 1 else set()
    parts |= {part.upper() for part in parts} | {part.title() for part in parts}
    either = [rf"(?i:{BETWEEN.join(map(re.escape, words))})" for words in sorted(whole, key=lambda w: (-len(w), w))]
    either += map(re.escape, sorted(parts, key=lambda part: (-len(part), part)))
    return Mask(re.compile(rf"(?<!\w)(?:{'|'.join(either)})(?!\w)")) if either else Mask()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, a hyphenated one as one, without the s of possession.

    >>> words_of("Haider al-Abadi's convoy")
    ('haider', 'al-abadi', 'convoy')
    """
    return tuple(POSSESSIVE.sub("", word) for word in WORD.findall(text.casefold()))
