"""What changed from one publication to the next: events added, withdrawn and told otherwise, each with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from sourcebook.agreement import is_coding
from sourcebook.publish.headlines import days_of, headline
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.records.wording import REVIEW, estimate_words, kind_words, perpetrator_words, place_words
from sourcebook.review.history import words_of
from sourcebook.site.holdings import Holdings, name_of
from sourcebook.store import journal

ADDED, CHANGED, WITHDRAWN = "added", "changed", "withdrawn"
HARMS = ("killed", "injured", "missing", "kidnapped", "arrested")
MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a publication told of one event: its title, its values in words, and what they rest on."""

    title: str
    fields: Mapping[str, str]
    claims: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One correction: an event added or withdrawn, or one value told otherwise, and why."""

    event: str
    title: str
    kind: str
    why: str
    field: str = ""
    before: str = ""
    after: str = ""
    published_on: str = ""

    @property
    def said(self) -> str:
        """The correction in one line."""
        return f"{self.field}: {self.before} → {self.after}" if self.field else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One publication in the log: its day, its number, how many events it told, what changed."""

    published_on: str
    edition: str
    events: int
    first: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def summary(self) -> str:
        """How many events were added, changed and withdrawn."""
        events: dict[str, set[str]] = {}
        for change in self.changes:
            events.setdefault(change.kind, set()).add(change.event)
        return ", ".join(f"{len(events[kind])} {kind}" for kind in (ADDED, CHANGED, WITHDRAWN) if kind in events)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The publication before this one: what it told, when, by which program, and its own log."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    made_at: str = ""
    program: str = ""
    log: tuple[Issue, ...] = ()


def fact_of(event: Event) -> Fact:
    """What is told of an event."""
    told = {
        "what": kind_words(event),
        "when": days_of(event.time),
        "where": place_words(event.place),
        "by whom": "; ".join(map(perpetrator_words, event.perpetrators)) or "nobody named",
        **{harm: estimate_words(getattr(event, harm)) for harm in HARMS},
        "contested": ", ".join(event.contested) or "nothing",
        "review": REVIEW[event.review],
    }
    plain = {name: value.replace("\N{NO-BREAK SPACE}", " ") for name, value in told.items()}
    return Fact(title=headline(event), fields=plain, claims=event.claim_ids, documents=event.document_ids)


def facts_of(holdings: Holdings) -> dict[str, Fact]:
    """What is told of every event that is published."""
    return {event.event_id: fact_of(event) for event in holdings.events}


