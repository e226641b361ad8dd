"""N-Quads, written line by line: terms, literals and their escapes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "def": "urn:sourcebook:def:",
}
EDTF = "<http://id.loc.gov/datatypes/edtf/EDTF>"
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})


def term(name: str) -> str:
    """A term by its prefix.

    >>> term("rdf:type")
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
    """
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def thing(kind: str, name: str) -> str:
    """Something of ours by its id.

    >>> thing("event", "e-1"), thing("place", "temple of X")
    ('<urn:sourcebook:event:e-1>', '<urn:sourcebook:place:temple%20of%20X>')
    """
    return f"<urn:sourcebook:{kind}:{quote(name, safe='-._~')}>"


def literal(value: str | int | float | bool | date, datatype: str = "") -> str:
    """A literal with its datatype; text that cannot be UTF-8 loses its half characters.

    >>> literal("a \\"b\\"\\n"), literal(3), literal(date(2001, 2, 3))[:12]
    ('"a \\\\"b\\\\"\\\\n"', '"3"^^<http://www.w3.org/2001/XMLSchema#integer>', '"2001-02-03"')
    """
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^{term("xsd:boolean")}'
    if isinstance(value, int):
        return f'"{value}"^^{term("xsd:integer")}'
    if isinstance(value, float):
        return f'"{value!r}"^^{term("xsd:double")}'
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^{term("xsd:date")}'
    plain = value.encode("utf-8", "replace").decode("utf-8").translate(ESCAPES)
    return f'"{plain}"' + (f"^^{datatype}" if datatype else "")


@dataclass(slots=True)
class Quads:
    """Lines of one graph; the default graph where ``graph`` is empty. Empty values say nothing and are left out."""

    graph: str = ""
    lines: list[str] = field(default_factory=list)

    def add(self, subject: str, predicate: str, value: str | None) -> None:
        """One triple, its object a term already written; nothing where it is null."""
        if value is not None:
            end = f" {self.graph}" if self.graph else ""
            self.lines.append(f"{subject} {term(predicate)} {value}{end} .\n")

    def say(self, subject: str, predicate: str, value: str | int | float | bool | date | None) -> None:
        """One triple whose object is a literal."""
        if value is not None and value != "":
            self.add(subject, predicate, literal(value))

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)
