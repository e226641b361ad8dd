"""Read the Security Council's consolidated list: people and entities with the names under which they are listed.

The list is read where the user has it; nothing of it is part of this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from sourcebook.errors import UsageError
from sourcebook.records.vocabulary import ActorKind
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteer_rows import Refused, RowError
from sourcebook.resolve.names import without_remarks
from sourcebook.resolve.registry_table import GivenActor, GivenName, lists, named

ROOT = "CONSOLIDATED_LIST"
WHOSE = "United Nations Security Council Consolidated List (https://main.un.org/securitycouncil), terms of the UN"
PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
LISTED = ("INDIVIDUAL", "ENTITY")
WEAK = "low"
LARGEST = 200_000_000
_BRACKET = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_SHORT = re.compile(r"[A-Z][A-Za-z]?[A-Z/0-9-]{1,8}[A-Za-z]?")
_SEVERAL = re.compile(r"\s*;\s*|\s+/\s+|\s+alias\s+")
_SCRIPTS = (
    ("und-Arab", re.compile(r"[\u0600-\u06ff]")),
    ("und-Cyrl", re.compile(r"[\u0400-\u04ff]")),
    ("und-Hang", re.compile(r"[\uac00-\ud7af]")),
    ("und-Hani", re.compile(r"[\u4e00-\u9fff]")),
)


def is_un_list(path: Path) -> bool:
    """Whether a file is the consolidated list as XML."""
    with path.open("rb") as file:
        return ROOT.encode() in file.read(4096)


def un_rows(path: Path) -> Iterator[GivenActor | Refused]:
    """The people and entities of the list; names that the list itself calls weak are left out."""
    if path.stat().st_size > LARGEST:
        raise UsageError(f"{path} is larger than {LARGEST:,} bytes, more than the list has; check the file")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root: Any = etree.parse(str(path), parser).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise UsageError(f"{path} is no whole XML file ({error}); load the list again") from error
    for tag in LISTED:
        for node in root.iter(tag):
            try:
                yield listed(node, tag)
            except RowError as error:
                yield Refused(int(node.sourceline or 0), str(error), text_of(node, "DATAID"))


def listed(node: Any, tag: str) -> GivenActor:
    """One person or entity of the list."""
    full = named(" ".join(text for part in PARTS if (text := text_of(node, part))))
    main, *more = names_in(full)
    if not main.name:
        raise RowError("a row without a name")
    aliases = [(text_of(each, "QUALITY"), text_of(each, "ALIAS_NAME")) for each in node.iter(f"{tag}_ALIAS")]
    given = [name for quality, text in aliases if quality.casefold() != WEAK for name in names_in(text)]
    originals = names_in(text_of(node, "NAME_ORIGINAL_SCRIPT"))
    nations = [each.text.strip() for each in node.iterfind("NATIONALITY/VALUE") if each.text]
    homes = [each.text.strip() for each in node.iterfind(f"{tag}_ADDRESS/COUNTRY") if each.text]
    number = text_of(node, "DATAID")
    others = {each.name: each for each in (*more, *given, *originals) if each.name and each.name != main.name}
    return GivenActor(
        line=node.sourceline or 0,
        actor_id=number,
        name=main.name,
        kind=kind_of(tag, main.name),
        names=tuple(others.values()),
        identifiers=(("un", text_of(node, "REFERENCE_NUMBER") or number),),
        places=tuple(dict.fromkeys([*nations, *homes])),
    )


def kind_of(tag: str, name: str) -> ActorKind:
    """A person; an entity with a word of business or charity an organisation, any other an armed group."""
    if tag == "INDIVIDUAL":
        return ActorKind.PERSON
    business = frozenset(lists()["business"]["words"])
    return ActorKind.ORGANISATION if business.intersection(folded(name).split()) else ActorKind.ARMED_GROUP


def text_of(node: Any, tag: str) -> str:
    """The text of a part, with its blanks made single."""
    return " ".join((node.findtext(tag) or "").split())


def names_in(text: str) -> list[GivenName]:
    """The names in one field of the list: what stands before brackets, short forms and originals inside them.

    >>> [each.name for each in names_in("Abu Sayyaf Group (ASG)")]
    ['Abu Sayyaf Group', 'ASG']
    >>> [each.name for each in names_in("Qasem Sulaimani; Kasim Soleimani")]
    ['Qasem Sulaimani', 'Kasim Soleimani']
    """
    found: list[GivenName] = []
    for part in _SEVERAL.split(text) or [""]:
        plain = without_remarks(part)
        inside = [each for each in _BRACKET.findall(part) if _SHORT.fullmatch(each) or language_of(each)]
        found += [GivenName(named(each), language_of(each)) for each in (plain, *inside) if each]
    return found or [GivenName("")]


def language_of(text: str) -> str:
    """The script of a name that is not in Latin letters, as a language tag; empty for others.

    >>> language_of("طالبان"), language_of("Taliban")
    ('und-Arab', '')
    """
    return next((tag for tag, letters in _SCRIPTS if letters.search(text)), "")