@dataclass(frozen=True)
class Corrections:
    """This publication beside the one before it."""

    holdings: Holdings
    now: Mapping[str, Fact]
    before: Before
    program: str

    def changes(self) -> Iterator[Change]:
        """Every correction: withdrawn events first, then those told otherwise, then those added."""
        for event_id, fact in sorted(self.before.facts.items()):
            if event_id not in self.now:
                yield Change(event=event_id, title=fact.title, kind=WITHDRAWN, why=self._why_withdrawn(event_id, fact))
        for event_id, fact in sorted(self.now.items()):
            former = self.before.facts.get(event_id)
            if former is not None:
                yield from self._told_otherwise(event_id, former, fact)
        for event_id, fact in sorted(self.now.items()):
            if event_id not in self.before.facts:
                yield Change(event=event_id, title=fact.title, kind=ADDED, why=self._why_added(event_id, fact))

    def _told_otherwise(self, event_id: str, former: Fact, fact: Fact) -> Iterator[Change]:
        names = [name for name in fact.fields if former.fields.get(name, "–") != fact.fields[name]]
        if not names:
            return
        why = self._why(event_id, former, fact)
        for name in names:
            before, after = former.fields.get(name, "–"), fact.fields[name]
            yield Change(
                event=event_id, title=fact.title, kind=CHANGED, field=name, before=before, after=after, why=why
            )

    def _why(self, event_id: str, former: Fact, fact: Fact) -> str:
        subjects = {*former.claims, *fact.claims, *former.documents, *fact.documents, *self._actors(event_id)}
        reasons = [*self._decided(subjects), *self._read(former.documents, fact.documents)]
        return "; ".join(reasons) or self._otherwise()

    def _why_withdrawn(self, event_id: str, fact: Fact) -> str:
        told_now = {self.holdings.event_of[name] for name in fact.claims if name in self.holdings.event_of}
        decided = self._decided(set(fact.claims))
        if event_id in self.holdings.rejected:
            return "; ".join(decided) or "a reviewer rejected it"
        if told_now:
            titles = "; ".join(sorted(self.now[name].title for name in told_now if name in self.now)[:MOST_NAMED])
            return "; ".join([f"its reports are told as part of: {titles}", *decided])
        gone = [name for name in fact.documents if name not in self.holdings.documents]
        return "its reports were taken out of the book" if gone else "; ".join(decided) or self._otherwise()

    def _why_added(self, event_id: str, fact: Fact) -> str:
        former = {name for name, old in self.before.facts.items() if set(old.claims) & set(fact.claims)}
        known = {name for old in self.before.facts.values() for name in old.documents}
        decided = self._decided(set(fact.claims))
        if former:
            titles = "; ".join(sorted(self.before.facts[name].title for name in former)[:MOST_NAMED])
            return "; ".join([f"was told as part of: {titles}", *decided])
        new = [name for name in fact.documents if name not in known]
        return "; ".join([*decided, *self._read((), new)]) if new or decided else self._otherwise()

    def _actors(self, event_id: str) -> set[str]:
        """Who did it, as told now: people judge actors, and events are told otherwise for it."""
        event = self.holdings.view.row(Event, event_id)
        return {one.actor_id for one in event.perpetrators if one.actor_id} if event else set()

    def _decided(self, subjects: set[str]) -> list[str]:
        """What people decided about claims, documents or actors since the last publication, with their reasons."""
        said = []
        for decision in self._since:
            if subjects & set(decision.subject_ids):
                words = words_of(decision, self._journal.get(decision.supersedes or ""))
                reason = decision.reason if decision.field != journal.UNDO else ""
                said.append(f"a reviewer {words}" + (f" ({reason})" if reason else ""))
        return list(dict.fromkeys(said))

    @cached_property
    def _journal(self) -> dict[str, Decision]:
        return {decision.decision_id: decision for decision in self.holdings.view.rows(Decision)}

    @cached_property
    def _since(self) -> Sequence[Decision]:
        told = (each for each in self.holdings.view.rows(Decision) if each.decided_at > self.before.made_at)
        found = (each for each in told if each.field != journal.PUBLISH and not is_coding(each))
        return sorted(found, key=lambda decision: (decision.decided_at, decision.decision_id))

    def _read(self, former: Sequence[str], now: Sequence[str]) -> list[str]:
        """Reports that came and went."""
        new = [self.holdings.documents[name] for name in now if name not in former and name in self.holdings.documents]
        gone = [name for name in former if name not in now]
        said = []
        if new:
            titles = "; ".join(document.title or name_of(document) for document in new[:MOST_NAMED])
            more = f" and {len(new) - MOST_NAMED} more" if len(new) > MOST_NAMED else ""
            said.append(f"further reports: {titles}{more}")
        if gone:
            said.append(f"{len(gone)} of its reports {'is' if len(gone) == 1 else 'are'} no longer among its sources")
        return said

    def _otherwise(self) -> str:
        if self.program != self.before.program:
            return "another version of the program reads it otherwise"
        return "its reports were compared anew with others"


def counted_by_kind(changes: Sequence[Change]) -> Counter[str]:
    """How many corrections of each kind."""
    return Counter(change.kind for change in changes)


def issue_from(given: Mapping[str, Any]) -> Issue:
    """A publication of the log as its JSON tells it."""
    changes = tuple(Change(**change) for change in given.get("changes", ()))
    return Issue(**{**given, "changes": changes})


def as_json(issues: Sequence[Issue]) -> list[dict[str, Any]]:
    """The log as JSON."""
    return [asdict(issue) for issue in issues]
