"""The pages of a publication: what each shows, drawn by the app's own templates where the app has the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment

from sourcebook.agreement import Card, Pair
from sourcebook.agreement.card import lines_of
from sourcebook.publish.headlines import headline, tolls
from sourcebook.publish.lifting import Lift
from sourcebook.publish.profile import drawn, genealogy_of
from sourcebook.publish.profile.genealogy import gathered
from sourcebook.publish.profile.offices import Shelves
from sourcebook.publish.profile.over_time import kind_over_time
from sourcebook.records.claims import Claim
from sourcebook.records.grading import GRADE_RULE, grade_of
from sourcebook.records.knowledge import Actor, Event, Relation
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import RelationType
from sourcebook.records.wording import counted, on_one_line
from sourcebook.review.actors import DESCENT, Tie, strength_chart
from sourcebook.review.disagreement import versions
from sourcebook.review.drawings import calendar, calendar_of, toll_charts
from sourcebook.review.event_page import RULE_WORDS, clauses, times_by_origin
from sourcebook.review.history import Told
from sourcebook.review.offices import ListedOffice, listed_offices
from sourcebook.review.rendering import environment, reader_link
from sourcebook.site.charts import Map, spot_of, timeline_of
from sourcebook.site.corrections import HARMS, Change, Issue
from sourcebook.site.edition import Edition
from sourcebook.site.holdings import Holdings, name_of
from sourcebook.site.outlines import Window

TEMPLATES = Path(__file__).parent / "templates"
MOST_WORDS = 60
"""A quote longer than this is cut: evidence, not a reprint."""
MOST_SENTENCES, MOST_EVENTS = 12, 100


class Page(NamedTuple):
    """A file with the template that draws it, its section of the menu, its heading and what it shows."""

    file: str
    template: str
    section: str
    heading: str
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldBy:
    """By what a book was told: the program's digest, when, with which settings, by which readers."""

    program: str
    began_at: str
    settings: str
    readers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Around:
    """What pages show beside the book's own records."""

    edition: Edition
    edition_id: str
    map: Map
    window: Window
    card: Card
    coders: Sequence[Pair]
    log: Sequence[Issue]
    history: Mapping[str, Sequence[Told]]
    told_by: ToldBy
    attributions: Sequence[str]
    lifts: Sequence[Lift]
    downloads: Sequence[Mapping[str, Any]]
    skipped: Sequence[tuple[str, str]]


def shortened(text: str) -> str:
    """The words of a quote, at most so many.

    >>> shortened(" ".join(["word"] * 70))[-13:]
    'word word [...]'[-13:]
    """
    words = text.split()
    return " ".join(words) if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS]) + " [...]"


def drawing_board() -> Environment:
    """The app's templates in the frame of a publication."""
    made = environment(TEMPLATES)
    made.globals |= {"frame": "site.html", "published": True, "name_of": name_of, "reader_link": reader_link}
    made.filters["evidence"] = shortened
    return made


