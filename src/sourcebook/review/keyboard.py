"""Keys for what a reviewer does, and which ones a person chose instead: one key, one deed, no modes."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request

from sourcebook.errors import UsageError

COOKIE = "sourcebook_keys"
WORDS = {
    "accept": "accept, and on to the next",
    "reject": "reject, and on to the next",
    "unsure": "unsure, and on to the next",
    "skip": "leave it for later",
    "edit": "set a field by hand",
    "reason": "write a reason",
    "sentence": "open the sentence",
    "same": "of two: the same event",
    "different": "of two: different events",
    "related": "of two: related, not the same",
}
PLAIN = {
    "accept": "a",
    "reject": "r",
    "unsure": "u",
    "skip": "s",
    "edit": "e",
    "reason": "w",
    "sentence": "Enter",
    "same": "m",
    "different": "d",
    "related": "l",
}


def keys_of(request: Request) -> dict[str, str]:
    """The keys of this person: those chosen, else the plain ones."""
    chosen = dict(part.split("_", 1) for part in request.cookies.get(COOKIE, "").split(".") if "_" in part)
    found = PLAIN | {name: key for name, key in chosen.items() if name in PLAIN and fits(key)}
    return found if len(set(found.values())) == len(found) else dict(PLAIN)


def fits(key: str) -> bool:
    """Whether a key can be chosen: a letter, or Enter; the digits set the kind of incident."""
    return key == "Enter" or (len(key) == 1 and key.isascii() and key.isalpha() and key == key.lower())


def chosen_keys(given: Mapping[str, str]) -> str:
    """The keys that a person chose, as a cookie; two deeds on one key are refused."""
    found = {name: given.get(name, "").strip() or plain for name, plain in PLAIN.items()}
    found = {name: key if key == "Enter" else key.lower() for name, key in found.items()}
    for name, key in found.items():
        if not fits(key):
            raise UsageError(
                f"{key!r} cannot be the key for “{WORDS[name]}”; choose one letter, or Enter; digits set the kind"
            )
        other = next((each for each, same in found.items() if same == key and each != name), None)
        if other:
            raise UsageError(f"{key!r} would do two things, “{WORDS[name]}” and “{WORDS[other]}”; choose another key")
    return ".".join(f"{name}_{key}" for name, key in found.items() if key != PLAIN[name])
