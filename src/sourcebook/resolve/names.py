"""When two written names are spellings of one name: the keys under which they meet, for people and for groups.

A key leaves out what spellings differ in (case, accents, articles, "bin", titles, vowels that a transliteration may
choose) and keeps every word that says who it is. So names that share a key differ in writing alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from sourcebook.resolve.folding import ARTICLES, folded, tolerant

LONGEST = 200
MOST_WORDS = 16
SPELLED = 3
ENOUGH = 3
"""Of so many words two orders are one name; of two common ones they may be two people: "Ali Hassan", "Hassan Ali"."""
SHORT = 3
SKELETON = 3
_GLIDE = re.compile(r"(?<=a)w(?=[aeiou])")
_GUTTURAL = str.maketrans("gqh", "kkk")
_VOWELS = re.compile(r"[aeiou]")

# Articles that stand in people's and places' names besides those of place names: "Deir ez-Zor", "Sayf ud-Din".
CONNECTING = ARTICLES | {"ez", "es", "ed", "ud", "uz", "us", "il", "ush", "esh", "oul", "li", "lil"}
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_QUOTED = re.compile(r"[\"“”«»„]")
_BORN = re.compile(r",?\s+\b(?:born|son of|a\.?k\.?a\.?)\b.*$", re.IGNORECASE)
_SERVANT = re.compile(r"^[cg]?abd(?:(?:ou|oo|[ueiao])l?)?(?:(.)(?=\1))?")
_FAITHFUL = re.compile(r"(?:[aeiou]+d{1,2}|ald)(?:in|een|ine)$")


@cache
def words() -> dict[str, Any]:
    """The word lists of names."""
    return tomllib.loads((resources.files("sourcebook.resolve") / "data" / "names.toml").read_text(encoding="utf-8"))


@cache
def parts(name: str) -> frozenset[str]:
    """The words of one list of ``[compounds]``."""
    return frozenset(words()["compounds"][name])


@cache
def letters(script: str) -> dict[int, str | None]:
    """What the letters of a script are written as."""
    return str.maketrans(words()["letters"][script])


@cache
def families() -> dict[str, str]:
    """What each spelling of a well-known word stands for, by its tolerant form and as it is written."""
    found: dict[str, str] = {}
    for family in words()["spellings"]["families"]:
        for word in family:
            found.setdefault(word, family[0])
    return found


@lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """The one spelling that stands for all of a folded word.

    >>> spelled("mohammed") == spelled("muhammad"), spelled("mahmud") == spelled("muhammad")
    (True, False)
    >>> spelled("tahrik") == spelled("tehreek"), spelled("haseeb") == spelled("hasib")
    (True, True)
    """
    if any(map(str.isdigit, word)):
        return word
    known = families().get(word)
    if known:
        return known
    return tolerant(_GLIDE.sub("v", word)) if len(word) >= SPELLED else word


@lru_cache(maxsize=65536)
def latin(name: str) -> str:
    """The folded name, Cyrillic in Latin letters, letters of the Arabic script in one form each.

    >>> latin("Талибан"), latin("كتيبة") == latin("کتیبه")
    ('taliban', True)
    """
    if name.isascii():
        return folded(name)
    return folded(name.casefold().translate(letters("cyrillic")).translate(letters("arabic")))


def without_remarks(name: str) -> str:
    """A name without brackets and remarks behind it, family name last.

    >>> without_remarks("ABU ZUBEYR, Muktar (Low)"), without_remarks('"GODANE"')
    ('Muktar ABU ZUBEYR', 'GODANE')
    """
    plain = _QUOTED.sub("", _BORN.sub("", _BRACKETS.sub(" ", name))).strip(" ,;")
    last, comma, first = plain.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else plain


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[str, ...]:
    """The words that say who somebody is, each in the spelling that stands for all, in their order.

    >>> person_words("Mullah Abd-ul-Rahman bin Khalid"), person_words("Abdur Rehman Khaled")
    (('abd-rahman', 'khalid'), ('abd-rahman', 'khalid'))
    >>> person_words("Abu Mus'ab al-Zarqawi") == person_words("Abou Moussab Zarkawi")
    True
    """
    given = latin(without_remarks(name)[:LONGEST]).split()[:MOST_WORDS]
    return tuple(_joined([word for word in _untitled(given) if word not in words()["links"]["words"]]))


def _untitled(given: list[str]) -> list[str]:
    """The words without titles; a title that is a name as well stays unless two other words do."""
    titles, also = frozenset(words()["titles"]["words"]), frozenset(words()["titles"]["also_names"])
    sure = [word for word in given if word not in titles or word in also]
    sure = sure or given
    bare = [word for word in sure if word not in also]
    return bare if len([word for word in bare if word not in CONNECTING]) >= ENOUGH - 1 else sure


def _joined(given: list[str]) -> Iterator[str]:
    """Words that make one name joined: "Abd al-Rahman", "Najm ud-Din", "Obaid Ullah", "Abu Bakr"."""
    kept = [word for word in given if word not in CONNECTING] or given
    at = 0
    while at < len(kept):
        word, following = kept[at], kept[at + 1] if at + 1 < len(kept) else ""
        if word in parts("servant") and following:
            yield f"abd-{families().get(following) or spelled(following)}"
            at += 2
            continue
        elif word in parts("father") and following:
            yield f"abu-{_single(following)}"
            at += 2
            continue
        elif following in parts("faith"):
            word, at = f"{word}uddin", at + 1
        elif following in parts("god"):
            word, at = f"{word}ullah", at + 1
        yield _single(word)
        at += 1


def _single(word: str) -> str:
    """One name in its spelling; "servant of" and "of the faith" written alike."""
    if word in families():
        return families()[word]
    if len(word) > 6 and (servant := _SERVANT.match(word)) and len(word) - servant.end() >= 3:
        return f"abd-{spelled(word[servant.end() :])}"
    if len(word) > 6 and (faithful := _FAITHFUL.search(word)) and faithful.start() >= 3:
        return f"{spelled(word[: faithful.start()])}-din"
    return spelled(word)


@cache
def common() -> frozenset[str]:
    """Names and origins that many people bear, in their spelling."""
    lists = words()["common"]
    return frozenset(map(spelled, (*lists["given"], *lists["origins"])))


def is_common(word: str) -> bool:
    """Whether many people bear this word of a name: a frequent name, alone or in a kunya or with "servant of".

    >>> is_common("ali"), is_common("abu-umar"), is_common("shikau")
    (True, True, False)
    """
    if word.startswith(("abu-", "abd-")):
        return True
    return word in common() or word.endswith(("-din", "ula"))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """A word without the vowels that a transliteration chooses, if enough is left to know it by.

    Frequent names keep theirs: "Hamid", "Hamad" and "Hamud" are three.

    >>> skeleton("zafar") == skeleton("zafir"), skeleton("hamid") == skeleton("hamad")
    (True, False)
    """
    head, joint, tail = word.partition("-")
    if joint:
        return word if tail == "din" else f"{head}-{skeleton(tail)}"
    bare = (word[:1] + _VOWELS.sub("", word[1:])).translate(_GUTTURAL).replace("ck", "sk")
    return bare if len(bare) >= SKELETON and not is_common(word) and bare not in _common_skeletons() else word


@cache
def _common_skeletons() -> frozenset[str]:
    bare = (word[:1] + _VOWELS.sub("", word[1:]) for word in common())
    return frozenset(each.translate(_GUTTURAL).replace("ck", "sk") for each in bare)


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """The key of a person's name: its words in their spelling; where one of them is rare, in any order.

    Of three and more words the first stays first: a son's name begins otherwise than his father's.

    >>> person_key("Hafiz Khan Saeed") == person_key("Hafiz Saeed Khan")
    True
    >>> person_key("Ali Omar") == person_key("Omar Ali")
    False
    >>> person_key("Hafiz Saeed") == person_key("Hafiz Saeed Khan"), person_key("Zarqawi") == person_key("Zarkawi")
    (False, True)
    """
    found = person_words(name)
    plain = [skeleton(word) for word in found]
    if all(map(is_common, found)) or len(found) < ENOUGH - 1:
        return " ".join(plain if len(found) > 1 else found)
    if len(found) == ENOUGH - 1:
        return " ".join(sorted(plain) if min(map(len, plain)) >= SHORT else plain)
    return " ".join((plain[0], *sorted(plain[1:])))


@lru_cache(maxsize=65536)
def is_weak(name: str) -> bool:
    """Whether a person's name may be many people's: frequent names alone, unless a kunya and an origin make one.

    >>> is_weak("Abdul Qadir"), is_weak("Abu Anas"), is_weak("Abu Yahya al-Libi"), is_weak("Godane")
    (True, True, False, False)
    """
    found = person_words(name)
    if len(found) > ENOUGH:
        return False
    if not all(map(is_common, found)):
        return len(found) == 1 and len(found[0]) < ENOUGH + 1
    return not (len(found) > 1 and found[0].startswith("abu-") and found[-1] in _origins())


def is_described(name: str) -> bool:
    """Whether words only describe somebody and name nobody: at most their first has a capital, and they end so too.

    >>> is_described("masked gunmen"), is_described("Drug traffickers"), is_described("Gunmen")
    (True, True, True)
    >>> is_described("al-Shabaab"), is_described("Antrim brigade"), is_described("Haqqani network fighters")
    (False, False, True)
    """
    given = name.split()
    if len(given) == 1 and folded(name) in words()["groups"]["people"]:
        return True
    if not given or any(map(str.isupper, given[-1])) or not name.isascii():
        return not given
    named = sum(any(map(str.isupper, word)) for word in given)
    return named == 0 or (named == 1 and folded(given[-1]) not in words()["groups"]["bodies"])


@cache
def _origins() -> frozenset[str]:
    return frozenset(map(spelled, words()["common"]["origins"]))
