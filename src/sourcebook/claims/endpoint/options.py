"""Which model is asked, how, and where: what changes an answer set apart from what only reaches it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from sourcebook.errors import SettingsError

ANSWERS, ORIGINALS = ".answers", ".originals"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointOptions:
    """The section ``[endpoint]`` of the settings; nothing is sent anywhere without a ``url`` and a ``model``.

    ``url`` is the address up to ``/v1``. ``key_variable`` names the environment variable that holds the key, if one is
    needed; the key itself is never stored. Prices are for a million tokens, in ``currency``.
    """

    url: str = ""
    model: str = ""
    key_variable: str = ""
    seed: int = 1
    answer_tokens: int = 2000
    passage_characters: int = 3000
    most_passages: int = 60
    timeout_seconds: float = 120.0
    retries: int = 3
    price_in: float | None = None
    price_out: float | None = None
    currency: str = "USD"

    def __post_init__(self) -> None:
        for name in ("answer_tokens", "passage_characters", "most_passages", "timeout_seconds"):
            if getattr(self, name) <= 0:
                raise SettingsError(f"[endpoint] {name} is {getattr(self, name)}; it must be above 0")
        if self.retries < 0 or min(self.price_in or 0, self.price_out or 0) < 0:
            raise SettingsError("[endpoint] retries and prices cannot be below 0")
        if self.url:
            address_of(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What makes an answer what it is, beside the passage: a step that is built with another is done anew."""

    model: str
    seed: int
    answer_tokens: int
    passage_characters: int
    most_passages: int


class Endpoint:
    """A question with the way to whoever answers it: the options, and the folder in which answers are kept.

    It is no record on purpose: another address, key, patience or price changes no answer, so no step is done anew.
    """

    def __init__(self, options: EndpointOptions, answers: Path) -> None:
        self.options = options
        self.answers = answers


def question_of(options: EndpointOptions) -> Question:
    """The part of the options that changes answers."""
    return Question(
        model=options.model,
        seed=options.seed,
        answer_tokens=options.answer_tokens,
        passage_characters=options.passage_characters,
        most_passages=options.most_passages,
    )


def address_of(url: str) -> SplitResult:
    """The parts of an address; a sentence where it is none, or holds a password."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        whole = False
    if not whole or not url.isascii() or not url.isprintable() or " " in url:
        raise SettingsError(f"[endpoint] url is {url!r}; it must be an address such as http://localhost:11434/v1")
    if parts.username is not None or parts.password is not None:
        raise SettingsError("[endpoint] url holds a name or password; put the key into an environment variable instead")
    if parts.query or parts.fragment:
        raise SettingsError("[endpoint] url ends in a query or fragment; give the address up to /v1 alone")
    return parts


def checked(options: EndpointOptions) -> EndpointOptions:
    """The options of a run that asks an endpoint; a sentence where address or model is not named."""
    missing = [name for name in ("url", "model") if not getattr(options, name)]
    if missing:
        raise SettingsError(unnamed(*missing))
    return options


def unnamed(*names: str) -> str:
    """A sentence for a run that asks an endpoint of which something is not named."""
    return (
        f"the reader 'endpoint' needs {' and '.join(names)}: name them in the section [endpoint] of sourcebook.toml, "
        "or with --endpoint URL --model NAME"
    )


def without_address(options: EndpointOptions) -> EndpointOptions:
    """The options as a book may hand them on: a book from elsewhere names no address that texts or keys are sent to."""
    return replace(options, url="", key_variable="")


def answers_beside(originals: Path) -> Path:
    """The folder of kept answers, beside the book's folder of originals.

    >>> answers_beside(Path("war.book.originals")).name
    'war.book.answers'
    """
    if originals.name.endswith(ORIGINALS):
        return originals.with_name(originals.name.removesuffix(ORIGINALS) + ANSWERS)
    return originals / ANSWERS.removeprefix(".")
