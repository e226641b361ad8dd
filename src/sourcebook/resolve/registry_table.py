"""Read lists of actors from elsewhere: a table with a header, one alias or one actor a row.

A row that cannot be used is a ``Refused`` with its line and its reason; a file that cannot is one sentence.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sourcebook.errors import UsageError
from sourcebook.records.vocabulary import ActorKind
from sourcebook.resolve.gazetteer_rows import Refused, RowError, columns_named, lines_of
from sourcebook.resolve.names import LONGEST
from sourcebook.resolve.placewords import data_file

PARTS = re.compile(r"\s*[;|]\s*")
TIES = ("split_from", "merged_into", "part_of", "allied_with")


class GivenName(NamedTuple):
    """Another name as a list gives it, with its language and ISO days, where they are said."""

    name: str
    language: str = ""
    valid_from: str = ""
    valid_to: str = ""

    def row(self) -> dict[str, str]:
        """The name as a registry file holds it."""
        parts = {"name": self.name, "language": self.language, "from": self.valid_from, "to": self.valid_to}
        return {key: text for key, text in parts.items() if text}


class GivenActor(NamedTuple):
    """An actor, or one alias of it, as a row gives it; ``ties`` name others by id or by name."""

    line: int
    actor_id: str
    name: str
    kind: ActorKind
    country: str = ""
    names: tuple[GivenName, ...] = ()
    same_as: str = ""
    ties: tuple[tuple[str, str, str], ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()


@cache
def lists() -> dict[str, Any]:
    """The word lists of ``data/registries.toml``."""
    return data_file("registries.toml")


def table_rows(path: Path, stated: Mapping[str, str]) -> Iterator[GivenActor | Refused]:
    """The actors of a table whose first line names its columns."""
    with lines_of(path) as lines:
        first = next(lines, "")
        delimiter = max("\t,;|", key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
        at = columns_of(path, next(csv.reader([first], delimiter=delimiter), []), stated)
        reader = csv.reader(lines, delimiter=delimiter)
        for cells in reader:
            number = reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            given = {name: cells[n].strip() if n < len(cells) else "" for name, n in at.items()}
            try:
                yield actor_of(number, given)
            except RowError as error:
                yield Refused(number, str(error), delimiter.join(cells)[:60])


def columns_of(path: Path, header: list[str], stated: Mapping[str, str]) -> dict[str, int]:
    """Which column is what; a sentence where there is none for the name."""
    at = columns_named(path, header, stated, lists()["columns"])
    if "name" not in at:
        raise UsageError(
            f"{path} has no column for the name; its first line is {', '.join(header)[:200]!r}. "
            "Say which column it is: --columns name=…"
        )
    return at


def actor_of(number: int, cells: Mapping[str, str]) -> GivenActor:
    """One row as an actor with its further names."""
    name = named(cells.get("name", ""))
    if not name:
        raise RowError("a row without a name")
    kind = lists()["kinds"].get(cells.get("kind", "").casefold(), cells.get("kind", "").casefold()) or "armed_group"
    if kind not in set(ActorKind):
        raise RowError(f"a kind that is not known (known are {', '.join(ActorKind)})")
    first, last = day(cells.get("from", "")), day(cells.get("to", ""))
    if first and last and last < first:
        raise RowError("a name that ends before it begins")
    own_id, language = cells.get("id", ""), cells.get("language", "")
    aliases = [GivenName(named(each), language, first, last) for each in PARTS.split(cells.get("aliases", "")) if each]
    if not aliases and (first or last):
        aliases = [GivenName(name, language, first, last)]
    since = day(cells.get("since", ""))
    ties = tuple((tie, other, since) for tie in TIES for other in PARTS.split(cells.get(tie, "")) if other)
    if any(other in (own_id, name) for _, other, _ in ties) or (own_id and cells.get("same_as") == own_id):
        raise RowError("an actor that is merged with itself, or split from itself")
    return GivenActor(
        line=number,
        actor_id=own_id,
        name=name,
        kind=ActorKind(kind),
        country=cells.get("country", ""),
        names=tuple(aliases),
        same_as=cells.get("same_as", ""),
        ties=ties,
    )


def named(text: str) -> str:
    """A name with its blanks made single; refused where it is too long to be one."""
    name = " ".join(text.split())
    if len(name) > LONGEST:
        raise RowError(f"a name longer than {LONGEST} characters")
    return name


def day(text: str) -> str:
    """A day, month or year as an ISO day or its beginning; a sentence where it is none.

    >>> day("2014-06-29"), day("2014"), day("")
    ('2014-06-29', '2014', '')
    """
    if not text or re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", text):
        return text
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise RowError("a day that is none (write 2014-06-29, 2014-06 or 2014)") from None
