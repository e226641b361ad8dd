"""An event with all that stands behind it: what every exporter of rows asks of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sourcebook.publish.contract import BookView
from sourcebook.publish.ged_row import described_place
from sourcebook.publish.ged_sides import attacked, is_description, leading_perpetrator
from sourcebook.publish.terms import as_of
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Estimate, Event, Perpetrator, Target
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import ActorKind, Population, ReviewState, Stance


@dataclass(frozen=True)
class Facts:
    """An event, its claims and documents, and the book's actors by id."""

    event: Event
    claims: tuple[Claim, ...]
    documents: tuple[Document, ...]
    actors: Mapping[str, Actor]

    @cached_property
    def leading(self) -> Perpetrator | None:
        """The perpetrator to be named first: one that registries know, then one with a name."""
        return leading_perpetrator(self.event.perpetrators, self.actors)

    @property
    def suspects(self) -> tuple[Perpetrator, ...]:
        """Whom sources tie to the event, the leading one first; who is only denied is none."""
        held = [one for one in self.event.perpetrators if set(one.stances) != {Stance.DENIED}]
        return tuple(sorted(held, key=lambda one: one is not self.leading))

    def actor(self, perpetrator: Perpetrator | None) -> Actor | None:
        """The actor that a perpetrator is."""
        return self.actors.get(perpetrator.actor_id or "") if perpetrator else None

    def name_of(self, perpetrator: Perpetrator | None) -> str:
        """A perpetrator's name; empty for one that is only described: "gunmen"."""
        actor = self.actor(perpetrator)
        name = actor.name if actor else perpetrator.name if perpetrator else ""
        return "" if is_description(name) else name

    @property
    def by_state(self) -> bool:
        """Whether a state's force did it."""
        actor = self.actor(self.leading)
        return bool(actor and actor.kind is ActorKind.STATE_FORCE)

    @cached_property
    def attacked(self) -> tuple[Target | None, str]:
        """Who was attacked: the target, and ``state``, ``group`` or ``civilians``; empty where nothing tells."""
        return attacked(self.event)

    @cached_property
    def place_told(self) -> tuple[str, bool]:
        """The place in a source's words, and whether they make it an area around the place."""
        return described_place(self.event.place, self.claims) if self.event.place else ("", False)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The names of the sources, each once, in the order of their documents."""
        return tuple(dict.fromkeys(d.source for d in self.documents if d.source))

    @property
    def time_words(self) -> str:
        """The words by which a source dates it; empty where none does."""
        return next((claim.time_words.quote for claim in self.claims if claim.time_words), "")

    @property
    def claimants(self) -> tuple[str, ...]:
        """Who says so, in the sources' words."""
        return tuple(dict.fromkeys(claim.attributed_to for claim in self.claims if claim.attributed_to))


def facts_in(book: BookView) -> Iterator[Facts]:
    """Every event of the book with what stands behind it, sorted by id."""
    actors = {actor.actor_id: actor for actor in book.rows(Actor)}
    for event in book.rows(Event):
        yield facts_of(event, book, actors)


def facts_of(event: Event, book: BookView, actors: Mapping[str, Actor]) -> Facts:
    """One event with what stands behind it."""
    claims = tuple(claim for name in event.claim_ids if (claim := book.row(Claim, name)))
    names = sorted({*event.document_ids, *(claim.document_id for claim in claims)})
    documents = (book.row(Document, name) for name in names)
    return Facts(event, claims, tuple(d for d in documents if d), as_of(event, actors))


def is_rejected(event: Event) -> bool:
    """Whether a reviewer threw the event out."""
    return event.review is ReviewState.REJECTED


def of_population(estimate: Estimate | None, population: Population) -> int | None:
    """The part of an estimate that counts a population; null where no source tells it."""
    parts = estimate.by_population if estimate else ()
    found = next((part for part in parts if part.population is population), None)
    return None if found is None else (found.best if found.best is not None else found.low)


def with_attackers(estimate: Estimate | None, number: int | None) -> int | None:
    """A toll with the attackers' own dead, whom estimates of victims leave out."""
    if estimate is None or number is None:
        return number
    own = of_population(estimate, Population.PERPETRATORS) or 0
    return number if estimate.perpetrators_included else number + own


def best_of(estimate: Estimate | None) -> int | None:
    """The number that stands for an estimate; null where there is only an upper bound or nothing."""
    if estimate is None:
        return None
    return estimate.best if estimate.best is not None else estimate.low


def lowest_of(estimate: Estimate | None) -> int | None:
    """The lowest number of an estimate."""
    if estimate is None:
        return None
    return estimate.low if estimate.low is not None else estimate.best


def spread_of(estimate: Estimate | None) -> str:
    """An estimate in figures, where it is more than one number: "29 to 31", "12 or more".

    >>> from sourcebook.records.vocabulary import Harm
    >>> spread_of(Estimate(harm=Harm.KILLED, low=29, best=29, high=31, rule="r", perpetrators_included=False,
    ...                    by_population=(), claim_ids=()))
    '29 to 31'
    """
    if estimate is None or (estimate.low, estimate.high) == (estimate.best, estimate.best):
        return ""
    if estimate.high is None:
        return f"{lowest_of(estimate)} or more"
    return f"up to {estimate.high}" if lowest_of(estimate) is None else f"{lowest_of(estimate)} to {estimate.high}"


def listed(items: Iterable[str]) -> str:
    """Items of a list whose separator is a semicolon, each on one line and without one."""
    return "; ".join(" ".join(item.replace(";", ",").split()) for item in items if item)
