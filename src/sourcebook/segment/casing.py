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
# articles and saints that open a Spanish name, never an English phrase: "LA CEIBA", "SAN MIGUEL"
SPANISH = frozenset({"La", "Las", "Los", "San", "Santa", "El"})
ENOUGH = 25  # letters; a shorter stretch follows the whole document

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_DOTTED = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.")
_VOWEL = re.compile(r"[AEIOUYÁÉÍÓÚÜ]")
_NUMBERED = re.compile(r"-?\d")
_BRACKETED = re.compile(r"[(\[]\s*([A-Z]{2,8})\s*[)\],]")
_PARTS = re.compile(r"([^\W\d_]+)")
_OPENING = re.compile(r"(?:[.!?][\"”’')\]]*\s+[\"“]?|[,:]\s+[\"“])$")
_CONTRACTION = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m)?)$")
_DATED = re.compile(
    r"(?:\d|\b(?:IN|SINCE|UNTIL|LAST|NEXT|EARLY|LATE|MID|DURING))[\s-]+(?:MAY|MARCH)\b|\b(?:MAY|MARCH)\s+\d"
)


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


# What inflection adds to a word, and what it put it in the place of.
ENDINGS = (
    ("ed", ""), ("ed", "e"), ("er", ""), ("er", "e"), ("es", ""), ("est", ""), ("est", "e"), ("ies", "y"), ("ing", ""),
    ("ing", "e"), ("ly", ""), ("men", "man"), ("s", ""), ("s", "e"), ("women", "woman"),
)  # fmt: skip


