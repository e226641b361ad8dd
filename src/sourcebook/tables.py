"""Records as rows of SQLite tables, and back. The dataclass is the only schema.

Scalar fields are columns of their own name; a `Words` field is two columns, where it starts and ends, since the words
themselves stand in the document's text; every other nested field is one column of JSON text. In JSON, fields that
hold their default (or null, or nothing) are left out, and words are ``[start, end]``.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from sourcebook.records.values import Words

Pack = Callable[[Any], Any]
Unpack = Callable[[Any, str], Any]

_SQL = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER", date: "TEXT"}
_NOTHING = object()
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a record's table; ``field`` is the record's field that it holds, or a part of it."""

    name: str
    field: str
    sql: str
    nullable: bool


def bare(annotation: Any) -> tuple[Any, bool]:
    """The type without ``None``, and whether ``None`` was allowed.

    >>> bare(int | None)
    (<class 'int'>, True)
    """
    if isinstance(annotation, types.UnionType):
        (inner,) = [part for part in get_args(annotation) if part is not type(None)]
        return inner, True
    return annotation, False


@cache
def hints(record: Any) -> dict[str, Any]:
    """The resolved types of the record's fields, in order."""
    known = get_type_hints(record)
    return {each.name: known[each.name] for each in fields(record)}


def is_scalar(annotation: Any) -> bool:
    """Whether a value of this type is one SQLite value."""
    return annotation in _SQL or (isinstance(annotation, type) and issubclass(annotation, Enum))


def words_columns(field: str) -> tuple[str, str]:
    """The two columns that say where a `Words` field stands.

    >>> words_columns("words"), words_columns("time_words")
    (('start', 'end'), ('time_start', 'time_end'))
    """
    prefix = field.removesuffix("words")
    return f"{prefix}start", f"{prefix}end"


@cache
def columns_of(record: Any) -> tuple[Column, ...]:
    """The columns of the record's table, in the order of its fields."""
    return tuple(column for name, annotation in hints(record).items() for column in _columns(name, annotation))


def _columns(name: str, annotation: Any) -> Iterator[Column]:
    kind, nullable = bare(annotation)
    if kind is Words:
        for each in words_columns(name):
            yield Column(name=each, field=name, sql="INTEGER", nullable=nullable)
    else:
        sql = _SQL.get(kind, "TEXT") if is_scalar(kind) else "TEXT"
        yield Column(name=name, field=name, sql=sql, nullable=nullable)


def column_definitions(record: type, without: Sequence[str] = ()) -> str:
    """The record's columns as they stand in ``CREATE TABLE``; ``without`` are those that the table holds otherwise."""
    kept = [column for column in columns_of(record) if column.name not in without]
    return ", ".join(f'"{each.name}" {each.sql}{"" if each.nullable else " NOT NULL"}' for each in kept)


def column_names(record: type, prefix: str = "") -> str:
    """The record's columns as they stand in ``SELECT``, each under its own name.

    >>> from sourcebook.records.links import Member
    >>> column_names(Member, "members.")
    'members."cluster_id", members."member_id"'
    """
    return ", ".join(f'{prefix}"{column.name}"' for column in columns_of(record))


def marks(count: int) -> str:
    """As many question marks as there are values in a row.

    >>> marks(3)
    '?, ?, ?'
    """
    return ", ".join("?" * count)


def row_of(record: Any) -> tuple[Any, ...]:
    """The record as values for the columns of its table."""
    kind: Any = type(record)
    return row_writer(kind)(record)


@cache
def row_writer(record: Any, without: tuple[str, ...] = ()) -> Callable[[Any], tuple[Any, ...]]:
    """What turns records of a type into rows, the columns ``without`` left out.

    All fields are fetched in one step and only those changed that SQLite does not take as they are: a document has
    hundreds of rows.
    """
    cells = [_cell(column, hints(record)[column.field]) for column in columns_of(record) if column.name not in without]
    fetch = attrgetter(*(path for path, _ in cells))
    changes = [(at, change) for at, (_, change) in enumerate(cells) if change is not None]

    def write(one: Any) -> tuple[Any, ...]:
        values = list(fetch(one))
        for at, change in changes:
            if values[at] is not None:
                values[at] = change(values[at])
        return tuple(values)

    return write


def _cell(column: Column, annotation: Any) -> tuple[str, Pack | None]:
    """Where a column's value lies in the record, and what makes it one that SQLite takes."""
    kind, nullable = bare(annotation)
    if kind is Words:
        end = "start" if column.name == words_columns(column.field)[0] else "end"
        return (column.field, attrgetter(end)) if nullable else (f"{column.field}.{end}", None)
    if is_scalar(kind):
        return column.field, packer(kind) if kind in (date, float) else None
    pack = packer(kind)
    return column.field, lambda value: _encode(pack(value)).decode()


