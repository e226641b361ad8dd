"""The names of private persons, withheld from what is published: a view of the book in which they do not stand.

Private is every person whom no registry knows and of whom no source says that he or she leads or founded a group:
victims, minors, suspects, witnesses. The rule works on the records, before any format sees them, so it holds in every
file that an exporter writes. Characters of quotes and texts are replaced one for one, so that offsets still fit.

What the reader did not take for a person's name is not found: look through a text before you publish it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

from sourcebook.publish.contract import BookView, CardLines
from sourcebook.publish.ged_sides import is_description
from sourcebook.publish.homes import coarsened, is_private
from sourcebook.publish.masks import WITHHELD, Mask, hidden_between, mask_for, spelled_out, words_of
from sourcebook.records.claims import Claim
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Actor, Event, Relation, Strength
from sourcebook.records.links import Copy, Failure
from sourcebook.records.review import Decision
from sourcebook.records.text import Document, Mention
from sourcebook.records.values import PlaceUse, Words
from sourcebook.records.vocabulary import ActorKind, MentionKind, PlacePrecision, RelationType
from sourcebook.resolve.placewords import place_words

Row = TypeVar("Row")
PERSON = "actor-person-"
KNOWN_BY_OFFICE = frozenset({RelationType.LEADS, RelationType.FOUNDED})
ACTOR_ID = re.compile(r"\bactor-[a-z-]+-[a-z2-7]{13}\b")
"""The id of an actor that no registry knows: made of the name, so that whoever guesses the name can check it."""
PLAIN_FIELDS = frozenset({"generated_by", "sha256", "original", "stored", "language", "country", "place_id", "rule"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Whose names may stand in an export: everybody's, or beside the public ones those named here.

    ``homes`` are names of homes that may stand with their points. Who lets names stand this time only answers ``by``
    name, and says the ``reason``.
    """

    everyone: bool = False
    names: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""


def _is_person(actor_id: str | None, kind: ActorKind | None) -> bool:
    return actor_id.startswith(PERSON) if actor_id else kind is ActorKind.PERSON


@dataclass(slots=True)
class _Private:
    """Whom a book names in private: names by document, full names by their first word, a stand-in for each id."""

    names: dict[str, set[str]] = field(default_factory=dict)
    stand_ins: dict[str, str] = field(default_factory=dict)
    full: dict[str, dict[tuple[str, ...], str]] = field(default_factory=dict)
    people: dict[str, set[str]] = field(default_factory=dict)

    def without(self, public: frozenset[str]) -> None:
        """Take out the names that are public words after all, and file the full ones."""
        self.people = {person: names for person, names in self.people.items() if names - public}
        for document_id, names in self.names.items():
            self.names[document_id] = {name for name in names if name.casefold() not in public}
            for name in sorted(self.names[document_id]):
                words = words_of(name)
                if len(words) > 1:
                    self.full.setdefault(words[0], {}).setdefault(words, name)

    def named_in(self, text: str) -> set[str]:
        """The full names that stand in a text, whatever the reader took them for there."""
        words = words_of(text)
        return {
            name
            for at, word in enumerate(words)
            for full, name in self.full.get(word, {}).items()
            if words[at : at + len(full)] == full
        }

    def take(self, document_id: str, actor_id: str | None, name: str, basis: str) -> None:
        if actor_id:
            self.stand_ins.setdefault(actor_id, content_id("person", basis, len(self.stand_ins)))
        if name and not is_description(name):
            self.names.setdefault(document_id, set()).add(" ".join(name.split()))
            self.people.setdefault(actor_id or name.casefold(), set()).add(name.casefold())


class Veil(NamedTuple):
    """What is withheld from one record: names as patterns, and where they stand in the text that it quotes."""

    masks: tuple[Mask, ...]
    quoted: tuple[tuple[int, int], ...]