class Casing:
    """Spells texts in capitals: common words small, names with a capital, acronyms as they are."""

    def __init__(self, model: Language) -> None:
        """``model`` lends the word lists of its lemmatiser; without them only the lexicon is known."""
        words = tomllib.loads(files("sourcebook.segment.lexicon").joinpath("casing.toml").read_text("utf-8"))
        self._words = {name: frozenset(listed) for name, listed in words.items()}
        self._acronyms = self._words["acronyms"] - self._words["acronyms_not_words"]
        phrases = _alternation(words["phrases"])
        opener, body = _alternation(words["body_openers"]), _alternation(words["bodies"])
        body = rf"(?:{opener})\s+(?:[^\W\d_]{{4,}}\s+){{0,2}}?(?:{body})"
        self._phrases = re.compile(rf"\b(?:{phrases}|{body})\b", re.I)
        self._index, self._nouns, self._endings = _word_lists(model)
        self._is_common = lru_cache(maxsize=50_000)(self._looked_up)

    def acronyms_in(self, text: str) -> frozenset[str]:
        """The acronyms that a text puts in brackets after what they stand for: "NATIONAL LIBERATION ARMY (NLA)"."""
        found = {match[1].lower() for match in _BRACKETED.finditer(text) if len(match[1]) < 6}
        return frozenset(word for word in found if word not in self._words["names"] and not self._is_common(word))

    def truecased(self, text: str, acronyms: frozenset[str] = frozenset()) -> str:
        """The text with likely names capitalised and all else small; every character keeps its place.

        ``acronyms`` are those that the whole document defines.
        """
        matches = list(_WORD.finditer(text))
        written = [match[0] for match in matches]
        spelled = self._in_company(written, self._alone(text, matches, acronyms), text, matches)
        pieces: list[str] = []
        at = 0
        for match, word in zip(matches, spelled, strict=True):
            pieces += (text[at : match.start()], word)
            at = match.end()
        made = "".join([*pieces, text[at:]])
        return made if len(made) == len(text) else text

    def _alone(self, text: str, matches: list[re.Match[str]], acronyms: frozenset[str]) -> list[str]:
        """Each word by what it is and whether it opens a sentence or stands in a known name."""
        kept = self._named_stretches(text)
        spelled = []
        for index, match in enumerate(matches):
            opening = index == 0 or bool(_OPENING.search(text, max(0, match.start() - 4), match.start()))
            named = any(start <= match.start() < end for start, end in kept)
            numbered = len(match[0]) <= 4 and _NUMBERED.match(text, match.end())
            if numbered or (acronyms and _stem(match[0].lower()) in acronyms):
                spelled.append(match[0])
                continue
            spelled.append(self._spelled(match[0], opening, named))
        return spelled

    def _spelled(self, word: str, opening: bool, named: bool) -> str:
        """One word without its neighbours."""
        low = _lowered(word)
        stem = _stem(low)
        if _DOTTED.fullmatch(word) or stem in self._acronyms or stem == "i":
            return word
        small = stem in self._words["small"]
        if not small and (named or stem in self._words["names"]):
            return _capital(low)
        if small or self._is_common(stem):
            return _capital(low) if opening else low
        if not _VOWEL.search(word) and len(stem) > 1 and stem not in self._words["titles"]:
            return word
        return _capital(low)

    def _in_company(self, written: list[str], spelled: list[str], text: str, matches: list[re.Match[str]]) -> list[str]:
        """The words after a look at their neighbours: titles before names, common words inside names, dates."""
        made = list(spelled)
        for index, word in enumerate(spelled):
            stem = _stem(word.lower())
            before = made[index - 1] if index and _is_joined(text, matches, index) else ""
            after = spelled[index + 1] if index + 1 < len(spelled) and _is_joined(text, matches, index + 1) else ""
            leading = _stem(made[index - 2].lower()) if index > 1 and before else ""
            surname = leading in self._words["titles"] and self._is_surname(stem, before)
            if word[:1].islower() and (surname or self._belongs(stem, before, after)):
                made[index] = written[index] if stem == "us" else _capital(word)
            elif stem in ("may", "march") and _DATED.search(
                text, max(0, matches[index].start() - 9), matches[index].end() + 5
            ):
                made[index] = _capital(_lowered(written[index]))
        return made

    def _belongs(self, stem: str, before: str, after: str) -> bool:
        """Whether a small word is part of a name with a neighbour: "Colonel Isaacs", "Atlacatl Battalion"."""
        words = self._words
        if before in SPANISH and stem not in words["small"]:
            return True
        if stem in words["small"]:
            return stem == "us" and (before.lower() == "the" or _stem(after.lower()) in words["after_us"])
        if stem in words["name_openers"]:
            return after[:1].isupper()
        if stem in words["titles"]:
            return bool(after[:1].isupper()) and not after.isupper()
        if _stem(before.lower()) in words["short_titles"]:
            return not stem.endswith("ed") and stem not in words["bodies"]
        named = before[:1].isupper() and _stem(before.lower()) not in words["titles"]
        if stem in words["heads"]:
            return named and not before.endswith(("'s", "’s"))
        return named and self._is_person(before, after)

    def _is_surname(self, stem: str, before: str) -> bool:
        """Whether a word after a title and a name can only be the name's second part: "President Otto Braun"."""
        listed = self._words["heads"] | self._words["bodies"] | self._words["titles"] | self._words["small"]
        return before[:1].isupper() and stem in self._nouns and stem not in listed and len(stem) > 2

    def _is_person(self, before: str, after: str) -> bool:
        """Whether both neighbours are names of persons as far as anything shows: known to no word list."""
        around = (_stem(before.lower()), _stem(after.lower()))
        return (
            after[:1].isupper()
            and not any(self._is_common(word) for word in around)
            and all(word.isalpha() and len(word) > 2 for word in around)
        )

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
        if word in self._words["names"]:
            return False
        if word in self._index:
            return True
        if "-" in word:
            return all(self._is_common(part) or part in self._words["small"] for part in word.split("-"))
        return any(
            word.endswith(old) and word[: -len(old)] + new in self._index for old, new in self._endings if len(word) > 3
        )


def _alternation(words: list[str]) -> str:
    """Words as an alternation, the longest first."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


def _stem(low: str) -> str:
    """The word without its full stop, possessive or contraction."""
    return _CONTRACTION.sub("", low.rstrip("."))


def _is_joined(text: str, matches: list[re.Match[str]], index: int) -> bool:
    """Whether nothing but blanks stands between a word and the one before."""
    return text[matches[index - 1].end() : matches[index].start()].isspace()


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


def _word_lists(model: Language) -> tuple[frozenset[str], frozenset[str], tuple[tuple[str, str], ...]]:
    """The common words that the model's lemmatiser knows, those that are nouns only, and the endings it takes off."""
    lookups = getattr(model.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset(), frozenset(), ()
    index = lookups.get_table("lemma_index")
    words = {word for group in index.values() for word in group}
    if lookups.has_table("lemma_exc"):
        words |= {word for group in lookups.get_table("lemma_exc").values() for word in group}
    others = {word for part in ("verb", "adj", "adv") for word in index.get(part, ())}
    nouns = frozenset(word for word in index.get("noun", ()) if word not in others)
    return frozenset(words), nouns, ENDINGS
