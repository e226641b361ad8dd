"""Small letters for texts in capitals, so that the parser meets the spelling it was trained on. Lengths stay equal."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

SHARE = 0.8  # of the letters that have a case: above it a text counts as written in capitals
ENOUGH = 25  # letters; a shorter stretch follows the whole document

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.")
_VOWEL = re.compile(r"[AEIOUYÁÉÍÓÚÜ]")
_BRACKETED = re.compile(r"[(\[]\s*([A-Z]{2,8})\s*[)\],]")
_PARTS = re.compile(r"([^\W\d_]+)")
_OPENING = re.compile(r"(?:^|[.!?:]\s+|[.!?]?\s?[\"“]\s?)$")


def shouted(text: str, otherwise: bool = False) -> bool:
    """Whether a text is written in capitals; ``otherwise`` answers where it is too short to tell.

    >>> shouted("THE ARMY DENIED THAT GUERRILLAS ATTACKED"), shouted("The UN said so in its usual tone.")
    (True, False)
    """
    large = sum(map(str.isupper, text))
    small = sum(map(str.islower, text))
    if large + small < ENOUGH:
        return otherwise and not small
    return large > SHARE * (large + small)


class Casing:
    """Spells texts in capitals: common words small, names with a capital, acronyms as they are."""

    def __init__(self, model: Language) -> None:
        """``model`` lends the word lists of its lemmatiser; without them only the lexicon is known."""
        words = tomllib.loads(files("sourcebook.segment.lexicon").joinpath("casing.toml").read_text("utf-8"))
        self._small = frozenset(words["small"])
        self._names = frozenset(words["names"])
        self._titles = frozenset(words["titles"])
        self._acronyms = frozenset(words["acronyms"]) - frozenset(words["acronyms_not_words"])
        phrases = sorted((re.escape(phrase).replace(r"\ ", r"\s+") for phrase in words["phrases"]), key=len)
        self._phrases = re.compile(rf"\b(?:{'|'.join(reversed(phrases))})\b", re.I)
        self._index, self._endings = _word_lists(model)
        self._is_common = lru_cache(maxsize=50_000)(self._looked_up)

    def truecased(self, text: str) -> str:
        """The text with likely names capitalised and all else small; every character keeps its place."""
        kept = self._named_stretches(text)
        pieces: list[str] = []
        at = 0
        previous = ""
        for match in _WORD.finditer(text):
            word = match[0]
            pieces.append(text[at : match.start()])
            at = match.end()
            opening = not previous or bool(_OPENING.search(text, max(0, match.start() - 4), match.start()))
            named = any(start <= match.start() < end for start, end in kept)
            pieces.append(self._spelled(word, opening, named, previous))
            previous = word
        pieces.append(text[at:])
        made = "".join(pieces)
        return made if len(made) == len(text) else text

    def _spelled(self, word: str, opening: bool, named: bool, previous: str) -> str:
        """One word, by what it is and where it stands."""
        low = _lowered(word)
        bare = low.rstrip(".")
        stem = re.sub(r"['’]s?$", "", bare)
        if _DOTTED.fullmatch(word) or stem in self._acronyms:
            return word
        if stem in self._small:
            return _capital(low) if opening else low
        if named or stem in self._names:
            return _capital(low)
        if self._is_common(stem):
            return _capital(low) if opening else low
        if not _VOWEL.search(word) and len(stem) > 1:
            return word
        return _capital(low)

    def _named_stretches(self, text: str) -> list[tuple[int, int]]:
        """Groups of words that are names as a whole: known phrases, and what stands before its own acronym."""
        found = [match.span() for match in self._phrases.finditer(text)]
        for match in _BRACKETED.finditer(text):
            start = _start_of_named(text, match)
            if start is not None:
                found.append((start, match.start()))
        return found

    def _looked_up(self, word: str) -> bool:
        """Whether the word, or what its ending leaves, stands in the word lists and is no known name."""
        if word in self._names:
            return False
        if word in self._index:
            return True
        if "-" in word:
            return all(self._is_common(part) or part in self._small for part in word.split("-"))
        return any(
            word.endswith(old) and word[: -len(old)] + new in self._index for old, new in self._endings if len(word) > 4
        )


def _start_of_named(text: str, acronym: re.Match[str]) -> int | None:
    """Where the words start whose initials an acronym in brackets gives: "NATIONAL LIBERATION ARMY (ELN)"."""
    words = list(_WORD.finditer(text, max(0, acronym.start() - 120), acronym.start()))
    size = len(acronym[1])
    run = words[-size - 3 :]
    initials = [word[0][0] for word in run]
    wanted = sorted(acronym[1])
    for first in range(len(run)):
        capitals = [sign for sign, word in zip(initials[first:], run[first:], strict=True) if len(word[0]) > 3]
        if len(capitals) >= 2 and sorted(capitals) == wanted and "." not in text[run[first].start() : run[-1].start()]:
            return run[first].start()
    return None


def _previous_title(previous: str) -> str:
    """The word before, as the list of titles writes it."""
    return previous.casefold().rstrip(".")


def _lowered(word: str) -> str:
    """The word in small letters; characters whose small form has another length stay."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in word)


def _capital(low: str) -> str:
    """The word with a capital at the start of each part: "Saint-Denis", "O'Brien", but "people's"."""
    parts = _PARTS.split(low)
    return "".join(
        part if index % 2 == 0 or (index > 1 and len(part) < 3) else part[0].upper() + part[1:]
        for index, part in enumerate(parts)
    )


def _word_lists(model: Language) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """The common words that the model's lemmatiser knows, and the endings it takes off."""
    lookups = getattr(model.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset(), ()
    words = {word for group in lookups.get_table("lemma_index").values() for word in group}
    if lookups.has_table("lemma_exc"):
        words |= {word for group in lookups.get_table("lemma_exc").values() for word in group}
    endings = {("s", ""), ("ies", "y"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""), ("ly", "")}
    return frozenset(words), tuple(sorted(endings))
