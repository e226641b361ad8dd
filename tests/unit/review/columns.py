"""Reading what the browser reads: the answer of ``/data/dots`` as rows."""

from __future__ import annotations

import json
from array import array
from typing import Any


def rows_of(answer: bytes) -> list[dict[str, Any]]:
    """A row for each event, words in place of the numbers that stand for them."""
    long = int.from_bytes(answer[:4], "little")
    header = json.loads(answer[4 : 4 + long])
    at, columns = 4 + long, {}
    for name, code in header["columns"]:
        column = array(code)
        assert at % column.itemsize == 0, "a browser takes over no array that begins elsewhere"
        column.frombytes(answer[at : at + header["count"] * column.itemsize])
        at += header["count"] * column.itemsize
        words = [None, *header["words"][name]] if name in header["words"] else None
        columns[name] = [words[number] for number in column] if words else list(column)
    wide = header["id_width"]
    assert len(answer) == at + header["count"] * wide
    columns["id"] = [answer[start : start + wide].decode().strip() for start in range(at, len(answer), wide or 1)]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