def record_of(record: type, row: Sequence[Any], text: str = "") -> Any:
    """The record that a row holds; ``text`` is that of its document, from which its words are read."""
    return record(**{name: read(row, text) for name, read in _readers(record)})


@cache
def _readers(record: Any) -> tuple[tuple[str, Callable[[Sequence[Any], str], Any]], ...]:
    place = {column.name: index for index, column in enumerate(columns_of(record))}
    return tuple((name, _reader(name, annotation, place)) for name, annotation in hints(record).items())


def _reader(name: str, annotation: Any, place: dict[str, int]) -> Callable[[Sequence[Any], str], Any]:
    kind, _ = bare(annotation)
    if kind is Words:
        start, end = (place[each] for each in words_columns(name))
        return lambda row, text: None if row[start] is None else _words((row[start], row[end]), text)
    at, unpack = place[name], unpacker(kind)
    if is_scalar(kind):
        return lambda row, text: None if row[at] is None else unpack(row[at], text)
    return lambda row, text: None if row[at] is None else unpack(_decode(row[at]), text)


def _words(ends: Sequence[int], text: str) -> Words:
    start, end = ends
    return Words(start=start, end=end, quote=text[start:end])


def _same(value: Any) -> Any:
    return value


_PACK: dict[Any, Pack] = {
    str: _same,
    int: _same,
    bool: _same,
    float: float,
    date: date.isoformat,
    Words: lambda words: [words.start, words.end],
}


@cache
def packer(annotation: Any) -> Pack:
    """What turns a value of this type into JSON's own types."""
    kind, nullable = bare(annotation)
    if nullable:
        pack = packer(kind)
        return lambda value: None if value is None else pack(value)
    if kind in _PACK:
        return _PACK[kind]
    if isinstance(kind, type) and issubclass(kind, Enum | tuple):
        return list if issubclass(kind, tuple) else attrgetter("value")
    if get_origin(kind) is tuple:
        each = packer(get_args(kind)[0])
        return lambda values: [each(value) for value in values]
    if is_dataclass(kind):
        return _record_packer(kind)
    raise TypeError(f"no column holds {annotation!r}; records use str, int, float, bool, date, tuples and records")


def _record_packer(kind: Any) -> Pack:
    parts = [(name, packer(annotation), left_out(kind, name)) for name, annotation in hints(kind).items()]

    def pack(record: Any) -> dict[str, Any]:
        return {name: part(value) for name, part, blank in parts if (value := getattr(record, name)) != blank}

    return pack


@cache
def unpacker(annotation: Any) -> Unpack:
    """What turns JSON's own types back into a value of this type, its words read from the document's text."""
    kind, nullable = bare(annotation)
    if nullable:
        unpack = unpacker(kind)
        return lambda value, text: None if value is None else unpack(value, text)
    if kind is date:
        return lambda value, text: date.fromisoformat(value)
    if kind is Words:
        return _words
    if kind is bool or (isinstance(kind, type) and issubclass(kind, Enum)):
        return _choice_unpacker(kind)
    if isinstance(kind, type) and issubclass(kind, tuple):
        return lambda value, text: kind(*value)
    if get_origin(kind) is tuple:
        each = unpacker(get_args(kind)[0])
        return lambda values, text: tuple([each(value, text) for value in values])
    if is_dataclass(kind):
        return _record_unpacker(kind)
    return lambda value, text: value


def _choice_unpacker(kind: Any) -> Unpack:
    """What turns a value into the member that it stands for; asking the class each time takes thrice as long."""
    members = {} if kind is bool else {each.value: each for each in kind}
    return lambda value, text: members.get(value) or kind(value)


def _record_unpacker(kind: Any) -> Unpack:
    parts = [(name, unpacker(annotation), left_out(kind, name)) for name, annotation in hints(kind).items()]

    def unpack(given: dict[str, Any], text: str) -> Any:
        return kind(**{name: part(given[name], text) if name in given else blank for name, part, blank in parts})

    return unpack


def left_out(record: Any, field: str) -> Any:
    """The value that need not be written for a field: its default, else null or nothing where the type allows it."""
    (declared,) = [each for each in fields(record) if each.name == field]
    if declared.default is not MISSING:
        return declared.default
    kind, nullable = bare(hints(record)[field])
    if nullable:
        return None
    return () if get_origin(kind) is tuple else _NOTHING
