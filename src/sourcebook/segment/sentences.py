"""Where sentences end: abbreviations, initials, quotes, hard-wrapped lines, reference marks, glued sentences."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

LONGEST = 3000  # characters; a longer run without a sentence end is cut at a blank, so that the parser stays linear

REFERENCE_MARK = r"\[(?:\d{1,3}|[a-z]|note \d{1,2}|citation needed)\]"
_STOP = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[\"'”’»)\]]*)(?P<marks>(?:\s?" + REFERENCE_MARK + r")*)(?=\s|$)"
    r"|(?<=[a-z\d”\")]{2})(?P<glued>\.)(?=[A-Z][a-z]+[\s,])"
    r"|(?<=[^\W\d_]{2})(?P<marked>[.!?][\"”]?)(?=(?:" + REFERENCE_MARK + r")+)"
)
_LEAD = re.compile(r"(?:[\"”]?\s*(?:" + REFERENCE_MARK + r")+[\"”]?\s+|\s+)*")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘'«—–]*(?=\s?$)")
_NEXT_WORD = re.compile(r"[\s\"“‘'«(\[¿¡]*([^\W\d_][\w'’-]*|\d+)?")
_UNBROKEN = re.compile(r"\S*")
_INITIAL = re.compile(r"[^\W\d_]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_ENUMERATOR = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    """The abbreviations and openers, read once."""
    text = files("sourcebook.segment.lexicon").joinpath("sentences.toml").read_text("utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


def sentences_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences between two offsets of a text, without the blanks and reference marks around them.

    >>> text = "Lt. Gen. Ali left the U.S. on Monday.[2] He returned."
    >>> [text[a:b] for a, b in sentences_in(text, 0, len(text))]
    ['Lt. Gen. Ali left the U.S. on Monday.', 'He returned.']
    """
    found: list[tuple[int, int]] = []
    opened = _after_lead(text, start, end)
    for match in _STOP.finditer(text, start, end):
        stop = match.end("close") if match["stop"] else match.end()
        if stop <= opened or not _ends(text, opened, match, end):
            continue
        found.extend(_cut(text, opened, stop))
        opened = _after_lead(text, match.end(), end)
    last = _trimmed_end(text, opened, end)
    if opened < last:
        found.extend(_cut(text, opened, last))
    return found


def _ends(text: str, opened: int, match: re.Match[str], end: int) -> bool:
    """Whether these marks end the sentence that opened there."""
    following = _NEXT_WORD.match(text, match.end(), end)
    word = (following and following[1]) or ""
    if match["glued"]:
        return not _is_address(text, match.start())
    if _is_inside_brackets(text, opened, match, end):
        return False
    if word[:1].islower() and not match["marks"]:
        return False
    if match["stop"] != ".":
        return True
    return not _is_abbreviation(text, opened, match.start(), word)


def _is_abbreviation(text: str, opened: int, stop: int, following: str) -> bool:
    """Whether the full stop at ``stop`` belongs to its word and no sentence ends there."""
    found = _LAST_WORD.search(text[max(opened, stop - 30) : stop])
    written = found[0] if found else ""
    word = written.casefold()
    if not written:
        return False
    lexicon = _lexicon()
    if word in lexicon["never_final"]:
        return bool(following)
    if word in lexicon["before_number"]:
        return following.isdigit() or (stop - len(written) == opened)
    if stop - len(written) == opened and _ENUMERATOR.fullmatch(written):
        return True
    doubtful = word in lexicon["sometimes_final"] or _DOTTED.fullmatch(written)
    if doubtful or (_INITIAL.fullmatch(written) and written.isupper()):
        capitals = len(following) > 1 and following.isupper() and text[opened:stop].isupper()
        return bool(following) and following.casefold() not in lexicon["openers_in_capitals" if capitals else "openers"]
    return False


def _is_inside_brackets(text: str, opened: int, match: re.Match[str], end: int) -> bool:
    """Whether a bracket opened in this sentence is still open, and closes soon.

    >>> text = "He (The News, March 18. 2017) left."
    >>> sentences_in(text, 0, len(text))
    [(0, 35)]
    """
    stop = match.end()
    since = max(opened, stop - 1000)
    depth = text.count("(", since, stop) - text.count(")", since, stop)
    return depth > 0 and text.find(")", stop, min(end, stop + 300)) >= 0


def _is_address(text: str, at: int) -> bool:
    """Whether the full stop stands in a web or mail address or a file's name."""
    left = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    rest = _UNBROKEN.match(text, at)
    word = text[left:at] + (rest[0] if rest else "")
    return any(sign in word for sign in "/@") or word.lower().startswith("www.")


def _after_lead(text: str, at: int, end: int) -> int:
    """The offset of the first character that belongs to a sentence: after blanks and reference marks."""
    lead = _LEAD.match(text, at, end)
    return lead.end() if lead else at


def _trimmed_end(text: str, start: int, end: int) -> int:
    """The end without trailing blanks."""
    return start + len(text[start:end].rstrip())


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch, cut at blanks into pieces of bearable length."""
    pieces: list[tuple[int, int]] = []
    while end - start > LONGEST:
        blank = max(text.rfind(" ", start + 1, start + LONGEST), text.rfind("\n", start + 1, start + LONGEST))
        stop = blank if blank > start else start + LONGEST
        trimmed = _trimmed_end(text, start, stop)
        if trimmed > start:
            pieces.append((start, trimmed))
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        pieces.append((start, end))
    return pieces
