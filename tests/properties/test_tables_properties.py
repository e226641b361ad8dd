"""Whatever a record holds, what it was written as reads back as the same record: every type that a book stores."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from sourcebook.errors import RecordError
from sourcebook.records.knowledge import Estimate
from sourcebook.records.text import Block, Document
from sourcebook.records.values import UNKNOWN_TIME, Figure, PlaceUse, TimeRange, Words, days_between
from sourcebook.records.vocabulary import TimeBasis
from sourcebook.store.book import SHELVES
from sourcebook.tables import bare, column_definitions, hints, packer, record_of, row_of, unpacker

TEXT = "Los Ángeles – “three” dead 死者は12人, ʿAyn al-ʿArab\n" * 4
MOST = 2**63 - 1
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
whole = st.integers(-MOST, MOST)
numbers = st.floats(allow_nan=False, allow_infinity=False)
days = st.dates()
offsets = st.integers(0, len(TEXT) - 1)
spans = st.tuples(offsets, offsets).map(lambda ends: (min(ends), max(ends) + 1))
ranges = st.tuples(days, days).map(sorted)
counts = st.lists(st.integers(0, MOST), min_size=3, max_size=3).map(sorted)
known = st.tuples(st.booleans(), st.booleans(), st.booleans()).filter(any)


def words_at(span: tuple[int, int]) -> Words:
    return Words(start=span[0], end=span[1], quote=TEXT[slice(*span)])


def built(record: Any, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Records of a type, fields not given drawn by their own types; what the record itself refuses is drawn again."""
    fields = {name: given[name] if name in given else drawn(annotation) for name, annotation in hints(record).items()}

    @st.composite
    def one(draw: st.DrawFn) -> Any:
        try:
            return record(**{name: draw(field) for name, field in fields.items()})
        except RecordError:
            reject()

    return one()


def counted(record: Any) -> st.SearchStrategy[Any]:
    """Records with a count: low, best and high in order, some of them unknown."""
    bounds = st.tuples(counts, known).map(lambda both: [n if told else None for n, told in zip(*both, strict=True)])
    return bounds.flatmap(
        lambda three: built(record, **dict(zip(("low", "best", "high"), map(st.just, three), strict=True)))
    )


OWN: dict[Any, Callable[[], st.SearchStrategy[Any]]] = {
    str: lambda: texts,
    int: lambda: whole,
    float: lambda: numbers,
    bool: st.booleans,
    date: lambda: days,
    Words: lambda: spans.map(words_at),
    TimeRange: lambda: (
        st.just(UNKNOWN_TIME)
        | st.builds(lambda both, basis: days_between(*both, basis), ranges, st.sampled_from(TimeBasis))
    ),
    PlaceUse: lambda: (
        built(PlaceUse, latitude=st.none(), longitude=st.none()) | built(PlaceUse, latitude=numbers, longitude=numbers)
    ),
    Block: lambda: spans.flatmap(lambda span: built(Block, start=st.just(span[0]), end=st.just(span[1]))),
    Document: lambda: built(Document, text=texts.map(TEXT.__add__)),
    Figure: lambda: counted(Figure),
    Estimate: lambda: counted(Estimate),
}


def drawn(annotation: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of which records are made."""
    kind, nullable = bare(annotation)
    if nullable:
        return st.none() | drawn(kind)
    if kind in OWN:
        return OWN[kind]()
    if get_origin(kind) is tuple:
        return st.lists(drawn(get_args(kind)[0]), max_size=2).map(tuple)
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    if is_dataclass(kind):
        return built(kind)
    return st.builds(kind, **{name: drawn(each) for name, each in get_type_hints(kind).items()})


@pytest.mark.parametrize("record", SHELVES, ids=lambda record: record.__name__)
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=SLOW)
@given(data=st.data())
def test_every_stored_record_comes_back_from_its_row_and_from_json_as_it_was(record: type, data: st.DataObject) -> None:
    one = data.draw(drawn(record))
    row = row_of(one)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE kept ({column_definitions(record)})")
        connection.execute(f"INSERT INTO kept VALUES ({', '.join('?' * len(row))})", row)
        assert record_of(record, connection.execute("SELECT * FROM kept").fetchone(), TEXT) == one
    assert unpacker(record)(packer(record)(one), TEXT) == one
