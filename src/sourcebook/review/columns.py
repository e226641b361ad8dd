"""What map and timeline draw of events, column by column: numbers as a browser takes them over without reading them.

Of 100,000 events a browser that reads JSON and makes an object of each is busy for a second, in which no page answers.
So an answer is: the length of a header (four bytes), the header (JSON: how many rows, which columns of which type, the
words that columns count), then each column as an array, the wide types first. Words are told once and counted from
one on; nought is none.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from math import nan
from typing import TypeAlias

import msgspec

from sourcebook.records.wording import count_words
from sourcebook.review.labels import plain
from sourcebook.store.event_queries import Dot

NO_DAY = -(2**31)
"""A day that is not known. Days are counted from 1970 on."""
UNTOLD = 2**32 - 1
"""A size that is not known."""
_EPOCH = date(1970, 1, 1).toordinal()
_ALIGNED = 4
Column: TypeAlias = "array[int] | array[float]"


def in_columns(found: Sequence[Dot]) -> bytes:
    """Events as a header and arrays, in the order given."""
    words: dict[str, dict[str | None, int]] = {}

    def counted(name: str, told: Iterable[str | None]) -> Iterable[int]:
        known = words.setdefault(name, {None: 0})
        return (known.setdefault(word, len(known)) for word in told)

    kind, day = cache(_kind), cache(_day)
    columns: dict[str, Column] = {
        "latitude": array("f", (nan if dot.latitude is None else dot.latitude for dot in found)),
        "longitude": array("f", (nan if dot.longitude is None else dot.longitude for dot in found)),
        "earliest": array("i", (day(dot.earliest) for dot in found)),
        "latest": array("i", (day(dot.latest or dot.earliest) for dot in found)),
        "size": array("I", map(_size, found)),
        "place": array("I", counted("place", (dot.place for dot in found))),
        "toll": array("I", counted("toll", map(_toll, found))),
        "kind": array("H", counted("kind", (kind(dot.type, dot.realis) for dot in found))),
        "time": array("B", counted("time", (dot.time_precision for dot in found))),
        "precision": array("B", counted("precision", (dot.precision for dot in found))),
        "review": array("B", counted("review", (dot.review for dot in found))),
        "contested": array("B", (dot.contested > 0 for dot in found)),
    }
    ids = [dot.event_id.encode() for dot in found]
    wide = max(map(len, ids), default=0)
    header = msgspec.json.encode(
        {
            "count": len(found),
            "columns": [(name, column.typecode) for name, column in columns.items()],
            "words": {name: list(known)[1:] for name, known in words.items()},
            "id_width": wide,
        }
    )
    header += b" " * (-len(header) % _ALIGNED)
    arrays = (_little(column) for column in columns.values())
    return b"".join([len(header).to_bytes(4, "little"), header, *arrays, *(each.ljust(wide) for each in ids)])


def _kind(kind: str, realis: str) -> str:
    """What happened, and whether it did: of an attack that was foiled, both words."""
    return plain(kind) if realis == "happened" else f"{plain(realis)} {plain(kind)}"


def _day(told: str | None) -> int:
    return date.fromisoformat(told).toordinal() - _EPOCH if told else NO_DAY


def _size(dot: Dot) -> int:
    """How many were killed, as far as a mark shows it."""
    return dot.best if dot.best is not None else dot.low or dot.high or UNTOLD


def _toll(dot: Dot) -> str | None:
    """The toll in words, where it is more than one number."""
    return None if dot.low == dot.best == dot.high else count_words(dot.low, dot.best, dot.high)


def _little(column: Column) -> bytes:
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()
