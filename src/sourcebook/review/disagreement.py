"""The table of disagreement: a row for each independent origin, a column for each field, differing cells marked.

A cell holds what the claims of one origin say about one field, each value once, each with the words that say it. A
value differs where the event as a whole tells otherwise; nothing is overwritten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sourcebook.records.claims import Claim, Party
from sourcebook.records.knowledge import Event, Origin
from sourcebook.records.text import Document
from sourcebook.records.values import Figure, TimeRange, Words
from sourcebook.records.vocabulary import Composition, PlacePrecision, Population, Role, Stance
from sourcebook.records.wording import NO_VALUE, count_words, estimate_words, place_words, sentence_of, time_words

MOST_NAMES = 2
"""Names that the heading row shows of perpetrators and targets; the page lists all above the table."""
NEAR_DEGREES = 0.25
"""Two points closer than this, some 25 km, are drawn and told as one place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One value that one claim gives, and where its words stand; ``overtaken``: the source itself withdrew it."""

    text: str
    claim: Claim
    words: Words
    differs: bool = False
    overtaken: bool = False

    @property
    def sentence(self) -> str:
        """The sentence that says it."""
        return " ".join(sentence_of(self.claim, self.words).quote.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one origin says about one field."""

    field: str
    said: tuple[Said, ...]

    @property
    def differs(self) -> bool:
        """Whether all that the origin says differs from what the event tells."""
        return bool(self.said) and all(one.differs for one in self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One independent origin: its name, its documents with their claims, and its cells."""

    origin: Origin
    name: str
    documents: tuple[tuple[Document, tuple[Claim, ...]], ...]
    cells: tuple[Cell, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        """Whoever is said to say so, in the texts' words."""
        given = (claim.attributed_to for _, claims in self.documents for claim in claims)
        return tuple(dict.fromkeys(name for name in given if name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column: its name, what the event tells, the rule that chose it, and whether origins disagree on it."""

    name: str
    label: str
    chosen: str
    rule: str
    contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The whole table."""

    fields: tuple[Field, ...]
    rows: tuple[Row, ...]


Reader = Callable[[Event, Claim], Iterator[Said]]


def times_said(event: Event, claim: Claim) -> Iterator[Said]:
    """When it was, as one claim says."""
    if claim.time.earliest:
        differs = not _overlap(event.time, claim.time)
        yield Said(text=time_words(claim.time), claim=claim, words=claim.time_words or claim.words, differs=differs)


def _overlap(one: TimeRange, other: TimeRange) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest


def places_said(event: Event, claim: Claim) -> Iterator[Said]:
    """Where it was, as one claim says."""
    place, chosen = claim.place, event.place
    if place is None:
        return
    differs = chosen is not None and place.name != chosen.name
    if differs and chosen and None not in (place.latitude, chosen.latitude):
        apart = (
            abs((place.latitude or 0) - (chosen.latitude or 0)),
            abs((place.longitude or 0) - (chosen.longitude or 0)),
        )
        differs = max(apart) > NEAR_DEGREES
    if chosen and PlacePrecision.COUNTRY in (place.precision, chosen.precision):
        differs = place.country != chosen.country
    yield Said(text=place_words(place, units=0), claim=claim, words=claim.place_words or claim.words, differs=differs)


def parties_said(role: Role) -> Reader:
    """Who took part in one role, as a claim says, with the stance that it takes."""

    def read(event: Event, claim: Claim) -> Iterator[Said]:
        known = {one.name.casefold() for one in event.perpetrators} | {one.actor_id for one in event.perpetrators}
        for party in claim.parties:
            if party.role is role:
                denied = party.stance is Stance.DENIED
                unknown = role is Role.PERPETRATOR and not {party.name.casefold(), party.actor_id} & known
                yield Said(text=_party(party), claim=claim, words=party.words or claim.words, differs=denied or unknown)

    return read


def _party(party: Party) -> str:
    return party.name if party.stance is Stance.STATED else f"{party.name} ({party.stance})"


def weapons_said(event: Event, claim: Claim) -> Iterator[Said]:
    """What it was done with, as one claim says."""
    for weapon in claim.weapons:
        yield Said(text=weapon.type.replace("_", " "), claim=claim, words=weapon.words)


def figures_said(harm: str) -> Reader:
    """How many were harmed so, as a claim says; parts of a total are told as parts."""

    def read(event: Event, claim: Claim) -> Iterator[Said]:
        estimate = getattr(event, harm)
        best = estimate and (estimate.best if estimate.best is not None else estimate.low)
        for figure in claim.figures:
            if figure.harm == harm:
                part = figure.composition is Composition.PART
                number = next((n for n in (figure.best, figure.low, figure.high) if n is not None), None)
                differs = not part and best is not None and number != best
                yield Said(
                    text=_count(figure),
                    claim=claim,
                    words=figure.words,
                    differs=differs and not figure.superseded,
                    overtaken=figure.superseded,
                )

    return read


def _count(figure: Figure) -> str:
    whom = "" if figure.population in (Population.PEOPLE, Population.UNKNOWN) else f" {figure.population}"
    part = ", a part" if figure.composition is Composition.PART else ""
    return f"{count_words(figure.low, figure.best, figure.high)}{whom}{part}"


FIELDS: Mapping[str, tuple[str, Reader]] = {
    "time": ("When", times_said),
    "place": ("Where", places_said),
    "perpetrators": ("By whom", parties_said(Role.PERPETRATOR)),
    "targets": ("Against", parties_said(Role.TARGET)),
    "weapons": ("With", weapons_said),
    **{
        harm: (harm.capitalize(), figures_said(harm))
        for harm in ("killed", "injured", "missing", "kidnapped", "arrested")
    },
}
ALWAYS = ("time", "place", "perpetrators", "killed", "injured")


def versions(event: Event, claims: Sequence[Claim], documents: Mapping[str, Document]) -> Versions:
    """The table of an event: columns that nobody speaks of are left out, but for the five that matter most."""
    by_id = {claim.claim_id: claim for claim in claims}
    rows = [_row(event, origin, by_id, documents) for origin in event.origins]
    spoken = {cell.field for row in rows for cell in row.cells if cell.said}
    names = [name for name in FIELDS if name in spoken or name in ALWAYS]
    kept = (
        Row(
            origin=row.origin,
            name=row.name,
            documents=row.documents,
            cells=tuple(cell for cell in row.cells if cell.field in names),
        )
        for row in rows
    )
    return Versions(fields=tuple(_field(event, name) for name in names), rows=tuple(sorted(kept, key=_published)))


def witnesses(told: Versions) -> list[tuple[str, int]]:
    """Who tells an event, and in how many documents, the most frequent first."""
    found: Counter[str] = Counter()
    for row in told.rows:
        found[row.name] += len(row.documents)
    return found.most_common()


def _published(row: Row) -> tuple[str, str]:
    days = [document.published_on.isoformat() for document, _ in row.documents if document.published_on]
    return min(days, default="9999"), row.origin.origin_id


def _row(event: Event, origin: Origin, claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> Row:
    own = [claims[name] for name in origin.claim_ids if name in claims]
    told: dict[str, list[Claim]] = {}
    for claim in sorted(own, key=lambda one: (one.document_id, one.position)):
        told.setdefault(claim.document_id, []).append(claim)
    listed = tuple((documents[name], tuple(said)) for name, said in told.items() if name in documents)
    name = origin_name(origin, documents)
    cells = tuple(Cell(field=field, said=_once(event, own, read)) for field, (_, read) in FIELDS.items())
    return Row(origin=origin, name=name, documents=listed, cells=cells)


def origin_name(origin: Origin, documents: Mapping[str, Document]) -> str:
    """What an origin is called: its outlet, else the file of the report."""
    return documents[origin.name].path if origin.name in documents else origin.name


def _once(event: Event, claims: Sequence[Claim], read: Reader) -> tuple[Said, ...]:
    """Each value once, where it is said first; parts after wholes."""
    found: dict[str, Said] = {}
    for claim in claims:
        for said in read(event, claim):
            found.setdefault(said.text, said)
    return tuple(sorted(found.values(), key=lambda said: ("a part" in said.text, said.overtaken)))


def _field(event: Event, name: str) -> Field:
    value = getattr(event, name)
    rule = ""
    match name:
        case "time":
            chosen, rule = time_words(event.time), str(event.time.basis)
        case "place":
            chosen = place_words(value, units=0) if value else NO_VALUE
        case "perpetrators" | "targets":
            names = list(dict.fromkeys(one.name for one in value))
            more = "; …" if len(names) > MOST_NAMES else ""
            chosen = "; ".join(names[:MOST_NAMES]) + more or NO_VALUE
        case "weapons":
            chosen = ", ".join(each.replace("_", " ") for each in value) or NO_VALUE
        case _:
            chosen, rule = estimate_words(value), value.rule if value else ""
    return Field(name=name, label=FIELDS[name][0], chosen=chosen, rule=rule, contested=name in event.contested)
