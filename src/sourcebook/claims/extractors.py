"""The door for readers of claims: entry points of the group ``sourcebook.extractors``.

An extractor is a class with one method. It is given a reading with segments, parse, mentions and resolved names, and
hands it back with claims. The rules and the trained reader come through the same door. What every extractor must keep
stands in ``sourcebook.testing.extractors``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

from sourcebook.claims.endpoint.options import Endpoint, Question
from sourcebook.errors import ModelError, SettingsError
from sourcebook.records.reading import Reading

GROUP = "sourcebook.extractors"
BUILT_IN = {
    "rules": "sourcebook.claims.reader:RuleExtractor",
    "trained": "sourcebook.claims.trained.extractor:TrainedExtractor",
    "endpoint": "sourcebook.claims.endpoint.extractor:EndpointExtractor",
}


class Extractor(Protocol):
    """Reads claims. It is built once in each process; models load when it is built."""

    def read(self, reading: Reading) -> Reading:
        """The reading with the claims of its document, in the order of the text, and nothing else changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which extractor reads claims: ``rules``, ``trained`` (rules and encoder together), ``endpoint``, or another."""

    reader: str = "trained"


def doors() -> dict[str, EntryPoint]:
    """Every extractor by name; one that is installed replaces a built-in of the same name.

    The built-ins are named here too, so that they are found where the package's metadata is older than its code.
    """
    found = {name: EntryPoint(name=name, value=value, group=GROUP) for name, value in BUILT_IN.items()}
    return {
        **found,
        **{point.name: point for point in sorted(entry_points(group=GROUP), key=lambda point: point.value)},
    }


def options_for(name: str) -> Options:
    """The options that name an installed extractor."""
    if name not in doors():
        raise SettingsError(f"no reader goes by {name!r}; installed are {', '.join(sorted(doors()))}")
    return Options(reader=name)


def extractor_of(name: str, endpoint: Endpoint | None = None, question: Question | None = None) -> Extractor:
    """The extractor of that name; a sentence where there is none, or where it cannot be loaded.

    One that asks a model behind an address has a second way to be made, ``asking``, and is told which.
    """
    door = doors()[options_for(name).reader]
    try:
        made = door.load()
        extractor: Extractor = made.asking(endpoint, question) if hasattr(made, "asking") else made()
    except (ImportError, AttributeError) as error:
        raise ModelError(f"the reader {name!r} cannot be loaded ({error}); install it again") from error
    return extractor


def claim_reader(
    options: Options | None = None, endpoint: Endpoint | None = None, question: Question | None = None
) -> Callable[[Reading], Reading]:
    """Build the function that fills a reading's claims."""
    return extractor_of((options or Options()).reader, endpoint, question).read
