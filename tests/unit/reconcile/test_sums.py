"""Which incidents a statement about many of them contains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sourcebook.reconcile import Options, event_teller
from sourcebook.reconcile.sums import contained, contains
from sourcebook.records.knowledge import Event
from sourcebook.records.vocabulary import PlacePrecision

Make = Callable[..., Any]


@pytest.fixture
def event(claim: Make, evidence: Make, party: Make, figure: Make) -> Event:
    told = claim("a", parties=(party("The Front"),), figures=(figure(6),))
    (found,) = event_teller(Options())([evidence(told)])
    return found


@pytest.fixture
def sum_of(claim: Make, days: Make, place: Make) -> Make:
    """A statement on many bombings in Nigeria in the first half of 2012, unless told otherwise."""

    def make(name: str = "s", **given: Any) -> Any:
        nigeria = place("Nigeria", 9.0, 8.0, precision=PlacePrecision.COUNTRY)
        return claim(name, **{"aggregate": True, "time": days("2012-01-01/2012-06-30"), "place": nigeria, **given})

    return make


def test_a_sum_contains_what_lies_within_its_time_and_place(event: Event, sum_of: Make) -> None:
    assert contains(sum_of(), event) == ("within 2012-01-01 to 2012-06-30", "in Nigeria", "both bombing")


def test_what_happened_after_it_is_not_contained(event: Event, sum_of: Make, days: Make) -> None:
    assert not contains(sum_of(time=days("2012-01-01/2012-05-01")), event)


def test_another_country_is_not_contained(event: Event, sum_of: Make, place: Make) -> None:
    assert not contains(sum_of(place=place("Kenya", 1.0, 38.0, "KE", precision=PlacePrecision.COUNTRY)), event)


def test_another_groups_attacks_are_not_contained(event: Event, sum_of: Make, party: Make) -> None:
    assert not contains(sum_of(parties=(party("The Brigade"),)), event)


def test_the_groups_own_attacks_are_contained(event: Event, sum_of: Make, party: Make) -> None:
    assert "by The Front" in contains(sum_of(parties=(party("The Front"),)), event)


def test_a_sum_of_fewer_dead_than_the_incident_does_not_contain_it(event: Event, sum_of: Make, figure: Make) -> None:
    assert not contains(sum_of(figures=(figure(5),)), event)


def test_a_sum_without_a_time_contains_nothing(event: Event, sum_of: Make, days: Make) -> None:
    assert not contains(sum_of(time=days(None)), event)


def test_a_claim_of_one_incident_is_no_sum(event: Event, claim: Make) -> None:
    assert not contains(claim("b"), event)


def test_sums_are_never_added_to_the_event(claim: Make, evidence: Make, sum_of: Make, figure: Make) -> None:
    told = claim("a", figures=(figure(6),))
    events = list(event_teller(Options())([evidence(told), evidence(sum_of(figures=(figure(300),)))]))
    assert [one.killed.best for one in events] == [6]


def test_each_sum_lists_its_incidents(event: Event, sum_of: Make, days: Make) -> None:
    early = sum_of("early", time=days("2011-01-01/2011-12-31"))
    assert contained([sum_of(), early], [event]) == {"claim-s": (event.event_id,)}
