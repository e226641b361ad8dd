"""When two spellings are one name: folding case and accents, and the looser key under which transliterations meet."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from unicodedata import combining, normalize

# Letters that Unicode does not decompose.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ŋ": "n"}
)
MARKS = re.compile(r"['’‘`ʻʿʾʼʹ´.\"“”]")
GAPS = re.compile(r"[^\w]+|_")

# Arabic and Persian articles and links as separate words; they differ between spellings of one name.
ARTICLES = frozenset(
    ["al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "adh", "ath", "ul", "ur", "e", "i", "ye", "wa", "the"]
)
# Spellings between which transliterations of Arabic, Persian, Pashto, Urdu, Hausa, Russian and Ukrainian vary.
SPELLINGS = tuple(
    (re.compile(found), put)
    for found, put in (
        (r"dj", "j"),
        (r"(?<=[aeio])y(?=ev)", ""),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck|q", "k"),
        (r"ou|oo", "u"),
        (r"ee|ei|ey|ai|ay|ie|iy", "i"),
        (r"aw|au|ow", "o"),
        (r"w", "v"),
        (r"[ey]", "i"),
        (r"o", "u"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aiu])h$", ""),
    )
)


@lru_cache(maxsize=16384)
def folded(name: str) -> str:
    """The name without case, accents, apostrophes and hyphens: what counts as the same spelling.

    >>> folded("ISIS–K") == folded("ISIS-K"), folded("Sana’a"), folded("U.S.")
    (True, 'sanaa', 'us')
    """
    if name.isascii():
        plain = name.lower()
    else:
        plain = "".join(mark for mark in normalize("NFKD", name.casefold().translate(LETTERS)) if not combining(mark))
    return " ".join(GAPS.sub(" ", MARKS.sub("", plain)).split())


@lru_cache(maxsize=16384)
def tolerant(name: str) -> str:
    """The key under which transliterations of one name meet, articles and spaces left out.

    >>> tolerant("Jalal Abad") == tolerant("Jalalabad"), tolerant("Al-Raqqah") == tolerant("Raqqa")
    (True, True)
    >>> tolerant("Djibo") == tolerant("Jibo"), tolerant("Nikolayev") == tolerant("Nikolaev")
    (True, True)
    >>> tolerant("Khost") == tolerant("Khowst"), tolerant("Hilmand") == tolerant("Helmand")
    (True, True)
    """
    words = folded(name).split()
    kept = [word for word in words if word not in ARTICLES] or words
    key = "".join(kept)
    for pattern, put in SPELLINGS:
        key = pattern.sub(put, key)
    return key


def spelling_key(word: str) -> str:
    """The tolerant key of one word of an actor's name: "Jaysh" and "Jaish" agree, "Sham" and "Islam" do not."""
    return tolerant(word)


def key_number(text: str) -> int:
    """A key as the 64-bit number under which a compact file sorts it."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
