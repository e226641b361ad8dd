"""Facets of a claim: read from it when first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class facet(Generic[Value]):  # noqa: N801 - a decorator, named as its kin in the standard library are
    """A property that is read once, as ``functools.cached_property`` without its lock (Python 3.12 left it out too).

    >>> class Square:
    ...     side = 3
    ...     @facet
    ...     def area(self) -> int:
    ...         return self.side**2
    >>> square = Square()
    >>> square.area, vars(square)
    (9, {'area': 9})
    """

    def __init__(self, read: Callable[[Any], Value]) -> None:
        self.read = read
        self.name = read.__name__
        self.__doc__ = read.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> facet[Value]: ...

    @overload
    def __get__(self, owner: object, kind: type) -> Value: ...

    def __get__(self, owner: object | None, kind: type) -> facet[Value] | Value:
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.read(owner)
        return value