@dataclass(frozen=True)
class Pages:
    """All pages of one publication."""

    holdings: Holdings
    around: Around

    def all(self) -> Iterator[Page]:
        """Every page, the overview first."""
        yield self.overview()
        yield from map(self.event, self.holdings.events)
        yield self.actors()
        yield from map(self.actor, self.holdings.actors.values())
        yield self.sources()
        yield from map(self.source, self.holdings.documents.values())
        yield self.method()
        title = "Corrections"
        yield Page("corrections.html", "site_corrections.html", title, title, {"log": self.around.log})
        told = {"downloads": self.around.downloads, "skipped": self.around.skipped}
        yield Page("downloads.html", "site_downloads.html", "Downloads", "Downloads", told)

    def describes(self, page: Page) -> str:
        """A page in one sentence, for whoever links to it."""
        if event := page.told.get("event"):
            said = ", ".join(tolls(event)) or "no count of dead or injured"
            sources = counted(len(event.document_ids), "document")
            return on_one_line(f"{headline(event)}: {said}; told by {sources}.")
        if page.file == "index.html":
            return f"{counted(len(self.holdings.events), 'event')}, each figure with the words that state it."
        return f"{page.heading}: {self.around.edition.title}."

    def overview(self) -> Page:
        """All events on a map, a timeline and in a table."""
        told = {
            "counts": self.holdings.counts,
            "events": self.holdings.events,
            "map": self.around.map,
            "drawn": timeline_of(self.holdings.events),
            "card": self.around.card,
        }
        return Page("index.html", "site_overview.html", "Overview", self.around.edition.title, told)

    def event(self, event: Event) -> Page:
        """One event as the app shows it, without what only a reviewer needs."""
        held = [self.holdings.claims[name] for name in event.claim_ids if name in self.holdings.claims]
        names = {claim.document_id for claim in held} | set(event.document_ids)
        documents = {name: self.holdings.documents[name] for name in sorted(names) if name in self.holdings.documents}
        told = {
            "event": event,
            "claims": sorted(held, key=lambda c: (_day(documents.get(c.document_id)), c.document_id, c.position)),
            "documents": documents,
            "versions": versions(event, held, documents),
            "charts": toll_charts(event),
            "calendar": calendar(event.time, times_by_origin(event, held, documents)),
            "graded": grade_of(event),
            "grade_rule": GRADE_RULE,
            "sums": (),
            "reasons": clauses(event.reasons),
            "rules": {harm: () for harm in HARMS if getattr(event, harm)},
            "rule_words": RULE_WORDS,
            "history": self.around.history.get(event.event_id, ()),
            "changes": self._changes.get(event.event_id, ()),
            "map": self.around.map,
            "spot": spot_of(event, self.around.map, self.around.window),
            "blind": False,
        }
        return Page(f"events/{event.event_id}.html", "site_event.html", "Overview", headline(event), told)

    @cached_property
    def _changes(self) -> Mapping[str, Sequence[Change]]:
        found: dict[str, list[Change]] = {}
        for issue in self.around.log:
            for change in issue.changes:
                found.setdefault(change.event, []).append(change)
        return found

    def actors(self) -> Page:
        """All actors that have a page, those of most events first."""
        ties, acts = self.holdings.ties, self.holdings.acts_of
        rows = [
            {
                "actor_id": actor.actor_id,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                "aliases": len(actor.aliases),
                "ties": len(ties.get(actor.actor_id, ())),
                "events": len(acts.get(actor.actor_id, ())),
            }
            for actor in self.holdings.actors.values()
        ]
        listed = sorted(rows, key=lambda row: (-row["events"], -row["ties"], row["name"]))  # type: ignore[operator]
        return Page("actors.html", "site_actors.html", "Actors", "Actors", {"listed": listed})

    def actor(self, actor: Actor) -> Page:
        """The profile of one actor, as the app shows it."""
        ties = [self._tie(each, actor.actor_id) for each in self.holdings.ties.get(actor.actor_id, ())]
        leaders = [tie for tie in ties if tie.relation.type is RelationType.LEADS]
        descent = [tie for tie in ties if tie.relation.type in DESCENT]
        strengths = self.holdings.strengths.get(actor.actor_id, ())
        events = list(self.holdings.acts_of.get(actor.actor_id, ()))
        told = {
            "actor": actor,
            "kind_told": kind_over_time(actor),
            "ties": [tie for tie in ties if tie.relation.type not in DESCENT | {RelationType.LEADS}],
            "leaders": leaders,
            "offices": self._offices(actor),
            "descent": descent,
            "bars": calendar_of([(f"{tie.words} {tie.other}", tie.relation.time) for tie in leaders]),
            "genealogy": self._genealogy(actor.actor_id),
            "strengths": strengths,
            "chart": strength_chart(strengths),
            "counts": _counts(events),
            "events": events[-MOST_EVENTS:],
            "claims": self.holdings.claims_naming.get(actor.actor_id, ())[:MOST_SENTENCES],
        }
        return Page(f"actors/{actor.actor_id}.html", "site_actor.html", "Actors", actor.name, told)

    def _offices(self, actor: Actor) -> list[ListedOffice]:
        """The offices that people held in a group, or those of a person."""
        shelves = Shelves(claim=self.holdings.claims.get, actor=self.holdings.actors.get)
        ties = self.holdings.ties.get(actor.actor_id, ())
        return listed_offices(actor, ties, shelves, self.holdings.names, reader_link)

    def _genealogy(self, actor_id: str) -> str | None:
        """The lines of descent as SVG; none where no tie is told."""

        def ties(name: str) -> Sequence[Relation]:
            return self.holdings.ties.get(name, ())

        found, *_ = gathered(actor_id, ties)
        return drawn(genealogy_of(actor_id, ties, self.holdings.names)) if found else None

    def _tie(self, relation: Relation, actor_id: str) -> Tie:
        claim = next((self.holdings.claims[n] for n in relation.claim_ids if n in self.holdings.claims), None)
        return Tie.of(relation, actor_id, self.holdings.names, reader_link(claim) if claim else "")

    def sources(self) -> Page:
        """The list of documents."""
        told = {"documents": list(self.holdings.documents.values()), "told_by": self.holdings.told_by}
        return Page("sources.html", "site_sources.html", "Sources", "Sources", told)

    def source(self, document: Document) -> Page:
        """One document: where it is found, the sentences that events and ties rest on, the events it tells."""
        told = {
            "document": document,
            "link": document.url if document.url and urlsplit(document.url).scheme in ("http", "https") else "",
            "sentences": self._sentences(document.document_id),
            "events": self.holdings.told_by.get(document.document_id, ()),
            "copies": self.holdings.copies.get(document.document_id, ()),
        }
        heading = document.title or name_of(document)
        return Page(f"sources/{document.document_id}.html", "site_source.html", "Sources", heading, told)

    def _sentences(self, document_id: str) -> list[list[Claim]]:
        """The claims of a document by the sentence that makes them, each sentence once."""
        found: dict[tuple[int, int], list[Claim]] = {}
        for claim in self.holdings.claims_in.get(document_id, ()):
            found.setdefault((claim.words.start, claim.words.end), []).append(claim)
        return list(found.values())

    def method(self) -> Page:
        """How events are told, how good that was, whose names are withheld, by which versions, how to cite."""
        told = {
            "rule_words": RULE_WORDS,
            "rules_used": self.holdings.rules_used,
            "card": self.around.card,
            "card_lines": lines_of(self.around.card),
            "coders": self.around.coders,
            "withheld": self.holdings.view.withheld(),
            "lifts": self.around.lifts,
            "told_by": self.around.told_by,
            "attributions": self.around.attributions,
            "map": self.around.map,
        }
        return Page("method.html", "site_method.html", "Method", "Method", told)


def _day(document: Document | None) -> str:
    return document.published_on.isoformat() if document and document.published_on else "9999"


def _counts(events: Sequence[Event]) -> dict[str, int]:
    return {
        "events": len(events),
        "contested": sum(bool(event.contested) for event in events),
        "undated": sum(event.time.earliest is None for event in events),
        "single_origin": sum(len(event.origins) < 2 for event in events),
    }
