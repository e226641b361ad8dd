"""What would be told if: the same figures by another rule, the same claims with one decision more or one fewer.

Events are a function of claims and decisions, so a question about them is answered without writing anything: the
claims of the clusters in question are read with the decisions as they would stand, and told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sourcebook import reconcile
from sourcebook.reconcile import by_rule, sums
from sourcebook.reconcile.edits import EDITS, without_rejected
from sourcebook.reconcile.estimates import reckoned
from sourcebook.reconcile.figure_rules import RULES
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Event
from sourcebook.records.links import Evidence
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Harm
from sourcebook.run import default_settings
from sourcebook.store import Book, journal, runs
from sourcebook.store.feeds import Feed

HARMS = (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.KIDNAPPED, Harm.ARRESTED)
Estimates = by_rule.Estimates


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The events that some claims tell now, and those that they would tell."""

    before: tuple[Event, ...]
    after: tuple[Event, ...]

    @property
    def gone(self) -> tuple[Event, ...]:
        """Events that would be told no more, or otherwise."""
        return tuple(event for event in self.before if event not in self.after)

    @property
    def new(self) -> tuple[Event, ...]:
        """Events as they would be told."""
        return tuple(event for event in self.after if event not in self.before)


def fields() -> tuple[str, ...]:
    """The fields of an event that a person can set."""
    return tuple(EDITS)


def rules() -> tuple[str, ...]:
    """The names of the rules by which a figure can be chosen."""
    return tuple(RULES)


def clusters_of(book: Book, claim_ids: Iterable[str]) -> list[str]:
    """The clusters of linked claims in which these stand."""
    query = "SELECT cluster_id FROM members WHERE stage = 'clusters' AND member_id = ?"
    found = (book.connection.execute(query, (each,)).fetchone() for each in claim_ids)
    return sorted({row[0] for row in found if row})


def evidence_of(book: Book, clusters: Sequence[str]) -> list[Evidence]:
    """The claims of some clusters with all that is known of them."""
    feed = Feed(book, "events")
    return [evidence for cluster in clusters for evidence in feed.of(cluster)]


def figures_by_rule(book: Book, event: Event) -> Mapping[Harm, Estimates]:
    """What each rule would make of the event's figures, a person's own figures left out."""
    own = set(event.claim_ids)
    told = evidence_of(book, clusters_of(book, event.claim_ids[:1]))
    evidence = sorted((one for one in told if one.claim_id in own), key=lambda one: one.claim_id)
    return by_rule.figures_by_rule(evidence, _options(book))


def figures_of_book(book: Book, harm: Harm) -> Iterator[tuple[Event, Estimates]]:
    """What each rule would make of the figures of every event that has some, a person's own figures left out."""
    options = _options(book)
    for event in book.rows(Event):
        if getattr(event, harm.value) is None:
            continue
        own = set(event.claim_ids)
        evidence = without_rejected(
            [one for one in evidence_of(book, clusters_of(book, event.claim_ids[:1])) if one.claim_id in own]
        )
        origins = {name: origin.origin_id for origin in event.origins for name in origin.claim_ids}
        origins |= {one.claim_id: one.claim_id for one in evidence if one.claim_id not in origins}
        yield (
            event,
            {
                rule: reckoned(evidence, origins, harm, event.time.latest, replace(options, figure_rule=rule)).estimate
                for rule in RULES
            },
        )


def _options(book: Book) -> reconcile.Options:
    settings = runs.settings_of(book.connection, default_settings())
    found: reconcile.Options = settings.reconcile
    return found


def change_by(book: Book, decision: Decision) -> Change:
    """What a decision, not yet recorded, would change."""
    standing = journal.standing([*journal.decisions(book.connection), decision])
    now = journal.live(book.connection).by_id
    differing = [each for each in standing if each.decision_id not in now]
    kept = {each.decision_id for each in standing}
    differing += [each for name, each in now.items() if name not in kept]
    claim_ids = {claim_id for each in [*differing, decision] for claim_id in each.subject_ids}
    evidence = evidence_of(book, clusters_of(book, sorted(claim_ids)))
    tell = reconcile.event_teller(_options(book))
    return Change(before=tuple(tell(evidence)), after=tuple(tell([_with(one, standing) for one in evidence])))


def told_by_program(book: Book, event: Event) -> Event | None:
    """The event as it would be told if nobody had decided anything: the one that shares most claims with it."""
    evidence = [replace(one, decisions=()) for one in evidence_of(book, clusters_of(book, event.claim_ids))]
    own = set(event.claim_ids)
    told = reconcile.event_teller(_options(book))(evidence)
    return max(told, key=lambda each: (len(own & set(each.claim_ids)), each.event_id), default=None)


def sums_over(book: Book, event: Event) -> list[tuple[Claim, tuple[str, ...]]]:
    """The statements about many incidents that count this one, each with why; its figures are never added to them."""
    if event.time.earliest is None or event.time.latest is None:
        return []
    counted = book.sums_at(event.time.earliest, event.time.latest)
    found = [(claim, sums.contains(claim, event)) for claim in counted]
    return [(claim, reasons) for claim, reasons in found if reasons]


def edited_by(event: Event, field: str, value: object) -> Event:
    """The event with one field set as a person set it; a rule named for a figure leaves it as it is."""
    return EDITS[field](event, value) if field in EDITS else event


def _with(evidence: Evidence, standing: Sequence[Decision]) -> Evidence:
    named = tuple(decision for decision in standing if evidence.claim_id in decision.subject_ids)
    return replace(evidence, decisions=named)
