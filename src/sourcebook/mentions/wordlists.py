"""Words as data: the files of ``lexicon/``, read once and only when first asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of ``lexicon/NAME.toml``.

    >>> lexicon("quantities")["numbers"]["twelve"]
    12
    """
    source = files("sourcebook.mentions").joinpath("lexicon", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def word_set(name: str, table: str, key: str) -> frozenset[str]:
    """One list of words of one table of a lexicon."""
    return frozenset(lexicon(name)[table][key])


@cache
def phrases(name: str, table: str) -> dict[tuple[str, ...], str]:
    """A table whose keys are phrases, by the words of each phrase.

    >>> phrases("quantities", "hedges")[("at", "least")]
    'at_least'
    """
    return {tuple(phrase.split()): value for phrase, value in lexicon(name)[table].items()}


@cache
def groups(name: str, table: str) -> dict[str, str]:
    """A table of word lists turned round: each word with the key of the list that holds it; the first list wins."""
    turned: dict[str, str] = {}
    for key, words in lexicon(name)[table].items():
        for word in words:
            turned.setdefault(word, key)
    return turned