class WithheldView:
    """A book seen without the names of private persons. ``withheld()`` counts what is not shown."""

    def __init__(self, book: BookView, disclosure: Disclosure) -> None:
        self.book = book
        self.lifted = frozenset(name.casefold() for name in disclosure.names)
        self.lifted_homes = frozenset(name.casefold() for name in disclosure.homes)
        self.card: CardLines | None = None
        self.addresses: set[str] = set()
        self.homes: set[tuple[str | None, ...]] = set()
        self._masks: dict[str, Mask] = {}
        self._hidden: dict[str, tuple[tuple[int, int], ...]] = {}

    @cached_property
    def public(self) -> frozenset[str]:
        """The ids of persons whom a registry or an office makes public, and of those named as lifted."""
        known = {actor.actor_id for actor in self.book.rows(Actor) if actor.identifiers}
        offices = (row.subject_id for row in self.book.rows(Relation) if row.type in KNOWN_BY_OFFICE)
        return frozenset([*known, *offices, *self._lifted_ids()])

    def _lifted_ids(self) -> Iterator[str]:
        """The ids of those whose names may stand, by whatever name a text calls them."""
        if not self.lifted:
            return
        for actor in self.book.rows(Actor):
            if self._is_lifted(actor.name):
                yield actor.actor_id
        for mention in self.book.rows(Mention):
            if mention.actor_id and self._is_lifted(mention.name or mention.words.quote):
                yield mention.actor_id

    def _is_lifted(self, name: str) -> bool:
        """Whether a name may stand: as it was given, or without some of its first words, two at least."""
        words = words_of(name)
        shorter = len(words) > 1 and any(words_of(given)[-len(words) :] == words for given in self.lifted)
        return shorter or name.casefold() in self.lifted

    @cached_property
    def private(self) -> _Private:
        """Whom the book names in private."""
        found = _Private()
        for claim in self.book.rows(Claim):
            for party in claim.parties:
                if self._is_private(party.actor_id, None, party.name):
                    found.take(claim.document_id, party.actor_id, party.name, claim.claim_id)
        for mention in self.book.rows(Mention):
            if mention.kind is MentionKind.ACTOR:
                name = mention.name or mention.words.quote
                if self._is_private(mention.actor_id, mention.actor_kind, name):
                    found.take(mention.document_id, mention.actor_id, name, mention.mention_id)
        found.without(self._public_names())
        return found

    def _public_names(self) -> frozenset[str]:
        """Names that mean something else: peoples of countries, and what is mostly taken for a place or a group."""
        votes: Counter[str] = Counter()
        for mention in self.book.rows(Mention):
            name = " ".join((mention.name or mention.words.quote).casefold().split())
            if mention.kind is MentionKind.PLACE and mention.place is not None:
                votes[name] += 1
            elif mention.kind is MentionKind.ACTOR:
                votes[name] += -1 if self._is_private(mention.actor_id, mention.actor_kind, name) else 1
        demonyms = {name.casefold() for name in place_words().demonyms}
        return frozenset(demonyms | {name for name, votes_for in votes.items() if votes_for > 0})

    def _is_private(self, actor_id: str | None, kind: ActorKind | None, name: str) -> bool:
        person = _is_person(actor_id, kind) or name.casefold() in self._misread
        return person and actor_id not in self.public and not self._is_lifted(name)

    @cached_property
    def _misread(self) -> frozenset[str]:
        """Names taken for a group's that end in the full name of a person of the same document.

        "Quispe Landa" is a person, so "Mateo Quispe Landa" is no organisation.
        """
        people: dict[str, set[tuple[str, ...]]] = {}
        others: list[tuple[str, str]] = []
        for mention in self.book.rows(Mention):
            name = mention.name or mention.words.quote
            if mention.kind is MentionKind.ACTOR and _is_person(mention.actor_id, mention.actor_kind):
                people.setdefault(mention.document_id, set()).add(words_of(name))
            elif mention.kind is MentionKind.ACTOR:
                others.append((mention.document_id, name))
        return frozenset(
            name.casefold()
            for document_id, name in others
            for full in people.get(document_id, ())
            if len(full) > 1 and len(words_of(name)) > len(full) and words_of(name)[-len(full) :] == full
        )

    @cached_property
    def _public_words(self) -> Mapping[str, frozenset[str]]:
        """The words of places and public actors that each document names: a street keeps its name."""
        words: dict[str, set[str]] = {}
        for mention in self.book.rows(Mention):
            name = mention.name or mention.words.quote
            of_actor = mention.kind is MentionKind.ACTOR and not self._is_private(
                mention.actor_id, mention.actor_kind, name
            )
            if of_actor or (mention.kind is MentionKind.PLACE and mention.place is not None):
                words.setdefault(mention.document_id, set()).update(word.casefold() for word in name.split())
        return {document_id: frozenset(found) for document_id, found in words.items()}

    def mask(self, document_id: str) -> Mask:
        """What to withhold of a document."""
        if document_id not in self._masks:
            names = self.private.names.get(document_id, set()) | self._named_elsewhere(document_id)
            public = self._public_words.get(document_id, frozenset()) if names else frozenset()
            self._masks[document_id] = mask_for(sorted(names), public)
        return self._masks[document_id]

    def _named_elsewhere(self, document_id: str) -> set[str]:
        """Full names of private persons of other documents that stand in this one too."""
        document = self.book.row(Document, document_id) if self.private.full else None
        return self.private.named_in(f"{document.title or ''}\n{document.text}") if document else set()

    def rows(self, record: type[Row], /) -> Iterator[Row]:
        """All records of a type, sorted by id as the book has them, without the names."""
        return (self._without(row) for row in self.book.rows(record))

    def row(self, record: type[Row], record_id: str, /) -> Row | None:
        """The record with this id, without the names."""
        if record is Actor:
            record_id = self._behind.get(record_id, record_id)
        found = self.book.row(record, record_id)
        return None if found is None else self._without(found)

    @cached_property
    def _behind(self) -> Mapping[str, str]:
        return {stand_in: actor_id for actor_id, stand_in in self.private.stand_ins.items()}

    def origin_groups(self) -> Mapping[str, str]:
        """The origin group of each document."""
        return self.book.origin_groups()

    def claim_events(self) -> Mapping[str, str]:
        """The event of each claim that has one."""
        return self.book.claim_events()

    def paths_behind(self, failure: Failure, /) -> Sequence[str]:
        """The paths of the documents that a failure concerns."""
        return self.book.paths_behind(failure)

    @cached_property
    def _anywhere(self) -> Mask:
        """All names of the book as one pattern, whatever document they are from."""
        names = {name for named in self.private.names.values() for name in named}
        public = frozenset(word for words in self._public_words.values() for word in words)
        return mask_for(sorted(names), public)

    def without_names(self, text: str) -> str:
        """Words that no record of the book holds, those of an earlier publication, without the names."""
        return self._anywhere.told(text)

    def withheld(self) -> tuple[tuple[str, int], ...]:
        """How many persons are not named, how many addresses and homes are not given."""
        counts = (
            ("private persons not named", len(self.private.people)),
            ("addresses that spell a withheld name", len(self.addresses)),
            ("places of private persons told to their district only", len(self.homes)),
        )
        return tuple((what, number) for what, number in counts if number)

    def _without(self, row: Row) -> Row:
        if isinstance(row, Copy):
            return row
        if isinstance(row, Actor) and row.actor_id in self.private.stand_ins:
            stand_in = self.private.stand_ins[row.actor_id]
            return replace(row, actor_id=stand_in, name=WITHHELD, aliases=(), identifiers=())
        if isinstance(row, Decision) and row.value:
            row = cast(Row, replace(row, value=spelled_out(row.value)))
        masks = tuple(mask for name in self._documents_of(row) if (mask := self.mask(name)).pattern)
        quoted = self._hidden_in(row.document_id) if masks and isinstance(row, Claim | Mention) else ()
        found = self._walked(row, Veil(masks, quoted))
        return cast(Row, self._addressed(found, row, masks)) if isinstance(found, Document) else found

    def _hidden_in(self, document_id: str) -> tuple[tuple[int, int], ...]:
        """Where names stand in the text of a document: what is hidden there is hidden in every quote from it."""
        if document_id not in self._hidden:
            document = self.book.row(Document, document_id)
            self._hidden[document_id] = self.mask(document_id).spans(document.text if document else "")
        return self._hidden[document_id]

    def _documents_of(self, row: object) -> Iterable[str]:
        match row:
            case Document(document_id=name) | Claim(document_id=name) | Mention(document_id=name):
                return (name,)
            case Relation(document_ids=names):
                return names
            case Event(claim_ids=claims) | Actor(claim_ids=claims) | Strength(claim_ids=claims):
                found = (self.book.row(Claim, claim_id) for claim_id in claims)
                return dict.fromkeys(claim.document_id for claim in found if claim)
            case _:
                return tuple(self.private.names)

    def _addressed(self, found: Document, row: object, masks: Sequence[Mask]) -> Document:
        """The document without an address or a path that spells a name."""
        given = cast(Document, row)
        changed: dict[str, Any] = {}
        if given.url and any(mask.spells(given.url) for mask in masks):
            self.addresses.add(given.url)
            changed["url"] = None
        if any(mask.spells(given.path) for mask in masks):
            changed["path"] = WITHHELD
        return replace(found, **changed) if changed else found

    def _walked(self, value: Any, veil: Veil, name: str = "") -> Any:
        """A value with every name in it withheld; the same object where there is none."""
        if isinstance(value, str):
            return self._string(value, veil.masks, name)
        if isinstance(value, tuple):
            walked = tuple(self._walked(each, veil, name) for each in value)
            return walked if any(a is not b for a, b in zip(walked, value, strict=True)) else value
        if isinstance(value, PlaceUse):
            value = self._coarsened(value, veil.masks)
        if isinstance(value, Words):
            hidden = hidden_between(value.quote, value.start, veil.quoted)
            return value if hidden == value.quote else replace(value, quote=hidden)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        return self._record(value, veil)

    def _coarsened(self, place: PlaceUse, masks: Sequence[Mask]) -> PlaceUse:
        """A private person's place told to its district: by what it is called, or by whose name it bears."""
        if place.precision is not PlacePrecision.SITE or place.name.casefold() in self.lifted_homes:
            return place
        if not is_private(place.name) and _all(masks, "told", place.name) == place.name:
            return place
        self.homes.add((place.name, place.admin2, place.country))
        return coarsened(place)

    def _record(self, value: Any, veil: Veil) -> Any:
        changed = {}
        for each in fields(value):
            before = getattr(value, each.name)
            after = self._walked(before, veil, each.name)
            if after is not before:
                changed[each.name] = after
        return replace(value, **changed) if changed else value

    def _string(self, value: str, masks: Sequence[Mask], name: str) -> str:
        if "actor-" in value:
            value = ACTOR_ID.sub(lambda found: self.private.stand_ins.get(found[0], found[0]), value)
        if not masks or name in PLAIN_FIELDS or name.endswith(("_id", "_ids")) or type(value) is not str:
            return value
        return _all(masks, "hidden" if name == "text" else "told", value)


def _all(masks: Sequence[Mask], way: str, text: str) -> str:
    for mask in masks:
        text = getattr(mask, way)(text)
    return text
