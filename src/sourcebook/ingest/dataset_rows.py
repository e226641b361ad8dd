"""A row of a dataset of events as a document: a line that sums it up, then every column with its value.

The text is the row's own fields and nothing else, so that whatever is claimed from the row stands in it word for word.
Numbers that a spreadsheet wrote as ``2.0`` are written as ``2``, days without their empty hours, each value on a line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from sourcebook.errors import UnreadableError
from sourcebook.ingest.canonical import clean, one_line
from sourcebook.ingest.extract import Piece
from sourcebook.records.vocabulary import BlockKind

WHOLE = re.compile(r"(-?\d+)\.0+")
MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00:00(?:\.0+)?Z?")
OPTIONAL = re.compile(r"\[([^\[\]]*\{(\w+)\}[^\[\]]*)\]")
POINTS = frozenset({"latitude", "longitude"})
FEW_MISSING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """A dataset as its header shows it: its name, the column that holds a row's id, and the line that sums a row up."""

    name: str
    id: str
    needs: tuple[str, ...]
    head: str


@cache
def datasets() -> tuple[Dataset, ...]:
    """All datasets that are known."""
    text = (resources.files("sourcebook.ingest") / "words" / "datasets.toml").read_text(encoding="utf-8")
    return tuple(
        Dataset(name=row["name"], id=row["id"], needs=tuple(row["needs"]), head=row["head"])
        for row in tomllib.loads(text).values()
    )


@lru_cache(maxsize=64)
def dataset_with(names: tuple[str, ...]) -> Dataset | None:
    """The dataset that has these columns, or none.

    >>> dataset_with(("id", "text")) is None
    True
    """
    held = {name.strip().lower() for name in names}
    if "text" in held:
        return None
    return next((each for each in datasets() if held.issuperset(each.needs)), None)


def near_dataset(names: Sequence[str]) -> str:
    """A sentence about the columns that a header lacks to be a dataset's, where it lacks but one or two; else empty."""
    held = {name.strip().lower() for name in names}
    for each in datasets():
        missing = [name for name in each.needs if name not in held]
        if 0 < len(missing) <= FEW_MISSING:
            return f"looks like {each.name} but has no column {' and no '.join(missing)}; give it the dataset's header"
    return ""


def parted_otherwise(header: str) -> str:
    """A sentence about a header whose columns are a dataset's and are parted by no sign that is known; else empty.

    >>> parted_otherwise("eventid~iyear~imonth~iday~country_txt~attacktype1~gname")[:55]
    "is a file of GTD whose columns are parted by '~'; expec"
    >>> parted_otherwise("title;text")
    ''
    """
    found = dataset_with(tuple(re.findall(r"\w+", header)))
    sign = re.search(r"[^\w\s\"']", header.strip())
    if found is None or sign is None or header.count(sign[0]) < len(found.needs) - 1:
        return ""
    return (
        f"is a file of {found.name} whose columns are parted by {sign[0]!r}; expected are commas, semicolons, tabs or "
        "bars, so save it anew with commas"
    )


def plain_value(column: str, value: str) -> str:
    """A value as the text shows it.

    >>> plain_value("best", "2.0"), plain_value("latitude", "35.0")
    ('2', '35.0')
    >>> plain_value("date_start", "2013-01-03 00:00:00.000")
    '2013-01-03'
    >>> plain_value("notes", "'=1+1")
    '=1+1'
    """
    value = one_line(clean(value))
    if value[:1] == "'" and value[1:2] in ("=", "+", "-", "@"):
        value = value[1:]
    if column not in POINTS and (whole := WHOLE.fullmatch(value)):
        return whole[1]
    midnight = MIDNIGHT.fullmatch(value)
    return midnight[1] if midnight else value


def row_text(dataset: Dataset, row: Mapping[str, object]) -> tuple[str, str]:
    """The text of a row and the row's id. Raises `UnreadableError` for a row without one."""
    plain = {
        name: shown
        for column, value in row.items()
        if isinstance(value, str) and (shown := plain_value(name := column.strip().lower(), value)) not in ("", "NA")
    }
    row_id = plain.get(dataset.id)
    if row_id is None:
        raise UnreadableError(f"is a row of {dataset.name} without {dataset.id}; every row needs its own")
    lines = [f"{name}: {value}" for name, value in plain.items()]
    return f"{head_of(dataset, plain)}\n\n" + "\n".join(lines), row_id


def head_of(dataset: Dataset, plain: Mapping[str, str]) -> str:
    """The line that sums the row up, unknown values as question marks.

    >>> head_of(datasets()[0], {"id": "7", "country": "Chad", "date_start": "2001-02-03", "best": "1"})
    'UCDP GED row 7: Chad; 2001-02-03 to ?; deaths: best 1.'
    """
    head = OPTIONAL.sub(lambda part: part[1] if part[2] in plain else "", dataset.head)
    said = re.sub(r"\{(\w+)\}", lambda column: plain.get(column[1], "?"), head)
    return re.sub(r": [,;] ", ": ", said)


def row_pieces(text: str) -> tuple[Piece, ...]:
    """The two blocks of a row's text: the line that sums it up, and its columns."""
    return tuple(Piece(text=part, kind=BlockKind.DATASET_ROW) for part in text.split("\n\n", 1))
