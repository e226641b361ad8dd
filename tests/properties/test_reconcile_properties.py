"""Reconciling does not depend on order, on what is unrelated, or on decisions taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.reconcile import Options, event_teller, link_finder
from sourcebook.reconcile.blocking import MOST_KEYS, blocks_of, joins_events
from sourcebook.reconcile.fingerprints import spans_in
from sourcebook.reconcile.telling import reports_in, tells_event
from sourcebook.records.claims import Claim, Party
from sourcebook.records.knowledge import Event
from sourcebook.records.links import Candidate, Evidence, Link
from sourcebook.records.review import Decision
from sourcebook.records.values import UNKNOWN_TIME, Figure, PlaceUse, TimeRange, Words, days_between
from sourcebook.records.vocabulary import (
    ClaimKind,
    Composition,
    EventType,
    Harm,
    PlacePrecision,
    Population,
    Qualifier,
    Realis,
    Role,
    Stance,
    TimeBasis,
    Verdict,
)

OPTIONS = Options()
TOWNS = (
    ("Kano", "NG", 12.0, 8.5, PlacePrecision.LOCALITY),
    ("Maiduguri", "NG", 11.8, 13.2, PlacePrecision.LOCALITY),
    ("Monday Market", "NG", 11.83, 13.15, PlacePrecision.SITE),
    ("Borno", "NG", 11.5, 13.0, PlacePrecision.REGION),
    ("Nigeria", "NG", 9.0, 8.0, PlacePrecision.COUNTRY),
    ("Diffa", "NE", 13.3, 12.6, PlacePrecision.LOCALITY),
)
QUOTES = ("A bomb killed shoppers at the Monday Market.", "Gunmen fired on worshippers.", "The toll rose, Police said.")
START = date(2015, 6, 29)


@st.composite
def times(draw: st.DrawFn) -> TimeRange:
    if draw(st.integers(0, 4)) == 0:
        return UNKNOWN_TIME
    first = START + timedelta(days=draw(st.integers(0, 5)))
    basis = draw(st.sampled_from((TimeBasis.STATED, TimeBasis.RELATIVE, TimeBasis.PUBLICATION)))
    return days_between(first, first + timedelta(days=draw(st.sampled_from((0, 0, 0, 1, 6, 30)))), basis)


@st.composite
def places(draw: st.DrawFn) -> PlaceUse | None:
    if draw(st.integers(0, 5)) == 0:
        return None
    name, country, latitude, longitude, precision = draw(st.sampled_from(TOWNS))
    return PlaceUse(
        place_id=f"place-{name}",
        name=name,
        country=country,
        admin1="Borno" if name in ("Maiduguri", "Monday Market", "Borno") else None,
        admin2=None,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
    )


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    number = draw(st.sampled_from((1, 3, 9, 12, 50)))
    qualifier = draw(st.sampled_from((Qualifier.EXACT, Qualifier.AT_LEAST)))
    return Figure(
        harm=draw(st.sampled_from((Harm.KILLED, Harm.INJURED))),
        population=draw(st.sampled_from((Population.PEOPLE, Population.CIVILIANS, Population.PERPETRATORS))),
        low=number,
        best=number,
        high=None if qualifier is Qualifier.AT_LEAST else number,
        qualifier=qualifier,
        composition=draw(st.sampled_from(Composition)),
        words=Words(start=0, end=1, quote="x"),
        superseded=draw(st.integers(0, 6)) == 0,
    )


@st.composite
def claims(draw: st.DrawFn, number: int) -> Claim:
    quote = draw(st.sampled_from(QUOTES))
    names = draw(st.lists(st.sampled_from(("Boko Haram", "gunmen", "ISWAP")), max_size=2, unique=True))
    return Claim(
        claim_id=f"claim-{number:02}",
        document_id=f"document-{draw(st.integers(0, 6))}",
        kind=ClaimKind.EVENT,
        type=draw(st.sampled_from((EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.ARMED_ASSAULT))).value,
        words=Words(start=0, end=len(quote), quote=quote),
        position=number,
        realis=draw(st.sampled_from((Realis.HAPPENED, Realis.HAPPENED, Realis.BACKGROUND, Realis.DENIED))),
        time=draw(times()),
        place=draw(places()),
        parties=tuple(Party(role=Role.PERPETRATOR, name=n, stance=Stance.STATED, words=None) for n in names),
        figures=tuple(draw(st.lists(figures(), max_size=3))),
        generated_by="test@1",
    )


@st.composite
def clusters(draw: st.DrawFn) -> list[Evidence]:
    made = []
    for number in range(draw(st.integers(1, 8))):
        claim = draw(claims(number))
        published = draw(st.sampled_from((None, START + timedelta(days=2), START + timedelta(days=9))))
        group = draw(st.sampled_from((claim.document_id, claim.document_id, "wire")))
        made.append(
            Evidence(
                group="cluster",
                claim_id=claim.claim_id,
                claim=claim,
                published_on=published,
                source=None,
                origin_group=group,
            )
        )
    return made


def events_of(evidence: list[Evidence]) -> list[Event]:
    return list(event_teller(OPTIONS)(evidence))


def links_of(evidence: list[Evidence], block: str = "block") -> list[Link]:
    return list(link_finder(OPTIONS)([Candidate(block=block, claim_id=e.claim_id, claim=e.claim) for e in evidence]))


def unrelated() -> Evidence:
    words = Words(start=0, end=9, quote="Elsewhere")
    claim = Claim(
        claim_id="claim-zz",
        document_id="document-zz",
        kind=ClaimKind.EVENT,
        type="airstrike",
        words=words,
        position=0,
        time=days_between(date(1991, 1, 17), date(1991, 1, 17), TimeBasis.STATED),
        place=PlaceUse(
            place_id="place-basra",
            name="Basra",
            country="IQ",
            admin1=None,
            admin2=None,
            latitude=30.5,
            longitude=47.8,
            precision=PlacePrecision.LOCALITY,
        ),
        generated_by="test@1",
    )
    return Evidence(
        group="cluster", claim_id="claim-zz", claim=claim, published_on=None, source=None, origin_group="document-zz"
    )


@settings(max_examples=60, deadline=None)
@given(clusters(), st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(evidence: list[Evidence], random: object) -> None:
    shuffled = list(evidence)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert events_of(shuffled) == events_of(evidence)
    assert links_of(shuffled) == links_of(evidence)


@settings(max_examples=60, deadline=None)
@given(clusters())
def test_an_unrelated_claim_changes_no_event(evidence: list[Evidence]) -> None:
    before, after = events_of(evidence), events_of([*evidence, unrelated()])
    assert [event for event in after if "claim-zz" not in event.claim_ids] == before


@settings(max_examples=60, deadline=None)
@given(clusters())
def test_every_claim_that_tells_an_event_is_in_one(evidence: list[Evidence]) -> None:
    held = Counter(claim_id for event in events_of(evidence) for claim_id in event.claim_ids)
    telling = {e.claim_id for e in evidence if tells_event(e.claim)}
    assert set(held.values()) <= {1}
    assert telling <= set(held) <= {e.claim_id for e in evidence if joins_events(e.claim)}


@settings(max_examples=60, deadline=None)
@given(clusters())
def test_origins_divide_the_claims_that_report_an_event(evidence: list[Evidence]) -> None:
    for event in events_of(evidence):
        reporting = {claim.claim_id for claim in reports_in([e for e in evidence if e.claim_id in event.claim_ids])}
        held = [claim_id for origin in event.origins for claim_id in origin.claim_ids]
        assert len(held) == len(set(held))
        assert reporting <= set(held) <= set(event.claim_ids)
        assert len(event.origins) <= len(event.document_ids)


@settings(max_examples=60, deadline=None)
@given(clusters())
def test_no_event_lies_in_two_countries(evidence: list[Evidence]) -> None:
    countries = {e.claim_id: e.claim.place.country for e in evidence if e.claim.place}
    for event in events_of(evidence):
        assert len({countries[c] for c in event.claim_ids if c in countries}) <= 1


@settings(max_examples=60, deadline=None)
@given(clusters())
def test_a_pair_links_alike_in_every_block(evidence: list[Evidence]) -> None:
    whole = {(link.left, link.right): link for link in links_of(evidence)}
    half = links_of(evidence[::2], "another block")
    assert all(whole[link.left, link.right] == link for link in half)


@settings(max_examples=60, deadline=None)
@given(clusters(), st.sampled_from((Verdict.SAME, Verdict.DIFFERENT)))
def test_a_decision_and_its_reversal_leave_events_as_before(evidence: list[Evidence], verdict: Verdict) -> None:
    subjects = tuple(dict.fromkeys(e.claim_id for e in (evidence[0], evidence[-1])))
    if len(subjects) < 2:
        return
    made = Decision(
        decision_id="decision-1",
        subject_ids=subjects,
        field=None,
        verdict=verdict,
        value=None,
        reason="",
        decided_by="coder",
        decided_at="2026-01-01T00:00:00Z",
        supersedes=None,
        saw="",
    )
    back = replace(
        made,
        decision_id="decision-2",
        verdict=Verdict.UNSURE,
        decided_at="2026-01-02T00:00:00Z",
        supersedes="decision-1",
    )
    named = [replace(e, decisions=(made, back)) if e.claim_id in subjects else e for e in evidence]
    assert events_of(named) == events_of(evidence)
    decided = [replace(e, decisions=(made,)) if e.claim_id in subjects else e for e in evidence]
    together = [subjects[0] in event.claim_ids and subjects[1] in event.claim_ids for event in events_of(decided)]
    assert not (verdict is Verdict.DIFFERENT and any(together))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 99).flatmap(claims))
def test_a_claim_has_few_blocks_and_always_the_same(claim: Claim) -> None:
    assert blocks_of(claim) == blocks_of(replace(claim, claim_id="claim-other"))
    assert len(set(blocks_of(claim))) == len(blocks_of(claim)) <= MOST_KEYS


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_fingerprints_lie_within_the_text_and_follow_the_words(text: str) -> None:
    found = list(spans_in(text, 0, len(text)))
    assert all(0 <= start < end <= len(text) for _, start, end in found)
    moved = [name for name, _, _ in spans_in("» " + text, 2, len(text) + 2)]
    assert moved == [name for name, _, _ in found]
